extension Interval {
  /// Such as `from 84.79 to 85.003`, with at most six digits, rounded outwards.
  public var words: String {
    let low = lower.value?.shortened(toDigits: 6, .down)
    let high = upper.value?.shortened(toDigits: 6, .up)
    switch (low, high) {
    case (let low?, let high?): return low == high ? "exactly" : "from \(low) to \(high)"
    case (let low?, nil): return "\(lower.isClosed ? "at least" : "more than") \(low)"
    case (nil, let high?): return "\(upper.isClosed ? "at most" : "less than") \(high)"
    case (nil, nil): return "unbounded"
    }
  }

  /// Nil where an end is missing.
  public var halfWidth: Decimal? { width?.multiplied(by: Decimal(mantissa: 5, exponent: -1), .up) }

  /// The place of the finest digit that a value in it may be printed with: half the width is under 1.5 units of that. Nil
  /// where all are, since it holds one value, or none is, since an end is missing.
  public var supportedPlace: Int? {
    guard let width, !width.isZero else { return nil }
    // width / 2 < 1.5 × 10^place, so width < 3 × 10^place.
    var place = width.leadingPlace - 1
    while width >= Decimal(mantissa: 3, exponent: place) { place += 1 }
    return place
  }
}

extension Decimal {
  /// At most so many digits.
  public func shortened(toDigits digits: Int, _ rounding: Rounding = .nearest) -> Decimal {
    rounded(toPlace: leadingPlace - digits + 1, rounding)
  }
}
