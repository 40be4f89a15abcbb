/// What kind of value something is, and values made into others.
enum TypeFunction: String, PlainFunction {
  case isArray, isBoolean, isDate, isDefined, isNumber, isObject, isRegExp, isString, isValid
  case toBoolean, toDate, toNumber, toString, merge, regexp

  var signature: String {
    switch self {
    case .merge: "merge(object, …)"
    case .regexp: "regexp(text[, flags])"
    default: "\(rawValue)(x)"
    }
  }

  func value(of call: PlainCall) throws(EvaluationFailure) -> Operand {
    let operand = call[0]
    switch self {
    case .toBoolean: return call.isEmpty ? .null : .truth(toTruth(operand, call))
    case .toDate: return try call.moment(0).map { .moment($0) } ?? .null
    case .toNumber: return call.evaluator.plainNumber(operand)
    case .toString: return try call.text(0).map { .text($0) } ?? .null
    case .merge:
      var merged: [String: Operand] = [:]
      for argument in call.arguments {
        guard case .object(let members) = argument else {
          throw call.mistake("expression.not-an-object", "\(argument.kindName) is no object")
        }
        merged.merge(members) { $1 }
      }
      return .object(merged)
    case .regexp:
      let flags = try call.text(1) ?? ""
      return .pattern(try call.text(0) ?? "", flags: flags)
    case .isValid, .isDefined: return .truth(Truth(!call.isEmpty))
    default: return .truth(Truth(isOfKind(operand)))
    }
  }

  private func toTruth(_ operand: Operand, _ call: PlainCall) -> Truth {
    if case .text("false") = operand { return .fails }
    return call.evaluator.truthiness(operand)
  }

  private func isOfKind(_ operand: Operand) -> Bool {
    switch (self, operand) {
    case (.isArray, .series), (.isBoolean, .truth), (.isDate, .moment), (.isNumber, .number), (.isNumber, .quantity),
      (.isObject, .object), (.isRegExp, .pattern), (.isString, .text), (.isString, .phrase):
      true
    default: false
    }
  }
}
