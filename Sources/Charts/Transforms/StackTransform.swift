import DataModel
import Diagnostics

/// Adds where each part of a stack begins and ends.
struct StackTransform: DataTransform {
  static let name = "stack"
  static let keys = ["stack", "groupby", "sort", "offset", "as"]
  /// Where a stack begins, and whether its parts are shares of it.
  enum Offset: String, CaseIterable, Sendable { case zero, normalize, center }
  var field: SpecText
  var groupBy: [SpecText]
  var sort: SortFields
  var offset: Offset
  var names: [String]
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> StackTransform? {
    guard let field = object.needed("stack", into: &diagnostics) else { return nil }
    let first = object["as"]?.text ?? object["as"]?.items?.first?.text ?? "stack_\(field.text)"
    return StackTransform(
      field: field, groupBy: object.fields("groupby", into: &diagnostics),
      sort: SortFields.read(object["sort"], into: &diagnostics),
      offset: object.word("offset", Offset.self, into: &diagnostics) ?? .zero,
      names: object.names([first, "\(first)_end"], into: &diagnostics), range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    let numbers = table.doubles(try table.column(field))
    let groups = table.groups(by: try table.columns(groupBy)).members
    let comparison = try sort.comparison(in: table)
    let sums = groups.map { rows in rows.reduce(0) { $0 + (numbers[$1].isNaN ? 0 : abs(numbers[$1])) } }
    let largest = sums.max() ?? 0
    var starts = [Double](repeating: .nan, count: table.rowCount)
    var ends = starts
    for (rows, sum) in zip(groups, sums) {
      var up = offset == .center ? (largest - sum) / 2 : 0
      var down = 0.0
      for row in rows.sorted(by: comparison) {
        let value = numbers[row].isNaN ? 0 : numbers[row]
        switch offset {
        case .zero where value < 0:
          (starts[row], ends[row]) = (down, down + value)
          down += value
        case .zero, .center, .normalize:
          let part = offset == .normalize ? (sum > 0 ? abs(value) / sum : 0) : offset == .center ? abs(value) : value
          (starts[row], ends[row]) = (up, up + part)
          up += part
        }
      }
    }
    return table.adding(names[0], .numbers(starts)).adding(names[1], .numbers(ends))
  }
}
