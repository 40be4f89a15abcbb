import Diagnostics
import Glibc

extension Evaluator {
  /// Functions by name, with what they take and how many arguments that is.
  static let functions: [(name: String, usage: String, counts: ClosedRange<Int>)] = [
    ("about", "about(x, y) or about(x, y, 0.1)", 2...3), ("abs", "abs(x)", 1...1),
    ("between", "between(x, a, b)", 3...3), ("ceil", "ceil(x)", 1...1), ("change", "change(from, to)", 2...2),
    ("changed", "changed(from, to)", 2...2), ("compare", "compare(a, b)", 2...2), ("exp", "exp(x)", 1...1),
    ("floor", "floor(x)", 1...1), ("fractionOf", "fractionOf(part, whole)", 2...2),
    ("growth", "growth(from, to) or growth(from, to, years)", 2...3), ("high", "high(x)", 1...1),
    ("highest", "highest(x, series)", 2...1000), ("if", "if(condition, a, b)", 3...3),
    ("inARow", "inARow(series)", 1...1000),
    ("index", "index(x, base)", 2...2), ("log", "log(x)", 1...1), ("low", "low(x)", 1...1),
    ("lowest", "lowest(x, series)", 2...1000), ("max", "max(a, b, …)", 1...1000),
    ("mean", "mean(series)", 1...1000), ("min", "min(a, b, …)", 1...1000),
    ("multiple", "multiple(a, b)", 2...2),
    ("pow", "pow(x, y)", 2...2), ("rank", "rank(x, series)", 2...1000), ("ranking", "ranking(x, series)", 2...1000),
    ("ratio", "ratio(a, b)", 2...2),
    ("round", "round(x)", 1...1), ("share", "share(part, whole)", 2...2), ("sqrt", "sqrt(x)", 1...1),
    ("stated", "stated(x)", 1...1), ("streak", "streak(series)", 1...1000), ("sum", "sum(series)", 1...1000),
    ("trend", "trend(series)", 1...1000),
    ("weighted", "weighted(values, weights)", 2...2),
  ]

  mutating func call(
    _ name: String, _ arguments: [Expression], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    if let function = PlainFunctions.named[name] { return try call(function, arguments, place) }
    guard let function = Evaluator.functions.first(where: { $0.name == name }) else {
      let names = Evaluator.functions.map(\.name) + PlainFunctions.named.keys.sorted()
      throw mistake(
        "expression.unknown-function", "there is no function '\(name)'", place,
        hint: didYouMean(name, in: names) ?? "the functions are \(names.joined(separator: ", "))")
    }
    guard function.counts.contains(arguments.count) else {
      throw mistake(
        "expression.wrong-arguments",
        "\(name) does not take \(arguments.count) argument\(arguments.count == 1 ? "" : "s")", place,
        hint: "write \(function.usage)")
    }
    if rows != nil, let plain = try overPlainNumbers(name, arguments) { return plain }
    switch name {
    case "if": return try choose(try truth(of: arguments[0]), arguments[1], arguments[2], place)
    case "sum", "mean", "min", "max", "trend", "streak", "inARow":
      return try overSeries(name, try series(arguments[...]), place)
    case "rank", "ranking", "highest", "lowest": return try amongOthers(name, arguments, place)
    case "weighted":
      return try weighted(try elements(of: arguments[0]), try elements(of: arguments[1]), place)
    case "about", "between": return try nearness(name, arguments, place)
    case "compare", "changed", "multiple", "fractionOf":
      return try phrase(name, try value(of: arguments[0]), try value(of: arguments[1]), place)
    case "growth" where arguments.count == 3:
      return try yearlyGrowth(
        try value(of: arguments[0]), try value(of: arguments[1]), try value(of: arguments[2]), place)
    case "change", "growth", "share", "ratio", "index":
      return try twoFigures(name, try value(of: arguments[0]), try value(of: arguments[1]), place)
    case "pow": return try power(try value(of: arguments[0]), try value(of: arguments[1]), place)
    default: return try onOne(name, try value(of: arguments[0]), arguments[0].place)
    }
  }

  /// The elements of one argument, empty ones among them.
  private mutating func elements(of argument: Expression) throws(EvaluationFailure) -> [Operand] {
    let value = try value(of: argument)
    if case .series(let items) = value { return items }
    return [value]
  }

  /// The elements of the arguments, series opened.
  private mutating func series(_ arguments: ArraySlice<Expression>) throws(EvaluationFailure) -> [Operand] {
    var items: [Operand] = []
    for argument in arguments { items += try elements(of: argument) }
    return items.filter { if case .null = $0 { false } else { true } }
  }

