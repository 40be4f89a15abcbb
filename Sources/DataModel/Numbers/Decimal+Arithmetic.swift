extension Decimal {
  public static prefix func - (a: Decimal) -> Decimal {
    Decimal(mantissa: -a.mantissa, exponent: Int(a.exponent))
  }

  /// The sum; exact if it has at most 34 digits.
  public func adding(_ other: Decimal, _ rounding: Rounding = .nearest) -> Decimal {
    if mantissa == 0 { return other }
    if other.mantissa == 0 { return self }
    if exponent == other.exponent {
      return Decimal(mantissa: mantissa + other.mantissa, exponent: Int(exponent), rounding)
    }
    let (high, low) = exponent > other.exponent ? (self, other) : (other, self)
    let shift = Int(high.exponent) - Int(low.exponent)
    // 37 digits and a carry still fit into 128 bits.
    let room = 37 - Decimal.digitCount(high.mantissa)
    if shift <= room {
      let sum = high.mantissa * Decimal.powersOfTen[shift] + low.mantissa
      return Decimal(mantissa: sum, exponent: Int(low.exponent), rounding)
    }
    // The low number's last digits can only tip the rounding: they become "a little more".
    let rest = shift - room
    var tail: Int128 = low.mantissa < 0 ? -1 : 0
    var isMore = true
    if rest <= 37 {
      tail = low.mantissa / Decimal.powersOfTen[rest]
      let remainder = low.mantissa % Decimal.powersOfTen[rest]
      if remainder < 0 { tail -= 1 }
      isMore = remainder != 0
    }
    let sum = high.mantissa * Decimal.powersOfTen[room] + tail
    return Decimal(mantissa: sum, exponent: Int(high.exponent) - room, isMore: isMore, rounding)
  }

  public func subtracting(_ other: Decimal, _ rounding: Rounding = .nearest) -> Decimal {
    adding(-other, rounding)
  }

  /// The product; exact if it has at most 34 digits.
  public func multiplied(by other: Decimal, _ rounding: Rounding = .nearest) -> Decimal {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
    let e = Int(exponent) + Int(other.exponent)
    if !overflow { return Decimal(mantissa: product, exponent: e, rounding) }
    let isNegative = isNegative != other.isNegative
    let wide = mantissa.magnitude.multipliedFullWidth(by: other.mantissa.magnitude)
    // At most 68 digits: cut to 37, keeping whether anything was cut.
    var (high, low) = (wide.high, wide.low)
    var cut = 0
    var isCut = false
    while high != 0 || low >= Decimal.powersOfTen[37].magnitude {
      let divisor = Decimal.powersOfTen[high != 0 ? 15 : 1].magnitude
      let upper = high.quotientAndRemainder(dividingBy: divisor)
      let lower = divisor.dividingFullWidth((upper.remainder, low))
      high = upper.quotient
      low = lower.quotient
      isCut = isCut || lower.remainder != 0
      cut += divisor == Decimal.powersOfTen[15].magnitude ? 15 : 1
    }
    return Decimal.signed(low, isNegative: isNegative, isCut: isCut, exponent: e + cut, rounding)
  }

  /// The quotient to 34 digits, rounded as asked. The divisor must not be zero.
  public func divided(by other: Decimal, _ rounding: Rounding = .nearest) -> Decimal {
    precondition(!other.isZero, "division by zero is for the caller to report")
    if mantissa == 0 { return .zero }
    let isNegative = isNegative != other.isNegative
    let divisor = other.mantissa.magnitude
    // Long division in steps of as many digits as fit, until there are at least 35.
    var dividend = mantissa.magnitude
    var e = Int(exponent) - Int(other.exponent)
    var quotient = dividend / divisor
    dividend %= divisor
    while dividend != 0 {
      let digits = quotient == 0 ? 0 : Decimal.digitCount(Int128(quotient))
      if digits >= 36 { break }
      let step = quotient == 0 ? 1 : 36 - digits
      let (part, used, rest) = Decimal.divideOn(dividend, by: divisor, digits: step)
      quotient = quotient * Decimal.powersOfTen[used].magnitude + part
      dividend = rest
      e -= used
    }
    return Decimal.signed(quotient, isNegative: isNegative, isCut: dividend != 0, exponent: e, rounding)
  }

  /// Up to `digits` further digits of remainder / divisor.
  private static func divideOn(
    _ remainder: UInt128, by divisor: UInt128, digits: Int
  ) -> (part: UInt128, used: Int, rest: UInt128) {
    let wide = remainder.multipliedFullWidth(by: powersOfTen[digits].magnitude)
    // The high half is under the divisor, because the remainder is and 10^digits fits into 128 bits.
    let result = divisor.dividingFullWidth((wide.high, wide.low))
    return (result.quotient, digits, result.remainder)
  }

  /// Puts a sign on a magnitude of at most 37 digits of which the tail may have been cut.
  static func signed(
    _ magnitude: UInt128, isNegative: Bool, isCut: Bool, exponent: Int, _ rounding: Rounding
  ) -> Decimal {
    let m = Int128(magnitude)
    if !isNegative { return Decimal(mantissa: m, exponent: exponent, isMore: isCut, rounding) }
    // What was cut from a negative number makes it less: one less, and a little more.
    return Decimal(mantissa: isCut ? -m - 1 : -m, exponent: exponent, isMore: isCut, rounding)
  }

  public static func + (a: Decimal, b: Decimal) -> Decimal { a.adding(b) }
  public static func - (a: Decimal, b: Decimal) -> Decimal { a.subtracting(b) }
  public static func * (a: Decimal, b: Decimal) -> Decimal { a.multiplied(by: b) }
}
