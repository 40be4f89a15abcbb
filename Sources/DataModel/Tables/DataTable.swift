import Diagnostics

/// Rows and columns of a data file, of an SQL query, or made by a chart's transforms.
public final class DataTable: Sendable {
  public enum ColumnType: Hashable, Sendable {
    case text, number
    /// Every value is a year and month, a full date or a time of a day; years alone are numbers.
    case date
  }
  public struct Column: Hashable, Sendable {
    public var name: String
    public var type: ColumnType
  }
  enum Storage: Sendable {
    /// A column of the file.
    case file(Int)
    case values([Value])
    /// As in ``Cells``.
    case numbers([Double])
    case moments([Double])
  }

  public let name: String
  public let columns: [Column]
  public let rowCount: Int
  /// Where the table is declared.
  public let range: SourceRange

  let context: ReportContext
  let file: DataFile?
  let storage: [Storage]
  /// The file's row for each row, where some are left out or moved.
  let fileRows: [Int32]?
  let mapping: RowMapping
  /// The precision that is stated for what SQL computed.
  let computedPrecision: Decimal?
  /// The columns that tell the series of a cell from others.
  private let dimensions: [Int]

  init(
    name: String, columns: [Column], storage: [Storage], rowCount: Int, file: DataFile?, fileRows: [Int32]?,
    mapping: RowMapping, computedPrecision: Decimal?, context: ReportContext, range: SourceRange
  ) {
    self.name = name
    self.columns = columns
    self.storage = storage
    self.rowCount = rowCount
    self.file = file
    self.fileRows = fileRows
    self.mapping = mapping
    self.computedPrecision = computedPrecision
    self.context = context
    self.range = range
    dimensions = DataTable.dimensions(of: columns, mapping)
  }

  /// A table over a data file.
  convenience init(
    name: String, file: DataFile, declaration: RowMapping.Declaration, context: ReportContext,
    range: SourceRange
  ) throws(Diagnostic) {
    let columns = file.columns.indices.map { index in
      Column(
        name: file.columns[index], type: file.lists[index].map { DataTable.type(of: $0) } ?? file.type(of: index))
    }
    let mapping = try RowMapping(declaration, names: file.columns) { (name, range) throws(Diagnostic) in
      try DataTable.place(of: name, in: file.columns, table: "'\(file.name)'", at: range)
    }
    self.init(
      name: name, columns: columns,
      storage: columns.indices.map { index in file.lists[index].map { .values($0) } ?? .file(index) },
      rowCount: file.rowCount,
      file: file, fileRows: nil, mapping: mapping, computedPrecision: nil, context: context, range: range)
  }

  /// The place of a column; a diagnostic with the nearest name if there is none.
  public func column(_ name: String, at range: SourceRange) throws(Diagnostic) -> Int {
    try DataTable.place(of: name, in: columns.map(\.name), table: "table '\(self.name)'", at: range)
  }
  static func place(
    of name: String, in columns: [String], table: String, at range: SourceRange
  ) throws(Diagnostic) -> Int {
    if let place = columns.firstIndex(of: name) { return place }
    throw .error(
      "data.unknown-column", "\(table) has no column '\(name)'", at: range,
      hint: didYouMean(name, in: columns) ?? "its columns are \(columns.joined(separator: ", "))")
  }
  /// The columns that hold figures: the one called value, and those that `data.yaml` names.
  public var valueColumns: [Int] { mapping.valueColumns }

  func fileRow(_ row: Int) -> Int { fileRows.map { Int($0[row]) } ?? row }

