/// A range of languages as `:lang()` takes it, such as `fr`, `*-CH` or `zh-Hant` (RFC 4647, section 2.2).
struct LanguageRange: Hashable, Sendable {
  /// In lower case; one empty one for words that are in no language.
  private let subtags: [Substring]

  init(_ text: String) { subtags = asciiLowercased(text).split(separator: "-", omittingEmptySubsequences: false) }

  /// As written, in lower case.
  var text: String { subtags.joined(separator: "-") }

  /// Whether a language tag is in the range, by extended filtering (RFC 4647, section 3.3.2).
  func matches(_ tag: String) -> Bool {
    var rest = asciiLowercased(tag).split(separator: "-", omittingEmptySubsequences: false)[...]
    guard let first = subtags.first, let language = rest.popFirst() else { return false }
    // A star stands for any language, but not for none (Selectors Level 4, section 7.2).
    guard first == language || (first == "*" && !language.isEmpty) else { return false }
    for subtag in subtags.dropFirst() where subtag != "*" {
      // A subtag of one letter begins an extension, which no range reaches into without naming it.
      while let next = rest.first, next != subtag, next.utf8.count > 1 { rest.removeFirst() }
      guard rest.popFirst() == subtag else { return false }
    }
    return true
  }
}

/// Which way lines run.
enum TextDirection: String, Hashable, Sendable {
  case leftToRight = "ltr"
  case rightToLeft = "rtl"

  /// The direction of the script that a language is written in, by its BCP 47 tag.
  init(ofLanguage tag: String) {
    let subtags = asciiLowercased(tag).split(separator: "-").map(String.init)
    if let script = subtags.dropFirst().first(where: { $0.utf8.count == 4 }) {
      self = Self.scripts.contains(script) ? .rightToLeft : .leftToRight
    } else {
      self = Self.languages.contains(subtags.first ?? "") ? .rightToLeft : .leftToRight
    }
  }

  /// Languages whose usual script runs from right to left, by CLDR's likely subtags.
  private static let languages: Set<String> = [
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
  ]
  private static let scripts: Set<String> = ["adlm", "arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa"]
}
