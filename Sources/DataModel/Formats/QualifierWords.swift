/// The words that say how a printed value relates to the true one, by language.
struct QualifierWords {
  private static let byLanguage: [String: [Qualifier: String]] = [
    "en": [
      .moreThan: "more than", .atLeast: "at least", .lessThan: "less than", .atMost: "at most",
      .about: "about",
      .nearly: "nearly",
    ],
    "fr": [
      .moreThan: "plus de", .atLeast: "au moins", .lessThan: "moins de", .atMost: "au plus",
      .about: "environ",
      .nearly: "près de",
    ],
    "es": [
      .moreThan: "más de", .atLeast: "al menos", .lessThan: "menos de", .atMost: "como máximo",
      .about: "alrededor de",
      .nearly: "casi",
    ],
    "de": [
      .moreThan: "mehr als", .atLeast: "mindestens", .lessThan: "weniger als", .atMost: "höchstens",
      .about: "rund",
      .nearly: "knapp",
    ],
    "it": [
      .moreThan: "più di", .atLeast: "almeno", .lessThan: "meno di", .atMost: "al massimo", .about: "circa",
      .nearly: "quasi",
    ],
    "pt": [
      .moreThan: "mais de", .atLeast: "pelo menos", .lessThan: "menos de", .atMost: "no máximo",
      .about: "cerca de",
      .nearly: "quase",
    ],
    "nl": [
      .moreThan: "meer dan", .atLeast: "ten minste", .lessThan: "minder dan", .atMost: "ten hoogste",
      .about: "ongeveer", .nearly: "bijna",
    ],
    "ru": [
      .moreThan: "более", .atLeast: "не менее", .lessThan: "менее", .atMost: "не более", .about: "около",
      .nearly: "почти",
    ],
    "ar": [
      .moreThan: "أكثر من", .atLeast: "ما لا يقل عن", .lessThan: "أقل من", .atMost: "ما لا يزيد على",
      .about: "نحو", .nearly: "ما يقارب",
    ],
    "zh": [
      .moreThan: "超过", .atLeast: "至少", .lessThan: "不到", .atMost: "至多", .about: "约", .nearly: "近",
    ],
  ]

  /// The word for a qualifier that is printed; nil where none is, and where the language is not known.
  static func word(for qualifier: Qualifier, language: String) -> String? { byLanguage[language]?[qualifier] }
  static func knows(_ language: String) -> Bool { byLanguage[language] != nil }
  /// Whether what follows the word is in the genitive, which shows in the scale words of Russian.
  static func wantGenitive(_ qualifier: Qualifier, _ language: String) -> Bool {
    language == "ru" && qualifier != .nearly
  }
  /// Whether a space stands between the word and the number.
  static func isSpaced(_ language: String) -> Bool { !["zh", "ja"].contains(language) }

  /// Every word that readers take for a qualifier just before a number, for finding one that would stand twice.
  static func typedWords(_ language: String) -> [(word: String, qualifier: Qualifier)] {
    var words = (byLanguage[language] ?? [:]).map { (word: $0.value, qualifier: $0.key) }
    if language == "en" {
      words += Qualifier.words.compactMap { word in
        Qualifier(word: word).flatMap { $0 == .reported || $0 == .exact ? nil : (word, $0) }
      }
    }
    return words.sorted { ($0.word.count, $0.word) > ($1.word.count, $1.word) }
  }
}
