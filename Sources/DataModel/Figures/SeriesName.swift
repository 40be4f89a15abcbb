/// What names a series: `users[group=rural,measure=penetration]`.
///
/// It is spelt out only when it is asked for, so that a table of many cells makes no texts.
enum SeriesName: Sendable {
  /// The columns whose values tell a row's series from others, in the order of their names.
  case row(DataTable, Int, column: Int, by: [Int])
  /// As a ledger has it.
  case written(String)

  var text: String {
    switch self {
    case .row(let table, let row, let column, let columns):
      let values = columns.compactMap { place in
        table.text(row, place).map { "\(table.columns[place].name)=\($0)" }
      }
      let measure = table.valueColumns == [column] ? "" : ".\(table.columns[column].name)"
      return table.name + measure + (values.isEmpty ? "" : "[\(values.joined(separator: ","))]")
    case .written(let text): return text
    }
  }
}

extension DataTable {
  /// Columns that tell editions of a series apart, not series.
  private static let editionNames = RowMapping.Fact.period.columnNames + RowMapping.Fact.basis.columnNames + ["edition"]
  /// The first columns of SDMX-CSV, which say what the file is.
  private static let messageNames = [
    "dataflow", "structure", "structure_id", "structure_name", "action", "last update",
  ]

  /// The columns of conditions and keys that name a series.
  func seriesColumns(among named: [Int]) -> [Int] { DataTable.seriesColumns(among: Set(named), columns, mapping) }

  /// Leaves out the columns of the period, the basis and the edition, and puts the others in the order of their names.
  private static func seriesColumns(among named: Set<Int>, _ columns: [Column], _ mapping: RowMapping) -> [Int] {
    named.filter { column in
      column != mapping.columns[.period] && column != mapping.columns[.basis]
        && !editionNames.contains(columns[column].name.lowercased())
    }.sorted { columns[$0].name < columns[$1].name }
  }

  /// The columns that tell a cell's series from others: those of texts that are no fact about a figure, and the place.
  static func dimensions(of columns: [Column], _ mapping: RowMapping) -> [Int] {
    let facts = Set(mapping.columns.values)
    let named = columns.indices.filter { column in
      if column == mapping.columns[.place] { return true }
      return columns[column].type == .text && !facts.contains(column) && !mapping.valueColumns.contains(column)
        && !messageNames.contains(columns[column].name.lowercased())
    }
    return seriesColumns(among: Set(named), columns, mapping)
  }
}
