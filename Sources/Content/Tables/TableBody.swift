import Authoring
import DataModel
import Diagnostics
import Graphics
import Synchronization

/// Makes the rows of a statistical table: data, heads of groups, and the total.
struct TableBody {
  let rows: TableRows
  let columns: [TableColumn]
  let store: FigureStore
  let ledger: Ledger
  let punctuation: SmartPunctuation
  /// Where a figure leads, by the id of its first source.
  typealias Links = @Sendable (String) -> NumberLink?
  /// Nil if figures are no links.
  let links: Links?

  /// What each row of the body is: a row of the data, or the head of the group that begins with it.
  private enum Line {
    case data(Int)
    case group(Int)
    /// The sums of the columns.
    case total
    /// The row of the data that states the total.
    case statedTotal(Int)
  }
  private var lines: [Line] = []
  private let group: Int?
  private var totals: [Figure?] = []
  private var totalLabel = ""
  /// Whether a printed total differs from the sum of the printed parts.
  private(set) var partsDoNotSum = false
  /// The ids of the sources of all figures, in the order of first use.
  private(set) var sources: [String] = []
  /// The signs of figures that other sources state otherwise.
  private(set) var disputes = DisputeMarks()

  var rowCount: Int { lines.count }

  /// - Parameter group: The field whose changes begin a group; nil for none.
  init(
    rows: TableRows, columns: [TableColumn], group: Int?, store: FigureStore, ledger: Ledger,
    punctuation: SmartPunctuation, links: Links?
  ) {
    self.rows = rows
    self.columns = columns
    self.group = group
    self.store = store
    self.ledger = ledger
    self.punctuation = punctuation
    self.links = links
    lines.reserveCapacity(rows.count)
    var current: String?
    for row in 0..<rows.count {
      if let group {
        let name = rows.text(row, group) ?? ""
        if name != current { lines.append(.group(row)) }
        current = name
      }
      lines.append(.data(row))
    }
    surveyFigures()
  }

  /// Finds the sources of all figures, and which figures are disputed.
  private mutating func surveyFigures() {
    for column in columns where column.kind == .figures {
      for row in 0..<rows.count {
        guard let figure = try? rows.figure(row, column.field) else { continue }
        for source in figure.sources where !sources.contains(source) { sources.append(source) }
        if figure.isDisputed, !column.format.isUndisputed {
          _ = disputes.sign(of: figure, at: rows.place(row, column.field))
        }
      }
    }
  }

  /// Adds a last row: the one of the data that has this label, or else the sums of the columns of figures.
  mutating func addTotal(label: PlacedString, into diagnostics: inout Diagnostics) {
    if let names = columns.first(where: { $0.spec.isRowHeader })?.field,
      let row = (0..<rows.count).first(where: { rows.text($0, names) == label.text })
    {
      moveToEnd(row)
      for column in columns where column.kind == .figures {
        checkTotal(row, column, at: label.range, into: &diagnostics)
      }
      return
    }
    totalLabel = label.text
    totals = columns.map { _ in nil }
    for (index, column) in columns.enumerated() where column.kind == .figures {
      var figures: [Figure] = []
      for row in 0..<rows.count {
        // What is wrong with a figure was said when the column was made.
        if let figure = try? rows.figure(row, column.field) { figures.append(figure) }
      }
      guard let sum = diagnostics.collect({ () throws(Diagnostic) in try Aggregate.sum.of(figures, at: label.range) }),
        let sum, let value = sum.value
      else { continue }
      totals[index] = sum
      notePrintedSum(of: figures, value, in: column)
    }
    lines.append(.total)
  }

  private mutating func notePrintedSum(of figures: [Figure], _ total: Decimal, in column: TableColumn) {
    let place = -(column.format.decimals ?? 0)
    let parts = figures.compactMap(\.value).map { $0.rounded(toPlace: place) }.reduce(Decimal.zero, +)
    if parts != total.rounded(toPlace: place) { partsDoNotSum = true }
  }

  /// Makes the row that states the total the last one.
  private mutating func moveToEnd(_ total: Int) {
    var moved: [Line] = []
    for line in lines {
      if case .data(total) = line { continue }
      // The head of a group without rows goes too.
      if case .group = line, case .group? = moved.last { moved.removeLast() }
      moved.append(line)
    }
    if case .group? = moved.last { moved.removeLast() }
    lines = moved + [.statedTotal(total)]
  }

