import Content
import Diagnostics
import Styling

/// The printed page numbers of nodes with an id, as references and contents print them.
final class PageLabels {
  private let styled: StyledTree
  private let nodes: [String: Int]
  /// The blocks that print page numbers, with the ids whose page each prints.
  private var references: [(block: Int, target: String)] = []
  private var labels: [String: String] = [:]

  init(styled: StyledTree) {
    self.styled = styled
    var nodes: [String: Int] = [:]
    for (index, node) in styled.content.nodes.enumerated() {
      if let name = node.identifier, nodes[name] == nil { nodes[name] = index }
    }
    self.nodes = nodes
    for (index, node) in styled.content.nodes.enumerated() {
      guard case .pageReference(let target) = node.kind else { continue }
      // The block is what is set anew: the paragraph, or the table that the paragraph is a cell of.
      var block = index
      var at = node.parent
      while let parent = at {
        if case .table = styled.content.nodes[parent].kind { block = parent }
        if styled.isInline(block) { block = parent }
        at = styled.content.nodes[parent].parent
      }
      references.append((block, target))
    }
  }

  /// The number printed on the page where a node begins; nil while that is not known.
  subscript(name: String) -> String? { labels[name] }

  func targets(in blocks: [Int]) -> [String] {
    var found: [String] = []
    for reference in references where blocks.contains(reference.block) && !found.contains(reference.target) {
      found.append(reference.target)
    }
    return found
  }
  func range(of name: String) -> SourceRange? { nodes[name].flatMap { styled.content.nodes[$0].range } }

  /// Takes over the numbers of new pages.
  ///
  /// - Returns: The blocks that print a number which is no longer right.
  func update(pages: [PageSpan], list: VerticalList) -> [Int] {
    guard !references.isEmpty else { return [] }
    let places = PagePlaces(pages: pages, list: list, styled: styled)
    var moved: [Int] = []
    var changed: [String: Bool] = [:]
    for reference in references {
      let name = reference.target
      if changed[name] == nil {
        let label = nodes[name].flatMap { places.page(of: $0) }.map { String(pages[$0].number) }
        changed[name] = label != labels[name]
        labels[name] = label
      }
      if changed[name] == true, !moved.contains(reference.block) { moved.append(reference.block) }
    }
    return moved
  }
}

/// On which page each node begins.
private struct PagePlaces {
  private let styled: StyledTree
  private var pageOfItem: [Int32]
  private var itemOfNode: [Int32]

  init(pages: [PageSpan], list: VerticalList, styled: StyledTree) {
    self.styled = styled
    pageOfItem = Array(repeating: 0, count: list.items.count)
    for (page, span) in pages.enumerated() {
      for item in span.items where list.items[item].float < 0 { pageOfItem[item] = Int32(page) }
    }
    // Floats are placed last, since their items lie within the span of the page that they left.
    for (page, span) in pages.enumerated() {
      for float in span.floats {
        for item in list.floats[float].items { pageOfItem[item] = Int32(page) }
      }
    }
    itemOfNode = Array(repeating: -1, count: styled.content.nodes.count)
    for (item, mark) in list.marks {
      if case .anchor(let node) = mark { itemOfNode[node] = item }
    }
    for (item, entry) in list.items.enumerated() {
      let node: Int
      switch entry.kind {
      case .unit where entry.unit == 0: node = list.blocks[Int(entry.index)].node
      case .open: node = list.boxes[Int(entry.index)].node
      default: continue
      }
      if itemOfNode[node] < 0 { itemOfNode[node] = Int32(item) }
    }
  }

  func page(of node: Int) -> Int? {
    var at: Int? = node
    while let here = at {
      if itemOfNode[here] >= 0 { return Int(pageOfItem[Int(itemOfNode[here])]) }
      at = styled.content.nodes[here].parent
    }
    return nil
  }
}
