/// A scale on which equal differences are equal distances.
struct LinearScale: Hashable, Sendable {
  var domain: ClosedRange<Double>
  var range: ScaleRange

  func position(_ value: Double) -> Double {
    let span = domain.upperBound - domain.lowerBound
    guard span > 0 else { return (range.start + range.end) / 2 }
    return range.start + (value - domain.lowerBound) / span * (range.end - range.start)
  }

  /// Three to six round values, or as near to that as the domain allows.
  ///
  /// - Parameters:
  ///   - room: How many labels fit.
  ///   - exact: How many the spec asks for, give or take what d3's rule gives; they may be more than six.
  func ticks(room: Double, exact: Double? = nil) -> TickSteps? {
    if let exact { return TickSteps(from: domain.lowerBound, to: domain.upperBound, count: exact) }
    var best: TickSteps?
    var count = min(max(room, 2), 6)
    while count >= 1 {
      guard let steps = TickSteps(from: domain.lowerBound, to: domain.upperBound, count: count) else { return best }
      if Double(steps.count) <= max(3, room.rounded(.up)), steps.count <= 6 {
        return steps.count >= 2 ? steps : best ?? steps
      }
      best = steps
      count -= 1
    }
    return best
  }
}
