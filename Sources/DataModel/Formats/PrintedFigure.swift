/// A number as it goes into the text, or words that the data choose, and the entry for the ledger.
public struct PrintedFigure: Sendable {
  public var text: String
  public var entry: LedgerEntry
  /// The figure, if other sources state something else and the author leaves it to the report to say so; else nil.
  public var disputed: Figure?
  /// The number, where the text has one in digits.
  public var number: PrintedNumber?
  /// Of a phrase: what it says and why, for the ledger.
  public var claim: LedgerClaim?
  public init(text: String, entry: LedgerEntry, claim: LedgerClaim? = nil) {
    self.text = text
    self.entry = entry
    self.claim = claim
  }
}
