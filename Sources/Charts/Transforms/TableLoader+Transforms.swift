import DataModel
import Diagnostics

extension TransformSpec {
  var name: String {
    switch self {
    case .filter: "filter"
    case .calculate: "calculate"
    case .fold: "fold"
    case .sort: "sort"
    case .aggregate: "aggregate"
    }
  }
  var range: SourceRange? {
    switch self {
    case .filter(let text), .calculate(let text, _): text.range
    case .fold(_, _, _, let range), .aggregate(_, _, let range): range
    case .sort(let keys): keys.first?.field.range
    }
  }
}

extension TableLoader {
  func apply(
    _ transform: TransformSpec, to table: DataTable, into diagnostics: inout Diagnostics
  ) -> DataTable? {
    diagnostics.collect { () throws(Diagnostic) in
      switch transform {
      case .filter(let text):
        let expression = try store.rowExpression(text.text, at: text.range)
        var kept: [Int] = []
        for row in 0..<table.rowCount where try expression.holds(in: table, row: row) { kept.append(row) }
        return table.selecting(rows: kept)
      case .calculate(let text, let name):
        let expression = try store.rowExpression(text.text, at: text.range)
        var values: [Value] = []
        values.reserveCapacity(table.rowCount)
        for row in 0..<table.rowCount { values.append(try expression.value(in: table, row: row)) }
        return table.adding(name.text, values)
      case .fold(let fields, let key, let value, _):
        return try fold(table, fields, key: key, value: value)
      case .sort(let keys):
        var columns: [(Int, Bool)] = []
        for key in keys { columns.append((try table.column(key.field.text, at: key.field.range), key.isDescending)) }
        return table.selecting(rows: sorted(table, by: columns))
      case .aggregate(let items, let fields, let range):
        var groups: [Int] = []
        for field in fields { groups.append(try table.column(field.text, at: field.range)) }
        var results: [Aggregation.Item] = []
        for item in items {
          let column: Int? =
            if let field = item.field { try table.column(field.text, at: field.range) } else { nil }
          results.append(
            Aggregation.Item(
              operation: item.operation, column: column, name: item.name, range: item.field?.range ?? range))
        }
        return try Aggregation(groups: groups, items: results).apply(to: table)
      }
    }
  }

  /// One row for each of the fields, with its name and its value; the other columns are repeated.
  private func fold(
    _ table: DataTable, _ fields: [SpecText], key: String, value: String
  ) throws(Diagnostic) -> DataTable {
    var folded: [Int] = []
    for field in fields { folded.append(try table.column(field.text, at: field.range)) }
    let kept = table.columns.indices.filter { !folded.contains($0) }
    var columns: [(name: String, values: [Value])] = kept.map { (table.columns[$0].name, []) }
    columns += [(key, []), (value, [])]
    for row in 0..<table.rowCount {
      for (field, column) in zip(fields, folded) {
        for (place, source) in kept.enumerated() { columns[place].values.append(try table.value(row, source)) }
        columns[kept.count].values.append(.text(field.text))
        columns[kept.count + 1].values.append(try table.value(row, column))
      }
    }
    return DataTable.of(name: table.name, columns: columns, at: table.range)
  }

  /// The rows in the order of some columns; numbers by value, words by their letters, empty cells last.
  private func sorted(_ table: DataTable, by keys: [(column: Int, isDescending: Bool)]) -> [Int] {
    (0..<table.rowCount).sorted { a, b in
      for key in keys {
        switch table.order(a, b, in: key.column) {
        case 0: continue
        case let order: return key.isDescending ? order > 0 : order < 0
        }
      }
      return a < b
    }
  }
}

extension DataTable {
  /// A cell as a value: a figure, a number, words or nothing.
  func value(_ row: Int, _ column: Int) throws(Diagnostic) -> Value {
    if columns[column].type == .number {
      do throws(Diagnostic) {
        if let figure = try figure(row, column) { return .figure(figure) }
      } catch {
        // Beside the values of a query stand numbers that are no figures, such as their precisions.
        guard error.id == "data.computed-without-precision", let number = number(row, column) else { throw error }
        return .number(number)
      }
    }
    return text(row, column).map { .text($0) } ?? .null
  }

  /// Negative if the first row's cell comes first, 0 if neither does.
  func order(_ a: Int, _ b: Int, in column: Int) -> Int {
    if columns[column].type == .number {
      switch (number(a, column), number(b, column)) {
      case (let x?, let y?): return x < y ? -1 : x == y ? 0 : 1
      case (nil, nil): return 0
      case (nil, _): return 1
      case (_, nil): return -1
      }
    }
    switch (text(a, column), text(b, column)) {
    case (let x?, let y?): return x < y ? -1 : x == y ? 0 : 1
    case (nil, nil): return 0
    case (nil, _): return 1
    case (_, nil): return -1
    }
  }
}
