/// How a note says that sources differ, by language: what each of them gives, and which figure the report uses.
///
/// Languages that are not in the list get English words.
struct DisputeWords: Sendable {
  /// A part of a sentence about what one source gives.
  enum Part: Hashable, Sendable {
    case words(String)
    case source, value, period
  }

  /// What a source gives, with `{source}` and `{value}`; `{one|many}` agrees with the number of its authors.
  private let statement: String
  /// The same with the `{period}` it gives it for, where the periods differ.
  private let datedStatement: String
  /// Stands after what the report uses.
  let usedHere: String
  let separator: String
  let end: String

  private init(
    _ statement: String, dated datedStatement: String, _ usedHere: String, separator: String = "; ",
    end: String = "."
  ) {
    self.statement = statement
    self.datedStatement = datedStatement
    self.usedHere = usedHere
    self.separator = separator
    self.end = end
  }

  /// The sentence about one source, in its parts.
  func parts(isDated: Bool, hasManyAuthors: Bool) -> [Part] {
    var parts: [Part] = []
    var rest = Substring(isDated ? datedStatement : statement)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.words(String(rest[..<open]))) }
      switch rest[rest.index(after: open)..<close] {
      case "source": parts.append(.source)
      case "value": parts.append(.value)
      case "period": parts.append(.period)
      case let forms:
        let forms = forms.split(separator: "|")
        if let form = hasManyAuthors ? forms.last : forms.first { parts.append(.words(String(form))) }
      }
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.words(String(rest))) }
    return parts
  }

  /// The words of a language, by its BCP 47 tag.
  static func of(_ language: String) -> DisputeWords { translations[language] }

  private static let translations = Translations(
    english: english, traditionalChinese: traditionalChinese, byLanguage)
  private static let english = verb("gives", "give", for: "for", "(used here)")
  private static let traditionalChinese = DisputeWords(
    "{source}給出的數值為{value}", dated: "{source}給出的{period}數值為{value}", "（本文採用）", separator: "；", end: "。")
  private static let byLanguage: [String: DisputeWords] = [
    "fr": verb("indique", "indiquent", for: "pour", "(retenu ici)", separator: "\u{202F}; "),
    "de": verb("nennt", "nennen", for: "für", "(hier verwendet)"),
    "es": verb("indica", "indican", for: "para", "(usado aquí)"),
    "it": verb("indica", "indicano", for: "per", "(usato qui)"),
    "pt": verb("indica", "indicam", for: "para", "(usado aqui)"),
    "nl": verb("geeft", "geven", for: "voor", "(hier gebruikt)"),
    "sv": verb("anger", "anger", for: "för", "(används här)"),
    "da": verb("angiver", "angiver", for: "for", "(anvendt her)"),
    "nb": verb("oppgir", "oppgir", for: "for", "(brukt her)"),
    "pl": verb("podaje", "podają", for: "za", "(użyto tutaj)"),
    "cs": verb("uvádí", "uvádějí", for: "za", "(použito zde)"),
    "ru": verb("приводит", "приводят", for: "за", "(используется здесь)"),
    "uk": verb("наводить", "наводять", for: "за", "(використано тут)"),
    "fi": colon("(käytetty tässä)"),
    "tr": colon("(burada kullanılan)"),
    "ar": colon("(المستخدم هنا)", separator: "؛ "),
    "zh": DisputeWords(
      "{source}给出的数值为{value}", dated: "{source}给出的{period}数值为{value}", "（本文采用）", separator: "；", end: "。"),
    "ja": DisputeWords(
      "{source}は{value}としている", dated: "{source}は{period}について{value}としている", "（本報告で使用）", separator: "、", end: "。"),
    "ko": colon("(여기서 사용)"),
  ]

  /// A language that says it with a verb between source and value, and a word before the period.
  private static func verb(
    _ one: String, _ many: String, for word: String, _ usedHere: String, separator: String = "; "
  ) -> DisputeWords {
    let statement = "{source} {\(one)|\(many)} {value}"
    return DisputeWords(
      statement, dated: "\(statement) \(word) {period}", " " + usedHere, separator: separator)
  }
  /// A language in which a verb would have to agree with what the source is.
  private static func colon(_ usedHere: String, separator: String = "; ") -> DisputeWords {
    DisputeWords(
      "{source}: {value}", dated: "{source}: {value} ({period})", " " + usedHere, separator: separator)
  }
}
