extension DatabaseAddress {
  /// A text with the passwords of PostgreSQL's addresses in it written as asterisks, one for each byte, so that
  /// places stay.
  ///
  /// Passwords stand between `:` and `@` before the host, and after `password=` among the options.
  public static func hidingPasswords(in text: [UInt8]) -> [UInt8] {
    let scheme = Array("://".utf8)
    let option = Array("password=".utf8)
    var hidden = text
    var at = 0
    while let start = end(of: scheme, in: text[at...]) {
      at = start
      let isOurs = ["postgres", "postgresql"].contains {
        text[..<(start - scheme.count)].reversed().starts(with: $0.utf8.reversed())
      }
      guard isOurs else { continue }
      let end =
        text[start...].firstIndex { $0 <= 32 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") } ?? text.count
      let authority = text[start..<end].prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
      if let last = authority.lastIndex(of: UInt8(ascii: "@")),
        let colon = authority[..<last].firstIndex(of: UInt8(ascii: ":"))
      {
        for index in (colon + 1)..<last { hidden[index] = UInt8(ascii: "*") }
      }
      while let found = self.end(of: option, in: text[at..<end]) {
        at = found
        while at < end, text[at] != UInt8(ascii: "&") {
          hidden[at] = UInt8(ascii: "*")
          at += 1
        }
      }
      at = end
    }
    return hidden
  }

  /// Where the first `word` in a text ends. Byte by byte, because the general search takes a second for a file of 7 MB.
  private static func end(of word: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    var at = text.startIndex
    while at + word.count <= text.endIndex {
      if text[at] == word[0], text[at..<(at + word.count)].elementsEqual(word) { return at + word.count }
      at += 1
    }
    return nil
  }
}
