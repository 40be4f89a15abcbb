import DataModel
import Diagnostics

/// What a `table` fence says, with the places of its parts; `docs/tables.md` describes it to users.
struct TableSpec {
  struct ColumnSpec {
    var field: String
    var title: String
    var align: TableContent.Alignment?
    /// Printed in the head; figures are converted to it.
    var unit: String?
    /// How the column's figures are printed; nil to follow from the figures.
    var format: String?
    /// Columns next to each other with the same spanner share a head above their own.
    var spanner: String?
    /// Whether the cells are heads of their rows.
    var isRowHeader: Bool
    var range: SourceRange
    var unitRange: SourceRange?
    var formatRange: SourceRange?
  }
  struct SortKey {
    var field: String
    var isDescending: Bool
    var range: SourceRange
  }
  enum Data {
    case named(String)
    case query(String)
    case file(String)
    /// Mappings of field to cell; figures are written `"{{ id }}"`.
    case rows([SourceNode])
  }

  var title: String?
  var subtitle: String?
  var notes: [PlacedString] = []
  /// Takes the place of the source line that follows from the data.
  var source: PlacedString?
  var data: Data?
  var dataRange: SourceRange
  var columns: [ColumnSpec] = []
  var group: PlacedString?
  var filter: PlacedString?
  var sort: [SortKey] = []
  var limit: Int?
  /// Label of a last row that sums the columns of figures.
  var total: PlacedString?
  var range: SourceRange
}

/// A text and where it was written.
struct PlacedString {
  var text: String
  var range: SourceRange
}

extension TableSpec {
  private static let keys = [
    "title", "subtitle", "note", "notes", "source", "data", "rows", "columns", "group", "filter", "sort", "limit",
    "total",
  ]
  private static let columnKeys = ["field", "title", "align", "unit", "format", "spanner", "header"]

  /// Reads a spec; what is wrong is left out, with a diagnostic at its place.
  init?(_ node: SourceNode, into diagnostics: inout Diagnostics) {
    guard let entries = node.entries else {
      diagnostics.error(
        "table.not-a-mapping", "a table is described by a mapping of title, data and columns", at: node.range,
        hint: "write 'title: …' and 'data: NAME' on lines of their own")
      return nil
    }
    range = node.range
    dataRange = node.range
    for entry in entries {
      let value = entry.value
      switch entry.key {
      case "title": title = text(of: value, key: "title", into: &diagnostics)
      case "subtitle": subtitle = text(of: value, key: "subtitle", into: &diagnostics)
      case "note", "notes":
        for item in value.items ?? [value] {
          if let note = text(of: item, key: entry.key, into: &diagnostics) {
            notes.append(PlacedString(text: note, range: item.range))
          }
        }
      case "source":
        source = text(of: value, key: "source", into: &diagnostics).map { PlacedString(text: $0, range: value.range) }
      case "data": readData(value, into: &diagnostics)
      case "rows":
        dataRange = entry.keyRange
        if let rows = value.items {
          data = .rows(rows)
        } else {
          wrong("rows", "a list of rows, each a mapping of field to cell", at: value.range, into: &diagnostics)
        }
      case "columns":
        guard let items = value.items else {
          wrong("columns", "a list of columns", at: value.range, into: &diagnostics)
          continue
        }
        columns = items.compactMap { readColumn($0, into: &diagnostics) }
      case "group", "filter", "total":
        guard let words = text(of: value, key: entry.key, into: &diagnostics) else { continue }
        let placed = PlacedString(text: words, range: value.range)
        switch entry.key {
        case "group": group = placed
        case "filter": filter = placed
        default: total = placed
        }
      case "sort":
        for item in value.items ?? [value] { readSortKey(item, into: &diagnostics) }
      case "limit":
        if let number = value.int, number > 0 {
          limit = number
        } else {
          wrong("limit", "a whole number above 0", at: value.range, into: &diagnostics)
        }
      default:
        diagnostics.error(
          "table.unknown-property", "a table has no property '\(entry.key)'", at: entry.keyRange,
          hint: didYouMean(entry.key, in: Self.keys) ?? "it has \(Self.keys.joined(separator: ", "))")
      }
    }
    if data == nil {
      diagnostics.error(
        "table.no-data", "the table has no data", at: node.range,
        hint: "write 'data: NAME' with a table of data.yaml, or 'rows:'")
      return nil
    }
  }

