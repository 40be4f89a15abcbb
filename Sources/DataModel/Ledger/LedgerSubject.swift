/// What the entries of one figure share, however often and in whatever form it was printed.
public struct LedgerSubject: Hashable, Sendable {
  /// The cell, for what stands in one: an observation and the cells of tables and charts on it are one figure.
  fileprivate var origin: CellOrigin?
  /// The id or expression of what stands in no cell.
  fileprivate var name: String
  fileprivate var value: String?
  fileprivate var unit: String?
  fileprivate var qualifier: Qualifier?
}

extension LedgerEntry {
  /// The figure that was printed; nil for a number that is no figure, such as a date or a tick.
  public var subject: LedgerSubject? {
    guard kind == .observation || kind == .derived else { return nil }
    return LedgerSubject(
      origin: origin, name: origin == nil ? [id, formula].compactMap { $0 }.joined(separator: " = ") : "",
      value: value, unit: unit, qualifier: qualifier)
  }
}

extension Ledger {
  public var count: Int { withEntries { $0.count } }
  /// The entries from one on; none if there are no more.
  public func entries(from first: Int) -> [LedgerEntry] { withEntries { Array($0.dropFirst(first)) } }
}
