import DataModel

/// Finds the numbers that an author typed into the text, in digits or in words, and what they are: dates, literals, parts of
/// quotations, numbers of sections and the like, or numbers that nothing stands behind.
struct TypedNumbers {
  enum Kind: Hashable { case date, cited, literal, structural, untracked }
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
  private let vocabulary: NumberVocabulary?
  private let isChinese: Bool
  private var dates: TypedDates
  private let groupsBySpace: Bool
  private let numbering: NumberingWords

  init(literals: [String], locale: NumberLocale) {
    self.literals = literals.map { Array($0.utf8) }.filter { !$0.isEmpty }
      .sorted { $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1) }
    dates = TypedDates(locale: locale)
    groupsBySpace = ["fr", "es", "ru"].contains(locale.baseLanguage)
    numbering = NumberingWords.of(locale.baseLanguage)
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
    var lastPart: NumberingWords.Part?
    while at < bytes.count {
      let byte = bytes[at]
      while nextWord < words.count, words[nextWord].lowerBound < at { nextWord += 1 }
      if let phrase = phrases.first(where: { $0.contains(at) }) {
        found.append(Found(range: phrase, kind: .literal))
        at = phrase.upperBound
      } else if nextWord < words.count, words[nextWord].lowerBound == at {
        found.append(Found(range: words[nextWord], kind: isCited || quotation.closing != nil ? .cited : .untracked))
        at = words[nextWord].upperBound
      } else if TypedDigits.numeralLength(bytes, at) > 0 {
        let number = TypedDigits.tokenEnd(bytes, from: at, groupsBySpace: groupsBySpace)
        let end = TypedDates.yearsEnd(bytes, at..<number)
        // A digit within a word, as in G20, is part of a name.
        if !(at > 0 && (Self.isLetter(bytes[at - 1]) || endsName(bytes, before: at))) {
          let isQuoted = isCited || quotation.closing != nil
          let kind: Kind
          if dates.isDate(bytes, at..<end) {
            kind = .date
          } else if isQuoted {
            kind = .cited
          } else if let part = numbering.part(bytes, at..<end, after: preceding, previous: lastPart) {
            kind = .structural
            lastPart = part
          } else {
            kind = .untracked
          }
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
      for (index, byte) in bytes.enumerated() {
        if isDigit(byte) || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 { return true }
        // Most letters of Arabic begin with the same bytes as its digits.
        if byte >= 0xD9, TypedDigits.digitLength(bytes, index) > 0 { return true }
      }
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
    guard at > bytes.startIndex, bytes[at] < 0xE3, TypedDigits.numeralLength(bytes, at) == 0 else { return true }
    var first = at - 1
    while first > bytes.startIndex, bytes[first] & 0xC0 == 0x80 { first -= 1 }
    return !WordBytes.isLetter(bytes[first], inWord: false)
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
}
