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
  /// Qualifiers that stand before a preposition, where they differ from those before a number: `примерно на 3,6`.
  var adverbs: [Qualifier: String] = [:]
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
