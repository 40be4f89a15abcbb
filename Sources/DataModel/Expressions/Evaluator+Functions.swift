import Diagnostics

extension Evaluator {
  /// Functions by name, with what they take.
  static let functions: [(name: String, usage: String)] = [
    ("abs", "abs(x)"), ("ceil", "ceil(x)"), ("change", "change(from, to)"), ("exp", "exp(x)"),
    ("floor", "floor(x)"), ("format", "format(x, 'percent(1)')"), ("growth", "growth(from, to)"),
    ("high", "high(x)"), ("if", "if(condition, a, b)"), ("indexof", "indexof(text, part)"),
    ("isValid", "isValid(x)"), ("length", "length(series)"), ("log", "log(x)"), ("low", "low(x)"),
    ("lower", "lower(text)"), ("max", "max(a, b, …)"), ("mean", "mean(series)"), ("min", "min(a, b, …)"),
    ("month", "month(date)"), ("pow", "pow(x, y)"), ("rank", "rank(x, series)"), ("round", "round(x)"),
    ("share", "share(part, whole)"), ("sqrt", "sqrt(x)"), ("stated", "stated(x)"), ("sum", "sum(series)"),
    ("trend", "trend(series)"), ("upper", "upper(text)"), ("year", "year(date)"),
  ]

  mutating func call(
    _ name: String, _ arguments: [Expression], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    guard let function = Evaluator.functions.first(where: { $0.name == name }) else {
      let names = Evaluator.functions.map(\.name)
      throw mistake(
        "expression.unknown-function", "there is no function '\(name)'", place,
        hint: didYouMean(name, in: names) ?? "the functions are \(names.joined(separator: ", "))")
    }
    let usage = function.usage
    func expect(_ counts: ClosedRange<Int>) throws(EvaluationFailure) {
      guard counts.contains(arguments.count) else {
        throw mistake(
          "expression.wrong-arguments",
          "\(name) does not take \(arguments.count) argument\(arguments.count == 1 ? "" : "s")", place,
          hint: "write \(usage)")
      }
    }
    switch name {
    case "if":
      try expect(3...3)
      return try choose(try truth(of: arguments[0]), arguments[1], arguments[2], place)
    case "sum", "mean", "min", "max", "trend":
      try expect(1...1000)
      return try overSeries(name, try series(arguments), place)
    case "rank":
      try expect(2...2)
      return try rank(arguments, place)
    case "change", "growth", "share":
      try expect(2...2)
      return try twoFigures(name, try value(of: arguments[0]), try value(of: arguments[1]), place)
    case "pow":
      try expect(2...2)
      return try power(try value(of: arguments[0]), try value(of: arguments[1]), place)
    case "format", "indexof":
      try expect(2...2)
      return try onTexts(name, try value(of: arguments[0]), try value(of: arguments[1]), place)
    default:
      try expect(1...1)
      return try onOne(name, try value(of: arguments[0]), arguments[0].place)
    }
  }

  /// The elements of the arguments, series opened.
  private mutating func series(_ arguments: [Expression]) throws(EvaluationFailure) -> [Operand] {
    var items: [Operand] = []
    for argument in arguments {
      let value = try value(of: argument)
      if case .series(let inner) = value { items += inner } else { items.append(value) }
    }
    return items.filter { if case .null = $0 { false } else { true } }
  }

