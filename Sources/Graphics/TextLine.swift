import Geometry
import TextShaping

/// One line of text, shaped and measured, to be placed where it is wanted: a label, a table cell, a running head.
public struct TextLine: Sendable {
  /// The distance that the text takes on its baseline.
  public let width: Length
  /// From the baseline up to the tallest face's ascent.
  public let ascent: Length
  /// From the baseline down to the deepest face's descent; positive.
  public let descent: Length

  public init(_ text: String, font: FontRequest, color: Color, shaper: TextShaper) {
    self.init(utf8: Array(text.utf8), style: shaper.style(font), color: color, shaper: shaper)
  }

  /// Sets text in UTF-8 in a style that the shaper knows.
  public init(utf8 text: [UInt8], style: FontStyleID, color: Color, shaper: TextShaper) {
    preconditionFailure("being written")
  }

  /// The line's glyphs with its baseline beginning at a point.
  public func shapes(at baselineOrigin: Point) -> [Shape] { preconditionFailure("being written") }
}
