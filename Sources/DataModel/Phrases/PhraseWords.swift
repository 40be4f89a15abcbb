/// The words of phrases in one language. What stands in braces is put in; `{about}` is the qualifier with its space.
///
/// Where a language would want the verb or adjective to agree with a gender, the form is one that does not: French
/// "au-dessus de" for "supérieur(e) à", Russian verbs in the present, Arabic nouns. Verbs are in the singular.
struct PhraseWords {
  var rose: String
  var fell: String
  var unchanged: String
  var mixed: String
  /// The verbs for counts, where those for shares do not fit.
  var countRose: String?
  var countFell: String?
  /// A verb and the size of the change: `{verb} by {about}{size}`.
  var changed: String
  /// Percentage points by plural category; `other` for those that are not listed.
  var points: [String: String]
  var higher: String
  var lower: String
  var same: String
  /// `between {low} and {high}`
  var between: String
  /// Whether both ends have the percent sign or scale word.
  var hasUnitTwice = false
  /// By numerator and denominator.
  var fractions: [String: String]
  /// After a qualifier, where they look different there.
  var fractionsGenitive: [String: String] = [:]
  /// What stands between a fraction and its whole, where that is one word whatever follows.
  var of: String?
  var justOver: String
  /// One and a half times.
  var onceAndHalf: String
  var twice: String?
  /// `{n} times`, by plural category; `digits` from ten on where that is written otherwise.
  var times: [String: String]
  /// The gender of the noun in ``times``.
  var timesGender: GrammaticalGender?
  /// A place among others, the greatest first: `{n} highest`, and the words for the first.
  var place: String
  var first: String?
  /// What stands before it in a sentence.
  var article = ""
  /// The end of the name of ICU's rules for the ordinal in ``place``.
  var placeRules = ""
  /// "for the {n} year in a row", and the rules for its ordinal.
  var run: [PeriodLength: (pattern: String, rules: String)]
  /// Qualifiers that stand before a preposition, where they differ from those before a number: `примерно на 3,6`.
  var adverbs: [Qualifier: String] = [:]
  var justOverAdverb: String?
  /// What runs together: `de environ` is `d'environ`.
  var contractions: [(written: String, spoken: String)] = []

  /// Puts words into a pattern, and lets run together what does.
  func filled(_ pattern: String, _ words: [String: String]) -> String {
    var text = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open] + (words[String(rest[rest.index(after: open)..<close])] ?? "")
      rest = rest[rest.index(after: close)...]
    }
    text += rest
    for (written, spoken) in contractions {
      while let place = text.firstRange(of: written) { text.replaceSubrange(place, with: spoken) }
    }
    return text
  }

  func verb(_ trend: Phrase.Trend, isCount: Bool) -> String {
    switch trend {
    case .rising: isCount ? countRose ?? rose : rose
    case .falling: isCount ? countFell ?? fell : fell
    case .steady: unchanged
    case .mixed: mixed
    }
  }

  static func words(for language: String) -> PhraseWords? { byLanguage[language] }
}
