/// How a reference says where in a journal or book a work stands, by language.
///
/// `{}` stands for the number. Languages that are not in the list get English words.
struct ReferenceWords: Sendable {
  let volume: String
  let issue: String
  let page: String
  let pages: String
  /// Between the parts of a reference, and after the last.
  let separator: String
  let end: String
  /// Around a title in the language's own script, which is not slanted there; nil where titles are in italics.
  let titleMarks: (open: String, close: String)?

  private init(
    _ volume: String, _ issue: String, _ page: String, _ pages: String? = nil, separator: String = ", ",
    end: String = ".",
    titleMarks: (open: String, close: String)? = nil
  ) {
    self.volume = volume
    self.issue = issue
    self.page = page
    self.pages = pages ?? page
    self.separator = separator
    self.end = end
    self.titleMarks = titleMarks
  }

  /// The words of a language, by its BCP 47 tag.
  static func of(_ language: String) -> ReferenceWords { translations[language] }

  private static let translations = Translations(
    english: english, traditionalChinese: traditionalChinese, byLanguage)
  private static let english = ReferenceWords("vol. {}", "no. {}", "p. {}", "pp. {}")
  private static let traditionalChinese = ReferenceWords(
    "第{}卷", "第{}期", "第{}頁", separator: "，", end: "。", titleMarks: ("《", "》"))
  private static let byLanguage: [String: ReferenceWords] = [
    "fr": ReferenceWords("vol. {}", "nº {}", "p. {}"),
    "de": ReferenceWords("Jg. {}", "Nr. {}", "S. {}"),
    "es": ReferenceWords("vol. {}", "n.º {}", "p. {}", "pp. {}"),
    "it": ReferenceWords("vol. {}", "n. {}", "p. {}", "pp. {}"),
    "pt": ReferenceWords("vol. {}", "n.º {}", "p. {}", "pp. {}"),
    "nl": ReferenceWords("jrg. {}", "nr. {}", "p. {}"),
    "sv": ReferenceWords("årg. {}", "nr {}", "s. {}"),
    "da": ReferenceWords("årg. {}", "nr. {}", "s. {}"),
    "nb": ReferenceWords("årg. {}", "nr. {}", "s. {}"),
    "fi": ReferenceWords("vsk. {}", "nro {}", "s. {}"),
    "pl": ReferenceWords("t. {}", "nr {}", "s. {}"),
    "cs": ReferenceWords("roč. {}", "č. {}", "s. {}"),
    "ru": ReferenceWords("т. {}", "№ {}", "с. {}"),
    "uk": ReferenceWords("т. {}", "№ {}", "с. {}"),
    "tr": ReferenceWords("cilt {}", "sayı {}", "s. {}"),
    "ar": ReferenceWords("المجلد {}", "العدد {}", "ص {}", separator: "، "),
    "zh": ReferenceWords("第{}卷", "第{}期", "第{}页", separator: "，", end: "。", titleMarks: ("《", "》")),
    "ja": ReferenceWords("第{}巻", "第{}号", "{}頁", separator: "、", end: "。", titleMarks: ("『", "』")),
    "ko": ReferenceWords("{}권", "{}호", "{}쪽"),
  ]

  /// Where in its container a work stands, in the order of a reference.
  func place(volume: String?, issue: String?, pages: String?) -> [String] {
    var parts: [String] = []
    func add(_ pattern: String, _ number: String) {
      parts.append(pattern.replacing("{}", with: number).replacing(" ", with: "\u{A0}"))
    }
    if let volume { add(self.volume, volume) }
    if let issue { add(self.issue, issue) }
    if let pages {
      // A range is set with a dash, whatever a library has between its numbers.
      let range = pages.replacing("--", with: "–").replacing("-", with: "–")
      let isSeveral = range.contains { "–,".contains($0) }
      add(isSeveral ? self.pages : page, range)
    }
    return parts
  }
}
