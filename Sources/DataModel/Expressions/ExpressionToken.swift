import Diagnostics

/// A word or sign of an expression, with its place as offsets in Unicode scalars.
struct ExpressionToken {
  enum Kind: Equatable {
    case number(WrittenDecimal)
    case text(String)
    case name(String)
    /// A regular expression between slashes, and the letters behind it.
    case pattern(String, flags: String)
    /// An operator or bracket in its ASCII spelling.
    case sign(String)
    case end
  }
  var kind: Kind
  var start: Int
  var end: Int

  /// As an author would recognize it.
  var described: String {
    switch kind {
    case .number(let number): "\(number.value)"
    case .text(let text): "\"\(text)\""
    case .pattern(let pattern, let flags): "/\(pattern)/\(flags)"
    case .name(let name), .sign(let name): "'\(name)'"
    case .end: "the end"
    }
  }
}

/// What is wrong with an expression, and where in it.
struct ExpressionMistake: Error {
  var id: String
  var message: String
  var start: Int
  var end: Int
  var hint: String?
}

extension ExpressionToken {
  private static let twoCharacterSigns: Set<String> = ["==", "!=", "<=", ">=", "&&", "||"]
  private static let lookalikes: [Unicode.Scalar: String] = [
    "≠": "!=", "≤": "<=", "≥": ">=", "−": "-", "×": "*", "÷": "/", "·": "*",
  ]

