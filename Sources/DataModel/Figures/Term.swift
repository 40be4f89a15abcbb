/// Names one quantity, wherever it is met again.
enum QuantityKey: Hashable, Sendable {
  /// A cell of a file: observations and table cells on it are the same quantity.
  case cell(file: String, row: Int, column: String)
  case named(String)
  /// A whole number that was found by counting, such as a rank, by what was counted.
  case count(String)
}

/// How a figure's number was made: observations at the leaves, operations above them.
///
/// Terms share their parts, so building one costs one operation. ``range`` treats every operand as independent;
/// ``tightRange()`` knows that a quantity met twice is one.
final class Term: Sendable {
  enum Operation: Hashable, Sendable {
    case quantity(QuantityKey)
    case constant
    case sum, product, quotient, difference
    case negation, absolute
    case minimum, maximum
    case rounded, floor, ceiling
    case squareRoot, exponential, logarithm
    /// The one operand raised to an integer.
    case power(Int)
  }

  let operation: Operation
  let operands: [Term]
  /// On the stated values; nil where that has no result.
  let stated: Decimal?
  let range: Interval
  /// Whether every observation in it is reported or exact.
  let isPlainlyStated: Bool
  /// The place of the finest digit that was written, while only sums and differences were taken.
  let writtenPlace: Int?
  /// Whether an observation is among the leaves.
  let hasQuantities: Bool
  /// Whether it is a whole number found by counting: it equals another number only where it is that number for certain.
  var isCount: Bool { if case .quantity(.count) = operation { true } else { false } }

  private init(
    _ operation: Operation, _ operands: [Term], stated: Decimal?, range: Interval, isPlainlyStated: Bool,
    writtenPlace: Int?, hasQuantities: Bool
  ) {
    self.operation = operation
    self.operands = operands
    self.stated = stated
    self.range = range
    self.isPlainlyStated = isPlainlyStated
    self.writtenPlace = writtenPlace
    self.hasQuantities = hasQuantities
  }

  static func quantity(
    _ key: QuantityKey, stated: Decimal, range: Interval, isPlainlyStated: Bool, writtenPlace: Int?
  ) -> Term {
    Term(
      .quantity(key), [], stated: stated, range: range, isPlainlyStated: isPlainlyStated,
      writtenPlace: writtenPlace, hasQuantities: true)
  }
  static func constant(_ value: Decimal, writtenPlace: Int? = nil) -> Term {
    Term(
      .constant, [], stated: value, range: .exactly(value), isPlainlyStated: true,
      writtenPlace: writtenPlace ?? min(0, value.lastPlace), hasQuantities: false)
  }

  /// The outcome of an operation on terms whose units have been brought together.
  static func of(_ operation: Operation, _ operands: [Term]) throws(ArithmeticFailure) -> Term {
    let range = try operation.range(of: operands.map(\.range))
    var values: [Decimal] = []
    for operand in operands {
      guard let value = operand.stated else { break }
      values.append(value)
    }
    let stated = values.count == operands.count ? operation.value(of: values) : nil
    for end in [stated, range.lower.value, range.upper.value] {
      if let end, end.leadingPlace > 300 || end.lastPlace < -400 { throw .tooLarge }
    }
    return Term(
      operation, operands, stated: stated, range: range,
      isPlainlyStated: operands.allSatisfy(\.isPlainlyStated), writtenPlace: operation.writtenPlace(operands),
      hasQuantities: operands.contains(where: \.hasQuantities))
  }

  /// The number times a power of ten and a ratio, for a change of unit.
  func scaled(by factor: UnitFactor) throws(ArithmeticFailure) -> Term {
    if factor.isOne { return self }
    var term = self
    let multiplier = factor.multiplier.multiplied(by: .powerOfTen(factor.exponent))
    if multiplier != .one { term = try .of(.product, [term, .constant(multiplier, writtenPlace: .max)]) }
    if factor.divisor != .one { term = try .of(.quotient, [term, .constant(factor.divisor)]) }
    return term
  }
}

