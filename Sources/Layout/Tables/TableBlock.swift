import Content
import Geometry
import Graphics
import Styling

/// A table whose columns are fitted; its units are its head, if it has one, and the rows of its body.
///
/// Rows are pulled from the source again when they are placed, and join the structure tree then.
final class TableBlock: FlowContent {
  struct Column {
    /// The left edge, from the table's, and the width with padding; in points.
    var x: Double
    var width: Double
    /// How far flags hang behind the numbers, so that heads end where numbers do.
    var flag: Double
    /// Where decimal signs stand, from the column's right edge without its padding.
    var pivot: Double
    var isOnDecimalSign: Bool
  }

  let node: Int
  let content: TableContent
  let contexts: TableContexts
  let structure: StructureMap
  let setter: InlineSetter
  let decimalSign: [UInt8]
  let columns: [Column]
  let width: Double
  /// How far it begins from the left edge of the place for it: lines that begin at the right have their tables there.
  let inset: Double
  var styles: TableCellStyles
  /// The heights of the rows of the head and of the body, in points.
  let headHeights: [Float]
  let bodyHeights: [Float]
  private let staysWithPrevious: [Bool]
  private let notesByRow: [Int: [Int]]

  // The table's own borders, and those of its parts, take room between the rows.
  let topBorder: Border
  let bottomBorder: Border
  let headBorder: Border

  init(
    node: Int, content: TableContent, contexts: TableContexts, structure: StructureMap, setter: InlineSetter,
    measured: TableMeasuring, widths: [Double], heights: [Float], container: Double
  ) {
    self.node = node
    self.content = content
    self.contexts = contexts
    self.structure = structure
    self.setter = setter
    decimalSign = measured.decimalSign
    styles = measured.styles
    let values = contexts.table.style.values
    topBorder = values.border.top
    bottomBorder = values.border.bottom
    headBorder = contexts.head.style.values.border.bottom
    var columns: [Column] = []
    var x = values.border.left.usedWidth.points
    for (width, need) in zip(widths, measured.needs) {
      columns.append(
        Column(
          x: x, width: width, flag: need.hanging, pivot: need.after + need.flag,
          isOnDecimalSign: need.isOnDecimalSign))
      x += width
    }
    width = x + values.border.right.usedWidth.points
    if values.direction == .rightToLeft {
      // The first column is at the right (CSS 2.2, section 17.5).
      for index in columns.indices { columns[index].x = width - columns[index].x - columns[index].width }
    }
    inset = values.direction == .rightToLeft ? max(0, container - width) : 0
    self.columns = columns
    headHeights = Array(heights[..<content.head.count])
    bodyHeights = Array(heights[content.head.count...])
    let kinds = measured.kinds[content.head.count...]
    let reaches = measured.reachesDown[content.head.count...]
    staysWithPrevious = zip(kinds.indices, kinds).map { index, kind in
      guard index > kinds.startIndex else { return true }
      // The head of a group stays with its rows, a total with what it sums, and rows that share a cell together.
      return kinds[index - 1] == .group || kind == .total || reaches[index - 1]
    }
    notesByRow = measured.notes
  }

  /// How many units come before the rows of the body.
  var headUnits: Int { headHeights.isEmpty ? 0 : 1 }
  var unitCount: Int { headUnits + bodyHeights.count }

  var headHeight: Double {
    headHeights.isEmpty
      ? 0
      : headHeights.reduce(0) { $0 + Double($1) } + topBorder.usedWidth.points + headBorder.usedWidth.points
  }

  /// The height of a unit, with the borders of the table that belong to it.
  func height(of unit: Int) -> Double {
    if unit < headUnits {
      return headHeight + (bodyHeights.isEmpty ? bottomBorder.usedWidth.points : 0)
    }
    let row = unit - headUnits
    var height = Double(bodyHeights[row])
    if headUnits == 0, row == 0 { height += topBorder.usedWidth.points }
    if row == bodyHeights.count - 1 { height += bottomBorder.usedWidth.points }
    return height
  }

  func height(of units: Range<Int>) -> Length { .pt(units.reduce(0) { $0 + height(of: $1) }) }
  var repeatedHeight: Length { .pt(headHeight) }

  func canBreak(before unit: Int) -> Bool {
    let row = unit - headUnits
    // Two rows together on either page.
    guard row >= 2, bodyHeights.count - row >= 2 else { return false }
    if contexts.table.style.values.breakInside == .avoid { return false }
    return !staysWithPrevious[row]
  }

  var hasNotes: Bool { !notesByRow.isEmpty }

  func notes(in units: Range<Int>) -> [Int] {
    guard !notesByRow.isEmpty else { return [] }
    var result: [Int] = []
    for unit in units {
      if unit < headUnits {
        for row in content.head.indices { result += notesByRow[row] ?? [] }
      } else {
        result += notesByRow[content.head.count + unit - headUnits] ?? []
      }
    }
    return result
  }

  func place(_ units: Range<Int>, at origin: Point, on page: inout Page) {
    guard !units.isEmpty else { return }
    var placer = TableRowPlacer(table: self, origin: origin)
    placer.place(units, on: &page)
  }
}
