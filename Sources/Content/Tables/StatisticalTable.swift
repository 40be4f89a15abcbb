import Authoring
import DataModel
import Diagnostics
import Graphics

/// A table over data, resolved: what its cells print is known, and how they do.
struct StatisticalTable {
  var title: String?
  var subtitle: String?
  var content: TableContent
  /// The author's notes, as Markdown.
  var notes: [PlacedString]
  /// What marks and flags in the cells mean, and whether the parts sum.
  var keys: [String]
  /// The author's source line; nil to make one from ``sources``.
  var source: PlacedString?
  /// Ids of the sources of the figures, in the order of first use.
  var sources: [String]
  /// The signs of the figures that are disputed.
  var disputes: DisputeMarks
  /// What makes the rows, if they enter the ledger only when they are laid out; else nil.
  var longBody: TableBody?
}

/// What resolving a table needs, and what it adds to.
struct TableResolver {
  let store: FigureStore
  let ledger: Ledger
  let punctuation: SmartPunctuation
  let links: TableBody.Links?

  /// Tables up to this length are made at once, so that each mistake in a cell is reported; the rows of longer ones are
  /// made when they are laid out.
  static let eagerRows = 400

  func resolve(_ node: SourceNode, into diagnostics: inout Diagnostics) -> StatisticalTable? {
    guard let spec = TableSpec(node, into: &diagnostics) else { return nil }
    guard let rows = makeRows(spec, into: &diagnostics) else { return nil }
    if rows.count == 0 {
      diagnostics.error(
        "table.no-rows", "the table has no rows", at: spec.dataRange, hint: "see what 'filter' or the query leaves")
      return nil
    }
    let columns = makeColumns(spec, rows, into: &diagnostics)
    guard !columns.isEmpty else { return nil }
    var body = TableBody(
      rows: rows, columns: columns,
      group: spec.group.flatMap { group in
        diagnostics.collect { () throws(Diagnostic) in try rows.field(group.text, at: group.range) }
      },
      store: store, ledger: ledger, punctuation: punctuation, links: links)
    if let total = spec.total { body.addTotal(label: total, into: &diagnostics) }
    let isLong = body.rowCount > Self.eagerRows
    let source: any TableRowSource
    var marks: Set<TableMark>
    if isLong {
      source = PulledRows(body: body)
      marks = body.marks()
    } else {
      let made = body.makeAll(into: &diagnostics)
      source = ArrayRows(rows: made.rows)
      marks = made.marks
    }
    if body.partsDoNotSum { marks.insert(.mayNotSum) }
    return StatisticalTable(
      title: spec.title, subtitle: spec.subtitle,
      content: TableContent(
        columns: columns.map { TableContent.Column(name: $0.spec.field, alignment: $0.alignment) },
        head: makeHead(columns), body: source),
      notes: spec.notes, keys: TableMark.keys(for: marks), source: spec.source, sources: body.sources,
      disputes: body.disputes, longBody: isLong ? body : nil)
  }

  // MARK: Data

  private func makeRows(_ spec: TableSpec, into diagnostics: inout Diagnostics) -> TableRows? {
    switch spec.data {
    case nil: return nil
    case .rows(let nodes):
      for key in [spec.filter?.range, spec.sort.first?.range] {
        if let key {
          diagnostics.error(
            "table.rows-as-written", "rows that are written out are set as they stand", at: key,
            hint: "take this line out")
        }
      }
      return WrittenRows(nodes, limit: spec.limit, store: store, into: &diagnostics).map { .written($0) }
    case .named(let name):
      return diagnostics.collect { () throws(Diagnostic) in try store.table(name, at: spec.dataRange) }
        .flatMap { select($0, spec, into: &diagnostics) }
    case .query(let sql):
      return diagnostics.collect { () throws(Diagnostic) in try store.table(sql: sql, name: "query", at: spec.dataRange)
      }
      .flatMap { select($0, spec, into: &diagnostics) }
    case .file(let path):
      return diagnostics.collect { () throws(Diagnostic) in try store.table(file: path, at: spec.dataRange) }
        .flatMap { select($0, spec, into: &diagnostics) }
    }
  }

  /// Filters, sorts and cuts off rows, in that order.
  private func select(_ table: DataTable, _ spec: TableSpec, into diagnostics: inout Diagnostics) -> TableRows? {
    guard spec.filter != nil || !spec.sort.isEmpty || spec.limit != nil else { return .table(table) }
    var kept = Array(0..<table.rowCount)
    do {
      if let filter = spec.filter {
        kept = try store.rowExpression(filter.text, at: filter.range).evaluation(over: table).rowsThatHold()
      }
      if !spec.sort.isEmpty {
        var keys: [(column: Int, isDescending: Bool)] = []
        for key in spec.sort { keys.append((try table.column(key.field, at: key.range), key.isDescending)) }
        // The row's number last, so that rows that are equal keep their order.
        kept.sort { a, b in
          for key in keys {
            let order = Self.order(table, a, b, column: key.column)
            if order != 0 { return key.isDescending ? order > 0 : order < 0 }
          }
          return a < b
        }
      }
    } catch {
      diagnostics.add(error)
      return nil
    }
    if let limit = spec.limit { kept = Array(kept.prefix(limit)) }
    return .table(table.selecting(rows: kept))
  }

