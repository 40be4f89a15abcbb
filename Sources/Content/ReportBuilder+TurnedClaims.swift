import Authoring
import DataModel
import Diagnostics

/// A claim of the previous edition that turned and that someone has looked at.
struct ReviewedClaim {
  var expression: String
  var range: SourceRange
}

extension ReportBuilder {
  /// Reports each claim of the previous edition that the data no longer bear out, and each phrase and condition that comes
  /// out otherwise, until the front matter says that it was looked at.
  mutating func checkTurnedClaims() {
    guard store.previousEdition != nil else {
      if let reviewed = front.reviewed.first {
        diagnostics.warning(
          "edition.nothing-to-review", "claims are 'reviewed', but there is no previous edition", at: reviewed.range,
          hint: "name its ledger or PDF in the front matter: previous: old/ledger.json")
      }
      return
    }
    let claims = ledger.claims
    let turned = store.turnedClaims()
    var unused = front.reviewed
    for change in turned {
      guard let old = change.old, let new = change.new else { continue }
      let expression = old.expression.withoutSpaces
      if front.reviewed.contains(where: { $0.expression.withoutSpaces == expression }) {
        unused.removeAll { $0.expression.withoutSpaces == expression }
        continue
      }
      let standing = store.successor(of: old, among: claims)
      diagnostics.error(
        "edition.claim-turned", Self.message(old, new, values: change.values),
        at: standing?.range ?? front.previous?.range ?? .file(document.sourceName),
        hint: "see what the text says of it, then add to the front matter: reviewed: [\"\(old.expression)\"]")
    }
    for reviewed in unused {
      diagnostics.warning(
        "edition.nothing-to-review", "'\(reviewed.expression)' is no claim of the previous edition that turned",
        at: reviewed.range,
        hint: didYouMean(reviewed.expression, in: turned.compactMap(\.old?.expression)) ?? "take it out")
    }
  }

  /// `'less than two thirds' (a < b) held in the previous edition (report.md:10:73) and no longer holds: …`
  private static func message(_ old: LedgerClaim, _ new: LedgerClaim, values: String) -> String {
    let place = old.written.map { " (\($0))" } ?? ""
    let isUndecided = new.truth == .undecided
    let outcome: String
    switch old.kind {
    case .claim:
      outcome =
        "'\(old.words)' (\(old.expression)) held in the previous edition\(place) and "
        + (isUndecided ? "is no longer decided" : "no longer holds")
    case .condition:
      outcome =
        "the condition '\(old.expression)' \(old.truth == .holds ? "held" : "failed") in the previous edition\(place) and "
        + (isUndecided ? "is no longer decided" : new.truth == .holds ? "now holds" : "no longer holds")
    case .phrase:
      outcome =
        "'\(old.expression)' said '\(old.words)' in the previous edition\(place) and "
        + (isUndecided ? "is no longer decided" : "now says '\(new.words)'")
    }
    return values.isEmpty ? outcome : "\(outcome): \(values)"
  }
}

extension LedgerClaim {
  /// Where it was written, from the text that the ledger has.
  fileprivate var range: SourceRange? {
    guard var range = written.flatMap({ SourceRange(start: $0) }) else { return nil }
    range.endColumn += expression.unicodeScalars.count
    return range
  }
}
