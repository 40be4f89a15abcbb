import Diagnostics

/// Writes phrases in the report's language.
struct PhraseWriter {
  let locale: NumberLocale

  /// - Parameter format: `cap`; for a change, also how its size is printed.
  func text(
    of meaning: Phrase.Meaning, as format: FigureFormat, at range: SourceRange
  ) throws(Diagnostic) -> String {
    let words = try words(at: range)
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
      case .multiple(let approximation): text = try multiple(approximation, at: range)
      case .fraction(let approximation): text = try fraction(approximation, at: range) + (words.of ?? "")
      case .place(let place): text = words.article + (try self.place(place, at: range))
      case .run(let length, let step): text = try run(length, step, at: range)
      }
    }
    return format.isCapitalized ? text.capitalizedFirst : text
  }

  private func words(at range: SourceRange) throws(Diagnostic) -> PhraseWords {
    if let words = PhraseWords.words(for: locale.baseLanguage) { return words }
    throw .error(
      "phrase.no-words", "the words of phrases are not known in '\(locale.language)'", at: range,
      hint: "write them yourself: [words]{claim=\"…\"}")
  }

  private var space: String { QualifierWords.isSpaced(locale.baseLanguage) ? " " : "" }

  /// "second highest"
  func place(_ place: Int, at range: SourceRange) throws(Diagnostic) -> String {
    let words = try words(at: range)
    if place == 1, let first = words.first { return first }
    return words.filled(words.place, ["n": locale.ordinal(place, rules: words.placeRules)])
  }

  /// "just over two thirds"
  func fraction(_ approximation: Approximation, at range: SourceRange) throws(Diagnostic) -> String {
    let words = try words(at: range)
    let key = approximation.target.text
    let plain = words.fractions[key] ?? key
    switch approximation.word {
    case .exactly: return plain
    case .justOver: return words.filled("\(words.justOver)\(space)\(words.fractionsGenitive[key] ?? plain)", [:])
    default:
      let qualifier = approximation.word.qualifier ?? .about
      // Russian 'almost' is an adverb, and what follows it stays as it is.
      let isGenitive = locale.baseLanguage != "ru" || QualifierWords.wantGenitive(qualifier, locale.baseLanguage)
      let fraction = isGenitive ? words.fractionsGenitive[key] ?? plain : plain
      return words.filled(try FigurePrinter(locale: locale).word(for: qualifier, at: range) + space + fraction, [:])
    }
  }

  /// "nearly three times"
  private func multiple(_ approximation: Approximation, at range: SourceRange) throws(Diagnostic) -> String {
    let words = try words(at: range)
    let number = approximation.target.numerator
    var text: String
    if approximation.target.denominator == 2 {
      text = words.onceAndHalf
    } else if number == 2, let twice = words.twice {
      text = twice
    } else {
      let value = Decimal(number)
      let pattern =
        (number < 10 ? nil : words.times["digits"]) ?? words.times[locale.pluralCategory(value, decimals: 0)]
        ?? words.times["other"] ?? "{n}"
      let spelled = number < 10 ? locale.cardinal(number, words.timesGender) : nil
      text = words.filled(pattern, ["n": spelled ?? locale.format(value, decimals: 0)])
    }
    switch approximation.word {
    case .exactly: break
    case .justOver: text = (words.justOverAdverb ?? words.justOver) + space + text
    default: text = try adverb(approximation.word.qualifier ?? .about, words, at: range) + text
    }
    return words.filled(text, [:])
  }

  /// "for the third year in a row"
  private func run(_ length: Int, _ step: PeriodLength, at range: SourceRange) throws(Diagnostic) -> String {
    let words = try words(at: range)
    guard let run = words.run[step] ?? words.run[.time] else { return "" }
    return words.filled(run.pattern, ["n": locale.ordinal(length, rules: run.rules)])
  }

  /// A qualifier before a preposition or adverb, with its space.
  private func adverb(_ qualifier: Qualifier, _ words: PhraseWords, at range: SourceRange) throws(Diagnostic) -> String
  {
    if let adverb = words.adverbs[qualifier] { return adverb + space }
    return try FigurePrinter(locale: locale).word(for: qualifier, at: range) + space
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
    let printer = FigurePrinter(locale: locale)
    var qualifier: Qualifier?
    var number: String
    if size.isVague, size.limit == nil {
      number = try printer.rangeText(of: size, as: format, at: range)
    } else {
      let parts = try printer.parts(of: size, as: format, at: range)
      (qualifier, number) = (parts.qualifier, parts.text)
    }
    if isShare {
      let decimals = max(0, -size.finestPlace)
      let category = locale.pluralCategory(size.value ?? .zero, decimals: format.decimals ?? decimals)
      let noun = words.points[category] ?? words.points["other"] ?? ""
      number += QualifierWords.isSpaced(locale.baseLanguage) ? "\u{A0}\(noun)" : noun
    }
    let about = try qualifier.map { (found) throws(Diagnostic) in try adverb(found, words, at: range) } ?? ""
    return words.filled(
      words.changed,
      [
        "verb": words.verb(trend, isCount: !isShare && size.unit?.kind != .percent), "size": number,
        "about": about,
      ])
  }
}

extension String {
  package var capitalizedFirst: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }
}
