import Content
import Geometry
import Graphics
import Styling

/// Draws rows of a table on a page.
struct TableRowPlacer {
  private let table: TableBlock
  private let setter: InlineSetter
  private let left: Double
  private var y: Double
  private var backgrounds: [LabelledShape] = []
  private var rules: [LabelledShape] = []

  init(table: TableBlock, origin: Point) {
    self.table = table
    setter = table.setter
    left = origin.x.points + table.inset
    y = origin.y.points
  }

  /// Draws units with the top of the first, or of the head that is repeated, at the origin.
  mutating func place(_ units: Range<Int>, on page: inout Page) {
    let top = y
    let firstShape = page.shapes.count
    let isContinued = units.lowerBound > 0
    rule(table.topBorder, at: y)
    y += table.topBorder.usedWidth.points
    if table.headUnits > 0 {
      placeHead(isRepeated: isContinued, on: &page)
    } else if isContinued {
      // Without a head there is nothing to repeat, and the rule takes no room of its own.
      y = top
    }
    let rows = max(units.lowerBound - table.headUnits, 0)..<max(units.upperBound - table.headUnits, 0)
    if !rows.isEmpty { placeBody(rows, on: &page) }
    let isLast = units.upperBound == table.unitCount
    rule(table.bottomBorder, at: isLast ? y : y - table.bottomBorder.usedWidth.points)
    if isLast { y += table.bottomBorder.usedWidth.points }
    frame(from: top, to: y)
    page.shapes.insert(contentsOf: backgrounds, at: firstShape)
    page.shapes.append(contentsOf: rules)
  }

  private mutating func placeHead(isRepeated: Bool, on page: inout Page) {
    var head: StructureID?
    if !isRepeated, let element = table.structure.element(of: table.node) {
      head = table.structure.add(StructureElement(role: .tableHead, parent: element))
    }
    var cells = TableRowCells(columnCount: table.columns.count)
    for (index, row) in table.content.head.enumerated() {
      cells.next(row)
      place(
        row, context: table.contexts.row(.head, index), cells.places,
        heights: table.headHeights[index...], parent: head, isHead: true, on: &page)
    }
    rule(table.headBorder, at: y)
    y += table.headBorder.usedWidth.points
  }

  private mutating func placeBody(_ rows: Range<Int>, on page: inout Page) {
    let body = table.structure.body(ofTable: table.node)
    var cells = TableRowCells(columnCount: table.columns.count)
    for index in rows {
      let row = table.content.body.row(at: index)
      cells.next(row)
      place(
        row, context: table.contexts.row(row.kind, index), cells.places, heights: table.bodyHeights[index...],
        parent: body, isHead: false, on: &page)
    }
  }

  /// - Parameters:
  ///   - heights: Those of the row and the rows after it.
  ///   - parent: The element that the row's belongs to; nil for a row that is repeated and not read out again.
  private mutating func place(
    _ row: TableRow, context: StyleContext, _ places: [TableRowCells.Place], heights: ArraySlice<Float>,
    parent: StructureID?, isHead: Bool, on page: inout Page
  ) {
    let height = heights.first.map { Double($0) } ?? 0
    decorate(
      context.style.values, Rectangle(x: .pt(left), y: .pt(y), width: .pt(table.width), height: .pt(height)),
      insetRight: 0)
    let element = parent.map { table.structure.add(StructureElement(role: .tableRow, parent: $0)) }
    for (cell, place) in zip(row.cells, places) {
      let style = table.styles[
        table.styles.style(
          of: cell, in: context, at: place.position, column: place.column,
          alignment: table.content.columns[place.column].alignment, setter: setter)]
      let cellHeight =
        cell.rowSpan > 1 ? heights.prefix(cell.rowSpan).reduce(0) { $0 + Double($1) } : height
      var label = StructureLabel.artifact(.pagination)
      if let element {
        let own = add(cell, place, row.kind, isHead: isHead, under: element)
        label = .element(own)
        if let link = cell.link {
          drawLink(link, under: own, on: &page) { (placer, label, page) in
            placer.draw(cell, place, style: style, height: cellHeight, isHead: isHead, label: label, on: &page)
          }
          continue
        }
      }
      draw(cell, place, style: style, height: cellHeight, isHead: isHead, label: label, on: &page)
    }
    y += height
  }

