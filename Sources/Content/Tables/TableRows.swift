import DataModel
import Diagnostics

/// Where the cells of a statistical table come from.
enum TableRows {
  case table(DataTable)
  case written(WrittenRows)

  var count: Int {
    switch self {
    case .table(let table): table.rowCount
    case .written(let rows): rows.cells.count
    }
  }
  var fields: [String] {
    switch self {
    case .table(let table): table.columns.map(\.name)
    case .written(let rows): rows.fields
    }
  }
  func field(_ name: String, at range: SourceRange) throws(Diagnostic) -> Int {
    switch self {
    case .table(let table): return try table.column(name, at: range)
    case .written(let rows):
      if let place = rows.fields.firstIndex(of: name) { return place }
      throw .error(
        "table.unknown-field", "no row has a field '\(name)'", at: range,
        hint: didYouMean(name, in: rows.fields) ?? "the rows have \(rows.fields.joined(separator: ", "))")
    }
  }
  func text(_ row: Int, _ field: Int) -> String? {
    switch self {
    case .table(let table): table.text(row, field)
    case .written(let rows): rows.cells[row][field].text
    }
  }
  /// The figure of a cell and the format that was written with it; nil where the cell is empty or holds words.
  func figure(_ row: Int, _ field: Int) throws(Diagnostic) -> Figure? {
    switch self {
    case .table(let table): try table.figure(row, field)
    case .written(let rows): rows.cells[row][field].figure
    }
  }
  func place(_ row: Int, _ field: Int) -> SourceRange {
    switch self {
    case .table(let table): table.place(row, field)
    case .written(let rows): rows.cells[row][field].range
    }
  }
  /// Whether the cells of a field are figures, dates or words.
  func kind(of field: Int) -> TableColumn.Kind {
    switch self {
    case .table(let table):
      switch table.columns[field].type {
      case .date: return .dates
      case .text: return .words
      case .number:
        // Beside a value column, other numbers are codes, years and precisions; without one, all are quantities but years.
        if table.valueColumns.contains(field) { return .figures }
        let isYear = table.columns[field].name.lowercased() == "year"
        return table.valueColumns.isEmpty && !isYear ? .figures : .words
      }
    case .written(let rows):
      return rows.cells.contains { $0[field].figure != nil } ? .figures : .words
    }
  }
}

/// Rows that the author wrote out in the fence: words, and figures as `"{{ id }}"`.
struct WrittenRows {
  struct Cell {
    var text: String?
    var figure: Figure?
    var range: SourceRange
  }
  var fields: [String] = []
  var cells: [[Cell]] = []

  init?(_ nodes: [SourceNode], limit: Int?, store: FigureStore, into diagnostics: inout Diagnostics) {
    var rows: [[String: Cell]] = []
    for node in nodes.prefix(limit ?? nodes.count) {
      guard let entries = node.entries else {
        diagnostics.error(
          "table.wrong-value", "a row is a mapping of field to cell", at: node.range,
          hint: "write {field: cell, …}")
        return nil
      }
      var row: [String: Cell] = [:]
      for entry in entries {
        if !fields.contains(entry.key) { fields.append(entry.key) }
        let text = entry.value.text ?? ""
        var cell = Cell(text: entry.value.isNull ? nil : text, figure: nil, range: entry.value.range)
        if let expression = Self.expression(in: text) {
          cell.text = nil
          let value = diagnostics.collect { () throws(Diagnostic) in
            try store.value(of: expression, at: entry.value.range)
          }
          switch value {
          case .figure(let figure): cell.figure = figure
          case nil: break
          default:
            diagnostics.error(
              "table.not-a-figure", "'\(expression)' is no figure", at: entry.value.range,
              hint: "name an observation or a derived value")
          }
        }
        row[entry.key] = cell
      }
      rows.append(row)
    }
    let range = nodes.first?.range
    for row in rows {
      cells.append(fields.map { row[$0] ?? Cell(text: nil, figure: nil, range: range ?? .file("")) })
    }
  }

  /// What stands between the braces, if the cell is nothing but `{{ … }}`.
  private static func expression(in text: String) -> String? {
    var words = Substring(text)
    while words.first == " " { words.removeFirst() }
    while words.last == " " { words.removeLast() }
    guard words.hasPrefix("{{"), words.hasSuffix("}}"), words.utf8.count > 4 else { return nil }
    return String(words.dropFirst(2).dropLast(2))
  }
}
