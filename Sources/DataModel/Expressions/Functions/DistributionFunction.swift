import Glibc

/// Densities, probabilities and quantiles of three distributions, as in vega-statistics.
enum DistributionFunction: String, PlainFunction {
  case cumulativeNormal, densityNormal, quantileNormal, sampleNormal
  case cumulativeLogNormal, densityLogNormal, quantileLogNormal, sampleLogNormal
  case cumulativeUniform, densityUniform, quantileUniform, sampleUniform

  var signature: String {
    switch self {
    case .sampleUniform: "sampleUniform([min, max])"
    case .sampleNormal, .sampleLogNormal: "\(rawValue)([mean, stdev])"
    case .cumulativeUniform, .densityUniform, .quantileUniform: "\(rawValue)(x[, min, max])"
    default: "\(rawValue)(x[, mean, stdev])"
    }
  }

  func value(of call: PlainCall) throws(EvaluationFailure) -> Operand {
    switch self {
    case .sampleNormal, .sampleLogNormal, .sampleUniform: throw call.notRepeatable
    case .cumulativeUniform, .densityUniform, .quantileUniform: return try uniform(call)
    default: break
    }
    guard let x = try call.number(0) else { return .null }
    let normal = NormalDistribution(mean: try call.number(1, or: 0), deviation: try call.number(2, or: 1))
    switch self {
    case .cumulativeNormal: return Operand(plain: normal.probability(below: x))
    case .densityNormal: return Operand(plain: normal.density(x))
    case .quantileNormal: return Operand(plain: normal.quantile(x))
    case .cumulativeLogNormal: return Operand(plain: x <= 0 ? 0 : normal.probability(below: log(x)))
    case .densityLogNormal: return Operand(plain: x <= 0 ? 0 : normal.density(log(x)) / x)
    default: return Operand(plain: exp(normal.quantile(x)))
    }
  }

  private func uniform(_ call: PlainCall) throws(EvaluationFailure) -> Operand {
    guard let x = try call.number(0) else { return .null }
    // One bound alone is the upper one.
    let low = call.count == 3 ? try call.number(1, or: 0) : 0
    let high = try call.number(call.count - 1 > 0 ? call.count - 1 : 1, or: 1)
    let inside = (low...Swift.max(low, high)).contains(x)
    switch self {
    case .densityUniform: return Operand(plain: inside && high > low ? 1 / (high - low) : 0)
    case .cumulativeUniform: return Operand(plain: x < low ? 0 : x > high ? 1 : (x - low) / (high - low))
    default: return (0...1).contains(x) ? Operand(plain: low + x * (high - low)) : .null
    }
  }
}

/// The normal distribution.
public struct NormalDistribution: Sendable {
  public var mean: Double
  public var deviation: Double
  public init(mean: Double = 0, deviation: Double = 1) {
    self.mean = mean
    self.deviation = deviation
  }

  public func density(_ x: Double) -> Double {
    let z = (x - mean) / deviation
    return exp(-z * z / 2) / (deviation * (2 * Double.pi).squareRoot())
  }
  public func probability(below x: Double) -> Double {
    erfc(-(x - mean) / (deviation * 2.0.squareRoot())) / 2
  }
  /// By P. Acklam's rational approximation (2003), made exact to the last digits by a step of Halley's.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    func polynomial(_ c: [Double], _ x: Double) -> Double { c.reduce(0) { $0 * x + $1 } }
    let a = [
      -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716,
      2.506628277459239,
    ]
    let b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1]
    let c = [
      -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
      2.938163982698783,
    ]
    let d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]
    var z: Double
    if p < 0.02425 || p > 1 - 0.02425 {
      let q = (-2 * log(p < 0.5 ? p : 1 - p)).squareRoot()
      z = polynomial(c, q) / polynomial(d, q) * (p < 0.5 ? 1 : -1)
    } else {
      let q = p - 0.5
      z = polynomial(a, q * q) * q / polynomial(b, q * q)
    }
    let error = erfc(-z / 2.0.squareRoot()) / 2 - p
    let step = error * (2 * Double.pi).squareRoot() * exp(z * z / 2)
    z -= step / (1 + z * step / 2)
    return mean + z * deviation
  }
}
