/// Functions whose results have no end of digits. They are right to 28 digits; `.down` and `.up` go one unit of the 28th
/// digit beyond, so that the true value lies between them.
extension Decimal {
  /// - Precondition: Not negative.
  public func squareRoot(_ rounding: Rounding) -> Decimal {
    if isZero { return .zero }
    // An even power of ten aside, the root has half as many digits; Newton's method doubles the right ones each time.
    let place = leadingPlace
    var root = Decimal(Double(self.double).squareRoot()) ?? .powerOfTen(place / 2)
    if root.isZero { root = .powerOfTen(place / 2) }
    let half = Decimal(mantissa: 5, exponent: -1)
    for _ in 0..<8 {
      let next = (root + divided(by: root)) * half
      if next == root { break }
      root = next
    }
    let short = root.rounded(toPlace: root.leadingPlace - 27)
    return short * short == self ? short : root.widened(rounding)
  }

  /// e to this power. By Taylor's series after the multiples of ln 10 are taken out.
  public func exponential(_ rounding: Rounding) -> Decimal {
    if isZero { return .one }
    let tens = divided(by: Decimal.ln10).rounded(toPlace: 0)
    guard let count = tens.int, abs(count) < 10_000 else { return isNegative ? .zero : .powerOfTen(10_000) }
    var rest = self - tens * Decimal.ln10
    // Halved four times, the series needs fewer steps; squared four times in the end.
    rest = rest * Decimal(mantissa: 625, exponent: -4)
    var term = Decimal.one
    var sum = Decimal.one
    for n in 1..<60 {
      term = (term * rest).divided(by: Decimal(n))
      sum = sum + term
      if term.isZero || term.leadingPlace < -36 { break }
    }
    for _ in 0..<4 { sum = sum * sum }
    return (sum * .powerOfTen(count)).widened(rounding)
  }

  /// The natural logarithm, by the series of the inverse hyperbolic tangent.
  ///
  /// - Precondition: Above zero.
  public func logarithm(_ rounding: Rounding) -> Decimal {
    if self == .one { return .zero }
    // self = m × 10^place × e^guess, with m near 1.
    let place = leadingPlace
    let reduced = self * .powerOfTen(-place)
    let guess = Decimal((reduced.double.logarithmByHalving * 1e6).rounded() / 1e6) ?? .zero
    let m = reduced.divided(by: guess.exponential(.nearest))
    let y = (m - .one).divided(by: m + .one)
    let square = y * y
    var power = y
    var sum = Decimal.zero
    for n in 0..<60 {
      sum = sum + power.divided(by: Decimal(2 * n + 1))
      power = power * square
      if power.isZero || power.leadingPlace < -36 { break }
    }
    let result = sum + sum + guess + Decimal(place) * Decimal.ln10
    // Near 1 the parts cancel: what is left is right to a fixed place.
    return result.widened(rounding, atLeastPlace: -30)
  }

  /// An integer power.
  public func raised(to exponent: Int, _ rounding: Rounding) -> Decimal {
    var result = Decimal.one
    var base = magnitude
    var rest = exponent.magnitude
    let outward: Rounding =
      isNegative && exponent % 2 != 0 && rounding != .nearest
      ? (rounding == .up ? .down : .up) : rounding
    while rest > 0 {
      if rest & 1 == 1 { result = result.multiplied(by: base, outward) }
      rest >>= 1
      if rest > 0 { base = base.multiplied(by: base, outward) }
      if result.leadingPlace > 2000 || base.leadingPlace > 4000 { return .powerOfTen(2000) }
    }
    if exponent < 0 { result = Decimal.one.divided(by: result, outward) }
    return isNegative && exponent % 2 != 0 ? -result : result
  }

  private func widened(_ rounding: Rounding, atLeastPlace: Int = .min) -> Decimal {
    let place = max(leadingPlace - 27, atLeastPlace)
    switch rounding {
    case .nearest: return rounded(toPlace: place)
    case .down: return rounded(toPlace: place, .down) - .powerOfTen(place)
    case .up: return rounded(toPlace: place, .up) + .powerOfTen(place)
    }
  }

  /// To 36 digits, cut to 34 on reading.
  private static let ln10 = Decimal(
    mantissa: 2_302_585_092_994_045_684_017_991_454_684_364_208, exponent: -36)
}

extension Double {
  /// The natural logarithm of a number from 1 to 10, near enough to start from: no library of C is needed for it.
  fileprivate var logarithmByHalving: Double {
    let y = (self - 1) / (self + 1)
    var power = y
    var sum = 0.0
    for n in 0..<40 {
      sum += power / Double(2 * n + 1)
      power *= y * y
    }
    return 2 * sum
  }
}
