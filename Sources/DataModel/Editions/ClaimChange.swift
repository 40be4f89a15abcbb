/// What became of a claim, a condition or a phrase from one edition of a report to another.
public struct ClaimChange: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// It held and no longer does, or the data now choose other words or the other side of a condition.
    case turned
    /// It was decided, and the data no longer decide it.
    case undecided
    case new, dropped, unchanged
  }
  public var kind: Kind
  /// Nil for what is new.
  public var old: LedgerClaim?
  /// Nil for what was dropped.
  public var new: LedgerClaim?

  init(_ kind: Kind, old: LedgerClaim?, new: LedgerClaim?) {
    self.kind = kind
    self.old = old
    self.new = new
  }

  /// The same claim in two editions.
  init(from old: LedgerClaim, to new: LedgerClaim) {
    let kind: Kind =
      if new.truth == .undecided, old.truth != .undecided {
        .undecided
      } else if old.kind == .claim {
        old.truth == .holds && new.truth == .fails ? .turned : .unchanged
      } else {
        old.outcome == new.outcome ? .unchanged : .turned
      }
    self.init(kind, old: old, new: new)
  }

  /// Claims are the same where their expressions are, however they are spaced; of several with one expression the first is
  /// looked at, since they are true or false together.
  static func between(_ old: [LedgerClaim], _ new: [LedgerClaim]) -> [ClaimChange] {
    let (before, after) = (firstByIdentity(old), firstByIdentity(new))
    var changes: [ClaimChange] = []
    for claim in new where after[claim.identity]?.written == claim.written {
      changes.append(
        before[claim.identity].map { ClaimChange(from: $0, to: claim) } ?? ClaimChange(.new, old: nil, new: claim))
    }
    for claim in old where before[claim.identity]?.written == claim.written && after[claim.identity] == nil {
      changes.append(ClaimChange(.dropped, old: claim, new: nil))
    }
    return changes
  }

  private static func firstByIdentity(_ claims: [LedgerClaim]) -> [LedgerClaim.Identity: LedgerClaim] {
    Dictionary(claims.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension LedgerClaim {
  struct Identity: Hashable {
    var kind: Kind
    var expression: String
  }
  var identity: Identity { Identity(kind: kind, expression: expression.withoutSpaces) }

  /// What the data chose: the side of a condition, the words of a phrase.
  var outcome: String { kind == .phrase ? key ?? words : truth.rawValue }
}

extension String {
  /// For comparing expressions that are spaced differently.
  public var withoutSpaces: String { filter { !$0.isWhitespace } }
}
