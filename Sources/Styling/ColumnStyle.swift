import Geometry

/// What a style says of columns (CSS Multi-column Layout 1).
public struct ColumnStyle: Hashable, Sendable {
  /// Nil for `auto`.
  public var count: Int?
  /// The least width of a column; nil for `auto`.
  public var width: Length?
  public var rule: Border = .none
  /// Whether the element goes across all the columns that it is in.
  public var spansAll = false
  /// Whether columns that do not fill their page are made equally high.
  public var isBalanced = true

  public init() {}

  /// Whether the element sets its content in columns.
  public var isMulticol: Bool { count != nil || width != nil }
}
