import Content
import Geometry
import Graphics
import Styling

/// Draws one page after another by their spans.
final class PagePlacer {
  private let styled: StyledTree
  private let placer: FlowPlacer
  private let list: VerticalList
  private let notes: NoteList
  private let sidenotes: SidenotePlacer
  /// The sidenotes of the page being drawn.
  private var sidenoteCalls: [SidenotePlacer.Call] = []
  /// What runs on the page being drawn.
  private var running = PageRunning()
  /// Where the first thing on the page being drawn is, while its first frame is drawn.
  private var top: Length?
  private var destinations: [Destination] = []

  init(styled: StyledTree, placer: FlowPlacer, list: VerticalList, notes: NoteList, sidenotes: [Sidenote]) {
    self.styled = styled
    self.placer = placer
    self.list = list
    self.notes = notes
    self.sidenotes = SidenotePlacer(notes: sidenotes, placer: placer)
    placer.onMark = { [unowned self] mark, point in
      switch mark {
      case .anchor(let node):
        destinations.append(Destination(name: destinationName(of: node, in: styled), point: point))
      case .string(let name, let value):
        running.strings.set(name, to: value, isAtStart: isAtStart(point))
      case .running(let name, let node):
        running.elements.set(name, to: node, isAtStart: isAtStart(point))
      case .sidenote(let note, let baseline):
        sidenoteCalls.append(.init(note: note, baseline: point.y + .pt(baseline ?? 0)))
      case .marker, .pageCount: break
      }
    }
  }

  /// Whether a place is that of the first thing on the page.
  private func isAtStart(_ point: Point) -> Bool { top.map { point.y <= $0 } ?? false }

  /// Draws the content of a page.
  ///
  /// - Parameter before: What the page before leaves to it.
  /// - Returns: What runs in its margin boxes, and what it leaves to the next.
  func place(
    _ span: PageSpan, in geometry: PageGeometry, after before: PageRunning, isLast: Bool, on page: inout Page
  ) -> PageRunning {
    running = before
    running.strings.beginPage()
    running.elements.beginPage()
    sidenoteCalls = []
    let area = geometry.text
    let firstShape = page.shapes.count
    destinations = []
    let pageNotes = span.frames.filter { !$0.isColumn }.flatMap(\.notes)
    let notesHeight = notes.height(of: pageNotes)
    if let first = span.frames.first {
      let begins = list.stretches(of: first, filling: first.height).0.first?.tops.first ?? 0
      top = area.minY + .pt(first.place.top + begins + 0.01)
    }
    var y: Double?
    var index = 0
    while index < span.frames.count {
      let frame = span.frames[index]
      let band = span.frames[index...].prefix { $0.isColumn && $0.place.isBeside(frame.place) }
      if band.isEmpty {
        y = place(frame, below: y, filling: frame.height - notesHeight, in: area, on: &page)
        index += 1
      } else {
        index += band.count
        let foot = index == span.frames.count ? area.size.height.points - frame.place.foot - notesHeight : nil
        y = place(columns: band, below: y, foot: foot, in: area, on: &page)
      }
    }
    placeNotes(pageNotes, in: area, on: &page)
    running.waitingNotes = sidenotes.place(
      sidenoteCalls, after: before.waitingNotes, in: geometry, isLeftPage: span.number.isMultiple(of: 2),
      isLastPage: isLast, keepingOff: firstShape..<page.shapes.count, on: &page)
    page.destinations += destinations
    return running
  }

  /// Draws a frame as wide as the page.
  ///
  /// - Parameter above: Where what stands above it on the page ends, from which on boxes around both are drawn.
  /// - Returns: Where it ends.
  private func place(
    _ frame: FrameSpan, below above: Double?, filling height: Double, in area: Rectangle, on page: inout Page
  ) -> Double {
    let top = frame.place.top
    let (stretches, bottom) = list.stretches(of: frame, filling: height)
    placer.place(
      list, stretches, bottom: bottom, boxTop: above.map { $0 - top },
      at: Point(x: area.minX, y: area.minY + .pt(top)), on: &page)
    self.top = nil
    return top + bottom
  }

