import Styling

/// Where each item of a grid stands, by the placement of CSS Grid Layout 1, section 8.5, row after row.
struct GridPlacement {
  /// The columns and rows of an item, from 0.
  struct Area: Hashable {
    var columns: Range<Int>
    var rows: Range<Int>
  }

  private(set) var areas: [Area] = []
  private(set) var columnCount: Int
  private var taken: Set<Cell> = []

  private struct Cell: Hashable {
    var column: Int
    var row: Int
  }
  /// What an item asks for in one direction.
  private struct Wish {
    var start: Int?
    var span: Int
  }

  /// - Parameter columnCount: That of the columns which the sheet sizes, one at least.
  init(_ items: [GridStyle], columnCount: Int, isDense: Bool) {
    self.columnCount = max(columnCount, 1)
    let explicit = self.columnCount
    let columns = items.map { Self.wish($0.columnStart, $0.columnEnd, count: explicit) }
    let rows = items.map { Self.wish($0.rowStart, $0.rowEnd, count: 1) }
    for column in columns { self.columnCount = max(self.columnCount, (column.start ?? 0) + column.span) }
    var places = [Area?](repeating: nil, count: items.count)
    for index in items.indices {
      guard let column = columns[index].start, let row = rows[index].start else { continue }
      places[index] = take(column, row, columns[index].span, rows[index].span)
    }
    for index in items.indices where places[index] == nil {
      guard let row = rows[index].start else { continue }
      var column = 0
      while !isFree(column, row, columns[index].span, rows[index].span) { column += 1 }
      places[index] = take(column, row, columns[index].span, rows[index].span)
    }
    var cursor = Cell(column: 0, row: 0)
    for index in items.indices where places[index] == nil {
      let (columnSpan, rowSpan) = (columns[index].span, rows[index].span)
      if isDense { cursor = Cell(column: 0, row: 0) }
      if let column = columns[index].start {
        if column < cursor.column { cursor.row += 1 }
        cursor.column = column
        while !isFree(column, cursor.row, columnSpan, rowSpan) { cursor.row += 1 }
      } else {
        while cursor.column + columnSpan > self.columnCount
          || !isFree(cursor.column, cursor.row, columnSpan, rowSpan)
        {
          cursor.column += 1
          if cursor.column + columnSpan > self.columnCount { cursor = Cell(column: 0, row: cursor.row + 1) }
        }
      }
      places[index] = take(cursor.column, cursor.row, columnSpan, rowSpan)
      cursor.column += columnSpan
    }
    areas = places.compactMap(\.self)
  }

  private static func wish(_ start: GridStyle.Line, _ end: GridStyle.Line, count: Int) -> Wish {
    func index(_ number: Int) -> Int { max(number > 0 ? number - 1 : count + 1 + number, 0) }
    switch (start, end) {
    case (.number(let a), .number(let b)):
      let (first, last) = (min(index(a), index(b)), max(index(a), index(b)))
      return Wish(start: first, span: max(last - first, 1))
    case (.number(let a), .span(let span)): return Wish(start: index(a), span: span)
    case (.number(let a), .auto): return Wish(start: index(a), span: 1)
    case (.span(let span), .number(let b)):
      let first = max(index(b) - span, 0)
      return Wish(start: first, span: max(index(b) - first, 1))
    case (.auto, .number(let b)): return Wish(start: max(index(b) - 1, 0), span: 1)
    case (.span(let span), _), (.auto, .span(let span)): return Wish(start: nil, span: span)
    case (.auto, .auto): return Wish(start: nil, span: 1)
    }
  }

  private func isFree(_ column: Int, _ row: Int, _ columns: Int, _ rows: Int) -> Bool {
    for y in row..<(row + rows) {
      for x in column..<(column + columns) where taken.contains(Cell(column: x, row: y)) { return false }
    }
    return true
  }

  private mutating func take(_ column: Int, _ row: Int, _ columns: Int, _ rows: Int) -> Area {
    columnCount = max(columnCount, column + columns)
    for y in row..<(row + rows) {
      for x in column..<(column + columns) { taken.insert(Cell(column: x, row: y)) }
    }
    return Area(columns: column..<(column + columns), rows: row..<(row + rows))
  }
}
