import Charts
import Diagnostics
import Graphics
import Styling

/// The document with its data in place: numbers printed, claims checked, references numbered.
///
/// Nodes stand in one array in reading order, each after its parent, so that later steps keep what they compute in arrays
/// beside it and copy no tree. Those that style sheets add stand behind all others, in their places by their links alone.
public struct ContentTree: Sendable {
  public internal(set) var nodes: [ContentNode]
  /// Which numbers of the ledger each chart prints.
  public internal(set) var drawnNumbers: [DrawnNumbers] = []
  /// Node 0 is the `body`.
  public static let root = 0

  public init() { nodes = [] }

  public subscript(index: Int) -> ContentNode { nodes[index] }

  /// The children of a node, in order.
  public func children(of index: Int) -> ChildSequence {
    ChildSequence(tree: self, first: nodes[index].firstChild)
  }

  public struct ChildSequence: Sequence, IteratorProtocol {
    let tree: ContentTree
    var at: Int?
    init(tree: ContentTree, first: Int?) {
      self.tree = tree
      at = first
    }
    public mutating func next() -> Int? {
      guard let here = at else { return nil }
      at = tree.nodes[here].nextSibling
      return here
    }
  }

  /// Gives back the room for nodes that are not added any more; a long report's would be as large as its nodes.
  mutating func close() {
    guard nodes.capacity > nodes.count + nodes.count / 8 else { return }
    var exact: [ContentNode] = []
    exact.reserveCapacity(nodes.count)
    exact.append(contentsOf: nodes)
    nodes = exact
  }

  /// Adds a node as the last child of `parent`. Nodes must be added in reading order.
  package mutating func append(_ node: ContentNode, to parent: Int?) -> Int {
    let index = nodes.count
    nodes.append(node)
    nodes[index].parent = parent
    if let parent {
      if let last = nodes[parent].lastChild {
        nodes[last].nextSibling = index
      } else {
        nodes[parent].firstChild = index
      }
      nodes[parent].lastChild = index
    }
    return index
  }
}

/// The numbers that a chart prints.
public struct DrawnNumbers: Sendable {
  /// The node of kind `chart`.
  public var node: Int
  /// The raw values of their marks.
  public var marks: Range<Int32>
}

/// What a page reference gives the page of.
public enum PageTarget: Hashable, Sendable {
  /// The element with an id.
  case element(String)
  /// All pages on which any of some numbers is printed.
  case numbers([NumberMark])
  /// The pages from the first to the last row of a table, by its node.
  case table(node: Int)
  /// The page that a node is on.
  case node(Int)
  /// How many pages there are.
  case pageCount
}

public struct ContentNode: Sendable, StyleNode {
  public enum Kind: Sendable {
    /// An element with children: `p`, `h2`, `em`, `section`, `tile` and so on.
    case element
    /// Words, after smart quotes; `mark` is set where the whole of them is a printed number.
    case text(String, mark: NumberMark?)
    /// A forced end of line.
    case lineBreak
    /// The call of a note: the index of the element `footnote` that holds its text. The number is `text`.
    case footnoteCall(note: Int, number: Int)
    /// A place where the page number of something else is printed.
    indirect case pageReference(PageTarget, style: CounterStyleReference = .decimal)
    // Boxed, because most nodes are words and each node takes the room of the largest kind.
    indirect case chart(ChartContent)
    indirect case table(TableContent)
    indirect case image(ImageContent)
    /// Takes up what is left of the line, with a text over and over that leads the eye.
    case leader(String)
  }

  public var kind: Kind
  public var elementName: String
  public var identifier: String? {
    get { traits?.identifier }
    set { traits = Traits(identifier: newValue, classes: classes, attributes: attributes) }
  }
  public var classes: [String] {
    get { traits?.classes ?? [] }
    set { traits = Traits(identifier: identifier, classes: newValue, attributes: attributes) }
  }
  /// Attributes by name, `href` of links and `data-*` among them.
  public var attributes: [String: String] {
    get { traits?.attributes ?? [:] }
    set { traits = Traits(identifier: identifier, classes: classes, attributes: newValue) }
  }
  /// Where the author wrote it, for warnings of later steps.
  public var range: SourceRange?

  public internal(set) var parent: Int? {
    get { parentIndex.place }
    set { parentIndex = Link(newValue) }
  }
  public internal(set) var firstChild: Int? {
    get { firstChildIndex.place }
    set { firstChildIndex = Link(newValue) }
  }
  public internal(set) var lastChild: Int? {
    get { lastChildIndex.place }
    set { lastChildIndex = Link(newValue) }
  }
  public internal(set) var nextSibling: Int? {
    get { nextSiblingIndex.place }
    set { nextSiblingIndex = Link(newValue) }
  }

  // A long report has a hundred thousand nodes, few of them with a name of their own.
  private var traits: Traits?
  private var parentIndex = Link(nil)
  private var firstChildIndex = Link(nil)
  private var lastChildIndex = Link(nil)
  private var nextSiblingIndex = Link(nil)

  private struct Link {
    var raw: Int32
    init(_ place: Int?) { raw = place.map { Int32($0) } ?? -1 }
    var place: Int? { raw < 0 ? nil : Int(raw) }
  }
  private final class Traits: Sendable {
    let identifier: String?
    let classes: [String]
    let attributes: [String: String]
    init?(identifier: String?, classes: [String], attributes: [String: String]) {
      if identifier == nil, classes.isEmpty, attributes.isEmpty { return nil }
      self.identifier = identifier
      self.classes = classes
      self.attributes = attributes
    }
  }

  public init(
    _ kind: Kind, name: String, identifier: String? = nil, classes: [String] = [],
    attributes: [String: String] = [:], range: SourceRange? = nil
  ) {
    self.kind = kind
    elementName = name
    traits = Traits(identifier: identifier, classes: classes, attributes: attributes)
    self.range = range
  }

  public func attribute(_ name: String) -> String? { traits?.attributes[name] }
  public var isEmpty: Bool {
    switch kind {
    case .chart, .table: false
    default: firstChildIndex.place == nil
    }
  }

  /// Whether it is an element, and no word or other thing that stands in one, nor a box without an element.
  public var isElement: Bool {
    switch kind {
    case .text, .lineBreak, .leader, .pageReference, .footnoteCall: false
    case .element where elementName.isEmpty: false
    case .element, .chart, .table, .image: true
    }
  }
}
