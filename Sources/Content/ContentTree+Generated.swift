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
