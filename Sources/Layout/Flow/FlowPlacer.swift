import Charts
import Content
import Geometry
import Graphics
import Styling
import TextShaping

/// Draws stretches of a flow at their places.
final class FlowPlacer {
  private let styled: StyledTree
  private let structure: StructureMap
  private let shaper: TextShaper
  private let language: String
  /// What running strings and links learn of a page while it is drawn.
  var onMark: (VerticalList.Mark, Point) -> Void = { _, _ in }
  /// What blocks are fed to in place of being drawn; see ``describe(into:_:)``.
  var description: Hasher?

  init(styled: StyledTree, structure: StructureMap, shaper: TextShaper, language: String) {
    self.styled = styled
    self.structure = structure
    self.shaper = shaper
    self.language = language
  }

  /// Draws a whole list with the top of its first margin at a point.
  func place(_ list: VerticalList, at origin: Point, on page: inout Page) {
    place(list, items: 0..<list.items.count, keepsFirstSpace: true, at: origin, on: &page)
  }

  /// Draws a whole list away from its place in the document, so that nothing takes effect that does so where it stands.
  func placeAside(_ list: VerticalList, at origin: Point, on page: inout Page) {
    let onMark = self.onMark
    self.onMark = { _, _ in }
    defer { self.onMark = onMark }
    place(list, at: origin, on: &page)
  }

  /// Draws some items of a list one under another.
  func place(
    _ list: VerticalList, items: Range<Int>, keepsFirstSpace: Bool, at origin: Point, on page: inout Page
  ) {
    var stretch = VerticalList.Stretch(items: items)
    var y = 0.0
    for index in items {
      if index > items.lowerBound || keepsFirstSpace { y += list.items[index].space }
      stretch.tops.append(y)
      y += list.items[index].height
    }
    place(list, [stretch], bottom: y, at: origin, on: &page)
  }

  /// Draws stretches of a list, in the order given.
  ///
  /// - Parameters:
  ///   - bottom: Where boxes that go on overleaf are cut off.
  ///   - boxTop: Where boxes that were begun above go on; where the first item stands, by default.
  ///   - firstBox: The item from which on boxes are drawn; those around a column are drawn around all columns.
  func place(
    _ list: VerticalList, _ stretches: [VerticalList.Stretch], bottom: Double, boxTop: Double? = nil, firstBox: Int = 0,
    at origin: Point, on page: inout Page
  ) {
    if !list.boxes.isEmpty {
      for (index, stretch) in stretches.enumerated() {
        let start = index == 0 ? boxTop : nil
        drawBoxes(
          of: list, stretch, from: start ?? stretch.tops.first ?? 0, to: bottom, firstBox: firstBox, at: origin,
          on: &page)
      }
    }
    for stretch in stretches {
      var index = stretch.items.lowerBound
      var mark = list.firstMark(from: index)
      while index < stretch.items.upperBound {
        let item = list.items[index]
        let y = stretch.tops[index - stretch.items.lowerBound]
        func placeMarks(before end: Int) {
          while mark < list.marks.count, Int(list.marks[mark].item) < end {
            let top = stretch.tops[Int(list.marks[mark].item) - stretch.items.lowerBound]
            place(list.marks[mark].mark, at: Point(x: origin.x, y: origin.y + .pt(top)), on: &page)
            mark += 1
          }
        }
        placeMarks(before: index + 1)
        guard item.kind == .unit else {
          index += 1
          continue
        }
        // Units of one block that follow one another are drawn together.
        var end = index + 1
        while end < stretch.items.upperBound, list.items[end].kind == .unit,
          list.items[end].index == item.index
        {
          end += 1
        }
        let block = list.blocks[Int(item.index)]
        place(
          block, Int(item.unit)..<(Int(item.unit) + end - index),
          at: Point(x: origin.x + .pt(block.x), y: origin.y + .pt(y)), on: &page)
        // Those of an empty element at the document's end stand with its last line.
        placeMarks(before: end)
        index = end
      }
    }
  }

