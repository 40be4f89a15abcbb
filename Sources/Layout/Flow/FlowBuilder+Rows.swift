import Content
import Geometry
import Styling

extension FlowBuilder {
  /// Adds the children of a flex box side by side, each in a flow of its own.
  func addRow(
    _ node: Int, _ style: StyleValues, to list: inout VerticalListBuilder, in place: Place,
    calls: @escaping Calls
  ) {
    let children = styled.content.children(of: node).filter { styled.style($0).display != .none }
    guard !children.isEmpty else { return }
    let gap = style.columnGap?.points ?? 0
    let rowGap = style.rowGap?.points ?? 0
    // Columns too narrow to be read go on in a second line.
    let leastWidth = 60.0
    let most = max(1, Int((place.width + gap) / (leastWidth + gap)))
    let lines = (children.count + most - 1) / most
    let perLine = (children.count + lines - 1) / lines
    let width = max((place.width - gap * Double(perLine - 1)) / Double(perLine), 1)
    var columns: [RowContent.Column] = []
    var called: [Int] = []
    var y = 0.0
    for line in 0..<lines {
      let first = line * perLine
      var row: [VerticalList] = []
      for child in children[first..<min(first + perLine, children.count)] {
        var column = VerticalListBuilder()
        add(child, to: &column, in: Place(width: width)) { note in
          called.append(note)
          return -1
        }
        row.append(column.finish())
      }
      let height = row.map(\.totalHeight).max() ?? 0
      for (index, column) in row.enumerated() {
        columns.append(
          .init(
            list: column.stretched(by: height - column.totalHeight), x: Double(index) * (width + gap), y: y))
      }
      y += height + (line < lines - 1 ? max(rowGap, style.lineHeight.points) : 0)
    }
    list.add(
      RowContent(columns: columns, height: y, notes: called, placer: placer), x: place.x, node: node,
      note: calls)
  }
}