  /// Holds what the rows of a column state against the total that the data state.
  private mutating func checkTotal(
    _ total: Int, _ column: TableColumn, at range: SourceRange, into diagnostics: inout Diagnostics
  ) {
    guard let whole = try? rows.figure(total, column.field), let value = whole.value, whole.isSumOfParts else { return }
    var parts: [Figure] = []
    var isIncomplete = false
    for row in 0..<rows.count where row != total {
      if let figure = try? rows.figure(row, column.field) { parts.append(figure) } else { isIncomplete = true }
    }
    guard !parts.isEmpty,
      let comparison = diagnostics.collect({ () throws(Diagnostic) in
        try PartsComparison(of: parts, with: whole, at: range)
      })
    else { return }
    if comparison.verdict(isIncomplete: isIncomplete) == .differs {
      let name = "column '\(column.spec.field)' of the table"
      diagnostics.add(
        comparison.finding(
          named: name, isIncomplete: isIncomplete, remedy: "leave 'total' out if rows are missing", at: range
        ).diagnostic)
    } else if !isIncomplete {
      notePrintedSum(of: parts, value, in: column)
    }
  }

  /// All rows, with every mistake in a cell and the marks that need explaining.
  func makeAll(into diagnostics: inout Diagnostics) -> (rows: [TableRow], marks: Set<TableMark>) {
    var marks: Set<TableMark> = []
    var made: [TableRow] = []
    made.reserveCapacity(lines.count)
    for index in lines.indices {
      made.append(
        makeRow(index) { (entry) in
          ledger.record(entry)
        } mistake: {
          diagnostics.add($0)
        } mark: {
          marks.insert($0)
        })
    }
    return (made, marks)
  }

  /// One row, such as is pulled by the layout.
  ///
  /// - Parameters:
  ///   - record: Gives the ledger's id for a printed number.
  ///   - mistake: Is told why a number could not be printed.
  ///   - mark: Is told which signs are used.
  func makeRow(
    _ index: Int, record: (LedgerEntry) -> LedgerEntry.ID, mistake: (Diagnostic) -> Void, mark: (TableMark) -> Void
  ) -> TableRow {
    switch lines[index] {
    case .group(let row):
      let name = group.flatMap { rows.text(row, $0) } ?? ""
      let cell = TableCell(
        .text(punctuation.apply(to: name), mark: nil), isHeader: true, columnSpan: columns.count)
      return TableRow(kind: .group, cells: [cell])
    case .data(let row):
      return TableRow(
        kind: .body, cells: columns.map { makeCell($0, row: row, record: record, mistake: mistake, mark: mark) })
    case .statedTotal(let row):
      return TableRow(
        kind: .total, cells: columns.map { makeCell($0, row: row, record: record, mistake: mistake, mark: mark) })
    case .total:
      var cells: [TableCell] = []
      for (index, column) in columns.enumerated() {
        if let figure = totals[index] {
          cells.append(
            print(figure, in: column, at: column.spec.range, record: record, mistake: mistake, mark: mark))
        } else {
          cells.append(
            TableCell(
              .text(index == 0 ? punctuation.apply(to: totalLabel) : "", mark: nil),
              isHeader: column.spec.isRowHeader, attributes: column.attributes))
        }
      }
      return TableRow(kind: .total, cells: cells)
    }
  }

  private func makeCell(
    _ column: TableColumn, row: Int, record: (LedgerEntry) -> LedgerEntry.ID, mistake: (Diagnostic) -> Void,
    mark: (TableMark) -> Void
  ) -> TableCell {
    switch column.kind {
    case .words, .dates:
      var text = rows.text(row, column.field) ?? ""
      if column.kind == .dates, let date = store.locale.date(text, style: .medium) { text = date }
      return TableCell(
        .text(punctuation.apply(to: text), mark: nil), isHeader: column.spec.isRowHeader,
        attributes: column.attributes)
    case .figures:
      // A mistake in the figure was reported when the column was made.
      guard let figure = try? rows.figure(row, column.field) else {
        // Written rows may hold words among the figures.
        if case .written = rows, let words = rows.text(row, column.field), !words.isEmpty {
          return TableCell(.text(punctuation.apply(to: words), mark: nil), attributes: column.attributes)
        }
        mark(.missing)
        return TableCell(.text("..", mark: nil), attributes: column.attributes)
      }
      return print(
        figure, in: column, at: rows.place(row, column.field), record: record, mistake: mistake, mark: mark)
    }
  }

