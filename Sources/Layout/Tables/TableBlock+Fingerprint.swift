import Content

extension TableBlock {
  func hash(_ units: Range<Int>, into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(contexts.table.style))
    hasher.combine(units.lowerBound == 0)
    hasher.combine(units.upperBound == unitCount)
    for (column, format) in zip(columns, content.columns) {
      hasher.combine(column.x)
      hasher.combine(column.width)
      hasher.combine(column.flag)
      hasher.combine(column.pivot)
      hasher.combine(column.isOnDecimalSign)
      hasher.combine(format.alignment)
    }
    for (index, row) in content.head.enumerated() { hash(row, .head, index, height: headHeights[index], into: &hasher) }
    for index in max(units.lowerBound - headUnits, 0)..<max(units.upperBound - headUnits, 0) {
      let row = content.body.row(at: index)
      hash(row, row.kind, index, height: bodyHeights[index], into: &hasher)
    }
  }

  private func hash(
    _ row: TableRow, _ kind: TableRow.Kind, _ index: Int, height: Float, into hasher: inout Hasher
  ) {
    // With the row's context and its place, what a cell says of itself decides its style.
    let context = contexts.row(kind, index)
    hasher.combine(ObjectIdentifier(context))
    hasher.combine(height)
    for cell in row.cells {
      hasher.combine(cell.isHeader)
      hasher.combine(cell.columnSpan)
      hasher.combine(cell.rowSpan)
      hasher.combine(cell.attributes)
      switch cell.content {
      case .text(let text, _): hasher.combine(text)
      case .node(let node): hasher.combine(setter.fingerprint(of: .node(node), style: context.style))
      }
    }
  }
}
