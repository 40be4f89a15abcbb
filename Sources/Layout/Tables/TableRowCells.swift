import Content
import Styling

/// Which columns the cells of rows stand in, with cells that span rows above taken into account.
struct TableRowCells {
  struct Place {
    var column: Int
    /// How many columns it takes; never beyond the table's edge.
    var span: Int
    var position: SiblingPosition
  }

  private let columnCount: Int
  /// For how many more rows each column is taken from above.
  private var taken: [Int]
  private(set) var places: [Place] = []

  init(columnCount: Int) {
    self.columnCount = columnCount
    taken = Array(repeating: 0, count: columnCount)
  }

  /// Whether a cell of an earlier row reaches into the next one.
  var reachesDown: Bool { taken.contains { $0 > 0 } }

  /// Finds the places of a row's cells; ``places`` has one for each that finds room, in order.
  mutating func next(_ row: TableRow) {
    places.removeAll(keepingCapacity: true)
    var column = 0
    var headers = 0
    let headerCount = row.cells.reduce(0) { $0 + ($1.isHeader ? 1 : 0) }
    // What cells of rows above take; those of this row are passed by as the column advances.
    let isBlocked = reachesDown
    var spansRows = isBlocked
    let blocked = isBlocked ? taken : []
    for (index, cell) in row.cells.enumerated() {
      if isBlocked { while column < columnCount, blocked[column] > 0 { column += 1 } }
      guard column < columnCount else { break }
      if cell.isHeader { headers += 1 }
      let span = max(1, min(cell.columnSpan, columnCount - column))
      places.append(
        Place(
          column: column, span: span,
          position: SiblingPosition(
            index: index + 1, indexOfType: cell.isHeader ? headers : index + 1 - headers,
            count: row.cells.count,
            countOfType: cell.isHeader ? headerCount : row.cells.count - headerCount)))
      if cell.rowSpan > 1 {
        spansRows = true
        for covered in column..<column + span {
          taken[covered] = cell.rowSpan
        }
      }
      column += span
    }
    if spansRows { for column in taken.indices where taken[column] > 0 { taken[column] -= 1 } }
  }
}
