import Diagnostics

/// A figure that differs from what the previous edition had for the same quantity and period.
public struct FigureRevision: Sendable {
  public var change: FigureChange
  /// As the data have it, with its label and format.
  public var figure: Figure
}

extension FigureStore {
  /// Holds all figures and claims against an edition from here on.
  public func compare(with previous: Edition) { state.withLock { $0.previous = previous } }
  /// The edition that figures and claims are held against.
  public var previousEdition: Edition? { state.withLock { $0.previous } }

  /// The flags of a figure, `r` among them if it was revised since the previous edition.
  public func status(of figure: Figure) -> StatusFlags {
    guard let previous = previousEdition, !figure.status.contains(.revised), let held = previous.figure(figure),
      previous.change(to: held).kind == .revised
    else { return figure.status }
    return figure.status.union(.revised)
  }

  // MARK: Revisions

  /// What the previous edition printed and the data now have otherwise, in the order of its text.
  ///
  /// - Parameter withUpdates: Whether observations that have moved on to another period are among them.
  public func revisions(withUpdates: Bool = false) -> [FigureRevision] {
    guard let previous = previousEdition else { return [] }
    var found: [Int: FigureRevision] = [:]
    var cells: Set<CellOrigin> = []
    for figure in figuresToCompare(with: previous) {
      guard let held = previous.figure(figure), let place = previous.predecessor(of: held) else { continue }
      let change = FigureChange(from: previous.figures[place], to: held)
      switch change.kind {
      case .revised, .restated: break
      case .updated where withUpdates && held.hasLastingID && figure.kind == .observation: break
      default: continue
      }
      guard found[place] == nil else { continue }
      // A cell that an observation names is one figure.
      if let origin = figure.origin, !cells.insert(origin).inserted { continue }
      found[place] = FigureRevision(change: change, figure: figure)
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// All figures that have an id of their own, those of the same ids or expressions as the previous edition's, and the
  /// cells of the tables that it printed.
  private func figuresToCompare(with previous: Edition) -> [Figure] {
    let here = SourceRange.file(file)
    // What is wrong with a figure was said when it was loaded.
    var figures = figureIDs.compactMap { try? figure($0, at: here) }
    let declared = Set(figureIDs)
    var printedTables: Set<String> = []
    for old in previous.figures {
      if old.hasLastingID {
        guard !declared.contains(old.figure.id), case .figure(let figure)? = try? value(of: old.figure.id, at: here)
        else { continue }
        figures.append(figure)
      } else if let series = old.figure.series, let table = tableNames.first(where: { Self.isSeries(series, of: $0) }) {
        printedTables.insert(table)
      }
    }
    for name in tableNames where printedTables.contains(name) {
      guard let table = try? table(name, at: here) else { continue }
      for row in 0..<table.rowCount {
        figures += table.valueColumns.compactMap { try? table.figure(row, $0) }
      }
    }
    return figures
  }

  /// Whether a series is of a table: `users[group=rural]`, `users.people`, `users`.
  private static func isSeries(_ series: String, of table: String) -> Bool {
    guard series.hasPrefix(table) else { return false }
    return [nil, "[", "."].contains(series.dropFirst(table.count).first)
  }

  // MARK: Claims

  /// Claims, conditions and phrases of the previous edition that came out otherwise, or are no longer decided, with the
  /// data as they are now. Those whose names are gone are left out.
  public func turnedClaims() -> [ClaimChange] {
    guard let previous = previousEdition else { return [] }
    var seen: Set<LedgerClaim.Identity> = []
    return previous.claims.compactMap { old in
      guard seen.insert(old.identity).inserted, let now = outcome(of: old) else { return nil }
      let change = ClaimChange(from: old, to: now)
      return change.kind == .unchanged ? nil : change
    }
  }

  /// The same claim with the data as they are now; nil where it cannot be computed any more.
  private func outcome(of claim: LedgerClaim) -> LedgerClaim? {
    let here = SourceRange.file(file)
    let operand: Operand
    let comparisons: [ComparedValues]
    do { (operand, comparisons) = try evaluate(claim.expression, at: here) } catch {
      // Such as a rank that the intervals leave open.
      guard error.id == "expression.undecided" else { return nil }
      return LedgerClaim(kind: claim.kind, expression: claim.expression, truth: .undecided)
    }
    switch (claim.kind, operand) {
    case (.phrase, .phrase(let phrase)):
      let text = phrase.meaning.flatMap { try? PhraseWriter(locale: locale).text(of: $0, as: .automatic, at: here) }
      var now = ledgerClaim(
        .phrase, claim.expression, words: text ?? "", text == nil ? .undecided : .holds, phrase.comparisons, at: here)
      now.key = phrase.key
      return now
    case (.claim, .truth(let truth)), (.condition, .truth(let truth)):
      return ledgerClaim(claim.kind, claim.expression, words: claim.words, truth, comparisons, at: here)
    case (.condition, .null):
      return ledgerClaim(claim.kind, claim.expression, words: "", .fails, comparisons, at: here)
    default: return nil
    }
  }

  /// Which of the claims that the report makes now stands for one of the previous edition: the same expression, or else one
  /// about the same figures, as after "higher" became "lower".
  public func successor(of old: LedgerClaim, among claims: [LedgerClaim]) -> LedgerClaim? {
    if let same = claims.first(where: { $0.identity == old.identity }) { return same }
    let names = names(in: old)
    return names.isEmpty ? nil : claims.first { $0.kind == old.kind && self.names(in: $0) == names }
  }

  private func names(in claim: LedgerClaim) -> Set<[String]> {
    guard let expression = try? parsed(claim.expression) else { return [] }
    return Set(expression.names)
  }
}
