/// Reads an expression by precedence climbing.
struct ExpressionParser {
  private let tokens: [ExpressionToken]
  private var at = 0
  private var depth = 0
  /// Deeper nesting is refused, so that no input can exhaust the stack.
  private static let maximumDepth = 100
  private static let maximumTokens = 2000

  /// Reads all of `source`.
  static func parse(_ source: String) throws(ExpressionMistake) -> Expression {
    let (expression, rest) = try parsePrefix(of: source)
    if let rest {
      throw ExpressionMistake(
        id: "expression.unexpected", message: "'|' is not expected here", start: rest - 1, end: rest,
        hint: "formats after a bar belong into {{ }}; 'or' is written ||")
    }
    return expression
  }

  /// Reads an expression up to the end or the first bar.
  ///
  /// - Returns: The expression, and the offset in scalars of what follows the bar.
  static func parsePrefix(
    of source: String
  ) throws(ExpressionMistake) -> (expression: Expression, rest: Int?) {
    var parser = ExpressionParser(tokens: try ExpressionToken.tokens(of: source))
    guard parser.tokens.count <= maximumTokens else {
      throw ExpressionMistake(
        id: "expression.too-long", message: "the expression is too long", start: 0, end: 1,
        hint: "give parts of it names under 'derived:'")
    }
    let expression = try parser.conditional()
    if parser.peek.kind != .end { throw parser.unexpected() }
    let end = parser.peek.start
    return (expression, end < source.unicodeScalars.count ? end + 1 : nil)
  }

  private init(tokens: [ExpressionToken]) { self.tokens = tokens }

  private var peek: ExpressionToken { tokens[at] }
  private mutating func next() -> ExpressionToken {
    let token = tokens[at]
    if at < tokens.count - 1 { at += 1 }
    return token
  }
  private mutating func take(_ sign: String) -> Bool {
    guard peek.kind == .sign(sign) else { return false }
    at += 1
    return true
  }
  private func isSign(_ sign: String) -> Bool { peek.kind == .sign(sign) }

  private func unexpected(_ wanted: String? = nil) -> ExpressionMistake {
    let token = peek
    var hint: String?
    switch token.kind {
    case .name(let word) where ["and", "or", "not"].contains(word):
      hint = "write \(word == "and" ? "&&" : word == "or" ? "||" : "!") for '\(word)'"
    case .sign("&"): hint = "'and' is written &&"
    case .sign("-") where at > 0:
      hint = nil
    case .name, .number: hint = at > 0 ? "is an operator missing before it?" : nil
    default: break
    }
    let expected = wanted.map { ", where \($0) is expected" } ?? ""
    return ExpressionMistake(
      id: "expression.unexpected", message: "\(token.described) is not expected here\(expected)",
      start: token.start, end: max(token.end, token.start + (token.kind == .end ? 0 : 1)), hint: hint)
  }

  private mutating func expect(_ sign: String) throws(ExpressionMistake) {
    if !take(sign) { throw unexpected("'\(sign)'") }
  }

