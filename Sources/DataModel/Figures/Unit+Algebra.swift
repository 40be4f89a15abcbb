/// What to do to the numbers of two figures so that they can be combined, and the unit of the outcome.
struct UnitCombination {
  /// Factors that bring each operand's number into the common unit.
  var first: UnitFactor
  var second: UnitFactor
  var unit: Unit?
}

/// A power of ten, and a number to divide by.
struct UnitFactor: Hashable {
  var exponent = 0
  var multiplier = Decimal.one
  var divisor = Decimal.one
  static let one = UnitFactor()
  var isOne: Bool { self == .one }
}

/// Two units that cannot be combined, and what was tried.
struct UnitMismatch: Error {
  var first: Unit?
  var second: Unit?
  var verb: Verb
  var reason: String?

  enum Verb: String { case add = "added to", subtract = "subtracted from", compare = "compared with" }
  var participle: String { verb.rawValue }
}

extension Unit {
  /// The factor that turns a number in this unit into one in the other, of the same dimensions.
  func factor(to other: Unit) -> UnitFactor {
    UnitFactor(exponent: exponent - other.exponent, multiplier: other.divisor, divisor: divisor)
  }

  /// Whether values of the two may be compared or added: the same nouns, and points only with points or percent.
  private func isCompatible(with other: Unit) -> Bool {
    guard dimensions == other.dimensions else { return false }
    if isPure == other.isPure { return true }
    // A count without a noun and a share have nothing in common.
    return false
  }

  /// A number without a unit takes the unit of the other operand, as the other is written.
  static func sum(
    _ a: Unit?, _ b: Unit?, isDifference: Bool
  ) throws(UnitMismatch) -> UnitCombination {
    let verb = isDifference ? UnitMismatch.Verb.subtract : .add
    guard let a, let b else { return UnitCombination(first: .one, second: .one, unit: a ?? b) }
    guard a.isCompatible(with: b) else { throw UnitMismatch(first: a, second: b, verb: verb) }
    let second = b.factor(to: a)
    switch (a.kind, b.kind) {
    case (.percent, .percent), (.percent, .ratio), (.ratio, .percent):
      if isDifference {
        return UnitCombination(first: a.factor(to: .points), second: b.factor(to: .points), unit: .points)
      }
      return UnitCombination(first: .one, second: second, unit: a)
    case (.points, .percent):
      // Points and a share make a share; a share cannot be taken from a difference.
      if isDifference {
        throw UnitMismatch(
          first: a, second: b, verb: verb, reason: "a share cannot be taken from a difference")
      }
      return UnitCombination(first: a.factor(to: b), second: .one, unit: b)
    case (.points, .ratio), (.ratio, .points):
      throw UnitMismatch(first: a, second: b, verb: verb)
    default: return UnitCombination(first: .one, second: second, unit: a)
    }
  }

  static func comparison(_ a: Unit?, _ b: Unit?) throws(UnitMismatch) -> UnitCombination {
    guard let a, let b else { return UnitCombination(first: .one, second: .one, unit: a ?? b) }
    guard a.isCompatible(with: b), (a.kind == .points) == (b.kind == .points) else {
      throw UnitMismatch(first: a, second: b, verb: .compare)
    }
    return UnitCombination(first: .one, second: b.factor(to: a), unit: a)
  }

  static func product(_ a: Unit?, _ b: Unit?) -> UnitCombination {
    guard let a else { return UnitCombination(first: .one, second: .one, unit: b) }
    guard let b else { return UnitCombination(first: .one, second: .one, unit: a) }
    // A share of something is measured as that thing is.
    if b.isPure { return UnitCombination(first: .one, second: b.factor(to: .ratio), unit: a) }
    if a.isPure { return UnitCombination(first: a.factor(to: .ratio), second: .one, unit: b) }
    return composed(a, b, sign: 1)
  }

  static func quotient(_ a: Unit?, _ b: Unit?) -> UnitCombination {
    guard let b else { return UnitCombination(first: .one, second: .one, unit: a) }
    guard let a else {
      if b.isPure { return UnitCombination(first: .one, second: b.factor(to: .ratio), unit: nil) }
      return composed(Unit(kind: .quantity, text: ""), b, sign: -1)
    }
    if a.isPure, b.isPure { return UnitCombination(first: .one, second: b.factor(to: a.plain), unit: .ratio) }
    if b.isPure { return UnitCombination(first: .one, second: b.factor(to: .ratio), unit: a) }
    if a.dimensions == b.dimensions {
      return UnitCombination(first: .one, second: b.factor(to: a), unit: .ratio)
    }
    return composed(a, b, sign: -1)
  }

  /// The unit of a share's numbers, whether it is written as percent, points or ratio.
  private var plain: Unit { Unit(kind: .ratio, exponent: exponent, text: text) }

  private static func composed(_ a: Unit, _ b: Unit, sign: Int) -> UnitCombination {
    var powers: [String: Int] = [:]
    for dimension in a.dimensions { powers[dimension.noun, default: 0] += dimension.power }
    for dimension in b.dimensions { powers[dimension.noun, default: 0] += sign * dimension.power }
    let dimensions = ordered(powers)
    func base(_ unit: Unit) -> Unit { Unit(kind: .quantity, dimensions: unit.dimensions, text: "") }
    let unit =
      dimensions.isEmpty
      ? Unit.ratio : Unit(kind: .quantity, dimensions: dimensions, text: name(of: dimensions) ?? "")
    return UnitCombination(first: a.factor(to: base(a)), second: b.factor(to: base(b)), unit: unit)
  }

  func raised(to power: Int) -> (unit: Unit?, factor: UnitFactor) {
    if isPure { return (kind == .ratio ? self : .ratio, factor(to: .ratio)) }
    let base = Unit(kind: .quantity, dimensions: dimensions, text: "")
    let raised = dimensions.map { Dimension(noun: $0.noun, power: $0.power * power) }.filter { $0.power != 0 }
    return (
      raised.isEmpty ? nil : Unit(kind: .quantity, dimensions: raised, text: Unit.name(of: raised) ?? ""),
      factor(to: base)
    )
  }

  /// The factor from this unit to the one that a derived value is given; nil if they do not fit.
  func conversion(to other: Unit) -> UnitFactor? {
    if isPure, other.isPure {
      // A difference of shares stays one; a share must not be called a difference.
      if other.kind == .points, kind == .percent { return nil }
      return factor(to: other)
    }
    if dimensions == other.dimensions, isPure == other.isPure { return factor(to: other) }
    return nil
  }
}
