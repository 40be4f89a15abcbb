import Diagnostics

extension DataTable {
  /// From how many rows on a figure of many is reckoned as one quantity: nobody follows the inputs of so many.
  private static let manyRows = 10_000

  /// What the figures of a column come to, for each group of rows; nil where a group has none.
  ///
  /// Each figure is an input of the result, unless there are so many that the column as a whole is.
  public func figures(
    _ aggregate: Aggregate, of column: Int, _ groups: [[Int]], at range: SourceRange
  ) throws(Diagnostic) -> [Figure?] {
    if rowCount > Self.manyRows, let facts = try sharedFacts(column) {
      let cells = writtenCells(column)
      var results: [Figure?] = []
      for (place, rows) in groups.enumerated() {
        switch aggregate {
        case .sum, .mean: results.append(total(aggregate, rows, cells, facts, place, column))
        default:
          let chosen = extreme(aggregate, rows, cells)
          var figures: [Figure] = []
          for row in chosen { if let figure = try figure(row, column) { figures.append(figure) } }
          results.append(try aggregate.of(figures, at: range))
        }
      }
      return results
    }
    var results: [Figure?] = []
    for rows in groups {
      var figures: [Figure] = []
      for row in rows { if let figure = try figure(row, column) { figures.append(figure) } }
      results.append(try aggregate.of(figures, at: range))
    }
    return results
  }

  /// A figure whose facts all of a column share, where nothing in the rows says otherwise and only rounding makes the values
  /// inexact; nil where that is not so.
  private func sharedFacts(_ column: Int) throws(Diagnostic) -> Figure? {
    guard case .file(let fileColumn) = storage[column], let file, !hasRowFacts(column),
      let row = (0..<rowCount).first(where: { !file.isEmpty(fileRow($0), fileColumn) }),
      let first = try figure(row, column), first.qualifier == .reported || first.qualifier == .exact
    else { return nil }
    return first
  }

  /// Whether columns beside it say how its figures are to be taken, row by row.
  public func hasRowFacts(_ column: Int) -> Bool {
    guard file != nil else { return true }
    return mapping.columns.contains { fact, place in
      guard place != column, place < storage.count, case .file = storage[place] else { return false }
      switch fact {
      case .period, .place, .note: return false
      default: return true
      }
    }
  }

  /// A cell's number as an integer and the place of its last digit.
  private struct WrittenCell {
    var mantissa: Int
    var place: Int
    static let empty = WrittenCell(mantissa: 0, place: .max)
    var isEmpty: Bool { place == .max }
    var double: Double { isEmpty ? .nan : Decimal(mantissa: Int128(mantissa), exponent: place).double }
  }

  private func writtenCells(_ column: Int) -> [WrittenCell] {
    guard case .file(let fileColumn) = storage[column], let file else { return [] }
    return (0..<rowCount).map { row in
      file.cell(fileRow(row), fileColumn) { bytes in
        if let (mantissa, place) = DataFile.smallDecimal(bytes) { return WrittenCell(mantissa: mantissa, place: place) }
        // Nineteen digits are more than any observation has; a number that has them counts by its first ones.
        guard let written = WrittenDecimal(utf8: bytes) else { return .empty }
        let place = max(written.lastWrittenPlace, written.value.leadingPlace - 15)
        let shifted = written.value.rounded(toPlace: place) * .powerOfTen(-place)
        return shifted.int.map { WrittenCell(mantissa: $0, place: place) } ?? .empty
      }
    }
  }

  /// The sum or mean of many figures, with the sum of their intervals.
  private func total(
    _ aggregate: Aggregate, _ rows: [Int], _ cells: [WrittenCell], _ facts: Figure, _ group: Int, _ column: Int
  ) -> Figure? {
    var finest = Int.max
    var count = 0
    for row in rows where !cells[row].isEmpty {
      finest = min(finest, cells[row].place)
      count += 1
    }
    guard count > 0 else { return nil }
    let scale = (0...40).map { Int128(10).power($0) }
    var sum: Int128 = 0
    // Counted in halves of the finest place.
    var halves: Int128 = 0
    for row in rows where !cells[row].isEmpty {
      let factor = scale[min(36, cells[row].place - finest)]
      sum += Int128(cells[row].mantissa) * factor
      halves += factor
    }
    let total = Decimal(mantissa: sum, exponent: finest)
    var half = Decimal(mantissa: halves * 5, exponent: finest - 1)
    let stated = mapping.constants[.precision]?.text.flatMap { WrittenDecimal($0)?.value }
    if let stated { half = stated * Decimal(count) * Decimal(mantissa: 5, exponent: -1) }
    if facts.qualifier == .exact { half = .zero }
    var value = total
    var interval = Interval(from: .closed(total - half), to: .closed(total + half))
    let unit = facts.unit
    if unit?.kind == .quantity { interval = interval.cut(at: context.units.limits(of: unit).lower, under: total) }
    if aggregate == .mean {
      let divisor = Decimal(count)
      value = total.divided(by: divisor)
      interval = (try? interval.divided(by: .exactly(divisor))) ?? interval
    }
    let name = columns[column].name
    let id = "\(aggregate.rawValue)(\(self.name).\(name), \(count) rows)"
    let place = aggregate == .sum ? (stated?.leadingPlace ?? finest) : nil
    var input = facts.inputs.first
    input?.id = "\(self.name).\(name)"
    input?.value = "\(count) rows"
    return Figure(
      kind: .derived, id: id, value: value, interval: interval, unit: unit, qualifier: .reported,
      status: facts.status.intersection(.inherited), precision: nil, sources: facts.sources, origin: nil,
      formula: "\(aggregate.rawValue) of \(count) figures", inputs: input.map { [$0] } ?? [], note: nil, label: nil,
      format: nil, writtenPlace: place,
      term: .quantity(
        .named("\(id), group \(group)"), stated: value, range: interval, isPlainlyStated: true, writtenPlace: place))
  }

  /// The rows that a minimum, maximum or median is taken of.
  private func extreme(_ aggregate: Aggregate, _ rows: [Int], _ cells: [WrittenCell]) -> [Int] {
    let valid = rows.filter { !cells[$0].isEmpty }.map { (row: $0, value: cells[$0].double) }
    switch aggregate {
    case .min: return valid.min { $0.value < $1.value }.map { [$0.row] } ?? []
    case .max: return valid.max { $0.value < $1.value }.map { [$0.row] } ?? []
    default:
      let sorted = valid.sorted { $0.value < $1.value }
      guard !sorted.isEmpty else { return [] }
      let half = sorted.count / 2
      return sorted.count % 2 == 1 ? [sorted[half].row] : [sorted[half - 1].row, sorted[half].row]
    }
  }
}

extension Int128 {
  fileprivate func power(_ exponent: Int) -> Int128 {
    exponent <= 36 ? (0..<exponent).reduce(1) { product, _ in product &* self } : 0
  }
}
