import DataModel
import Diagnostics
import Graphics

/// A figure in the text that is to be a link to its source.
struct PendingNumberLink {
  /// The element `a` around it.
  var node: Int
  var source: String
}

extension ReportBuilder {
  /// Where a printed figure goes: into a link to its first source if the report asks for that, else where it stands.
  ///
  /// The link gets its address once it is known which sources are listed.
  mutating func numberHolder(of entry: LedgerEntry, in parent: Int, mode: InlineMode) -> Int {
    guard front.linksNumbers, mode.linksNumbers, !mode.isPlain,
      let source = entry.sources.first.flatMap({ store.source($0) })
    else { return parent }
    let link = element("a", classes: ["source-of"], attributes: ["title": source.shortName], in: parent)
    pendingLinks.append(PendingNumberLink(node: link, source: source.id))
    return link
  }

  /// Gives the links of figures their addresses: the evidence where the report has it, else the source in the list of
  /// references. What has no place to lead to stays words.
  mutating func resolveNumberLinks() {
    for pending in pendingLinks {
      if let mark = mark(in: pending.node),
        let evidence = evidenceIdentifier(of: LedgerEntry.ID(rawValue: mark.rawValue))
      {
        tree.nodes[pending.node].attributes["href"] = "#\(evidence)"
      } else if isListed(pending.source) {
        tree.nodes[pending.node].attributes["href"] = "#ref-\(pending.source)"
      }
    }
  }

  /// The mark of the number that a node holds.
  private func mark(in node: Int) -> NumberMark? {
    for child in tree.children(of: node) {
      if case .text(_, let mark?) = tree.nodes[child].kind { return mark }
      if let found = mark(in: child) { return found }
    }
    return nil
  }

  /// Whether a source has an entry in the list of references, or will have one.
  private func isListed(_ source: String) -> Bool {
    guard let printed = references.printed else { return true }
    return references.order[..<printed].contains(source)
  }

  /// Where a figure of a table over data leads, by the id of its first source; nil if figures are no links.
  func tableLinks() -> TableBody.Links? {
    guard front.linksNumbers else { return nil }
    let listed = references.printed.map { Set(references.order[..<$0]) }
    return { [store] id in
      guard listed?.contains(id) != false, let source = store.source(id) else { return nil }
      return NumberLink(destination: "ref-\(id)", description: source.shortName)
    }
  }
}
