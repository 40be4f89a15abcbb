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
    case "multiple", "fractionOf": return .phrase(try approximated(name, first, second, [a, b], place))
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

  /// A round multiple or a simple fraction, with the word that makes it true.
  private func approximated(
    _ name: String, _ first: Operand, _ second: Operand, _ operands: [Quantity], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Phrase {
    let isMultiple = name == "multiple"
    guard let ratio = try quotient(name, first, second, place) else {
      return Phrase(nil, operands: operands, comparisons: [])
    }
    let interval = ratio.term.tightRange()
    var found =
      isMultiple ? Approximation(of: interval, among: Approximation.Target.multiples) : Approximation(share: interval)
    // "Less than one and a half times" may be less than once.
    if isMultiple, found?.word == .lessThan { found = nil }
    return Phrase(
      found.map { isMultiple ? .multiple($0) : .fraction($0) }, outcome: ratio, operands: operands,
      comparisons: [compared(operands[0], operands[1], isDecided: found != nil)],
      hint: isMultiple ? "print ratio(a, b), or say it with changed(b, a)" : "print share(a, b)")
  }

  /// The place of a figure among others, in words.
  func ranking(
    _ subject: Quantity, _ others: [Quantity], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Phrase {
    let rank = try rank(subject, others, place)
    let number = rank.term.range.isPoint ? rank.term.stated?.int : nil
    return Phrase(
      number.map { .place($0) }, outcome: rank, operands: [subject] + others,
      comparisons: others.map { compared(subject, $0, isDecided: number != nil) })
  }

  /// For how many steps in a row a series has gone one way: two at least.
  func inARow(_ items: [Quantity], _ place: Expression.Place) throws(EvaluationFailure) -> Phrase {
    let streak = try streak(items, place)
    let length = streak.term.range.isPoint ? abs(streak.term.stated?.int ?? 0) : 0
    let last = Array(items.suffix(length + 1))
    let comparisons = zip(items, items.dropFirst()).map { compared($1, $0, isDecided: length > 1) }
    return Phrase(
      length > 1 ? .run(length, PeriodLength(between: last.map(\.period))) : nil, outcome: streak, operands: items,
      comparisons: Array(comparisons.suffix(max(length, 2))),
      hint: "the last two steps at least have to go the same way for certain")
  }

  private func compared(
    _ a: Quantity, _ b: Quantity, isDecided: Bool
  ) -> ComparedValues {
    ComparedValues(
      left: .quantity(a), right: .quantity(b), truth: isDecided ? .holds : .undecided)
  }
}
