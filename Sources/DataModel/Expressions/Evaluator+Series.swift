import Diagnostics

/// How far one value is known to lie above or below the one before it.
struct SeriesStep {
  var rises: Bool
  var falls: Bool
  /// Whether the figures allow a rise, and a fall.
  var mayRise: Bool
  var mayFall: Bool
}

extension Evaluator {
  /// The step from one figure to another.
  ///
  /// It is none, neither rise nor fall, where each stated value lies in the other's interval: the data print them as one.
  func step(
    from before: Quantity, to after: Quantity, _ place: Expression.Place
  ) throws(EvaluationFailure) -> SeriesStep {
    let difference = try difference(after, before, place)
    let zero = Interval.exactly(.zero)
    if try agree(before, after, place) {
      return SeriesStep(rises: false, falls: false, mayRise: false, mayFall: false)
    }
    return SeriesStep(
      rises: zero.isBelow(difference), falls: difference.isBelow(zero), mayRise: !difference.isNotAbove(zero),
      mayFall: !zero.isNotAbove(difference))
  }

  private func agree(_ a: Quantity, _ b: Quantity, _ place: Expression.Place) throws(EvaluationFailure) -> Bool {
    let common = try inCommonUnit([a, b], place)
    let apart = try apply(.difference, common, unit: common[0].unit, place).term
    guard let distance = apart.stated?.magnitude else { return false }
    return common.allSatisfy { quantity in
      quantity.term.tightRange().width.map { distance + distance <= $0 } ?? false
    }
  }

  /// The steps of a series, in its order.
  ///
  /// A series that goes back in time is a mistake: it is sorted the wrong way or holds several series.
  private func steps(
    _ items: [Quantity], _ name: String, _ place: Expression.Place
  ) throws(EvaluationFailure) -> [SeriesStep] {
    guard items.count > 1 else {
      throw mistake("expression.short-series", "\(name) needs two values at least", place)
    }
    var steps: [SeriesStep] = []
    for (before, after) in zip(items, items.dropFirst()) {
      if let earlier = before.period, let later = after.period, earlier.utf8.count == later.utf8.count,
        later < earlier
      {
        throw mistake(
          "expression.unordered-series", "the series goes back in time: \(later) follows \(earlier)", place,
          hint: "sort it by its period, and keep one series apart from another with 'where'")
      }
      steps.append(try step(from: before, to: after, place))
    }
    return steps
  }

  /// `rising` where a step is up and none may be down, `falling` the other way, `steady` where there is no step, `mixed`
  /// where there are both, `unclear` where the figures do not decide.
  func trend(_ items: [Quantity], _ place: Expression.Place) throws(EvaluationFailure) -> Phrase {
    let steps = try steps(items, "a trend", place)
    let pairs = zip(items, items.dropFirst()).map { before, after in
      ComparedValues(left: .quantity(after), right: .quantity(before), truth: .holds)
    }
    let rises = steps.contains(where: \.rises)
    let falls = steps.contains(where: \.falls)
    let mayRise = steps.indices.filter { steps[$0].mayRise }
    let mayFall = steps.indices.filter { steps[$0].mayFall }
    var possible: [Phrase.Trend] = []
    if !mayRise.isEmpty, !falls { possible.append(.rising) }
    if !mayFall.isEmpty, !rises { possible.append(.falling) }
    if !rises, !falls { possible.append(.steady) }
    if !mayRise.isEmpty, !mayFall.isEmpty, Set(mayRise + mayFall).count > 1 { possible.append(.mixed) }
    if rises, falls { possible = [.mixed] }
    if rises, mayFall.isEmpty { possible = [.rising] }
    if falls, mayRise.isEmpty { possible = [.falling] }
    let open = zip(pairs, steps).filter { pair in
      (pair.1.mayRise && !pair.1.rises) || (pair.1.mayFall && !pair.1.falls)
    }
    return Phrase(
      possible.count == 1 ? .trend(possible[0]) : nil, possible: possible.map(\.rawValue),
      vocabulary: Phrase.Trend.keys, operands: items,
      comparisons: possible.count == 1 ? pairs : open.map { $0.0.undecided })
  }

