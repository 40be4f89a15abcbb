/// Divides a style sheet into tokens by CSS Syntax Level 3, section 4.3.
///
/// Comments are left out. Nothing is an error here: broken strings and addresses become `badString` and `badURL`, which
/// no grammar accepts.
struct Tokenizer {
  private let bytes: [UInt8]
  private var at: Int
  private let end: Int
  /// Whether `U+26` is a Unicode range, as in the value of `unicode-range`, and not the beginning of a selector.
  private let allowsUnicodeRanges: Bool
  /// Bytes at which a comment begins that is never closed.
  private(set) var unclosedComment: Int?

  /// - Parameter stretch: The part of the bytes to divide; by default all.
  init(_ bytes: [UInt8], in stretch: Range<Int>? = nil, unicodeRangesAllowed: Bool = false) {
    self.bytes = bytes
    at = stretch?.lowerBound ?? 0
    end = stretch?.upperBound ?? bytes.count
    allowsUnicodeRanges = unicodeRangesAllowed
  }

  static func tokens(of text: String) -> [Token] {
    var tokenizer = Tokenizer(Array(text.utf8))
    return tokenizer.all()
  }

  mutating func all() -> [Token] {
    var tokens: [Token] = []
    // A byte each is the most there can be. Of a large array only what is written to takes up memory, and growing it
    // step by step would need room for two.
    tokens.reserveCapacity(end - at > 1 << 20 ? end - at : (end - at) / 4 + 4)
    while let token = next() { tokens.append(token) }
    return tokens
  }

  private func byte(_ offset: Int = 0) -> UInt8? {
    at + offset < end ? bytes[at + offset] : nil
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
      if byte(1) == UInt8(ascii: "-"), byte(2) == UInt8(ascii: ">") {
        return single(.htmlComment, text: "-->")
      }
      if startsIdentifier(at) { return identLike(start) }
    case UInt8(ascii: "<"):
      if byte(1) == UInt8(ascii: "!"), byte(2) == UInt8(ascii: "-"), byte(3) == UInt8(ascii: "-") {
        return single(.htmlComment, text: "<!--")
      }
    case UInt8(ascii: "@"):
      if startsIdentifier(at + 1) {
        at += 1
        return Token(kind: .atKeyword, text: name(), start: start, end: at)
      }
    case UInt8(ascii: "\\"):
      if isEscape(at) { return identLike(start) }
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return numeric(start)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      if allowsUnicodeRanges, startsUnicodeRange(at) { return unicodeRange(start) }
      return identLike(start)
    default:
      if isNameStart(first) { return identLike(start) }
    }
    at += 1
    return Token(kind: .delimiter, text: String(UnicodeScalar(first)), start: start, end: at)
  }

  private mutating func single(_ kind: Token.Kind, text: String = "") -> Token {
    let length = max(1, text.utf8.count)
    at += length
    return Token(kind: kind, text: text, start: at - length, end: at)
  }

  private mutating func skipComments() {
    while byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
      let start = at
      at += 2
      while at < end, !(bytes[at] == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) { at += 1 }
      if at < end { at += 2 } else { unclosedComment = start }
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
    return Token(kind: .string, text: text(value), isUnclosed: true, start: start, end: at)
  }

  private mutating func identLike(_ start: Int) -> Token {
    let text = name()
    guard byte() == UInt8(ascii: "(") else { return Token(kind: .ident, text: text, start: start, end: at) }
    at += 1
    if equalsIgnoringCase(text, "url") {
      var look = at
      while look < end, isWhitespace(bytes[look]) { look += 1 }
      let isQuoted =
        look < end && (bytes[look] == UInt8(ascii: "\"") || bytes[look] == UInt8(ascii: "'"))
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
    return Token(kind: .url, text: text(value), isUnclosed: true, start: start, end: at)
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
    at = min(at, end)
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
      token.text = name()
    } else if byte() == UInt8(ascii: "%") {
      at += 1
      token.kind = .percentage
    }
    token.end = at
    return token
  }

  /// Reads up to six hexadecimal digits, the last of which may be question marks, and an end after a hyphen.
  private mutating func unicodeRange(_ start: Int) -> Token {
    at += 2
    var (first, last, digits, hasMarks) = (0, 0, 0, false)
    while digits < 6, let b = byte() {
      if !hasMarks, let digit = hexValue(b) {
        first = first * 16 + Int(digit)
        last = last * 16 + Int(digit)
      } else if b == UInt8(ascii: "?") {
        hasMarks = true
        first *= 16
        last = last * 16 + 15
      } else {
        break
      }
      digits += 1
      at += 1
    }
    if !hasMarks, byte() == UInt8(ascii: "-"), let b = byte(1), hexValue(b) != nil {
      at += 1
      (last, digits) = (0, 0)
      while digits < 6, let b = byte(), let digit = hexValue(b) {
        last = last * 16 + Int(digit)
        digits += 1
        at += 1
      }
    }
    return Token(kind: .unicodeRange, number: Double(first << 24 | last), start: start, end: at)
  }

  private mutating func skipDigits() {
    while let b = byte(), isDigit(b) { at += 1 }
  }

  private mutating func name() -> String {
    let start = at
    while let b = byte(), isNameByte(b), b != 0 { at += 1 }
    // Most names have neither escapes nor null characters, and then they are the bytes as written.
    guard at < end, bytes[at] == 0 || isEscape(at) else { return text(bytes[start..<at]) }
    var value = Array(bytes[start..<at])
    while let b = byte() {
      if isNameByte(b) {
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
    // At the very end it stands for U+FFFD.
    index < end && bytes[index] == UInt8(ascii: "\\") && !(index + 1 < end && isNewline(bytes[index + 1]))
  }
  private func startsIdentifier(_ index: Int) -> Bool {
    guard index < end else { return false }
    if bytes[index] == UInt8(ascii: "-") {
      guard index + 1 < end else { return false }
      return isNameStart(bytes[index + 1]) || bytes[index + 1] == UInt8(ascii: "-") || isEscape(index + 1)
    }
    return isNameStart(bytes[index]) || isEscape(index)
  }
  private func startsUnicodeRange(_ index: Int) -> Bool {
    guard index + 2 < end, bytes[index + 1] == UInt8(ascii: "+") else { return false }
    return bytes[index + 2] == UInt8(ascii: "?") || hexValue(bytes[index + 2]) != nil
  }
  private func startsNumber(_ index: Int) -> Bool {
    var index = index
    if bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
    guard index < end else { return false }
    if isDigit(bytes[index]) { return true }
    return bytes[index] == UInt8(ascii: ".") && index + 1 < end && isDigit(bytes[index + 1])
  }
}

private func isNewline(_ b: UInt8) -> Bool { b == 10 || b == 12 || b == 13 }
private func isWhitespace(_ b: UInt8) -> Bool { b == 32 || b == 9 || isNewline(b) }
private func isDigit(_ b: UInt8) -> Bool { (48...57).contains(b) }
/// A null character counts as U+FFFD, which begins names as all characters beyond ASCII do.
private func isNameStart(_ b: UInt8) -> Bool { b >= 128 || (97...122).contains(b | 32) || b == 95 || b == 0 }
private func isNameByte(_ b: UInt8) -> Bool { isNameStart(b) || isDigit(b) || b == 45 }

func hexValue(_ b: UInt8) -> UInt32? {
  switch b {
  case 48...57: UInt32(b - 48)
  case 65...70: UInt32(b - 55)
  case 97...102: UInt32(b - 87)
  default: nil
  }
}
