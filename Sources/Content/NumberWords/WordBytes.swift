/// Letters and words in the bytes of UTF-8, for languages with alphabets.
enum WordBytes {
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Whether a byte is part of a letter; bytes that go on with a character are what that is.
  @inline(__always)
  static func isLetter(_ byte: UInt8, inWord: Bool) -> Bool {
    if byte < 0x80 { return (byte | 0x20) &- 0x61 < 26 }
    if byte < 0xC0 { return inWord }
    // No-break space and quotation marks of Latin-1, and general punctuation.
    return byte != 0xC2 && byte != 0xE2
  }

  @inline(__always)
  static func isSpace(_ bytes: [UInt8], _ index: Int) -> Bool {
    bytes[index] == 0x20 || bytes[index] == 0x0A
      || (bytes[index] == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0)
  }

  /// The word that begins at an index: letters, or digits with the letters that follow; empty where none does. Signs of
  /// Arabic that are no letters end it.
  static func word(from index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var end = index
    var inWord = false
    while end < bytes.count {
      let byte = bytes[end]
      if isDigit(byte) || byte == 0x25 {
        inWord = false
      } else {
        inWord = isLetter(byte, inWord: inWord)
        if !inWord || (byte & 0xFE == 0xD8 && end + 1 < bytes.count && isArabicSign(byte, bytes[end + 1])) { break }
      }
      end += 1
    }
    return index..<end
  }

  /// Where the word that ends before an index begins.
  static func start(ofWordEndingAt end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var start = end
    while start > 0 {
      var first = start - 1
      while first > 0, bytes[first] & 0xC0 == 0x80 { first -= 1 }
      let byte = bytes[first]
      let isSign = byte & 0xFE == 0xD8 && start - first > 1 && isArabicSign(byte, bytes[first + 1])
      guard !isSign, isDigit(byte) || byte == 0x25 || isLetter(byte, inWord: false) else { break }
      start = first
    }
    return start
  }

  /// The Arabic comma, semicolon and question mark.
  private static func isArabicSign(_ first: UInt8, _ second: UInt8) -> Bool {
    first == 0xD8 && (second == 0x8C || second == 0x9B || second == 0x9F)
  }

  /// How many bytes the apostrophe at an index has.
  static func apostrophe(_ bytes: [UInt8], _ index: Int) -> Int? {
    if bytes[index] == 0x27 { return 1 }
    return index + 2 < bytes.count && bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x99
      ? 3 : nil
  }
  static func apostrophe(_ bytes: [UInt8], endingAt end: Int) -> Int? {
    if bytes[end - 1] == 0x27 { return 1 }
    return end >= 3 && apostrophe(bytes, end - 3) == 3 ? 3 : nil
  }

  /// In lower case, and without the vowel signs of Arabic.
  static func lowercased(_ bytes: some Collection<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    guard text.unicodeScalars.contains(where: { ("\u{64B}"..."\u{652}").contains($0) }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !("\u{64B}"..."\u{652}").contains($0) }))
  }
}
