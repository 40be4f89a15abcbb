import Diagnostics

/// A report as its author wrote it: blocks and inline parts with their places, nothing looked up yet.
///
/// Nodes stand in one array in reading order, each after its parent. There is always a document, whatever is wrong with
/// its text; what is wrong has been added to the diagnostics.
public struct Document: Sendable {
  public internal(set) var nodes: [DocumentNode] = []
  /// The front matter, a mapping; nil where there is none.
  public internal(set) var frontMatter: SourceNode?
  /// The BCP 47 tag from the front matter; `en` where it says none.
  public internal(set) var language = "en"
  /// The file itself and those that it includes.
  public internal(set) var sources: [SourceFile] = []

  var textBytes: [UInt8] = []
  var attributeTable: [Attributes] = []
  var targets: [LinkTarget] = []
  var citations: [[CitationItem]] = []
  var columns: [[ColumnAlignment]] = []
  var dataNodes: [SourceNode?] = []

  /// The node of kind ``DocumentNode/Kind/document``.
  public static let root = 0

  public subscript(index: Int) -> DocumentNode { nodes[index] }

  /// The children of a node, in order.
  public func children(of index: Int) -> ChildSequence {
    ChildSequence(document: self, at: nodes[index].firstChild)
  }

  public struct ChildSequence: Sequence, IteratorProtocol {
    let document: Document
    var at: Int32
    public mutating func next() -> Int? {
      guard at >= 0 else { return nil }
      let here = Int(at)
      at = document.nodes[here].nextSibling
      return here
    }
  }

  /// The words of a text, the source of code, the expression of a figure, the label of a footnote.
  public func text(of index: Int) -> String {
    let node = nodes[index]
    return String(decoding: textBytes[Int(node.textStart)..<Int(node.textEnd)], as: UTF8.self)
  }
  /// The same in UTF-8.
  public func utf8(of index: Int) -> ArraySlice<UInt8> {
    textBytes[Int(nodes[index].textStart)..<Int(nodes[index].textEnd)]
  }
  public func attributes(of index: Int) -> Attributes? {
    let at = nodes[index].attributesIndex
    return at < 0 ? nil : attributeTable[Int(at)]
  }
  /// Where a link or image leads.
  public func target(of index: Int) -> LinkTarget? {
    switch nodes[index].kind {
    case .link, .image: targets[Int(nodes[index].detail)]
    default: nil
    }
  }
  public func citation(of index: Int) -> [CitationItem] {
    if case .citation = nodes[index].kind { citations[Int(nodes[index].detail)] } else { [] }
  }
  /// How the columns of a table written in Markdown are aligned.
  public func alignments(of index: Int) -> [ColumnAlignment] {
    nodes[index].kind == .table ? columns[Int(nodes[index].detail)] : []
  }
  /// The YAML of a `chart`, `table` or `tiles` fence; nil where it is empty or broken.
  public func data(of index: Int) -> SourceNode? {
    if case .data = nodes[index].kind { dataNodes[Int(nodes[index].detail)] } else { nil }
  }

  /// Where a node was written.
  public func range(of index: Int) -> SourceRange {
    range(from: nodes[index].start, to: nodes[index].end)
  }
  public func range(of text: PlacedText) -> SourceRange { range(from: text.start, to: text.end) }

  /// The place of a stretch between two offsets.
  public func range(from start: Int32, to end: Int32) -> SourceRange {
    guard let source = source(at: Int(start)) else { return .file(sources.first?.name ?? "") }
    return source.range(from: Int(start) - source.base, to: Int(end) - source.base)
  }
  /// The text as it stands in the file.
  public func written(from start: Int32, to end: Int32) -> ArraySlice<UInt8> {
    guard let source = source(at: Int(start)) else { return [] }
    let low = min(Int(start) - source.base, source.bytes.count)
    return source.bytes[low..<min(max(low, Int(end) - source.base), source.bytes.count)]
  }

  func source(at offset: Int) -> SourceFile? {
    sources.last { $0.base <= offset }
  }
}

/// A part of a ``Document``.
public struct DocumentNode: Sendable {
  public enum Kind: Hashable, Sendable {
    case document
    case paragraph
    /// 2 to 6: the title is the only heading of level 1.
    case heading(level: Int)
    case blockQuote
    /// `start` is nil for a list with bullets. Items of a tight list have no blank lines between them.
    case list(start: Int?, isTight: Bool)
    case item
    case thematicBreak
    /// Its text is the code; the language is the first class of its attributes.
    case codeBlock
    /// A fence whose YAML is ``Document/data(of:)``.
    case data(DataKind)
    case table
    /// What a paragraph beside a table says of it: `Table: words {#tbl-id}` or `: words`, without the mark.
    case caption
    case tableRow(isHead: Bool)
    case tableCell
    /// `:::` … `:::`. Included files have been read in as its children.
    case division
    /// Its text is the label.
    case footnoteDefinition

    /// Words, with quotes and dashes as the language wants them.
    case text
    case lineBreak
    case code
    case emphasis, strong, strikethrough
    case link
    /// Its children are the alternative text.
    case image
    /// `{{ … }}`; its text is what stands between the braces.
    case figure
    /// `[words]{…}`
    case span
    /// `@key` or `[@key; …]`; what it names is ``Document/citation(of:)``.
    case citation(isBracketed: Bool)
    /// Its text is the label.
    case footnoteReference
  }
  public enum DataKind: String, Hashable, Sendable { case chart, table, tiles }

  public var kind: Kind
  /// Byte offsets in the document's files, one after another: of the first byte, and after the last.
  public var start: Int32
  public var end: Int32
  public internal(set) var parent: Int32 = -1
  public internal(set) var firstChild: Int32 = -1
  public internal(set) var lastChild: Int32 = -1
  public internal(set) var nextSibling: Int32 = -1
  var textStart: Int32 = 0
  var textEnd: Int32 = 0
  var attributesIndex: Int32 = -1
  /// An index in the table that belongs to the kind.
  var detail: Int32 = -1
}

public struct LinkTarget: Hashable, Sendable {
  public var address: String
  public var title: String
}

/// One of the things that `[@a, p. 3; @b]` names.
public struct CitationItem: Hashable, Sendable {
  public var key: PlacedText
  /// What follows the key after a comma, such as `p. 3`.
  public var suffix: String

  /// Whether it refers to a part of the report (`@fig-…`, `@tbl-…`, `@sec-…`) and not to a source.
  public var isCrossReference: Bool {
    key.text.hasPrefix("fig-") || key.text.hasPrefix("tbl-") || key.text.hasPrefix("sec-")
  }
}

public enum ColumnAlignment: Hashable, Sendable { case none, start, center, end }
