/// Divides a distance evenly between categories, as d3-scale 4's `scaleBand` does.
struct BandScale: Hashable, Sendable {
  var count: Int
  var range: ScaleRange
  /// The gap between bands, as a share of the step from one to the next; 1 makes points of them.
  var paddingInner: Double
  /// What is left free at each end, as a share of the step.
  var paddingOuter: Double

  /// From the start of one band to the start of the next; negative where the range runs backwards.
  var step: Double {
    (range.end - range.start) / max(1, Double(count) - paddingInner + paddingOuter * 2)
  }
  var bandwidth: Double { abs(step) * (1 - paddingInner) }

  /// The edge of a band that is nearest to zero.
  func position(_ index: Int) -> Double {
    let occupied = step * (Double(count) - paddingInner)
    let start = range.start + (range.end - range.start - occupied) / 2
    let edge = start + step * Double(index)
    return step < 0 ? edge - bandwidth : edge
  }
}