  private func overSeries(
    _ name: String, _ items: [Operand], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    watch?.combine(name, items, place)
    guard !items.isEmpty else {
      throw mistake("expression.empty-series", "\(name) of a series without values", place)
    }
    let quantities = try quantities(items, place)
    if name == "trend" { return .phrase(try trend(quantities, place)) }
    if name == "inARow" { return .phrase(try inARow(quantities, place)) }
    if name == "streak" { return outcome(try streak(quantities, place)) }
    let common = try inCommonUnit(quantities, place)
    switch name {
    case "min": return outcome(try apply(.minimum, common, unit: common[0].unit, place))
    case "max": return outcome(try apply(.maximum, common, unit: common[0].unit, place))
    default:
      let total = try apply(.sum, common, unit: common[0].unit, place)
      if name == "sum" { return outcome(total) }
      let count = Quantity(constant: Decimal(common.count))
      return outcome(try apply(.quotient, [total, count], unit: total.unit, place))
    }
  }

  func inCommonUnit(
    _ quantities: [Quantity], _ place: Expression.Place
  ) throws(EvaluationFailure) -> [Quantity] {
    let unit = quantities.first { $0.unit != nil }?.unit
    var result: [Quantity] = []
    for quantity in quantities {
      let combination: UnitCombination
      do { combination = try Unit.comparison(unit, quantity.unit) } catch { throw mistake(error, place) }
      result.append(try convert(quantity, combination.second, to: unit, place))
    }
    return result
  }

  func quantities(_ operands: [Operand], _ place: Expression.Place) throws(EvaluationFailure) -> [Quantity] {
    var result: [Quantity] = []
    for operand in operands { result.append(try quantity(operand, place)) }
    return result
  }

  private mutating func amongOthers(
    _ name: String, _ arguments: [Expression], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    let subject = try quantity(try value(of: arguments[0]), arguments[0].place)
    let others = try quantities(try series(arguments.dropFirst()), arguments[1].place)
    watch?.combine(name, ([subject] + others).map { .quantity($0) }, place)
    if name == "ranking" { return .phrase(try ranking(subject, others, place)) }
    if name == "rank" { return outcome(try rank(subject, others, place)) }
    return try isExtreme(name, subject, others, place)
  }

  private func twoFigures(
    _ name: String, _ a: Operand, _ b: Operand, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    if name == "ratio" {
      watch?.combine(.divide, a, b, place)
    } else {
      watch?.combine(name, [a, b], place)
    }
    switch name {
    case "change": return try arithmetic(.subtract, b, a, place)
    case "share": return try asPercent(try arithmetic(.divide, a, b, place), place)
    case "ratio": return try quotient(name, a, b, place).map(outcome) ?? .null
    case "index":
      guard let ratio = try quotient(name, a, b, place) else { return .null }
      return outcome(try apply(.product, [ratio, Quantity(constant: 100)], unit: nil, place))
    default:
      // Growth is b / a - 1, in which the base is met once.
      guard let ratio = try quotient(name, b, a, place) else { return .null }
      let growth = try apply(.difference, [ratio, Quantity(constant: .one)], unit: .ratio, place)
      return try asPercent(.quantity(growth), place)
    }
  }

