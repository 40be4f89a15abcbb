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
    while let start = text[at...].firstRange(of: scheme)?.upperBound {
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
      while let found = text[at..<end].firstRange(of: option) {
        at = found.upperBound
        while at < end, text[at] != UInt8(ascii: "&") {
          hidden[at] = UInt8(ascii: "*")
          at += 1
        }
      }
      at = end
    }
    return hidden
  }
}
