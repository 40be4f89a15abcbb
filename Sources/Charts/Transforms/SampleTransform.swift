import DataModel
import Diagnostics

/// Keeps some of the rows, the same in every run, in their order.
struct SampleTransform: DataTransform {
  static let name = "sample"
  static let keys = ["sample"]
  var count: Int
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> SampleTransform? {
    guard let count = object.number("sample", in: 1...1e9, into: &diagnostics) else { return nil }
    return SampleTransform(count: Int(count), range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    guard table.rowCount > count else { return table }
    var generator = SeededGenerator()
    // Algorithm S: each row is taken with the chance that is left (Knuth, TAOCP 2, 3.4.2).
    var kept: [Int] = []
    for row in 0..<table.rowCount
    where generator.fraction() * Double(table.rowCount - row) < Double(count - kept.count) {
      kept.append(row)
    }
    return table.selecting(rows: kept)
  }
}

/// Values at evenly spaced shares of the rows, for quantile plots.
struct QuantileTransform: DataTransform {
  static let name = "quantile"
  static let keys = ["quantile", "groupby", "probs", "step", "as"]
  var field: SpecText
  var groupBy: [SpecText]
  var probabilities: [Double]
  var names: [String]
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> QuantileTransform? {
    guard let field = object.needed("quantile", into: &diagnostics) else { return nil }
    let step = object.number("step", in: 0.0001...1, into: &diagnostics) ?? 0.01
    var probabilities: [Double] = []
    if let value = object["probs"] {
      probabilities = (value.items ?? []).compactMap(\.double)
      guard !probabilities.isEmpty, probabilities.allSatisfy({ (0...1).contains($0) }) else {
        diagnostics.error("chart.not-a-list", "'probs' has to be a list of numbers from 0 to 1", at: value.range)
        return nil
      }
    } else {
      var place = 0
      while step / 2 + Double(place) * step < 1 - 1e-14 {
        probabilities.append(step / 2 + Double(place) * step)
        place += 1
      }
    }
    return QuantileTransform(
      field: field, groupBy: object.fields("groupby", into: &diagnostics), probabilities: probabilities,
      names: object.names(["prob", "value"], into: &diagnostics), range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    let numbers = table.doubles(try table.column(field))
    return try table.curves(by: groupBy, names) { rows in
      let sorted = rows.compactMap { numbers[$0].isNaN ? nil : numbers[$0] }.sorted()
      return sorted.isEmpty ? [] : probabilities.map { ($0, AggregateOperation.quantile($0, of: sorted)) }
    }
  }
}

extension DataTable {
  /// A table of the points of a curve for each group, with the group's columns before them.
  func curves(
    by fields: [SpecText], _ names: [String], _ points: ([Int]) -> [(Double, Double)]
  ) throws(Diagnostic) -> DataTable {
    let columns = try columns(fields)
    let groups = groups(by: columns)
    var rows: [Int] = []
    var x: [Double] = []
    var y: [Double] = []
    for (members, first) in zip(groups.members, groups.firstRows) {
      for point in points(members) {
        rows.append(first)
        x.append(point.0)
        y.append(point.1)
      }
    }
    var cells: [(name: String, cells: Cells)] = []
    for column in columns { cells.append((self.columns[column].name, try self.cells(column, rows: rows))) }
    cells += [(names[0], .numbers(x)), (names[1], .numbers(y))]
    return DataTable.of(name: name, cells: cells, at: range)
  }
}
