import Diagnostics

/// The type of a calculation: powers of what its units measure (CSS Values and Units Level 4, section 10.9.2).
struct MathType: Hashable, Sendable {
  var length = 0
  var angle = 0
  var resolution = 0
  /// Of percentages where they stand for no length.
  var percentage = 0

  static let number = MathType()
  static let length = MathType(length: 1)
  static let angle = MathType(angle: 1)
  static let resolution = MathType(resolution: 1)
  static let percentage = MathType(percentage: 1)

  init(length: Int = 0, angle: Int = 0, resolution: Int = 0, percentage: Int = 0) {
    self.length = length
    self.angle = angle
    self.resolution = resolution
    self.percentage = percentage
  }
  init(_ dimension: Unit.Dimension) {
    switch dimension {
    case .length: self = .length
    case .angle: self = .angle
    case .resolution: self = .resolution
    }
  }

  static func * (a: MathType, b: MathType) -> MathType {
    MathType(
      length: a.length + b.length, angle: a.angle + b.angle, resolution: a.resolution + b.resolution,
      percentage: a.percentage + b.percentage)
  }
  var inverse: MathType {
    MathType(length: -length, angle: -angle, resolution: -resolution, percentage: -percentage)
  }

  /// In words, for messages.
  var name: String {
    switch self {
    case .number: "a number"
    case .length: "a length"
    case .angle: "an angle"
    case .resolution: "a resolution"
    case .percentage: "a percentage"
    default: "a product of units"
    }
  }
}

/// Reads a calculation and checks that what it adds and compares is alike.
struct MathParser {
  typealias Typed = (node: MathNode, type: MathType)

  /// Why there is no calculation, in words for a hint.
  private(set) var problem: String?
  /// Whether percentages stand for lengths.
  let percentagesAreLengths: Bool

  init(percentagesAreLengths: Bool) { self.percentagesAreLengths = percentagesAreLengths }

  private mutating func fail(_ why: String) -> Typed? {
    problem = problem ?? why
    return nil
  }

  /// The function that comes next, if it is one of calculation; it is taken.
  mutating func function(_ parser: inout ValueParser, depth: Int = 0) -> Typed? {
    guard let token = parser.next, token.kind == .function else { return nil }
    let name = asciiLowercased(token.text)
    guard name == "calc" || MathFunction(rawValue: name) != nil, var inner = parser.function(name) else {
      return nil
    }
    guard depth < ValueParser.deepest else { return fail(tooDeep) }
    if name == "calc" {
      guard let result = sum(&inner, depth: depth + 1) else { return nil }
      return inner.isAtEnd
        ? result : fail("'calc()' takes one calculation, with '+', '-', '*' or '/' between its parts")
    }
    guard let function = MathFunction(rawValue: name) else { return nil }
    return call(function, &inner, depth: depth + 1)
  }

  // MARK: Sums and products

  private mutating func sum(_ parser: inout ValueParser, depth: Int) -> Typed? {
    guard let first = product(&parser, depth: depth) else { return nil }
    var parts = [first.node]
    while let sign = parser.next {
      if !sign.isDelimiter("+") && !sign.isDelimiter("-") {
        // '1pt -2pt' is a length and another one, with nothing between them.
        if sign.isSigned { return fail("write a space on both sides of '+' and '-'") }
        break
      }
      let hasSpace = parser.hasSpaceBefore
      parser.advance()
      guard hasSpace, parser.hasSpaceBefore else { return fail("write a space on both sides of '+' and '-'") }
      guard let part = product(&parser, depth: depth) else { return nil }
      guard part.type == first.type else {
        return fail("\(first.type.name) and \(part.type.name) cannot be added")
      }
      parts.append(sign.text == "+" ? part.node : .product([.number(-1), part.node]))
    }
    return parts.count == 1 ? first : (.sum(parts), first.type)
  }

  private mutating func product(_ parser: inout ValueParser, depth: Int) -> Typed? {
    guard let first = value(&parser, depth: depth) else { return nil }
    var factors = [first.node]
    var type = first.type
    while let sign = parser.next, sign.isDelimiter("*") || sign.isDelimiter("/") {
      parser.advance()
      guard let part = value(&parser, depth: depth) else { return nil }
      type = type * (sign.text == "*" ? part.type : part.type.inverse)
      factors.append(sign.text == "*" ? part.node : .inverse(part.node))
    }
    return factors.count == 1 ? first : (.product(factors), type)
  }

