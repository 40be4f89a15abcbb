import Charts
import Geometry
import Graphics
import Styling
import TextShaping

/// What margin boxes print of the page they stand on.
struct PageFacts {
  var number: Int
  var pageCount: Int
  var strings: RunningValues<String>
  var counterStyles: CounterStyles

  /// The text of a `content` value.
  func text(of parts: [ContentPart]) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let words): text += words
      case .counter("page", let style): text += counterStyles.text(number, style)
      case .counter("pages", let style): text += counterStyles.text(pageCount, style)
      case .string(let name, let position): text += strings.value(name, position) ?? ""
      // These speak of an element, and a page is none.
      case .runningElement, .counter, .counters, .elementText, .attribute, .targetCounter, .targetCounters, .targetText,
        .leader, .quote:
        break
      }
    }
    return text
  }
}

/// Sets running heads, folios and what else stands in the margins of a page, by CSS Paged Media 3, 5.3.
struct MarginBoxes {
  let style: PageStyle
  let geometry: PageGeometry
  let facts: PageFacts
  let shaper: TextShaper
  let language: String

  private typealias Name = PageStyle.MarginBoxName

  /// The boxes' shapes, all of them artifacts.
  func draw(on page: inout Page) {
    let (paper, area) = (geometry.trim, geometry.area)
    func between(_ x: (Length, Length), _ y: (Length, Length)) -> Rectangle {
      Rectangle(x: x.0, y: y.0, width: x.1 - x.0, height: y.1 - y.0)
    }
    let columns = (
      left: (paper.minX, area.minX), middle: (area.minX, area.maxX), right: (area.maxX, paper.maxX)
    )
    let rows = (top: (paper.minY, area.minY), middle: (area.minY, area.maxY), bottom: (area.maxY, paper.maxY))
    row([.topLeft, .topCenter, .topRight], in: between(columns.middle, rows.top), on: &page)
    row([.bottomLeft, .bottomCenter, .bottomRight], in: between(columns.middle, rows.bottom), on: &page)
    column([.leftTop, .leftMiddle, .leftBottom], in: between(columns.left, rows.middle), on: &page)
    column([.rightTop, .rightMiddle, .rightBottom], in: between(columns.right, rows.middle), on: &page)
    set(.topLeftCorner, in: between(columns.left, rows.top), on: &page)
    set(.topRightCorner, in: between(columns.right, rows.top), on: &page)
    set(.bottomLeftCorner, in: between(columns.left, rows.bottom), on: &page)
    set(.bottomRightCorner, in: between(columns.right, rows.bottom), on: &page)
  }

  /// Three boxes beside one another; the middle one is centred, and each gets room by the width of its text.
  ///
  /// Margins come off the room before it is shared out, so that a negative one lets its box reach beyond the text.
  private func row(_ names: [Name], in area: Rectangle, on page: inout Page) {
    let boxes = names.map { style.marginBoxes[$0] }
    let present = names.indices.filter { boxes[$0] != nil }
    guard !present.isEmpty else { return }
    func margin(_ index: Int, _ side: KeyPath<Sides<Extent>, Extent>) -> Length {
      boxes[index]?.style.values.margin[keyPath: side].resolved(in: area.size.width) ?? .zero
    }
    let minX = area.minX + margin(0, \.left)
    let maxX = area.maxX - margin(2, \.right)
    let whole = maxX - minX - margin(0, \.right) - margin(2, \.left)
    var widths = boxes.map { $0.map { naturalWidth($0, in: area.size.width) } ?? .zero }
    if present.count == 1 {
      widths[present[0]] = whole - margin(1, \.left) - margin(1, \.right)
    } else if boxes[1] == nil {
      let total = widths[0] + widths[2]
      widths[0] = whole * (total.points > 0 ? widths[0] / total : 0.5)
      widths[2] = whole - widths[0]
    } else {
      let side = max(widths[0], widths[2])
      let total = side * 2 + widths[1]
      widths[1] = total.points > 0 ? whole * (widths[1] / total) : whole / 3
      widths[0] = (whole - widths[1]) / 2
      widths[2] = widths[0]
    }
    let starts = [minX, minX + (maxX - minX - widths[1]) / 2, maxX - widths[2]]
    for index in present {
      set(
        names[index],
        in: Rectangle(x: starts[index], y: area.minY, width: widths[index], height: area.size.height),
        sharedWidth: true, on: &page)
    }
  }

  /// Three boxes under one another, a third of the height each.
  private func column(_ names: [Name], in area: Rectangle, on page: inout Page) {
    let third = area.size.height / 3
    for (index, name) in names.enumerated() {
      set(
        name,
        in: Rectangle(
          x: area.minX, y: area.minY + third * Double(index), width: area.size.width, height: third),
        on: &page)
    }
  }

