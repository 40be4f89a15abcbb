import DataModel

/// Finds the numbers that an author typed into the text, in digits or in words, and what they are: dates, literals, parts of
/// quotations, or numbers that nothing stands behind.
struct TypedNumbers {
  enum Kind: Hashable { case date, cited, literal, untracked }
  struct Found {
    /// Byte offsets in the text.
    var range: Range<Int>
    var kind: Kind
  }

  /// Which numbers are looked for.
  enum Scope {
    case digitsAndWords
    /// As where a claim stands behind the words.
    case digits
  }

  /// Phrases that are meant as they stand, longest first.
  private let literals: [[UInt8]]
  private let locale: NumberLocale
  private let vocabulary: NumberVocabulary?
  private let isChinese: Bool
  private var months: [NumberLocale.DateStyle: [[UInt8]]] = [:]

  init(literals: [String], locale: NumberLocale) {
    self.literals = literals.map { Array($0.utf8) }.filter { !$0.isEmpty }
      .sorted { $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1) }
    self.locale = locale
    vocabulary = NumberVocabulary.of(locale.baseLanguage)
    isChinese = locale.baseLanguage == "zh"
  }

  /// The quotation that the text stands in, carried from one piece of a block to the next.
  struct Quotation {
    /// The mark that ends it; nil outside.
    var closing: Unicode.Scalar?
  }

  /// Finds the numbers in a piece of text.
  ///
  /// - Parameters:
  ///   - preceding: The text before the piece.
  ///   - isCited: Whether the piece is part of something quoted throughout.
  mutating func find(
    in text: ArraySlice<UInt8>, after preceding: String = "", quotation: inout Quotation, isCited: Bool,
    scope: Scope = .digitsAndWords
  ) -> [Found] {
    let words = scope == .digits ? [] : words(in: text, after: preceding)
    guard !words.isEmpty || Self.hasDigitOrMark(text) else { return [] }
    let bytes = Array(text)
    var found: [Found] = []
    let phrases = literalRanges(in: bytes)
    var at = 0
    var nextWord = 0
    while at < bytes.count {
      let byte = bytes[at]
      while nextWord < words.count, words[nextWord].lowerBound < at { nextWord += 1 }
      if let phrase = phrases.first(where: { $0.contains(at) }) {
        found.append(Found(range: phrase, kind: .literal))
        at = phrase.upperBound
      } else if nextWord < words.count, words[nextWord].lowerBound == at {
        found.append(Found(range: words[nextWord], kind: isCited || quotation.closing != nil ? .cited : .untracked))
        at = words[nextWord].upperBound
      } else if Self.isDigit(byte) {
        let end = tokenEnd(bytes, from: at)
        // A digit within a word, as in G20, is part of a name.
        if !(at > 0 && (Self.isLetter(bytes[at - 1]) || endsName(bytes, before: at))) {
          let kind: Kind =
            isDate(bytes, at..<end) ? .date : isCited || quotation.closing != nil ? .cited : .untracked
          found.append(Found(range: at..<end, kind: kind))
        }
        at = end
      } else if byte >= 0xC2 {
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        if length < 4, at + length <= bytes.count {
          follow(String(decoding: bytes[at..<(at + length)], as: UTF8.self).unicodeScalars.first, &quotation)
        }
        at += length
      } else {
        at += 1
      }
    }
    return found
  }

  /// Whether a piece may have a number at all; most have none.
  func mayFind(in text: ArraySlice<UInt8>) -> Bool { Self.hasDigitOrMark(text) || !words(in: text, after: "").isEmpty }

  private static func hasDigitOrMark(_ text: ArraySlice<UInt8>) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      for byte in bytes where isDigit(byte) || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 { return true }
      return false
    }
  }

  /// The number words in a piece, as byte offsets in it.
  private func words(in text: ArraySlice<UInt8>, after preceding: String) -> [Range<Int>] {
    if let vocabulary {
      let candidates = text.withUnsafeBufferPointer {
        NumberWordFinder.candidates(in: $0, vocabulary: vocabulary)
      }
      if candidates.isEmpty { return [] }
      return NumberWordFinder(text, preceding: preceding, vocabulary: vocabulary).numbers(among: candidates)
    }
    guard isChinese, text.withUnsafeBufferPointer({ ChineseNumberWords.mayMatter($0) }) else { return [] }
    return ChineseNumberWords(text, preceding: preceding).numbers()
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private static let closings: [Unicode.Scalar: Unicode.Scalar] = [
    "“": "”", "«": "»", "„": "“", "「": "」", "『": "』", "‹": "›",
  ]

  private func follow(_ scalar: Unicode.Scalar?, _ quotation: inout Quotation) {
    guard let scalar else { return }
    if let closing = quotation.closing {
      // German quotations end in the mark that opens English ones, Polish ones in the one that closes them.
      if scalar == closing || closing == "“" && scalar == "”" { quotation.closing = nil }
    } else if let closing = Self.closings[scalar] {
      quotation.closing = closing
    }
  }

  /// Whether a hyphen that belongs to a name stands before: COVID-19.
  private func endsName(_ bytes: [UInt8], before at: Int) -> Bool {
    at > 1 && bytes[at - 1] == UInt8(ascii: "-") && Self.isLetter(bytes[at - 2])
  }

  /// Whether what stands at an index is not the end of a longer word, such as "dos" in "todos". Scripts that do not part
  /// words have no longer ones.
  static func beginsWord(_ bytes: ArraySlice<UInt8>, _ at: Int) -> Bool {
    guard at > bytes.startIndex, bytes[at] < 0xE3, !isDigit(bytes[at]) else { return true }
    var first = at - 1
    while first > bytes.startIndex, bytes[first] & 0xC0 == 0x80 { first -= 1 }
    return !WordBytes.isLetter(bytes[first], inWord: false)
  }

  /// A number with its separators, and the letters that directly follow, as in 56th or 5G.
  private func tokenEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if Self.isDigit(byte) || Self.isLetter(byte) {
        at += 1
      } else if byte == 0x2E || byte == 0x2C || byte == 0x2D || byte == 0x3A || byte == 0x27,
        at + 1 < bytes.count,
        Self.isDigit(bytes[at + 1])
      {
        at += 1
      } else if at + 2 < bytes.count, byte == 0xE2, bytes[at + 1] == 0x80, bytes[at + 2] == 0xAF,
        at + 3 < bytes.count, Self.isDigit(bytes[at + 3])
      {
        // A narrow no-break space groups digits in French.
        at += 3
      } else if at + 2 < bytes.count, byte == 0xC2, bytes[at + 1] == 0xA0, Self.isDigit(bytes[at + 2]) {
        at += 2
      } else {
        break
      }
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: "%") { at += 1 }
    return at
  }

  private func literalRanges(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for literal in literals where literal.count <= bytes.count {
      var at = 0
      while at + literal.count <= bytes.count {
        if bytes[at] == literal[0], bytes[at..<(at + literal.count)].elementsEqual(literal) {
          let range = at..<(at + literal.count)
          let isWhole =
            !(at > 0 && (Self.isDigit(bytes[at - 1]) || Self.isLetter(bytes[at - 1])))
            && !(range.upperBound < bytes.count
              && (Self.isDigit(bytes[range.upperBound]) || Self.isLetter(bytes[range.upperBound])))
          if isWhole, !ranges.contains(where: { $0.overlaps(range) }) { ranges.append(range) }
          at = range.upperBound
        } else {
          at += 1
        }
      }
    }
    return ranges
  }

  // MARK: Dates

  private mutating func isDate(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let token = bytes[range]
    let digits = token.count(where: Self.isDigit)
    if digits == token.count, token.count == 4 { return isYear(token) }
    // 1990s
    if token.count == 5, digits == 4, token.last == UInt8(ascii: "s") { return isYear(token.dropLast()) }
    // 2025-06, 2025-06-30, 2020-25
    if token.count >= 7, token.count <= 10, isYear(token.prefix(4)),
      token[range.lowerBound + 4] == UInt8(ascii: "-")
    {
      return true
    }
    // 30 June, June 30, 30. Juni
    guard digits <= 2, digits == token.count else { return false }
    return isBesideMonth(bytes, range)
  }

  private func isYear(_ token: ArraySlice<UInt8>) -> Bool {
    token.allSatisfy(Self.isDigit) && (token.first == UInt8(ascii: "1") || token.first == UInt8(ascii: "2"))
  }

  private mutating func isBesideMonth(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    func isSpace(_ at: Int) -> Bool {
      bytes[at] == 0x20 || bytes[at] == 0xC2 || bytes[at] == 0xA0 || bytes[at] == 0x2E
    }
    var after = range.upperBound
    while after < bytes.count, isSpace(after) { after += 1 }
    var before = range.lowerBound
    while before > 0, isSpace(before - 1) { before -= 1 }
    // 6月30日 in Chinese and Japanese, 6월 30일 in Korean.
    if ["月", "日", "월", "일"].contains(where: { bytes[after...].starts(with: $0.utf8) }) { return true }
    for style in [NumberLocale.DateStyle.long, .medium]
    where months(style).contains(where: {
      bytes[after...].starts(with: $0) || bytes[..<before].ends(with: $0)
    }) {
      return true
    }
    return false
  }

  /// The names of months as dates have them, asked for when first needed.
  private mutating func months(_ style: NumberLocale.DateStyle) -> [[UInt8]] {
    if let known = months[style] { return known }
    let names = (1...12).compactMap { month -> [UInt8]? in
      let date = locale.date("2025-\(month < 10 ? "0" : "")\(month)-15", style: style) ?? ""
      // The longest word: 15 de enero de 2025.
      let words = date.split { !$0.isLetter }
      return words.max { $0.utf8.count < $1.utf8.count }.flatMap { $0.utf8.count > 2 ? Array($0.utf8) : nil }
    }
    months[style] = names
    return names
  }
}

extension ArraySlice where Element == UInt8 {
  fileprivate func ends(with other: [UInt8]) -> Bool {
    count >= other.count && suffix(other.count).elementsEqual(other)
  }
}
