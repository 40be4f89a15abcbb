import Glibc

/// Round values in an interval: multiples of 1, 2 or 5 times a power of ten.
///
/// The rule is that of d3-array 3's `ticks` and `tickIncrement`, which refines P. Heckbert, "Nice Numbers for Graph
/// Labels", Graphics Gems (1990).
struct TickSteps: Hashable, Sendable {
  /// Ticks are `first...last` times the step.
  var first: Int
  var last: Int
  /// The step is `factor` times ten to the power of `exponent`.
  var factor: Int
  var exponent: Int

  /// - Parameter count: How many ticks there is room for; there may be a few more or fewer.
  /// - Returns: Nil if the interval is empty or not finite.
  init?(from start: Double, to stop: Double, count: Double) {
    guard start.isFinite, stop.isFinite, stop > start, count > 0 else { return nil }
    let rough = (stop - start) / count
    let power = log10(rough).rounded(.down)
    guard rough > 0, power.isFinite, abs(power) < 290 else { return nil }
    let error = rough / pow(10, power)
    // The thresholds are the geometric means of neighbouring factors: √2, √10, √50.
    let nice = error >= 50.0.squareRoot() ? 10 : error >= 10.0.squareRoot() ? 5 : error >= 2.0.squareRoot() ? 2 : 1
    factor = nice == 10 ? 1 : nice
    exponent = Int(power) + (nice == 10 ? 1 : 0)
    first = 0
    last = 0
    // Dividing by a whole number of units keeps 0.1, 0.2, 0.3 exact where multiplying by 0.1 does not.
    let (i, j) = (multiple(start), multiple(stop))
    guard abs(i) < 1e15, abs(j) < 1e15 else { return nil }
    first = Int(i.rounded())
    last = Int(j.rounded())
    if value(first) < start { first += 1 }
    if value(last) > stop { last -= 1 }
    if last < first {
      guard count >= 0.5, count < 2, let finer = TickSteps(from: start, to: stop, count: count * 2) else {
        return nil
      }
      self = finer
    }
  }

  /// The step, in the unit of the data.
  var step: Double {
    exponent < 0 ? Double(factor) / pow(10, Double(-exponent)) : Double(factor) * pow(10, Double(exponent))
  }
  /// How many decimals the ticks need.
  var decimals: Int { max(0, -exponent) }

  func value(_ index: Int) -> Double {
    exponent < 0
      ? Double(index * factor) / pow(10, Double(-exponent)) : Double(index * factor) * pow(10, Double(exponent))
  }
  /// How many steps a value is from zero.
  func multiple(_ value: Double) -> Double {
    exponent < 0
      ? value * pow(10, Double(-exponent)) / Double(factor) : value / (Double(factor) * pow(10, Double(exponent)))
  }

  var count: Int { last - first + 1 }
  var values: [Double] { (first...max(first, last)).map(value) }
}

/// Widens an interval to round values, as d3-scale 4's `linear.nice(count)` does.
func niceInterval(_ interval: ClosedRange<Double>, count: Double = 10) -> ClosedRange<Double> {
  var (start, stop) = (interval.lowerBound, interval.upperBound)
  var before: TickSteps?
  for _ in 0..<10 {
    guard let steps = TickSteps(from: start, to: stop, count: count) else { break }
    if let before, before.factor == steps.factor, before.exponent == steps.exponent { break }
    // A hair's breadth is forgiven, since 0.3 / 0.1 is not 3 in binary.
    let down = steps.multiple(start).rounded(.down)
    let up = steps.multiple(stop).rounded(.up)
    guard abs(down) < 1e15, abs(up) < 1e15 else { break }
    start = steps.value(Int(down))
    stop = steps.value(Int(up))
    before = steps
  }
  return start...max(start, stop)
}
