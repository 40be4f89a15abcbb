/// A decimal number: an integer of at most 34 digits times a power of ten, as IEEE 754's decimal128 holds it.
///
/// Sums, differences and products are exact while they fit into 34 digits; what does not fit is rounded in the direction
/// asked for, so that the bounds of an interval can be kept on the safe side. Equal numbers are equal whatever zeros they
/// were written with.
public struct Decimal: Hashable, Sendable {
  /// Where a result goes that has more than 34 digits.
  public enum Rounding: Sendable {
    case down, up
    /// To the nearest; a half goes away from zero.
    case nearest
  }

  /// The digits with their sign, without zeros at the end; 0 has the exponent 0.
  let mantissa: Int128
  let exponent: Int32

  public static let zero = Decimal(mantissa: 0, exponent: 0)
  public static let one = Decimal(mantissa: 1, exponent: 0)

  /// `mantissa` × 10^`exponent`, rounded to 34 digits.
  init(mantissa: Int128, exponent: Int, isMore: Bool = false, _ rounding: Rounding = .nearest) {
    var m = mantissa
    var e = exponent
    var more = isMore
    let excess = Decimal.digitCount(m) - Decimal.maximumDigits
    if excess > 0 || more {
      let divisor = Decimal.powersOfTen[max(excess, 0)]
      (m, more) = Decimal.divide(m, by: divisor, isMore: more, rounding)
      e += max(excess, 0)
    }
    if m == 0 {
      self.mantissa = 0
      self.exponent = 0
      return
    }
    while m % 10 == 0 {
      m /= 10
      e += 1
    }
    self.mantissa = m
    self.exponent = Int32(clamping: e)
  }

  public init(_ value: Int) { self.init(mantissa: Int128(value), exponent: 0) }

  static let maximumDigits = 34
  static let powersOfTen: [Int128] = {
    var powers: [Int128] = [1]
    while powers.count < 39 { powers.append(powers[powers.count - 1] &* 10) }
    return powers
  }()

  public static func powerOfTen(_ exponent: Int) -> Decimal { Decimal(mantissa: 1, exponent: exponent) }

  static func digitCount(_ m: Int128) -> Int {
    let magnitude = m.magnitude
    if magnitude < 10 { return 1 }
    // Close from the number of bits (log10 of 2 is 0.30103), then right by one comparison.
    let bits = 128 - magnitude.leadingZeroBitCount
    let guess = bits * 30103 / 100_000
    return guess < powersOfTen.count && magnitude >= powersOfTen[guess].magnitude ? guess + 1 : max(guess, 1)
  }

  /// A quotient rounded as asked; `isMore` says that the true dividend is a little greater than the one given.
  static func divide(
    _ dividend: Int128, by divisor: Int128, isMore: Bool, _ rounding: Rounding
  ) -> (quotient: Int128, isMore: Bool) {
    var quotient = dividend / divisor
    var remainder = dividend % divisor
    if remainder < 0 {
      quotient -= 1
      remainder += divisor
    }
    // Here the true value is quotient + (remainder + a little if isMore) / divisor, with 0 <= remainder < divisor.
    if remainder == 0 && !isMore { return (quotient, false) }
    switch rounding {
    case .down: break
    case .up: quotient += 1
    case .nearest:
      let twice = remainder * 2
      if twice > divisor || (twice == divisor && (isMore || quotient >= 0)) { quotient += 1 }
    }
    return (quotient, false)
  }

  public var isZero: Bool { mantissa == 0 }
  public var isNegative: Bool { mantissa < 0 }
  public var isInteger: Bool { exponent >= 0 }
  public var magnitude: Decimal { mantissa < 0 ? -self : self }

  /// The place of the first digit: 2 for 123, -1 for 0.5; 0 for 0.
  public var leadingPlace: Int { mantissa == 0 ? 0 : Decimal.digitCount(mantissa) - 1 + Int(exponent) }
  /// The place of the last digit that is not zero: 1 for 120, -2 for 0.25; 0 for 0.
  public var lastPlace: Int { Int(exponent) }

  /// The nearest integer that fits.
  public var int: Int? {
    guard exponent >= 0, exponent < 20 else { return mantissa == 0 ? 0 : nil }
    return Int(exactly: mantissa * Decimal.powersOfTen[Int(exponent)])
  }
  /// The nearest binary number, for drawing only.
  public var double: Double {
    if exponent == 0, mantissa.magnitude < 1 << 53 { return Double(Int64(mantissa)) }
    if exponent < 0, exponent >= -22, mantissa.magnitude < 1 << 53 {
      return Double(Int64(mantissa)) / Decimal.exactDoubles[Int(-exponent)]
    }
    return Double("\(mantissa)e\(exponent)") ?? 0
  }
  private static let exactDoubles: [Double] = (0...22).map { Double("1e\($0)") ?? 1 }

  /// The decimal that a binary number stands for at 15 significant digits.
  public init?(_ value: Double) {
    guard value.isFinite, let parsed = WrittenDecimal("\(value)".lowercased()) else { return nil }
    self = parsed.value
  }