  private func line(_ box: PageStyle.MarginBox, fitting width: Length? = nil) -> TextLine {
    let values = box.style.values
    let font = FontRequest(values, language: language)
    func set(_ text: String) -> TextLine {
      TextLine(cased(text, values.textTransform), font: font, color: values.color, shaper: shaper)
    }
    let text = facts.text(of: box.content)
    let whole = set(text)
    guard let width, whole.width > width + .pt(0.01) else { return whole }
    // A running head that is too long ends in an ellipsis, after a whole word where there is one.
    var words = Array(text)
    while !words.isEmpty {
      words.removeLast()
      if let space = words.lastIndex(where: \.isWhitespace), space > 0 { words.removeSubrange(space...) }
      let shorter = set(String(words) + "…")
      if shorter.width <= width { return shorter }
    }
    return set("")
  }

  private func cased(_ text: String, _ transform: StyleValues.TextTransform) -> String {
    switch transform {
    case .none, .capitalize: text
    case .uppercase: text.uppercased()
    case .lowercase: text.lowercased()
    }
  }

  private func naturalWidth(_ box: PageStyle.MarginBox, in whole: Length) -> Length {
    let values = box.style.values
    if let width = values.width.resolved(in: whole) { return width }
    func side(_ extent: Extent) -> Length { extent.resolved(in: whole) ?? .zero }
    return line(box).width + side(values.padding.left) + side(values.padding.right)
  }

  /// - Parameter sharedWidth: Whether the area is the box's own, left and right margins taken off.
  private func set(_ name: Name, in area: Rectangle, sharedWidth: Bool = false, on page: inout Page) {
    guard let box = style.marginBoxes[name] else { return }
    let values = box.style.values
    guard values.display != .none else { return }
    func side(_ extent: Extent) -> Length { extent.resolved(in: area.size.width) ?? .zero }
    let left = sharedWidth ? .zero : side(values.margin.left)
    let right = sharedWidth ? .zero : side(values.margin.right)
    var frame = Rectangle(
      x: area.minX + left, y: area.minY + side(values.margin.top), width: area.size.width - left - right,
      height: area.size.height - side(values.margin.top) - side(values.margin.bottom))
    let border = values.border
    let inner = Insets(
      top: border.top.usedWidth + side(values.padding.top),
      right: border.right.usedWidth + side(values.padding.right),
      bottom: border.bottom.usedWidth + side(values.padding.bottom),
      left: border.left.usedWidth + side(values.padding.left))
    if let height = values.height.resolved(in: area.size.height) {
      // The margin on the side of the page's edge gives way (5.3.2.5).
      let outer = height + inner.top + inner.bottom
      if isTop(name) { frame.origin.y = frame.maxY - outer }
      frame.size.height = outer
    }
    for shape in boxShapes(values, frame: frame) {
      page.shapes.append(LabelledShape(shape, as: .artifact(.pagination)))
    }
    let content = Rectangle(
      x: frame.minX + inner.left, y: frame.minY + inner.top,
      width: frame.size.width - inner.left - inner.right,
      height: frame.size.height - inner.top - inner.bottom)
    let line = line(box, fitting: content.size.width)
    guard line.width.points > 0 else { return }
    let spare = content.size.width - line.width
    let x: Length =
      switch alignment(of: name, values) {
      case .right, .end: content.minX + spare
      case .center: content.minX + spare / 2
      default: content.minX
      }
    let slack = content.size.height - values.lineHeight
    let top: Length =
      switch values.verticalAlign {
      case .top: content.minY
      case .bottom: content.minY + slack
      case .middle: content.minY + slack / 2
      default:
        // The sheet says nothing: in the middle, but for the boxes named after the top or bottom of a side.
        name == .leftTop || name == .rightTop
          ? content.minY
          : name == .leftBottom || name == .rightBottom ? content.minY + slack : content.minY + slack / 2
      }
    let baseline = top + (values.lineHeight - line.ascent - line.descent) / 2 + line.ascent
    for shape in line.shapes(at: Point(x: x, y: baseline)) {
      page.shapes.append(LabelledShape(shape, as: .artifact(.pagination)))
    }
  }

  private func isTop(_ name: Name) -> Bool {
    [.topLeftCorner, .topLeft, .topCenter, .topRight, .topRightCorner].contains(name)
  }

  private func alignment(of name: Name, _ values: StyleValues) -> StyleValues.TextAlign {
    guard values.textAlign == .start else { return values.textAlign }
    switch name {
    case .topLeft, .bottomLeft, .topRightCorner, .bottomRightCorner: return .left
    case .topRight, .bottomRight, .topLeftCorner, .bottomLeftCorner: return .right
    default: return .center
    }
  }
}
