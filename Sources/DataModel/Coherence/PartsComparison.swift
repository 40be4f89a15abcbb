import Diagnostics

/// Parts held against their total, on intervals.
public struct PartsComparison: Sendable {
  public let total: Figure
  public let sum: Figure
  let parts: [Figure]
  /// The total less the sum.
  private let rest: Figure

  /// - Parameter range: Where the total is named.
  ///
  /// Diagnostics: figures of different units, no parts.
  public init(of parts: [Figure], with total: Figure, at range: SourceRange) throws(Diagnostic) {
    guard var sum = try Aggregate.sum.of(parts, at: range),
      let rest = try Aggregate.difference.of([total, sum], at: range)
    else {
      throw .error("data.check-without-question", "the total '\(total.id)' has no parts", at: range)
    }
    sum.id = "their sum"
    // What a reader adds up is in one unit.
    self.parts = parts.map { $0.expressed(in: total.unit) ?? $0 }
    self.total = total
    self.sum = sum.expressed(in: total.unit) ?? sum
    self.rest = rest
  }

  /// Whether the total follows from the parts, as far as the intervals let one tell.
  ///
  /// - Parameter isIncomplete: Whether there are further parts, none of which is below zero.
  public func verdict(isIncomplete: Bool = false) -> CoherenceCheck.Verdict {
    if isIncomplete { return rest.interval.isBelow(.exactly(.zero)) ? .differs : .incomplete }
    guard rest.interval.contains(.zero) else { return .differs }
    return rest.term.stated?.isZero == true ? .exact : .rounding
  }

  /// The stated numbers: `801 + 322 = 1123 million persons`.
  var statement: String {
    func number(_ figure: Figure) -> String {
      let unit = figure.unit == total.unit ? "" : " \(figure.unit?.text ?? "")"
      return (figure.term.stated ?? figure.value).map { "\($0)\(unit)" } ?? figure.id
    }
    let summands =
      parts.count > 6
      ? "\(parts.count) parts" : parts.map { number($0) }.joined(separator: " + ")
    let reached = number(sum)
    let unit = total.unit.map { $0.text.isEmpty ? "" : " \($0.text)" } ?? ""
    let stated = number(total)
    return reached == stated ? "\(summands) = \(stated)\(unit)" : "\(summands) = \(reached), total \(stated)\(unit)"
  }

  /// What to say where the parts do not fit the total.
  ///
  /// - Parameter remedy: What to write if there are further parts.
  public func finding(
    named name: String, isIncomplete: Bool, remedy: String, at range: SourceRange
  ) -> CoherenceFinding {
    let verb = isIncomplete ? "exceed the total" : "do not add up to the total"
    let isShort = Interval.exactly(.zero).isBelow(rest.interval)
    return CoherenceFinding(
      .parts, "the parts \(verb) in \(name)", at: range, severity: .error, notes: [sum.described, total.described],
      hint: "correct the figures" + (isShort ? ", or \(remedy)" : "; is a part counted twice?"))
  }
}

extension Figure {
  /// Whether the two rest on one cell or statement, by whatever name they are asked for.
  func isSameQuantity(as other: Figure) -> Bool {
    if term === other.term { return true }
    guard case .quantity(let key) = term.operation, case .quantity(let second) = other.term.operation else {
      return false
    }
    return key == second
  }
}
