import Content
import Geometry
import Styling

extension TableMeasuring {
  /// So many rows tell as much of the texts as all do.
  private static let mostSampleRows = 128
  /// Where cells hold long texts, fewer rows do.
  private static let mostSampleWords = 6000

  /// Rows by which columns of words are given their widths: those of the head, and of the body at equal distances.
  mutating func sampleRows() -> [SampleRow] {
    let bodyCount = rowCount - content.head.count
    let stride = max(1, (bodyCount + Self.mostSampleRows - 1) / Self.mostSampleRows)
    var rows: [SampleRow] = []
    var wordCount = 0
    var cells = TableRowCells(columnCount: columnCount)
    for index in 0..<rowCount {
      let inBody = index - content.head.count
      if inBody > 0, inBody % stride != 0 { continue }
      // Which columns such a row's cells stand in depends on rows that were passed by.
      if stride > 1, inBody > 0, reachesDown[index - 1] { continue }
      if inBody == 0 || (stride > 1 && inBody > 0) {
        cells = TableRowCells(columnCount: columnCount)
      }
      let row = row(index)
      cells.next(row)
      let sample = sampleRow(row, index, cells.places)
      wordCount += sample.cells.reduce(0) { $0 + $1.words.count }
      rows.append(sample)
    }
    if wordCount > Self.mostSampleWords {
      let part = (wordCount + Self.mostSampleWords - 1) / Self.mostSampleWords
      rows = rows.enumerated().filter { $1.isHead || $0 % part == 0 }.map(\.element)
    }
    return rows
  }

  private mutating func sampleRow(
    _ row: TableRow, _ index: Int, _ places: [TableRowCells.Place]
  ) -> SampleRow {
    let isHead = index < content.head.count
    let context = rowContext(row, index)
    var sample = SampleRow(
      isHead: isHead, cells: Array(repeating: SampleCell(), count: columnCount))
    for (cell, place) in zip(row.cells, places) where place.span == 1 {
      let style = cellStyle(cell, in: context, place)
      var words = SampleCell()
      if isHead { words.inset = Float(needs[place.column].headInset) }
      words.space = Float(style.inline.spaceWidth)
      switch cell.content {
      case .text(let text, _):
        let utf8 = Array(text.utf8)
        if style.isPlain, CellLine.isSimple(utf8) {
          words.words = CellLine.wordWidths(utf8, style: style.inline, setter: setter)
        } else {
          words.words = Self.words(setter.extents(of: .text(text, mark: nil, style: style.text), style: style.text))
        }
      case .node(let node):
        words.words = Self.words(setter.extents(of: .node(node), style: style.text))
      }
      sample.cells[place.column] = words
    }
    return sample
  }

  /// Words that stand for a text of which only the widest word and the width on one line are known.
  private static func words(_ extents: (minimum: Length, natural: Length)) -> [Float] {
    let (widest, natural) = (extents.minimum.points, extents.natural.points)
    guard widest > 0, natural > 0 else { return [] }
    // Words are about half as wide as the widest one.
    let count = max(1, Int((natural / max(widest * 0.5, 1)).rounded()))
    return Array(repeating: Float(natural / Double(count)), count: min(count, 500))
  }
}
