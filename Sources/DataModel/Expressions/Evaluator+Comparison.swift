import Diagnostics

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
    case (.truth(let a), .text(let word)), (.text(let word), .truth(let a)):
      // Cells hold words.
      guard operation == .equal || operation == .notEqual, word == "true" || word == "false" else { break }
      let equal = a == .undecided ? Truth.undecided : Truth((a == .holds) == (word == "true"))
      return operation == .equal ? equal : equal.negated
    case (.moment, _), (_, .moment):
      guard case .number(let a) = plainNumber(left), case .number(let b) = plainNumber(right) else {
        return Truth(operation == .notEqual)
      }
      return Truth(ordered(operation, a.value == b.value ? 0 : a.value < b.value ? -1 : 1))
    case (.truth(let a), .truth(let b)):
      guard operation == .equal || operation == .notEqual else { break }
      if a == .undecided || b == .undecided { return .undecided }
      return Truth((a == b) == (operation == .equal))
    case (.phrase(let phrase), .text(let word)), (.text(let word), .phrase(let phrase)):
      guard phrase.vocabulary.isEmpty || phrase.vocabulary.contains(word) else {
        throw mistake(
          "expression.unknown-word", "the phrase is never '\(word)'", place,
          hint: didYouMean(word, in: phrase.vocabulary)
            ?? "it is one of \(phrase.vocabulary.joined(separator: ", "))")
      }
      return try compare(operation, phrase.equals(word), place)
    case (.phrase(let a), .phrase(let b)):
      return try compare(operation, a.meaning == nil || b.meaning == nil ? .undecided : Truth(a.key == b.key), place)
    case (.text(let text), .number), (.number, .text(let text)), (.text(let text), .quantity),
      (.quantity, .text(let text)):
      if WrittenDecimal(text) == nil {
        if operation == .equal { return .fails }
        if operation == .notEqual { return .holds }
        // A word is neither less nor greater than a number.
        if rows != nil { return .fails }
      }
    default: break
    }
    var left = left
    var right = right
    if rows != nil {
      (left, right) = (plainNumber(left), plainNumber(right))
      if left.isNull || right.isNull { return Truth(operation == .notEqual) }
    }
    let a = try quantity(left, place)
    let b = try quantity(right, place)
    if !a.term.hasQuantities, !b.term.hasQuantities, let x = a.term.stated, let y = b.term.stated {
      return Truth(ordered(operation, x == y ? 0 : x < y ? -1 : 1))
    }
    return try compare(operation, a, b, place)
  }

  /// Equal or not; phrases have no order.
  private func compare(
    _ operation: Expression.Operator, _ equal: Truth, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Truth {
    switch operation {
    case .equal: return equal
    case .notEqual: return equal.negated
    default:
      throw mistake(
        "expression.no-order", "words have no order", place,
        hint: "compare a phrase with == or !=, as in trend(x) == 'rising'")
    }
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
    if a.term.isCount || b.term.isCount, operation == .equal || operation == .notEqual {
      // A measure agrees with a number that its interval holds; a count is that number or another.
      let equal = difference == zero ? Truth.holds : Truth(difference.contains(.zero)).orUndecided
      return operation == .equal ? equal : equal.negated
    }
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

extension Truth {
  var negated: Truth {
    switch self {
    case .holds: .fails
    case .fails: .holds
    case .undecided: .undecided
    }
  }
  /// What only may hold.
  fileprivate var orUndecided: Truth { self == .holds ? .undecided : self }
}
