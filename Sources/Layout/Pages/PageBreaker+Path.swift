extension PageBreaker {
  /// The pages on the way to a node.
  func path(to end: Int) -> [PageSpan] {
    var steps: [Int] = []
    var at = end
    while nodes[at].previous >= 0 {
      steps.append(at)
      at = Int(nodes[at].previous)
    }
    var pages: [PageSpan] = []
    var frames: [FrameSpan] = []
    var number = Int(nodes[at].number)
    for step in steps.reversed() {
      let (node, previous) = (nodes[step], nodes[Int(nodes[step].previous)])
      while number < previous.number {
        pages.append(PageSpan(number: number, blankBefore: Int(previous.item), float: Int(previous.float)))
        number += 1
      }
      frames += self.frames(of: node, from: previous).filter { !$0.isEmpty }
      if node.place == Self.pageStart {
        if frames.isEmpty { frames = self.frames(of: node, from: previous) }
        pages.append(PageSpan(number: number, frames: frames))
        frames = []
        number += 1
      }
    }
    if isTwoSided { alignFeet(of: &pages) }
    return pages
  }

  /// The frames that a step fills.
  private func frames(of node: Node, from previous: Node) -> [FrameSpan] {
    let start = frameStart(of: previous)
    var frame = FrameSpan(
      items: Int(previous.item)..<Int(node.item), floats: Int(previous.float)..<Int(node.float),
      topFloats: Int(node.topFloats))
    frame.footFloats = Int(node.footFloats)
    frame.place = start.place
    frame.height = start.capacity
    frame.overflows = node.overflows
    switch node.step {
    case .frame:
      frame.begun = previous.remainder
      frame.notes = notesIn(frame, unfinished: node.remainder)
      frame.isFilled = !list.isZoneEnd(frame.items.upperBound)
      return [frame]
    case .across:
      frame.place.section = -1
      frame.height = start.place.height
      frame.notes = notesIn(frame, unfinished: nil)
      frame.isFilled = false
      return [frame]
    case .balanced:
      return balancedFrames(balance(start, upTo: Int(node.item)), from: start)
    case .spanned:
      let columns = columnsAbove(start)
      let float = list.floats[start.float]
      frame.items = float.items
      frame.place = columns?.place ?? start.place
      frame.place.section = -1
      frame.place.top = columns?.spanTop(float) ?? frame.place.top
      frame.height = frame.place.height - frame.place.top - frame.place.foot
      frame.notes = notesIn(frame, unfinished: nil)
      frame.isFilled = false
      return balancedFrames(columns, from: start) + [frame]
    }
  }

  private func balancedFrames(_ columns: BalancedColumns?, from start: FrameStart) -> [FrameSpan] {
    guard let columns else {
      preconditionFailure("columns that were balanced once are balanced again")
    }
    var (item, float) = (start.item, start.float)
    return columns.endings.enumerated().map { column, ending in
      var frame = FrameSpan(items: item..<ending.item, floats: float..<ending.float, topFloats: ending.topFloats)
      frame.footFloats = ending.frame.footFloats
      frame.place = columns.place
      frame.place.column = Int32(column)
      frame.height = columns.height
      frame.begun = column == 0 ? start.remainder : nil
      frame.notes = notesIn(frame, unfinished: nil)
      frame.isFilled = column < columns.endings.count - 1
      (item, float) = (ending.item, ending.float)
      return frame
    }
  }

  private func notesIn(_ frame: FrameSpan, unfinished: PageSpan.Remainder?) -> [PageSpan.NotePart] {
    var parts: [PageSpan.NotePart] = []
    func add(_ note: Int32, from item: Int32) {
      var end = Int32(notes.notes[Int(note)].list.items.count)
      if let unfinished, (unfinished.note...unfinished.last).contains(note) {
        end = note == unfinished.note ? unfinished.item : 0
        // All of it stands in a frame to come.
        if end <= item { return }
      }
      parts.append(.init(note: note, items: item..<end))
    }
    func add(_ first: Int32, _ count: Int32) {
      for call in first..<(first + count) { add(list.calls[Int(call)], from: 0) }
    }
    if let begun = frame.begun {
      for note in begun.note...begun.last { add(note, from: note == begun.note ? begun.item : 0) }
    }
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