  /// Draws columns beside one another, with the rules between them and their notes under them.
  ///
  /// - Parameter foot: Where notes end; where the columns end, by default.
  private func place(
    columns: ArraySlice<FrameSpan>, below above: Double?, foot: Double?, in area: Rectangle, on page: inout Page
  ) -> Double {
    guard let first = columns.first else { return above ?? 0 }
    let section = list.sections[Int(first.place.section)]
    let (top, bottom) = (first.place.top, first.place.top + first.height)
    if !list.boxes.isEmpty {
      placer.drawBoxes(of: list, around: section, from: above ?? top, to: bottom, at: area.origin, on: &page)
    }
    for frame in columns {
      defer { self.top = nil }
      let column = Int(frame.place.column)
      let x = area.minX + .pt(section.x(ofColumn: column))
      let (stretches, end) = list.stretches(of: frame, filling: frame.height - notes.height(of: frame.notes))
      placer.place(
        list, stretches, bottom: end, firstBox: section.items.lowerBound,
        at: Point(x: x - .pt(section.x), y: area.minY + .pt(top)), on: &page)
      placeNotes(
        frame.notes,
        in: Rectangle(x: x, y: area.minY, width: .pt(section.width), height: .pt(foot ?? bottom)), on: &page)
      if column > 0 {
        drawRule(
          at: area.minX + .pt(section.middleOfGap(beforeColumn: column)), section, from: area.minY + .pt(top),
          to: area.minY + .pt(bottom), on: &page)
      }
    }
    return bottom
  }

  private func drawRule(
    at middle: Length, _ section: ColumnSection, from top: Length, to bottom: Length, on page: inout Page
  ) {
    let style = styled.style(section.node)
    let rule = style.columns.rule
    for shape in rule.shapes(
      from: Point(x: middle, y: top), to: Point(x: middle, y: bottom), currentColor: style.color)
    {
      page.shapes.append(LabelledShape(shape, as: .artifact(.layout)))
    }
  }

  /// Sets notes at the foot of a frame, in the area that `@footnote` describes.
  private func placeNotes(_ parts: [PageSpan.NotePart], in frame: Rectangle, on page: inout Page) {
    guard !parts.isEmpty else { return }
    let top = frame.maxY - .pt(notes.height(of: parts)) + notes.marginTop
    let box = Rectangle(
      x: frame.minX, y: top, width: frame.size.width, height: frame.maxY - notes.marginBottom - top)
    var style = notes.area
    if let clip = style.borderClip.resolved(in: box.size.width) {
      var rule = StyleValues()
      rule.color = style.color
      rule.border.top = style.border.top
      var clipped = box
      clipped.size.width = min(clip, box.size.width)
      draw(rule, clipped, on: &page)
      style.border.top = .none
    }
    draw(style, box, on: &page)
    var y = top + notes.edges.top
    for part in parts {
      let items = Int(part.items.lowerBound)..<Int(part.items.upperBound)
      placer.place(
        notes.notes[Int(part.note)].list, items: items, keepsFirstSpace: false,
        at: Point(x: frame.minX + notes.edges.left, y: y), on: &page)
      y += .pt(notes.height(of: Int(part.note), items: items) + notes.gap)
    }
  }

  private func draw(_ style: StyleValues, _ box: Rectangle, on page: inout Page) {
    for shape in boxShapes(style, frame: box) {
      page.shapes.append(LabelledShape(shape, as: .artifact(.layout)))
    }
  }
}

/// The name under which links and the outline find a node.
func destinationName(of node: Int, in styled: StyledTree) -> String {
  styled.content.nodes[node].identifier ?? "heading-\(node)"
}