  /// The text as written; nil where the cell is empty.
  public func text(_ row: Int, _ column: Int) -> String? {
    switch storage[column] {
    case .file(let fileColumn): file?.text(fileRow(row), fileColumn)
    case .values(let values): values[row].plainText
    case .numbers(let numbers): numbers[row].isNaN ? nil : Decimal(numbers[row])?.description
    case .moments(let moments): moments[row].isNaN ? nil : Moment(milliseconds: moments[row]).text
    }
  }
  /// Nil where the cell is empty or no number; the stated value of a figure.
  public func number(_ row: Int, _ column: Int) -> Decimal? {
    switch storage[column] {
    case .file(let fileColumn): file?.number(fileRow(row), fileColumn)?.value
    case .values(let values): values[row].number
    case .numbers(let numbers), .moments(let numbers): Decimal(numbers[row])
    }
  }
  /// The same as a binary number, for drawing.
  public func double(_ row: Int, _ column: Int) -> Double? {
    switch storage[column] {
    case .file(let fileColumn): file?.double(fileRow(row), fileColumn)
    case .numbers(let numbers), .moments(let numbers): numbers[row].isNaN ? nil : numbers[row]
    case .values(let values): values[row].number?.double
    }
  }
  /// A date, and how precisely it is known; nil where the cell is empty or no date.
  public func date(_ row: Int, _ column: Int) -> WrittenDate? {
    switch storage[column] {
    case .file(let fileColumn): return file?.cell(fileRow(row), fileColumn) { WrittenDate.reading($0) }
    case .moments(let moments):
      guard !moments[row].isNaN else { return nil }
      let moment = Moment(milliseconds: moments[row])
      return WrittenDate(moment: moment, resolution: moment.millisecondOfDay == 0 ? .day : .second)
    case .numbers, .values: return text(row, column).flatMap { WrittenDate($0) }
    }
  }

  /// The figure that a cell of a number column is; nil where it is empty.
  ///
  /// Diagnostics: not a number; an unknown unit, qualifier, status or source in the row; a number that SQL computed,
  /// without a stated precision.
  public func figure(_ row: Int, _ column: Int) throws(Diagnostic) -> Figure? {
    switch storage[column] {
    case .file(let fileColumn):
      var figure = try fileFigure(row, column, fileColumn, overrides: [:], id: nil)
      figure?.seriesName = .row(self, row, column: column, by: dimensions)
      return figure
    case .numbers(let numbers):
      return numbers[row].isNaN ? nil : try computedFigure(Decimal(numbers[row]) ?? .zero, row, column)
    case .moments: return nil
    case .values(let values):
      switch values[row] {
      case .null: return nil
      case .figure(let figure): return figure
      case .number(let number): return try computedFigure(number, row, column)
      default:
        throw .error(
          "data.not-a-number",
          "the cell in row \(row + 1), column '\(columns[column].name)' of table '\(name)' is not a number",
          at: range)
      }
    }
  }

  private func computedFigure(_ number: Decimal, _ row: Int, _ column: Int) throws(Diagnostic) -> Figure {
    guard let computedPrecision else {
      throw .error(
        "data.computed-without-precision",
        "column '\(columns[column].name)' of table '\(name)' was computed by SQL, so how exact it is cannot be known",
        at: range,
        hint: "compute it with fsum, fmean, fshare or fdiff, or state 'precision:' for the table")
    }
    var unit: Unit?
    if let declared = mapping.columnUnits[column] {
      unit = try context.unit(declared.text, at: declared.range)
    } else if let constant = mapping.constants[.unit] {
      unit = try context.unit(constant.text ?? "", at: constant.range)
    }
    let place = computedPrecision.leadingPlace
    let interval = Interval.stated(
      WrittenDecimal(value: number, lastWrittenPlace: place), .reported, precision: computedPrecision,
      limits: .everything
    ).interval
    let id = "\(name)[\(row + 1)].\(columns[column].name)"
    let rounded = number.rounded(toPlace: place)
    let term = Term.quantity(
      .named(id), stated: rounded, range: interval, isPlainlyStated: true, writtenPlace: place)
    return Figure(
      kind: .derived, id: id, value: rounded, interval: interval, unit: unit, qualifier: .reported,
      status: [],
      precision: computedPrecision, period: nil, sources: mapping.constants[.source]?.text.map { [$0] } ?? [],
      origin: nil, formula: "SQL", inputs: [], note: nil, label: nil, format: nil, writtenPlace: place,
      term: term)
  }

