import Content
import Diagnostics
import Graphics
import Styling

/// The printed page numbers of what references lead to, as contents and references print them.
final class PageLabels {
  private let styled: StyledTree
  private let nodes: [String: Int]
  private let numbers: NumberNodes
  /// The blocks that print page numbers, with what each prints the page of.
  private var references: [(block: Int, target: PageTarget)] = []
  /// The number of the page on which something runs that is being set, and whose own page is that one each time.
  private var runningPage: Int?
  /// In ascending order.
  private var pages: [PageTarget: [Int]] = [:]

  init(styled: StyledTree) {
    self.styled = styled
    var nodes: [String: Int] = [:]
    var wanted: Set<NumberMark> = []
    for (index, node) in styled.content.nodes.enumerated() {
      if let name = node.identifier, nodes[name] == nil { nodes[name] = index }
      guard case .pageReference(let target, _) = node.kind else { continue }
      references.append((PageLabels.block(around: index, in: styled), target))
      if case .numbers(let marks) = target { wanted.formUnion(marks) }
    }
    self.nodes = nodes
    let findsNodes = references.contains { if case .node = $0.target { true } else { false } }
    numbers = NumberNodes(wanted, findsNodes: findsNodes, in: styled.content)
  }

  /// The block that is set anew when a page number in it changes: the paragraph, or the table that it is a cell of.
  private static func block(around node: Int, in styled: StyledTree) -> Int {
    var block = node
    var at = styled.content.nodes[node].parent
    while let parent = at {
      if case .table = styled.content.nodes[parent].kind { block = parent }
      if styled.isInline(block) { block = parent }
      at = styled.content.nodes[parent].parent
    }
    return block
  }

  /// The numbers printed on the pages of something; nil while they are not known.
  func text(of target: PageTarget, _ style: CounterStyleReference) -> String? {
    if let runningPage, case .node = target { return styled.counterStyles.text(runningPage, style) }
    return pages[target].map { PageLabels.text($0) { styled.counterStyles.text($0, style) } }
  }

  /// Sets something that runs on a page, by the number that the page prints.
  func running<Result>(on page: Int, _ set: () -> Result) -> Result {
    runningPage = page
    defer { runningPage = nil }
    return set()
  }

  /// The blocks within a node, or the node itself, that print the number of the page which they are on.
  func blocksWithOwnPage(in node: Int) -> [Int] {
    references.compactMap { block, target in
      guard case .node = target else { return nil }
      var at: Int? = block
      while let here = at, here != node { at = styled.content.nodes[here].parent }
      return at == nil ? nil : block
    }
  }

  func targets(in blocks: [Int]) -> [PageTarget] {
    let blocks = Set(blocks)
    var seen: Set<PageTarget> = []
    return references.filter { blocks.contains($0.block) && seen.insert($0.target).inserted }.map(\.target)
  }
  func range(of target: PageTarget) -> SourceRange? {
    switch target {
    case .element(let name): nodes[name].flatMap { styled.content.nodes[$0].range }
    case .table(let node): styled.content.nodes[node].range
    case .node(let node): styled.content.range(around: node)
    case .numbers, .pageCount: nil
    }
  }

  /// Takes over the numbers of new pages.
  ///
  /// - Parameters:
  ///   - sidenotes: Those that marks of the list are about.
  ///   - printed: The number of each page.
  /// - Returns: The blocks that print a number which is no longer right.
  func update(pages: [PageSpan], list: VerticalList, sidenotes: [Sidenote], printed: [Int]) -> [Int] {
    guard !references.isEmpty else { return [] }
    let places = PagePlaces(pages: pages, list: list, sidenotes: sidenotes, styled: styled, numbers: numbers)
    var moved: [Int] = []
    var seen: Set<Int> = []
    var changed: [PageTarget: Bool] = [:]
    for (block, target) in references {
      if changed[target] == nil {
        let numbers = numbers(of: target, printed, places)
        changed[target] = numbers != self.pages[target]
        self.pages[target] = numbers
      }
      if changed[target] == true, seen.insert(block).inserted { moved.append(block) }
    }
    return moved
  }

