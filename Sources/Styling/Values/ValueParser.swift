import Geometry

/// Reads the value of one declaration, part by part.
///
/// Each method takes what it names and any white space after it, or takes nothing and gives nil. What was asked for in
/// vain is remembered, for the hint.
struct ValueParser {
  let list: TokenList
  private(set) var at: Int
  let end: Int
  /// Keywords that would have been taken at the furthest place reached.
  private(set) var expectedKeywords: [String] = []
  /// Other things that would have been taken there, such as "a length".
  private(set) var expectedKinds: [String] = []
  private(set) var furthest = 0

  init(_ list: TokenList, in range: Range<Int>) {
    self.list = list
    at = range.lowerBound
    end = range.upperBound
    skipSpace()
    furthest = at
  }

  init(_ text: String) {
    let list = TokenList(Tokenizer.tokens(of: text))
    self.init(list, in: list.all)
  }

  var isAtEnd: Bool { at >= end }
  var next: Token? { at < end ? list[at] : nil }

  private mutating func skipSpace() {
    while at < end, list[at].kind == .whitespace { at += 1 }
  }

  /// Moves past the next component value.
  mutating func advance() {
    at = min(list.after(at), end)
    skipSpace()
    if at > furthest {
      furthest = at
      expectedKeywords = []
      expectedKinds = []
    }
  }

  /// Notes that something was looked for in vain.
  mutating func expect(_ kind: String) {
    if at == furthest, !expectedKinds.contains(kind) { expectedKinds.append(kind) }
  }
  private mutating func expect(keywords: some Sequence<String>) {
    if at == furthest { expectedKeywords.append(contentsOf: keywords) }
  }

  /// Goes back to where the parser was, keeping what was expected further on.
  mutating func rewind(to place: Int) { at = place }

  // MARK: Words and signs

  mutating func keyword<Value>(_ table: KeyValuePairs<String, Value>) -> Value? {
    if let token = next, token.kind == .ident {
      for (name, value) in table where equalsIgnoringCase(token.text, name) {
        advance()
        return value
      }
    }
    expect(keywords: table.map(\.key))
    return nil
  }

  mutating func takeKeyword(_ name: String) -> Bool { keyword([name: true]) ?? false }

  mutating func ident() -> String? {
    guard let token = next, token.kind == .ident else {
      expect("a name")
      return nil
    }
    advance()
    return token.text
  }

  mutating func string() -> String? {
    guard let token = next, token.kind == .string else {
      expect("a text in quotes")
      return nil
    }
    advance()
    return token.text
  }

  mutating func take(_ kind: Token.Kind) -> Bool {
    guard next?.kind == kind else { return false }
    advance()
    return true
  }

  mutating func takeDelimiter(_ character: Character) -> Bool {
    guard let token = next, token.isDelimiter(character) else { return false }
    advance()
    return true
  }

  /// A parser of the arguments of the function that comes next, if it has one of these names; the function is taken.
  mutating func function(_ names: String...) -> ValueParser? {
    guard let token = next, token.kind == .function, let _ = names.first(where: token.isFunction) else {
      return nil
    }
    let arguments = (at + 1)..<min(list.closing(of: at), end)
    advance()
    return ValueParser(list, in: arguments)
  }

  // MARK: Numbers

  mutating func number() -> Double? {
    if let token = next, token.kind == .number {
      advance()
      return token.number
    }
    if let result = calculation(), result.isNumber { return clamped(result.number) }
    expect("a number")
    return nil
  }

  mutating func integer() -> Int? {
    guard let token = next, token.kind == .number, token.isInteger else {
      expect("a whole number")
      return nil
    }
    advance()
    return Int(token.number)
  }

  /// A length without a percentage.
  mutating func length() -> SpecifiedLength? {
    let start = at
    if let value = lengthOrPercentage(), !value.hasPercent { return value }
    rewind(to: start)
    expect("a length such as 4mm")
    return nil
  }

