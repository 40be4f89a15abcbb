import DataModel

/// Cells of one column of a file that stand in rows one after another.
struct CellRange: Hashable {
  var file: String
  var column: String
  var source: String?
  var firstRow: Int
  var lastRow: Int
  /// The line on which the first row begins.
  var line: Int

  /// Cells in their order, those in rows one after another together.
  static func of(_ cells: some Sequence<(origin: CellOrigin, source: String?)>) -> [CellRange] {
    var ranges: [CellRange] = []
    /// The range of each column that the next row may lengthen.
    var open: [CellRange: Int] = [:]
    for (origin, source) in cells {
      var key = CellRange(
        file: origin.file, column: origin.column, source: source, firstRow: 0, lastRow: 0, line: 0)
      if let last = open[key], ranges[last].lastRow + 1 == origin.row {
        ranges[last].lastRow = origin.row
        continue
      }
      open[key] = ranges.count
      (key.firstRow, key.lastRow, key.line) = (origin.row, origin.row, origin.line)
      ranges.append(key)
    }
    return ranges
  }
}