  private mutating func value(_ parser: inout ValueParser, depth: Int) -> Typed? {
    guard let token = parser.next else { return fail("something is missing in the calculation") }
    switch token.kind {
    case .number:
      parser.advance()
      return (.number(token.number), .number)
    case .percentage:
      parser.advance()
      return (.percentage(token.number), percentagesAreLengths ? .length : .percentage)
    case .dimension:
      guard let unit = Unit(name: token.text) else {
        return fail(didYouMean(token.text, in: Unit.allCases.map(\.rawValue)) ?? "there is no unit '\(token.text)'")
      }
      parser.advance()
      return (.dimension(token.number, unit), MathType(unit.dimension))
    case .ident:
      let constants: KeyValuePairs = [
        "e": 2.718281828459045, "pi": Double.pi, "infinity": .infinity, "-infinity": -.infinity, "nan": .nan,
      ]
      guard let constant = parser.keyword(constants) else { return fail("'\(token.text)' is no number") }
      return (.number(constant), .number)
    case .openParenthesis:
      guard depth < ValueParser.deepest else { return fail(tooDeep) }
      guard var inner = parser.group(), let result = sum(&inner, depth: depth + 1) else { return nil }
      return inner.isAtEnd ? result : fail("there is more in the parentheses than one calculation")
    case .function:
      return function(&parser, depth: depth) ?? fail("'\(token.text)()' is no calculation")
    default: return fail("something is missing in the calculation")
    }
  }

  // MARK: Functions

  private mutating func call(_ function: MathFunction, _ parser: inout ValueParser, depth: Int) -> Typed? {
    var function = function
    if function == .round {
      let strategies: KeyValuePairs<String, MathFunction> = [
        "nearest": .round, "up": .roundUp, "down": .roundDown, "to-zero": .roundToZero,
      ]
      if let strategy = parser.keyword(strategies) {
        function = strategy
        guard parser.take(.comma) else { return fail("a comma is missing after the way to round") }
      }
    }
    var arguments: [Typed?] = []
    repeat {
      // An end of clamp() may be left open.
      if function == .clamp, parser.takeKeyword("none") {
        arguments.append(nil)
      } else {
        guard let argument = sum(&parser, depth: depth) else { return nil }
        arguments.append(argument)
      }
    } while parser.take(.comma)
    guard parser.isAtEnd else { return fail("write a comma between the parts of '\(function.rawValue)()'") }
    if function == .clamp, arguments.count == 3, arguments.contains(where: { $0 == nil }) {
      guard let middle = arguments[1] else { return fail("only the ends of 'clamp()' may be 'none'") }
      if let low = arguments[0] { return typed(.max, [low, middle]) }
      guard let high = arguments[2] else { return middle }
      return typed(.min, [middle, high])
    }
    return typed(function, arguments.compactMap { $0 })
  }

  /// A function with its arguments, once their number and types are seen to fit.
  private mutating func typed(_ function: MathFunction, _ arguments: [Typed]) -> Typed? {
    var arguments = arguments
    let name = function.rawValue
    let first = arguments[0].type
    let counts: ClosedRange<Int>
    let result: MathType
    switch function {
    case .min, .max, .hypot: (counts, result) = (1...Int.max, first)
    case .clamp: (counts, result) = (3...3, first)
    case .abs: (counts, result) = (1...1, first)
    case .sign: (counts, result) = (1...1, .number)
    case .round, .roundUp, .roundDown, .roundToZero:
      if arguments.count == 1, first == .number { arguments.append((.number(1), .number)) }
      (counts, result) = (2...2, first)
    case .mod, .rem: (counts, result) = (2...2, first)
    case .sin, .cos, .tan:
      guard first == .number || first == .angle else { return fail("'\(name)()' takes an angle") }
      // A plain number is in radians.
      if first == .number { arguments[0].node = .product([arguments[0].node, .number(180 / Double.pi)]) }
      (counts, result) = (1...1, .number)
    case .asin, .acos, .atan: (counts, result) = (1...1, .angle)
    case .atan2: (counts, result) = (2...2, .angle)
    case .pow: (counts, result) = (2...2, .number)
    case .log: (counts, result) = (1...2, .number)
    case .sqrt, .exp: (counts, result) = (1...1, .number)
    }
    guard counts.contains(arguments.count) else {
      return fail("'\(name)()' takes \(counts.lowerBound) values, not \(arguments.count)")
    }
    switch function {
    case .asin, .acos, .atan, .pow, .log, .sqrt, .exp:
      guard arguments.allSatisfy({ $0.type == .number }) else { return fail("'\(name)()' takes numbers") }
    default:
      if let other = arguments.first(where: { $0.type != first }) {
        return fail("'\(name)()' cannot compare \(first.name) with \(other.type.name)")
      }
    }
    return (.call(function, arguments.map(\.node)), result)
  }
}
