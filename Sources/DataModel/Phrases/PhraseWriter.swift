import Diagnostics

/// Writes phrases in the report's language.
struct PhraseWriter {
  let locale: NumberLocale

  /// - Parameter format: `cap`; for a change, also how its size is printed.
  func text(
    of meaning: Phrase.Meaning, as format: FigureFormat, at range: SourceRange
  ) throws(Diagnostic) -> String {
    guard let words = PhraseWords.words(for: locale.baseLanguage) else {
      throw .error(
        "phrase.no-words", "the words of phrases are not known in '\(locale.language)'", at: range,
        hint: "write them yourself: [words]{claim=\"…\"}")
    }
    var plain = format
    plain.isCapitalized = false
    let text: String
    switch meaning {
    case .change(let trend, let size) where trend == .rising || trend == .falling:
      text = try change(trend, size, words, plain, at: range)
    default:
      guard plain == .automatic else {
        throw .error(
          "format.not-for-phrases", "a phrase has no number to be printed so", at: range,
          hint: "write 'cap' or no format")
      }
      switch meaning {
      case .trend(let trend), .change(let trend, _): text = words.verb(trend, isCount: false)
      case .comparison(.higher): text = words.higher
      case .comparison(.lower): text = words.lower
      case .comparison(.same): text = words.same
      }
    }
    return format.isCapitalized ? text.capitalizedFirst : text
  }

  /// "rose by about 3.6 percentage points"
  private func change(
    _ trend: Phrase.Trend, _ size: Figure, _ words: PhraseWords, _ format: FigureFormat, at range: SourceRange
  ) throws(Diagnostic) -> String {
    let isShare = size.unit?.kind == .points
    if isShare, format.shape == .percent {
      throw .error(
        "format.points-as-percent", "a difference of percentages is in points, not percent", at: range,
        hint: "leave 'percent' out; growth(a, b) is in percent")
    }
    var (qualifier, number) = try FigurePrinter(locale: locale).parts(of: size, as: format, at: range)
    if isShare {
      let decimals = max(0, -size.finestPlace)
      let category = locale.pluralCategory(size.value ?? .zero, decimals: format.decimals ?? decimals)
      let noun = words.points[category] ?? words.points["other"] ?? ""
      number += QualifierWords.isSpaced(locale.baseLanguage) ? "\u{A0}\(noun)" : noun
    }
    let space = QualifierWords.isSpaced(locale.baseLanguage) ? " " : ""
    var about = ""
    if let qualifier {
      let word =
        if let adverb = words.adverbs[qualifier] { adverb } else {
          try FigurePrinter(locale: locale).word(for: qualifier, at: range)
        }
      about = word + space
    }
    return words.filled(
      words.changed,
      [
        "verb": words.verb(trend, isCount: !isShare && size.unit?.kind != .percent), "size": number,
        "about": about,
      ])
  }
}

extension String {
  var capitalizedFirst: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }
}
