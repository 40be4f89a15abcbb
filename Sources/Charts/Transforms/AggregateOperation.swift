import DataModel
import Glibc

/// How many values become one; the names are Vega's.
enum AggregateOperation: String, CaseIterable, Sendable {
  case count, valid, missing, distinct, sum, product, mean, average, variance, variancep, stdev, stdevp, stderr, median
  case q1, q3, ci0, ci1, min, max, argmin, argmax

  /// Whether it counts rows, for which their values need not be numbers.
  var isCount: Bool {
    switch self {
    case .count, .valid, .missing, .distinct: true
    default: false
    }
  }

  /// The function of the data model that keeps intervals; nil for statistics that have no arithmetic of intervals.
  var aggregate: Aggregate? {
    switch self {
    case .sum: .sum
    case .mean, .average: .mean
    case .median: .median
    case .min: .min
    case .max: .max
    default: nil
    }
  }

  /// As Vega-Lite titles it: `Mean of x`.
  func title(of field: String?) -> String {
    guard let field else { return "Count of Records" }
    if self == .count { return "Count of Records" }
    return rawValue.prefix(1).uppercased() + rawValue.dropFirst() + " of " + field
  }

  /// Of plain numbers; NaN where it has no value, as of no numbers at all.
  func ofNumbers(_ values: [Double]) -> Double {
    let count = Double(values.count)
    guard let first = values.first else { return isCount ? 0 : .nan }
    switch self {
    case .count, .valid: return count
    case .missing: return 0
    case .distinct: return Double(Set(values).count)
    case .sum: return values.reduce(0, +)
    case .product: return values.reduce(1, *)
    case .mean, .average: return values.reduce(0, +) / count
    case .variance: return count > 1 ? squares(values) / (count - 1) : .nan
    case .variancep: return squares(values) / count
    case .stdev: return count > 1 ? (squares(values) / (count - 1)).squareRoot() : .nan
    case .stdevp: return (squares(values) / count).squareRoot()
    case .stderr: return count > 1 ? (squares(values) / (count * (count - 1))).squareRoot() : .nan
    case .median: return Self.quantile(0.5, of: values.sorted())
    case .q1: return Self.quantile(0.25, of: values.sorted())
    case .q3: return Self.quantile(0.75, of: values.sorted())
    case .ci0: return Self.confidence(values).low
    case .ci1: return Self.confidence(values).high
    case .min, .argmin: return values.reduce(first, Swift.min)
    case .max, .argmax: return values.reduce(first, Swift.max)
    }
  }

  /// The sum of the squared distances from the mean.
  private func squares(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  /// By linear interpolation between the neighbours, R's type 7, as d3-array has it.
  ///
  /// - Parameter sorted: In ascending order, at least one.
  static func quantile(_ p: Double, of sorted: [Double]) -> Double {
    let place = Double(sorted.count - 1) * Swift.min(Swift.max(p, 0), 1)
    let below = Int(place.rounded(.down))
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[below] + (sorted[below + 1] - sorted[below]) * (place - Double(below))
  }

  /// The 95% interval of the mean: by a bootstrap of 1,000 samples, as in vega-statistics, drawn with fixed numbers. For so
  /// many values that this would take long, the means are normally distributed.
  private static func confidence(_ values: [Double]) -> (low: Double, high: Double) {
    let count = values.count
    let mean = values.reduce(0, +) / Double(count)
    guard count > 1 else { return (mean, mean) }
    guard count <= 5_000 else {
      let half = 1.959963984540054 * AggregateOperation.stderr.ofNumbers(values)
      return (mean - half, mean + half)
    }
    var generator = SeededGenerator()
    var means: [Double] = []
    for _ in 0..<1_000 {
      var sum = 0.0
      for _ in 0..<count { sum += values[generator.index(below: count)] }
      means.append(sum / Double(count))
    }
    means.sort()
    return (quantile(0.025, of: means), quantile(0.975, of: means))
  }
}

/// Numbers that look random and are the same in every run: S. Vigna's SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func index(below count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }
  /// From 0 up to 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
