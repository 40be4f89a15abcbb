import DataModel
import Diagnostics

/// Keeps the rows for which a condition holds.
struct FilterTransform: DataTransform {
  static let name = "filter"
  static let keys = ["filter"]
  var condition: Predicate
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> FilterTransform? {
    guard let node = object["filter"], let condition = Predicate.read(node, "'filter'", into: &diagnostics) else {
      return nil
    }
    return FilterTransform(condition: condition, range: node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    let holds = try condition.holds(over: table, loader.store)
    return table.selecting(rows: holds.indices.filter { holds[$0] })
  }
}
