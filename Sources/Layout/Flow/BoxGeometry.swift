import Geometry
import Styling

/// Where the edges of a block are, by CSS 2.2's box model (10.3.3), in points.
struct BoxGeometry {
  /// Less would be no column.
  static let leastWidth = 1.0

  /// The outer edge of the left border.
  let x: Double
  /// Between the outer edges of the borders.
  let width: Double
  let contentX: Double
  let contentWidth: Double
  let marginTop: Double
  let marginBottom: Double
  /// The upper border and padding together.
  let top: Double
  let bottom: Double
  /// The least height that its style asks for, from the outer edge of the upper border to that of the lower one. More content
  /// makes it higher, since nothing may be printed over what follows.
  let leastHeight: Double
  /// Whether it has a background or a border.
  let isDrawn: Bool
  /// Whether it takes a place of its own in the flow, beside that of its content.
  var hasFrame: Bool { isDrawn || top > 0 || bottom > 0 || leastHeight > 0 }

  init(_ style: StyleValues, x: Double, containing: Double) {
    func resolve(_ extent: Extent) -> Double? { extent.resolved(in: .pt(containing))?.points }
    func padding(_ extent: Extent) -> Double { max(resolve(extent) ?? 0, 0) }
    let left = style.border.left.usedWidth.points + padding(style.padding.left)
    let right = style.border.right.usedWidth.points + padding(style.padding.right)
    let marginLeft = resolve(style.margin.left)
    let marginRight = resolve(style.margin.right)
    let available = containing - (marginLeft ?? 0) - (marginRight ?? 0)
    var width = available
    func outer(_ extent: Extent, _ frame: Double) -> Double? {
      resolve(extent).map { style.boxSizing == .borderBox ? max($0, frame) : max($0, 0) + frame }
    }
    if let wanted = outer(style.width, left + right) { width = wanted }
    if let most = outer(style.maxWidth, left + right) { width = min(width, most) }
    if let least = outer(style.minWidth, left + right) { width = max(width, least) }
    width = max(width, left + right + Self.leastWidth)
    let free = max(available - width, 0)
    let shift: Double =
      switch (marginLeft, marginRight) {
      case (nil, nil): free / 2
      case (nil, _?): free
      default: 0
      }
    self.x = x + (marginLeft ?? 0) + shift
    self.width = width
    contentX = self.x + left
    contentWidth = width - left - right
    marginTop = resolve(style.margin.top) ?? 0
    marginBottom = resolve(style.margin.bottom) ?? 0
    let top = style.border.top.usedWidth.points + padding(style.padding.top)
    let bottom = style.border.bottom.usedWidth.points + padding(style.padding.bottom)
    self.top = top
    self.bottom = bottom
    // A share of a height that is not fixed is as good as none (CSS 2.2, section 10.5).
    func height(_ extent: Extent) -> Double? {
      extent.resolved(in: .zero).flatMap { $0 > .zero ? outer(.length($0), top + bottom) : nil }
    }
    var leastHeight = height(style.height) ?? 0
    if let most = height(style.maxHeight) { leastHeight = min(leastHeight, most) }
    self.leastHeight = max(leastHeight, height(style.minHeight) ?? 0)
    let border = style.border
    isDrawn =
      style.backgroundColor.alpha > 0
      || [border.top, border.right, border.bottom, border.left].contains { $0.usedWidth.points > 0 }
  }
}

extension StyleValues {
  /// The same style with margins only.
  var withoutBox: StyleValues {
    var values = self
    values.padding = Sides(.length(.zero))
    values.border = Sides(.none)
    values.backgroundColor = .transparent
    values.width = .auto
    values.minWidth = .auto
    values.height = .auto
    values.minHeight = .auto
    values.maxWidth = .auto
    return values
  }
}

/// A length with a unit, or a percentage, as written in an attribute such as `{width=30mm}`; a bare number is in pixels.
func extent(_ text: String) -> Extent? {
  let digits = text.prefix { $0.isNumber || $0 == "." }
  guard let value = Double(digits), value > 0 else { return nil }
  switch text.dropFirst(digits.count) {
  case "", "px": return .length(.px(value))
  case "mm": return .length(.mm(value))
  case "cm": return .length(.mm(value * 10))
  case "in": return .length(.pt(value * 72))
  case "pt": return .length(.pt(value))
  case "pc": return .length(.pt(value * 12))
  case "%": return .fraction(value / 100)
  default: return nil
  }
}
