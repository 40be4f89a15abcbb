import DataModel

/// A number that was printed, however often; or a figure of data.yaml that was not.
struct TracedNumber {
  /// The id of a figure; what else a number is called.
  var name: String
  /// Its entries in the ledger; empty for a figure that was not printed.
  var entries: [Int]

  /// What the entries of one number have in common.
  enum Key: Hashable {
    case figure(LedgerSubject)
    case other(LedgerEntry.Kind, String?, String)

    init(_ entry: LedgerEntry) {
      self = entry.subject.map { .figure($0) } ?? .other(entry.kind, entry.kind == .scale ? entry.id : nil, entry.text)
    }
  }
}
