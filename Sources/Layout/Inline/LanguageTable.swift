import Styling

/// The languages of a document, numbered; 0 is that of the report.
struct LanguageTable {
  /// In BCP 47; the report's own is known elsewhere.
  private var tags = [""]

  subscript(number: Int32) -> String { tags[Int(number)] }

  mutating func number(of tag: String) -> Int32 {
    if let known = tags.firstIndex(of: tag) { return Int32(known) }
    tags.append(tag)
    return Int32(tags.count - 1)
  }
}

/// The tag that asks ICU for a strictness of line breaking (CSS Text Level 3, section 5.3).
///
/// Without a wish of the sheet, Chinese and Japanese are broken strictly: no line begins with what books would not begin it with.
func lineBreakingTag(_ language: String, strictness: StyleValues.LineBreak) -> String {
  guard !language.contains("-u-") else { return language }
  switch strictness {
  case .loose: return language + "-u-lb-loose"
  case .normal: return language + "-u-lb-normal"
  case .strict: return language + "-u-lb-strict"
  case .anywhere: return language
  case .auto:
    let base = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return base == "zh" || base == "ja" ? language + "-u-lb-strict" : language
  }
}
