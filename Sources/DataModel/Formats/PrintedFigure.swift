/// A number as it goes into the text, and its entry for the ledger.
public struct PrintedFigure: Sendable {
  public var text: String
  public var entry: LedgerEntry
  /// The figure, if other sources state something else and the author leaves it to the report to say so; else nil.
  public var disputed: Figure?
  public init(text: String, entry: LedgerEntry) {
    self.text = text
    self.entry = entry
  }
}