  mutating func lengthOrPercentage() -> SpecifiedLength? {
    guard let token = next else {
      expect("a length such as 4mm")
      return nil
    }
    switch token.kind {
    case .dimension:
      if let length = SpecifiedLength(token.number, unit: token.text) {
        advance()
        return length
      }
    case .percentage:
      advance()
      var value = SpecifiedLength()
      value.percent = token.number
      value.hasPercent = true
      return value
    case .number where token.number == 0:
      advance()
      return SpecifiedLength()
    case .number:
      expect("a unit after the number")
      return nil
    case .function:
      let start = at
      if let result = calculation(), !result.isNumber { return result.length }
      rewind(to: start)
    default: break
    }
    expect("a length such as 4mm")
    return nil
  }

  /// The value of `calc()`; nil if there is none or it makes no sense.
  private mutating func calculation() -> Calculation? {
    let start = at
    guard var arguments = function("calc") else { return nil }
    if let result = Calculation.sum(&arguments, depth: 0), arguments.isAtEnd { return result }
    rewind(to: start)
    return nil
  }

  var hasSpaceBefore: Bool { at > 0 && list[at - 1].kind == .whitespace }
}

/// The value of a `calc()` or of a part of it (CSS Values Level 3, section 8): a number or a length.
struct Calculation {
  var number = 0.0
  var length = SpecifiedLength()
  var isNumber: Bool

  /// Deeper nesting than any author writes by hand is refused, so that none exhausts the stack.
  private static let deepest = 32

  static func sum(_ parser: inout ValueParser, depth: Int) -> Calculation? {
    guard depth < deepest, var total = product(&parser, depth: depth) else { return nil }
    while let sign = parser.next, sign.isDelimiter("+") || sign.isDelimiter("-") {
      guard parser.hasSpaceBefore else { return nil }
      let factor = sign.text == "+" ? 1.0 : -1.0
      parser.advance()
      guard parser.hasSpaceBefore, let part = product(&parser, depth: depth), part.isNumber == total.isNumber
      else { return nil }
      total.number += part.number * factor
      total.length = total.length + part.length * factor
    }
    return total
  }

  private static func product(_ parser: inout ValueParser, depth: Int) -> Calculation? {
    guard var total = unit(&parser, depth: depth) else { return nil }
    while let sign = parser.next, sign.isDelimiter("*") || sign.isDelimiter("/") {
      parser.advance()
      guard let part = unit(&parser, depth: depth) else { return nil }
      if sign.text == "/" {
        guard part.isNumber, part.number != 0 else { return nil }
        total.number /= part.number
        total.length = total.length * (1 / part.number)
      } else if part.isNumber {
        total.number *= part.number
        total.length = total.length * part.number
      } else {
        guard total.isNumber else { return nil }
        total.length = part.length * total.number
        total.isNumber = false
      }
    }
    return total
  }

  private static func unit(_ parser: inout ValueParser, depth: Int) -> Calculation? {
    guard let token = parser.next else { return nil }
    switch token.kind {
    case .number:
      parser.advance()
      return Calculation(number: token.number, isNumber: true)
    case .dimension, .percentage:
      return parser.lengthOrPercentage().map { Calculation(length: $0, isNumber: false) }
    case .openParenthesis:
      guard var inner = parser.group() else { return nil }
      guard let result = sum(&inner, depth: depth + 1), inner.isAtEnd else { return nil }
      return result
    case .function:
      guard var inner = parser.function("calc") else { return nil }
      guard let result = sum(&inner, depth: depth + 1), inner.isAtEnd else { return nil }
      return result
    default: return nil
    }
  }
}

extension ValueParser {
  /// A parser of what stands in the parentheses that come next; they are taken.
  mutating func group() -> ValueParser? {
    guard next?.kind == .openParenthesis else { return nil }
    let inner = (at + 1)..<min(list.closing(of: at), end)
    advance()
    return ValueParser(list, in: inner)
  }
}
