import Diagnostics
import Styling

extension ContentTree {
  /// Adds a node behind all others, which gets its place by a link.
  mutating func append(unlinked node: ContentNode) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  mutating func link(_ node: Int, asFirstChildOf parent: Int) {
    nodes[node].parent = parent
    nodes[node].nextSibling = nodes[parent].firstChild
    nodes[parent].firstChild = node
    if nodes[parent].lastChild == nil { nodes[parent].lastChild = node }
  }

  mutating func link(_ node: Int, asLastChildOf parent: Int) {
    nodes[node].parent = parent
    if let last = nodes[parent].lastChild {
      nodes[last].nextSibling = node
    } else {
      nodes[parent].firstChild = node
    }
    nodes[parent].lastChild = node
  }

  mutating func link(_ node: Int, before sibling: Int) {
    nodes[node].nextSibling = sibling
    guard let parent = nodes[sibling].parent else { return }
    nodes[node].parent = parent
    if let last = children(of: parent).first(where: { nodes[$0].nextSibling == sibling }) {
      nodes[last].nextSibling = node
    } else {
      nodes[parent].firstChild = node
    }
  }

  /// Takes a node with all that it holds out of the tree; it keeps its index.
  mutating func unlink(_ node: Int) {
    guard let parent = nodes[node].parent else { return }
    let before = children(of: parent).first { nodes[$0].nextSibling == node }
    if let before {
      nodes[before].nextSibling = nodes[node].nextSibling
    } else {
      nodes[parent].firstChild = nodes[node].nextSibling
    }
    if nodes[parent].lastChild == node { nodes[parent].lastChild = before }
    nodes[node].nextSibling = nil
    nodes[node].parent = nil
  }

  /// Gives all that a node holds to another one that holds nothing.
  mutating func moveChildren(of node: Int, to other: Int) {
    var child = nodes[node].firstChild
    nodes[other].firstChild = child
    nodes[other].lastChild = nodes[node].lastChild
    nodes[node].firstChild = nil
    nodes[node].lastChild = nil
    while let here = child {
      nodes[here].parent = other
      child = nodes[here].nextSibling
    }
  }

  /// Visits the nodes of the document in the order of its text, which that of their indices is not where sheets added some.
  public func visitInOrder(_ visit: (Int) -> Void) {
    guard !nodes.isEmpty else { return }
    var node: Int? = Self.root
    while let here = node {
      visit(here)
      node = nodes[here].firstChild
      var at = here
      while node == nil, at != Self.root, let parent = nodes[at].parent {
        node = nodes[at].nextSibling
        at = parent
      }
    }
  }

  /// Whether a node is set in lines, not as a block of its own.
  public func isInline(_ node: Int, display: StyleValues.Display) -> Bool {
    switch nodes[node].kind {
    case .text, .lineBreak, .footnoteCall, .pageReference, .leader: true
    case .chart, .table: false
    case .image where nodes[node].parent.map({ nodes[$0].elementName == "figure" }) ?? true: false
    case .element, .image: display == .inline || display == .inlineBlock
    }
  }

  /// The words of a node that were not added by a style sheet, without the numbers of notes and pages.
  public func plainText(of node: Int) -> String {
    switch nodes[node].kind {
    case .text(let text, _): return text
    case .lineBreak: return " "
    case .footnoteCall, .pageReference, .leader, .chart, .table, .image: return ""
    case .element:
      if nodes[node].isPseudoElement { return "" }
      var text = ""
      for child in children(of: node) where nodes[child].elementName != "footnote" { text += plainText(of: child) }
      return text
    }
  }

  /// Where a node, or the nearest around it whose place is known, was written.
  public func range(around node: Int) -> SourceRange? {
    var at: Int? = node
    while let here = at, nodes[here].range == nil { at = nodes[here].parent }
    return at.flatMap { nodes[$0].range }
  }
}

extension ContentNode {
  /// Whether it is a `::before`, `::after` or `::marker`, whose words a sheet adds.
  public var isPseudoElement: Bool { elementName.utf8.starts(with: "::".utf8) && !isFirstLetter }
  /// Whether it is a `::first-letter`, whose words are the author's.
  public var isFirstLetter: Bool { elementName == "::first-letter" }
  /// Whether it is a box without an element, which holds lines beside blocks.
  public var isAnonymousBox: Bool { if case .element = kind { elementName.isEmpty } else { false } }
}
