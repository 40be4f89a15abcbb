import Diagnostics

extension FigureStore {
  /// Checks words that the data must bear out: `[higher than]{claim="urban.share > rural.share"}`.
  ///
  /// Throws a diagnostic that shows both sides, with their intervals and sources, unless the claim holds.
  ///
  /// - Parameters:
  ///   - mixtures: What may differ among figures that are compared or joined.
  ///   - ledger: Is told of the claim, whatever comes of it.
  public func check(
    claim: String, words: String, allowing mixtures: Set<Mixture> = [], at range: SourceRange,
    into ledger: Ledger? = nil
  ) throws(Diagnostic) {
    let (operand, comparisons) = try evaluateClaim(claim, allowing: mixtures, at: range)
    guard case .truth(let truth) = operand else {
      throw .error(
        "claim.not-a-condition", "the claim '\(claim)' gives \(operand.kindName), not a condition", at: range,
        hint: "compare two figures, such as \(claim.split(separator: " ").first ?? "a") > 0")
    }
    if let expression = try? parsed(claim), expression.names.isEmpty {
      throw .error(
        "claim.without-figures", "the claim '\(claim)' names no figure, so that no data bear out '\(words)'", at: range,
        hint: "compare figures of data.yaml")
    }
    ledger?.record(ledgerClaim(.claim, claim, words: words, truth, comparisons, at: range))
    if truth == .holds { return }
    let open = comparisons.filter { $0.truth != .holds }
    let notes = notes(on: open.isEmpty ? comparisons : open, in: claim)
    if truth == .undecided {
      throw .error(
        "claim.undecided", "the data do not decide '\(words)' (\(claim))", at: range, notes: notes,
        hint: "say it more carefully, or state figures more precisely")
    }
    throw .error("claim.false", "the data contradict '\(words)' (\(claim))", at: range, notes: notes)
  }

  /// Whether a condition holds; undecided is a diagnostic.
  ///
  /// - Parameter ledger: Is told of the condition if it is decided.
  public func condition(
    _ expression: String, at range: SourceRange, into ledger: Ledger? = nil
  ) throws(Diagnostic) -> Bool {
    let (operand, comparisons) = try evaluateClaim(expression, allowing: [], at: range)
    let truth: Truth
    switch operand {
    case .truth(let found): truth = found
    case .null: truth = .fails
    default:
      throw .error(
        "expression.not-a-condition", "'\(expression)' gives \(operand.kindName), not a condition", at: range,
        hint: "compare it with something, such as \(expression) > 0")
    }
    guard truth != .undecided else {
      throw .error(
        "expression.undecided",
        "the data do not decide the condition '\(expression)'", at: range,
        notes: notes(on: comparisons.filter { $0.truth == .undecided }, in: expression),
        hint: "compare stated(x) to go by the stated values")
    }
    ledger?.record(ledgerClaim(.condition, expression, words: "", truth, comparisons, at: range))
    return truth == .holds
  }

  /// What the ledger keeps of a claim, condition or phrase.
  func ledgerClaim(
    _ kind: LedgerClaim.Kind, _ expression: String, words: String, _ truth: Truth, _ comparisons: [ComparedValues],
    at range: SourceRange
  ) -> LedgerClaim {
    LedgerClaim(
      kind: kind, expression: expression, words: words, truth: truth,
      comparisons: comparisons.map {
        LedgerClaim.Comparison(
          left: LedgerClaim.Side($0.left, named: $0.leftText(in: expression)),
          right: LedgerClaim.Side($0.right, named: $0.rightText(in: expression)), truth: $0.truth)
      },
      written: range.start)
  }
}
