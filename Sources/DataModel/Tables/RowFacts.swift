import Diagnostics

/// What is said of a row of a file beside its value: by an observation, else by the row, else by the table.
struct RowFacts {
  let table: DataTable
  let file: DataFile
  /// The row in the file.
  let row: Int
  /// What an observation says itself about its row.
  let overrides: [RowMapping.Fact: SourceNode]

  /// Where a fact stands.
  enum Place {
    case written(SourceRange)
    /// In a column of the row.
    case cell(Int)
  }

  subscript(fact: RowMapping.Fact) -> (text: String, place: Place)? {
    if let node = overrides[fact] { return node.isNull ? nil : node.text.map { ($0, .written(node.range)) } }
    if let column = table.mapping.columns[fact], case .file(let source) = table.storage[column],
      let text = file.text(row, source)
    {
      return (text, .cell(source))
    }
    return table.mapping.constants[fact].flatMap { node in node.text.map { ($0, .written(node.range)) } }
  }

  /// Found only where something is wrong: that takes longer than reading the cell.
  func range(_ place: Place) -> SourceRange {
    switch place {
    case .written(let range): range
    case .cell(let column): file.place(row, column)
    }
  }

  /// The unit of a column, with the multiplier that stands beside it.
  ///
  /// - Parameter isValue: Whether the column is the one that the row's facts speak of.
  func unit(_ column: Int, isValue: Bool) throws(Diagnostic) -> Unit? {
    var written: (text: String, place: Place)?
    if let own = overrides[.unit], let text = own.text {
      written = (text, .written(own.range))
    } else if let declared = table.mapping.columnUnits[column] {
      written = (declared.text, .written(declared.range))
    } else if isValue {
      written = self[.unit]
    }
    let multiplier = isValue || overrides[.multiplier] != nil ? self[.multiplier] : nil
    guard let place = written?.place ?? multiplier?.place else { return nil }
    return try table.context.unit(
      written?.text ?? "", multiplier: multiplier?.text ?? "", at: range(place),
      multiplierAt: multiplier.map { range($0.place) })
  }

  /// The step that is stated, or that follows from a number of decimals.
  func precision() throws(Diagnostic) -> Decimal? {
    guard let (text, place) = self[.precision] else { return nil }
    if case .cell = place, table.mapping.countsDecimals { return try readDecimals(text, at: range(place)) }
    return try readPrecision(text, at: range(place))
  }
}
