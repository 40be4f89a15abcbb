import Content
import Geometry
import Graphics
import Styling

/// Measures all cells of a table, row by row, and fits the columns to them.
struct TableMeasuring {
  let setter: InlineSetter
  let content: TableContent
  let contexts: TableContexts
  let decimalSign: [UInt8]
  private(set) var styles: TableCellStyles
  private(set) var needs: [ColumnNeeds]
  /// The width of each cell's text on one line, row after row; 0 where there is none or it spans columns.
  private var texts: [Float] = []
  /// The height of each row if all of its cells are on one line.
  private var lineHeights: [Float] = []
  /// Whether a row has to be looked at again once widths are known: cells that span columns, or more than words.
  private var isComplex: [Bool] = []
  private(set) var kinds: [TableRow.Kind] = []
  private(set) var reachesDown: [Bool] = []
  /// The nodes of notes that are called in rows that call any.
  private(set) var notes: [Int: [Int]] = [:]
  /// Up to this width a figure stays on one line in a column of words too; in em.
  private static let longestFigure = 14.0
  /// The least distance between heads that both end with their columns, in points: they would read as one otherwise.
  private static let headDistance = 9.0
  private var spans: [(columns: Range<Int>, width: Double)] = []

  private let node: Int

  /// - Parameter node: The table's, for warnings.
  init(setter: InlineSetter, node: Int, content: TableContent, contexts: TableContexts, decimalSign: [UInt8]) {
    self.setter = setter
    self.node = node
    self.content = content
    self.contexts = contexts
    self.decimalSign = decimalSign
    styles = TableCellStyles(columnCount: content.columns.count, table: setter.memory.cellStyles)
    needs = Array(repeating: ColumnNeeds(), count: content.columns.count)
  }

  var columnCount: Int { content.columns.count }
  var rowCount: Int { content.head.count + content.body.rowCount }

  /// A row of the head or, after those, of the body.
  func row(_ index: Int) -> TableRow {
    index < content.head.count ? content.head[index] : content.body.row(at: index - content.head.count)
  }

  func rowContext(_ row: TableRow, _ index: Int) -> StyleContext {
    let headCount = content.head.count
    // The rows of the head are heads, whatever they say of themselves.
    return index < headCount ? contexts.row(.head, index) : contexts.row(row.kind, index - headCount)
  }

  mutating func measure() {
    let count = rowCount
    texts = Array(repeating: 0, count: count * columnCount)
    lineHeights.reserveCapacity(count)
    var cells = TableRowCells(columnCount: columnCount)
    for index in 0..<count {
      let row = row(index)
      if index == content.head.count { cells = TableRowCells(columnCount: columnCount) }
      cells.next(row)
      measure(row, index, cells.places)
      reachesDown.append(cells.reachesDown)
    }
    keepHeadsApart()
    for span in spans { widen(span.columns, to: span.width) }
  }

  private mutating func measure(_ row: TableRow, _ index: Int, _ places: [TableRowCells.Place]) {
    let context = rowContext(row, index)
    let isHead = index < content.head.count
    var height = 0.0
    var complex = false
    for (cell, place) in zip(row.cells, places) {
      let column = place.column
      let alignment = content.columns[column].alignment
      let number = styles.style(
        of: cell, in: context, at: place.position, column: column, alignment: alignment, setter: setter)
      let style = styles[number]
      for limit in style.limits where !limit.isOfWordsAlone || cell.isText { setter.warn(limit, of: node) }
      if place.span == 1 {
        needs[column].paddingLeft = max(needs[column].paddingLeft, style.paddingLeft)
        needs[column].paddingRight = max(needs[column].paddingRight, style.paddingRight)
        if case .length(let width) = style.values.width {
          needs[column].fixed = max(needs[column].fixed ?? 0, width.points)
        }
      }
      height = max(height, style.lineHeight + style.paddingTop + style.paddingBottom)
      if cell.rowSpan > 1 { complex = true }
      switch cell.content {
      case .text(let text, let mark):
        var text = text
        let isNumber = alignment == .decimal && !isHead && place.span == 1
        let extent = text.withUTF8 { utf8 -> Measured in
          measure(Array(utf8), style: style, isNumber: isNumber)
        }
        // A figure that says its own unit, as in "about 161 million", is read at a glance.
        if mark != nil, place.span == 1, !isHead, extent.natural <= Self.longestFigure * style.inline.size {
          needs[place.column].figure = max(needs[place.column].figure, extent.natural)
        }
        record(extent, at: place, row: index, isHead: isHead)
        if place.span > 1 { complex = complex || extent.natural > 0 }
      case .node(let node):
        let (minimum, natural) = setter.extents(of: .node(node), style: style.text)
        if place.span == 1 { needs[column].uncut = max(needs[column].uncut, setter.widestFigure.points) }
        record(
          Measured(natural: natural.points, widestWord: minimum.points, number: nil), at: place, row: index,
          isHead: isHead)
        complex = true
        noteCalls(in: node, row: index)
      }
    }
    lineHeights.append(Float(height))
    isComplex.append(complex)
    kinds.append(isHead ? .head : row.kind)
  }