  /// Negative where the first row comes first; numbers by size, text by its characters, empty cells last.
  private static func order(_ table: DataTable, _ a: Int, _ b: Int, column: Int) -> Int {
    if table.columns[column].type == .number, let x = table.number(a, column), let y = table.number(b, column) {
      return x < y ? -1 : y < x ? 1 : 0
    }
    switch (table.text(a, column), table.text(b, column)) {
    case (nil, nil): return 0
    case (nil, _): return 1
    case (_, nil): return -1
    case (let x?, let y?): return x < y ? -1 : y < x ? 1 : 0
    }
  }

  // MARK: Columns

  private func makeColumns(
    _ spec: TableSpec, _ rows: TableRows, into diagnostics: inout Diagnostics
  ) -> [TableColumn] {
    var wanted = spec.columns
    if wanted.isEmpty {
      wanted = rows.fields.filter { $0 != spec.group?.text }.map {
        TableSpec.ColumnSpec(field: $0, title: $0, isRowHeader: false, range: spec.dataRange)
      }
    }
    var columns: [TableColumn] = []
    for column in wanted {
      guard let field = diagnostics.collect({ () throws(Diagnostic) in try rows.field(column.field, at: column.range) })
      else { continue }
      var unit: Unit?
      if let text = column.unit {
        unit = diagnostics.collect { () throws(Diagnostic) in
          try store.unit(text, at: column.unitRange ?? column.range)
        }
      }
      var format: FigureFormat?
      var kind: TableColumn.Kind?
      if let text = column.format {
        // Codes and years are numbers that are no quantities; dates may be of different precision.
        if text == "text" {
          kind = .words
        } else if text == "date" {
          kind = .dates
        } else {
          format = diagnostics.collect { () throws(Diagnostic) in
            try FigureFormat(parsing: text, at: column.formatRange ?? column.range)
          }
        }
      }
      columns.append(
        TableColumn(spec: column, field: field, unit: unit, format: format, kind: kind, rows: rows, into: &diagnostics))
    }
    // The first column names the rows unless another one is said to.
    if !columns.contains(where: { $0.spec.isRowHeader }), let first = columns.first, first.kind != .figures {
      columns[0].spec.isRowHeader = true
    }
    return columns
  }

  private func makeHead(_ columns: [TableColumn]) -> [TableRow] {
    let titles = columns.map { column in
      let unit = column.unitInHead.map { column.spec.title.isEmpty ? $0 : ", " + $0 } ?? ""
      return TableCell(
        .text(punctuation.apply(to: column.spec.title + unit), mark: nil), isHeader: true,
        attributes: column.attributes)
    }
    guard columns.contains(where: { $0.spec.spanner != nil }) else {
      return [TableRow(kind: .head, cells: titles)]
    }
    var spanners: [TableCell] = []
    var at = 0
    while at < columns.count {
      var end = at + 1
      if let name = columns[at].spec.spanner {
        while end < columns.count, columns[end].spec.spanner == name { end += 1 }
        spanners.append(
          TableCell(
            .text(punctuation.apply(to: name), mark: nil), isHeader: true, columnSpan: end - at,
            attributes: ["data-spanner": ""]))
      } else {
        spanners.append(TableCell(.text("", mark: nil), isHeader: false))
      }
      at = end
    }
    return [TableRow(kind: .head, cells: spanners), TableRow(kind: .head, cells: titles)]
  }
}

/// Signs in cells that have to be explained under the table.
enum TableMark: Hashable, Comparable {
  case status(letter: String, word: String)
  /// Nothing was found or published.
  case missing
  case trueZero
  case roundsToZero
  case notApplicable
  case confidential
  case mayNotSum

  /// What is printed in place of a number; nil for marks that stand beside one.
  var sign: String? {
    switch self {
    case .missing: ".."
    case .trueZero: "–"
    case .roundsToZero: "0"
    case .notApplicable: "x"
    case .confidential: "c"
    case .status, .mayNotSum: nil
    }
  }

  /// Explanations in a fixed order.
  static func keys(for marks: Set<TableMark>) -> [String] {
    marks.sorted().map { mark in
      switch mark {
      case .status(let letter, let word): "[\(letter)] \(word)"
      case .missing: ".. not available"
      case .trueZero: "– zero"
      case .roundsToZero: "0 less than half of the unit shown"
      case .notApplicable: "x not applicable"
      case .confidential: "c confidential"
      case .mayNotSum: "Parts may not sum to the total because of rounding"
      }
    }
  }
}

extension TableContent {
  /// Makes numbers whose rows have been made lead elsewhere.
  ///
  /// - Parameter destination: The id of the node that a number leads to; nil to leave it as it is.
  mutating func linkNumbers(to destination: (NumberMark) -> String?) {
    guard let made = body as? ArrayRows else { return }
    var rows = made.rows
    for row in rows.indices {
      for cell in rows[row].cells.indices {
        guard case .text(_, let mark?) = rows[row].cells[cell].content, let destination = destination(mark) else {
          continue
        }
        rows[row].cells[cell].link?.destination = destination
      }
    }
    body = ArrayRows(rows: rows)
  }
}

/// Rows that were made before they are laid out.
private struct ArrayRows: TableRowSource {
  let rows: [TableRow]
  var rowCount: Int { rows.count }
  func row(at index: Int) -> TableRow { rows[index] }
}
