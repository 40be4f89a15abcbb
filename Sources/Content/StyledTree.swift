import Diagnostics
import Styling

/// The document's nodes with the computed style of each, and what style sheets add to them.
public struct StyledTree: Sendable {
  /// With the nodes of `::before`, `::after` and markers within the text, behind all others.
  public let content: ContentTree
  /// One for each node of `content`, at the same index; children of charts and cells of tables are derived from them.
  public let contexts: [StyleContext]
  /// The styles in which the document's sheets may have counters printed.
  public let counterStyles: CounterStyles
  /// What stands beside list items and notes, by their nodes.
  public let markers: [Int: GeneratedMarker]
  /// How calls of notes are printed, by their nodes.
  public let noteCalls: [Int: GeneratedMarker]
  /// The running strings that elements set.
  public let runningStrings: [Int: [RunningStringValue]]
  /// The number that an element gives its page.
  public let pageCounts: [Int: Int]
  /// The styles of first lines that have one of their own, by the blocks whose children are the words.
  public let firstLines: [Int: StyleContext]
  /// What sheets ask for that cannot be had where they ask for it.
  public let diagnostics: Diagnostics

  /// Computes the style of every node, from the root down.
  public init(_ content: ContentTree, cascade: Cascade) {
    var contexts: [StyleContext] = []
    contexts.reserveCapacity(content.nodes.count)
    let positions = siblingPositions(in: content)
    let elements = cascade.looksAround ? DocumentElements(content, positions, cascade) : nil
    let root = elements.map { cascade.root(of: $0.tree) } ?? cascade.root
    for (index, node) in content.nodes.enumerated() {
      let parent = node.parent.map { contexts[$0] } ?? root
      if node.isAnonymousBox {
        contexts.append(parent.anonymous(.block))
      } else if !node.isElement {
        // Words are styled as the element they stand in.
        contexts.append(parent)
      } else if let elements {
        contexts.append(parent.child(elements.places[index], of: elements.tree))
      } else {
        contexts.append(parent.child(node, at: positions[index]))
      }
    }
    let notes = ElementNotes(content, contexts: contexts)
    let generated = GeneratedContent(
      notes.content, contexts: contexts, notes: notes, styles: cascade.counterStyles, language: cascade.language)
    if cascade.selects(.firstLine) || cascade.selects(.firstLetter) {
      let first = FirstFormattedLines(generated.content, contexts: generated.contexts)
      self.content = first.content
      self.contexts = first.contexts
      firstLines = first.lines
    } else {
      self.content = generated.content
      self.contexts = generated.contexts
      firstLines = [:]
    }
    counterStyles = cascade.counterStyles
    markers = generated.markers
    noteCalls = generated.noteCalls
    runningStrings = generated.strings
    pageCounts = generated.pageCounts
    var diagnostics = generated.diagnostics
    diagnostics.add(contentsOf: notes.diagnostics.all)
    diagnostics.add(contentsOf: StyleLimits(content, contexts: contexts).diagnostics.all)
    self.diagnostics = diagnostics
  }

  public func style(_ node: Int) -> StyleValues { contexts[node].style.values }
}

/// Where each element stands among the elements beside it; words between them do not count, nor boxes around them that are
/// no elements.
private func siblingPositions(in content: ContentTree) -> [SiblingPosition] {
  var positions = Array(repeating: SiblingPosition.only, count: content.nodes.count)
  for parent in content.nodes.indices where content.nodes[parent].firstChild != nil {
    if content.nodes[parent].isAnonymousBox { continue }
    var total = 0
    var byType: [String: Int] = [:]
    var elements: [Int] = []
    func count(childrenOf parent: Int) {
      for child in content.children(of: parent) {
        if content.nodes[child].isAnonymousBox { count(childrenOf: child) }
        guard content.nodes[child].isElement else { continue }
        total += 1
        let name = content.nodes[child].elementName
        byType[name, default: 0] += 1
        positions[child].index = total
        positions[child].indexOfType = byType[name, default: 1]
        elements.append(child)
      }
    }
    count(childrenOf: parent)
    for child in elements {
      positions[child].count = total
      positions[child].countOfType = byType[content.nodes[child].elementName]
    }
  }
  return positions
}

/// The nodes that rules can select, with what stands beside and within each.
private struct DocumentElements {
  let tree: ElementTree
  /// For each node its place in the tree; 0 for words.
  let places: [Int]

  init(_ content: ContentTree, _ positions: [SiblingPosition], _ cascade: Cascade) {
    var builder = ElementTree.Builder(cascade)
    var places = Array(repeating: 0, count: content.nodes.count)
    for (index, node) in content.nodes.enumerated() {
      let parent = node.parent.map { places[$0] }
      if node.isAnonymousBox { places[index] = parent ?? 0 }
      guard node.isElement else { continue }
      places[index] = builder.append(node, under: parent, at: positions[index])
    }
    self.places = places
    tree = builder.finish()
  }
}
