/// Divides a distance evenly between categories, as d3-scale 4's `scaleBand` does.
struct BandScale: Hashable, Sendable {
  var count: Int
  var range: ScaleRange
  /// The gap between bands, as a share of the step from one to the next; 1 makes points of them.
  var paddingInner: Double
  /// What is left free at each end, as a share of the step.
  var paddingOuter: Double

  /// What is left free at the start, as a share of all that is left free.
  var align = 0.5
  /// Whether steps and bands are whole numbers.
  var rounds = false

  /// From the start of one band to the start of the next; negative where the range runs backwards.
  var step: Double {
    let step = (range.end - range.start) / max(1, Double(count) - paddingInner + paddingOuter * 2)
    return rounds ? step.rounded(.towardZero) : step
  }
  var bandwidth: Double {
    let width = abs(step) * (1 - paddingInner)
    return rounds ? width.rounded() : width
  }

  /// The edge of a band that is nearest to zero.
  func position(_ index: Int) -> Double {
    let occupied = step * (Double(count) - paddingInner)
    var start = range.start + (range.end - range.start - occupied) * align
    if rounds { start = start.rounded() }
    let edge = start + step * Double(index)
    return step < 0 ? edge - bandwidth : edge
  }
}
