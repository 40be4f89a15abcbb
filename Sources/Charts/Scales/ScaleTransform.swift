import Glibc

/// What a continuous scale does to values before equal differences become equal distances; after d3-scale 4.
enum ScaleTransform: Hashable, Sendable {
  case linear
  case log(base: Double)
  /// `sqrt` has the exponent 0.5.
  case pow(exponent: Double)
  /// The logarithm of 1 + |x| / constant with the sign of x, which has a place for zero (J. B. W. Webber, "A bi-symmetric
  /// log transformation for wide-range data", 2013).
  case symlog(constant: Double)

  /// - Parameter isNegative: Whether a logarithmic domain lies below zero.
  func apply(_ x: Double, isNegative: Bool = false) -> Double {
    switch self {
    case .linear: x
    case .log: isNegative ? -Glibc.log(-x) : Glibc.log(x)
    case .pow(let exponent): x < 0 ? -Glibc.pow(-x, exponent) : Glibc.pow(x, exponent)
    case .symlog(let constant): (x < 0 ? -1 : 1) * log1p(abs(x / constant))
    }
  }

  func invert(_ y: Double, isNegative: Bool = false) -> Double {
    switch self {
    case .linear: y
    case .log: isNegative ? -exp(-y) : exp(y)
    case .pow(let exponent): y < 0 ? -Glibc.pow(-y, 1 / exponent) : Glibc.pow(y, 1 / exponent)
    case .symlog(let constant): (y < 0 ? -1 : 1) * expm1(abs(y)) * constant
    }
  }

  var isLogarithmic: Bool {
    if case .log = self { true } else { false }
  }
}
