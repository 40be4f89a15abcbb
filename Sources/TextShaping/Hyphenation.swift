import Diagnostics

/// Where words may be hyphenated: the patterns of each language, opened when text in it is first broken.
struct Hyphenation {
  private(set) var diagnostics = Diagnostics()

  /// A language with limits, which decide the points of a word.
  private struct Rules {
    var language: String
    var limits: (word: Int, before: Int, after: Int)
    /// Nil for a language that has no patterns.
    var patterns: HyphenationPatterns?
  }

  private let folder: String
  private var rules: [Rules] = []
  private var opened: [String: HyphenationPatterns?] = [:]
  private var known = WordCache<[Int]>(limit: 1 << 15)

  /// No word of prose is longer, and libhyphen keeps several buffers of the word's size.
  private static let longestWord = 100

  init(folder: String) { self.folder = folder }

  mutating func points(
    in word: UnsafeBufferPointer<UInt8>, language: String, limits: (word: Int, before: Int, after: Int)
  ) -> [Int] {
    guard word.count >= limits.word, word.count <= Self.longestWord * 4 else { return [] }
    let tag = tag(language, limits)
    guard let patterns = rules[tag].patterns else { return [] }
    return unsafe known.value(for: word, tag: Int32(tag)) { unsafe patterns.points(in: word, limits: limits) }
  }

  private mutating func tag(_ language: String, _ limits: (word: Int, before: Int, after: Int)) -> Int {
    if let tag = rules.firstIndex(where: { $0.language == language && $0.limits == limits }) { return tag }
    rules.append(Rules(language: language, limits: limits, patterns: patterns(for: language)))
    return rules.count - 1
  }

  private mutating func patterns(for language: String) -> HyphenationPatterns? {
    if let patterns = opened[language] { return patterns }
    let tag = HyphenationLanguage(language)
    var patterns: HyphenationPatterns?
    for name in tag.dictionaryNames where patterns == nil {
      patterns = HyphenationPatterns(path: "\(folder)/\(name)")
    }
    opened[language] = patterns
    if patterns == nil, tag.isHyphenated {
      diagnostics.warning(
        "text.no-hyphenation",
        "there are no hyphenation patterns for '\(language)' in \(folder); its words are not hyphenated",
        at: .file(tag.dictionaryNames.first ?? folder),
        hint: tag.debianPackage.map { "install the Debian package \($0)" })
    }
    return patterns
  }
}

extension HyphenationPatterns {
  /// The points of a word as byte offsets, within limits that count letters.
  fileprivate func points(
    in word: UnsafeBufferPointer<UInt8>, limits: (word: Int, before: Int, after: Int)
  ) -> [Int] {
    var points: [Int] = []
    for letters in unsafe hyphenatableParts(of: word) where letters.count >= limits.word {
      let text = letters.map(\.character)
      for index in breaks(in: text, before: limits.before, after: limits.after) {
        points.append(letters[index].offset)
      }
    }
    return points
  }
}

private typealias Letter = (character: Unicode.Scalar, offset: Int)

/// The stretches of letters of a word; none if it is not a word of prose.
///
/// Punctuation around it is passed over and dashes divide it. Digits, dots or signs within it make it an address, a
/// code or a number; capitals alone are an abbreviation more often than a word; a soft hyphen says where to break.
private func hyphenatableParts(of word: UnsafeBufferPointer<UInt8>) -> [[Letter]] {
  var parts: [[Letter]] = [[]]
  // Something else than letters has followed them, and no dash.
  var hasEnded = false
  var isProse = true
  unsafe forEachScalar(in: word) { character, offset in
    switch character {
    case "-", "\u{2010}"..."\u{2015}":
      parts.append([])
      hasEnded = false
    case "'", "\u{2019}":
      if parts[parts.count - 1].isEmpty { return }
      parts[parts.count - 1].append(("'", offset))
    case "\u{AD}", "0"..."9": isProse = false
    default:
      if isLetter(character) {
        if hasEnded { isProse = false }
        parts[parts.count - 1].append((character, offset))
      } else if !parts[parts.count - 1].isEmpty {
        hasEnded = true
      }
    }
  }
  guard isProse else { return [] }
  return parts.compactMap { part in
    var letters = part
    while letters.last?.character == "'" { letters.removeLast() }
    let isCapitals = letters.allSatisfy { $0.character.properties.isUppercase || $0.character == "'" }
    return letters.isEmpty || isCapitals ? nil : letters
  }
}

private func isLetter(_ character: Unicode.Scalar) -> Bool {
  if character.isASCII { return (97...122).contains(character.value | 32) }
  let properties = character.properties
  return properties.isAlphabetic || properties.canonicalCombiningClass != .notReordered
}