  private func wrong(_ key: String, _ wanted: String, at range: SourceRange, into diagnostics: inout Diagnostics) {
    diagnostics.error("table.wrong-value", "'\(key)' takes \(wanted)", at: range)
  }

  private func text(of node: SourceNode, key: String, into diagnostics: inout Diagnostics) -> String? {
    if let text = node.text { return node.isNull ? nil : text }
    wrong(key, "words", at: node.range, into: &diagnostics)
    return nil
  }

  private mutating func readData(_ node: SourceNode, into diagnostics: inout Diagnostics) {
    dataRange = node.range
    if let name = node.text {
      data = .named(name)
      return
    }
    guard let entries = node.entries, let entry = entries.first, entries.count == 1, let words = entry.value.text else {
      wrong("data", "a table's name, or one of {table: …}, {sql: …}, {url: …}", at: node.range, into: &diagnostics)
      return
    }
    dataRange = entry.value.range
    switch entry.key {
    case "table": data = .named(words)
    case "sql": data = .query(words)
    case "url": data = .file(words)
    default:
      diagnostics.error(
        "table.unknown-property", "a table's data has no property '\(entry.key)'", at: entry.keyRange,
        hint: didYouMean(entry.key, in: ["table", "sql", "url"]) ?? "it has table, sql and url")
    }
  }

  private func readColumn(_ node: SourceNode, into diagnostics: inout Diagnostics) -> ColumnSpec? {
    if let field = node.text {
      return ColumnSpec(field: field, title: field, isRowHeader: false, range: node.range)
    }
    guard let entries = node.entries, let field = node["field"] else {
      diagnostics.error(
        "table.column-without-field", "a column has to name its field", at: node.range,
        hint: "write {field: NAME, title: Title}")
      return nil
    }
    guard let name = field.text else {
      wrong("field", "a column's name", at: field.range, into: &diagnostics)
      return nil
    }
    var column = ColumnSpec(field: name, title: name, isRowHeader: false, range: field.range)
    for entry in entries {
      let value = entry.value
      switch entry.key {
      case "field": break
      case "title": column.title = text(of: value, key: "title", into: &diagnostics) ?? ""
      case "unit":
        column.unit = text(of: value, key: "unit", into: &diagnostics)
        column.unitRange = value.range
      case "format":
        column.format = text(of: value, key: "format", into: &diagnostics)
        column.formatRange = value.range
      case "spanner": column.spanner = text(of: value, key: "spanner", into: &diagnostics)
      case "header":
        if let flag = value.bool {
          column.isRowHeader = flag
        } else {
          wrong("header", "true or false", at: value.range, into: &diagnostics)
        }
      case "align":
        switch value.text {
        case "left", "start": column.align = .start
        case "center", "centre": column.align = .center
        case "right", "end": column.align = .end
        case "decimal": column.align = .decimal
        default: wrong("align", "left, center, right or decimal", at: value.range, into: &diagnostics)
        }
      default:
        diagnostics.error(
          "table.unknown-property", "a column has no property '\(entry.key)'", at: entry.keyRange,
          hint: didYouMean(entry.key, in: Self.columnKeys) ?? "it has \(Self.columnKeys.joined(separator: ", "))")
      }
    }
    return column
  }

  private mutating func readSortKey(_ node: SourceNode, into diagnostics: inout Diagnostics) {
    if let field = node.text {
      // As in Vega-Lite, a minus sign before the name turns the order round.
      let isDescending = field.hasPrefix("-")
      sort.append(
        SortKey(field: isDescending ? String(field.dropFirst()) : field, isDescending: isDescending, range: node.range))
      return
    }
    guard let field = node["field"]?.text else {
      wrong("sort", "a field, or {field: NAME, order: descending}", at: node.range, into: &diagnostics)
      return
    }
    var key = SortKey(field: field, isDescending: false, range: node["field"]?.range ?? node.range)
    switch node["order"]?.text {
    case nil, "ascending": break
    case "descending": key.isDescending = true
    default: wrong("order", "ascending or descending", at: node["order"]?.range ?? node.range, into: &diagnostics)
    }
    for entry in node.entries ?? [] where !["field", "order"].contains(entry.key) {
      diagnostics.error(
        "table.unknown-property", "a sort has no property '\(entry.key)'", at: entry.keyRange,
        hint: didYouMean(entry.key, in: ["field", "order"]))
    }
    sort.append(key)
  }
}
