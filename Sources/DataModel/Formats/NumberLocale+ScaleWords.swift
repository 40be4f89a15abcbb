extension NumberLocale {
  /// A number with the language's word for a given power of ten: `1,120 million`; nil if it has no word for it.
  ///
  /// ICU chooses the word by size; the one asked for is taken from a smaller number of the same plural.
  ///
  /// - Parameter isGenitive: Whether a word stands before it that wants the genitive, which shows in Russian only: `более
  ///   2 миллионов` beside `2 миллиона`.
  func format(
    _ value: Decimal, decimals: Int, wordFor exponent: Int, sign: Sign, isGenitive: Bool = false
  ) -> String? {
    guard scaleExponent(forPlace: exponent) == exponent else { return nil }
    var category = pluralCategory(value.magnitude, decimals: decimals)
    // The genitive of one million is written as that of a fraction of a million, that of a few as that of many.
    if isGenitive { category = ["one": "other", "few": "many"][category] ?? category }
    let number = format(value, decimals: decimals, sign: sign)
    let tenth = Decimal(mantissa: 15, exponent: -1)
    for (sample, sampleDecimals) in [(2, 0), (5, 0), (1, 0), (3, 0), (11, 0), (21, 0), (100, 0)].map({
      (Decimal($0.0), $0.1)
    })
      + [(tenth, 1)]
    where pluralCategory(sample, decimals: sampleDecimals) == category {
      let written = format(sample, decimals: sampleDecimals)
      let whole = format(
        sample.multiplied(by: .powerOfTen(exponent)), decimals: sampleDecimals, notation: .scaled)
      if let place = whole.firstRange(of: written) {
        return whole.replacingCharacters(in: place, with: number)
      }
    }
    return nil
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
