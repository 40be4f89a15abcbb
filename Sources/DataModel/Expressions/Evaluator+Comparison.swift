extension Evaluator {
  /// Whether a comparison holds: decided where the intervals are apart.
  func compare(
    _ operation: Expression.Operator, _ left: Operand, _ right: Operand, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Truth {
    switch (left, right) {
    case (.null, .null): return Truth(operation == .equal)
    case (.null, _), (_, .null):
      // What is missing is equal to nothing, and neither less nor greater.
      return Truth(operation == .notEqual)
    case (.text(let a), .text(let b)): return Truth(ordered(operation, a == b ? 0 : a < b ? -1 : 1))
    case (.truth(let a), .truth(let b)):
      guard operation == .equal || operation == .notEqual else { break }
      if a == .undecided || b == .undecided { return .undecided }
      return Truth((a == b) == (operation == .equal))
    case (.text(let text), .number), (.number, .text(let text)), (.text(let text), .quantity),
      (.quantity, .text(let text)):
      if WrittenDecimal(text) == nil {
        if operation == .equal { return .fails }
        if operation == .notEqual { return .holds }
      }
    default: break
    }
    let a = try quantity(left, place)
    let b = try quantity(right, place)
    if !a.term.hasQuantities, !b.term.hasQuantities, let x = a.term.stated, let y = b.term.stated {
      return Truth(ordered(operation, x == y ? 0 : x < y ? -1 : 1))
    }
    return try compare(operation, a, b, place)
  }

  private func ordered(_ operation: Expression.Operator, _ order: Int) -> Bool {
    switch operation {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    default: order >= 0
    }
  }

  /// The interval of the first less the second, in which a quantity that both rest on is one quantity.
  func difference(
    _ a: Quantity, _ b: Quantity, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Interval {
    let combination: UnitCombination
    do { combination = try Unit.comparison(a.unit, b.unit) } catch { throw mistake(error, place) }
    let first = try convert(a, combination.first, to: combination.unit, place)
    let second = try convert(b, combination.second, to: combination.unit, place)
    return try apply(.difference, [first, second], unit: combination.unit, place).term.tightRange()
  }

  private func compare(
    _ operation: Expression.Operator, _ a: Quantity, _ b: Quantity, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Truth {
    let difference = try difference(a, b, place)
    let zero = Interval.exactly(.zero)
    switch operation {
    case .equal: return Truth(difference.contains(.zero))
    case .notEqual: return Truth(!difference.contains(.zero))
    case .greater:
      return zero.isBelow(difference) ? .holds : difference.isNotAbove(zero) ? .fails : .undecided
    case .less: return difference.isBelow(zero) ? .holds : zero.isNotAbove(difference) ? .fails : .undecided
    case .greaterOrEqual:
      return zero.isNotAbove(difference) ? .holds : difference.isBelow(zero) ? .fails : .undecided
    default: return difference.isNotAbove(zero) ? .holds : zero.isBelow(difference) ? .fails : .undecided
    }
  }
}
