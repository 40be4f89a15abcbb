import Glibc

extension ContinuousScale {
  /// Round values of the domain, about as many as asked for; in the direction of the domain.
  ///
  /// These are `scale.ticks(count)` of d3-scale 4: for logarithms the powers of the base with their multiples, or powers
  /// alone where there are many, and multiples of 1, 2 or 5 times a power of ten for the others.
  func ticks(count: Double = 10) -> [Double] {
    let isReversed = (domain.first ?? 0) > (domain.last ?? 0)
    let (low, high) = (interval.lowerBound, interval.upperBound)
    guard count > 0, low.isFinite, high.isFinite else { return [] }
    var values: [Double]
    if case .log(let base) = transform {
      values = logarithmicTicks(from: low, to: high, base: base, count: count)
    } else if low == high {
      values = [low]
    } else {
      values = TickSteps(from: low, to: high, count: count)?.values ?? []
    }
    if isReversed { values.reverse() }
    return values
  }

  private func logarithmicTicks(from low: Double, to high: Double, base: Double, count: Double) -> [Double] {
    guard low * high > 0 else { return [] }
    let sign = low < 0 ? -1.0 : 1.0
    // Below zero, the ticks are those of the values without their sign.
    let (low, high) = sign < 0 ? (-high, -low) : (low, high)
    let logarithm = Logarithm(base: base)
    let (i, j) = (logarithm.of(low), logarithm.of(high))
    var values: [Double] = []
    if base == base.rounded(), j - i < count {
      for power in Int(i.rounded(.down))...Int(j.rounded(.up)) {
        for factor in 1..<max(2, Int(base)) {
          let value = logarithm.multiple(Double(factor), power)
          if value >= low, value <= high { values.append(value) }
        }
      }
      if Double(values.count * 2) < count { values = TickSteps(from: low, to: high, count: count)?.values ?? values }
    } else {
      values = (TickSteps(from: i, to: j, count: min(j - i, count))?.values ?? []).map { logarithm.power($0) }
    }
    return sign < 0 ? values.reversed().map { -$0 } : values
  }

  /// Whether a tick of a logarithmic scale is labelled, where there is room for some labels: ticks that are crowded before
  /// the next power of the base keep silent (`log.tickFormat` of d3-scale 4).
  func isLabelled(_ tick: Double, count: Double = 10) -> Bool {
    guard case .log(let base) = transform else { return true }
    let logarithm = Logarithm(base: base)
    let most = max(1, base * count / Double(max(1, ticks().count)))
    let value = abs(tick)
    var factor = value / logarithm.power(logarithm.of(value).rounded())
    if factor * base < base - 0.5 { factor *= base }
    return factor <= most + 1e-9
  }

  /// Widens the domain to round values, as d3-scale 4's `nice(count)` does; the inner values of the domain stay.
  mutating func nice(count: Double = 10) {
    guard domain.count > 1, let first = domain.first, let last = domain.last else { return }
    let isReversed = last < first
    let nice: ClosedRange<Double> =
      if case .log(let base) = transform {
        niceLogInterval(interval, base: base)
      } else {
        niceInterval(interval, count: count)
      }
    domain[0] = isReversed ? nice.upperBound : nice.lowerBound
    domain[domain.count - 1] = isReversed ? nice.lowerBound : nice.upperBound
  }
}

/// Logarithms and powers of a base; exact for powers of ten and two.
private struct Logarithm {
  var base: Double

  func of(_ value: Double) -> Double {
    base == 10 ? log10(value) : base == 2 ? log2(value) : log(value) / log(base)
  }
  /// A factor times a power; dividing keeps 0.3 exact where multiplying by 0.1 does not.
  func multiple(_ factor: Double, _ exponent: Int) -> Double {
    exponent < 0 ? factor / power(Double(-exponent)) : factor * power(Double(exponent))
  }
  func power(_ exponent: Double) -> Double {
    // 1e-3 written is nearer to a thousandth than a power that is computed.
    if base == 10, exponent < 0, exponent == exponent.rounded() { return 1 / pow(10, -exponent) }
    return base == M_E ? exp(exponent) : pow(base, exponent)
  }
}

/// Widens a domain to powers of a base, as d3-scale 4's `log.nice()` does.
func niceLogInterval(_ interval: ClosedRange<Double>, base: Double = 10) -> ClosedRange<Double> {
  let (low, high) = (interval.lowerBound, interval.upperBound)
  guard low * high > 0 else { return interval }
  if high < 0 {
    let mirrored = niceLogInterval(-high...(-low), base: base)
    return -mirrored.upperBound...(-mirrored.lowerBound)
  }
  let logarithm = Logarithm(base: base)
  let start = logarithm.power(logarithm.of(low).rounded(.down))
  return start...max(start, logarithm.power(logarithm.of(high).rounded(.up)))
}

extension ContinuousScale {
  /// Three to six round values, or as near to that as the domain allows.
  ///
  /// - Parameter room: How many labels fit.
  func sparseTicks(room: Double) -> TickSteps? {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    var best: TickSteps?
    var count = min(max(room, 2), 6)
    while count >= 1 {
      guard let steps = TickSteps(from: low, to: high, count: count) else { return best }
      if Double(steps.count) <= max(3, room.rounded(.up)), steps.count <= 6 {
        return steps.count >= 2 ? steps : best ?? steps
      }
      best = steps
      count -= 1
    }
    return best
  }

  /// Powers of the base of a logarithmic scale, with some multiples of them where there is room, or fewer powers where there
  /// is not.
  func sparsePowers(room: Int) -> [Double] {
    guard case .log(let base) = transform, interval.lowerBound * interval.upperBound > 0 else { return [] }
    let logarithm = Logarithm(base: base)
    let sign = interval.lowerBound < 0 ? -1.0 : 1.0
    let (low, high) =
      sign < 0 ? (-interval.upperBound, -interval.lowerBound) : (interval.lowerBound, interval.upperBound)
    let lowest = Int(logarithm.of(low).rounded(.down))
    let highest = Int(logarithm.of(high).rounded(.up))
    let ends = low * (1 - 1e-12)...high * (1 + 1e-12)
    func ticks(_ factors: [Double], every step: Int) -> [Double] {
      var values: [Double] = []
      for power in stride(from: lowest, through: highest, by: step) {
        for factor in factors { values.append(logarithm.multiple(factor, power)) }
      }
      return values.filter { ends.contains($0) }
    }
    var values: [Double] = []
    for factors: [Double] in [[1, 2, 5], [1, 3]] where base == 10 {
      values = ticks(factors, every: 1)
      if values.count <= room { break }
    }
    if values.isEmpty || values.count > room {
      var step = 1
      while ticks([1], every: step).count > max(room, 2) { step += 1 }
      values = ticks([1], every: step)
    }
    // Within one power of the base there are none; then the ticks are those of a linear scale.
    if values.count < 2, let steps = TickSteps(from: low, to: high, count: Double(max(room, 2))) {
      values = steps.values
    }
    return sign < 0 ? values.reversed().map { -$0 } : values
  }
}
