import Diagnostics

extension FigureStore {
  /// What the entries of `checks:` came to, in the order in which they are declared.
  public var checkOutcomes: [CoherenceCheck] { state.withLock { $0.checks } }

  /// Makes all checks of `data.yaml`, and adds what does not fit to the diagnostics.
  func runChecks(into diagnostics: inout Diagnostics) {
    var outcomes: [CoherenceCheck] = []
    for check in checks {
      do throws(Diagnostic) {
        switch check.content {
        case .condition(let condition):
          outcomes.append(try decide(check, condition, into: &diagnostics))
        case .parts(let total, let parts, let isIncomplete):
          outcomes.append(
            try compare(check, total, with: parts, isIncomplete: isIncomplete, into: &diagnostics))
        }
      } catch {
        diagnostics.add(error)
        outcomes.append(
          CoherenceCheck(name: check.name, verdict: .unknown, statement: check.statement, note: check.note))
      }
    }
    state.withLock { $0.checks = outcomes }
  }

  private func compare(
    _ check: CheckDeclaration, _ total: SourceNode, with parts: [SourceNode], isIncomplete: Bool,
    into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> CoherenceCheck {
    let wholes = try figures(of: total, in: check)
    guard let whole = wholes.first, wholes.count == 1 else {
      throw .error(
        "data.check-without-question", "the total of check '\(check.name)' is not one figure", at: total.range)
    }
    var summands: [Figure] = []
    // A column of all rows has the total among them.
    for part in parts { summands += try figures(of: part, in: check).filter { !$0.isSameQuantity(as: whole) } }
    let watch = MixtureWatch(allowing: check.mixes)
    watch.combine(
      "sum", ([whole] + summands).map { .quantity(Quantity($0)) }, Expression.Place(start: 0, end: 0))
    for mixture in watch.found { diagnostics.add(mixture.finding(at: check.range, isNamed: true).diagnostic) }
    let comparison = try PartsComparison(of: summands, with: whole, at: total.range)
    let verdict = comparison.verdict(isIncomplete: isIncomplete)
    if verdict == .differs {
      diagnostics.add(
        comparison.finding(
          named: "check '\(check.name)'", isIncomplete: isIncomplete,
          remedy: "write 'incomplete: true' if there are further parts", at: total.range
        ).diagnostic)
    }
    return CoherenceCheck(
      name: check.name, verdict: verdict, statement: comparison.statement, note: check.note)
  }

  /// The figure of an id or expression, or those of a family or column.
  private func figures(of node: SourceNode, in check: CheckDeclaration) throws(Diagnostic) -> [Figure] {
    let source = node.text ?? ""
    let watch = MixtureWatch(allowing: check.mixes)
    let (operand, _) = try evaluate(source, at: node.range, watch: watch)
    report(watch, in: source, at: node.range, isNamed: true)
    let items = if case .series(let items) = operand { items } else { [operand] }
    var found: [Figure] = []
    for item in items {
      switch item {
      case .quantity(let quantity):
        found.append(quantity.asFigure(id: source, formula: quantity.figure == nil ? source : nil))
      case .number(let number):
        found.append(Quantity(constant: number.value).asFigure(id: source, formula: source))
      case .null: continue
      default:
        throw .error(
          "data.check-without-question",
          "'\(source)' in check '\(check.name)' gives \(item.kindName), not a figure", at: node.range)
      }
    }
    return found
  }

  private func decide(
    _ check: CheckDeclaration, _ condition: SourceNode, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> CoherenceCheck {
    let source = condition.text ?? ""
    let (operand, comparisons) = try evaluateClaim(source, allowing: check.mixes, at: condition.range)
    guard case .truth(let truth) = operand else {
      throw .error(
        "expression.not-a-condition", "'\(source)' in check '\(check.name)' gives \(operand.kindName), not a condition",
        at: condition.range, hint: "compare it with something, such as \(source) > 0")
    }
    if truth != .holds {
      let says = truth == .fails ? "does not hold" : "is not decided by the figures"
      let finding = CoherenceFinding(
        .check, "check '\(check.name)' \(says) (\(source))", at: condition.range,
        severity: truth == .fails ? .error : .warning,
        notes: notes(on: comparisons.filter { $0.truth == truth }, in: source), hint: check.note)
      diagnostics.add(finding.diagnostic)
    }
    let verdict: CoherenceCheck.Verdict =
      switch truth {
      case .holds: .holds
      case .fails: .fails
      case .undecided: .undecided
      }
    return CoherenceCheck(name: check.name, verdict: verdict, statement: source, note: check.note)
  }

  /// Evaluates words that the data bear out or a condition, and reports figures of different bases in it. That the
  /// periods of what is compared differ is what such words are about.
  func evaluateClaim(
    _ source: String, allowing mixtures: Set<Mixture>, at range: SourceRange
  ) throws(Diagnostic) -> (operand: Operand, comparisons: [ComparedValues]) {
    let watch = MixtureWatch(allowing: mixtures.union([.period]))
    let result = try evaluate(source, at: range, watch: watch)
    report(watch, in: source, at: range, isNamed: true)
    return result
  }

  /// Keeps what was noticed while an expression was computed.
  ///
  /// - Parameter isNamed: Whether it is in an entry of `data.yaml`, or a claim, which can say that it is meant.
  func report(_ watch: MixtureWatch, in source: String, at range: SourceRange, isNamed: Bool) {
    for mixture in watch.found {
      let place = Self.place(mixture.place.start..<mixture.place.end, in: source, at: range)
      context.report(mixture.finding(at: place ?? range, isNamed: isNamed).diagnostic)
    }
  }
}

extension CheckDeclaration {
  /// As it is written, where its figures are not known.
  fileprivate var statement: String {
    switch content {
    case .condition(let node): node.text ?? ""
    case .parts(let total, let parts, _):
      "\(parts.compactMap(\.text).joined(separator: " + ")) = \(total.text ?? "")"
    }
  }
}
