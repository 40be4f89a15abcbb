/// A token of CSS Syntax Level 3, section 4.
struct Token: Sendable, Equatable {
  enum Kind: UInt8, Sendable {
    case ident, function, atKeyword, hash, string, badString, url, badURL, delimiter
    case number, percentage, dimension, unicodeRange, whitespace
    case htmlComment  // <!-- and -->, which style sheets ignore between rules
    case colon, semicolon, comma
    case openSquare, closeSquare, openParenthesis, closeParenthesis, openBrace, closeBrace
  }

  /// The name of an ident, function, at-keyword or hash; the value of a string or url; a dimension's unit; a delimiter's
  /// or HTML comment's characters. Escapes are resolved.
  var text: String = ""
  /// The value of a number, percentage or dimension; both ends of a Unicode range, 24 bits each.
  var number: Double = 0
  // Half the room of `Int`, since a sheet may have a token for each of its bytes.
  private var firstByte: UInt32
  private var byteAfter: UInt32
  var kind: Kind
  /// Whether a number was written without a point or exponent.
  var isInteger = false
  /// Whether a number was written with a plus or minus.
  var isSigned = false
  /// Whether a hash is a valid identifier and so can be an id selector.
  var isIdentifier = false
  /// Whether a string or url is ended only by the end of the sheet.
  var isUnclosed = false

  init(
    kind: Kind, text: String = "", number: Double = 0, isInteger: Bool = false, isSigned: Bool = false,
    isIdentifier: Bool = false, isUnclosed: Bool = false, start: Int, end: Int
  ) {
    self.kind = kind
    self.text = text
    self.number = number
    self.isInteger = isInteger
    self.isSigned = isSigned
    self.isIdentifier = isIdentifier
    self.isUnclosed = isUnclosed
    firstByte = UInt32(start)
    byteAfter = UInt32(end)
  }

  /// The byte it begins with.
  var start: Int { Int(firstByte) }
  /// The byte after its last.
  var end: Int {
    get { Int(byteAfter) }
    set { byteAfter = UInt32(newValue) }
  }

  /// Whether it begins a block or a function.
  var opens: Bool {
    switch kind {
    case .function, .openSquare, .openParenthesis, .openBrace: true
    default: false
    }
  }

  /// The ends of a Unicode range. CSS checks only where it is used that they are code points and in order.
  var unicodeRange: (first: Int, last: Int) {
    let both = Int(number)
    return (both >> 24, both & 0xFF_FFFF)
  }

  func isDelimiter(_ character: Character) -> Bool { kind == .delimiter && text == String(character) }
  /// Whether it is an ident of this name, in any case.
  func isIdent(_ name: String) -> Bool { kind == .ident && equalsIgnoringCase(text, name) }
  func isFunction(_ name: String) -> Bool { kind == .function && equalsIgnoringCase(text, name) }
}

/// Whether a text is the same as one in lower case, but for the case of ASCII letters.
func equalsIgnoringCase(_ text: String, _ lower: String) -> Bool {
  text == lower || (text.utf8.count == lower.utf8.count && asciiLowercased(text) == lower)
}

/// Lower case for ASCII letters only, as CSS compares names.
func asciiLowercased(_ text: String) -> String {
  guard text.utf8.contains(where: { (65...90).contains($0) }) else { return text }
  return String(decoding: text.utf8.map { (65...90).contains($0) ? $0 | 32 : $0 }, as: UTF8.self)
}
