import DataModel
import Diagnostics

/// Adds columns of another table, from the row whose key is the same.
struct LookupTransform: DataTransform {
  static let name = "lookup"
  static let keys = ["lookup", "from", "as", "default"]
  var field: SpecText
  var data: DataSpec
  var key: SpecText
  /// Nil for all columns but the key.
  var fields: [SpecText]?
  var names: [String]?
  var fallback: Value
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> LookupTransform? {
    guard let field = object.needed("lookup", into: &diagnostics) else { return nil }
    guard let from = object["from"] else {
      diagnostics.error(
        "chart.no-data", "'lookup' says not where from", at: object.node.range,
        hint: "write 'from: {data: …, key: …, fields: […]}'")
      return nil
    }
    guard let inner = SpecObject(from, "'from' of 'lookup'", keys: ["data", "key", "fields"], into: &diagnostics),
      let key = inner.needed("key", into: &diagnostics)
    else { return nil }
    guard let node = inner["data"], let data = DataSpec.read(node, into: &diagnostics) else {
      if inner["data"] == nil {
        diagnostics.error("chart.no-data", "'from' of 'lookup' has no 'data'", at: from.range)
      }
      return nil
    }
    let fields = inner["fields"] == nil ? nil : inner.fields("fields", into: &diagnostics)
    let names = object["as"].map { texts($0, "as", into: &diagnostics).map(\.text) }
    if let names, names.count != fields?.count ?? 0 {
      diagnostics.error(
        "chart.not-a-list", "'as' of 'lookup' names as many columns as 'fields'", at: object["as"]?.range ?? from.range)
      return nil
    }
    return LookupTransform(
      field: field, data: data, key: key, fields: fields, names: names,
      fallback: object["default"].map(Value.init(constant:)) ?? .null, range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    let other = try loader.table(of: data)
    let keyColumn = try other.column(key)
    let own = try table.column(field)
    // Where a key stands in several rows, the last one counts, as in Vega.
    var rowOfKey: [String: Int] = [:]
    for row in 0..<other.rowCount {
      if let text = other.text(row, keyColumn) { rowOfKey[text] = row }
    }
    let rows = (0..<table.rowCount).map { row in table.text(row, own).flatMap { rowOfKey[$0] } }
    let columns =
      try fields.map { fields throws(Diagnostic) in try other.columns(fields) }
      ?? other.columns.indices.filter { $0 != keyColumn }
    var result = table
    for (place, column) in columns.enumerated() {
      let name = names?[place] ?? other.columns[column].name
      var cells = try other.cells(column, optionalRows: rows)
      if case .null = fallback {
      } else {
        var values: [Value] = []
        for (row, source) in rows.enumerated() {
          values.append(source == nil ? fallback : cells.value(row))
        }
        cells = .values(values)
      }
      result = result.adding(name, cells)
    }
    return result
  }
}

extension DataTable.Cells {
  /// A cell as a value.
  func value(_ row: Int) -> Value {
    switch self {
    case .values(let values): values[row]
    case .numbers(let numbers): Decimal(numbers[row]).map { .number($0) } ?? .null
    case .moments(let moments): moments[row].isNaN ? .null : .text(Moment(milliseconds: moments[row]).text)
    }
  }
}