  private mutating func conditional() throws(ExpressionMistake) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ExpressionParser.maximumDepth else {
      throw ExpressionMistake(
        id: "expression.too-deep", message: "the expression is nested too deeply", start: peek.start,
        end: peek.end)
    }
    let condition = try binary(minimum: 1)
    guard take("?") else { return condition }
    let first = try conditional()
    try expect(":")
    let second = try conditional()
    return .conditional(
      condition, first, second, Expression.Place(start: condition.place.start, end: second.place.end))
  }

  private static func precedence(_ kind: ExpressionToken.Kind) -> (Expression.Operator, Int)? {
    guard case .sign(let sign) = kind else { return nil }
    switch sign {
    case "||": return (.or, 1)
    case "&&": return (.and, 2)
    case "=", "==": return (.equal, 3)
    case "!=": return (.notEqual, 3)
    case "<": return (.less, 4)
    case "<=": return (.lessOrEqual, 4)
    case ">": return (.greater, 4)
    case ">=": return (.greaterOrEqual, 4)
    case "+": return (.add, 5)
    case "-": return (.subtract, 5)
    case "*": return (.multiply, 6)
    case "/": return (.divide, 6)
    case "%": return (.remainder, 6)
    default: return nil
    }
  }

  private mutating func binary(minimum: Int) throws(ExpressionMistake) -> Expression {
    var left = try prefix()
    var last: Expression.Operator?
    while let (operation, precedence) = ExpressionParser.precedence(peek.kind), precedence >= minimum {
      let sign = next()
      let right = try binary(minimum: precedence + 1)
      if operation.isComparison, last?.isComparison == true {
        throw ExpressionMistake(
          id: "expression.chained-comparison", message: "comparisons cannot follow one another",
          start: sign.start,
          end: sign.end, hint: "write a < b && b < c")
      }
      last = operation
      left = .binary(
        operation, left, right, Expression.Place(start: left.place.start, end: right.place.end))
    }
    return left
  }

  private mutating func prefix() throws(ExpressionMistake) -> Expression {
    let start = peek.start
    let operation: Expression.Prefix
    if take("-") {
      operation = .minus
    } else if take("+") {
      operation = .plus
    } else if take("!") {
      operation = .not
    } else {
      return try postfix()
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= ExpressionParser.maximumDepth else {
      throw ExpressionMistake(
        id: "expression.too-deep", message: "the expression is nested too deeply", start: start, end: peek.end
      )
    }
    let operand = try prefix()
    return .prefix(operation, operand, Expression.Place(start: start, end: operand.place.end))
  }

  private mutating func postfix() throws(ExpressionMistake) -> Expression {
    var expression = try primary()
    while true {
      if isSign("[") {
        _ = next()
        let index = try conditional()
        let end = peek.end
        try expect("]")
        expression = .element(
          index, of: expression, Expression.Place(start: expression.place.start, end: end))
      } else if isSign("."), expression.hasMembers {
        _ = next()
        guard case .name(let name) = peek.kind else { throw unexpected("a name") }
        let token = next()
        if isSign("(") {
          throw ExpressionMistake(
            id: "expression.unknown-function", message: "values have no functions of their own, such as '\(name)'",
            start: token.start, end: token.end, hint: "write \(name)(…) with the value in the brackets")
        }
        expression = .element(
          .text(name, Expression.Place(start: token.start, end: token.end)), of: expression,
          Expression.Place(start: expression.place.start, end: token.end))
      } else {
        return expression
      }
    }
  }

  private mutating func primary() throws(ExpressionMistake) -> Expression {
    let token = next()
    let place = Expression.Place(start: token.start, end: token.end)
    switch token.kind {
    case .number(let number): return .number(number, place)
    case .text(let text): return .text(text, place)
    case .name("true"): return .truth(true, place)
    case .name("false"): return .truth(false, place)
    case .name("null"): return .null(place)
    case .name(let first): return try name(first, place)
    case .sign("("):
      let inner = try conditional()
      try expect(")")
      return inner
    case .sign("["):
      let items = try list(until: "]")
      return .list(items.0, Expression.Place(start: token.start, end: items.end))
    case .sign("{"): return try object(from: token)
    case .pattern(let pattern, let flags): return .pattern(pattern, flags: flags, place)
    default:
      if token.kind != .end { at -= 1 }
      throw unexpected("a value")
    }
  }

  private mutating func name(
    _ first: String, _ place: Expression.Place
  ) throws(ExpressionMistake) -> Expression {
    if take("(") {
      let arguments = try list(until: ")")
      return .call(first, arguments.0, Expression.Place(start: place.start, end: arguments.end))
    }
    var parts = [first]
    var end = place.end
    while take(".") {
      guard case .name(let part) = peek.kind else { throw unexpected("a name") }
      parts.append(part)
      end = next().end
    }
    if isSign("(") {
      throw ExpressionMistake(
        id: "expression.unknown-function", message: "'\(parts.joined(separator: "."))' is not a function",
        start: place.start, end: end)
    }
    return .name(parts, Expression.Place(start: place.start, end: end))
  }

  /// `{year: 2012, 'a b': 1}`
  private mutating func object(from open: ExpressionToken) throws(ExpressionMistake) -> Expression {
    var members: [Expression.Member] = []
    while !isSign("}") {
      let token = next()
      let key: String
      switch token.kind {
      case .name(let name): key = name
      case .text(let text): key = text
      case .number(let number): key = number.value.description
      default:
        if token.kind != .end { at -= 1 }
        throw unexpected("the name of a member")
      }
      try expect(":")
      members.append(Expression.Member(name: key, value: try conditional()))
      guard take(",") else { break }
    }
    let end = peek.end
    try expect("}")
    return .object(members, Expression.Place(start: open.start, end: end))
  }

  private mutating func list(until close: String) throws(ExpressionMistake) -> ([Expression], end: Int) {
    var items: [Expression] = []
    if !isSign(close) {
      items.append(try conditional())
      while take(",") { items.append(try conditional()) }
    }
    let end = peek.end
    try expect(close)
    return (items, end)
  }
}
