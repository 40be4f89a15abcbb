extension Evaluator {
  /// How far apart two numbers may be of which one is said to be about the other: a twentieth of it.
  static let nearness = Decimal(mantissa: 5, exponent: -2)

  /// `about(x, y)`: all of x lies within a twentieth, or the tolerance given, of y; `between(x, a, b)`: x lies between two
  /// numbers or on one of them.
  mutating func nearness(
    _ name: String, _ arguments: [Expression], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    let x = try value(of: arguments[0])
    if case .null = x { return .null }
    let first = share(arguments[1], try value(of: arguments[1]), besides: x)
    if case .null = first { return .null }
    if name == "between" {
      let second = share(arguments[2], try value(of: arguments[2]), besides: x)
      watch?.combine(.greaterOrEqual, x, first, place)
      watch?.combine(.lessOrEqual, x, second, place)
      return .truth(try isBetween(x, first, second, shown: [first, second], place))
    }
    watch?.combine(.equal, x, first, place)
    let tolerance = arguments.count > 2 ? try quantity(try value(of: arguments[2]), place) : nil
    let near = try quantity(first, place)
    let (low, high) = try ends(around: near, tolerance: tolerance, place)
    return .truth(try isBetween(x, low, high, shown: [first], place))
  }

  /// - Parameter shown: What a claim shows beside x.
  private mutating func isBetween(
    _ x: Operand, _ low: Operand, _ high: Operand, shown: [Operand], _ place: Expression.Place
  ) throws(EvaluationFailure) -> Truth {
    let above = try compare(.greaterOrEqual, x, low, place)
    let below = try compare(.lessOrEqual, x, high, place)
    let truth = above.and(below)
    for (other, one) in shown.count == 1 ? [(shown[0], truth)] : [(shown[0], above), (shown[1], below)] {
      comparisons.append(ComparedValues(left: x, right: other, truth: one))
    }
    return truth
  }

  /// The lower and the upper limit of what is about a number.
  private func ends(
    around center: Quantity, tolerance: Quantity?, _ place: Expression.Place
  ) throws(EvaluationFailure) -> (Operand, Operand) {
    var tolerance = tolerance ?? Quantity(constant: Evaluator.nearness)
    if let unit = tolerance.unit {
      guard let factor = unit.conversion(to: .ratio) else {
        throw mistake(
          "expression.unit-mismatch", "a tolerance is a share of the number, not \(unit.text)", place,
          hint: "write about(x, y, 0.1) for a tenth")
      }
      tolerance = try convert(tolerance, factor, to: nil, place)
    }
    let size = try apply(.absolute, [center], unit: center.unit, place)
    let margin = try apply(.product, [size, tolerance], unit: center.unit, place)
    return (
      .quantity(try apply(.difference, [center, margin], unit: center.unit, place)),
      .quantity(try apply(.sum, [center, margin], unit: center.unit, place))
    )
  }

  /// A fraction of plain numbers up to 1, such as 1/3, that stands beside a percentage is that share, not a third of a
  /// percent; 200/3 is a number of percent.
  func share(_ expression: Expression, _ operand: Operand, besides other: Operand) -> Operand {
    guard case .binary(.divide, _, _, _) = expression, case .number(let number) = operand,
      number.value.magnitude <= .one,
      case .quantity(let quantity) = other, quantity.unit?.kind == .percent
    else { return operand }
    return .quantity(Quantity(constant: number.value, unit: .ratio))
  }
}
