import Diagnostics

extension DataTable {
  /// The figure of a file's cell, by the columns beside it.
  ///
  /// - Parameters:
  ///   - overrides: What an observation says itself about its row.
  ///   - id: The observation's id; nil for a cell.
  func fileFigure(
    _ row: Int, _ column: Int, _ fileColumn: Int, overrides: [RowMapping.Fact: SourceNode], id: String?
  ) throws(Diagnostic) -> Figure? {
    guard let file else { return nil }
    let fileRow = fileRow(row)
    if file.isEmpty(fileRow, fileColumn) { return nil }
    guard let written = file.number(fileRow, fileColumn) else {
      throw .error(
        "data.not-a-number",
        "'\(file.text(fileRow, fileColumn) ?? "")' in column '\(columns[column].name)' is not a number",
        at: file.place(fileRow, fileColumn), hint: "write a plain number, such as 1120 or 69.2")
    }
    let facts = RowFacts(table: self, file: file, row: fileRow, overrides: overrides)
    // Precision, qualifier and multiplier speak of the value column, not of another number in the row.
    let isValue = valueColumns.isEmpty || valueColumns.contains(column)
    let source = facts[.source]
    if let source { try context.checkSource(source.text, at: facts.range(source.place)) }
    var statement = StatedValue(
      id: id ?? "\(name)[\(fileRow + 1)].\(columns[column].name)",
      key: .cell(file: file.name, row: fileRow, column: columns[column].name), written: written,
      unit: try facts.unit(column, isValue: isValue),
      origin: CellOrigin(
        file: file.name, line: Int(file.lines[fileRow]), row: fileRow + 1, column: columns[column].name),
      range: { file.place(fileRow, fileColumn) })
    if isValue || id != nil {
      statement.precision = try facts.precision()
      statement.qualifierWord = facts[.qualifier]?.text
      if let (text, place) = facts[.status] { statement.status = try readStatus(text, at: facts.range(place)) }
      statement.note = facts[.note]?.text
    }
    statement.period = facts[.period]?.text
    statement.place = facts[.place]?.text
    statement.basis = facts[.basis]?.text
    statement.source = source?.text
    return try statement.figure(in: context)
  }

  /// The rows named, in that order.
  public func selecting(rows: [Int]) -> DataTable {
    DataTable(
      name: name, columns: columns,
      storage: storage.map { column in
        switch column {
        case .file: column
        case .values(let values): .values(rows.map { values[$0] })
        case .numbers(let numbers): .numbers(rows.map { numbers[$0] })
        case .moments(let moments): .moments(rows.map { moments[$0] })
        }
      },
      rowCount: rows.count, file: file, fileRows: file == nil ? nil : rows.map { Int32(fileRow($0)) },
      mapping: mapping, computedPrecision: computedPrecision, context: context, range: range)
  }

  /// With one more column, or another in place of one of that name.
  public func adding(_ name: String, _ values: [Value]) -> DataTable { adding(name, .values(values)) }

  /// A table made of values, such as groups and their aggregates.
  public static func of(
    name: String, columns: [(name: String, values: [Value])], at range: SourceRange
  ) -> DataTable {
    made(name: name, columns: columns, precision: nil, context: .empty, range: range)
  }

  static func made(
    name: String, columns: [(name: String, values: [Value])], precision: Decimal?, context: ReportContext,
    range: SourceRange, mapping: RowMapping = .none
  ) -> DataTable {
    DataTable(
      name: name, columns: columns.map { Column(name: $0.name, type: type(of: $0.values)) },
      storage: columns.map { .values($0.values) }, rowCount: columns.first?.values.count ?? 0, file: nil,
      fileRows: nil, mapping: mapping, computedPrecision: precision, context: context, range: range)
  }

  static func type(of values: [Value]) -> ColumnType {
    var isDate = true
    var isEmpty = true
    for value in values {
      switch value {
      case .null: continue
      case .number, .figure: isDate = false
      case .text(let text):
        guard isDate, let date = WrittenDate(text), date.resolution >= .month else { return .text }
      case .truth, .phrase, .series: return .text
      }
      isEmpty = false
    }
    return isEmpty ? .text : isDate ? .date : .number
  }
}

/// Reads a step, which must be above zero.
func readPrecision(_ text: String, at range: @autoclosure () -> SourceRange) throws(Diagnostic) -> Decimal {
  guard let step = WrittenDecimal(text)?.value, step > .zero else {
    throw .error(
      "data.invalid-precision", "'\(text)' is not a precision", at: range(),
      hint: "write the step of the last digit, such as 10 or 0.1")
  }
  return step
}

/// Reads how many decimals are exact, as in SDMX: 1 is a step of 0.1.
func readDecimals(_ text: String, at range: @autoclosure () -> SourceRange) throws(Diagnostic) -> Decimal {
  guard let decimals = Int(text), (-15...15).contains(decimals) else {
    throw .error(
      "data.invalid-precision", "'\(text)' is not a number of decimals", at: range(),
      hint: "write 0, 1, 2 …; a step such as 0.1 stands in a column called precision")
  }
  return .powerOfTen(-decimals)
}

func readStatus(_ text: String, at range: @autoclosure () -> SourceRange) throws(Diagnostic) -> StatusFlags {
  guard let status = StatusFlags(reading: text) else {
    throw .error(
      "data.unknown-status", "the status '\(text)' is not known", at: range(),
      hint: "it can be letters among b c d e f n p r s u z, or words such as provisional")
  }
  return status
}
