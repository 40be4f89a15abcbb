import Graphics

/// Which element of the structure tree a node of the content is, and the tree itself.
///
/// A class, because the rows of tables join the tree when they are placed.
final class StructureMap {
  private(set) var tree: StructureTree
  private var elements: [StructureID?]

  init(tree: StructureTree, elements: [StructureID?]) {
    self.tree = tree
    self.elements = elements
  }

  /// The element that a node is; nil for one that flows into the element around it.
  subscript(node: Int) -> StructureID? { elements[node] }

  /// Adds an element that is no node, such as a row of a table, after all that its parent holds so far.
  func add(_ element: StructureElement) -> StructureID { tree.add(element) }
}
