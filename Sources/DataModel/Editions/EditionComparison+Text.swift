import Diagnostics

extension EditionComparison {
  /// The comparison for a terminal, in lines of at most 99 characters under the names of the two: what turned first, what is the same only counted.
  public var text: String {
    var lines = ["old  \(old.name)", "new  \(new.name)"]
    for kind in [ClaimChange.Kind.turned, .undecided] { lines += section(kind) }
    for kind in FigureChange.Kind.allCases where kind != .unchanged { lines += section(kind) }
    for kind in [ClaimChange.Kind.new, .dropped] { lines += section(kind) }
    lines += ["", summary]
    return lines.joined(separator: "\n") + "\n"
  }

  /// `2 revised, 1 updated, 40 unchanged; of the claims 1 turned, 13 unchanged`
  var summary: String {
    let figures = FigureChange.Kind.allCases.compactMap { kind -> String? in
      let count = self.figures(kind).count
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    let claims = ClaimChange.Kind.allCases.compactMap { kind -> String? in
      let count = self.claims(kind).count
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    var text = "Figures: " + (figures.isEmpty ? "none" : figures.joined(separator: ", ")) + "."
    if !claims.isEmpty { text += " Claims: " + claims.joined(separator: ", ") + "." }
    return text
  }

  private func section(_ kind: FigureChange.Kind) -> [String] {
    let changes = figures(kind)
    guard !changes.isEmpty else { return [] }
    let isOneSided = kind == .new || kind == .dropped
    let head =
      isOneSided
      ? ["figure", "period", "value", "source"] : ["figure", "period", "old", "new", "difference", "source"]
    let rows = changes.map { change -> [String] in
      let row = row(change)
      if isOneSided { return [row.name, row.period, row.old + row.new, row.sources] }
      return [row.name, row.period, row.old, row.new, row.difference, row.sources]
    }
    return ["", "\(Self.title(kind)) (\(changes.count))"] + ColumnText(rows: [head] + rows).lines
  }

  private func section(_ kind: ClaimChange.Kind) -> [String] {
    let changes = claims(kind)
    guard !changes.isEmpty else { return [] }
    var lines = ["", "\(Self.title(kind)) (\(changes.count))"]
    for change in changes {
      guard let claim = change.new ?? change.old else { continue }
      lines += ColumnText(rows: [[claim.headline, claim.written ?? ""]]).lines
      guard let old = change.old, let new = change.new else { continue }
      lines +=
        ColumnText(
          rows: [["old", old.verdict, old.values], ["new", new.verdict, new.values]], indentation: 6
        ).lines
    }
    return lines
  }
}

extension LedgerClaim {
  /// `'higher than' (a > b)`
  var headline: String { words.isEmpty || kind == .phrase ? expression : "'\(words)' (\(expression))" }
  /// `holds`, `fails`, `undecided`; the words that were chosen.
  var verdict: String { kind == .phrase ? "'\(words)'" : truth.rawValue }
}
