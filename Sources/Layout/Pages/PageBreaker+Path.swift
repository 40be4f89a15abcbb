extension PageBreaker {
  func path(to end: Int) -> [PageSpan] {
    var steps: [Int] = []
    var at = end
    while nodes[at].previous >= 0 {
      steps.append(at)
      at = Int(nodes[at].previous)
    }
    var pages: [PageSpan] = []
    var number = Int(nodes[at].number)
    for step in steps.reversed() {
      let (node, previous) = (nodes[step], nodes[Int(nodes[step].previous)])
      while number < previous.number {
        pages.append(
          PageSpan(number: number, blankBefore: Int(previous.item), float: Int(previous.float)))
        number += 1
      }
      var frame = FrameSpan(
        items: Int(previous.item)..<Int(node.item), floats: Int(previous.float)..<Int(node.float),
        topFloats: Int(node.topFloats))
      frame.overflows = node.overflows
      frame.notes = notesIn(frame, begun: previous.remainder, unfinished: node.remainder)
      pages.append(PageSpan(number: number, frames: [frame]))
      number += 1
    }
    return pages
  }

  private func notesIn(
    _ frame: FrameSpan, begun: PageSpan.Remainder?, unfinished: PageSpan.Remainder?
  ) -> [PageSpan.NotePart] {
    var parts: [PageSpan.NotePart] = []
    func add(_ note: Int32, from item: Int32) {
      let end = Int32(notes.notes[Int(note)].list.items.count)
      let last = unfinished.map { $0.note == note ? $0.item : end } ?? end
      parts.append(.init(note: note, items: item..<last))
    }
    func add(_ first: Int32, _ count: Int32) {
      for call in first..<(first + count) { add(list.calls[Int(call)], from: 0) }
    }
    if let begun { add(begun.note, from: begun.item) }
    for float in frame.floats { add(list.floats[float].firstCall, list.floats[float].callCount) }
    var item = frame.items.lowerBound
    while item < frame.items.upperBound {
      let next = list.items[item]
      if next.float >= 0 {
        item = list.floats[Int(next.float)].items.upperBound
      } else {
        add(next.firstCall, next.callCount)
        item += 1
      }
    }
    return parts.sorted { $0.note < $1.note }
  }
}
