extension Evaluator {
  /// The phrases that two figures give.
  func phrase(
    _ name: String, _ first: Operand, _ second: Operand, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    if case .null = first { return .null }
    if case .null = second { return .null }
    watch?.combine(.subtract, first, second, place)
    let a = try quantity(first, place)
    let b = try quantity(second, place)
    switch name {
    case "changed": return .phrase(try changed(from: a, to: b, place))
    default: return .phrase(try comparison(of: a, with: b, place))
    }
  }

  /// `higher`, `lower`, or `same` where each stated value lies in the other's interval.
  private func comparison(
    of a: Quantity, with b: Quantity, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Phrase {
    let step = try step(from: b, to: a, place)
    var possible: [Phrase.Comparison] = []
    if step.mayRise { possible.append(.higher) }
    if step.mayFall { possible.append(.lower) }
    if !step.rises, !step.falls { possible.append(.same) }
    return Phrase(
      possible.count == 1 ? .comparison(possible[0]) : nil, possible: possible.map(\.rawValue),
      vocabulary: Phrase.Comparison.keys, operands: [a, b],
      comparisons: [compared(a, b, isDecided: possible.count == 1)])
  }

  /// The way from one figure to another, with how far it is.
  private func changed(
    from a: Quantity, to b: Quantity, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Phrase {
    let step = try step(from: a, to: b, place)
    let difference = try arithmetic(.subtract, .quantity(b), .quantity(a), place)
    let change = try quantity(difference, place)
    let size = try apply(.absolute, [change], unit: change.unit, place).asFigure(id: "", formula: "")
    let trend: Phrase.Trend? =
      step.rises ? .rising : step.falls ? .falling : !step.mayRise && !step.mayFall ? .steady : nil
    var possible: [Phrase.Trend] = []
    if step.mayRise { possible.append(.rising) }
    if step.mayFall { possible.append(.falling) }
    return Phrase(
      trend.map { .change($0, size) }, possible: (possible + [.steady]).map(\.rawValue),
      vocabulary: Phrase.Trend.keys, outcome: change, operands: [a, b],
      comparisons: [compared(b, a, isDecided: trend != nil)])
  }

  private func compared(
    _ a: Quantity, _ b: Quantity, isDecided: Bool
  ) -> ComparedValues {
    ComparedValues(
      left: .quantity(a), right: .quantity(b), truth: isDecided ? .holds : .undecided)
  }
}
