import Geometry

/// Reads single values written in CSS, such as those of custom properties or of a chart's spec.
public enum StyleParsing {
  /// A colour in any of CSS's forms (`#0B4F8A`, `rgb(…)`, `hsl(…)`, a name, `transparent`); nil if it is none.
  public static func color(from text: String) -> Color? {
    var parser = ValueParser(text)
    guard let color = parser.color(), parser.isAtEnd else { return nil }
    return color.absolute
  }

  /// A length such as `4.8mm` or `1.5em`; nil if it is none.
  ///
  /// - Parameter fontSize: What `em` and `rem` stand for.
  public static func length(from text: String, fontSize: Length = .pt(10)) -> Length? {
    var parser = ValueParser(text)
    guard let length = parser.length(), parser.isAtEnd else { return nil }
    return length.resolved(Environment(fontSize: fontSize))
  }

  /// A plain number such as `0.5`; nil if it is none.
  public static func number(from text: String) -> Double? {
    var parser = ValueParser(text)
    guard let number = parser.number(), parser.isAtEnd else { return nil }
    return number
  }

  /// Lengths with spaces or commas between them, as in a dash pattern; nil if any part is none.
  ///
  /// A plain number counts as points' worth of CSS pixels, as in SVG.
  public static func lengths(from text: String, fontSize: Length = .pt(10)) -> [Length]? {
    var parser = ValueParser(text)
    guard let dashes = parser.dashes(), parser.isAtEnd else { return nil }
    return dashes.map { $0.resolved(Environment(fontSize: fontSize)) }
  }
}
