extension ArithmeticFailure {
  /// What to say of it: the divisor with its interval where that may be zero, and what to write.
  func words(divisor: Quantity?) -> (message: String, hint: String?) {
    switch self {
    case .divisorMayBeZero:
      guard let divisor, divisor.term.tightRange() != .exactly(.zero) else {
        return ("the divisor is zero", "nothing can be divided by zero: leave the quotient out")
      }
      let figure = divisor.asFigure(id: "it", formula: nil)
      return (
        "the divisor may be zero: \(figure.described)",
        "state a finer 'precision:' for what is divided by, or 'qualifier: exact' if it is a count;"
          + " stated(x) takes the value alone"
      )
    case .outsideDomain(let what): return ("\(what) has no value", nil)
    case .tooLarge: return ("the number is too large, or too small, to compute with", nil)
    }
  }

  var id: String {
    switch self {
    case .divisorMayBeZero: "expression.division-by-zero"
    case .outsideDomain: "expression.outside-domain"
    case .tooLarge: "expression.too-large"
    }
  }
}
