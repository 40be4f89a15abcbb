import DataModel
import Diagnostics

/// Makes a column of each value of one column, with what another one comes to there.
struct PivotTransform: DataTransform {
  static let name = "pivot"
  static let keys = ["pivot", "value", "groupby", "limit", "op"]
  var field: SpecText
  var value: SpecText
  var groupBy: [SpecText]
  /// At most how many columns there are; 0 for all.
  var limit: Int
  var operation: AggregateOperation
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> PivotTransform? {
    guard let field = object.needed("pivot", into: &diagnostics), let value = object.needed("value", into: &diagnostics)
    else { return nil }
    return PivotTransform(
      field: field, value: value, groupBy: object.fields("groupby", into: &diagnostics),
      limit: Int(object.number("limit", in: 0...10_000, into: &diagnostics) ?? 0),
      operation: object.word("op", AggregateOperation.self, into: &diagnostics) ?? .sum, range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    let column = try table.column(field)
    let values = table.groups(by: [column])
    let order = table.order(in: column)
    var shown = values.firstRows.filter { table.text($0, column) != nil }.sorted(by: order)
    if limit > 0 { shown = Array(shown.prefix(limit)) }
    guard shown.count <= 1_000 else {
      throw .error(
        "chart.too-many-columns", "'\(field.text)' has \(shown.count) values, which are too many for columns",
        at: field.range, hint: "give a 'limit'")
    }
    let groupColumns = try table.columns(groupBy)
    let groups = table.groups(by: groupColumns)
    let item = Aggregation.Item(
      operation: operation, column: try table.column(value), name: value.text, range: value.range)
    let members = groups.members
    var cells: [(name: String, cells: DataTable.Cells)] = []
    for group in groupColumns {
      cells.append((table.columns[group].name, try table.cells(group, rows: groups.firstRows)))
    }
    for row in shown {
      let code = values.ofRow[row]
      let parts = members.map { rows in rows.filter { values.ofRow[$0] == code } }
      let result = try Aggregation(groups: [], items: [item]).results(of: table, parts)
      cells.append((table.text(row, column) ?? "", result[0].cells))
    }
    return DataTable.of(name: table.name, cells: cells, at: table.range)
  }
}
