extension Interval {
  /// The values that a statement such as "more than 1,120 million, to the nearest 10" allows.
  ///
  /// - Parameters:
  ///   - precision: The step that was stated; without one it follows from how the value was written.
  ///   - limits: What the unit allows, for statements that are open on one side.
  /// - Returns: The interval, and the step where there is one.
  static func stated(
    _ written: WrittenDecimal, _ qualifier: Qualifier, precision: Decimal?, limits: Interval
  ) -> (interval: Interval, step: Decimal?) {
    let value = written.value
    var step = precision
    switch qualifier {
    case .exact: return (.exactly(value), step)
    case .reported: step = step ?? .powerOfTen(written.lastWrittenPlace)
    case .about, .nearly:
      step = step ?? .powerOfTen(value.isZero ? written.lastWrittenPlace : value.lastPlace)
    case .moreThan, .atLeast, .lessThan, .atMost: break
    }
    let half = (step ?? .zero) * Decimal(mantissa: 5, exponent: -1)
    switch qualifier {
    case .exact, .reported, .about:
      return (Interval(from: .closed(value - half), to: .closed(value + half)), step)
    case .moreThan, .atLeast:
      let lower: End = qualifier == .atLeast ? .closed(value) : .open(value)
      return (Interval(from: lower, to: step.map { .open(value + $0) } ?? limits.upper), step)
    case .lessThan, .nearly:
      return (Interval(from: step.map { .open(value - $0) } ?? limits.lower, to: .open(value)), step)
    case .atMost:
      return (Interval(from: step.map { .open(value - $0) } ?? limits.lower, to: .closed(value)), step)
    }
  }
  /// Without what lies below a limit; the same where the stated value does too.
  func cut(at limit: End, under value: Decimal) -> Interval {
    guard let least = limit.value, least <= value, let low = lower.value, low < least else { return self }
    return Interval(from: limit, to: upper)
  }
}
