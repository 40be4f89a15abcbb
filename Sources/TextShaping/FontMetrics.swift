/// Distances that a face asks for, in em (multiples of the font size).
public struct FontMetrics: Hashable, Sendable {
  /// From the baseline upwards.
  public var ascent: Double
  /// From the baseline downwards, positive.
  public var descent: Double
  public var lineGap: Double
  public var capHeight: Double
  public var xHeight: Double
  /// From the baseline to the middle of the line: negative below it.
  public var underlinePosition: Double
  public var underlineThickness: Double
  /// From the baseline to the middle of the line.
  public var strikeoutPosition: Double

  public init(
    ascent: Double, descent: Double, lineGap: Double, capHeight: Double, xHeight: Double,
    underlinePosition: Double, underlineThickness: Double, strikeoutPosition: Double
  ) {
    self.ascent = ascent
    self.descent = descent
    self.lineGap = lineGap
    self.capHeight = capHeight
    self.xHeight = xHeight
    self.underlinePosition = underlinePosition
    self.underlineThickness = underlineThickness
    self.strikeoutPosition = strikeoutPosition
  }
}