  private struct Measured {
    var natural: Double
    var widestWord: Double
    /// Before the decimal sign, from it on, and the flag; the em of the font.
    var number: (before: Double, after: Double, flag: Double, em: Double)?
  }

  private func measure(_ text: [UInt8], style: TableCellStyle, isNumber: Bool) -> Measured {
    let inline = style.inline
    guard style.isPlain, CellLine.isSimple(text) else {
      let words = String(decoding: text, as: UTF8.self)
      let (minimum, natural) = setter.extents(
        of: .text(words, mark: nil, style: style.text), style: style.text)
      return Measured(natural: natural.points, widestWord: minimum.points, number: nil)
    }
    guard isNumber, NumberText.isNumber(text) else {
      let extent = CellLine.measure(text, style: inline, before: -1, setter: setter)
      return Measured(natural: extent.width, widestWord: extent.widestWord, number: nil)
    }
    let parts = NumberText(text, decimalSign: decimalSign)
    let extent = CellLine.measure(text, style: inline, before: parts.pivot, setter: setter)
    let untilFlag =
      parts.flag == text.count
      ? extent.width : CellLine.measure(text, style: inline, before: parts.flag, setter: setter).before
    return Measured(
      natural: extent.width, widestWord: extent.width,
      number: (extent.before, untilFlag - extent.before, extent.width - untilFlag, inline.size))
  }

  private mutating func record(_ extent: Measured, at place: TableRowCells.Place, row: Int, isHead: Bool) {
    guard place.span == 1 else {
      // The spanned columns make room for the longest word; the rest wraps.
      spans.append((place.column..<place.column + place.span, isHead ? extent.natural : extent.widestWord))
      return
    }
    let column = place.column
    texts[row * columnCount + column] = Float(extent.natural)
    if let number = extent.number {
      needs[column].before = max(needs[column].before, number.before)
      needs[column].after = max(needs[column].after, number.after)
      needs[column].flag = max(needs[column].flag, number.flag)
      needs[column].widestNumber = max(needs[column].widestNumber, extent.natural)
      needs[column].em = max(needs[column].em, number.em)
    } else if isHead {
      needs[column].head = max(needs[column].head, extent.natural)
      needs[column].widestHeadWord = max(needs[column].widestHeadWord, extent.widestWord)
    } else {
      needs[column].words = max(needs[column].words, extent.natural)
      needs[column].widestWord = max(needs[column].widestWord, extent.widestWord)
    }
  }

  private mutating func keepHeadsApart() {
    func endsWithColumn(_ column: Int) -> Bool {
      switch content.columns[column].alignment {
      case .end, .decimal: true
      case .start, .center: false
      }
    }
    for column in needs.indices.dropFirst() where endsWithColumn(column) && endsWithColumn(column - 1) {
      let distance = needs[column - 1].paddingRight + needs[column].paddingLeft
      needs[column].headGap = max(0, Self.headDistance - distance)
    }
  }

