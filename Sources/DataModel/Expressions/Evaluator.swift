import Diagnostics

/// What a part of an expression comes to.
enum Operand {
  indirect case quantity(Quantity)
  case number(WrittenDecimal)
  case text(String)
  case truth(Truth)
  indirect case phrase(Phrase)
  case null
  case series([Operand])
  case moment(Moment)
  indirect case object([String: Operand])
  /// A regular expression, which ``PatternCache`` compiles.
  case pattern(String, flags: String)

  var kindName: String {
    switch self {
    case .quantity: "a figure"
    case .number: "a number"
    case .text: "a text"
    case .truth: "a condition"
    case .phrase: "a phrase"
    case .null: "an empty value"
    case .series: "a series"
    case .moment: "a date"
    case .object: "an object"
    case .pattern: "a pattern"
    }
  }
}

/// Why an expression has no value: a mistake in it, or one met in the data that it uses.
enum EvaluationFailure: Error {
  case mistake(ExpressionMistake)
  case data(Diagnostic)
}

/// One comparison, kept so that a claim can show both sides.
struct ComparedValues {
  var left: Operand
  var right: Operand
  /// Of the two sides, where they are parts of the expression.
  var places: (left: Expression.Place, right: Expression.Place)?
  var truth: Truth
}

/// Computes expressions on figures, numbers, texts and conditions that may be undecided.
struct Evaluator {
  /// What a name stands for; nil if nothing has the name.
  typealias Lookup = ([String], Expression.Place) throws(EvaluationFailure) -> Operand?

  let locale: NumberLocale
  let lookup: Lookup
  /// Says which name is near a misspelt one.
  let hint: ([String]) -> String?
  /// Is told what is put together; nil where nobody asks.
  var watch: MixtureWatch?
  /// The row whose cells `datum` names; nil where there is none.
  ///
  /// Over rows, what has no value is empty and not a mistake, and any value is a condition, as in Vega.
  var rows: RowCursor?
  var comparisons: [ComparedValues] = []
  let patterns = PatternCache()

  mutating func value(of expression: Expression) throws(EvaluationFailure) -> Operand {
    switch expression {
    case .number(let number, _): return .number(number)
    case .text(let text, _): return .text(text)
    case .truth(let value, _): return .truth(Truth(value))
    case .null: return .null
    case .name(let parts, let place):
      if let found = try lookup(parts, place) { return found }
      if parts.count == 1, let constant = MathFunction.constants[parts[0]] { return constant }
      let name = parts.joined(separator: ".")
      throw mistake("data.unknown-name", "there is no figure '\(name)'", place, hint: hint(parts))
    case .element(let index, let base, let place): return try element(index, of: base, place)
    case .prefix(let operation, let inner, let place):
      return try prefix(operation, try value(of: inner), place)
    case .column(let column, let place):
      guard let rows else { throw mistake("data.unknown-name", "there is no row here", place) }
      return try rows.value(of: column)
    case .object(let members, _):
      var object: [String: Operand] = [:]
      for member in members { object[member.name] = try value(of: member.value) }
      return .object(object)
    case .pattern(let pattern, let flags, _): return .pattern(pattern, flags: flags)
    case .binary(.and, let a, let b, _) where rows != nil: return try chosen(a, or: b, if: .holds)
    case .binary(.or, let a, let b, _) where rows != nil: return try chosen(a, or: b, if: .fails)
    case .binary(.and, let a, let b, _):
      let left = try truth(of: a)
      return .truth(left == .fails ? .fails : left.and(try truth(of: b)))
    case .binary(.or, let a, let b, _):
      let left = try truth(of: a)
      if left == .holds { return .truth(.holds) }
      let right = try truth(of: b)
      return .truth(right == .holds ? .holds : left == .fails && right == .fails ? .fails : .undecided)
    case .binary(let operation, let a, let b, let place):
      var left = try value(of: a)
      var right = try value(of: b)
      watch?.combine(operation, left, right, place)
      if operation.isComparison {
        (left, right) = (share(a, left, besides: right), share(b, right, besides: left))
        let truth = try compare(operation, left, right, place)
        if rows == nil {
          comparisons.append(ComparedValues(left: left, right: right, places: (a.place, b.place), truth: truth))
        }
        return .truth(truth)
      }
      return try arithmetic(operation, left, right, place)
    case .conditional(let condition, let first, let second, let place):
      return try choose(try truth(of: condition), first, second, place)
    case .call(let name, let arguments, let place): return try call(name, arguments, place)
    case .list(let items, _):
      var series: [Operand] = []
      for item in items { series.append(try value(of: item)) }
      return .series(series)
    }
  }

