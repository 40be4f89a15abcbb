import Glibc

/// A calculation of CSS Values and Units Level 4, section 10, checked for its type.
indirect enum MathNode: Hashable, Sendable {
  case number(Double)
  case dimension(Double, Unit)
  /// 1 for 1%.
  case percentage(Double)
  case sum([MathNode])
  case product([MathNode])
  /// One divided by something.
  case inverse(MathNode)
  case call(MathFunction, [MathNode])

  /// The value in points, degrees, dots to the pixel or as a number. It may be infinite or no number.
  ///
  /// - Parameters:
  ///   - resolve: A number of a unit in points, degrees or dots to the pixel.
  ///   - percent: What 1% stands for.
  func value(percent: Double, resolve: (Double, Unit) -> Double) -> Double {
    func values(_ nodes: [MathNode]) -> [Double] { nodes.map { $0.value(percent: percent, resolve: resolve) } }
    return switch self {
    case .number(let number): number
    case .dimension(let number, let unit): resolve(number, unit)
    case .percentage(let number): number * percent
    case .sum(let parts): values(parts).reduce(0, +)
    case .product(let factors): values(factors).reduce(1, *)
    case .inverse(let divisor): 1 / divisor.value(percent: percent, resolve: resolve)
    case .call(let function, let arguments): function.value(values(arguments))
    }
  }

  var hasPercentage: Bool {
    switch self {
    case .number, .dimension: false
    case .percentage: true
    case .sum(let parts), .product(let parts), .call(_, let parts): parts.contains(where: \.hasPercentage)
    case .inverse(let divisor): divisor.hasPercentage
    }
  }

  /// Whether it is a length and so many per cent of another, whatever that is.
  var isLinear: Bool {
    switch self {
    case .number, .dimension, .percentage: true
    case .sum(let parts): parts.allSatisfy(\.isLinear)
    case .product(let factors): factors.allSatisfy(\.isLinear) && factors.filter(\.hasPercentage).count <= 1
    case .inverse, .call: !hasPercentage
    }
  }

  /// The same with all units resolved to points.
  func resolved(_ resolve: (Double, Unit) -> Double) -> MathNode {
    func all(_ nodes: [MathNode]) -> [MathNode] { nodes.map { $0.resolved(resolve) } }
    return switch self {
    case .number, .percentage: self
    case .dimension(let number, let unit): .dimension(resolve(number, unit), .pt)
    case .sum(let parts): .sum(all(parts))
    case .product(let factors): .product(all(factors))
    case .inverse(let divisor): .inverse(divisor.resolved(resolve))
    case .call(let function, let arguments): .call(function, all(arguments))
    }
  }
}

/// A function of CSS's calculations.
enum MathFunction: String, CaseIterable, Sendable {
  case min, max, clamp, abs, sign
  case round, roundUp, roundDown, roundToZero, mod, rem
  case sin, cos, tan, asin, acos, atan, atan2
  case pow, sqrt, hypot, log, exp

  /// Its value for arguments in canonical units; angles are in degrees.
  func value(_ x: [Double]) -> Double {
    if x.contains(where: \.isNaN) { return .nan }
    let radians = x[0] * .pi / 180
    return switch self {
    case .min: x.min() ?? .nan
    case .max: x.max() ?? .nan
    case .clamp: Swift.max(x[0], Swift.min(x[1], x[2]))
    case .abs: Swift.abs(x[0])
    case .sign: x[0] > 0 ? 1 : x[0] < 0 ? -1 : x[0]
    case .round: Self.rounded(x[0], to: x[1]) { ($0 + 0.5).rounded(.down) }
    case .roundUp: Self.rounded(x[0], to: x[1]) { $0.rounded(.up) }
    case .roundDown: Self.rounded(x[0], to: x[1]) { $0.rounded(.down) }
    case .roundToZero: Self.rounded(x[0], to: x[1]) { $0.rounded(.towardZero) }
    case .mod: Self.modulo(x[0], x[1])
    case .rem: Glibc.fmod(x[0], x[1])
    case .sin: Glibc.sin(radians)
    case .cos: Glibc.cos(radians)
    case .tan: Glibc.tan(radians)
    case .asin: Glibc.asin(x[0]) * 180 / .pi
    case .acos: Glibc.acos(x[0]) * 180 / .pi
    case .atan: Glibc.atan(x[0]) * 180 / .pi
    case .atan2: Glibc.atan2(x[0], x[1]) * 180 / .pi
    case .pow: Glibc.pow(x[0], x[1])
    case .sqrt: x[0].squareRoot()
    case .hypot: x.reduce(0) { Glibc.hypot($0, $1) }
    case .log: x.count > 1 ? Glibc.log(x[0]) / Glibc.log(x[1]) : Glibc.log(x[0])
    case .exp: Glibc.exp(x[0])
    }
  }

  /// The multiple of a step that a number is rounded to (section 10.3.1).
  private static func rounded(_ a: Double, to step: Double, _ round: (Double) -> Double) -> Double {
    if step == 0 || (a.isInfinite && step.isInfinite) { return .nan }
    if a.isInfinite { return a }
    if step.isInfinite {
      let direction = round(a > 0 ? 0.25 : -0.25)
      return direction == 0 || a == 0 ? 0 : direction * .infinity
    }
    let size = Swift.abs(step)
    return round(a / size) * size
  }

  /// What is left of a division, with the sign of the divisor.
  private static func modulo(_ a: Double, _ b: Double) -> Double {
    if b.isInfinite, a.isFinite { return (a < 0) == (b < 0) || a == 0 ? a : .nan }
    return a - b * (a / b).rounded(.down)
  }
}
