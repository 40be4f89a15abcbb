import DataModel
import Diagnostics

/// Groups of rows, with what their values come to.
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

  /// One row for each group, in the order of their first rows.
  func apply(to table: DataTable) throws(Diagnostic) -> DataTable {
    let groups = table.groups(by: groups)
    var columns: [(name: String, cells: DataTable.Cells)] = []
    for column in self.groups {
      columns.append((table.columns[column].name, try table.cells(column, rows: groups.firstRows)))
    }
    columns += try results(of: table, groups.members)
    return DataTable.of(name: table.name, cells: columns, at: table.range)
  }

  /// The rows as they are, each with what its group comes to.
  func join(to table: DataTable) throws(Diagnostic) -> DataTable {
    let groups = table.groups(by: groups)
    return try results(of: table, groups.members).reduce(table) { table, column in
      table.adding(column.name, column.cells.repeated(by: groups))
    }
  }

  /// For each item a value a group, which is given by its rows.
  func results(
    of table: DataTable, _ members: [[Int]]
  ) throws(Diagnostic) -> [(name: String, cells: DataTable.Cells)] {
    var doubles: [Int: [Double]] = [:]
    var columns: [(name: String, cells: DataTable.Cells)] = []
    for item in items {
      guard let column = item.column, item.operation != .count else {
        columns.append((item.name, .values(members.map { .figure(Aggregate.ofRows($0.count)) })))
        continue
      }
      if item.operation.isCount {
        columns.append((item.name, .values(count(item.operation, column, members, table))))
        continue
      }
      try checkNumbers(item, column, table)
      if item.operation == .argmin || item.operation == .argmax {
        let numbers = doubles[column] ?? table.doubles(column)
        doubles[column] = numbers
        let rows = members.map { extreme(item.operation, numbers, $0) }
        for (other, description) in table.columns.enumerated() {
          columns.append(("\(item.name).\(description.name)", try table.cells(other, optionalRows: rows)))
        }
        continue
      }
      if table.hasFigures(column), let aggregate = item.operation.aggregate {
        let figures = try table.figures(aggregate, of: column, members, at: item.range)
        columns.append((item.name, .values(figures.map { figure in figure.map { .figure($0) } ?? .null })))
        continue
      }
      let numbers = doubles[column] ?? table.doubles(column)
      doubles[column] = numbers
      let results = members.map { rows in
        item.operation.ofNumbers(rows.compactMap { numbers[$0].isNaN ? nil : numbers[$0] })
      }
      columns.append((item.name, table.columns[column].type == .date ? .moments(results) : .numbers(results)))
    }
    return columns
  }

  private func count(
    _ operation: AggregateOperation, _ column: Int, _ members: [[Int]], _ table: DataTable
  ) -> [Value] {
    let codes = operation == .distinct ? table.groups(by: [column]).ofRow : []
    return members.map { rows in
      switch operation {
      case .valid: .figure(Aggregate.ofRows(rows.count { table.text($0, column) != nil }))
      case .missing: .figure(Aggregate.ofRows(rows.count { table.text($0, column) == nil }))
      default: .figure(Aggregate.ofRows(Set(rows.map { codes[$0] }).count))
      }
    }
  }

  private func extreme(_ operation: AggregateOperation, _ numbers: [Double], _ rows: [Int]) -> Int? {
    let valid = rows.filter { !numbers[$0].isNaN }
    // The first of those that are equal.
    return operation == .argmin
      ? valid.min { numbers[$0] < numbers[$1] }
      : valid.reduce(nil as Int?) { best, row in best.map { numbers[row] > numbers[$0] ? row : $0 } ?? row }
  }

  private func checkNumbers(_ item: Item, _ column: Int, _ table: DataTable) throws(Diagnostic) {
    guard table.columns[column].type == .text,
      (0..<table.rowCount).contains(where: { table.text($0, column) != nil })
    else { return }
    throw .error(
      "chart.not-a-number",
      "'\(item.operation.rawValue)' needs numbers, and column '\(table.columns[column].name)' has none", at: item.range)
  }
}

extension DataTable.Cells {
  /// The value of each row's group.
  func repeated(by groups: RowGroups) -> DataTable.Cells {
    switch self {
    case .values(let values): .values(groups.ofRow.map { values[Int($0)] })
    case .numbers(let numbers): .numbers(groups.ofRow.map { numbers[Int($0)] })
    case .moments(let moments): .moments(groups.ofRow.map { moments[Int($0)] })
    }
  }
}

extension DataTable {
  /// The cells of some rows, empty for those that are nil.
  func cells(_ column: Int, optionalRows rows: [Int?]) throws(Diagnostic) -> Cells {
    switch try cells(column, rows: rows.map { $0 ?? 0 }) {
    case .values(let values): .values(zip(rows, values).map { $0 == nil ? .null : $1 })
    case .numbers(let numbers): .numbers(zip(rows, numbers).map { $0 == nil ? .nan : $1 })
    case .moments(let moments): .moments(zip(rows, moments).map { $0 == nil ? .nan : $1 })
    }
  }
}
