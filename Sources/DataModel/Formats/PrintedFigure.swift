/// A number as it goes into the text, and its entry for the ledger.
public struct PrintedFigure: Sendable {
  public var text: String
  public var entry: LedgerEntry
  public init(text: String, entry: LedgerEntry) {
    self.text = text
    self.entry = entry
  }
}
