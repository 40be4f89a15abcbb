import Diagnostics
import Geometry
import Styling

/// What each page looks like around its content: its size, margins and margin boxes, by the sheet.
final class PageFrames {
  private let cascade: Cascade
  private var known: [PageKind: PageStyle] = [:]
  /// With the place of the declaration that is to blame.
  private var problems: [PageProblem: SourceRange] = [:]

  init(cascade: Cascade) { self.cascade = cascade }

  /// The style of a page with a number.
  ///
  /// - Parameter groupIndex: Its place among the pages of its name that follow one another, from 1.
  func style(number: Int, groupIndex: Int, name: String?, isBlank: Bool = false) -> PageStyle {
    let counts = cascade.countsPages
    let kind = PageKind(
      name: name, index: counts ? number : min(number, 2), groupIndex: counts ? groupIndex : min(groupIndex, 2),
      isLeft: number.isMultiple(of: 2), isBlank: isBlank)
    if let style = known[kind] { return style }
    let style = mended(cascade.page(kind), kind)
    noteCounters(of: style, kind)
    known[kind] = style
    return style
  }

  /// Whether the sheet styles left and right pages apart.
  var isTwoSided: Bool { cascade.hasPageSides }

  /// The part of a page that its text fills.
  func content(number: Int, groupIndex: Int, name: String?) -> Rectangle {
    PageGeometry(style(number: number, groupIndex: groupIndex, name: name)).text
  }

  /// An inner page, which stands for all of its type: the text has one width.
  func inner(name: String?) -> PageGeometry {
    PageGeometry(innerStyle(name: name))
  }
  func innerStyle(name: String?) -> PageStyle { style(number: 3, groupIndex: 3, name: name) }

  /// Warns of what could not be as the sheet says.
  func report(into diagnostics: inout Diagnostics) {
    for (problem, place) in problems.sorted(by: { ($0.value.line, $0.key.message) < ($1.value.line, $1.key.message) }) {
      diagnostics.warning(problem.identifier, problem.message, at: place, hint: problem.hint)
    }
  }

  private func note(_ problem: PageProblem, _ kind: PageKind, _ box: PageStyle.MarginBoxName? = nil) {
    guard problems[problem] == nil else { return }
    problems[problem] = cascade.place(ofAny: problem.properties, on: kind, box) ?? .file("style sheet")
  }

  /// Notes that areas beside the text leave it no room; the widest is to blame.
  private func noteWideAreas(_ areas: [PageStyle.NoteSide: PageGeometry.NoteArea], _ kind: PageKind) {
    guard problems[.noRoomBesideNotes] == nil else { return }
    let widest = areas.max { a, b in
      (a.value.box.size.width.points, a.key.rawValue) < (b.value.box.size.width.points, b.key.rawValue)
    }
    problems[.noRoomBesideNotes] = widest.flatMap {
      cascade.place(ofAny: ["width", "margin", "padding", "border"], on: kind, beside: $0.key)
    }
    note(.noRoomBesideNotes, kind)
  }

  /// Pages count themselves and nothing else, and their boxes print no more than that, running words and texts.
  private func noteCounters(of style: PageStyle, _ kind: PageKind) {
    if style.style.values.counters.names.contains(where: { $0 != "page" }) { note(.foreignCounter, kind) }
    for name in PageStyle.MarginBoxName.allCases {
      let content = style.marginBoxes[name]?.content ?? []
      if content.count > 1, content.contains(where: { if case .runningElement = $0 { true } else { false } }) {
        note(.besideElement, kind, name)
      }
      guard let foreign = style.marginBoxes[name]?.content.first(where: { !PageFacts.canPrint($0) }) else { continue }
      note(.foreignContent(foreign.function), kind, name)
    }
  }

  private static let leastRoom = Length.pt(36)
  /// The largest page that readers of PDF 1.7 have to show (ISO 32000-1, annex C).
  private static let largestSide = Length.pt(14_400)

