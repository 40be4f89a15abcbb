import DataModel
import Diagnostics

/// What a transform aggregates, and what it calls that.
struct AggregateField: Sendable {
  var operation: AggregateOperation
  var field: SpecText?
  var name: String
  var range: SourceRange

  static func readList(
    _ node: SourceNode, _ what: String, into diagnostics: inout Diagnostics
  ) -> [AggregateField]? {
    var fields: [AggregateField] = []
    for item in node.items ?? [node] {
      guard let object = SpecObject(item, what, keys: ["op", "field", "as"], into: &diagnostics) else { return nil }
      if object["op"]?.text == "values" {
        diagnostics.error(
          "chart.unsupported-value", "'values' makes lists of rows, which no mark can draw",
          at: object["op"]?.range ?? item.range, hint: "aggregate them by another operation, or use 'joinaggregate'")
        return nil
      }
      guard let operation = object.word("op", AggregateOperation.self, into: &diagnostics) else {
        if object["op"] == nil {
          diagnostics.error("chart.no-operation", "\(what) names no 'op'", at: item.range, hint: "write 'op: mean'")
        }
        return nil
      }
      let field = object.text("field", into: &diagnostics)
      if field == nil && operation != .count {
        diagnostics.error("chart.no-field", "'\(operation.rawValue)' names no 'field'", at: item.range)
        return nil
      }
      let usual = field.map { "\(operation.rawValue)_\($0.text)" } ?? operation.rawValue
      let name = object.text("as", into: &diagnostics)?.text ?? usual
      fields.append(
        AggregateField(operation: operation, field: field, name: name, range: field?.range ?? item.range))
    }
    return fields
  }

  func item(in table: DataTable) throws(Diagnostic) -> Aggregation.Item {
    let column = try field.map { field throws(Diagnostic) in try table.column(field) }
    return Aggregation.Item(operation: operation, column: column, name: name, range: range)
  }
}

extension Aggregation {
  init(_ fields: [AggregateField], groupBy: [SpecText], in table: DataTable) throws(Diagnostic) {
    groups = try table.columns(groupBy)
    items = []
    for field in fields { items.append(try field.item(in: table)) }
  }
}

/// Makes one row of each group of rows.
struct AggregateTransform: DataTransform {
  static let name = "aggregate"
  static let keys = ["aggregate", "groupby"]
  var fields: [AggregateField]
  var groupBy: [SpecText]
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> AggregateTransform? {
    guard let node = object["aggregate"], let fields = AggregateField.readList(node, "'aggregate'", into: &diagnostics)
    else { return nil }
    return AggregateTransform(
      fields: fields, groupBy: object.fields("groupby", into: &diagnostics), range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    try Aggregation(fields, groupBy: groupBy, in: table).apply(to: table)
  }
}

/// Adds to each row what its group comes to.
struct JoinAggregateTransform: DataTransform {
  static let name = "joinaggregate"
  static let keys = ["joinaggregate", "groupby"]
  var fields: [AggregateField]
  var groupBy: [SpecText]
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> JoinAggregateTransform? {
    guard let node = object["joinaggregate"],
      let fields = AggregateField.readList(node, "'joinaggregate'", into: &diagnostics)
    else { return nil }
    return JoinAggregateTransform(
      fields: fields, groupBy: object.fields("groupby", into: &diagnostics), range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    try Aggregation(fields, groupBy: groupBy, in: table).join(to: table)
  }
}
