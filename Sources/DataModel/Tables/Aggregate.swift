import Diagnostics

/// What many figures come to: the same code for SQL's functions, charts and tables.
public enum Aggregate: String, Sendable, CaseIterable {
  case sum, mean, share, difference, count, min, max, median

  /// The aggregate of figures that share a unit; nil for none (a count is 0).
  ///
  /// `share` is the first as percent of the second, `difference` the first less the second.
  public func of(_ figures: [Figure], at range: SourceRange) throws(Diagnostic) -> Figure? {
    if self == .count {
      var count = Quantity(constant: Decimal(figures.count)).asFigure(id: "count", formula: "count")
      count.inputs = figures.flatMap(\.inputs)
      return count
    }
    guard let first = figures.first else { return nil }
    let quantities = figures.map { Quantity($0) }
    var result: Quantity
    do {
      switch self {
      case .share, .difference:
        guard figures.count == 2 else {
          throw Diagnostic.error(
            "data.wrong-arguments", "a \(rawValue) takes two figures, not \(figures.count)", at: range)
        }
        result = try ofTwo(quantities[0], quantities[1])
      default: result = try ofAll(try inUnit(of: first, quantities))
      }
    } catch let failure as ArithmeticFailure {
      let (message, hint) = failure.words(divisor: quantities.last)
      throw .error(failure.id, "the \(rawValue) has no value: \(message)", at: range, hint: hint)
    } catch let mismatch as UnitMismatch {
      throw .error(
        "expression.unit-mismatch",
        "\(mismatch.second?.text ?? "a plain number") cannot be \(mismatch.participle) \(mismatch.first?.text ?? "a plain number")",
        at: range, hint: mismatch.reason)
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      preconditionFailure("the operations above throw nothing else")
    }
    result.figure = nil
    let names = figures.prefix(3).map(\.id).joined(separator: ", ") + (figures.count > 3 ? ", …" : "")
    return result.asFigure(id: "\(rawValue)(\(names))", formula: "\(rawValue) of \(figures.count) figures")
  }

  private func inUnit(of first: Figure, _ quantities: [Quantity]) throws -> [Quantity] {
    try quantities.map { quantity in
      if quantity.unit == first.unit { return quantity }
      let combination = try Unit.comparison(first.unit, quantity.unit)
      return try quantity.converted(by: combination.second, to: first.unit ?? quantity.unit)
    }
  }

  private func ofTwo(_ a: Quantity, _ b: Quantity) throws -> Quantity {
    let combination =
      self == .share ? Unit.quotient(a.unit, b.unit) : try Unit.sum(a.unit, b.unit, isDifference: true)
    let first = try a.converted(by: combination.first, to: combination.unit)
    let second = try b.converted(by: combination.second, to: combination.unit)
    let outcome = Quantity(
      try Term.of(self == .share ? .quotient : .difference, [first.term, second.term]),
      unit: combination.unit,
      from: [a, b])
    guard self == .share else { return outcome }
    guard let factor = (outcome.unit ?? .ratio).conversion(to: .percent) else {
      throw UnitMismatch(first: a.unit, second: b.unit, verb: .compare)
    }
    return try outcome.converted(by: factor, to: .percent)
  }

  private func ofAll(_ quantities: [Quantity]) throws -> Quantity {
    let unit = quantities[0].unit
    let terms = quantities.map(\.term)
    switch self {
    case .min: return Quantity(try .of(.minimum, terms), unit: unit, from: quantities)
    case .max: return Quantity(try .of(.maximum, terms), unit: unit, from: quantities)
    case .median: return Quantity(median(terms), unit: unit, from: quantities)
    default:
      let sum = try Term.of(.sum, terms)
      let total = Quantity(sum, unit: unit, from: quantities)
      if self == .sum { return total }
      return Quantity(
        try .of(.quotient, [sum, .constant(Decimal(terms.count))]), unit: unit, from: [total])
    }
  }

  /// The median of the lower ends, of the stated values and of the upper ends. It is a quantity of its own, and what is
  /// reckoned with it takes it for independent of its figures.
  private func median(_ terms: [Term]) -> Term {
    func middle(_ values: [Decimal]) -> Decimal {
      let sorted = values.sorted()
      let half = sorted.count / 2
      if sorted.count % 2 == 1 { return sorted[half] }
      return (sorted[half - 1] + sorted[half]) * Decimal(mantissa: 5, exponent: -1)
    }
    let lows = terms.compactMap(\.range.lower.value)
    let highs = terms.compactMap(\.range.upper.value)
    let stated = terms.compactMap { $0.stated ?? $0.range.midpoint }
    let range = Interval(
      from: lows.count == terms.count ? .closed(middle(lows)) : .unbounded,
      to: highs.count == terms.count ? .closed(middle(highs)) : .unbounded)
    let key = terms.map { term in
      if case .quantity(let key) = term.operation { return "\(key)" }
      return "\(term.range)"
    }
    return .quantity(
      .named("median of \(key.joined(separator: ", "))"),
      stated: stated.isEmpty ? .zero : middle(stated), range: range,
      isPlainlyStated: terms.allSatisfy(\.isPlainlyStated),
      writtenPlace: terms.compactMap(\.writtenPlace).min())
  }
}
