import Content
import Diagnostics
import Geometry
import Graphics
import Styling
import TextShaping

/// Sets a styled document on pages: first a plan of where each page begins and ends, then one page after another.
///
/// ```swift
/// let layout = PageLayout(styled: styled, cascade: cascade, shaper: shaper, language: "en")
/// let plan = layout.plan(into: &diagnostics)
/// for index in 0..<plan.pageCount { try writer.add(layout.place(page: index)) }
/// try writer.finish(structure: layout.structure, outline: layout.outline, attachments: [])
/// ```
public final class PageLayout {
  /// Page numbers of references are settled by then or never; Typst and LaTeX stop after five, too.
  private static let mostRounds = 5

  private let styled: StyledTree
  private let frames: PageFrames
  let structureMap: StructureMap
  private let setter: DocumentSetter
  private let builder: FlowBuilder
  let placer: FlowPlacer
  private let labels: PageLabels
  private let marginBoxes: MarginBoxes

  private var list = VerticalList()
  private var pages: [PageSpan] = []
  /// The place of each page among those of its name that follow one another, from 1; 0 for a blank page.
  private var groupIndices: [Int] = []
  /// The number that each page prints.
  private var printedNumbers: [Int] = []
  private var pagePlacer: PagePlacer?
  /// What each page drawn so far leaves to the next.
  private var running: [PageRunning] = []

  /// - Parameters:
  ///   - language: A BCP 47 tag; hyphenation and the faces' forms of letters go by it.
  ///   - keepsChartDrawings: Whether ``chartDrawing(_:)`` will be asked; else a chart's drawing is let go with its page.
  ///   - memory: Shared by the layouts of a report that changes; all of them with this cascade and shaper.
  public init(
    styled: StyledTree, cascade: Cascade, shaper: TextShaper, language: String,
    keepsChartDrawings: Bool = false, memory: LayoutMemory? = nil
  ) {
    self.styled = styled
    let frames = PageFrames(cascade: cascade)
    self.frames = frames
    structureMap = StructureMap(styled: styled)
    let labels = PageLabels(styled: styled)
    self.labels = labels
    let memory = memory ?? LayoutMemory(keepsParagraphs: false)
    memory.beginLayout()
    let inline = InlineSetter(
      styled: styled, structure: structureMap, shaper: shaper, language: language, memory: memory,
      pageLabel: { labels.text(of: $0, $1) })
    setter = DocumentSetter(
      styled: styled, structure: structureMap, shaper: shaper, inline: inline, keepsCharts: keepsChartDrawings
    )
    placer = FlowPlacer(styled: styled, structure: structureMap, shaper: shaper, language: language)
    builder = FlowBuilder(styled: styled, setter: setter, placer: placer) { name in
      let inner = frames.inner(name: name)
      return .init(
        width: inner.text.size.width.points, height: inner.text.size.height.points,
        notes: frames.innerStyle(name: name).footnoteArea?.values ?? StyleValues(),
        sidenotes: inner.notes.mapValues { $0.content.size.width.points })
    }
    marginBoxes = MarginBoxes(
      inline: inline, elements: RunningElements(builder: builder, placer: placer, labels: labels))
  }

  /// Chooses where pages break.
  ///
  /// Contents and references print page numbers, which depend on the breaks; they are set again, and pages broken again
  /// from the first that this changed, until they agree, at most five times.
  ///
  /// - Parameter diagnostics: Gets a warning for what does not fit its page, and for references that still move.
  public func plan(into diagnostics: inout Diagnostics) -> Plan {
    list = builder.build()
    pages = breaker().pages()
    var moved = updateLabels()
    var round = 1
    while !moved.isEmpty, round < Self.mostRounds {
      for node in moved { builder.forget(node) }
      let before = list
      list = builder.build()
      if let change = list.firstDifference(from: before) {
        breakAgain(from: change, itemCount: before.items.count)
      }
      moved = updateLabels()
      round += 1
    }
    for target in labels.targets(in: moved) {
      let name =
        switch target {
        case .element(let name): "'\(name)'"
        case .numbers, .table: "a figure in the evidence"
        case .node: "something"
        case .pageCount: "the end"
        }
      diagnostics.warning(
        "layout.moving-reference", "the page number of \(name) is still changing after \(round) rounds",
        at: labels.range(of: target) ?? styled.place(of: ContentTree.root),
        hint: "the number printed may be off by a page")
    }
    diagnostics.add(contentsOf: styled.diagnostics.all)
    diagnostics.add(contentsOf: builder.diagnostics.all)
    diagnostics.add(contentsOf: setter.inline.diagnostics.all)
    frames.report(into: &diagnostics)
    reportWordsInPlace(into: &diagnostics)
    reportOverflow(into: &diagnostics)
    reportSidenotes(into: &diagnostics)
    // A document without content is an empty page, not a file without any.
    if pages.isEmpty { pages = [PageSpan(number: 1, frames: [FrameSpan(items: 0..<0, floats: 0..<0)])] }
    _ = countPages()
    pagePlacer = PagePlacer(
      styled: styled, placer: placer, list: list, notes: builder.notes, sidenotes: builder.sidenotes)
    return Plan(pages: pages)
  }

