import Diagnostics
import Styling

/// Elements that sheets make notes by `float: footnote` (CSS Generated Content for Paged Media Level 3, section 2.1).
///
/// From here on they are notes like those of the report, with their own words and style.
struct ElementNotes {
  private(set) var content: ContentTree
  private(set) var nodes: Set<Int> = []
  /// Whether any note that is called is not displayed.
  private(set) var hidesNotes = false
  private(set) var diagnostics = Diagnostics()

  /// Whether the numbers of the report's own notes are not those that are printed.
  var countsAnew: Bool { !nodes.isEmpty || hidesNotes }

  /// - Parameter contexts: The style of each node of `content`.
  init(_ content: ContentTree, contexts: [StyleContext]) {
    self.content = content
    for (index, node) in content.nodes.enumerated() where node.isElement {
      let values = contexts[index].style.values
      if node.elementName == "footnote" {
        hidesNotes = hidesNotes || values.display == .none
      } else if values.float == .footnote, values.display != .none, case .element = node.kind, node.parent != nil {
        add(index)
      }
    }
  }

  private mutating func add(_ node: Int) {
    var at = content.nodes[node].parent
    while let here = at {
      guard content.nodes[here].elementName != "footnote" else {
        diagnostics.warning(
          "style.no-effect", "'\(content.nodes[node].elementName)' is in a note already and stays in it",
          at: content.range(around: node) ?? .file("style sheet"), hint: "set 'float: footnote' on words of the text")
        return
      }
      if content.nodes[here].elementName == "nav" {
        // A heading's note is not called again where the heading is listed.
        content.unlink(node)
        return
      }
      at = content.nodes[here].parent
    }
    nodes.insert(node)
    content.makeNote(node)
  }
}

extension ContentTree {
  /// Lets an element count as a note from now on.
  fileprivate mutating func makeNote(_ node: Int) {
    nodes[node].elementName = "footnote"
    // Its call leads to it.
    if nodes[node].identifier == nil { nodes[node].identifier = "note.\(node)" }
  }
}
