/// The words of one kind in each language that has them, in traditional Chinese script too.
struct Translations<Words: Sendable>: Sendable {
  private let english: Words
  private let traditionalChinese: Words
  private let byLanguage: [String: Words]

  /// - Parameters:
  ///   - english: Also for languages that are not in the list.
  ///   - byLanguage: By language without region and script, such as `fr`.
  init(english: Words, traditionalChinese: Words, _ byLanguage: [String: Words]) {
    self.english = english
    self.traditionalChinese = traditionalChinese
    self.byLanguage = byLanguage
  }

  /// - Parameter language: A BCP 47 tag.
  subscript(language: String) -> Words {
    let tag = language.lowercased()
    if ["zh-hant", "zh-tw", "zh-hk"].contains(where: tag.hasPrefix) { return traditionalChinese }
    return byLanguage[String(tag.prefix { $0 != "-" && $0 != "_" })] ?? english
  }
}
