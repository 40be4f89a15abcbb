import Geometry

/// What `rem` and `rlh` stand for.
struct RootFont: Sendable {
  var size: Length
  var lineHeight: Length

  init(_ values: StyleValues) {
    size = values.fontSize
    lineHeight = values.lineHeight
  }
}

/// What relative values are resolved against.
struct Environment: Sendable {
  var fontSize = Length.pt(10)
  var parentFontSize = Length.pt(10)
  var rootFontSize = Length.pt(10)
  var lineHeight = Length.pt(12)
  var rootLineHeight = Length.pt(12)
  var parentFontWeight = 400
  /// The element's own `color`, for `currentcolor`.
  var color = Color.black
  var parentColor = Color.black
  /// The page area, for `vw` and its kin.
  var pageArea = Size(width: .mm(210), height: .mm(297))

  /// For values that depend on nothing.
  static let none = Environment()

  init() {}

  /// For plain lengths.
  init(fontSize: Length) {
    self.fontSize = fontSize
    rootFontSize = fontSize
  }

  /// For the values of a child that has nothing of its own yet.
  ///
  /// - Parameter root: The font of the root; nil where the child is the root.
  init(parent: StyleValues, root: RootFont?, pageArea: Size) {
    fontSize = parent.fontSize
    parentFontSize = parent.fontSize
    lineHeight = parent.lineHeight
    parentFontWeight = parent.fontWeight
    color = parent.color
    parentColor = parent.color
    self.pageArea = pageArea
    let root = root ?? RootFont(ComputedState.initial.values)
    rootFontSize = root.size
    rootLineHeight = root.lineHeight
  }

  /// A number of a unit in points, degrees or dots to the pixel.
  func resolve(_ number: Double, _ unit: Unit) -> Double { unit.absolute(number) ?? number * size(of: unit) }

  /// The size of a unit that is relative.
  private func size(of unit: Unit) -> Double {
    let (width, height) = (pageArea.width.points / 100, pageArea.height.points / 100)
    return switch unit {
    case .em, .ic: fontSize.points
    case .rem, .ric: rootFontSize.points
    // CSS Values Level 4, section 6.1.1, takes half an em where a face is not measured: styles are computed before any
    // face is opened.
    case .ex, .ch: fontSize.points / 2
    case .rex, .rch: rootFontSize.points / 2
    case .cap: fontSize.points * Self.capHeight
    case .rcap: rootFontSize.points * Self.capHeight
    case .lh: lineHeight.points
    case .rlh: rootLineHeight.points
    case .vw, .vi: width
    case .vh, .vb: height
    case .vmin: min(width, height)
    case .vmax: max(width, height)
    default: 1
    }
  }

  /// The height of capitals in most faces for text, in font sizes.
  private static let capHeight = 0.7
}
