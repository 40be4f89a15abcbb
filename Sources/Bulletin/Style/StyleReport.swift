import Content
import Diagnostics
import Styling

/// How the nodes are styled that a selector selects, and by which rules.
public struct StyleReport: Sendable {
  /// Nodes that are styled alike.
  struct Group: Sendable {
    /// The names of the nodes from `:root` down, with what all of the nodes at each step have in common.
    let path: [String]
    let properties: [ExplainedProperty]
    /// How many there are; of a part that is made as it is set, how many tables or charts it is in. Nil for pages and `:root`.
    let count: Int?
    /// What `count` counts if not the nodes themselves, such as `table`.
    let container: String?
    /// Where the first of them, or what it is in, was written.
    let place: SourceRange?
  }
  let selector: String
  let groups: [Group]
  /// The report's folder, to which places are relative.
  let folder: String

  init(_ probe: StyleProbe, _ tree: StyledTree, _ cascade: Cascade, folder: String) {
    selector = probe.text
    self.folder = folder
    var nodes: [ObjectIdentifier: [Int]] = [:]
    for (index, node) in tree.content.nodes.enumerated() where node.isElement {
      nodes[ObjectIdentifier(tree.contexts[index]), default: []].append(index)
    }
    let found = cascade.explain().map { style -> (group: Group, first: Int) in
      // A pseudo-element is counted as its element is.
      let own = style.contexts.last.map { $0.pseudoElement == nil ? $0 : style.contexts[style.contexts.count - 2] }
      let holder = style.contexts.last { nodes[ObjectIdentifier($0)] != nil }
      guard let holder, let held = nodes[ObjectIdentifier(holder)], let first = held.first else {
        return (Group(path: style.path, properties: style.properties, count: nil, container: nil, place: nil), -1)
      }
      // What the report adds by itself was written nowhere, but may stand in something that was.
      let written = held.lazy.compactMap { tree.content.writtenPlace(of: $0) }.first
      var path = zip(style.contexts, style.path).map { context, name in
        nodes[ObjectIdentifier(context)].map { tree.content.commonName(of: $0) } ?? name
      }
      if let part = style.contexts.last?.pseudoElement {
        path[path.count - 1] = path[path.count - 2] + "::" + part.rawValue
      }
      let group = Group(
        path: path, properties: style.properties, count: held.count,
        // Generated content is nodes of its own.
        container: holder === own || holder === style.contexts.last ? nil : tree.content[first].elementName,
        place: written)
      return (group, first)
    }
    groups = found.enumerated().sorted { ($0.element.first, $0.offset) < ($1.element.first, $1.offset) }
      .map(\.element.group)
  }
}

extension ContentTree {
  /// The name of the first of some nodes, with the id and the classes that all of them have.
  fileprivate func commonName(of nodes: [Int]) -> String {
    let first = self[nodes[0]]
    var name = first.elementName
    if let identifier = first.identifier, nodes.allSatisfy({ self[$0].identifier == identifier }) {
      name += "#" + identifier
    }
    for shared in first.classes where nodes.allSatisfy({ self[$0].classes.contains(shared) }) { name += "." + shared }
    return name
  }

  /// Where a node, or the nearest one around it, was written.
  fileprivate func writtenPlace(of node: Int) -> SourceRange? {
    var at: Int? = node
    while let node = at {
      if let range = self[node].range { return range }
      at = self[node].parent
    }
    return nil
  }
}
