import Diagnostics

/// Notices, while an expression is computed, that figures are put together that are of different periods or bases.
///
/// What is put together over time has different periods by its nature; but it must be measured on one basis.
final class MixtureWatch {
  struct Found {
    var mixture: Mixture
    var severity: Diagnostic.Severity
    var message: String
    var place: Expression.Place
  }

  /// What is not reported, because it is meant.
  private let allowed: Set<Mixture>
  private(set) var found: [Found] = []

  init(allowing allowed: Set<Mixture>) { self.allowed = allowed }

  /// Two operands of a sign, before they are combined.
  func combine(_ operation: Expression.Operator, _ left: Operand, _ right: Operand, _ place: Expression.Place) {
    guard case .quantity(let a) = left, case .quantity(let b) = right else { return }
    switch operation {
    case .add: checkPeriods("added", [a, b], place)
    case .divide:
      // One series at two times is a comparison over time, and so may be two values that are derived.
      if a.measured != b.measured || a.measured == nil && (a.isObservation || b.isObservation) {
        checkPeriods("divided", [a, b], place)
      } else {
        checkBasesOverTime("divided", a, b, place)
      }
    case .subtract, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      let verb = operation == .subtract ? "subtracted" : "compared"
      if let first = a.series, let second = b.series, first != second {
        checkPeriods(verb, [a, b], place)
      } else if a.series == b.series {
        checkBasesOverTime(verb, a, b, place)
      }
    default: break
    }
  }

  /// The operands of a function whose outcome is about all of them.
  func combine(_ function: String, _ operands: [Operand], _ place: Expression.Place) {
    var quantities: [Quantity] = []
    for case .quantity(let quantity) in operands { quantities.append(quantity) }
    switch function {
    case "share":
      if quantities.count == 2, quantities[0].measured != quantities[1].measured {
        checkPeriods("divided", quantities, place)
      }
    case "sum": checkPeriods("added", quantities, place)
    case "mean", "weighted", "min", "max": break
    default:
      if let (a, b) = differing(quantities, \.basis), !allowed.contains(.basis) {
        found.append(
          Found(
            mixture: .basis, severity: .error,
            message: "\(function) joins figures of different bases: \(Self.list(a, \.basis, b))", place: place))
      }
    }
  }

  private func checkPeriods(_ verb: String, _ quantities: [Quantity], _ place: Expression.Place) {
    guard !allowed.contains(.period), let (a, b) = differing(quantities, \.period) else { return }
    found.append(
      Found(
        mixture: .period, severity: .warning,
        message: "figures of different periods are \(verb): \(Self.list(a, \.period, b))", place: place))
  }

  private func checkBasesOverTime(_ verb: String, _ a: Quantity, _ b: Quantity, _ place: Expression.Place) {
    guard !allowed.contains(.basis), differing([a, b], \.period) != nil, differing([a, b], \.basis) != nil
    else { return }
    found.append(
      Found(
        mixture: .basis, severity: .warning,
        message: "figures of different bases are \(verb) over time: \(Self.list(a, \.basis, b))", place: place))
  }

  /// The first two of which something is known and is not the same. A year and a month in it are the same period.
  private func differing(
    _ quantities: [Quantity], _ fact: KeyPath<Quantity, String?>
  ) -> (Quantity, Quantity)? {
    let known = quantities.filter { $0[keyPath: fact] != nil }
    guard let first = known.first, let value = first[keyPath: fact] else { return nil }
    for other in known.dropFirst() {
      guard let second = other[keyPath: fact], second != value else { continue }
      if fact == \.period, Self.areOnePeriod(value, second) { continue }
      return (first, other)
    }
    return nil
  }

  private static func areOnePeriod(_ a: String, _ b: String) -> Bool {
    // What follows the date is a comment, as in '2025-06 (by context)'.
    let first = String(a.prefix { $0 != " " })
    let second = String(b.prefix { $0 != " " })
    return first == second || second.hasPrefix(first + "-") || first.hasPrefix(second + "-")
  }

  private static func list(_ a: Quantity, _ fact: KeyPath<Quantity, String?>, _ b: Quantity) -> String {
    func part(_ quantity: Quantity) -> String {
      "\(quantity.shownName) is of \(quantity[keyPath: fact] ?? "")"
    }
    return "\(part(a)), \(part(b))"
  }
}

extension MixtureWatch.Found {
  /// - Parameter isNamed: Whether it is in an entry of `data.yaml`, which can say that it is meant.
  func finding(at range: SourceRange, isNamed: Bool) -> CoherenceFinding {
    let hint: String
    switch mixture {
    case .period:
      hint =
        isNamed
        ? "say with 'period:' which period the outcome is of, or 'mixes: [period]' if they are meant to differ"
        : "give it a name under 'derived:', with the 'period:' that the outcome is of"
    case .basis:
      hint = "take figures of one basis; if this is meant, say so with mixes: [basis], or mixes=\"basis\" on a claim"
    }
    return CoherenceFinding(
      mixture == .period ? .mixedPeriods : .joinedBases, message, at: range, severity: severity, hint: hint)
  }
}

extension Quantity {
  var isObservation: Bool { figure?.kind == .observation }
  /// What is measured, where it is known; a value given alone stands for itself.
  var measured: String? { series ?? (isObservation ? figure?.id : nil) }
  /// As a message names it.
  var shownName: String {
    if let id = figure?.id, !id.isEmpty { return "'\(id)'" }
    let names = inputs.prefix(2).map(\.id).joined(separator: ", ")
    return "what rests on \(names)\(inputs.count > 2 ? ", …" : "")"
  }
}
