/// The values that a figure may have: all between two ends, each of which belongs to them or not, or is not there.
public struct Interval: Hashable, Sendable {
  /// One end. `isClosed` says that the end itself is a possible value; an end without a value is unbounded.
  public struct End: Hashable, Sendable {
    public var value: Decimal?
    public var isClosed: Bool
    public static func closed(_ value: Decimal) -> End { End(value: value, isClosed: true) }
    public static func open(_ value: Decimal) -> End { End(value: value, isClosed: false) }
    public static let unbounded = End(value: nil, isClosed: false)
  }
  public var lower: End
  public var upper: End

  public init(from lower: End, to upper: End) {
    self.lower = lower
    self.upper = upper
  }
  /// The interval that holds one value.
  public static func exactly(_ value: Decimal) -> Interval {
    Interval(from: .closed(value), to: .closed(value))
  }
  public static let everything = Interval(from: .unbounded, to: .unbounded)

  public var isPoint: Bool { lower.value != nil && lower.value == upper.value }
  /// Nil where an end is missing.
  public var width: Decimal? {
    guard let low = lower.value, let high = upper.value else { return nil }
    return high.subtracting(low, .up)
  }
  /// The middle, rounded to 34 digits; nil where an end is missing.
  public var midpoint: Decimal? {
    guard let low = lower.value, let high = upper.value else { return nil }
    return low.adding(high, .nearest).multiplied(by: Decimal(mantissa: 5, exponent: -1), .nearest)
  }

  public func contains(_ value: Decimal) -> Bool {
    if let low = lower.value, value < low || (value == low && !lower.isClosed) { return false }
    if let high = upper.value, value > high || (value == high && !upper.isClosed) { return false }
    return true
  }
}

extension Interval: CustomStringConvertible {
  /// Such as `(1120, 1130)`, `[69.15, 69.25]` or `(1120, ∞)`.
  public var description: String {
    let low = lower.value.map { (lower.isClosed ? "[" : "(") + "\($0)" } ?? "(−∞"
    let high = upper.value.map { "\($0)" + (upper.isClosed ? "]" : ")") } ?? "∞)"
    return "\(low), \(high)"
  }
}
