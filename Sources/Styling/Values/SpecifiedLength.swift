import Geometry

/// What relative values are resolved against.
struct Environment: Sendable {
  var fontSize: Length
  var parentFontSize: Length
  var rootFontSize: Length
  var parentFontWeight: Int
  /// The element's own `color`, for `currentcolor`.
  var color: Color
  var parentColor: Color
}

/// A length as written: a sum of absolute, font-relative and proportional parts, which is all that `calc()` can make of
/// lengths.
struct SpecifiedLength: Sendable, Equatable {
  var points = 0.0
  /// In font sizes of the element.
  var em = 0.0
  /// In font sizes of the root.
  var rem = 0.0
  /// 1 for 1%.
  var percent = 0.0
  var hasPercent = false

  /// Whether it adds a percentage to something else, which only layout could resolve.
  var isMixed: Bool { hasPercent && (points != 0 || em != 0 || rem != 0) }

  func resolved(fontSize: Length, rootFontSize: Length) -> Length {
    .pt(clamped(points + em * fontSize.points + rem * rootFontSize.points))
  }
  func resolved(_ environment: Environment) -> Length {
    resolved(fontSize: environment.fontSize, rootFontSize: environment.rootFontSize)
  }

  /// A number with a unit; nil if the unit is none of CSS's lengths.
  ///
  /// `ex` and `ch` are half an em, which CSS allows where a face has not been measured: styles are computed before any
  /// font is opened.
  init?(_ number: Double, unit: String) {
    switch unit {
    case "pt": points = number
    case "px": points = number * 0.75
    case "pc": points = number * 12
    case "in": points = number * 72
    case "cm": points = number * 72 / 2.54
    case "mm": points = number * 72 / 25.4
    case "q": points = number * 72 / 101.6
    case "em": em = number
    case "rem": rem = number
    case "ex", "ch": em = number / 2
    default: return nil
    }
  }
  init() {}

  static let units = ["pt", "px", "pc", "in", "cm", "mm", "q", "em", "rem", "ex", "ch"]

  static func + (a: Self, b: Self) -> Self {
    var sum = a
    sum.points += b.points
    sum.em += b.em
    sum.rem += b.rem
    sum.percent += b.percent
    sum.hasPercent = a.hasPercent || b.hasPercent
    return sum
  }
  static func * (a: Self, k: Double) -> Self {
    var product = a
    product.points *= k
    product.em *= k
    product.rem *= k
    product.percent *= k
    return product
  }
}

/// A number within what a page could ever use; arithmetic in `calc()` can leave the finite numbers.
func clamped(_ number: Double) -> Double {
  number.isNaN ? 0 : min(max(number, -1e9), 1e9)
}
