import DataModel
import Diagnostics

/// Adds a column that an expression gives.
struct CalculateTransform: DataTransform {
  static let name = "calculate"
  static let keys = ["calculate", "as"]
  var expression: SpecText
  var column: String
  var range: SourceRange { expression.range }

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> CalculateTransform? {
    guard let expression = object.text("calculate", into: &diagnostics) else { return nil }
    guard let name = object.text("as", into: &diagnostics) else {
      diagnostics.error("chart.no-name", "'calculate' needs 'as', the name of its column", at: object.node.range)
      return nil
    }
    return CalculateTransform(expression: expression, column: name.text)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    let expression = try loader.store.rowExpression(expression.text, at: expression.range)
    return table.adding(column, try expression.evaluation(over: table).values())
  }
}