  /// The tokens up to the end or the first bar that is no `||`: formats behind it have a grammar of their own. The last token
  /// is the end, and stands there.
  static func tokens(of source: String) throws(ExpressionMistake) -> [ExpressionToken] {
    let scalars = Array(source.unicodeScalars)
    var tokens: [ExpressionToken] = []
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      let start = at
      let next = at + 1 < scalars.count ? scalars[at + 1] : nil
      if scalar.properties.isWhitespace {
        at += 1
      } else if scalar == "|", next != "|" {
        break
      } else if scalar == "/", !endsValue(tokens.last) {
        tokens.append(try pattern(scalars, &at))
      } else if isDigit(scalar) || (scalar == "." && next.map(isDigit) == true && !endsValue(tokens.last)) {
        tokens.append(try number(scalars, &at))
      } else if isNameStart(scalar) {
        while at < scalars.count, isNameStart(scalars[at]) || isDigit(scalars[at]) { at += 1 }
        tokens.append(ExpressionToken(kind: .name(string(scalars[start..<at])), start: start, end: at))
      } else if scalar == "\"" || scalar == "'" {
        tokens.append(try text(scalars, &at))
      } else if let sign = lookalikes[scalar] {
        at += 1
        tokens.append(ExpressionToken(kind: .sign(sign), start: start, end: at))
      } else {
        var sign = String(Character(scalar))
        if at + 1 < scalars.count {
          let two = sign + String(Character(scalars[at + 1]))
          if twoCharacterSigns.contains(two) { sign = two }
        }
        at += sign.unicodeScalars.count
        // Vega's === and !== mean the same here as == and !=.
        if sign == "==" || sign == "!=", at < scalars.count, scalars[at] == "=" { at += 1 }
        guard sign.count == 2 || "+-*/%()[]{},.?:!<>=|&".contains(sign) else {
          throw ExpressionMistake(
            id: "expression.unexpected-character", message: "'\(sign)' has no meaning in an expression",
            start: start, end: at, hint: curlyQuotes.contains(scalar) ? "write texts in straight quotes" : nil
          )
        }
        tokens.append(ExpressionToken(kind: .sign(sign), start: start, end: at))
      }
    }
    tokens.append(ExpressionToken(kind: .end, start: at, end: at))
    return tokens
  }

  /// Whether a value ends there, so that a slash behind it divides.
  private static func endsValue(_ token: ExpressionToken?) -> Bool {
    switch token?.kind {
    case .number, .text, .name, .pattern: true
    case .sign(let sign): sign == ")" || sign == "]" || sign == "}"
    case .end, nil: false
    }
  }

  private static func pattern(
    _ scalars: [Unicode.Scalar], _ at: inout Int
  ) throws(ExpressionMistake) -> ExpressionToken {
    let start = at
    var isInClass = false
    at += 1
    while at < scalars.count, scalars[at] != "/" || isInClass {
      if scalars[at] == "\\" {
        at += 1
      } else if scalars[at] == "[" {
        isInClass = true
      } else if scalars[at] == "]" {
        isInClass = false
      }
      at += 1
    }
    guard at < scalars.count else {
      throw ExpressionMistake(
        id: "expression.unexpected", message: "'/' is not expected here, and no pattern ends that it could begin",
        start: start, end: start + 1, hint: "write a pattern as /a.*b/")
    }
    let content = string(scalars[(start + 1)..<at])
    at += 1
    let flags = at
    while at < scalars.count, isNameStart(scalars[at]) { at += 1 }
    return ExpressionToken(
      kind: .pattern(content, flags: string(scalars[flags..<at])), start: start, end: at)
  }

  private static let curlyQuotes: Set<Unicode.Scalar> = ["“", "”", "‘", "’", "„", "«", "»"]

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }
  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }
  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func number(
    _ scalars: [Unicode.Scalar], _ at: inout Int
  ) throws(ExpressionMistake) -> ExpressionToken {
    let start = at
    func digits() { while at < scalars.count, isDigit(scalars[at]) { at += 1 } }
    digits()
    if at + 1 < scalars.count, scalars[at] == ".", isDigit(scalars[at + 1]) {
      at += 1
      digits()
    }
    if at + 1 < scalars.count, scalars[at] == "e" || scalars[at] == "E" {
      let sign = scalars[at + 1] == "-" || scalars[at + 1] == "+" ? 1 : 0
      if at + 1 + sign < scalars.count, isDigit(scalars[at + 1 + sign]) {
        at += 1 + sign
        digits()
      }
    }
    if at < scalars.count, isNameStart(scalars[at]) {
      throw ExpressionMistake(
        id: "expression.name-begins-with-digit", message: "a name cannot begin with a digit", start: start,
        end: at + 1, hint: "put a letter first, or a sign such as * between")
    }
    let written = string(scalars[start..<at])
    guard let number = WrittenDecimal(written.hasPrefix(".") ? "0" + written : written) else {
      throw ExpressionMistake(
        id: "expression.not-a-number", message: "'\(string(scalars[start..<at]))' is not a number",
        start: start,
        end: at, hint: "write a number without leading zeros and with at most 34 digits")
    }
    return ExpressionToken(kind: .number(number), start: start, end: at)
  }

  private static func text(
    _ scalars: [Unicode.Scalar], _ at: inout Int
  ) throws(ExpressionMistake) -> ExpressionToken {
    let start = at
    let quote = scalars[at]
    var content = String.UnicodeScalarView()
    at += 1
    while at < scalars.count, scalars[at] != quote {
      if scalars[at] == "\\", at + 1 < scalars.count {
        at += 1
        content.append(escaped(scalars, &at))
      } else {
        content.append(scalars[at])
      }
      at += 1
    }
    guard at < scalars.count else {
      throw ExpressionMistake(
        id: "expression.unclosed-text", message: "the text that begins here is not closed", start: start,
        end: scalars.count, hint: "end it with \(String(Character(quote)))")
    }
    at += 1
    return ExpressionToken(kind: .text(String(content)), start: start, end: at)
  }

  /// What stands for a character behind a backslash, as in JavaScript: `\n`, `\t`, `\u00e9`, or the character itself.
  private static func escaped(_ scalars: [Unicode.Scalar], _ at: inout Int) -> Unicode.Scalar {
    switch scalars[at] {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "u", "x":
      let count = scalars[at] == "u" ? 4 : 2
      guard at + count < scalars.count,
        let code = UInt32(string(scalars[(at + 1)...(at + count)]), radix: 16), let scalar = Unicode.Scalar(code)
      else { return scalars[at] }
      at += count
      return scalar
    default: return scalars[at]
    }
  }
}