  private func place(_ mark: VerticalList.Mark, at point: Point, on page: inout Page) {
    if case .marker(let marker) = mark { place(marker, at: point, on: &page) } else { onMark(mark, point) }
  }

  private func place(_ marker: VerticalList.Marker, at point: Point, on page: inout Page) {
    guard let made = styled.markers[marker.node], !made.text.isEmpty else { return }
    let style = made.style.values
    let line = TextLine(made.text, font: FontRequest(style, language: language), color: style.color, shaper: shaper)
    func side(_ extent: Extent) -> Length { extent.resolved(in: .pt(marker.width)) ?? .zero }
    let isRightToLeft = styled.style(marker.node).direction == .rightToLeft
    let x: Length =
      switch (marker.hangs, isRightToLeft) {
      case (true, false): .pt(marker.x) - line.width - side(style.margin.right)
      // The gap is to the text, which is on the other side here.
      case (true, true): .pt(marker.x + marker.width) + max(side(style.margin.left), side(style.margin.right))
      case (false, false): .pt(marker.x)
      case (false, true): .pt(marker.x + marker.width) - line.width
      }
    let baseline = Point(x: point.x + x, y: point.y + .pt(marker.baseline))
    let label = structure.markerLabel(of: marker.node)
    for shape in line.shapes(at: baseline) { page.shapes.append(LabelledShape(shape, as: label)) }
  }

  // MARK: Boxes

  private func drawBoxes(
    of list: VerticalList, _ stretch: VerticalList.Stretch, from start: Double, to bottom: Double, firstBox: Int,
    at origin: Point, on page: inout Page
  ) {
    let first = stretch.items.lowerBound
    func end(of box: VerticalList.Box) -> Double? {
      let close = Int(box.close)
      return close < stretch.items.upperBound ? stretch.tops[close - first] + list.items[close].height : nil
    }
    for index in list.boxesOpen(before: first) where Int(list.boxes[index].open) >= firstBox {
      let box = list.boxes[index]
      let end = end(of: box)
      draw(box, from: start, to: end ?? bottom, begins: false, ends: end != nil, at: origin, on: &page)
    }
    for index in stretch.items where list.items[index].kind == .open {
      let box = list.boxes[Int(list.items[index].index)]
      let end = end(of: box)
      draw(
        box, from: stretch.tops[index - first], to: end ?? bottom, begins: true, ends: end != nil, at: origin, on: &page
      )
    }
  }

  /// Draws the boxes around columns beside them.
  func drawBoxes(
    of list: VerticalList, around section: ColumnSection, from top: Double, to bottom: Double, at origin: Point,
    on page: inout Page
  ) {
    for index in list.boxesOpen(before: section.items.lowerBound) {
      draw(list.boxes[index], from: top, to: bottom, begins: false, ends: false, at: origin, on: &page)
    }
  }

  private func draw(
    _ box: VerticalList.Box, from top: Double, to bottom: Double, begins: Bool, ends: Bool, at origin: Point,
    on page: inout Page
  ) {
    let style = styled.style(box.node)
    var cut: BoxEdges = []
    if !begins { cut.insert(.top) }
    if !ends { cut.insert(.bottom) }
    var (top, bottom) = (top, bottom)
    if style.boxDecorationBreak == .clone {
      // What a page has no room for stands out of its column.
      let geometry = BoxGeometry(style, x: box.x, containing: box.width)
      if !begins { top -= geometry.top }
      if !ends { bottom += geometry.bottom }
      cut = []
    }
    let frame = Rectangle(
      x: origin.x + .pt(box.x), y: origin.y + .pt(top), width: .pt(box.width),
      height: .pt(max(bottom - top, 0)))
    for shape in boxShapes(style, frame: frame, cut: cut) {
      page.shapes.append(LabelledShape(shape, as: .artifact(.background)))
    }
  }
}
