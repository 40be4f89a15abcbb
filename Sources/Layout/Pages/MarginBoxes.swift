import Geometry
import Graphics
import Styling

/// Sets running heads, folios and what else stands in the margins of pages, by CSS Paged Media 3, 5.3.
final class MarginBoxes {
  private typealias Name = PageStyle.MarginBoxName

  /// What stands in a box.
  private enum Content {
    case text(String)
    case element(Int)
  }
  /// A box with what it holds.
  private struct Box {
    var name: Name
    var style: ComputedStyle
    var content: Content
    var values: StyleValues { style.values }
  }
  /// A side of the page on which boxes stand.
  private struct Side {
    var names: [Name]
    var area: Rectangle
    /// Whether they stand one beside another, and not one under another.
    var isRow: Bool
    /// Whether the edge of the paper is at the top or left of the area.
    var isOuterFirst: Bool
  }

  private let inline: InlineSetter
  private let elements: RunningElements

  init(inline: InlineSetter, elements: RunningElements) {
    self.inline = inline
    self.elements = elements
  }

  /// Draws the boxes of a page, all of them artifacts.
  func draw(_ style: PageStyle, _ geometry: PageGeometry, _ facts: PageFacts, on page: inout Page) {
    guard !style.marginBoxes.isEmpty else { return }
    elements.begin(page: facts.number)
    for side in Self.sides(geometry) {
      let boxes = side.names.map { name -> Box? in
        guard let box = style.marginBoxes[name] else { return nil }
        let content = facts.element(of: box.content).map(Content.element) ?? .text(facts.text(of: box.content))
        return Box(name: name, style: box.style, content: content)
      }
      if boxes.contains(where: { $0 != nil }) { draw(boxes, on: side, of: &page) }
    }
  }

  private static func sides(_ geometry: PageGeometry) -> [Side] {
    let (paper, area) = (geometry.trim, geometry.area)
    func side(
      _ names: [Name], _ x: (Length, Length), _ y: (Length, Length), isRow: Bool, isOuterFirst: Bool
    ) -> Side {
      Side(
        names: names, area: Rectangle(x: x.0, y: y.0, width: x.1 - x.0, height: y.1 - y.0), isRow: isRow,
        isOuterFirst: isOuterFirst)
    }
    let (left, middle, right) = ((paper.minX, area.minX), (area.minX, area.maxX), (area.maxX, paper.maxX))
    let (top, center, bottom) = ((paper.minY, area.minY), (area.minY, area.maxY), (area.maxY, paper.maxY))
    return [
      side([.topLeftCorner], left, top, isRow: true, isOuterFirst: true),
      side([.topLeft, .topCenter, .topRight], middle, top, isRow: true, isOuterFirst: true),
      side([.topRightCorner], right, top, isRow: true, isOuterFirst: true),
      side([.leftTop, .leftMiddle, .leftBottom], left, center, isRow: false, isOuterFirst: true),
      side([.rightTop, .rightMiddle, .rightBottom], right, center, isRow: false, isOuterFirst: false),
      side([.bottomLeftCorner], left, bottom, isRow: true, isOuterFirst: false),
      side([.bottomLeft, .bottomCenter, .bottomRight], middle, bottom, isRow: true, isOuterFirst: false),
      side([.bottomRightCorner], right, bottom, isRow: true, isOuterFirst: false),
    ]
  }

  // MARK: Sizes

  private func draw(_ boxes: [Box?], on side: Side, of page: inout Page) {
    let area = side.area
    let length = (side.isRow ? area.size.width : area.size.height).points
    let across = boxes.map { $0.map { fixedSpan($0, on: side) } }
    var sizes = [length]
    if boxes.count == 3 {
      let isAlone = boxes.count { $0 != nil } == 1
      let wishes = zip(boxes, across).map { box, span in
        box.map { wish($0, on: side, across: span?.length ?? 0, isAlone: isAlone) }
      }
      sizes = MarginBoxSizes(available: length).sizes(wishes)
    }
    let starts = boxes.count == 3 ? [0, (length - sizes[1]) / 2, length - sizes[2]] : [0]
    for (index, box) in boxes.enumerated() {
      guard let box, let span = across[index] else { continue }
      let values = box.values
      let margins = side.isRow ? (values.margin.left, values.margin.right) : (values.margin.top, values.margin.bottom)
      let (before, after) = (resolve(margins.0, side) ?? 0, resolve(margins.1, side) ?? 0)
      let (start, size) = (starts[index] + before, max(sizes[index] - before - after, 0))
      let frame =
        side.isRow
        ? Rectangle(
          x: area.minX + .pt(start), y: area.minY + .pt(span.start), width: .pt(size), height: .pt(span.length))
        : Rectangle(
          x: area.minX + .pt(span.start), y: area.minY + .pt(start), width: .pt(span.length), height: .pt(size))
      draw(box, in: side.isRow ? heightened(frame, for: box, on: side) : frame, of: side, on: &page)
    }
  }

  /// The frame of a box above or below the text whose margins leave no room for a line: they give way, so that the words stay
  /// on the paper.
  private func heightened(_ frame: Rectangle, for box: Box, on side: Side) -> Rectangle {
    let edges = box.values.edges(in: side.area.size.width)
    let around = edges.top + edges.bottom
    guard frame.size.height < box.values.lineHeight + around else { return frame }
    let height = Length.pt(height(of: box, width: frame.inset(by: edges).size.width.points)) + around
    guard height > frame.size.height else { return frame }
    let slack = side.area.size.height - height
    return Rectangle(x: frame.minX, y: side.area.minY + slack / 2, width: frame.size.width, height: height)
  }

