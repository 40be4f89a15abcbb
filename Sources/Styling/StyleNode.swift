/// Something that style rules can select: a node of the document, a part of a chart, a cell of a table.
public protocol StyleNode {
  /// The element's name, such as `p`, `td` or `axis`, in lower case.
  var elementName: String { get }
  var identifier: String? { get }
  var classes: [String] { get }
  /// The value of an attribute, such as `data-status`; nil where it has none.
  func attribute(_ name: String) -> String?
  /// Whether it has no children, words among them.
  var isEmpty: Bool { get }
}

extension StyleNode {
  public var isEmpty: Bool { false }
}

/// Where a node stands among its siblings; counts start from 1, as in `:nth-child()`.
public struct SiblingPosition: Hashable, Sendable {
  public var index: Int
  public var indexOfType: Int
  /// How many siblings there are, itself included; nil where rows are still to come.
  public var count: Int?
  public var countOfType: Int?
  public init(index: Int, indexOfType: Int, count: Int? = nil, countOfType: Int? = nil) {
    self.index = index
    self.indexOfType = indexOfType
    self.count = count
    self.countOfType = countOfType
  }
  public static let only = SiblingPosition(index: 1, indexOfType: 1, count: 1, countOfType: 1)
}
