/// A token of CSS Syntax Level 3, section 4.
struct Token: Sendable, Equatable {
  enum Kind: UInt8, Sendable {
    case ident, function, atKeyword, hash, string, badString, url, badURL, delimiter
    case number, percentage, dimension, whitespace
    case htmlComment  // <!-- and -->, which style sheets ignore between rules
    case colon, semicolon, comma
    case openSquare, closeSquare, openParenthesis, closeParenthesis, openBrace, closeBrace
  }

  var kind: Kind
  /// The name of an ident, function, at-keyword or hash; the value of a string or url; a dimension's unit in lower case; a
  /// delimiter's character. Escapes are resolved.
  var text: String = ""
  /// The value of a number, percentage or dimension.
  var number: Double = 0
  /// Whether a number was written without a point or exponent.
  var isInteger = false
  /// Whether a number was written with a plus or minus.
  var isSigned = false
  /// Whether a hash is a valid identifier and so can be an id selector.
  var isIdentifier = false
  /// The bytes it was written with.
  var start: Int
  var end: Int

  /// Whether it begins a block or a function.
  var opens: Bool {
    switch kind {
    case .function, .openSquare, .openParenthesis, .openBrace: true
    default: false
    }
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
