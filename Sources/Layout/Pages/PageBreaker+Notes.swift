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

  /// Ends the page after an item whose last note goes on overleaf, if that can be.
  func divideNote(
    of item: Int, height: Double, page: Page, from index: Int, float: Int, topFloats: Int, cost: Double
  ) -> Bool {
    let it = list.items[item]
    let after = item + 1
    if after < list.items.count {
      guard !it.keepsNext, list.items[after].breakBefore == .allowed || list.items[after].breakBefore.isForced
      else { return false }
    }
    var full = page
    full.used += height
    full.notesHeight += callsHeight(it.firstCall, it.callCount - 1, after: page.notesHeight)
    let note = list.calls[Int(it.firstCall + it.callCount - 1)]
    let room = full.hole - (full.notesHeight == 0 ? notes.separatorHeight : notes.gap)
    let end = lastItem(of: Int(note), from: 0, fitting: room, atLeastOne: false)
    guard end > 0, end < notes.notes[Int(note)].list.items.count else { return false }
    finish(
      at: after, page: full, from: index, float: float, topFloats: topFloats, cost: cost + Cost.dividedNote,
      hasHole: false, remainder: .init(note: note, item: Int32(end)))
    return true
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
