import DataModel

/// What the evidence annex will list: figures by the ledger's number of their first entry, and the sections they are in.
struct EvidenceState {
  /// A table whose rows enter the ledger only when they are laid out.
  struct LongTable {
    /// How many entries the ledger had before it.
    var position: Int
    /// The node of kind `table`.
    var node: Int
    /// The number in its caption, as printed.
    var number: String?
    var body: TableBody
  }

  private var firstEntries: [LedgerSubject: Int] = [:]
  private var seen = 0
  /// The headings of the outermost sections, with how many entries the ledger had before each.
  var sections: [(position: Int, heading: Int)] = []
  var longTables: [LongTable] = []

  /// The number of the annex's entry for a printed figure: that of the ledger's first entry of it. Nil for what is no figure.
  ///
  /// - Parameter entry: Its entry in the ledger.
  mutating func number(of entry: LedgerEntry.ID, in ledger: Ledger) -> Int? {
    for (offset, entry) in ledger.entries(from: seen).enumerated() {
      guard let subject = entry.subject, firstEntries[subject] == nil else { continue }
      firstEntries[subject] = seen + offset
    }
    seen = max(seen, ledger.count)
    return ledger[entry].subject.flatMap { firstEntries[$0] }
  }
}
