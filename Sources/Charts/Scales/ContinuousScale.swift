/// Maps numbers to numbers, as d3-scale 4's continuous scales do: linearly between each two neighbours of the domain, after
/// a transform.
struct ContinuousScale: Hashable, Sendable {
  var transform = ScaleTransform.linear
  /// Two or more values, ascending or descending.
  var domain: [Double]
  /// A value for each of the domain.
  var range: [Double]
  /// Whether values beyond the domain stay at its ends.
  var isClamped = false
  /// Whether results are whole numbers.
  var rounds = false

  init(
    _ transform: ScaleTransform = .linear, domain: [Double], range: [Double], isClamped: Bool = false,
    rounds: Bool = false
  ) {
    self.transform = transform
    self.domain = domain
    self.range = range
    self.isClamped = isClamped
    self.rounds = rounds
  }
  init(_ transform: ScaleTransform = .linear, domain: ClosedRange<Double>, range: ScaleRange) {
    self.init(transform, domain: [domain.lowerBound, domain.upperBound], range: [range.start, range.end])
  }

  /// The lowest and the highest value of the domain.
  var interval: ClosedRange<Double> {
    let (low, high) = (domain.min() ?? 0, domain.max() ?? 0)
    return low...max(low, high)
  }

  private var isNegative: Bool { (domain.first ?? 0) < 0 }
  private func transformed(_ value: Double) -> Double { transform.apply(value, isNegative: isNegative) }

  /// Not a number where a logarithmic scale has no place for the value. A domain of one value stands in the middle.
  func position(_ value: Double) -> Double {
    let count = min(domain.count, range.count)
    guard count > 1 else { return range.first ?? 0 }
    var part = 0
    if count > 2 {
      let isAscending = domain[0] <= domain[count - 1]
      while part < count - 2, isAscending ? value >= domain[part + 1] : value <= domain[part + 1] { part += 1 }
    }
    let (a, b) = (transformed(domain[part]), transformed(domain[part + 1]))
    var share = b == a ? 0.5 : (transformed(value) - a) / (b - a)
    if isClamped { share = min(max(share, 0), 1) }
    let place = range[part] + share * (range[part + 1] - range[part])
    return rounds ? place.rounded() : place
  }

  /// The value that stands at a place between the first and last of a range of two.
  func invert(_ place: Double) -> Double {
    guard domain.count > 1, range.count > 1, range[1] != range[0] else { return domain.first ?? 0 }
    let (a, b) = (transformed(domain[0]), transformed(domain[1]))
    let share = (place - range[0]) / (range[1] - range[0])
    return transform.invert(a + share * (b - a), isNegative: isNegative)
  }
}
