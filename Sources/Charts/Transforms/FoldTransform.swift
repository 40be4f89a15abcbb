import DataModel
import Diagnostics

/// One row for each of some columns, with the column's name and its value.
struct FoldTransform: DataTransform {
  static let name = "fold"
  static let keys = ["fold", "as"]
  var fields: [SpecText]
  var names: [String]
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> FoldTransform? {
    let fields = object.fields("fold", into: &diagnostics)
    guard !fields.isEmpty else {
      diagnostics.error(
        "chart.no-field", "'fold' names no columns", at: object.node.range, hint: "write 'fold: [a, b]'")
      return nil
    }
    return FoldTransform(
      fields: fields, names: object.names(["key", "value"], into: &diagnostics), range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    let columns = try table.columns(fields)
    let rows = (0..<table.rowCount).flatMap { Array(repeating: $0, count: columns.count) }
    let keys = (0..<table.rowCount).flatMap { _ in fields.map { Value.text($0.text) } }
    var values: [Value] = []
    values.reserveCapacity(rows.count)
    for row in 0..<table.rowCount {
      for column in columns { values.append(try table.cellValue(row, column)) }
    }
    return table.selecting(rows: rows).adding(names[0], keys).adding(names[1], values)
  }
}

/// One row for each element of the lists in some columns.
struct FlattenTransform: DataTransform {
  static let name = "flatten"
  static let keys = ["flatten", "as"]
  var fields: [SpecText]
  var names: [String]
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> FlattenTransform? {
    let fields = object.fields("flatten", into: &diagnostics)
    guard !fields.isEmpty else {
      diagnostics.error(
        "chart.no-field", "'flatten' names no columns", at: object.node.range, hint: "write 'flatten: [a]'")
      return nil
    }
    return FlattenTransform(
      fields: fields, names: object.names(fields.map(\.text), into: &diagnostics), range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    let columns = try table.columns(fields)
    var rows: [Int] = []
    var values = [[Value]](repeating: [], count: columns.count)
    for row in 0..<table.rowCount {
      var lists: [[Value]] = []
      for column in columns {
        let value = try table.value(row, column)
        if case .series(let items) = value { lists.append(items) } else { lists.append([value]) }
      }
      for index in 0..<(lists.map(\.count).max() ?? 0) {
        rows.append(row)
        for (place, list) in lists.enumerated() { values[place].append(index < list.count ? list[index] : .null) }
      }
    }
    return zip(names, values).reduce(table.selecting(rows: rows)) { $0.adding($1.0, $1.1) }
  }
}
