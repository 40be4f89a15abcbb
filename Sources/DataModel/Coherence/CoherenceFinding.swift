import Diagnostics

/// Figures of a report that do not fit together, or that a reader would take for what they are not.
public struct CoherenceFinding: Sendable {
  /// Each names itself in the diagnostic's id: `coherence.mixed-periods`.
  public enum Kind: String, Sendable {
    /// Parts that do not add up to their total.
    case parts
    /// A condition of `checks:` that does not hold.
    case check
    /// Figures of different periods in one sum, quotient or difference.
    case mixedPeriods = "mixed-periods"
    /// Figures of different bases or editions that are joined into one series.
    case joinedBases = "joined-bases"
    /// A source past the age to which its figures may be used.
    case oldSource = "old-source"
    /// One quantity that the text prints with different digits.
    case printedTwoWays = "printed-two-ways"
    /// A sum or difference that does not follow from the digits that are printed.
    case rounding
    /// Percent where percentage points are meant, or the other way round.
    case percentPoints = "percent-points"
    /// Percent typed beside a number that is printed with its sign.
    case repeatedPercent = "repeated-percent"
  }

  public var kind: Kind
  public var severity: Diagnostic.Severity
  /// Says what does not fit.
  public var message: String
  /// The figures, a line each.
  public var notes: [String]
  public var range: SourceRange
  /// Says what to write.
  public var hint: String?

  public init(
    _ kind: Kind, _ message: String, at range: SourceRange, severity: Diagnostic.Severity = .warning,
    notes: [String] = [], hint: String? = nil
  ) {
    self.kind = kind
    self.severity = severity
    self.message = message
    self.range = range
    self.notes = notes
    self.hint = hint
  }

  public var diagnostic: Diagnostic {
    Diagnostic(
      id: "coherence.\(kind.rawValue)", severity: severity, message: message, range: range, notes: notes, hint: hint)
  }
}
