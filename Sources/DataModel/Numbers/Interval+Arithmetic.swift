/// Why an operation on figures has no result.
enum ArithmeticFailure: Error, Hashable {
  case divisorMayBeZero
  /// The function's name and what its argument must be.
  case outsideDomain(String)
  case tooLarge
}

/// One end of an interval on its way through an operation: a number, or beyond all numbers.
struct ExtendedEnd {
  enum Size { case minusInfinity, finite, plusInfinity }
  var size: Size
  var value: Decimal
  var isClosed: Bool

  static func finite(_ value: Decimal, _ isClosed: Bool) -> ExtendedEnd {
    ExtendedEnd(size: .finite, value: value, isClosed: isClosed)
  }
  static func infinite(_ sign: Int) -> ExtendedEnd {
    ExtendedEnd(size: sign < 0 ? .minusInfinity : .plusInfinity, value: .zero, isClosed: false)
  }
  var sign: Int {
    switch size {
    case .minusInfinity: -1
    case .plusInfinity: 1
    case .finite: value.isZero ? 0 : value.isNegative ? -1 : 1
    }
  }
  var end: Interval.End { size == .finite ? Interval.End(value: value, isClosed: isClosed) : .unbounded }

  static func isBelow(_ a: ExtendedEnd, _ b: ExtendedEnd) -> Bool {
    switch (a.size, b.size) {
    case (.finite, .finite): a.value < b.value
    case (.minusInfinity, .minusInfinity), (.plusInfinity, _), (_, .minusInfinity): false
    case (.minusInfinity, _), (_, .plusInfinity): true
    }
  }
  static func isSame(_ a: ExtendedEnd, _ b: ExtendedEnd) -> Bool { !isBelow(a, b) && !isBelow(b, a) }

  static func product(_ a: ExtendedEnd, _ b: ExtendedEnd, _ rounding: Decimal.Rounding) -> ExtendedEnd {
    if a.sign == 0 || b.sign == 0 {
      // Zero is reached if the factor that is zero is, whatever the other one.
      return .finite(.zero, (a.sign == 0 && a.isClosed) || (b.sign == 0 && b.isClosed))
    }
    guard a.size == .finite, b.size == .finite else { return .infinite(a.sign * b.sign) }
    return .finite(a.value.multiplied(by: b.value, rounding), a.isClosed && b.isClosed)
  }

  /// - Parameter divisorSign: The sign of all of the divisor's interval, for an end of it that is zero.
  static func quotient(
    _ a: ExtendedEnd, _ b: ExtendedEnd, divisorSign: Int, _ rounding: Decimal.Rounding
  ) -> ExtendedEnd {
    if a.sign == 0 { return .finite(.zero, a.isClosed) }
    if b.size != .finite { return .finite(.zero, false) }
    if b.sign == 0 { return .infinite(a.sign * divisorSign) }
    guard a.size == .finite else { return .infinite(a.sign * b.sign) }
    return .finite(a.value.divided(by: b.value, rounding), a.isClosed && b.isClosed)
  }
}

extension Interval {
  var extendedLower: ExtendedEnd {
    lower.value.map { .finite($0, lower.isClosed) } ?? .infinite(-1)
  }
  var extendedUpper: ExtendedEnd {
    upper.value.map { .finite($0, upper.isClosed) } ?? .infinite(1)
  }

  /// The smallest interval around results at the corners, computed once rounded down and once rounded up.
  private static func around(_ corner: (Decimal.Rounding) -> [ExtendedEnd]) -> Interval {
    var low: ExtendedEnd?
    for candidate in corner(.down) {
      guard let best = low else {
        low = candidate
        continue
      }
      if ExtendedEnd.isBelow(candidate, best) {
        low = candidate
      } else if ExtendedEnd.isSame(candidate, best), candidate.isClosed {
        low = candidate
      }
    }
    var high: ExtendedEnd?
    for candidate in corner(.up) {
      guard let best = high else {
        high = candidate
        continue
      }
      if ExtendedEnd.isBelow(best, candidate) {
        high = candidate
      } else if ExtendedEnd.isSame(candidate, best), candidate.isClosed {
        high = candidate
      }
    }
    return Interval(from: low?.end ?? .unbounded, to: high?.end ?? .unbounded)
  }

  static func + (a: Interval, b: Interval) -> Interval {
    Interval(from: sum(a.lower, b.lower, .down), to: sum(a.upper, b.upper, .up))
  }
  static func - (a: Interval, b: Interval) -> Interval { a + (-b) }
  static prefix func - (a: Interval) -> Interval {
    Interval(
      from: End(value: a.upper.value.map { -$0 }, isClosed: a.upper.isClosed),
      to: End(value: a.lower.value.map { -$0 }, isClosed: a.lower.isClosed))
  }
  private static func sum(_ a: End, _ b: End, _ rounding: Decimal.Rounding) -> End {
    guard let x = a.value, let y = b.value else { return .unbounded }
    return End(value: x.adding(y, rounding), isClosed: a.isClosed && b.isClosed)
  }

