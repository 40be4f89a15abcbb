import Content
import Geometry
import Styling

extension FlowBuilder {
  /// A child of a grid or a flex box, set in a flow of its own.
  private struct Cell {
    var list: VerticalList
    var x: Double
    var alignment: GridStyle.Alignment
    var rows: Range<Int>
    /// Those that are called in it.
    var notes: [Int]
  }

  /// Adds the children of a grid, row by row; pages may be broken between rows that no child spans.
  func addGrid(
    _ node: Int, _ style: StyleValues, to list: inout VerticalListBuilder, in place: Place,
    calls: @escaping Calls
  ) {
    let children = rowChildren(of: node)
    guard !children.isEmpty else { return }
    let gap = style.columnGap?.points ?? 0
    var tracks = GridColumns.tracks(style.grid.columns, available: place.width, gap: gap)
    let placement = GridPlacement(
      children.map { styled.style($0).grid }, columnCount: tracks.count, isDense: style.grid.isDense)
    let used = placement.areas.map(\.columns.upperBound).max() ?? 1
    if let repeated = style.grid.columns.repeated, repeated.dropsEmpty,
      repeated.position == style.grid.columns.tracks.count
    {
      tracks.removeLast(max(0, tracks.count - max(used, repeated.position)))
    }
    tracks += Array(repeating: .auto, count: max(0, used - tracks.count))
    let wanted = children.map { widths(of: $0, in: place.width) }
    let columns = GridColumns(
      tracks,
      items: zip(placement.areas, wanted).map {
        .init(columns: $0.columns, minimum: $1.minimum, natural: $1.natural)
      }, available: place.width, gap: gap, distribution: style.grid.justifyContent)
    let cells = children.indices.map { index in
      let own = styled.style(children[index]).grid
      let area = placement.areas[index]
      let (x, room) = columns.span(area.columns)
      let justification = own.justifySelf ?? style.grid.justifyItems
      let width = justification == .stretch ? room : min(wanted[index].natural, room)
      let shift = justification == .center ? (room - width) / 2 : justification == .end ? room - width : 0
      let (flow, notes) = flow(of: children[index], width: width, fills: justification == .stretch)
      return Cell(
        list: flow, x: x + shift, alignment: own.alignSelf ?? style.grid.alignItems, rows: area.rows, notes: notes)
    }
    addRows(cells, of: node, style, to: &list, in: place, calls: calls)
  }

  /// Adds the children of a flex box side by side (CSS Flexible Box Layout 1, section 9), in more lines where it wraps.
  func addFlex(
    _ node: Int, _ style: StyleValues, to list: inout VerticalListBuilder, in place: Place,
    calls: @escaping Calls
  ) {
    let children = rowChildren(of: node)
    guard !children.isEmpty else { return }
    let gap = style.columnGap?.points ?? 0
    let items = children.map { flexItem($0, in: place.width) }
    let line = FlexLine(available: place.width, gap: gap)
    var cells: [Cell] = []
    for (row, range) in (style.grid.wraps ? line.lines(of: items) : [0..<items.count]).enumerated() {
      let widths = line.widths(of: items[range])
      let left = place.width - widths.reduce(0, +) - gap * Double(range.count - 1)
      let (start, between) = style.grid.justifyContent.spaces(left, count: range.count)
      var x = start
      for (index, width) in zip(range, widths) {
        let (flow, notes) = flow(of: children[index], width: width, fills: true)
        cells.append(
          Cell(
            list: flow, x: x, alignment: styled.style(children[index]).grid.alignSelf ?? style.grid.alignItems,
            rows: row..<(row + 1), notes: notes))
        x += width + gap + between
      }
    }
    addRows(cells, of: node, style, to: &list, in: place, calls: calls)
  }

  private func rowChildren(of node: Int) -> [Int] {
    styled.content.children(of: node).filter {
      let style = styled.contexts[$0].style.values
      return style.display != .none && style.running == nil && !isNote($0)
    }
  }

  private func flexItem(_ node: Int, in available: Double) -> FlexLine.Item {
    let style = styled.contexts[node].style.values
    let (minimum, natural) = widths(of: node, in: available)
    let basis = style.grid.flexBasis.resolved(in: .pt(available)).map { $0.points + around(style, in: available) }
    return FlexLine.Item(
      basis: basis ?? natural, minimum: basis == nil ? min(minimum, natural) : minimum, grow: style.grid.flexGrow,
      shrink: style.grid.flexShrink)
  }

  /// - Parameter fills: Whether the width that it was given counts for more than the one that its style asks for.
  private func flow(of node: Int, width: Double, fills: Bool) -> (VerticalList, notes: [Int]) {
    var style = styled.style(node)
    if fills, !isPicture(node) {
      style.width = .auto
      style.maxWidth = .auto
    }
    var list = VerticalListBuilder()
    var called: [Int] = []
    addBox(node, style, to: &list, in: Place(width: max(width, BoxGeometry.leastWidth))) { note in
      called.append(note)
      return -1
    }
    return (list.finish(), called)
  }

  private func addRows(
    _ cells: [Cell], of node: Int, _ style: StyleValues, to list: inout VerticalListBuilder, in place: Place,
    calls: @escaping Calls
  ) {
    let gap = style.rowGap?.points ?? 0
    var heights = [Double](repeating: 0, count: cells.map(\.rows.upperBound).max() ?? 0)
    func height(_ rows: Range<Int>) -> Double { heights[rows].reduce(gap * Double(rows.count - 1), +) }
    for cell in cells.sorted(by: { $0.rows.count < $1.rows.count }) {
      heights[cell.rows.upperBound - 1] += max(cell.list.totalHeight - height(cell.rows), 0)
    }
    var row = 0
    while row < heights.count {
      // Rows that a cell spans stay together.
      var end = row + 1
      while let last = cells.filter({ $0.rows.lowerBound < end && $0.rows.upperBound > end }).map(\.rows.upperBound)
        .max()
      {
        end = last
      }
      let together = cells.filter { (row..<end).contains($0.rows.lowerBound) }
      let columns = together.map { cell in
        let slack = height(cell.rows) - cell.list.totalHeight
        let top = row == cell.rows.lowerBound ? 0 : height(row..<cell.rows.lowerBound) + gap
        let shift = cell.alignment == .center ? slack / 2 : cell.alignment == .end ? slack : 0
        return RowContent.Column(
          list: cell.alignment == .stretch ? cell.list.stretched(by: slack) : cell.list, x: cell.x, y: top + shift)
      }
      if row > 0 { list.addMargin(gap) }
      let content = RowContent(
        columns: columns, height: height(row..<end), notes: together.flatMap(\.notes), placer: placer)
      addBlock(content, node: node, to: &list, in: place, calls: calls)
      row = end
    }
  }
}