  /// - Returns: The blocks that print a page number which is no longer right.
  private func updateLabels() -> [Int] {
    labels.update(pages: pages, list: list, sidenotes: builder.sidenotes, printed: countPages())
  }

  /// Numbers the pages as they are now.
  private func countPages() -> [Int] {
    groupIndices = groupIndices(of: pages)
    printedNumbers =
      PageCounter(pages: pages, list: list) { style(ofPage: $0).style.values.counters }.numbers
    return printedNumbers
  }

  private func style(ofPage index: Int) -> PageStyle {
    let span = pages[index]
    return frames.style(
      number: span.number, groupIndex: groupIndices[index], name: list.pageGroup(at: span.items.lowerBound).name,
      isBlank: span.isBlank)
  }

  /// The name of a page in a viewer: its number in the style in which the page itself prints it.
  private func label(ofPage index: Int, _ style: PageStyle) -> String {
    for name in PageStyle.MarginBoxName.allCases {
      for case .counter("page", let counterStyle) in style.marginBoxes[name]?.content ?? [] {
        return styled.counterStyles.text(printedNumbers[index], counterStyle)
      }
    }
    return String(printedNumbers[index])
  }

  private func groupIndices(of pages: [PageSpan]) -> [Int] {
    var counts: [Int32: Int] = [:]
    return pages.map { page in
      if page.isBlank { return 0 }
      let group = list.pageGroup(at: page.items.lowerBound).first
      counts[group, default: 0] += 1
      return counts[group, default: 1]
    }
  }

  /// Whether left and right pages face one another: the sheet styles them apart, or something begins on one of them.
  private var isTwoSided: Bool {
    frames.isTwoSided || list.items.contains { $0.breakBefore == .left || $0.breakBefore == .right }
  }

  private func breaker() -> PageBreaker {
    let (list, frames) = (list, frames)
    return PageBreaker(list: list, notes: builder.notes, isTwoSided: isTwoSided) { number, item in
      frames.content(
        number: number, groupIndex: list.beginsPageGroup(item) ? 1 : 2, name: list.pageGroup(at: item).name
      ).size.height.points
    }
  }

  /// Keeps the pages before the first that an item changed, and breaks the rest anew.
  private func breakAgain(from item: Int, itemCount: Int) {
    var first = pages.firstIndex { $0.items.upperBound > item || $0.items.upperBound == itemCount } ?? 0
    // The pages of a spread are chosen together.
    if isTwoSided, first > 0, !pages[first].number.isMultiple(of: 2), !pages[first - 1].isBlank { first -= 1 }
    // The page before decides how a page begins; the first two have none to go by.
    guard first > 0, first < pages.count else {
      pages = breaker().pages()
      return
    }
    let page = pages[first]
    pages =
      pages[..<first]
      + breaker().pages(
        from: (
          number: page.number, item: page.items.lowerBound, float: page.floats.lowerBound,
          remainder: page.frames[0].begun
        ))
  }

  /// Only blocks run in margins or float; words stay where they are. Of floats one of each name is told.
  private func reportWordsInPlace(into diagnostics: inout Diagnostics) {
    var floating: Set<String> = []
    for node in styled.content.nodes.indices {
      let style = styled.contexts[node].style.values
      guard style.running != nil || style.float != .none, styled.isInline(node) else { continue }
      let content = styled.content.nodes[node]
      switch content.kind {
      case .element, .image: break
      default: continue
      }
      if style.float != .none, !builder.isNote(node), floating.insert(content.elementName).inserted {
        diagnostics.warning(
          "layout.floating-words", "'\(content.elementName)' is set in a line and does not float",
          at: styled.place(of: node),
          hint: "give 'float' to a block, such as ::: {.name}; a note is written [^name]")
      }
      if style.running == nil { continue }
      diagnostics.warning(
        "layout.running-words", "'\(content.elementName)' is set in a line and does not run in the margins",
        at: styled.place(of: node), hint: "give 'position: running()' to a block, such as ::: {.name}")
    }
  }

  /// Warns of pages whose sidenotes are higher than the page together.
  private func reportSidenotes(into diagnostics: inout Diagnostics) {
    var marks = list.marks.compactMap { entry -> (item: Int, note: Int)? in
      if case .sidenote(let note, _) = entry.mark { (Int(entry.item), note) } else { nil }
    }[...]
    for page in pages where !marks.isEmpty {
      let own = marks.prefix { $0.item < page.items.upperBound }
      marks = marks.dropFirst(own.count)
      let height = own.reduce(0) { $0 + builder.sidenotes[$1.note].list.totalHeight }
      let room = frames.content(
        number: page.number, groupIndex: 2, name: list.pageGroup(at: page.items.lowerBound).name)
      guard let first = own.first, height > room.size.height.points else { continue }
      diagnostics.warning(
        "layout.sidenotes",
        "the notes beside page \(page.number) are higher than the page and go on beside the next, if there is one",
        at: styled.place(of: builder.sidenotes[first.note].node),
        hint: "make them shorter, or let some stand at the foot with 'float: footnote'")
    }
  }