  /// A style that leaves room for text on a page that can be shown.
  private func mended(_ style: PageStyle, _ kind: PageKind) -> PageStyle {
    var style = style
    let sides = [style.size.width, style.size.height]
    if sides.contains(where: { $0.points > Self.largestSide.points }) {
      style.size = Size(width: .mm(210), height: .mm(297))
      note(.tooLarge, kind)
    } else if sides.contains(where: { !($0.points >= Self.leastRoom.points) }) {
      style.size = Size(width: .mm(210), height: .mm(297))
      note(.tooSmall, kind)
    }
    let geometry = PageGeometry(style)
    if [geometry.sheet.width, geometry.sheet.height].contains(where: { $0.points > Self.largestSide.points }) {
      style.bleed = .zero
      note(.tooLarge, kind)
    }
    func lacksRoom(_ area: Rectangle) -> (width: Bool, height: Bool) {
      func lacks(_ room: Length, of whole: Length) -> Bool {
        !(room.points >= min(Self.leastRoom.points, whole.points / 3))
      }
      return (lacks(area.size.width, of: style.size.width), lacks(area.size.height, of: style.size.height))
    }
    if lacksRoom(geometry.area).width {
      style.margin.left = style.size.width / 10
      style.margin.right = style.size.width / 10
      note(.noRoom, kind)
    }
    if lacksRoom(geometry.area).height {
      style.margin.top = style.size.height / 10
      style.margin.bottom = style.size.height / 10
      note(.noRoom, kind)
    }
    if lacksRoom(PageGeometry(style).text) != (false, false) {
      if !style.noteAreas.isEmpty {
        noteWideAreas(PageGeometry(style).notes, kind)
        style.noteAreas = [:]
      }
      if lacksRoom(PageGeometry(style).text) != (false, false) {
        // Borders and padding alone take all of the page.
        var values = style.style.values.withoutBox
        values.backgroundColor = style.style.values.backgroundColor
        style.style = ComputedStyle(values)
        note(.noRoom, kind)
      }
    }
    return style
  }
}

/// What cannot be as `@page` says.
private enum PageProblem: Hashable {
  case noRoom, noRoomBesideNotes, tooSmall, tooLarge, foreignCounter
  /// A part of `content`, by the name of its function.
  case foreignContent(String)
  case besideElement

  /// Names of properties of `@page` that it may come from begin with these.
  var properties: [String] {
    switch self {
    case .noRoom: ["margin", "padding", "border"]
    case .noRoomBesideNotes: ["size", "margin", "padding", "border"]
    case .tooSmall: ["size"]
    case .tooLarge: ["size", "bleed"]
    case .foreignCounter: ["counter"]
    case .foreignContent, .besideElement: ["content"]
    }
  }

  var identifier: String {
    switch self {
    case .noRoom, .noRoomBesideNotes, .tooSmall, .tooLarge: "layout.no-page"
    case .foreignCounter, .foreignContent, .besideElement: "style.no-effect"
    }
  }
  var message: String {
    switch self {
    case .noRoom: "the margins of @page leave no room for the text; smaller ones are used"
    case .noRoomBesideNotes: "@leftnote and @rightnote leave no room for the text; they are left out"
    case .tooSmall: "a page of @page is too small to hold any text; A4 is used"
    case .tooLarge: "a page of @page is larger than a PDF can have; A4 without bleed is used"
    case .foreignCounter: "@page sets no counter but 'page'; the others are left as they are"
    case .foreignContent(let part): "'\(part)' in a margin box belongs to elements, and is left out"
    case .besideElement: "element() fills its margin box; what 'content' has beside it is left out"
    }
  }
  var hint: String {
    switch self {
    case .noRoom: "make the page larger or its margins smaller"
    case .noRoomBesideNotes: "give them a smaller width"
    case .tooSmall: "the least is 36pt by 36pt"
    case .tooLarge: "the most is 5080mm by 5080mm with bleed and marks"
    case .foreignCounter: "set it on an element, such as h2 { counter-reset: footnote }"
    case .besideElement: "write the words into the running element, or into a box beside it"
    case .foreignContent:
      "margin boxes have texts, counter(page), counter(pages), string() and element(); set a string where the counter is"
    }
  }
}
