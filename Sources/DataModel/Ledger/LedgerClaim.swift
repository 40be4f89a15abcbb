/// Words of the report that its data bear out or choose, kept so that the next edition can tell which of them have turned.
public struct LedgerClaim: Sendable {
  public enum Kind: String, Sendable {
    /// `[higher than]{claim="a > b"}`
    case claim
    /// `::: {when="a > b"}`
    case condition
    /// Words that an expression wrote, such as `{{ trend(series) }}`.
    case phrase
  }
  /// One side of a comparison.
  public struct Side: Sendable {
    /// The figure's id, or the part of the expression.
    public var text: String
    /// The value as stated; nil where there is none.
    public var value: String?
    public var interval: Interval?
    public var unit: String?
    public init(text: String, value: String? = nil, interval: Interval? = nil, unit: String? = nil) {
      self.text = text
      self.value = value
      self.interval = interval
      self.unit = unit
    }
  }
  public struct Comparison: Sendable {
    public var left: Side
    public var right: Side
    public var truth: Truth
    public init(left: Side, right: Side, truth: Truth) {
      self.left = left
      self.right = right
      self.truth = truth
    }
  }

  public var kind: Kind
  public var expression: String
  /// The words as printed; empty for a condition.
  public var words: String
  /// Of a phrase: what conditions compare it with, in any language.
  public var key: String?
  /// Holds for a phrase, whose words follow from the data.
  public var truth: Truth
  public var comparisons: [Comparison]
  /// Where it was written in the report, such as `report.md:12:3`.
  public var written: String?
  public init(
    kind: Kind, expression: String, words: String = "", truth: Truth, comparisons: [Comparison] = [],
    written: String? = nil
  ) {
    self.kind = kind
    self.expression = expression
    self.words = words
    self.truth = truth
    self.comparisons = comparisons
    self.written = written
  }
}