  /// How many of the last steps went the same way, those down counted below zero.
  func streak(_ items: [Quantity], _ place: Expression.Place) throws(EvaluationFailure) -> Quantity {
    let steps = Array(try steps(items, "a streak", place).reversed())
    func length(_ goesOn: (SeriesStep) -> Bool) -> Int { steps.prefix(while: goesOn).count }
    let rises = length(\.rises)
    let falls = length(\.falls)
    // Where the last step is not decided, it may have gone either way for as long as the steps before allow.
    let low = rises > 0 ? rises : -length(\.mayFall)
    let high = falls > 0 ? -falls : length(\.mayRise)
    let values = items.map(\.term.stated)
    let signs: [Int] = zip(values, values.dropFirst()).reversed().map { before, after in
      guard let before, let after else { return 0 }
      return before == after ? 0 : before < after ? 1 : -1
    }
    let sign = signs.first ?? 0
    let stated = sign == 0 ? 0 : sign * signs.prefix { $0 == sign }.count
    return count(low...high, stated: min(max(stated, low), high), "streak", items)
  }

  /// The place of a figure among others, the greatest first; it need not be among them itself.
  func rank(_ subject: Quantity, _ others: [Quantity], _ place: Expression.Place) throws(EvaluationFailure) -> Quantity
  {
    let zero = Interval.exactly(.zero)
    var above = 0
    var maybe = 0
    var aboveAsStated = 0
    for other in others {
      let difference = try difference(other, subject, place)
      if zero.isBelow(difference) {
        above += 1
      } else if !difference.isNotAbove(zero) {
        maybe += 1
      }
      if let a = other.term.stated, let b = subject.term.stated, a > b { aboveAsStated += 1 }
    }
    let range = (above + 1)...(above + maybe + 1)
    return count(
      range, stated: min(max(aboveAsStated + 1, range.lowerBound), range.upperBound), "rank", [subject] + others)
  }

  /// A whole number that was found by counting, known between two limits.
  private func count(_ range: ClosedRange<Int>, stated: Int, _ name: String, _ counted: [Quantity]) -> Quantity {
    guard counted.contains(where: \.term.hasQuantities) else { return Quantity(constant: Decimal(stated)) }
    let interval = Interval(from: .closed(Decimal(range.lowerBound)), to: .closed(Decimal(range.upperBound)))
    // Counted anew from the same figures it is the same number.
    let names = counted.map { $0.figure?.id ?? $0.inputs.map(\.id).joined(separator: "+") + "\($0.term.range)" }
    let term = Term.quantity(
      .count("\(name) \(interval) \(names.joined(separator: ", "))"), stated: Decimal(stated), range: interval,
      isPlainlyStated: true, writtenPlace: 0)
    return Quantity(term, unit: nil, from: counted)
  }

  /// Whether no other figure is greater (`highest`) or less.
  mutating func isExtreme(
    _ name: String, _ subject: Quantity, _ others: [Quantity], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    let operation: Expression.Operator = name == "highest" ? .greaterOrEqual : .lessOrEqual
    var truth = Truth.holds
    for other in others {
      let one = try compare(operation, .quantity(subject), .quantity(other), place)
      comparisons.append(
        ComparedValues(left: .quantity(subject), right: .quantity(other), truth: one))
      truth = truth.and(one)
    }
    return .truth(truth)
  }

  /// The mean of values, each counted by its weight; a quantity that stands in both is one quantity.
  func weighted(
    _ values: [Operand], _ weights: [Operand], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    guard values.count == weights.count, !values.isEmpty else {
      throw mistake(
        "expression.wrong-arguments", "\(values.count) values have \(weights.count) weights", place,
        hint: "write weighted([a, b], [weight of a, weight of b]) or two columns of one table")
    }
    watch?.combine("weighted", values, place)
    let values = try inCommonUnit(try quantities(values, place), place)
    let weights = try inCommonUnit(try quantities(weights, place), place)
    var products: [Quantity] = []
    for (value, weight) in zip(values, weights) {
      products.append(try apply(.product, [value, weight], unit: nil, place))
    }
    let total = try apply(.sum, products, unit: nil, place)
    let weight = try apply(.sum, weights, unit: nil, place)
    return outcome(try apply(.quotient, [total, weight], unit: values[0].unit, place))
  }
}

extension Truth {
  func and(_ other: Truth) -> Truth {
    if self == .fails || other == .fails { return .fails }
    return self == .holds && other == .holds ? .holds : .undecided
  }
}

extension ComparedValues {
  var undecided: ComparedValues {
    var result = self
    result.truth = .undecided
    return result
  }
}
