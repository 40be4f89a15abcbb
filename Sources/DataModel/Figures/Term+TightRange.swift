extension Term {
  /// The interval of the term when a quantity met more than once is one quantity.
  ///
  /// Where the derivative by each repeated quantity keeps its sign, the ends are reached at corners and are exact.
  /// Otherwise the repeated quantities' intervals are halved, ten times in all, and the parts' ranges joined; their ends
  /// are rounded outwards. Derivatives are computed on intervals, forwards (R. E. Moore, Interval Analysis, 1966).
  func tightRange() -> Interval {
    let program = TermProgram(self)
    if program.repeated.isEmpty { return range }
    return program.range(of: program.leafRanges, natural: range, depth: 10)
  }
}

/// A term laid out in an array, operands before what uses them.
private struct TermProgram {
  private struct Step {
    var operation: Term.Operation
    var operands: [Int]
    /// For a leaf: its quantity's number, or -1 for a constant.
    var quantity: Int
    var constant: Interval
  }
  private var steps: [Step] = []
  /// One for each quantity.
  private(set) var leafRanges: [Interval] = []
  /// Quantities that are met more than once and are not known exactly.
  private(set) var repeated: [Int] = []

  init(_ term: Term) {
    var places: [ObjectIdentifier: Int] = [:]
    var quantities: [QuantityKey: Int] = [:]
    // Depth first without recursion, since a term may be as deep as a formula is long.
    var stack: [(term: Term, isReady: Bool)] = [(term, false)]
    while let (next, isReady) = stack.popLast() {
      if places[ObjectIdentifier(next)] != nil { continue }
      if !isReady {
        stack.append((next, true))
        for operand in next.operands where places[ObjectIdentifier(operand)] == nil {
          stack.append((operand, false))
        }
        continue
      }
      var quantity = -1
      if case .quantity(let key) = next.operation {
        if let known = quantities[key] {
          quantity = known
        } else {
          quantity = leafRanges.count
          quantities[key] = quantity
          leafRanges.append(next.range)
        }
      }
      places[ObjectIdentifier(next)] = steps.count
      steps.append(
        Step(
          operation: next.operation, operands: next.operands.compactMap { places[ObjectIdentifier($0)] },
          quantity: quantity, constant: next.range))
    }
    // How often each step is used, from the top down; two stands for more.
    var uses = [Int](repeating: 0, count: steps.count)
    uses[steps.count - 1] = 1
    var counts = [Int](repeating: 0, count: leafRanges.count)
    for index in steps.indices.reversed() {
      for operand in steps[index].operands { uses[operand] = min(2, uses[operand] + uses[index]) }
      if steps[index].quantity >= 0 { counts[steps[index].quantity] += uses[index] }
    }
    repeated = counts.indices.filter { counts[$0] > 1 && !leafRanges[$0].isPoint }
  }

  /// - Parameter natural: A range that is known to hold all results.
  func range(of leaves: [Interval], natural: Interval, depth: Int) -> Interval {
    guard let slopes = slopes(leaves) else { return natural }
    var low = leaves
    var high = leaves
    var undecided: [Int] = []
    for (quantity, slope) in zip(repeated, slopes) {
      let leaf = leaves[quantity]
      if slope.extendedLower.sign >= 0 {
        low[quantity] = Interval(from: leaf.lower, to: leaf.lower)
        high[quantity] = Interval(from: leaf.upper, to: leaf.upper)
      } else if slope.extendedUpper.sign <= 0 {
        low[quantity] = Interval(from: leaf.upper, to: leaf.upper)
        high[quantity] = Interval(from: leaf.lower, to: leaf.lower)
      } else {
        undecided.append(quantity)
      }
    }
    if undecided.isEmpty {
      var result = natural
      if !low.contains(where: { $0 == .everything }), let lower = evaluate(low)?.lower, lower.value != nil {
        result.lower = lower
      }
      if !high.contains(where: { $0 == .everything }), let upper = evaluate(high)?.upper, upper.value != nil {
        result.upper = upper
      }
      return result
    }
    guard depth > 0, let widest = widest(of: undecided, in: leaves), let middle = leaves[widest].midpoint
    else {
      return evaluate(leaves).map { Interval.intersection($0, natural) } ?? natural
    }
    var left = leaves
    var right = leaves
    left[widest].upper = .closed(middle)
    right[widest].lower = .closed(middle)
    return .hull(
      range(of: left, natural: natural, depth: depth - 1),
      range(of: right, natural: natural, depth: depth - 1))
  }

