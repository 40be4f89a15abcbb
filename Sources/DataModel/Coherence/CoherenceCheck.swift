import Diagnostics

/// An entry of `checks:` in `data.yaml`.
struct CheckDeclaration: Sendable {
  enum Content: Sendable {
    /// Ids or expressions; `isIncomplete` says that there are further parts.
    case parts(total: SourceNode, [SourceNode], isIncomplete: Bool)
    case condition(SourceNode)
  }
  var name: String
  var content: Content
  var note: String?
  var mixes: Set<Mixture>
  var range: SourceRange
}

/// What an entry of `checks:` came to.
public struct CoherenceCheck: Sendable {
  public enum Verdict: String, Sendable {
    /// The stated parts give the stated total.
    case exact
    /// The intervals meet, but the stated numbers differ.
    case rounding
    /// Some parts are not there; those that are do not exceed the total.
    case incomplete
    case differs
    case holds, fails, undecided
    /// Something in it could not be computed; a diagnostic says what.
    case unknown

    /// As a reader is told.
    public var words: String {
      switch self {
      case .exact: "adds up exactly"
      case .rounding: "adds up within rounding"
      case .incomplete: "incomplete, within the total"
      case .differs: "does not add up"
      case .holds, .fails, .undecided: rawValue
      case .unknown: "could not be checked"
      }
    }
  }
  public var name: String
  public var verdict: Verdict
  /// The condition, or the sum with its total: `801 + 322 = 1123 million persons`.
  public var statement: String
  public var note: String?
}
