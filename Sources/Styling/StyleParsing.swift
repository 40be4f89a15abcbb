import Geometry

/// Reads single values written in CSS, such as those of custom properties or of a chart's spec.
public enum StyleParsing {
  /// A colour in any of CSS's forms (`#0B4F8A`, `rgb(…)`, `hsl(…)`, a name, `transparent`); nil if it is none.
  public static func color(from text: String) -> Color? {
    preconditionFailure("being written")
  }

  /// A length such as `4.8mm` or `1.5em`; nil if it is none.
  ///
  /// - Parameter fontSize: What `em` and `rem` stand for.
  public static func length(from text: String, fontSize: Length = .pt(10)) -> Length? {
    preconditionFailure("being written")
  }

  /// A plain number such as `0.5`; nil if it is none.
  public static func number(from text: String) -> Double? {
    preconditionFailure("being written")
  }
}
