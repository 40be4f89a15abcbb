/// Finds the number words in a piece of text of a language that parts its words by spaces.
struct NumberWordFinder {
  private let vocabulary: NumberVocabulary
  /// The end of what stands before the piece, then the piece.
  private let bytes: [UInt8]
  /// Where the piece begins in `bytes`.
  private let start: Int

  /// A word near another.
  private struct Neighbour {
    /// In lower case; `.` for the end of a part of the text.
    var word: String
    var isDigits = false
    var range: Range<Int>
    /// Whether nothing but a hyphen parts it from the word it is nearest to.
    var isJoined = false
  }

  /// - Parameter preceding: The text before the piece.
  init(_ piece: ArraySlice<UInt8>, preceding: String, vocabulary: NumberVocabulary) {
    self.vocabulary = vocabulary
    var tail = Array(preceding.utf8.suffix(48))
    // Not a part of a character.
    while let first = tail.first, first & 0xC0 == 0x80 { tail.removeFirst() }
    start = tail.count
    bytes = tail + piece
  }

  /// The words of a piece that its vocabulary knows, by their places in the piece, whatever they are there; ascending.
  static func candidates(in piece: UnsafeBufferPointer<UInt8>, vocabulary: NumberVocabulary) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var wasLetter = false
    var index = 0
    while index < piece.count {
      let isLetter = WordBytes.isLetter(piece[index], inWord: wasLetter)
      if isLetter, !wasLetter, index + 2 < piece.count,
        vocabulary.mayBegin(piece[index], piece[index + 1], piece[index + 2])
      {
        let range = WordBytes.word(from: index, in: piece)
        if vocabulary.places[WordBytes.lowercased(piece[range])] != nil { found.append(range) }
        index = range.upperBound
        wasLetter = false
        continue
      }
      wasLetter = isLetter
      index += 1
    }
    return found
  }

  /// Which candidates are numbers where they stand; words that make up one number are one range.
  func numbers(among candidates: [Range<Int>]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for candidate in candidates {
      guard let range = number((candidate.lowerBound + start)..<(candidate.upperBound + start)) else { continue }
      if let last = found.last, isOne(last.upperBound, range.lowerBound) {
        found[found.count - 1] = last.lowerBound..<range.upperBound
      } else {
        found.append(range)
      }
    }
    return found.map { (max($0.lowerBound, start) - start)..<($0.upperBound - start) }
  }

  /// Whether what stands between two numbers makes them one.
  private func isOne(_ end: Int, _ begin: Int) -> Bool {
    guard begin - end < 12 else { return false }
    let between = WordBytes.lowercased(bytes[end..<max(end, begin)])
      .split { $0 == " " || $0 == "-" || $0 == "\u{A0}" }.joined(separator: " ")
    return between.isEmpty || vocabulary.joints.contains(between)
  }

  /// The range of a number with its article, if the word is one where it stands.
  private func number(_ range: Range<Int>) -> Range<Int>? {
    let word = WordBytes.lowercased(bytes[range])
    let before = neighbours(before: range.lowerBound)
    let after = neighbours(after: range.upperBound)
    // A capital within a sentence begins a name: the Three Gorges.
    if before.first.map({ $0.word != "." }) ?? false, isCapital(range) { return nil }
    for place in vocabulary.places[word] ?? [] {
      let rule = vocabulary.rules[place]
      if rule.isScale, before.first?.isDigits == true { continue }
      guard rule.before.isEmpty || rule.before.contains(where: { matches($0, before) }),
        rule.after.isEmpty || rule.after.contains(where: { matches($0, after) }),
        !rule.notBefore.contains(where: { matches($0, before) }),
        !rule.notAfter.contains(where: { matches($0, after) }),
        isApart(rule, before, after)
      else { continue }
      if let article = before.first, vocabulary.articles.contains(article.word) {
        return article.range.lowerBound..<range.upperBound
      }
      return range
    }
    return nil
  }

  /// Whether a word that hyphens join to others is a number all the same: "two-thirds" is one, "two-way" is not.
  private func isApart(_ rule: NumberWordRule, _ before: [Neighbour], _ after: [Neighbour]) -> Bool {
    func isNumber(_ neighbour: Neighbour) -> Bool {
      neighbour.isDigits || vocabulary.places[neighbour.word] != nil || vocabulary.articles.contains(neighbour.word)
    }
    if let previous = before.first, previous.isJoined, !isNumber(previous) { return false }
    if let next = after.first, next.isJoined, !isNumber(next), rule.after.isEmpty { return false }
    return true
  }

  private func matches(_ pattern: NumberWordRule.Pattern, _ neighbours: [Neighbour]) -> Bool {
    guard pattern.count <= neighbours.count else { return false }
    for (wanted, found) in zip(pattern, neighbours) {
      if wanted == "#" {
        guard found.isDigits || vocabulary.isCardinal(found.word) else { return false }
      } else if wanted != found.word {
        return false
      }
    }
    return true
  }

  private func isCapital(_ range: Range<Int>) -> Bool {
    let text = String(decoding: bytes[range], as: UTF8.self)
    return text.first?.isUppercase == true
  }

  // MARK: Neighbours

  /// How far patterns look.
  private static let reach = 3

  private func neighbours(after end: Int) -> [Neighbour] {
    var found: [Neighbour] = []
    var index = end
    while found.count < Self.reach {
      let gap = index
      while index < bytes.count, WordBytes.isSpace(bytes, index) || bytes[index] == 0x2D || bytes[index] == 0xA0 {
        index += 1
      }
      let isJoined = index == gap + 1 && bytes[gap] == 0x2D
      guard index < bytes.count else { return found + [Neighbour(word: ".", range: index..<index)] }
      let range = bytes.withUnsafeBufferPointer { WordBytes.word(from: index, in: $0) }
      guard !range.isEmpty else {
        // An apostrophe parts words that belong together: d'un.
        if let length = WordBytes.apostrophe(bytes, index), index == gap {
          index += length
          continue
        }
        return found + [Neighbour(word: ".", range: index..<index)]
      }
      found.append(neighbour(range, isJoined: isJoined))
      index = range.upperBound
    }
    return found
  }

  private func neighbours(before begin: Int) -> [Neighbour] {
    var found: [Neighbour] = []
    var index = begin
    while found.count < Self.reach {
      let gap = index
      while index > 0,
        WordBytes.isSpace(bytes, index - 1) || bytes[index - 1] == 0x2D
          || (bytes[index - 1] == 0xA0 && index > 1 && bytes[index - 2] == 0xC2)
      { index -= 1 }
      let isJoined = index == gap - 1 && bytes[index] == 0x2D
      guard index > 0 else { return found + [Neighbour(word: ".", range: index..<index)] }
      let from = bytes.withUnsafeBufferPointer { WordBytes.start(ofWordEndingAt: index, in: $0) }
      guard from < index else {
        if let length = WordBytes.apostrophe(bytes, endingAt: index), index == gap {
          index -= length
          continue
        }
        return found + [Neighbour(word: ".", range: index..<index)]
      }
      found.append(neighbour(from..<index, isJoined: isJoined))
      index = from
    }
    return found
  }

  private func neighbour(_ range: Range<Int>, isJoined: Bool) -> Neighbour {
    Neighbour(
      word: WordBytes.lowercased(bytes[range]),
      isDigits: bytes[range.lowerBound] == 0x25 || range.contains { TypedDigits.digitLength(bytes, $0) > 0 },
      range: range, isJoined: isJoined)
  }
}
