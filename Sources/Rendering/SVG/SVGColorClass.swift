import Geometry

/// A class of elements that have a colour, by which a sheet can give them another.
public struct SVGColorClass: Hashable, Sendable {
  public enum Use: String, Hashable, Sendable { case fill, stroke }
  /// The id of the chart, which begins the name of the class.
  public var chart: String
  public var use: Use
  /// Opaque.
  public var color: Color
  public var colorName: String

  public var name: String { chart + "-" + suffix }
  var suffix: String { use.rawValue + "-" + colorName }
}
