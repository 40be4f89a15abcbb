import Diagnostics

/// Finds the rows of a table that meet an observation's conditions.
struct RowFinder {
  let table: DataTable
  let range: SourceRange
  private let conditions: [SourceNode.Entry]
  private let wanted: [Wanted]

  private struct Wanted {
    var column: Int
    var text: String?
    var bytes: [UInt8]
  }

  init(table: DataTable, conditions: [SourceNode.Entry], range: SourceRange) throws(Diagnostic) {
    self.table = table
    self.conditions = conditions
    self.range = range
    var wanted: [Wanted] = []
    for condition in conditions {
      let column = try table.column(condition.key, at: condition.keyRange)
      guard condition.value.text != nil else {
        throw .error(
          "data.condition-not-a-value", "'\(condition.key)' has to be one value", at: condition.value.range)
      }
      let text = condition.value.isNull ? nil : condition.value.text
      wanted.append(Wanted(column: column, text: text, bytes: Array((text ?? "").utf8)))
    }
    self.wanted = wanted
  }

  /// The columns that the conditions name.
  var columns: [Int] { wanted.map(\.column) }

  /// The one row that meets the conditions.
  func row() throws(Diagnostic) -> Int {
    let found = try rows()
    if found.count == 1 { return found[0] }
    throw ambiguous(found)
  }

  /// The rows that meet the conditions, one at least.
  func rows() throws(Diagnostic) -> [Int] {
    let found = (0..<table.rowCount).filter { row in wanted.allSatisfy { matches(row, $0) } }
    if found.isEmpty { throw nothing() }
    return found
  }

  /// Compares as written, so that 56 finds 56 and not 56.0.
  private func matches(_ row: Int, _ wanted: Wanted) -> Bool {
    if case .file(let fileColumn) = table.storage[wanted.column], let file = table.file {
      return file.equals(table.fileRow(row), fileColumn, wanted.bytes)
    }
    return table.text(row, wanted.column) == wanted.text
  }

  private func ambiguous(_ rows: [Int]) -> Diagnostic {
    let (shown, names) = table.comparison(of: rows)
    return .error(
      "data.ambiguous-where", "\(rows.count) rows of table '\(table.name)' match: \(shown)", at: range,
      hint: names.isEmpty
        ? "the rows are the same: leave all but one out"
        : "they differ in \(names.joined(separator: ", ")): add one to 'where'")
  }

  /// Names the first condition that leaves no row, and the value nearest to the one written.
  private func nothing() -> Diagnostic {
    let empty = Diagnostic.error("data.no-such-row", "table '\(table.name)' has no rows", at: range)
    if table.rowCount == 0 { return empty }
    var rows = Array(0..<table.rowCount)
    for (index, condition) in wanted.enumerated() {
      let left = rows.filter { matches($0, condition) }
      if left.isEmpty {
        let name = table.columns[condition.column].name
        var values: Set<String> = []
        for row in rows { if let text = table.text(row, condition.column) { values.insert(text) } }
        let before = index == 0 ? "" : " among the \(rows.count) that meet the conditions before it"
        let written = condition.text.map { "'\($0)'" } ?? "nothing"
        var hint = condition.text.flatMap { didYouMean($0, in: values) }
        if hint == nil, let wantedNumber = condition.text.flatMap({ WrittenDecimal($0)?.value }) {
          // Of numbers the one nearest in size; the less of two.
          let numbers = values.compactMap { text in
            WrittenDecimal(text).map { (text, ($0.value - wantedNumber).magnitude) }
          }
          hint = numbers.min { ($0.1, $0.0) < ($1.1, $1.0) }.map { "the nearest is \($0.0)" }
        }
        if hint == nil, !values.isEmpty {
          let sorted = values.sorted()
          hint =
            "there \(sorted.count == 1 ? "is" : "are") \(sorted.prefix(8).joined(separator: ", "))"
            + (sorted.count > 8 ? " and \(sorted.count - 8) more" : "")
        }
        return .error(
          "data.no-such-row", "no row of table '\(table.name)' has \(name) \(written)\(before)",
          at: conditions[index].value.range, hint: hint)
      }
      rows = left
    }
    return empty
  }
}

extension DataTable {
  /// Names rows that should be one, with what they differ in: `line 2 (measure users); line 4 (measure share)`.
  ///
  /// - Returns: The rows in words, and the names of the columns in which they differ.
  func comparison(of rows: [Int]) -> (rows: String, columns: [String]) {
    let differing = columns.indices.filter { column in rows.contains { text($0, column) != text(rows[0], column) } }
    let shown = rows.prefix(5).map { row in
      let place = file.map { "line \($0.lines[fileRow(row)])" } ?? "row \(row + 1)"
      let values = differing.prefix(4).map { "\(columns[$0].name) \(text(row, $0) ?? "empty")" }
      return values.isEmpty ? place : "\(place) (\(values.joined(separator: ", ")))"
    }
    let more = rows.count > 5 ? " and \(rows.count - 5) more" : ""
    return (shown.joined(separator: "; ") + more, differing.map { columns[$0].name })
  }
}
