import Geometry

/// Looks of a mark that a spec gives: on the mark, by a condition, or by values of the data on scales.
struct MarkVisual: Hashable, Sendable {
  /// Of what the mark is filled or drawn with; a fill or stroke of its own is stronger.
  var color: ScaledColor?
  var fill: ScaledColor?
  var stroke: ScaledColor?
  var opacity: Double?
  var fillOpacity: Double?
  var strokeOpacity: Double?
  /// In pixels.
  var strokeWidth: Double?
  var dash: [Double]?
  /// The area of a point in square pixels, the length of a tick, the thickness of a bar or trail, or the size of letters.
  var size: Double?
  var shape: PointShape?
  /// In degrees, clockwise.
  var angle: Double?

  var isEmpty: Bool { self == MarkVisual() }

  /// What `other` says, and where it says nothing what `self` says.
  func overridden(by other: MarkVisual) -> MarkVisual {
    var result = self
    // A colour for all of the mark takes the place of fill and stroke that were written for all marks.
    if let color = other.color {
      result.color = color
      result.fill = nil
      result.stroke = nil
    }
    result.fill = other.fill ?? result.fill
    result.stroke = other.stroke ?? result.stroke
    result.opacity = other.opacity ?? opacity
    result.fillOpacity = other.fillOpacity ?? fillOpacity
    result.strokeOpacity = other.strokeOpacity ?? strokeOpacity
    result.strokeWidth = other.strokeWidth ?? strokeWidth
    result.dash = other.dash ?? dash
    result.size = other.size ?? size
    result.shape = other.shape ?? shape
    result.angle = other.angle ?? angle
    return result
  }
}

/// A colour that is known, or a place on a ramp or palette of the style sheet.
enum ScaledColor: Hashable, Sendable {
  enum Ramp: String, Sendable { case sequential, diverging }
  case color(Color)
  /// No paint at all.
  case unpainted
  /// What the chart stands on.
  case ground
  /// Of the sheet's colours for series, by its place.
  case palette(Int)
  /// Of the sheet's ramp, from 0 to 1.
  case ramp(Ramp, Double)
  /// Of a row of steps on the sheet's ramp.
  case step(Ramp, Int, of: Int)
}
