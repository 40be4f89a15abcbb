import Glibc

/// A scale on which equal ratios are equal distances. Its domain is above zero.
struct LogScale: Hashable, Sendable {
  var domain: ClosedRange<Double>
  var range: ScaleRange

  func position(_ value: Double) -> Double {
    let (low, high) = (log10(domain.lowerBound), log10(domain.upperBound))
    guard value > 0, high > low else { return range.start }
    return range.start + (log10(value) - low) / (high - low) * (range.end - range.start)
  }

  /// Powers of ten, with 2 and 5 times them where there is room, or fewer powers where there is not.
  func ticks(room: Int) -> [Double] {
    let lowest = Int(log10(domain.lowerBound).rounded(.down))
    let highest = Int(log10(domain.upperBound).rounded(.up))
    func ticks(_ factors: [Double], every step: Int) -> [Double] {
      stride(from: lowest, through: highest, by: step).flatMap { power in
        factors.map { power < 0 ? $0 / pow(10, Double(-power)) : $0 * pow(10, Double(power)) }
      }.filter { domain.contains($0) }
    }
    for factors: [Double] in [[1, 2, 5], [1, 3]] {
      let values = ticks(factors, every: 1)
      if values.count <= room { return values }
    }
    var step = 1
    while ticks([1], every: step).count > max(room, 2) { step += 1 }
    return ticks([1], every: step)
  }
}

/// Widens a domain to powers of ten, as d3-scale's `log.nice()` does.
func niceLogInterval(_ interval: ClosedRange<Double>) -> ClosedRange<Double> {
  let low = pow(10, log10(interval.lowerBound).rounded(.down))
  let high = pow(10, log10(interval.upperBound).rounded(.up))
  return low...max(low, high)
}
