import DataModel

/// Tells which numbers in a text are years, days of a month and other dates of a language.
struct TypedDates {
  private let locale: NumberLocale
  /// The names of months as dates have them, asked for when first needed.
  private var months: [String]?

  init(locale: NumberLocale) { self.locale = locale }

  /// Stand between the day and the month.
  private static let links: Set<String> = ["de", "of", "di"]
  private static let ordinalEndings: Set<[UInt8]> = Set(["er", "st", "nd", "rd", "th"].map { Array($0.utf8) })

  /// Whether the number in a range is a date or part of one.
  mutating func isDate(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let token = TypedDigits.folded(bytes[range])
    let digits = token.prefix(while: WordBytes.isDigit).count
    if digits == token.count, token.count == 4 { return Self.isYear(token[...]) }
    // 1990s
    if token.count == 5, digits == 4, token.last == UInt8(ascii: "s") { return Self.isYear(token.dropLast()) }
    // 2025-06, 2025-06-30, 2020-25, 2020–25, 2024/25
    if token.count >= 7, token.count <= 10, Self.isYear(token.prefix(4)), [0x2D, 0x2F, 0xE2].contains(token[4]) {
      return true
    }
    // 30 June, June 30, 30. Juni, 1er janvier
    guard 1...2 ~= digits, digits == token.count || Self.ordinalEndings.contains(Array(token[digits...])) else {
      return false
    }
    return isBesideMonth(bytes, range)
  }

  private static func isYear(_ token: ArraySlice<UInt8>) -> Bool {
    token.allSatisfy(WordBytes.isDigit) && (token.first == UInt8(ascii: "1") || token.first == UInt8(ascii: "2"))
  }

  /// The end of two years that a number and what follows it name: 2023–24, 2024/25; the end of the number if there is none.
  static func yearsEnd(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var at = range.upperBound
    guard at < bytes.count, bytes[at] == 0x2F || bytes[at] == 0xE2 else { return range.upperBound }
    let token = TypedDigits.folded(bytes[range])
    guard token.count == 4, isYear(token[...]) else { return range.upperBound }
    at += bytes[at] == 0x2F ? 1 : bytes[at...].starts(with: "–".utf8) ? 3 : bytes.count
    for _ in 0..<2 {
      let length = TypedDigits.digitLength(bytes, at)
      if length == 0 { return range.upperBound }
      at += length
    }
    // No share and no count: 2010–20%, 2010–20.5.
    return TypedDigits.tokenEnd(bytes, from: at, groupsBySpace: false) == at
      && !((at + 1 < bytes.count && [0x2E, 0x2C].contains(bytes[at])) && TypedDigits.digitLength(bytes, at + 1) > 0)
      ? at : range.upperBound
  }

  private mutating func isBesideMonth(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var after = Self.skipSpaces(bytes, from: range.upperBound)
    // 6月30日 in Chinese and Japanese, 6월 30일 in Korean.
    if ["年", "月", "日", "년", "월", "일"].contains(where: { bytes[after...].starts(with: $0.utf8) }) { return true }
    var word = bytes.withUnsafeBufferPointer { WordBytes.word(from: after, in: $0) }
    if Self.links.contains(String(decoding: bytes[word], as: UTF8.self)) {
      after = Self.skipSpaces(bytes, from: word.upperBound)
      word = bytes.withUnsafeBufferPointer { WordBytes.word(from: after, in: $0) }
    }
    if isMonth(bytes[word]) { return true }
    var before = range.lowerBound
    while before > 0, Self.isSpace(bytes[before - 1]) { before -= 1 }
    let start = bytes.withUnsafeBufferPointer { WordBytes.start(ofWordEndingAt: before, in: $0) }
    return isMonth(bytes[start..<before])
  }

  private static func skipSpaces(_ bytes: [UInt8], from index: Int) -> Int {
    var at = index
    while at < bytes.count, isSpace(bytes[at]) { at += 1 }
    return at
  }

  /// Whether a byte is of a space, a point or the º of an ordinal number.
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0xC2 || byte == 0xA0 || byte == 0x2E || byte == 0xBA
  }

  /// Whether a word is the name of a month or the beginning of one.
  private mutating func isMonth(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count > 2 else { return false }
    let word = String(decoding: word, as: UTF8.self)
    let names = monthNames()
    return names.contains { $0.utf8.starts(with: word.utf8) }
  }

  private mutating func monthNames() -> [String] {
    if let months { return months }
    var names: [String] = []
    for style in [NumberLocale.DateStyle.long, .medium] {
      for month in 1...12 {
        let date = locale.date("2025-\(month < 10 ? "0" : "")\(month)-15", style: style) ?? ""
        // The longest word: 15 de enero de 2025.
        let words = date.split { !$0.isLetter }
        guard let name = words.max(by: { $0.utf8.count < $1.utf8.count }), name.utf8.count > 2 else { continue }
        names.append(String(name))
        names.append(name.prefix(1).uppercased() + name.dropFirst())
      }
    }
    months = names
    return names
  }
}