  private mutating func widen(_ columns: Range<Int>, to width: Double) {
    let have =
      columns.reduce(0) { $0 + needs[$1].natural } - (columns.last.map { needs[$0].paddingRight } ?? 0)
    guard width > have else { return }
    let more = (width - have) / Double(columns.count)
    for column in columns {
      needs[column].head = max(needs[column].head, needs[column].natural - needs[column].padding) + more
    }
  }

  private mutating func noteCalls(in node: Int, row: Int) {
    var child = setter.nodes[node].firstChild
    while let here = child {
      if case .footnoteCall(let note, _) = setter.nodes[here].kind {
        notes[row, default: []].append(note)
      } else {
        noteCalls(in: here, row: row)
      }
      child = setter.nodes[here].nextSibling
    }
  }

  /// Fits the columns, and finds the height of each row in them.
  mutating func fit(available: Double, fills: Bool) -> (widths: [Double], heights: [Float]) {
    let needs = needs
    let widths = ColumnFitting.widths(needs, available: available, fills: fills) { sampleRows() }
    var heights = lineHeights
    var cells = TableRowCells(columnCount: columnCount)
    var pending: [(last: Int, first: Int, height: Double)] = []
    for index in 0..<rowCount {
      var mustSet = isComplex[index]
      var column = 0
      while column < columnCount, !mustSet {
        let room = widths[column] - needs[column].padding
        if Double(texts[index * columnCount + column]) > room + 0.01 { mustSet = true }
        column += 1
      }
      if mustSet {
        let row = row(index)
        // Only rows with spans move cells to other columns, and those are all looked at.
        if index == 0 || !reachesDown[index - 1] { cells = TableRowCells(columnCount: columnCount) }
        cells.next(row)
        heights[index] = Float(height(of: row, index, cells.places, widths: widths, pending: &pending))
      }
      for span in pending where span.last == index {
        let have = heights[span.first...index].reduce(0, +)
        if span.height > Double(have) { heights[index] += Float(span.height) - have }
      }
      pending.removeAll { $0.last <= index }
    }
    texts = []
    return (widths, heights)
  }

  private mutating func height(
    of row: TableRow, _ index: Int, _ places: [TableRowCells.Place], widths: [Double],
    pending: inout [(last: Int, first: Int, height: Double)]
  ) -> Double {
    let context = rowContext(row, index)
    var height = 0.0
    for (cell, place) in zip(row.cells, places) {
      let style = cellStyle(cell, in: context, place)
      let outer = widths[place.column..<place.column + place.span].reduce(0, +)
      let flag = index < content.head.count && place.span == 1 ? needs[place.column].hanging : 0
      let own =
        textHeight(of: cell, style: style, width: outer - style.padding - flag) + style.paddingTop
        + style.paddingBottom
      if cell.rowSpan > 1 {
        pending.append((min(index + cell.rowSpan, rowCount) - 1, index, own))
      } else {
        height = max(height, own)
      }
    }
    return height
  }

  mutating func cellStyle(
    _ cell: TableCell, in row: StyleContext, _ place: TableRowCells.Place
  ) -> TableCellStyle {
    styles[
      styles.style(
        of: cell, in: row, at: place.position, column: place.column,
        alignment: content.columns[place.column].alignment, setter: setter)]
  }

  private func textHeight(of cell: TableCell, style: TableCellStyle, width: Double) -> Double {
    switch cell.content {
    case .text(let text, _):
      if style.isPlain {
        let utf8 = Array(text.utf8)
        if CellLine.isSimple(utf8),
          CellLine.measure(utf8, style: style.inline, before: -1, setter: setter).width
            <= width + 0.01
        {
          return style.lineHeight
        }
      }
      let paragraph = setter.paragraph(text, mark: nil, style: style.text, width: .pt(width))
      return max(style.lineHeight, paragraph.height(of: 0..<paragraph.unitCount).points)
    case .node(let node):
      let paragraph = setter.paragraph(.node(node), style: style.text, width: .pt(width))
      return max(style.lineHeight, paragraph.height(of: 0..<paragraph.unitCount).points)
    }
  }
}