  /// Draws a cell whose number is a link.
  ///
  /// - Parameter cell: The cell's element.
  private mutating func drawLink(
    _ link: NumberLink, under cell: StructureID, on page: inout Page,
    _ draw: (inout TableRowPlacer, StructureLabel, inout Page) -> Void
  ) {
    let element = table.structure.add(StructureElement(role: .link, parent: cell))
    let first = page.numbers.count
    draw(&self, .element(element), &page)
    page.links.append(
      LinkArea(
        target: .destination(link.destination), boxes: page.numbers[first...].map(\.box), element: element,
        description: link.description))
  }

  /// Adds a cell's element to the structure tree.
  private func add(
    _ cell: TableCell, _ place: TableRowCells.Place, _ kind: TableRow.Kind, isHead: Bool,
    under row: StructureID
  ) -> StructureID {
    let isHeader = cell.isHeader && !isEmpty(cell)
    let element = StructureElement(
      role: isHeader ? .tableHeader : .tableCell, parent: row,
      scope: isHeader ? (isHead ? .column : .row) : nil, columnSpan: place.span, rowSpan: max(1, cell.rowSpan)
    )
    if case .node(let node) = cell.content { return table.structure.adopt(node, as: element) }
    return table.structure.add(element)
  }

  private func isEmpty(_ cell: TableCell) -> Bool {
    if case .text(let text, _) = cell.content { return text.isEmpty }
    return false
  }

  // MARK: Cells

  private mutating func draw(
    _ cell: TableCell, _ place: TableRowCells.Place, style: TableCellStyle, height: Double, isHead: Bool,
    label: StructureLabel, on page: inout Page
  ) {
    let first = table.columns[place.column]
    let last = table.columns[place.column + place.span - 1]
    let box = Rectangle(
      x: .pt(left + min(first.x, last.x)), y: .pt(y),
      width: .pt(max(first.x + first.width, last.x + last.width) - min(first.x, last.x)), height: .pt(height))
    if style.isBorderedOrFilled {
      // The rule under a head over several columns ends with them, so that it is apart from the next one's.
      decorate(style.values, box, insetRight: isHead && place.span > 1 ? style.paddingRight : 0)
    }
    let alignment = table.content.columns[place.column].alignment
    let flag = place.span == 1 && isHead ? first.flag : 0
    let room = box.size.width.points - style.padding - flag
    let origin = Point(x: box.minX + .pt(style.paddingLeft), y: box.minY + .pt(style.paddingTop))
    let free = height - style.paddingTop - style.paddingBottom
    switch cell.content {
    case .text(let text, let mark):
      guard !text.isEmpty else { return }
      let utf8 = Array(text.utf8)
      if style.isPlain, CellLine.isSimple(utf8) {
        let isNumber =
          alignment == .decimal && first.isOnDecimalSign && !isHead && place.span == 1 && NumberText.isNumber(utf8)
        if drawLine(
          utf8, mark: mark, style: style, at: origin, room: room, free: free, column: isNumber ? first : nil,
          label: label, on: &page)
        {
          return
        }
      }
      let paragraph = setter.paragraph(text, mark: mark, style: style.text, width: .pt(room))
      draw(paragraph, style: style, at: origin, free: free, label: label, on: &page)
    case .node(let node):
      let paragraph = setter.paragraph(.node(node), style: style.text, width: .pt(room))
      // Words of a row that is repeated are artifacts, whatever they are in the document.
      let fixed: StructureLabel? = if case .artifact = label { label } else { nil }
      draw(paragraph, style: style, at: origin, free: free, label: fixed, on: &page)
    }
  }

