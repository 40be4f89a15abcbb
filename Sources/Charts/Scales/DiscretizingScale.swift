/// Tells numbers apart by thresholds between them: d3-scale 4's `quantize`, `quantile` and `threshold`, and Vega's
/// `bin-ordinal`.
struct DiscretizingScale: Hashable, Sendable {
  /// Ascending; there is one class more than thresholds.
  var thresholds: [Double]
  var classCount: Int { thresholds.count + 1 }

  /// Classes of given bounds.
  init(thresholds: [Double]) { self.thresholds = thresholds }

  /// Equal parts of a domain.
  init(quantize domain: ClosedRange<Double>, count: Int) {
    let (low, high) = (domain.lowerBound, domain.upperBound)
    let parts = Double(max(count, 1))
    thresholds = (1..<max(count, 1)).map { (Double($0) * high + (parts - Double($0)) * low) / parts }
  }

  /// Parts with about equally many of the values in each, by the method R-7 (Hyndman and Fan, 1996).
  init(quantile values: [Double], count: Int) {
    let sorted = values.filter(\.isFinite).sorted()
    thresholds = sorted.isEmpty ? [] : (1..<max(count, 1)).map { quantile(sorted, Double($0) / Double(max(count, 1))) }
  }

  /// Bins by their bounds, of which the first and last are not crossed.
  init(bins bounds: [Double]) { thresholds = Array(bounds.dropFirst().dropLast()) }

  /// The class of a value, from 0; a value on a threshold belongs to the class above it.
  func index(_ value: Double) -> Int {
    var (low, high) = (0, thresholds.count)
    while low < high {
      let middle = (low + high) / 2
      if thresholds[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// What lies at a share of sorted values, by linear interpolation between two of them (method R-7).
func quantile(_ sorted: [Double], _ share: Double) -> Double {
  guard let last = sorted.last else { return .nan }
  let place = Double(sorted.count - 1) * share
  let index = Int(place)
  guard index + 1 < sorted.count else { return last }
  return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
}
