/// A distance on the page, kept in PostScript points (1/72 inch).
@frozen public struct Length: Hashable, Comparable, Sendable {
  /// The distance in points.
  public var points: Double

  @inlinable public init(points: Double) { self.points = points }

  @inlinable public static func pt(_ value: Double) -> Length { Length(points: value) }
  @inlinable public static func mm(_ value: Double) -> Length { Length(points: value * 72 / 25.4) }
  /// CSS pixels, of which there are 96 to the inch.
  @inlinable public static func px(_ value: Double) -> Length { Length(points: value * 0.75) }

  @inlinable public var millimetres: Double { points * 25.4 / 72 }
  @inlinable public var pixels: Double { points / 0.75 }

  public static let zero = Length(points: 0)

  @inlinable public static func < (a: Length, b: Length) -> Bool { a.points < b.points }
  @inlinable public static prefix func - (a: Length) -> Length { Length(points: -a.points) }
  @inlinable public static func + (a: Length, b: Length) -> Length { Length(points: a.points + b.points) }
  @inlinable public static func - (a: Length, b: Length) -> Length { Length(points: a.points - b.points) }
  @inlinable public static func * (a: Length, k: Double) -> Length { Length(points: a.points * k) }
  @inlinable public static func * (k: Double, a: Length) -> Length { Length(points: a.points * k) }
  @inlinable public static func / (a: Length, k: Double) -> Length { Length(points: a.points / k) }
  /// The ratio of two distances.
  @inlinable public static func / (a: Length, b: Length) -> Double { a.points / b.points }
  @inlinable public static func += (a: inout Length, b: Length) { a.points += b.points }
  @inlinable public static func -= (a: inout Length, b: Length) { a.points -= b.points }
}