  static func * (a: Interval, b: Interval) -> Interval {
    let (al, au, bl, bu) = (a.extendedLower, a.extendedUpper, b.extendedLower, b.extendedUpper)
    return around { rounding in
      [
        .product(al, bl, rounding), .product(al, bu, rounding), .product(au, bl, rounding),
        .product(au, bu, rounding),
      ]
    }
  }

  /// The sign of every value: 1 if none is below zero, -1 if none is above, 0 if there are both, or only zero.
  var sign: Int {
    let (low, high) = (extendedLower.sign, extendedUpper.sign)
    if low >= 0, high > 0 { return 1 }
    if high <= 0, low < 0 { return -1 }
    return 0
  }

  func divided(by divisor: Interval) throws(ArithmeticFailure) -> Interval {
    let sign = divisor.sign
    guard sign != 0, !divisor.contains(.zero) else { throw .divisorMayBeZero }
    let (al, au) = (extendedLower, extendedUpper)
    let (bl, bu) = (divisor.extendedLower, divisor.extendedUpper)
    return Interval.around { rounding in
      [
        .quotient(al, bl, divisorSign: sign, rounding), .quotient(al, bu, divisorSign: sign, rounding),
        .quotient(au, bl, divisorSign: sign, rounding), .quotient(au, bu, divisorSign: sign, rounding),
      ]
    }
  }

  var absolute: Interval {
    switch sign {
    case 1: return self
    case -1: return -self
    default:
      if isPoint { return self }
      let mirrored = -self
      return Interval(from: .closed(.zero), to: Interval.greaterUpper(upper, mirrored.upper))
    }
  }

  static func minimum(_ a: Interval, _ b: Interval) -> Interval {
    Interval(from: lesserLower(a.lower, b.lower), to: lesserUpper(a.upper, b.upper))
  }
  static func maximum(_ a: Interval, _ b: Interval) -> Interval {
    -minimum(-a, -b)
  }
  /// The smallest interval that holds both.
  static func hull(_ a: Interval, _ b: Interval) -> Interval {
    Interval(from: lesserLower(a.lower, b.lower), to: greaterUpper(a.upper, b.upper))
  }
  /// What both hold, where they are known to meet.
  static func intersection(_ a: Interval, _ b: Interval) -> Interval {
    let lower = -Interval.lesserUpper(-a.lower, -b.lower)
    return Interval(from: lower, to: lesserUpper(a.upper, b.upper))
  }

  private static func lesserLower(_ a: End, _ b: End) -> End {
    guard let x = a.value, let y = b.value else { return .unbounded }
    if x == y { return End(value: x, isClosed: a.isClosed || b.isClosed) }
    return x < y ? a : b
  }
  private static func greaterUpper(_ a: End, _ b: End) -> End {
    guard let x = a.value, let y = b.value else { return .unbounded }
    if x == y { return End(value: x, isClosed: a.isClosed || b.isClosed) }
    return x > y ? a : b
  }
  /// The stricter of two upper ends.
  private static func lesserUpper(_ a: End, _ b: End) -> End {
    guard let x = a.value else { return b }
    guard let y = b.value else { return a }
    if x == y { return End(value: x, isClosed: a.isClosed && b.isClosed) }
    return x < y ? a : b
  }
  /// Applies a function that never falls to both ends.
  func mapped(_ function: (Decimal, Decimal.Rounding) -> Decimal) -> Interval {
    Interval(
      from: End(value: lower.value.map { function($0, .down) }, isClosed: lower.isClosed),
      to: End(value: upper.value.map { function($0, .up) }, isClosed: upper.isClosed))
  }

  /// Whether two intervals share a value.
  public func meets(_ other: Interval) -> Bool { !isBelow(other) && !other.isBelow(self) }
  /// Whether every value of this one is less than every value of the other.
  public func isBelow(_ other: Interval) -> Bool {
    guard let high = upper.value, let low = other.lower.value else { return false }
    return high < low || (high == low && !(upper.isClosed && other.lower.isClosed))
  }
  /// Whether no value of this one is greater than any value of the other.
  public func isNotAbove(_ other: Interval) -> Bool {
    guard let high = upper.value, let low = other.lower.value else { return false }
    return high <= low
  }

  /// Whether this interval lies wholly within the other.
  public func lies(within other: Interval) -> Bool {
    Interval.hull(self, other) == other
  }
}

extension Interval.End {
  static prefix func - (end: Interval.End) -> Interval.End {
    Interval.End(value: end.value.map { -$0 }, isClosed: end.isClosed)
  }
}
