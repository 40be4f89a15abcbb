import Glibc

/// Functions of numbers that have no arithmetic of intervals; those that have one are the evaluator's own.
enum MathFunction: String, PlainFunction {
  case acos, asin, atan, atan2, clamp, cos, hypot, isFinite, isNaN, sin, tan, random

  static let constants: [String: Operand] = [
    "E": Operand(plain: M_E), "LN10": Operand(plain: M_LN10), "LN2": Operand(plain: M_LN2),
    "LOG10E": Operand(plain: M_LOG10E), "LOG2E": Operand(plain: M_LOG2E), "PI": Operand(plain: Double.pi),
    "SQRT1_2": Operand(plain: 0.5.squareRoot()), "SQRT2": Operand(plain: 2.0.squareRoot()), "NaN": .null,
    "undefined": .null,
  ]

  var signature: String {
    switch self {
    case .atan2: "atan2(y, x)"
    case .clamp: "clamp(x, min, max)"
    case .hypot: "hypot(x, y[, …])"
    case .random: "random([min, max])"
    default: "\(rawValue)(x)"
    }
  }

  func value(of call: PlainCall) throws(EvaluationFailure) -> Operand {
    switch self {
    case .random: throw call.notRepeatable
    case .isNaN: return .truth(Truth(call.evaluator.plainNumber(call[0]).isNull))
    case .isFinite: return .truth(Truth(!call.evaluator.plainNumber(call[0]).isNull))
    case .clamp:
      guard let x = try call.number(0), let low = try call.number(1), let high = try call.number(2) else {
        return .null
      }
      return Operand(plain: Swift.max(low, Swift.min(high, x)))
    case .atan2:
      guard let y = try call.number(0), let x = try call.number(1) else { return .null }
      return Operand(plain: Glibc.atan2(y, x))
    case .hypot:
      var sum = 0.0
      for index in 0..<call.count {
        guard let x = try call.number(index) else { return .null }
        sum += x * x
      }
      return Operand(plain: sum.squareRoot())
    case .acos, .asin, .atan, .cos, .sin, .tan:
      guard let x = try call.number(0) else { return .null }
      switch self {
      case .acos: return Operand(plain: Glibc.acos(x))
      case .asin: return Operand(plain: Glibc.asin(x))
      case .atan: return Operand(plain: Glibc.atan(x))
      case .cos: return Operand(plain: Glibc.cos(x))
      case .sin: return Operand(plain: Glibc.sin(x))
      default: return Operand(plain: Glibc.tan(x))
      }
    }
  }
}

extension PlainCall {
  /// Of functions that give another value each time.
  var notRepeatable: EvaluationFailure {
    mistake(
      "expression.not-repeatable",
      "\(function.rawValue) gives another value each time, and the same report has to give the same pages",
      hint: function.rawValue == "now" || function is DateFunction
        ? "write the date, as in datetime(2025, 5, 30), where months count from 0" : "compute the numbers beforehand")
  }
}
