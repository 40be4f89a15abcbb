import DataModel
import Diagnostics

/// Groups of rows, each made one row, with what their figures come to.
struct Aggregation {
  struct Item {
    var operation: AggregateOperation
    /// Nil to count the rows.
    var column: Int?
    var name: String
    var range: SourceRange
  }
  var groups: [Int]
  var items: [Item]

  /// Groups come in the order of their first rows.
  func apply(to table: DataTable) throws(Diagnostic) -> DataTable {
    var places: [[String?]: Int] = [:]
    var members: [[Int]] = []
    for row in 0..<table.rowCount {
      let key = groups.map { table.text(row, $0) }
      if let place = places[key] {
        members[place].append(row)
      } else {
        places[key] = members.count
        members.append([row])
      }
    }
    var columns: [(name: String, values: [Value])] = groups.map { (table.columns[$0].name, []) }
    columns += items.map { ($0.name, []) }
    for rows in members {
      for (place, column) in groups.enumerated() { columns[place].values.append(try table.value(rows[0], column)) }
      for (place, item) in items.enumerated() {
        columns[groups.count + place].values.append(try value(of: item, rows, table))
      }
    }
    return DataTable.of(name: table.name, columns: columns, at: table.range)
  }

  private func value(of item: Item, _ rows: [Int], _ table: DataTable) throws(Diagnostic) -> Value {
    guard let column = item.column else { return .figure(Aggregate.ofRows(rows.count)) }
    if item.operation == .count {
      return .figure(Aggregate.ofRows(rows.count { table.text($0, column) != nil }))
    }
    guard table.columns[column].type == .number else {
      throw .error(
        "chart.not-a-number",
        "'\(item.operation.rawValue)' needs numbers, and column '\(table.columns[column].name)' has none",
        at: item.range)
    }
    var figures: [Figure] = []
    for row in rows {
      if let figure = try table.figure(row, column) { figures.append(figure) }
    }
    let result = try item.operation.aggregate.of(figures, at: item.range)
    return result.map { .figure($0) } ?? .null
  }
}

extension AggregateOperation {
  /// The interval-keeping function of the data model.
  var aggregate: Aggregate {
    switch self {
    case .sum: .sum
    case .mean, .average: .mean
    case .median: .median
    case .count: .count
    case .min: .min
    case .max: .max
    }
  }
}