  /// Rounded to a place: 0 to integers, -1 to tenths, 1 to tens. Half away from zero unless asked otherwise.
  public func rounded(toPlace place: Int, _ rounding: Rounding = .nearest) -> Decimal {
    guard Int(exponent) < place else { return self }
    let shift = place - Int(exponent)
    guard shift <= Decimal.maximumDigits + 1 else {
      // Less than half a unit of the place.
      switch rounding {
      case .nearest: return .zero
      case .down: return mantissa < 0 ? -.powerOfTen(place) : .zero
      case .up: return mantissa > 0 ? .powerOfTen(place) : .zero
      }
    }
    let (quotient, _) = Decimal.divide(mantissa, by: Decimal.powersOfTen[shift], isMore: false, rounding)
    return Decimal(mantissa: quotient, exponent: place)
  }
}

extension Decimal: Comparable {
  public static func < (a: Decimal, b: Decimal) -> Bool {
    if a.exponent == b.exponent { return a.mantissa < b.mantissa }
    if (a.mantissa < 0) != (b.mantissa < 0) || a.mantissa == 0 || b.mantissa == 0 {
      return a.mantissa.signum() < b.mantissa.signum()
    }
    let (placeA, placeB) = (a.leadingPlace, b.leadingPlace)
    if placeA != placeB { return (placeA < placeB) != a.isNegative }
    // The same leading place: the exponents differ by less than 34, and both scaled stay under 34 digits.
    let least = min(a.exponent, b.exponent)
    return a.mantissa * powersOfTen[Int(a.exponent - least)] < b.mantissa
      * powersOfTen[Int(b.exponent - least)]
  }
}

extension Decimal: CustomStringConvertible, ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }

  /// Plain digits with a point, no exponent, such as `-0.25`.
  public var description: String { text(decimals: max(0, -Int(exponent))) }

  /// Plain digits with so many decimals, filled up with zeros; rounds half away from zero.
  public func text(decimals: Int) -> String {
    let rounded = rounded(toPlace: -decimals)
    let magnitude = rounded.mantissa.magnitude
    var digits = Array((UInt64(exactly: magnitude).map { String($0) } ?? String(magnitude)).utf8)
    let shift = Int(rounded.exponent) + decimals
    if shift > 0 && rounded.mantissa != 0 { digits += Array(repeating: UInt8(ascii: "0"), count: shift) }
    if digits.count <= decimals {
      digits.insert(
        contentsOf: Array(repeating: UInt8(ascii: "0"), count: decimals + 1 - digits.count), at: 0)
    }
    if decimals > 0 { digits.insert(UInt8(ascii: "."), at: digits.count - decimals) }
    if rounded.isNegative { digits.insert(UInt8(ascii: "-"), at: 0) }
    return String(decoding: digits, as: UTF8.self)
  }
}

/// A number as it was written, which says more than its value: `69.20` is known to hundredths.
public struct WrittenDecimal: Hashable, Sendable {
  public var value: Decimal
  /// The place of the last digit written: -2 for `69.20`, 0 for `1120`.
  public var lastWrittenPlace: Int

  init(value: Decimal, lastWrittenPlace: Int) {
    self.value = value
    self.lastWrittenPlace = lastWrittenPlace
  }

  private enum ReadingState { case start, integer, point, fraction, exponentMark, exponentSign, exponent }

  /// Reads a number by JSON's grammar; nil for anything else, and for more than 34 digits or an absurd exponent.
  public init?(_ text: some StringProtocol) {
    self.init(utf8: text.utf8)
  }

  init?(utf8 bytes: some Sequence<UInt8>) {
    var mantissa: Int128 = 0
    var digits = 0
    var significant = 0
    var decimals = 0
    var exponent = 0
    var exponentSign = 1
    var exponentDigits = 0
    var isNegative = false
    var firstDigit: UInt8 = 0
    var state = ReadingState.start
    for byte in bytes {
      switch byte {
      case 48...57:
        switch state {
        case .start, .integer:
          if digits == 1, firstDigit == 48 { return nil }
          if digits == 0 { firstDigit = byte }
          state = .integer
          digits += 1
        case .point, .fraction:
          state = .fraction
          decimals += 1
        case .exponentMark, .exponentSign, .exponent:
          state = .exponent
          exponentDigits += 1
          guard exponentDigits <= 4 else { return nil }
          exponent = exponent * 10 + Int(byte - 48)
          continue
        }
        if significant > 0 || byte != 48 { significant += 1 }
        guard significant <= Decimal.maximumDigits, decimals <= 400 else { return nil }
        mantissa = mantissa * 10 + Int128(byte - 48)
      case UInt8(ascii: "-"):
        if state == .start, digits == 0, !isNegative {
          isNegative = true
        } else if state == .exponentMark {
          exponentSign = -1
          state = .exponentSign
        } else {
          return nil
        }
      case UInt8(ascii: "+"):
        guard state == .exponentMark else { return nil }
        state = .exponentSign
      case UInt8(ascii: "."):
        guard state == .integer else { return nil }
        state = .point
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard state == .integer || state == .fraction else { return nil }
        state = .exponentMark
      default: return nil
      }
    }
    switch state {
    case .integer, .fraction, .exponent: break
    case .start, .point, .exponentMark, .exponentSign: return nil
    }
    guard exponent <= 400 else { return nil }
    lastWrittenPlace = exponentSign * exponent - decimals
    value = Decimal(mantissa: isNegative ? -mantissa : mantissa, exponent: lastWrittenPlace)
  }
}
