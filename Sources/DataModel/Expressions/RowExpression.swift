import Diagnostics

/// An expression over the rows of a table, such as a chart's `filter` or `calculate`: `datum.year >= 2020`.
public struct RowExpression: Sendable {
  public let source: String
  let expression: Expression
  let store: FigureStore
  let range: SourceRange

  /// The value for one row; `datum.name` and `datum['name']` are its cells.
  public func value(in table: DataTable, row: Int) throws(Diagnostic) -> Value {
    do {
      return store.value(
        try store.evaluate(expression, row: (table, row)).operand, named: "\(source) (row \(row + 1))")
    } catch {
      throw store.diagnostic(error, source: source, at: range)
    }
  }

  /// Whether the row is kept by a filter: a row for which the figures do not decide it is a diagnostic.
  public func holds(in table: DataTable, row: Int) throws(Diagnostic) -> Bool {
    switch try value(in: table, row: row) {
    case .truth(.holds): return true
    case .truth(.fails), .null: return false
    case .truth(.undecided):
      throw .error(
        "expression.undecided",
        "the figures do not decide '\(source)' for row \(row + 1) of table '\(table.name)'",
        at: range, hint: "compare stated(datum.…) to go by the stated values")
    default: throw .error("expression.not-a-condition", "'\(source)' is no condition", at: range)
    }
  }
}

extension FigureStore {
  /// Parses an expression over rows.
  public func rowExpression(_ text: String, at range: SourceRange) throws(Diagnostic) -> RowExpression {
    do {
      return RowExpression(source: text, expression: try parsed(text), store: self, range: range)
    } catch {
      throw FigureStore.diagnostic(error, source: text, at: range)
    }
  }
}
