import Geometry

/// A length or percentage as written.
enum SpecifiedLength: Sendable, Equatable {
  case dimension(Double, Unit)
  /// 1 for 1%.
  case percentage(Double)
  case calculation(MathNode)

  static let zero = SpecifiedLength.dimension(0, .pt)

  /// A number with a unit; nil if the unit is none of CSS's lengths.
  init?(_ number: Double, unit name: String) {
    guard let unit = Unit(name: name), unit.dimension == .length else { return nil }
    self = .dimension(number, unit)
  }

  var hasPercentage: Bool {
    switch self {
    case .dimension: false
    case .percentage: true
    case .calculation(let node): node.hasPercentage
    }
  }

  /// Whether it is written with a minus. What is calculated is brought into its range instead, as CSS has it.
  var isNegative: Bool {
    switch self {
    case .dimension(let number, _), .percentage(let number): number < 0
    case .calculation: false
    }
  }

  /// The length for an element.
  ///
  /// - Parameter percentages: What 100% stands for.
  func resolved(_ environment: Environment, percentages: Length = .zero) -> Length {
    switch self {
    case .dimension(let number, let unit): .pt(clamped(environment.resolve(number, unit)))
    case .percentage(let number): .pt(clamped(percentages.points * number / 100))
    case .calculation(let node):
      .pt(clamped(node.value(percent: percentages.points / 100, resolve: environment.resolve)))
    }
  }

  /// The computed value where percentages stand for shares of what only layout knows.
  func extent(_ environment: Environment) -> Extent {
    switch self {
    case .dimension: return .length(resolved(environment))
    case .percentage(let number): return .fraction(clamped(number / 100))
    case .calculation(let node):
      guard node.hasPercentage else { return .length(resolved(environment)) }
      guard node.isLinear else {
        return .calculated(CalculatedExtent(node.resolved(environment.resolve)))
      }
      let fixed = clamped(node.value(percent: 0, resolve: environment.resolve))
      let share = clamped(node.value(percent: 1, resolve: environment.resolve) - fixed)
      if fixed == 0 { return .fraction(share / 100) }
      return .calculated(CalculatedExtent(.sum([.dimension(fixed, .pt), .percentage(share)])))
    }
  }
}

/// A number within what a page could ever use. What is no number counts as 0, as in CSS.
func clamped(_ number: Double) -> Double {
  number.isNaN ? 0 : min(max(number, -largestNumber), largestNumber)
}

/// More points than any page measures (the largest of a PDF has 14,400): about 35 metres.
let largestNumber = 1e5