  private func numbers(of target: PageTarget, _ printed: [Int], _ places: PagePlaces) -> [Int]? {
    var found: Set<Int> = []
    switch target {
    case .element(let name): if let page = nodes[name].flatMap({ places.page(of: $0) }) { found.insert(page) }
    case .table(let node): if let first = places.page(of: node) { found.formUnion(first...places.lastPage(of: node)) }
    case .numbers(let marks): found.formUnion(marks.compactMap { places.page(of: $0) })
    case .node(let node): if let page = places.page(ofWords: node) { found.insert(page) }
    case .pageCount: return [printed.count]
    }
    return found.isEmpty ? nil : found.sorted().map { printed[$0] }
  }

  /// `3, 5, 7–9`
  private static func text(_ numbers: [Int], number: (Int) -> String) -> String {
    var parts: [String] = []
    var at = 0
    while at < numbers.count {
      var end = at
      while end + 1 < numbers.count, numbers[end + 1] == numbers[end] + 1 { end += 1 }
      if end - at > 1 {
        parts.append("\(number(numbers[at]))\u{2013}\(number(numbers[end]))")
      } else {
        parts += numbers[at...end].map(number)
      }
      at = end + 1
    }
    return parts.joined(separator: ", ")
  }
}

/// On which page each node begins.
private struct PagePlaces {
  private let styled: StyledTree
  private let list: VerticalList
  private let numbers: NumberNodes
  private var pageOfItem: [Int32]
  private var itemOfNode: [Int32]
  /// The first unit of each block that has been taken apart into units.
  private var unitOfNode: [Int32]

  init(
    pages: [PageSpan], list: VerticalList, sidenotes: [Sidenote], styled: StyledTree, numbers: NumberNodes
  ) {
    self.styled = styled
    self.list = list
    self.numbers = numbers
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
    unitOfNode = itemOfNode
    for (item, mark) in list.marks {
      switch mark {
      case .anchor(let node): itemOfNode[node] = item
      case .sidenote(let note, _): itemOfNode[sidenotes[note].node] = item
      case .marker, .pageCount, .running, .string: break
      }
    }
    for (item, entry) in list.items.enumerated() {
      let node: Int
      switch entry.kind {
      case .unit where entry.unit == 0:
        node = list.blocks[Int(entry.index)].node
        if unitOfNode[node] < 0 { unitOfNode[node] = Int32(item) }
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

  /// The page of a block's last unit.
  func lastPage(of node: Int) -> Int {
    guard unitOfNode[node] >= 0 else { return page(of: node) ?? 0 }
    let first = Int(unitOfNode[node])
    let count = list.blocks[Int(list.items[first].index)].content.unitCount
    return page(ofItem: first + count - 1)
  }

  private func page(ofItem item: Int) -> Int { Int(pageOfItem[min(item, pageOfItem.count - 1)]) }

  func page(of number: NumberMark) -> Int? {
    switch numbers[number] {
    case .words(let node): page(ofWords: node)
    case .row(let row, let table): page(ofRow: row, table)
    case .chart(let node): page(of: node)
    case nil: nil
    }
  }

  /// That of the line, where the lines of a paragraph are on several pages.
  func page(ofWords node: Int) -> Int? {
    var words = node
    var at: Int? = node
    while let here = at {
      if let cell = numbers.rowOfCell[here] { return page(ofRow: cell.row, cell.table) }
      if let call = numbers.callOfNote[here] {
        // A note is at the foot of the page that calls it.
        words = call
        at = call
        continue
      }
      if unitOfNode[here] >= 0 {
        let first = Int(unitOfNode[here])
        guard lastPage(of: here) != page(ofItem: first),
          let paragraph = list.blocks[Int(list.items[first].index)].content as? Paragraph,
          let line = paragraph.line(of: words)
        else { break }
        return page(ofItem: first + line)
      }
      at = styled.content.nodes[here].parent
    }
    return page(of: words)
  }

  private func page(ofRow row: Int, _ table: Int) -> Int? {
    guard unitOfNode[table] >= 0 else { return page(of: table) }
    let first = Int(unitOfNode[table])
    let head = (list.blocks[Int(list.items[first].index)].content as? TableBlock)?.headUnits ?? 0
    return page(ofItem: first + head + row)
  }
}
