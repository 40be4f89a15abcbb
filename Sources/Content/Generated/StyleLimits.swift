import Diagnostics
import Styling

/// Finds what sheets ask of nodes and cannot have, so that none of it is left out in silence.
///
/// Each kind is said once, at the first node that it concerns.
struct StyleLimits {
  private(set) var diagnostics = Diagnostics()
  private var reported: Set<String> = []
  /// Nodes that are styled alike are looked at once.
  private var seen: Set<Looks> = []

  private struct Looks: Hashable {
    var context: ObjectIdentifier
    var isPicture: Bool
  }

  /// - Parameter contexts: The style of each node of `content`.
  init(_ content: ContentTree, contexts: [StyleContext]) {
    var last: Looks?
    for (index, node) in content.nodes.enumerated() where node.isElement {
      let isPicture = if case .element = node.kind { false } else { true }
      let looks = Looks(context: ObjectIdentifier(contexts[index]), isPicture: isPicture)
      if looks == last || !seen.insert(looks).inserted { continue }
      last = looks
      look(at: index, of: content, contexts[index], looks)
    }
  }

  private mutating func look(at node: Int, of content: ContentTree, _ context: StyleContext, _ looks: Looks) {
    let values = context.style.values
    func warn(_ key: String, _ id: String, _ message: String, hint: String) {
      guard reported.insert(key).inserted else { return }
      diagnostics.warning(id, message, at: content.range(around: node) ?? .file("style sheet"), hint: hint)
    }
    if values.display == .none { return }
    for part in [PseudoElement.firstLetter, .firstLine] where context.pseudo(part) != nil {
      if !looks.isPicture, values.display.hasLines { continue }
      warn(
        part.rawValue, "style.unsupported-part", "'::\(part.rawValue)' is only for blocks that hold lines",
        hint: "write it for the paragraph, heading or list item around the words")
    }
    if looks.isPicture || !values.display.holdsFlow {
      for part in [PseudoElement.before, .after] {
        guard let made = context.pseudo(part), case .parts = made.style.values.content else { continue }
        warn(
          "box", "style.unsupported-part", "'::\(part.rawValue)' is not for rows, tables, charts and pictures",
          hint: "add it to what is around them, such as figure::\(part.rawValue) or figcaption::\(part.rawValue)")
      }
    }
    if values.counters.increment.contains(where: { $0.name == "page" }) {
      warn(
        "page", "style.no-effect", "elements cannot count pages on",
        hint: "give the page its number by 'counter-set: page'")
    }
    if values.display == .inlineBlock, !looks.isPicture, values.width != .auto || values.height != .auto {
      warn(
        "inline-block", "style.no-effect", "words of a line take the room that they need, not a width or height",
        hint: "use 'padding', or give the size to a block")
    }
    if values.display == .inline, !looks.isPicture, [.top, .middle, .bottom].contains(values.verticalAlign) {
      warn(
        "align", "style.no-effect", "words of a line cannot be aligned with its top, middle or bottom",
        hint: "use 'super', 'sub', or a length such as 2pt")
    }
  }
}

extension StyleValues.Display {
  /// Whether a box may have a first line of its own (CSS Pseudo-Elements Level 4, section 2.1.1).
  var hasLines: Bool {
    switch self {
    case .block, .listItem, .tableCaption, .tableCell: true
    case .none, .inline, .inlineBlock, .flex, .grid: false
    case .table, .tableHeaderGroup, .tableRowGroup, .tableFooterGroup, .tableRow: false
    }
  }

  /// Whether a box holds text or blocks, and not rows or columns only.
  var holdsFlow: Bool {
    switch self {
    case .table, .tableHeaderGroup, .tableRowGroup, .tableFooterGroup, .tableRow, .none: false
    case .block, .inline, .inlineBlock, .listItem, .flex, .grid, .tableCaption, .tableCell: true
    }
  }
}