  /// One figure by another of the same kind; nil where either is missing.
  func quotient(
    _ name: String, _ a: Operand, _ b: Operand, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Quantity? {
    let divided = try arithmetic(.divide, a, b, place)
    if case .null = divided { return nil }
    let quotient = try quantity(divided, place)
    guard quotient.unit == nil || quotient.unit == .ratio else {
      throw mistake("expression.unit-mismatch", "\(name) takes two figures of one unit", place)
    }
    return quotient
  }

  /// The rate that, year after year, leads from one figure to the other.
  private func yearlyGrowth(
    _ from: Operand, _ to: Operand, _ years: Operand, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    if case .null = years { return .null }
    watch?.combine("growth", [from, to], place)
    guard let ratio = try quotient("growth", to, from, place) else { return .null }
    var span = try quantity(years, place)
    if let unit = span.unit, unit.dimensions == [Unit.Dimension(noun: "years", power: 1)] {
      span = try convert(span, UnitFactor(exponent: unit.exponent, divisor: unit.divisor), to: nil, place)
    }
    span = try withoutUnit(span, "growth", place)
    guard span.term.range.sign > 0, !span.term.range.contains(.zero) else {
      throw mistake("expression.outside-domain", "a yearly rate over no years, or fewer, has no value", place)
    }
    let logarithm = try apply(.logarithm, [ratio], unit: nil, place)
    let factor = try apply(.exponential, [try apply(.quotient, [logarithm, span], unit: nil, place)], unit: nil, place)
    let growth = try apply(.difference, [factor, Quantity(constant: .one)], unit: .ratio, place)
    return try asPercent(.quantity(growth), place)
  }

  private func asPercent(_ operand: Operand, _ place: Expression.Place) throws(EvaluationFailure) -> Operand {
    if case .null = operand { return .null }
    let ratio = try quantity(operand, place)
    guard let factor = (ratio.unit ?? .ratio).conversion(to: .percent) else {
      throw mistake(
        "expression.unit-mismatch", "a share takes two figures of one unit", place,
        hint: "the quotient is measured in \(ratio.unit?.text ?? "")")
    }
    return .quantity(try convert(ratio, factor, to: .percent, place))
  }

  private func power(
    _ base: Operand, _ exponent: Operand, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    let x = try quantity(base, place)
    let y = try quantity(exponent, place)
    guard y.unit == nil || y.unit?.isPure == true else {
      throw mistake("expression.unit-mismatch", "an exponent has no unit", place)
    }
    if !y.term.hasQuantities, let whole = y.term.stated?.int {
      guard abs(whole) <= 1000 else { throw mistake(ArithmeticFailure.tooLarge, place) }
      let raised = x.unit?.raised(to: whole)
      let prepared = try convert(x, raised?.factor ?? .one, to: raised?.unit, place)
      return outcome(try apply(.power(whole), [prepared], unit: raised?.unit, place))
    }
    let plain = try withoutUnit(x, "pow with a broken exponent", place)
    let logarithm = try apply(.logarithm, [plain], unit: nil, place)
    let scaled = try apply(.product, [logarithm, try withoutUnit(y, "an exponent", place)], unit: nil, place)
    return outcome(try apply(.exponential, [scaled], unit: nil, place))
  }

  private func withoutUnit(
    _ quantity: Quantity, _ function: String, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Quantity {
    guard let unit = quantity.unit else { return quantity }
    guard unit.isPure else {
      throw mistake("expression.unit-mismatch", "\(function) takes a plain number, not \(unit.text)", place)
    }
    return try convert(quantity, unit.factor(to: .ratio), to: nil, place)
  }

  private func onOne(
    _ name: String, _ operand: Operand, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    if case .null = operand { return .null }
    let x = try quantity(operand, place)
    switch name {
    case "abs": return outcome(try apply(.absolute, [x], unit: x.unit, place))
    case "round": return outcome(try apply(.rounded, [x], unit: x.unit, place))
    case "floor": return outcome(try apply(.floor, [x], unit: x.unit, place))
    case "ceil": return outcome(try apply(.ceiling, [x], unit: x.unit, place))
    case "sqrt": return outcome(try apply(.squareRoot, [try withoutUnit(x, name, place)], unit: nil, place))
    case "log": return outcome(try apply(.logarithm, [try withoutUnit(x, name, place)], unit: nil, place))
    case "exp": return outcome(try apply(.exponential, [try withoutUnit(x, name, place)], unit: nil, place))
    default: return try endOrStated(name, x, place)
    }
  }

  /// A figure's stated value or one of its ends, as a plain number in its unit.
  private func endOrStated(
    _ name: String, _ x: Quantity, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    let interval = x.term.tightRange()
    let value = name == "stated" ? x.term.stated : name == "low" ? interval.lower.value : interval.upper.value
    guard let value else {
      throw mistake(
        "expression.unbounded", "the figure has no \(name == "stated" ? "value" : "\(name) end")", place)
    }
    return .number(
      WrittenDecimal(value: value, lastWrittenPlace: x.term.writtenPlace ?? min(0, value.lastPlace)))
  }

  private mutating func call(
    _ function: any PlainFunction, _ arguments: [Expression], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    guard function.counts.contains(arguments.count) else {
      throw mistake(
        "expression.wrong-arguments",
        "\(function.rawValue) does not take \(arguments.count) argument\(arguments.count == 1 ? "" : "s")", place,
        hint: "write \(function.signature)")
    }
    var values: [Operand] = []
    for argument in arguments { values.append(try value(of: argument)) }
    return try function.value(
      of: PlainCall(function: function, arguments: values, expressions: arguments, place: place, evaluator: self))
  }

  /// What a function comes to over a row whose values are plain numbers; nil where they are figures, or where it is no
  /// function of plain numbers.
  private mutating func overPlainNumbers(
    _ name: String, _ arguments: [Expression]
  ) throws(EvaluationFailure) -> Operand? {
    switch name {
    case "sqrt", "log", "exp", "pow", "abs", "ceil", "floor", "round", "min", "max", "sum", "mean": break
    default: return nil
    }
    var numbers: [Double] = []
    for operand in try series(arguments[...]) {
      switch plainNumber(operand) {
      case .number(let number): numbers.append(number.value.double)
      case .null: if arguments.count == 1 || name == "pow" { return .null }
      default: return nil
      }
    }
    guard let first = numbers.first, name != "pow" || numbers.count == 2 else { return .null }
    switch name {
    case "sqrt": return Operand(plain: first.squareRoot())
    case "log": return Operand(plain: Glibc.log(first))
    case "exp": return Operand(plain: Glibc.exp(first))
    case "pow": return Operand(plain: Glibc.pow(first, numbers[1]))
    case "abs": return Operand(plain: abs(first))
    case "ceil": return Operand(plain: first.rounded(.up))
    case "floor": return Operand(plain: first.rounded(.down))
    case "round": return Operand(plain: first.rounded())
    case "min": return Operand(plain: numbers.reduce(first, Swift.min))
    case "max": return Operand(plain: numbers.reduce(first, Swift.max))
    case "sum": return Operand(plain: numbers.reduce(0, +))
    default: return Operand(plain: numbers.reduce(0, +) / Double(numbers.count))
    }
  }
}