  /// Percentages refer to the side's area, those of heights to its height.
  private func resolve(_ extent: Extent, _ side: Side, isHeight: Bool = false) -> Double? {
    extent.resolved(in: isHeight ? side.area.size.height : side.area.size.width)?.points
  }

  /// Where a box begins and how long it is in the direction in which nothing is shared, from the start of its area.
  ///
  /// A box fills the area unless it has a size; then the margin at the edge of the paper gives way (5.3.2.5).
  private func fixedSpan(_ box: Box, on side: Side) -> (start: Double, length: Double) {
    let values = box.values
    let edges = values.edges(in: side.area.size.width)
    let isHeight = side.isRow
    let available = (isHeight ? side.area.size.height : side.area.size.width).points
    let before = resolve(isHeight ? values.margin.top : values.margin.left, side)
    let after = resolve(isHeight ? values.margin.bottom : values.margin.right, side)
    let around = (isHeight ? edges.top + edges.bottom : edges.left + edges.right).points
    let fill = max(available - (before ?? 0) - (after ?? 0), 0)
    var length = resolve(isHeight ? values.height : values.width, side, isHeight: isHeight).map { $0 + around }
    if !isHeight, let most = resolve(values.maxWidth, side) { length = min(length ?? fill, most + around) }
    guard let length else { return (before ?? 0, fill) }
    let free = available - length - (before ?? 0) - (after ?? 0)
    switch (before, after) {
    case (nil, nil): return (free / 2, length)
    case (nil, _?): return (free, length)
    case (_?, nil): return (before ?? 0, length)
    case (let before?, _?): return (side.isOuterFirst ? before + free : before, length)
    }
  }

  /// What a box asks for in the direction that it shares with the others, margins included.
  private func wish(_ box: Box, on side: Side, across: Double, isAlone: Bool) -> MarginBoxSizes.Wish {
    let values = box.values
    let edges = values.edges(in: side.area.size.width)
    let margins = side.isRow ? [values.margin.left, values.margin.right] : [values.margin.top, values.margin.bottom]
    let around =
      margins.reduce(0) { $0 + (resolve($1, side) ?? 0) }
      + (side.isRow ? edges.left + edges.right : edges.top + edges.bottom).points
    var wish = MarginBoxSizes.Wish()
    wish.definite = resolve(side.isRow ? values.width : values.height, side, isHeight: !side.isRow).map { $0 + around }
    if side.isRow, let most = resolve(values.maxWidth, side) { wish.most = most + around }
    if wish.definite == nil, !isAlone || wish.most < .infinity {
      let (minimum, natural) =
        side.isRow
        ? widths(of: box, in: side.area.size.width.points)
        : { ($0, $0) }(height(of: box, width: across - (edges.left + edges.right).points))
      wish.minimum = minimum + around
      wish.natural = natural + around
    }
    return wish
  }

  private func widths(of box: Box, in available: Double) -> (minimum: Double, natural: Double) {
    switch box.content {
    case .text(let text):
      let extents = inline.extents(of: .text(text, mark: nil, style: box.style), style: box.style)
      let isWhole = box.values.textWrapMode == .nowrap
      return ((isWhole ? extents.natural : extents.minimum).points, extents.natural.points)
    case .element(let node): return elements.widths(of: node, in: available)
    }
  }

  private func height(of box: Box, width: Double) -> Double {
    switch box.content {
    case .text(let text): paragraph(text, box.style, width: width)?.totalHeight ?? 0
    case .element(let node): elements.drawing(of: node, width: width).size.height.points
    }
  }

  // MARK: Drawing

  /// Lines may be a hair wider than the room that was measured for them.
  private static let tolerance = 0.01

  private func paragraph(_ text: String, _ style: ComputedStyle, width: Double) -> Paragraph? {
    text.isEmpty
      ? nil : inline.paragraph(text, mark: nil, style: style, width: .pt(max(width, 1) + Self.tolerance))
  }

  private func draw(_ box: Box, in frame: Rectangle, of side: Side, on page: inout Page) {
    let values = box.values
    for shape in boxShapes(values, frame: frame) {
      page.shapes.append(LabelledShape(shape, as: .artifact(.pagination)))
    }
    let content = frame.inset(by: values.edges(in: side.area.size.width))
    func top(of height: Length) -> Length {
      let slack = content.size.height - height
      return switch values.verticalAlign {
      case .top: content.minY
      case .bottom: content.minY + slack
      default: content.minY + slack / 2
      }
    }
    switch box.content {
    case .text(let text):
      guard let paragraph = paragraph(text, box.style, width: content.size.width.points) else { return }
      let origin = Point(x: content.minX, y: top(of: .pt(paragraph.totalHeight)))
      paragraph.place(0..<paragraph.unitCount, at: origin, label: .artifact(.pagination), on: &page)
    case .element(let node):
      let drawing = elements.drawing(of: node, width: content.size.width.points)
      let origin = Point(x: content.minX, y: top(of: drawing.size.height))
      page.shapes.append(
        LabelledShape(.drawing(drawing, .translation(origin)), as: .artifact(.pagination)))
    }
  }
}

extension Paragraph {
  fileprivate var totalHeight: Double { height(of: 0..<unitCount).points }
}