  mutating func choose(
    _ truth: Truth, _ first: Expression, _ second: Expression, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    switch truth {
    case .holds: return try value(of: first)
    case .fails: return try value(of: second)
    case .undecided:
      throw mistake(
        "expression.undecided", "the figures do not decide the condition", place,
        hint: "compare stated(x) to go by the stated values")
    }
  }

  /// `a && b` and `a || b` over rows: the second value where the first decides nothing, else the first.
  private mutating func chosen(
    _ first: Expression, or second: Expression, if wanted: Truth
  ) throws(EvaluationFailure) -> Operand {
    let left = try value(of: first)
    switch truthiness(left) {
    case wanted: return try value(of: second)
    case .undecided:
      let right = truthiness(try value(of: second))
      return .truth(right == wanted || right == .undecided ? .undecided : right)
    default: return left
    }
  }

  /// Whether a value counts as true, as in JavaScript.
  func truthiness(_ operand: Operand) -> Truth {
    switch operand {
    case .truth(let truth): truth
    case .null: .fails
    case .number(let number): Truth(!number.value.isZero)
    case .quantity(let quantity): Truth(quantity.term.stated?.isZero == false)
    case .text(let text): Truth(!text.isEmpty)
    case .phrase, .series, .moment, .object, .pattern: .holds
    }
  }

  func pattern(
    _ text: String, flags: String, _ place: Expression.Place
  ) throws(EvaluationFailure) -> TextPattern {
    do { return try patterns.pattern(text, flags: flags) } catch {
      throw mistake("expression.invalid-pattern", error.reason, place)
    }
  }

  mutating func truth(of expression: Expression) throws(EvaluationFailure) -> Truth {
    switch try value(of: expression) {
    case .truth(let truth): return truth
    case .null: return .fails
    case let other where rows != nil: return truthiness(other)
    case let other:
      throw mistake(
        "expression.not-a-condition", "\(other.kindName) is no condition", expression.place,
        hint: "compare it with something, such as x > 0")
    }
  }

  func mistake(
    _ id: String, _ message: String, _ place: Expression.Place, hint: String? = nil
  ) -> EvaluationFailure {
    .mistake(ExpressionMistake(id: id, message: message, start: place.start, end: place.end, hint: hint))
  }

  private mutating func element(
    _ index: Expression, of base: Expression, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    let key = try value(of: index)
    if case .text(let member) = key, let parts = try path(of: base) {
      if let found = try lookup(parts + [member], place) { return found }
      throw mistake(
        "data.unknown-name", "'\(parts.joined(separator: "."))' has no '\(member)'", place,
        hint: hint(parts + [member]))
    }
    let whole = try value(of: base)
    if case .text(let member) = key, let found = self.member(member, of: whole) { return found }
    if case .null = whole, rows != nil { return .null }
    guard let at = wholeNumber(key) else {
      throw mistake("expression.no-elements", "only a series has elements, by their number", place)
    }
    if case .text(let text) = whole, rows != nil {
      let characters = Array(text)
      return characters.indices.contains(at) ? .text(String(characters[at])) : .null
    }
    guard case .series(let items) = whole else {
      throw mistake("expression.no-elements", "only a series has elements, by their number", place)
    }
    guard items.indices.contains(at) else {
      if rows != nil { return .null }
      throw mistake(
        "expression.no-such-element", "the series has \(items.count) elements, counted from 0", place,
        hint: "a key is written in quotes: ['\(at)']")
    }
    return items[at]
  }

  /// What an object has under a name, and the length of a series or text.
  private func member(_ name: String, of whole: Operand) -> Operand? {
    switch whole {
    case .object(let members): members[name] ?? .null
    case .series(let items) where name == "length": number(items.count)
    case .text(let text) where name == "length": number(text.count)
    default: nil
    }
  }