  /// The quantity whose interval is widest by its own size; nil if none has two ends.
  private func widest(of quantities: [Int], in leaves: [Interval]) -> Int? {
    var best: (width: Decimal, quantity: Int)?
    for quantity in quantities {
      guard let width = leaves[quantity].width, !width.isZero, let full = leafRanges[quantity].width else {
        continue
      }
      let share = width.divided(by: full)
      if best.map({ share > $0.width }) ?? true { best = (share, quantity) }
    }
    return best?.quantity
  }

  private func values(_ leaves: [Interval]) -> [Interval]? {
    var results: [Interval] = []
    results.reserveCapacity(steps.count)
    for step in steps {
      if step.quantity >= 0 {
        results.append(leaves[step.quantity])
      } else if step.operation == .constant {
        results.append(step.constant)
      } else {
        guard let range = try? step.operation.range(of: step.operands.map { results[$0] }) else { return nil }
        results.append(range)
      }
    }
    return results
  }

  private func evaluate(_ leaves: [Interval]) -> Interval? { values(leaves)?.last }

  /// The range of the derivative by each repeated quantity; nil where there is none to compute.
  private func slopes(_ leaves: [Interval]) -> [Interval]? {
    guard let values = values(leaves) else { return nil }
    let zero = Interval.exactly(.zero)
    var result: [Interval] = []
    for quantity in repeated {
      var slopes: [Interval] = []
      slopes.reserveCapacity(steps.count)
      for (index, step) in steps.enumerated() {
        if step.quantity >= 0 || step.operation == .constant {
          slopes.append(step.quantity == quantity ? .exactly(.one) : zero)
          continue
        }
        let inner = step.operands.map { slopes[$0] }
        if inner.allSatisfy({ $0 == zero }) {
          slopes.append(zero)
          continue
        }
        let operands = step.operands.map { values[$0] }
        guard let slope = try? step.operation.slope(of: operands, slopes: inner, value: values[index]) else {
          return nil
        }
        slopes.append(slope)
      }
      result.append(slopes[slopes.count - 1])
    }
    return result
  }
}

extension Term.Operation {
  /// The chain rule on intervals.
  fileprivate func slope(
    of operands: [Interval], slopes: [Interval], value: Interval
  ) throws(ArithmeticFailure) -> Interval {
    let rising = Interval(from: .closed(.zero), to: .unbounded)
    switch self {
    case .quantity, .constant: return .exactly(.zero)
    case .sum: return slopes.dropFirst().reduce(slopes[0]) { $0 + $1 }
    case .difference: return slopes[0] - slopes[1]
    case .product: return slopes[0] * operands[1] + operands[0] * slopes[1]
    case .quotient: return try (slopes[0] - value * slopes[1]).divided(by: operands[1])
    case .negation: return -slopes[0]
    case .absolute:
      switch operands[0].sign {
      case 1: return slopes[0]
      case -1: return -slopes[0]
      default: return .hull(slopes[0], -slopes[0])
      }
    case .minimum, .maximum: return slopes.dropFirst().reduce(slopes[0]) { .hull($0, $1) }
    case .rounded, .floor, .ceiling: return rising * slopes[0]
    case .squareRoot: return try slopes[0].divided(by: value + value)
    case .exponential: return value * slopes[0]
    case .logarithm: return try slopes[0].divided(by: operands[0])
    case .power(let exponent):
      return try Interval.exactly(Decimal(exponent)) * operands[0].raised(to: exponent - 1) * slopes[0]
    }
  }
}