  /// Draws a text on one line.
  ///
  /// - Returns: False if it does not fit on one.
  private func drawLine(
    _ text: [UInt8], mark: NumberMark?, style: TableCellStyle, at origin: Point, room: Double, free: Double,
    column: TableBlock.Column?, label: StructureLabel, on page: inout Page
  ) -> Bool {
    let inline = style.inline
    var x = origin.x.points
    let width: Double
    if let column {
      let parts = NumberText(text, decimalSign: table.decimalSign)
      let extent = CellLine.measure(text, style: inline, before: parts.pivot, setter: setter)
      x += room - column.pivot - extent.before
      width = extent.width
    } else {
      width = CellLine.measure(text, style: inline, before: -1, setter: setter).width
      guard width <= room + 0.01 else { return false }
      let isRightToLeft = style.values.direction == .rightToLeft
      switch style.values.textAlign {
      case .right,
        .end where !isRightToLeft, .start where isRightToLeft, .justify where isRightToLeft:
        x += room - width
      case .center: x += (room - width) / 2
      case .start, .end, .left, .justify: break
      }
    }
    let baseline = origin.y.points + shift(style, free: free, content: style.lineHeight) + style.baseline
    CellLine.draw(
      text, style: inline, at: Point(x: .pt(x), y: .pt(baseline)), label: label, setter: setter, on: &page)
    if let mark {
      page.numbers.append(
        NumberPlace(
          mark: mark,
          box: Rectangle(
            x: .pt(x), y: .pt(baseline - inline.ascent), width: .pt(width),
            height: .pt(inline.ascent + inline.descent))))
    }
    return true
  }

  private func draw(
    _ paragraph: Paragraph, style: TableCellStyle, at origin: Point, free: Double, label: StructureLabel?,
    on page: inout Page
  ) {
    let height = paragraph.height(of: 0..<paragraph.unitCount)
    let down = Length.pt(shift(style, free: free, content: height.points))
    paragraph.place(
      0..<paragraph.unitCount, at: Point(x: origin.x, y: origin.y + down), label: label, on: &page)
  }

  /// How far down a cell's content stands in the room that it has.
  private func shift(_ style: TableCellStyle, free: Double, content: Double) -> Double {
    switch style.values.verticalAlign {
    case .middle: max(0, (free - content) / 2)
    case .bottom: max(0, free - content)
    case .top, .baseline, .super, .sub, .raised: 0
    }
  }

  // MARK: Rules and backgrounds

  private mutating func decorate(_ style: StyleValues, _ box: Rectangle, insetRight: Double) {
    if style.backgroundColor.alpha > 0 {
      backgrounds.append(
        LabelledShape(
          .path(.rectangle(box), fill: style.backgroundColor, stroke: nil), as: .artifact(.background)))
    }
    let right = box.maxX - .pt(insetRight)
    line(
      style.border.top, style.color, from: Point(x: box.minX, y: box.minY), to: Point(x: right, y: box.minY))
    line(
      style.border.bottom, style.color, from: Point(x: box.minX, y: box.maxY),
      to: Point(x: right, y: box.maxY))
    line(style.border.left, style.color, from: box.origin, to: Point(x: box.minX, y: box.maxY))
    line(
      style.border.right, style.color, from: Point(x: right, y: box.minY), to: Point(x: right, y: box.maxY))
  }

  /// A rule over the whole width of the table, its upper edge at `y`.
  private mutating func rule(_ border: Border, at y: Double) {
    let middle = Length.pt(y + border.usedWidth.points / 2)
    line(
      border, table.contexts.table.style.values.color, from: Point(x: .pt(left), y: middle),
      to: Point(x: .pt(left + table.width), y: middle))
  }

  /// The table's background, and its borders at the sides.
  private mutating func frame(from top: Double, to bottom: Double) {
    let style = table.contexts.table.style.values
    let box = Rectangle(x: .pt(left), y: .pt(top), width: .pt(table.width), height: .pt(bottom - top))
    if style.backgroundColor.alpha > 0 {
      backgrounds.insert(
        LabelledShape(
          .path(.rectangle(box), fill: style.backgroundColor, stroke: nil), as: .artifact(.background)),
        at: 0)
    }
    let leftX = box.minX + style.border.left.usedWidth / 2
    line(style.border.left, style.color, from: Point(x: leftX, y: box.minY), to: Point(x: leftX, y: box.maxY))
    let rightX = box.maxX - style.border.right.usedWidth / 2
    line(
      style.border.right, style.color, from: Point(x: rightX, y: box.minY), to: Point(x: rightX, y: box.maxY))
  }

  private mutating func line(_ border: Border, _ color: Color, from a: Point, to b: Point) {
    for shape in border.shapes(from: a, to: b, currentColor: color) {
      rules.append(LabelledShape(shape, as: .artifact(.layout)))
    }
  }
}
