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
  /// Why a function was not taken; the hint that helps most.
  private(set) var mismatch: String?
  /// What is right but will not be as the author thinks.
  private(set) var remarks: [Remark] = []

  struct Remark: Equatable {
    var message: String
    var hint: String?
  }

  /// Functions and conditions that are nested deeper than any author writes by hand are refused, so that none exhausts the
  /// stack.
  static let deepest = 32

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
    guard at == furthest else { return }
    for keyword in keywords where !expectedKeywords.contains(keyword) { expectedKeywords.append(keyword) }
  }

  /// Notes that a value is taken, but not quite as written.
  mutating func remark(_ message: String, hint: String? = nil) {
    let remark = Remark(message: message, hint: hint)
    if !remarks.contains(remark) { remarks.append(remark) }
  }

  /// Notes why something is not taken, which helps more than what would have been.
  mutating func refuse(_ reason: String?) { mismatch = reason ?? mismatch }

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
    if let result = calculation(.number) {
      return clamped(result.node.value(percent: 0, resolve: Environment.none.resolve))
    }
    expect("a number")
    return nil
  }

  mutating func integer() -> Int? {
    if let token = next, token.kind == .number, token.isInteger {
      advance()
      return Int(clamped(token.number))
    }
    // What is calculated is rounded where a whole number is asked for (CSS Values Level 4, section 10.12).
    if next?.kind == .function, let number = number() { return Int((number + 0.5).rounded(.down)) }
    expect("a whole number")
    return nil
  }

  /// The value of a counter: CSS leaves its bounds to us (CSS Lists Level 3, section 4).
  mutating func counterValue() -> Int? {
    guard let token = next, token.kind == .number, token.isInteger else { return integer() }
    advance()
    let value = Int(token.number)
    // What is larger was cut down to this by the tokenizer.
    if abs(value) >= 1_000_000_000 { remark("no counter goes so far; \(value) stands for it") }
    return value
  }

  /// A length without a percentage.
  mutating func length() -> SpecifiedLength? { length(allowsPercentage: false) }

  mutating func lengthOrPercentage() -> SpecifiedLength? { length(allowsPercentage: true) }

  private mutating func length(allowsPercentage: Bool) -> SpecifiedLength? {
    if let token = next {
      switch token.kind {
      case .dimension:
        if let length = SpecifiedLength(token.number, unit: token.text) {
          note(token)
          advance()
          return length
        }
      case .percentage where allowsPercentage:
        note(token)
        advance()
        return .percentage(token.number)
      case .number where token.number == 0:
        advance()
        return .zero
      case .number:
        expect("a unit after the number")
        return nil
      case .function:
        if let result = calculation(.length, percentagesAreLengths: allowsPercentage) {
          return .calculation(result.node)
        }
      default: break
      }
    }
    expect(allowsPercentage ? "a length such as 4mm or a percentage" : "a length such as 4mm")
    return nil
  }

  /// Remarks on a length beyond all that pages measure.
  private mutating func note(_ token: Token) {
    if abs(token.number) > largestNumber { remark(tooLarge, hint: "is the unit right?") }
  }

  /// A percentage, 1 for 1%.
  mutating func percentage() -> Double? {
    if let token = next, token.kind == .percentage {
      advance()
      return token.number
    }
    if let result = calculation(.percentage) {
      return clamped(result.node.value(percent: 1, resolve: Environment.none.resolve))
    }
    expect("a percentage")
    return nil
  }

  /// An angle in degrees.
  mutating func angle() -> Double? {
    if let token = next, token.kind == .dimension, let unit = Unit(name: token.text), unit.dimension == .angle {
      advance()
      return unit.absolute(token.number)
    }
    if let result = calculation(.angle) { return result.node.value(percent: 0, resolve: Environment.none.resolve) }
    expect("an angle such as 90deg")
    return nil
  }

  /// The calculation that comes next, if it is of one of some types.
  private mutating func calculation(
    _ types: MathType..., percentagesAreLengths: Bool = false
  ) -> (node: MathNode, type: MathType)? {
    guard next?.kind == .function else { return nil }
    let start = at
    var parser = MathParser(percentagesAreLengths: percentagesAreLengths)
    if let result = parser.function(&self) {
      if types.contains(result.type) {
        mismatch = nil
        note(result.node)
        return result
      }
      refuse("the calculation makes \(result.type.name), not \(types.map(\.name).joined(separator: " or "))")
    }
    refuse(parser.problem)
    rewind(to: start)
    return nil
  }

  /// Remarks on a calculation that leaves the numbers whatever its units are.
  private mutating func note(_ node: MathNode) {
    let value = node.value(percent: 1, resolve: Environment.none.resolve)
    if value.isNaN { remark("the calculation has no value, as 0 / 0 has none; it counts as 0") }
    if abs(value) > largestNumber { remark(tooLarge) }
  }

  var hasSpaceBefore: Bool { at > 0 && list[at - 1].kind == .whitespace }
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

/// Why a function or condition is refused that holds too many others.
let tooDeep = "this is nested too deeply"

private let tooLarge = "no page is so large; the largest length there is stands for it"