  private func overSeries(
    _ name: String, _ items: [Operand], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    watch?.combine(name, items, place)
    guard !items.isEmpty else {
      throw mistake("expression.empty-series", "\(name) of a series without values", place)
    }
    var quantities: [Quantity] = []
    for item in items { quantities.append(try quantity(item, place)) }
    if name == "trend" { return .text(try trend(quantities, place)) }
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

  /// `rising` or `falling` where each step is decided that way, `steady` where none is apart from the next, `mixed` where
  /// there are both, `unclear` otherwise.
  private func trend(_ items: [Quantity], _ place: Expression.Place) throws(EvaluationFailure) -> String {
    var rises = 0
    var falls = 0
    for (before, after) in zip(items, items.dropFirst()) {
      let step = try difference(after, before, place)
      if Interval.exactly(.zero).isBelow(step) { rises += 1 }
      if step.isBelow(.exactly(.zero)) { falls += 1 }
    }
    let steps = items.count - 1
    guard steps > 0 else {
      throw mistake("expression.short-series", "a trend needs two values at least", place)
    }
    if rises == steps { return "rising" }
    if falls == steps { return "falling" }
    if rises > 0, falls > 0 { return "mixed" }
    return rises == 0 && falls == 0 ? "steady" : "unclear"
  }

  /// The place of a figure among others, the greatest first; it need not be among them itself.
  private mutating func rank(
    _ arguments: [Expression], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    let subject = try quantity(try value(of: arguments[0]), arguments[0].place)
    let others = try series([arguments[1]])
    watch?.combine("rank", [.quantity(subject)] + others, place)
    var position = 1
    for item in others {
      let other = try quantity(item, arguments[1].place)
      let step = try difference(other, subject, place)
      if Interval.exactly(.zero).isBelow(step) {
        position += 1
      } else if !step.isNotAbove(.exactly(.zero)) {
        let name = other.figure?.id ?? other.inputs.first?.id ?? "another figure"
        throw mistake(
          "expression.undecided", "the rank is undecided: \(name) may be greater or less", place,
          hint: "compare stated(x) to go by the stated values")
      }
    }
    return .number(WrittenDecimal(value: Decimal(position), lastWrittenPlace: 0))
  }

  private func twoFigures(
    _ name: String, _ a: Operand, _ b: Operand, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    watch?.combine(name, [a, b], place)
    switch name {
    case "change": return try arithmetic(.subtract, b, a, place)
    case "share": return try asPercent(try arithmetic(.divide, a, b, place), place)
    default:
      // Growth is b / a - 1, in which the base is met once.
      let ratio = try arithmetic(.divide, b, a, place)
      if case .null = ratio { return .null }
      let quotient = try quantity(ratio, place)
      guard quotient.unit == nil || quotient.unit == .ratio else {
        throw mistake("expression.unit-mismatch", "growth takes two figures of one unit", place)
      }
      let one = Quantity(constant: .one)
      let growth = try apply(.difference, [quotient, one], unit: .ratio, place)
      return try asPercent(.quantity(growth), place)
    }
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
    switch name {
    case "isValid": if case .null = operand { return .truth(.fails) } else { return .truth(.holds) }
    case "length":
      switch operand {
      case .series(let items): return number(items.count)
      case .text(let text): return number(text.count)
      default: throw mistake("expression.no-length", "\(operand.kindName) has no length", place)
      }
    case "lower", "upper", "year", "month":
      if case .null = operand { return .null }
      return try onText(name, operand, place)
    default: break
    }
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

  private func onText(
    _ name: String, _ operand: Operand, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    var text: String
    switch operand {
    case .text(let written): text = written
    case .number(let number) where name == "year": text = number.value.description
    default: throw mistake("expression.not-a-text", "\(operand.kindName) is not a text", place)
    }
    switch name {
    case "lower": return .text(text.lowercased())
    case "upper": return .text(text.uppercased())
    default:
      guard let date = CalendarText(text) else {
        throw mistake(
          "expression.not-a-date", "\"\(text)\" is not a date", place,
          hint: "dates are written 2025, 2025-06 or 2025-06-30")
      }
      if name == "year" { return number(date.year) }
      return date.month.map(number) ?? .null
    }
  }

  private func onTexts(
    _ name: String, _ first: Operand, _ second: Operand, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    guard case .text(let text) = second else {
      throw mistake("expression.not-a-text", "\(second.kindName) is not a text", place)
    }
    if name == "indexof" {
      guard case .text(let whole) = first else {
        throw mistake("expression.not-a-text", "\(first.kindName) is not a text", place)
      }
      let found = whole.firstRange(of: text).map { whole.distance(from: whole.startIndex, to: $0.lowerBound) }
      return number(text.isEmpty ? 0 : found ?? -1)
    }
    if case .null = first { return .null }
    let figure = try quantity(first, place).asFigure(id: "", formula: nil)
    do {
      let format = try FigureFormat(parsing: text, at: .file(""))
      return .text(try FigurePrinter(locale: locale).text(of: figure, as: format, at: .file("")))
    } catch {
      throw mistake(error.id, error.message, place, hint: error.hint)
    }
  }

  private func number(_ value: Int) -> Operand {
    .number(WrittenDecimal(value: Decimal(value), lastWrittenPlace: 0))
  }
}