  /// The cell's text, number and figure; why a figure cannot be made is among ``FigureStore/takeDiagnostics()``.
  public func cell(_ row: Int, _ column: Int) -> DataCell {
    var made: Figure?
    if columns[column].type == .number, valueColumns.contains(column) || file == nil {
      do { made = try figure(row, column) } catch { context.report(error) }
    }
    return DataCell(text: text(row, column) ?? "", number: number(row, column), figure: made)
  }

  /// What an expression sees in a cell: a figure in a value column, else a number or a text.
  public func value(_ row: Int, _ column: Int) throws(Diagnostic) -> Value {
    switch storage[column] {
    case .values(let values): return values[row]
    case .numbers: return number(row, column).map { .number($0) } ?? .null
    case .moments: return text(row, column).map { .text($0) } ?? .null
    case .file(let fileColumn):
      guard let file, !file.isEmpty(fileRow(row), fileColumn) else { return .null }
      if columns[column].type == .number {
        if valueColumns.contains(column), let figure = try figure(row, column) { return .figure(figure) }
        if let number = number(row, column) { return .number(number) }
      } else if valueColumns.contains(column) {
        // Says where a word stands among numbers.
        if let figure = try figure(row, column) { return .figure(figure) }
      }
      return .text(text(row, column) ?? "")
    }
  }

  /// The unit that all figures of a column share, if they do.
  public func unit(of column: Int) -> Unit? {
    var common: Unit?
    for row in 0..<rowCount {
      guard let figure = try? figure(row, column) else { continue }
      guard let unit = figure.unit else { return nil }
      if let known = common, known != unit { return nil }
      common = unit
    }
    return common
  }

  /// Where a cell stands: in its file, or where the table is declared.
  public func place(_ row: Int, _ column: Int) -> SourceRange {
    if case .file(let fileColumn) = storage[column], let file { return file.place(fileRow(row), fileColumn) }
    return range
  }
}

/// A cell of a table.
public struct DataCell: Sendable {
  /// As written; empty where the cell is.
  public var text: String
  public var number: Decimal?
  public var figure: Figure?
}

extension Value {
  var plainText: String? {
    switch self {
    case .null: nil
    case .text(let text): text
    case .number(let number): number.description
    case .figure(let figure): figure.value?.description
    case .truth(let truth): truth == .holds ? "true" : truth == .fails ? "false" : "undecided"
    case .phrase(let phrase): phrase.key
    case .series(let values): values.compactMap(\.plainText).joined(separator: ", ")
    }
  }
  /// The number, or a figure's stated value.
  public var number: Decimal? {
    switch self {
    case .number(let number): number
    case .figure(let figure): figure.value
    case .text(let text): WrittenDecimal(text)?.value
    default: nil
    }
  }
}

extension DataFile {
  /// Number, if each value that is not empty is a JSON number; date, if each is a year and month or finer.
  func type(of column: Int) -> DataTable.ColumnType {
    var isNumber = true
    var isDate = true
    var isEmpty = true
    for row in 0..<rowCount where !self.isEmpty(row, column) {
      isEmpty = false
      cell(row, column) { bytes in
        if isNumber, !DataFile.isNumber(bytes) { isNumber = false }
        if isDate, !DataFile.isDate(bytes) { isDate = false }
      }
      if !isNumber, !isDate { return .text }
    }
    return isEmpty ? .text : isNumber ? .number : .date
  }

  /// JSON's grammar of numbers.
  private static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    let count = bytes.count
    func digits() -> Int {
      let start = at
      while at < count, bytes[at] &- 48 < 10 { at += 1 }
      return at - start
    }
    if at < count, bytes[at] == UInt8(ascii: "-") { at += 1 }
    let first = at
    let integers = digits()
    if integers == 0 || (integers > 1 && bytes[first] == 48) { return false }
    if at < count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      if digits() == 0 { return false }
    }
    if at < count, bytes[at] | 32 == UInt8(ascii: "e") {
      at += 1
      if at < count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      if digits() == 0 { return false }
    }
    return at == count
  }

  /// `2025-06`, `2025-06-30` or a time of a day.
  private static func isDate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 7, let date = WrittenDate.reading(bytes) else { return false }
    return date.resolution >= .month
  }
}
