import Diagnostics

/// An expression over the rows of a table, such as a chart's `filter` or `calculate`: `datum.year >= 2020`.
public struct RowExpression: Sendable {
  public var source: String
  let store: FigureStore
  let range: SourceRange
}