extension Term.Operation {
  func range(of operands: [Interval]) throws(ArithmeticFailure) -> Interval {
    switch self {
    case .quantity, .constant: return .everything
    case .sum:
      var total = operands[0]
      for operand in operands.dropFirst() { total = total + operand }
      return total
    case .difference: return operands[0] - operands[1]
    case .product: return operands[0] * operands[1]
    case .quotient: return try operands[0].divided(by: operands[1])
    case .negation: return -operands[0]
    case .absolute: return operands[0].absolute
    case .minimum: return operands.dropFirst().reduce(operands[0]) { .minimum($0, $1) }
    case .maximum: return operands.dropFirst().reduce(operands[0]) { .maximum($0, $1) }
    case .rounded: return operands[0].mapped { value, _ in value.rounded(toPlace: 0) }.closed
    case .floor: return operands[0].mapped { value, _ in value.rounded(toPlace: 0, .down) }.closed
    case .ceiling: return operands[0].mapped { value, _ in value.rounded(toPlace: 0, .up) }.closed
    case .squareRoot:
      guard operands[0].extendedLower.sign >= 0 else { throw .outsideDomain("sqrt of a negative number") }
      return operands[0].mapped { $0.squareRoot($1) }
    case .exponential:
      if let high = operands[0].upper.value, high > 650 { throw .tooLarge }
      var result = operands[0].mapped { $0.exponential($1) }
      if result.lower.value == nil { result.lower = .open(.zero) }
      return result
    case .logarithm:
      guard
        operands[0].extendedLower.sign > 0
          || (operands[0].extendedLower.sign == 0 && !operands[0].lower.isClosed)
      else { throw .outsideDomain("log of a number that is not above zero") }
      var result = operands[0]
      if result.lower.value?.isZero == true { result.lower = .unbounded }
      return result.mapped { $0.logarithm($1) }
    case .power(let exponent): return try operands[0].raised(to: exponent)
    }
  }

  /// On single values; nil outside the domain.
  func value(of operands: [Decimal]) -> Decimal? {
    switch self {
    case .quantity, .constant: return nil
    case .sum: return operands.dropFirst().reduce(operands[0], +)
    case .difference: return operands[0] - operands[1]
    case .product: return operands[0] * operands[1]
    case .quotient: return operands[1].isZero ? nil : operands[0].divided(by: operands[1])
    case .negation: return -operands[0]
    case .absolute: return operands[0].magnitude
    case .minimum: return operands.min()
    case .maximum: return operands.max()
    case .rounded: return operands[0].rounded(toPlace: 0)
    case .floor: return operands[0].rounded(toPlace: 0, .down)
    case .ceiling: return operands[0].rounded(toPlace: 0, .up)
    case .squareRoot: return operands[0].isNegative ? nil : operands[0].squareRoot(.nearest)
    case .exponential: return operands[0].exponential(.nearest)
    case .logarithm:
      return operands[0].isNegative || operands[0].isZero ? nil : operands[0].logarithm(.nearest)
    case .power(let exponent):
      return operands[0].isZero && exponent < 0 ? nil : operands[0].raised(to: exponent, .nearest)
    }
  }

  func writtenPlace(_ operands: [Term]) -> Int? {
    switch self {
    case .sum, .difference, .negation, .absolute, .minimum, .maximum:
      var finest: Int?
      for operand in operands {
        guard let place = operand.writtenPlace else { return nil }
        finest = min(finest ?? place, place)
      }
      return finest
    case .product:
      // A power of ten only moves the places.
      guard operands[1].operation == .constant, let factor = operands[1].stated,
        factor.magnitude.mantissa == 1,
        let place = operands[0].writtenPlace
      else { return nil }
      return place + factor.lastPlace
    case .rounded, .floor, .ceiling: return 0
    case .quantity, .constant, .quotient, .squareRoot, .exponential, .logarithm, .power: return nil
    }
  }
}

extension Interval {
  /// With both ends among the values: rounding reaches what it rounds to.
  var closed: Interval {
    Interval(
      from: End(value: lower.value, isClosed: lower.value != nil),
      to: End(value: upper.value, isClosed: upper.value != nil))
  }

  func raised(to exponent: Int) throws(ArithmeticFailure) -> Interval {
    if exponent == 0 { return .exactly(.one) }
    if exponent < 0 { return try Interval.exactly(.one).divided(by: raised(to: -exponent)) }
    guard exponent <= 10_000 else { throw .tooLarge }
    let base = exponent % 2 == 0 ? absolute : self
    return base.mapped { $0.raised(to: exponent, $1) }
  }
}