  private func print(
    _ figure: Figure, in column: TableColumn, at range: SourceRange, record: (LedgerEntry) -> LedgerEntry.ID,
    mistake: (Diagnostic) -> Void, mark: (TableMark) -> Void
  ) -> TableCell {
    var attributes = column.attributes
    var printed: PrintedFigure
    do { printed = try store.print(figure, as: column.format, at: range) } catch {
      mistake(error)
      return TableCell(.text("", mark: nil), attributes: attributes)
    }
    if figure.status.contains(.confidential) {
      mark(.confidential)
      printed.text = TableMark.confidential.sign ?? ""
    } else if figure.status.contains(.notApplicable) {
      mark(.notApplicable)
      printed.text = TableMark.notApplicable.sign ?? ""
    } else if let value = figure.value {
      if value.isZero {
        mark(.trueZero)
        printed.text = TableMark.trueZero.sign ?? ""
      } else if value.rounded(toPlace: -(column.format.decimals ?? 6)).isZero {
        mark(.roundsToZero)
      }
      if value.isNegative { attributes["data-sign"] = "negative" }
      // Where each cell says its own unit, it says its qualifier in words too.
      if column.format.isBare { printed.text = figure.qualifier.tableSign + printed.text }
    }
    let status = printed.entry.status
    for (letter, word) in status.named where letter != "c" && letter != "z" {
      mark(.status(letter: letter, word: word))
      printed.text += "\u{202F}[\(letter)]"
    }
    if !status.isEmpty { attributes["data-status"] = status.named.map(\.word).joined(separator: " ") }
    printed.entry.text = printed.text
    if let disputed = printed.disputed, let sign = disputes.sign(of: disputed) {
      printed.text += sign
      attributes["class"] = "disputed"
    }
    let id = record(printed.entry)
    var cell = TableCell(
      .text(printed.text, mark: NumberMark(rawValue: id.rawValue)), isHeader: column.spec.isRowHeader,
      attributes: attributes)
    if let links { cell.link = figure.sources.first.flatMap(links) }
    return cell
  }

  /// The marks that rows to be pulled will use.
  func marks() -> Set<TableMark> {
    var marks: Set<TableMark> = []
    for row in 0..<rows.count {
      for column in columns where column.kind == .figures {
        guard let figure = try? rows.figure(row, column.field) else {
          marks.insert(.missing)
          continue
        }
        for (letter, word) in store.status(of: figure).named where letter != "c" && letter != "z" {
          marks.insert(.status(letter: letter, word: word))
        }
        if figure.status.contains(.confidential) { marks.insert(.confidential) }
        if figure.status.contains(.notApplicable) { marks.insert(.notApplicable) }
        if let value = figure.value {
          if value.isZero {
            marks.insert(.trueZero)
          } else if value.rounded(toPlace: -(column.format.decimals ?? 6)).isZero {
            marks.insert(.roundsToZero)
          }
        }
      }
    }
    return marks
  }
}

extension Figure {
  /// Whether it is the sum of what it is made of: a count, or a whole of 100 percent; other shares are no sums.
  fileprivate var isSumOfParts: Bool {
    guard let unit else { return true }
    switch unit.kind {
    case .quantity: return unit.dimensions.allSatisfy { $0.power > 0 } && unit.text != "year"
    case .percent: return value == 100
    case .points, .ratio: return false
    }
  }
}

extension Qualifier {
  /// Stands before the number in a table's cell, where the words of prose have no room.
  var tableSign: String {
    switch self {
    case .moreThan: ">\u{202F}"
    case .atLeast: "≥\u{202F}"
    case .lessThan: "<\u{202F}"
    case .atMost: "≤\u{202F}"
    case .about: "≈\u{202F}"
    case .nearly: "<\u{202F}"
    case .exact, .reported: ""
    }
  }
}

/// Rows made when they are laid out. A row may be asked for more than once and enters the ledger the first time only.
final class PulledRows: TableRowSource {
  private let body: TableBody
  /// The ledger's id of the first number of each row; -1 before the row is first pulled.
  private let firstEntries: Mutex<[Int32]>

  init(body: TableBody) {
    self.body = body
    firstEntries = Mutex(Array(repeating: -1, count: body.rowCount))
  }

  var rowCount: Int { body.rowCount }
  var holdsRows: Bool { false }

  func row(at index: Int) -> TableRow {
    firstEntries.withLock { entries in
      var next = entries[index]
      let isFirst = next < 0
      var first: Int32?
      let row = body.makeRow(index) { entry in
        if isFirst {
          let id = body.ledger.record(entry)
          first = first ?? id.rawValue
          return id
        }
        defer { next += 1 }
        return LedgerEntry.ID(rawValue: next)
      } mistake: { _ in
        // Figures were checked when the column was made; the format is the same for all of them.
      } mark: { _ in
      }
      if isFirst { entries[index] = first ?? 0 }
      return row
    }
  }
}
