import Graphics
import Styling

/// A table whose rows are pulled when they are laid out, so that a long table is never a tree of nodes.
public struct TableContent: Sendable {
  public enum Alignment: Hashable, Sendable {
    case start, center, end
    /// Numbers stand on their decimal sign.
    case decimal
  }
  public struct Column: Sendable {
    public var name: String
    public var alignment: Alignment
    public init(name: String, alignment: Alignment) {
      self.name = name
      self.alignment = alignment
    }
  }

  public var columns: [Column]
  /// Rows of the head, outermost spanner first.
  public var head: [TableRow]
  public var body: any TableRowSource
  public init(columns: [Column], head: [TableRow], body: any TableRowSource) {
    self.columns = columns
    self.head = head
    self.body = body
  }
}

/// Where the rows of a table's body come from.
public protocol TableRowSource: Sendable {
  var rowCount: Int { get }
  /// Whether the rows are at hand. If not, they are made when they are asked for.
  var holdsRows: Bool { get }
  func row(at index: Int) -> TableRow
}

extension TableRowSource {
  public var holdsRows: Bool { true }
}

public struct TableRow: Sendable, StyleNode {
  public enum Kind: Hashable, Sendable {
    case head, body
    /// A head that spans the rows under it.
    case group
    case total
  }
  public var kind: Kind
  public var cells: [TableCell]
  public init(kind: Kind, cells: [TableCell]) {
    self.kind = kind
    self.cells = cells
  }
  public var elementName: String { "tr" }
  public var identifier: String? { nil }
  public var classes: [String] {
    switch kind {
    case .head, .body: []
    case .group: ["group"]
    case .total: ["total"]
    }
  }
  public func attribute(_ name: String) -> String? { nil }
}

public struct TableCell: Sendable, StyleNode {
  public enum Content: Sendable {
    /// Plain words, a number with its mark among them.
    case text(String, mark: NumberMark?)
    /// The inline children of a node of the document, in a table written in Markdown.
    case node(Int)
  }
  public var content: Content
  /// `th` for a head of a column or row.
  public var isHeader: Bool
  // A long table has very many cells, so what few of them have takes little room in the others.
  private var columns: Int32
  private var rows: Int32
  private var boxedLink: BoxedLink?
  public var columnSpan: Int {
    get { Int(columns) }
    set { columns = Int32(clamping: newValue) }
  }
  public var rowSpan: Int { Int(rows) }
  /// Facts that style rules can select, such as `data-status`, `data-sign` and `data-column`; `class` is the cell's class.
  public var attributes: [String: String]
  /// Where the number in it leads.
  public var link: NumberLink? {
    get { boxedLink?.link }
    set { boxedLink = newValue.map(BoxedLink.init) }
  }
  public init(
    _ content: Content, isHeader: Bool = false, columnSpan: Int = 1, rowSpan: Int = 1,
    attributes: [String: String] = [:]
  ) {
    self.content = content
    self.isHeader = isHeader
    columns = Int32(clamping: columnSpan)
    rows = Int32(clamping: rowSpan)
    self.attributes = attributes
  }
  public var elementName: String { isHeader ? "th" : "td" }
  public var identifier: String? { nil }
  public var classes: [String] { attributes["class"].map { [$0] } ?? [] }
  public func attribute(_ name: String) -> String? { attributes[name] }
  public var isEmpty: Bool {
    if case .text(let words, _) = content { words.isEmpty } else { false }
  }
}

private final class BoxedLink: Sendable {
  let link: NumberLink
  init(_ link: NumberLink) { self.link = link }
}

/// A link from a number in a cell to where it comes from.
public struct NumberLink: Hashable, Sendable {
  /// The id of a node of the document.
  public var destination: String
  /// What is read out for the link.
  public var description: String
  public init(destination: String, description: String) {
    self.destination = destination
    self.description = description
  }
}

/// A picture in the text.
public struct ImageContent: Sendable {
  public enum Source: Hashable, Sendable {
    case raster(RasterImage)
    case drawing(Drawing)
  }
  public var source: Source
  /// Empty for a picture that says nothing, which becomes an artifact.
  public var alternativeText: String
  public init(source: Source, alternativeText: String) {
    self.source = source
    self.alternativeText = alternativeText
  }
}
