import Diagnostics

/// An expression over the rows of a table, such as a chart's `filter` or `calculate`: `datum.year >= 2020`.
public struct RowExpression: Sendable {
  public let source: String
  let expression: Expression
  let store: FigureStore
  let range: SourceRange

  /// What it comes to over the rows of a table; `datum.name` and `datum['name']` are their cells.
  ///
  /// Throws a diagnostic for a column that the table has not.
  public func evaluation(over table: DataTable) throws(Diagnostic) -> RowEvaluation {
    do { return try RowEvaluation(self, try expression.bound(to: table), table) } catch {
      throw store.diagnostic(error, source: source, at: range)
    }
  }
}

/// An expression and the table whose rows it is computed for, one after another. Used on one thread.
public final class RowEvaluation {
  private let written: RowExpression
  private let expression: Expression
  private let rows: RowCursor
  private var evaluator: Evaluator

  init(_ written: RowExpression, _ expression: Expression, _ table: DataTable) throws(EvaluationFailure) {
    self.written = written
    self.expression = expression
    rows = RowCursor(table: table)
    evaluator = written.store.evaluator(over: rows)
  }

  private func operand(_ row: Int) throws(Diagnostic) -> Operand {
    rows.row = row
    do { return try evaluator.value(of: expression) } catch {
      throw written.store.diagnostic(error, source: written.source, at: written.range)
    }
  }

  /// The value for a row, as a cell holds it.
  public func value(_ row: Int) throws(Diagnostic) -> Value {
    switch try operand(row) {
    case .number(let number): return .number(number.value)
    case .text(let text): return .text(text)
    case .null: return .null
    case .object, .pattern:
      throw .error(
        "expression.no-cell", "'\(written.source)' gives what no cell can hold", at: written.range,
        hint: "name one of its members")
    case let other: return written.store.value(other, named: "\(written.source) (row \(row + 1))")
    }
  }

  /// Whether the row is kept by a filter: a row for which the figures do not decide it is a diagnostic.
  public func holds(_ row: Int) throws(Diagnostic) -> Bool {
    switch evaluator.truthiness(try operand(row)) {
    case .holds: return true
    case .fails: return false
    case .undecided:
      throw .error(
        "expression.undecided",
        "the figures do not decide '\(written.source)' for row \(row + 1) of table '\(rows.table.name)'",
        at: written.range, hint: "compare stated(datum.…) to go by the stated values")
    }
  }

  /// The rows for which it holds.
  public func rowsThatHold() throws(Diagnostic) -> [Int] {
    var kept: [Int] = []
    for row in 0..<rows.table.rowCount where try holds(row) { kept.append(row) }
    return kept
  }

  public func values() throws(Diagnostic) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(rows.table.rowCount)
    for row in 0..<rows.table.rowCount { values.append(try value(row)) }
    return values
  }
}

/// The row of a table that an expression sees.
final class RowCursor {
  let table: DataTable
  var row = 0

  init(table: DataTable) { self.table = table }

  func value(of column: Int) throws(EvaluationFailure) -> Operand {
    do {
      switch try table.value(row, column) {
      // JSON's truth values are words in a cell.
      case .text("true"): return .truth(.holds)
      case .text("false"): return .truth(.fails)
      case let value: return Operand(value)
      }
    } catch {
      throw .data(error)
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

  fileprivate func evaluator(over rows: RowCursor) -> Evaluator {
    Evaluator(
      locale: locale,
      lookup: { (parts, place) throws(EvaluationFailure) in try self.lookUp(parts, place, resolving: []) },
      hint: { self.hint(for: $0, row: rows.table) }, rows: rows)
  }
}
