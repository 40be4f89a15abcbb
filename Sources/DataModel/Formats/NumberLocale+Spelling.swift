extension NumberLocale {
  /// In words, such as `twenty-one`.
  public func words(_ value: Decimal) -> String {
    spelled(value, isOrdinal: false) ?? value.description
  }
  /// Such as `56th`, in the masculine where a language has no other form.
  public func ordinal(_ value: Decimal) -> String {
    // ICU's Arabic ordinals in digits end with a full stop, as do its Russian ones without a gender.
    if baseLanguage == "ar" { return format(value, decimals: 0, grouping: false) }
    let rules = baseLanguage == "ru" ? "%digits-ordinal-masculine" : nil
    return spelled(value, isOrdinal: true, rules: rules) ?? value.description
  }

  /// A number from nought to nine in words, as style guides of statistics offices have them; nil where the language would
  /// want a gender that is not given, or has none of that name.
  func cardinal(_ number: Int, _ gender: GrammaticalGender?) -> String? {
    let value = Decimal(number)
    if let inflected = Self.inflectedCardinals[baseLanguage], inflected.contains(number) {
      guard let gender else { return nil }
      if baseLanguage == "ar" { return Self.arabicCardinals[gender]?[number] }
      return spelled(value, isOrdinal: false, rules: "%spellout-cardinal-\(gender.rawValue)")
    }
    // Chinese has another two before what is counted.
    return spelled(value, isOrdinal: false, rules: "%spellout-cardinal-alternate2") ?? spelled(value, isOrdinal: false)
  }

  /// An ordinal from first to ninth in words; nil as for ``cardinal(_:_:)``.
  func ordinalInWords(_ number: Int, _ gender: GrammaticalGender?) -> String? {
    let value = Decimal(number)
    if let inflected = Self.inflectedOrdinals[baseLanguage], inflected.contains(number) {
      guard let gender else { return nil }
      // Spanish has a short form before a noun: tercer año.
      return spelled(value, isOrdinal: false, rules: "%spellout-ordinal-\(gender.rawValue)-adjective")
        ?? spelled(value, isOrdinal: false, rules: "%spellout-ordinal-\(gender.rawValue)")
    }
    return spelled(value, isOrdinal: false, rules: "%spellout-ordinal")
      ?? spelled(value, isOrdinal: false, rules: "%spellout-ordinal-masculine")
  }

  /// An ordinal in digits; the form without a gender where the language has none for it.
  public func ordinal(_ value: Decimal, _ gender: GrammaticalGender?) -> String {
    gender.flatMap { spelled(value, isOrdinal: true, rules: "%digits-ordinal-\($0.rawValue)") } ?? ordinal(value)
  }

  /// An ordinal by the end of ICU's rule names, such as `masculine-locative`: in words up to the ninth, in digits after.
  func ordinal(_ number: Int, rules: String) -> String {
    let value = Decimal(number)
    let name = rules.isEmpty ? "" : "-\(rules)"
    if number <= 9 { return spelled(value, isOrdinal: false, rules: "%spellout-ordinal\(name)") ?? ordinal(value) }
    return spelled(value, isOrdinal: true, rules: "%digits-ordinal\(name)") ?? ordinal(value)
  }

  /// The numbers up to nine whose word depends on the gender of what is counted.
  private static let inflectedCardinals: [String: ClosedRange<Int>] = [
    "fr": 1...1, "es": 1...1, "it": 1...1, "de": 1...1, "pt": 1...2, "ru": 1...2, "ar": 1...9,
  ]
  private static let inflectedOrdinals: [String: ClosedRange<Int>] = [
    "fr": 1...1, "es": 1...9, "it": 1...9, "pt": 1...9, "ru": 1...9, "ar": 1...9,
  ]
  /// ICU has the masculine forms for both.
  private static let arabicCardinals: [GrammaticalGender: [String]] = [
    .masculine: ["صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"],
    .feminine: ["صفر", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"],
  ]
}