  /// The parts of a name, the last of which may stand in brackets: `a.b['c']`; nil for what is no name.
  private mutating func path(of expression: Expression) throws(EvaluationFailure) -> [String]? {
    switch expression {
    case .name(let parts, _): return parts
    case .element(let index, let base, _):
      guard let parts = try path(of: base), case .text(let member) = try value(of: index) else { return nil }
      return parts + [member]
    default: return nil
    }
  }

  /// The number of an element: one that is written, or a count such as a rank that the data decide.
  private func wholeNumber(_ operand: Operand) -> Int? {
    switch operand {
    case .number(let number): number.value.int
    case .quantity(let quantity) where quantity.term.isCount && quantity.term.range.isPoint:
      quantity.term.range.lower.value?.int
    default: nil
    }
  }

  func quantity(_ operand: Operand, _ place: Expression.Place) throws(EvaluationFailure) -> Quantity {
    switch operand {
    case .quantity(let quantity): return quantity
    case .number(let number): return Quantity(constant: number.value)
    case .text(let text):
      if let number = WrittenDecimal(text) { return Quantity(constant: number.value) }
      throw mistake("expression.not-a-number", "the text \"\(text)\" is not a number", place)
    default: throw mistake("expression.not-a-number", "\(operand.kindName) is not a number", place)
    }
  }

  private func prefix(
    _ operation: Expression.Prefix, _ operand: Operand, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    switch operation {
    case .not:
      switch operand {
      case .truth(let truth): return .truth(truth.negated)
      case .null: return .truth(.holds)
      case let other where rows != nil: return .truth(truthiness(other).negated)
      default: throw mistake("expression.not-a-condition", "\(operand.kindName) is no condition", place)
      }
    case .plus:
      if case .null = operand { return .null }
      if case .quantity = operand { return operand }
      if rows != nil { return plainNumber(operand) }
      return outcome(try quantity(operand, place))
    case .minus:
      if case .null = operand { return .null }
      let operand = rows == nil ? operand : plainNumber(operand)
      if case .null = operand { return .null }
      if case .number(let number) = operand {
        return .number(WrittenDecimal(value: -number.value, lastWrittenPlace: number.lastWrittenPlace))
      }
      let inner = try quantity(operand, place)
      return outcome(try apply(.negation, [inner], unit: inner.unit, place))
    }
  }

  /// A quantity without figures in it is a plain number again.
  func outcome(_ quantity: Quantity) -> Operand {
    if quantity.term.hasQuantities || quantity.unit != nil { return .quantity(quantity) }
    guard let value = quantity.term.stated else { return .quantity(quantity) }
    return .number(WrittenDecimal(value: value, lastWrittenPlace: min(0, value.lastPlace)))
  }

  /// - Parameter divisor: As it was before its unit was changed; else the last operand.
  func apply(
    _ operation: Term.Operation, _ operands: [Quantity], unit: Unit?, divisor: Quantity? = nil,
    _ place: Expression.Place
  ) throws(EvaluationFailure) -> Quantity {
    do {
      return Quantity(try Term.of(operation, operands.map(\.term)), unit: unit, from: operands)
    } catch {
      throw mistake(error, divisor: divisor ?? operands.last, place)
    }
  }

