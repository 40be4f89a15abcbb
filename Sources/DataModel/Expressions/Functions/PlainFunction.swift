/// A function of Vega's expression language on plain values: numbers, texts, dates and lists, which have no intervals.
protocol PlainFunction: RawRepresentable<String>, CaseIterable, Sendable {
  /// As it is written: `pad(text, length[, character, align])`; arguments in brackets may be left out, and a dot at the end
  /// says that there may be more.
  var signature: String { get }
  /// How many arguments there may be.
  var counts: ClosedRange<Int> { get }
  func value(of call: PlainCall) throws(EvaluationFailure) -> Operand
}

extension PlainFunction {
  var counts: ClosedRange<Int> {
    let inner = signature.drop { $0 != "(" }.dropFirst().dropLast()
    let all = inner.isEmpty ? 0 : inner.count { $0 == "," } + 1
    let needed = inner.prefix { $0 != "[" }
    let least = needed.allSatisfy { $0 == " " } ? 0 : needed.count { $0 == "," } + 1
    return least...(inner.contains("…") ? 1000 : all)
  }
}

enum PlainFunctions {
  static let named: [String: any PlainFunction] = {
    var named: [String: any PlainFunction] = [:]
    func add<Function: PlainFunction>(_ type: Function.Type) {
      for function in type.allCases { named[function.rawValue] = function }
    }
    add(MathFunction.self)
    add(DistributionFunction.self)
    add(TypeFunction.self)
    add(TextFunction.self)
    add(ListFunction.self)
    add(DateFunction.self)
    add(FormatFunction.self)
    return named
  }()
}

/// A call with its arguments computed, and what is asked of them.
struct PlainCall {
  let function: any PlainFunction
  let arguments: [Operand]
  /// As the arguments are written.
  let expressions: [Expression]
  let place: Expression.Place
  let evaluator: Evaluator

  subscript(index: Int) -> Operand { index < arguments.count ? arguments[index] : .null }
  var count: Int { arguments.count }
  var isEmpty: Bool { self[0].isNull }

  func mistake(_ id: String, _ message: String, hint: String? = nil) -> EvaluationFailure {
    evaluator.mistake(id, message, place, hint: hint)
  }

  /// A figure's stated value over rows, where it is drawn; elsewhere its interval would be lost in silence.
  func number(_ index: Int) throws(EvaluationFailure) -> Double? {
    guard let decimal = try decimal(index) else { return nil }
    return decimal.double
  }
  func decimal(_ index: Int) throws(EvaluationFailure) -> Decimal? {
    switch evaluator.plainNumber(self[index]) {
    case .number(let number): return number.value
    case .quantity(let quantity):
      if evaluator.rows != nil || !quantity.term.hasQuantities { return quantity.term.stated }
      throw mistake(
        "expression.no-interval", "\(function.rawValue) takes plain numbers, not figures",
        hint: "write stated(x) for the figure's value alone")
    default:
      if case .null = self[index] { return nil }
      if evaluator.rows != nil { return nil }
      throw mistake("expression.not-a-number", "\(self[index].kindName) is not a number")
    }
  }
  /// - Parameter usual: What is taken where the argument is left out.
  func number(_ index: Int, or usual: Double) throws(EvaluationFailure) -> Double {
    index < count ? try number(index) ?? usual : usual
  }
  func int(_ index: Int, or usual: Int) throws(EvaluationFailure) -> Int {
    let value = try number(index, or: Double(usual))
    return value.magnitude < 1e15 ? Int(value) : value < 0 ? -1_000_000_000 : 1_000_000_000
  }

  /// A value as a text; nil where it is empty.
  func text(_ index: Int) throws(EvaluationFailure) -> String? {
    if self[index].isNull { return nil }
    if let text = evaluator.plainText(self[index]) { return text }
    if case .quantity(let quantity) = self[index], let stated = quantity.term.stated { return stated.description }
    throw mistake("expression.not-a-text", "\(self[index].kindName) is not a text")
  }

  func list(_ index: Int) throws(EvaluationFailure) -> [Operand]? {
    switch self[index] {
    case .series(let items): return items
    case .null: return nil
    default:
      throw mistake(
        "expression.not-a-list", "\(self[index].kindName) is not a list", hint: "write \(function.signature)")
    }
  }
  /// The numbers of a list, without what is none.
  func numbers(_ index: Int) throws(EvaluationFailure) -> [Double]? {
    try list(index)?.compactMap { item in
      switch evaluator.plainNumber(item) {
      case .number(let number): number.value.double
      case .quantity(let quantity): quantity.term.stated?.double
      default: nil
      }
    }
  }

  /// A date, the text of one, or milliseconds since 1970; four digits are a year.
  func moment(_ index: Int) throws(EvaluationFailure) -> Moment? {
    switch self[index] {
    case .moment(let moment): return moment
    case .null: return nil
    case .text(let text):
      if let date = WrittenDate(text) { return date.moment }
      if evaluator.rows != nil { return nil }
      throw mistake(
        "expression.not-a-date", "\"\(text)\" is not a date", hint: "dates are written 2025, 2025-06 or 2025-06-30")
    default:
      guard let number = try decimal(index) else { return nil }
      if let date = WrittenDate(number.description) { return date.moment }
      let moment = Moment(milliseconds: number.double)
      return moment.isValid ? moment : nil
    }
  }

  /// A pattern, or a text that is looked for as it stands.
  func match(
    _ pattern: Operand, in units: [UInt16], from start: Int = 0
  ) throws(EvaluationFailure) -> TextPattern.Match? {
    guard case .pattern(let text, let flags) = pattern else {
      throw mistake("expression.invalid-pattern", "\(pattern.kindName) is no pattern", hint: "write one as /a.*b/")
    }
    let compiled = try evaluator.pattern(text, flags: flags, place)
    do { return try compiled.match(in: units, from: start) } catch {
      throw mistake("expression.invalid-pattern", error.reason)
    }
  }
}
