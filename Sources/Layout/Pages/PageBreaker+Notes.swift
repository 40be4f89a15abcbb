extension PageBreaker {
  /// What the notes of some calls add to those already at the foot of the page.
  func callsHeight(_ first: Int32, _ count: Int32, after present: Double) -> Double {
    guard count > 0 else { return 0 }
    var height = 0.0
    for call in first..<(first + count) {
      let isFirst = present == 0 && height == 0
      height += notes.notes[Int(list.calls[Int(call)])].height + (isFirst ? notes.separatorHeight : notes.gap)
    }
    return height
  }

  /// Before which item of a note a page has to end, for what comes before it to fit.
  func lastItem(of note: Int, from start: Int, fitting room: Double, atLeastOne: Bool) -> Int {
    let items = notes.notes[note].list.items
    var height = 0.0
    var end = start
    var index = start
    while index < items.count {
      height += items[index].height + (index == start ? 0 : items[index].space)
      if height > room + Self.tolerance { break }
      index += 1
      if index == items.count || items[index].breakBefore == .allowed, !items[index - 1].keepsNext {
        end = index
      }
    }
    if end == start, atLeastOne { return max(index, start + 1) }
    return end
  }
}