  private func reportOverflow(into diagnostics: inout Diagnostics) {
    for page in pages where page.overflows {
      diagnostics.warning(
        "layout.overflow", "something on page \(page.number) is taller than the page and is cut off",
        at: list.range(at: page.items.lowerBound, in: styled) ?? styled.place(of: ContentTree.root),
        hint: "let it break over pages, or make it lower")
    }
  }

  var pageIndices: Range<Int> { pages.indices }

  /// Draws a page. Pages are asked for in order, each once, after ``plan(into:)``.
  public func place(page index: Int) -> Page {
    guard let pagePlacer, pages.indices.contains(index) else {
      preconditionFailure("pages are placed after they are planned")
    }
    let span = pages[index]
    let style = style(ofPage: index)
    let geometry = PageGeometry(style)
    var page = Page(size: geometry.sheet, label: label(ofPage: index, style))
    if geometry.sheet != style.size {
      page.trim = geometry.trim
      page.bleed = geometry.bleed
    }
    page.rotation = style.rotation
    drawPaper(style, geometry, on: &page)
    let running = pagePlacer.place(
      span, in: geometry, after: index > 0 ? self.running[index - 1] : PageRunning(),
      isLast: index == pages.count - 1, on: &page)
    if self.running.count == index { self.running.append(running) }
    let facts = PageFacts(
      number: printedNumbers[index], pageCount: pages.count, strings: running.strings,
      elements: running.elements, counterStyles: styled.counterStyles)
    marginBoxes.draw(style, geometry, facts, on: &page)
    return page
  }

  /// What is under the content: the page's background, its border, and the printer's marks around it.
  private func drawPaper(_ style: PageStyle, _ geometry: PageGeometry, on page: inout Page) {
    var values = style.style.values
    var shapes: [Shape] = []
    if values.backgroundColor.alpha > 0 {
      shapes.append(.path(.rectangle(geometry.bleed), fill: values.backgroundColor, stroke: nil))
      values.backgroundColor = .transparent
    }
    shapes += boxShapes(values, frame: geometry.border)
    for side in PageStyle.NoteSide.allCases {
      guard let area = style.noteAreas[side], let box = geometry.notes[side]?.box else { continue }
      shapes += boxShapes(area.values, frame: box)
    }
    page.shapes += shapes.map { LabelledShape($0, as: .artifact(.background)) }
    page.shapes += PageMarks(geometry: geometry).shapes(of: style.marks).map {
      LabelledShape($0, as: .artifact(.pagination))
    }
  }

  /// Draws charts as wide as they are on their pages, without setting text or choosing pages: all that is needed where
  /// only ``chartDrawing(_:)`` is asked for, and much faster than ``plan(into:)``.
  ///
  /// - Parameters:
  ///   - node: The one chart to draw; nil for all.
  ///   - textSlack: How much wider their words may come out where they are shown, as a share of their width.
  ///   - diagnostics: Gets what the charts warn of, such as labels that find no room.
  public func drawCharts(only node: Int? = nil, textSlack: Double = 0, into diagnostics: inout Diagnostics) {
    let frames = frames
    let builder = FlowBuilder(
      styled: styled, setter: ChartSetting(setter, only: node, textSlack: textSlack), placer: placer
    ) { name in
      .init(width: frames.inner(name: name).text.size.width.points, height: nil)
    }
    _ = builder.build()
    diagnostics.add(contentsOf: builder.diagnostics.all)
    frames.report(into: &diagnostics)
  }

  /// The drawing of a chart as it stands on its page, after ``plan(into:)`` or ``drawCharts(only:into:)``; nil for a node
  /// that is no chart on a page, and where `keepsChartDrawings` was not asked for.
  public func chartDrawing(_ node: Int) -> Drawing? { setter.charts[node] }

  /// The nodes laid out, those of style sheets among them.
  public var content: ContentTree { styled.content }

  /// What the parts of a node are styled by.
  public func context(of node: Int) -> StyleContext { styled.contexts[node] }

  /// What the document is made of; complete once the last page is placed.
  public var structure: StructureTree { structureMap.tree }

  /// The headings, for the viewer's bookmarks.
  public var outline: [OutlineEntry] {
    styled.content.nodes.indices.compactMap { node in
      guard let level = styled.headingLevel(node) else { return nil }
      let style = styled.contexts[node].style.values
      guard style.display != .none, style.running == nil else { return nil }
      return OutlineEntry(
        title: styled.plainText(of: node), level: level, destination: destinationName(of: node, in: styled))
    }
  }
}
