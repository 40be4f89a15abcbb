/// A word or sign of an SQL text.
struct SQLToken {
  enum Kind: Equatable {
    /// Keywords and names that are not quoted.
    case word
    case quotedName
    case text
    case number
    /// `:name`, a parameter of the report.
    case parameter
    case sign
  }
  var kind: Kind
  /// As written; the name itself for a quoted one.
  var text: String

  var lowercased: String { text.lowercased() }
  /// Whether this is a keyword or the name of a function.
  func isWord(_ word: String) -> Bool { kind == .word && lowercased == word }
  func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
  var isName: Bool { kind == .word || kind == .quotedName }

  /// As SQL, names in quotes where they were.
  var sql: String {
    switch kind {
    case .quotedName: SQLToken.quoted(text)
    case .text:
      "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    case .word, .number, .parameter, .sign: text
    }
  }

  static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// The tokens of an SQL text without its comments, by SQLite's lexical rules. What is not closed runs to the end;
  /// SQLite reports it.
  static func tokens(of sql: String) -> [SQLToken] {
    let bytes = Array(sql.utf8)
    var tokens: [SQLToken] = []
    var at = 0
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    func isWordByte(_ byte: UInt8) -> Bool {
      byte >= 128 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || (48...57).contains(byte)
        || (65...90).contains(byte & 0xDF)
    }
    while at < bytes.count {
      let byte = bytes[at]
      let start = at
      switch byte {
      case 9, 10, 12, 13, 32: at += 1
      case UInt8(ascii: "-") where at + 1 < bytes.count && bytes[at + 1] == byte:
        while at < bytes.count, bytes[at] != 10 { at += 1 }
      case UInt8(ascii: "/") where at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "*"):
        at += 2
        while at < bytes.count,
          !(bytes[at] == UInt8(ascii: "/") && bytes[at - 1] == UInt8(ascii: "*") && at > start + 2)
        {
          at += 1
        }
        at = min(at + 1, bytes.count)
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        var content: [UInt8] = []
        at += 1
        while at < bytes.count {
          if bytes[at] == byte {
            guard at + 1 < bytes.count, bytes[at + 1] == byte else { break }
            at += 1
          }
          content.append(bytes[at])
          at += 1
        }
        at = min(at + 1, bytes.count)
        tokens.append(
          SQLToken(
            kind: byte == UInt8(ascii: "'") ? .text : .quotedName,
            text: String(decoding: content, as: UTF8.self)))
      case UInt8(ascii: "["):
        while at < bytes.count, bytes[at] != UInt8(ascii: "]") { at += 1 }
        tokens.append(SQLToken(kind: .quotedName, text: text((start + 1)..<at)))
        at = min(at + 1, bytes.count)
      case 48...57:
        while at < bytes.count, isWordByte(bytes[at]) || bytes[at] == UInt8(ascii: ".") { at += 1 }
        tokens.append(SQLToken(kind: .number, text: text(start..<at)))
      case UInt8(ascii: ":") where at + 1 < bytes.count && isWordByte(bytes[at + 1]):
        at += 1
        while at < bytes.count, isWordByte(bytes[at]) { at += 1 }
        tokens.append(SQLToken(kind: .parameter, text: text(start..<at)))
      default:
        if isWordByte(byte) {
          while at < bytes.count, isWordByte(bytes[at]) { at += 1 }
          tokens.append(SQLToken(kind: .word, text: text(start..<at)))
        } else {
          let two = at + 1 < bytes.count ? text(at..<(at + 2)) : ""
          at += ["<=", ">=", "<>", "!=", "==", "||", "<<", ">>"].contains(two) ? 2 : 1
          tokens.append(SQLToken(kind: .sign, text: text(start..<at)))
        }
      }
    }
    return tokens
  }
}
