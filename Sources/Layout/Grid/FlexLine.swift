/// Divides a line of a flex box among its items, by CSS Flexible Box Layout 1, section 9.7. Widths are outer ones, in points.
struct FlexLine {
  struct Item {
    /// Its width before anything is divided.
    var basis: Double
    /// The least that its content asks for.
    var minimum: Double
    var grow: Double
    var shrink: Double
    var hypothetical: Double { max(basis, minimum) }
  }
  let available: Double
  let gap: Double

  /// The lines of a box that wraps, each of as many items as there is room for.
  func lines(of items: [Item]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var width = 0.0
    for (index, item) in items.enumerated() {
      let wider = width + item.hypothetical + (index > start ? gap : 0)
      if index > start, wider > available + 0.01 {
        lines.append(start..<index)
        start = index
        width = item.hypothetical
      } else {
        width = wider
      }
    }
    lines.append(start..<items.count)
    return lines
  }

  func widths(of items: ArraySlice<Item>) -> [Double] {
    let items = Array(items)
    let room = available - gap * Double(items.count - 1)
    let isGrowing = items.reduce(0) { $0 + $1.hypothetical } < room
    var widths = items.map { isGrowing ? $0.basis : $0.hypothetical }
    var open = items.indices.filter { isGrowing ? items[$0].grow > 0 : items[$0].shrink > 0 }
    for index in items.indices where !open.contains(index) { widths[index] = items[index].hypothetical }
    // An item that would be less than its content asks for has that, and the others divide the rest.
    while !open.isEmpty {
      for index in open { widths[index] = items[index].basis }
      let left = room - widths.reduce(0, +)
      let factors = open.map { isGrowing ? items[$0].grow : items[$0].shrink * items[$0].basis }
      let sum = factors.reduce(0, +)
      let part = sum > 0 ? (isGrowing ? left / max(sum, 1) : left / sum) : 0
      for (index, factor) in zip(open, factors) { widths[index] = items[index].basis + part * factor }
      let short = open.filter { widths[$0] < items[$0].minimum - 0.001 }
      for index in short { widths[index] = items[index].minimum }
      if short.isEmpty { break }
      open.removeAll(where: short.contains)
    }
    return widths
  }
}
