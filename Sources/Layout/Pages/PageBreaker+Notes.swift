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

  /// The height of notes that were begun, or moved, in the frame before.
  func height(of rest: PageSpan.Remainder) -> Double {
    var height = 0.0
    for note in rest.note...rest.last {
      let first = note == rest.note ? Int(rest.item) : 0
      height += notes.height(of: Int(note), items: first..<notes.notes[Int(note)].list.items.count)
      height += note == rest.note ? 0 : notes.gap
    }
    return height
  }

  /// What of some notes is left for a later frame where there is not room for all.
  ///
  /// - Parameter atLeastOne: Whether some of the first note is set in any case.
  /// - Returns: Nil if all are set.
  func rest(of notes: PageSpan.Remainder, fitting room: Double, atLeastOne: Bool) -> PageSpan.Remainder? {
    var rest = notes
    var room = room
    while rest.note <= rest.last {
      let (note, item) = (Int(rest.note), Int(rest.item))
      let count = self.notes.notes[note].list.items.count
      let end = lastItem(of: note, from: item, fitting: room, atLeastOne: atLeastOne && rest.note == notes.note)
      if end < count {
        rest.item = Int32(end)
        return rest
      }
      room -= self.notes.height(of: note, items: item..<count) + self.notes.gap
      rest.note += 1
      rest.item = 0
    }
    return nil
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
