/// A colour in sRGB, its parts from 0 to 1.
@frozen public struct Color: Hashable, Sendable {
  public var red: Double
  public var green: Double
  public var blue: Double
  public var alpha: Double

  @inlinable public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// A colour written as 0xRRGGBB.
  @inlinable public init(hex: UInt32) {
    self.init(
      red: Double((hex >> 16) & 255) / 255, green: Double((hex >> 8) & 255) / 255,
      blue: Double(hex & 255) / 255)
  }

  public static let black = Color(hex: 0)
  public static let white = Color(hex: 0xFFFFFF)
  public static let transparent = Color(red: 0, green: 0, blue: 0, alpha: 0)

  /// Relative luminance, by WCAG 2.2's definition.
  public var luminance: Double {
    func linear(_ c: Double) -> Double { c <= 0.04045 ? c / 12.92 : power((c + 0.055) / 1.055) }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// Contrast ratio of two opaque colours, 1 to 21, by WCAG 2.2's definition.
  public func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}

/// x^2.4 for 0...1.
private func power(_ x: Double) -> Double {
  guard x > 0 else { return 0 }
  // x^2.4 = x² · x^0.4, and x^0.4 is the fifth root of x² found by Newton's method, so that no C library is imported.
  let target = x * x
  var root = 0.5 + 0.5 * x
  for _ in 0..<40 { root -= (root * root * root * root * root - target) / (5 * root * root * root * root) }
  return x * x * root
}