  func convert(
    _ quantity: Quantity, _ factor: UnitFactor, to unit: Unit?, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Quantity {
    do { return try quantity.converted(by: factor, to: unit) } catch { throw mistake(error, place) }
  }

  func mistake(
    _ failure: ArithmeticFailure, divisor: Quantity? = nil, _ place: Expression.Place
  ) -> EvaluationFailure {
    let (message, hint) = failure.words(divisor: divisor)
    return mistake(failure.id, message, place, hint: hint)
  }

  func mistake(_ mismatch: UnitMismatch, _ place: Expression.Place) -> EvaluationFailure {
    func name(_ unit: Unit?) -> String {
      unit.map { $0.text.isEmpty ? "a plain number" : $0.text } ?? "a plain number"
    }
    return mistake(
      "expression.unit-mismatch",
      "\(name(mismatch.second)) cannot be \(mismatch.participle) \(name(mismatch.first))", place,
      hint: mismatch.reason)
  }

  func arithmetic(
    _ operation: Expression.Operator, _ left: Operand, _ right: Operand, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    if case .null = left { return .null }
    if case .null = right { return .null }
    if operation == .add {
      if case .text(let a) = left, let b = plainText(right) { return .text(a + b) }
      if case .text(let b) = right, let a = plainText(left) { return .text(a + b) }
    }
    var left = left
    var right = right
    if rows != nil || left.isMoment || right.isMoment {
      (left, right) = (plainNumber(left), plainNumber(right))
      if case .null = left { return .null }
      if case .null = right { return .null }
      if case .number(let y) = right, y.value.isZero, operation == .divide || operation == .remainder { return .null }
    }
    let a = try quantity(left, place)
    let b = try quantity(right, place)
    if operation == .remainder { return try remainder(a, b, place) }
    let (combination, term) = try combine(operation, a.unit, b.unit, place)
    let first = try convert(a, combination.first, to: combination.unit, place)
    let second = try convert(b, combination.second, to: combination.unit, place)
    return outcome(try apply(term, [first, second], unit: combination.unit, divisor: b, place))
  }

  private func combine(
    _ operation: Expression.Operator, _ a: Unit?, _ b: Unit?, _ place: Expression.Place
  ) throws(EvaluationFailure) -> (UnitCombination, Term.Operation) {
    do {
      switch operation {
      case .add: return (try Unit.sum(a, b, isDifference: false), .sum)
      case .subtract: return (try Unit.sum(a, b, isDifference: true), .difference)
      case .multiply: return (Unit.product(a, b), .product)
      default: return (Unit.quotient(a, b), .quotient)
      }
    } catch {
      throw mistake(error, place)
    }
  }

  private func remainder(_ a: Quantity, _ b: Quantity, _ place: Expression.Place) throws(EvaluationFailure)
    -> Operand
  {
    guard !a.term.hasQuantities, !b.term.hasQuantities, let x = a.term.stated, let y = b.term.stated else {
      throw mistake("expression.remainder-of-figure", "% takes plain numbers, not figures", place)
    }
    guard !y.isZero else { throw mistake(ArithmeticFailure.divisorMayBeZero, divisor: b, place) }
    let quotient = x.divided(by: y, .nearest)
    let whole = quotient.isNegative ? quotient.rounded(toPlace: 0, .up) : quotient.rounded(toPlace: 0, .down)
    let rest = x - whole * y
    return .number(WrittenDecimal(value: rest, lastWrittenPlace: min(0, rest.lastPlace)))
  }

  func number(_ value: Int) -> Operand {
    .number(WrittenDecimal(value: Decimal(value), lastWrittenPlace: 0))
  }

  /// A value as a number where it is one, as in JavaScript: the milliseconds of a date, the number that a text writes.
  func plainNumber(_ operand: Operand) -> Operand {
    switch operand {
    case .number, .quantity, .null: return operand
    case .moment(let moment): return Operand(plain: moment.milliseconds)
    case .truth(let truth): return truth == .undecided ? .null : number(truth == .holds ? 1 : 0)
    case .text(let text):
      if let written = WrittenDecimal(text) { return .number(written) }
      return WrittenDate(text).map { Operand(plain: $0.moment.milliseconds) } ?? .null
    case .phrase, .series, .object, .pattern: return .null
    }
  }

  /// A value as it stands in a text that is put together; nil for what has none.
  func plainText(_ operand: Operand) -> String? {
    switch operand {
    case .text(let text): text
    // JavaScript's numbers have no more digits than these.
    case .number(let number): number.value.rounded(toPlace: number.value.leadingPlace - 15).description
    case .quantity(let quantity): rows == nil ? nil : quantity.term.stated?.description
    case .truth(let truth): truth == .holds ? "true" : truth == .fails ? "false" : nil
    case .moment(let moment): moment.text
    case .phrase, .null, .series, .object, .pattern: nil
    }
  }
}

extension Operand {
  /// A binary number; empty where it is none.
  init(plain value: Double) {
    if value == value.rounded(), value.magnitude < 1e15 {
      self = .number(WrittenDecimal(value: Decimal(Int(value)), lastWrittenPlace: 0))
    } else if let decimal = Decimal(value) {
      self = .number(WrittenDecimal(value: decimal, lastWrittenPlace: min(0, decimal.lastPlace)))
    } else {
      self = .null
    }
  }

  var isMoment: Bool { if case .moment = self { true } else { false } }
  var isNull: Bool { if case .null = self { true } else { false } }
}
