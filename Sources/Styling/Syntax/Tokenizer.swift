/// Divides a style sheet into tokens by CSS Syntax Level 3, section 4.3.
///
/// Comments are left out. Nothing is an error here: broken strings and addresses become `badString` and `badURL`, which
/// no grammar accepts.
struct Tokenizer {
  private let bytes: [UInt8]
  private var at = 0
  /// Bytes at which a comment begins that is never closed.
  private(set) var unclosedComment: Int?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func tokens(of text: String) -> [Token] {
    var tokenizer = Tokenizer(Array(text.utf8))
    return tokenizer.all()
  }

  mutating func all() -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(bytes.count / 4 + 4)
    while let token = next() { tokens.append(token) }
    return tokens
  }

  private func byte(_ offset: Int = 0) -> UInt8? {
    at + offset < bytes.count ? bytes[at + offset] : nil
  }

  private mutating func next() -> Token? {
    skipComments()
    guard let first = byte() else { return nil }
    let start = at
    if isWhitespace(first) {
      while let b = byte(), isWhitespace(b) { at += 1 }
      return Token(kind: .whitespace, start: start, end: at)
    }
    switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return string(first, start)
    case UInt8(ascii: "#"):
      guard let b = byte(1), isNameByte(b) || isEscape(at + 1) else { break }
      at += 1
      let isIdentifier = startsIdentifier(at)
      return Token(kind: .hash, text: name(), isIdentifier: isIdentifier, start: start, end: at)
    case UInt8(ascii: "("): return single(.openParenthesis)
    case UInt8(ascii: ")"): return single(.closeParenthesis)
    case UInt8(ascii: "["): return single(.openSquare)
    case UInt8(ascii: "]"): return single(.closeSquare)
    case UInt8(ascii: "{"): return single(.openBrace)
    case UInt8(ascii: "}"): return single(.closeBrace)
    case UInt8(ascii: ","): return single(.comma)
    case UInt8(ascii: ":"): return single(.colon)
    case UInt8(ascii: ";"): return single(.semicolon)
    case UInt8(ascii: "+"), UInt8(ascii: "."):
      if startsNumber(at) { return numeric(start) }
    case UInt8(ascii: "-"):
      if startsNumber(at) { return numeric(start) }
      if byte(1) == UInt8(ascii: "-"), byte(2) == UInt8(ascii: ">") { return single(.htmlComment, length: 3) }
      if startsIdentifier(at) { return identLike(start) }
    case UInt8(ascii: "<"):
      if bytes[at...].starts(with: Array("<!--".utf8)) { return single(.htmlComment, length: 4) }
    case UInt8(ascii: "@"):
      if startsIdentifier(at + 1) {
        at += 1
        return Token(kind: .atKeyword, text: name(), start: start, end: at)
      }
    case UInt8(ascii: "\\"):
      if isEscape(at) { return identLike(start) }
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return numeric(start)
    default:
      if isNameStart(first) { return identLike(start) }
    }
    at += 1
    return Token(kind: .delimiter, text: String(UnicodeScalar(first)), start: start, end: at)
  }

  private mutating func single(_ kind: Token.Kind, length: Int = 1) -> Token {
    at += length
    return Token(kind: kind, start: at - length, end: at)
  }

  private mutating func skipComments() {
    while byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
      let start = at
      at += 2
      while at < bytes.count, !(bytes[at] == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) { at += 1 }
      if at < bytes.count { at += 2 } else { unclosedComment = start }
    }
  }

  private mutating func string(_ quote: UInt8, _ start: Int) -> Token {
    at += 1
    var value: [UInt8] = []
    while let b = byte() {
      switch b {
      case quote:
        at += 1
        return Token(kind: .string, text: text(value), start: start, end: at)
      case 10, 12, 13:
        return Token(kind: .badString, text: text(value), start: start, end: at)
      case UInt8(ascii: "\\"):
        guard let following = byte(1) else {
          at += 1
          continue
        }
        if isNewline(following) {
          // A line that is continued.
          at += following == 13 && byte(2) == 10 ? 3 : 2
        } else {
          escape(into: &value)
        }
      default:
        append(b, to: &value)
        at += 1
      }
    }
    return Token(kind: .string, text: text(value), start: start, end: at)
  }

  private mutating func identLike(_ start: Int) -> Token {
    let text = name()
    guard byte() == UInt8(ascii: "(") else { return Token(kind: .ident, text: text, start: start, end: at) }
    at += 1
    if equalsIgnoringCase(text, "url") {
      var look = at
      while look < bytes.count, isWhitespace(bytes[look]) { look += 1 }
      let isQuoted =
        look < bytes.count && (bytes[look] == UInt8(ascii: "\"") || bytes[look] == UInt8(ascii: "'"))
      if !isQuoted { return url(start) }
    }
    return Token(kind: .function, text: text, start: start, end: at)
  }

  private mutating func url(_ start: Int) -> Token {
    while let b = byte(), isWhitespace(b) { at += 1 }
    var value: [UInt8] = []
    while let b = byte() {
      switch b {
      case UInt8(ascii: ")"):
        at += 1
        return Token(kind: .url, text: text(value), start: start, end: at)
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), 1...8, 11, 14...31, 127:
        return badURL(start)
      case UInt8(ascii: "\\"):
        guard isEscape(at) else { return badURL(start) }
        escape(into: &value)
      case _ where isWhitespace(b):
        while let b = byte(), isWhitespace(b) { at += 1 }
        guard let closing = byte() else { continue }
        if closing != UInt8(ascii: ")") { return badURL(start) }
      default:
        append(b, to: &value)
        at += 1
      }
    }
    return Token(kind: .url, text: text(value), start: start, end: at)
  }

  private mutating func badURL(_ start: Int) -> Token {
    while let b = byte() {
      if isEscape(at) {
        at += 2
        continue
      }
      at += 1
      if b == UInt8(ascii: ")") { break }
    }
    at = min(at, bytes.count)
    return Token(kind: .badURL, start: start, end: at)
  }

  private mutating func numeric(_ start: Int) -> Token {
    var isInteger = true
    let isSigned = byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-")
    if isSigned { at += 1 }
    skipDigits()
    if byte() == UInt8(ascii: "."), let b = byte(1), isDigit(b) {
      isInteger = false
      at += 1
      skipDigits()
    }
    if let b = byte(), b | 32 == UInt8(ascii: "e") {
      let hasSign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
      if let digit = byte(hasSign ? 2 : 1), isDigit(digit) {
        isInteger = false
        at += hasSign ? 2 : 1
        skipDigits()
      }
    }
    let written = text(bytes[start..<at])
    let parsed = Double(written.hasPrefix("+") ? String(written.dropFirst()) : written) ?? 0
    // Beyond what a page could use, CSS lets the number be clamped.
    let value = min(max(parsed, -1e9), 1e9)
    var token = Token(
      kind: .number, number: value, isInteger: isInteger, isSigned: isSigned, start: start, end: at)
    if startsIdentifier(at) {
      token.kind = .dimension
      token.text = asciiLowercased(name())
    } else if byte() == UInt8(ascii: "%") {
      at += 1
      token.kind = .percentage
    }
    token.end = at
    return token
  }

  private mutating func skipDigits() {
    while let b = byte(), isDigit(b) { at += 1 }
  }

  private mutating func name() -> String {
    let start = at
    while let b = byte(), isNameByte(b) { at += 1 }
    // Most names have no escapes, and then they are the bytes as written.
    guard at < bytes.count, bytes[at] == 0 || isEscape(at) else { return text(bytes[start..<at]) }
    var value = Array(bytes[start..<at])
    while let b = byte() {
      if isNameByte(b) || b == 0 {
        append(b, to: &value)
        at += 1
      } else if isEscape(at) {
        escape(into: &value)
      } else {
        break
      }
    }
    return text(value)
  }

  /// Reads an escape, whose backslash is at `at`.
  private mutating func escape(into value: inout [UInt8]) {
    at += 1
    guard let first = byte() else {
      value.append(contentsOf: "\u{FFFD}".utf8)
      return
    }
    guard hexValue(first) != nil else {
      // The character itself, with the rest of its bytes.
      append(first, to: &value)
      at += 1
      while let b = byte(), b & 0xC0 == 0x80 {
        value.append(b)
        at += 1
      }
      return
    }
    var code: UInt32 = 0
    var count = 0
    while count < 6, let b = byte(), let digit = hexValue(b) {
      code = code * 16 + digit
      at += 1
      count += 1
    }
    if let b = byte(), isWhitespace(b) { at += b == 13 && byte(1) == 10 ? 2 : 1 }
    let scalar = code == 0 ? nil : Unicode.Scalar(code)
    value.append(contentsOf: String(scalar ?? "\u{FFFD}").utf8)
  }

  private func append(_ byte: UInt8, to value: inout [UInt8]) {
    if byte == 0 { value.append(contentsOf: "\u{FFFD}".utf8) } else { value.append(byte) }
  }

  private func text(_ value: some Collection<UInt8>) -> String { String(decoding: value, as: UTF8.self) }

  // MARK: Classes of bytes

  private func isEscape(_ index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index] == UInt8(ascii: "\\") && !isNewline(bytes[index + 1])
  }
  private func startsIdentifier(_ index: Int) -> Bool {
    guard index < bytes.count else { return false }
    if bytes[index] == UInt8(ascii: "-") {
      guard index + 1 < bytes.count else { return false }
      return isNameStart(bytes[index + 1]) || bytes[index + 1] == UInt8(ascii: "-") || isEscape(index + 1)
    }
    return isNameStart(bytes[index]) || isEscape(index)
  }
  private func startsNumber(_ index: Int) -> Bool {
    var index = index
    if bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
    guard index < bytes.count else { return false }
    if isDigit(bytes[index]) { return true }
    return bytes[index] == UInt8(ascii: ".") && index + 1 < bytes.count && isDigit(bytes[index + 1])
  }
}

private func isNewline(_ b: UInt8) -> Bool { b == 10 || b == 12 || b == 13 }
private func isWhitespace(_ b: UInt8) -> Bool { b == 32 || b == 9 || isNewline(b) }
private func isDigit(_ b: UInt8) -> Bool { (48...57).contains(b) }
private func isNameStart(_ b: UInt8) -> Bool { (97...122).contains(b | 32) && b < 128 || b == 95 || b >= 128 }
private func isNameByte(_ b: UInt8) -> Bool { isNameStart(b) || isDigit(b) || b == 45 }

func hexValue(_ b: UInt8) -> UInt32? {
  switch b {
  case 48...57: UInt32(b - 48)
  case 65...70: UInt32(b - 55)
  case 97...102: UInt32(b - 87)
  default: nil
  }
}
