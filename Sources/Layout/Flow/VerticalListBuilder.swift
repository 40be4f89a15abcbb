import Geometry

/// Writes a ``VerticalList`` from top to bottom: collapses margins and hangs break rules on the items they concern.
struct VerticalListBuilder {
  private(set) var list = VerticalList()

  /// Adjoining vertical margins: the largest positive and the most negative are added (CSS 2.2, 8.3.1).
  private struct Margin {
    var positive = 0.0
    var negative = 0.0
    var sum: Double { positive + negative }
    mutating func add(_ value: Double) {
      if value > positive { positive = value }
      if value < negative { negative = value }
    }
  }

  private var margin = Margin()
  private var rule = VerticalList.BreakRule.allowed
  private var isBarrier = false
  private var isHeading = false
  /// Boxes that are opened with the next item, so that their margins collapse with those of what they begin with.
  private var waitingBoxes: [Int] = []
  private var waitingMarks: [VerticalList.Mark] = []
  private var waitingCalls: [Int32] = []
  private var openBox: Int32 = -1
  /// The stretch in columns that has been begun.
  private var columns: ColumnSection?

  init() {}

  /// Adds a margin that may collapse with those beside it.
  mutating func addMargin(_ value: Double) { margin.add(value) }
  /// Asks for a break before what comes next; the strongest wish wins.
  mutating func breakBefore(_ wish: VerticalList.BreakRule) { rule = max(rule, wish) }
  /// Keeps what comes next on the page of the last item.
  mutating func keepWithNext() {
    if !list.items.isEmpty { list.items[list.items.count - 1].keepsNext = true }
  }
  mutating func mark(_ mark: VerticalList.Mark) { waitingMarks.append(mark) }
  /// Marks one of the units that were added last.
  mutating func mark(_ mark: VerticalList.Mark, at item: Int) { list.marks.append((Int32(item), mark)) }
  /// The next item begins a heading; before one of level 2 all floats are placed.
  mutating func beginHeading(isBarrier: Bool) {
    isHeading = true
    self.isBarrier = self.isBarrier || isBarrier
  }
  /// Floats that wait are placed before what comes next.
  mutating func clearFloats() { isBarrier = true }
  /// Keeps what was added from an item on together up to the last call of notes that ask for it.
  mutating func keepCalls(from start: Int, _ keeps: (_ call: Int32) -> Bool) {
    var keepsRest = false
    for index in list.items.indices.dropFirst(start).reversed() {
      if keepsRest { list.items[index + 1].breakBefore = max(list.items[index + 1].breakBefore, .forbidden) }
      let item = list.items[index]
      keepsRest =
        keepsRest || (item.firstCall..<(item.firstCall + item.callCount)).contains { keeps(list.calls[Int($0)]) }
    }
  }
  /// Asks for a type of page for what comes next; where it differs from the last, a page begins.
  ///
  /// - Parameters:
  ///   - owner: The node that asks for it; -1 for the document.
  ///   - isForced: Whether the owner begins a page in any case, and with it a group of pages.
  mutating func setPage(_ name: String?, owner: Int, isForced: Bool) {
    let last = list.pageGroups.last
    let isSame = name == last?.name
    guard !isSame || isForced && Int32(owner) != last?.owner else { return }
    if count > 0, !isSame {
      breakBefore(.page)
      // What waits for a later page does not go on to one of another type.
      isBarrier = true
    }
    let first = list.pageGroups.firstIndex { $0.owner == Int32(owner) && $0.name == name && owner >= 0 }
    list.pageGroups.append(
      .init(
        item: Int32(count), name: name, owner: Int32(owner), first: Int32(first ?? list.pageGroups.count)))
  }
  /// How many items there are so far; the index of the next.
  var count: Int { list.items.count + waitingBoxes.count }

  // MARK: Blocks

  /// Adds a block that has been set, unit by unit.
  ///
  /// - Parameter note: Where a note stands among the notes of the flow; -1 for one that has no place there.
  mutating func add(
    _ content: any FlowContent, x: Double, node: Int, note: (_ node: Int) -> Int32 = { _ in -1 }
  ) {
    let count = content.unitCount
    guard count > 0 else { return }
    flushBoxes()
    let block = Int32(list.blocks.count)
    list.blocks.append(
      .init(content: content, x: x, node: node, repeatedHeight: content.repeatedHeight.points))
    let hasNotes = content.hasNotes
    for unit in 0..<count {
      var item = VerticalList.Item(
        kind: .unit, breakBefore: .allowed, index: block, unit: Int32(unit), space: 0,
        height: max(content.height(of: unit..<(unit + 1)).points, 0))
      item.firstCall = Int32(list.calls.count)
      list.calls += waitingCalls
      item.callCount = Int32(waitingCalls.count)
      waitingCalls.removeAll()
      if hasNotes {
        for called in content.notes(in: unit..<(unit + 1)) {
          let place = note(called)
          if place >= 0 { list.calls.append(place) }
        }
        item.callCount = Int32(list.calls.count) - item.firstCall
      }
      if unit > 0, !content.canBreak(before: unit) { item.breakBefore = .forbidden }
      append(item)
    }
  }

  /// Adds the call of a note to the next line or row.
  mutating func callWithNext(_ note: Int32) {
    if note >= 0 { waitingCalls.append(note) }
  }

  private mutating func append(_ item: VerticalList.Item) {
    var item = item
    item.space += margin.sum
    item.breakBefore = max(item.breakBefore, rule)
    item.isBarrier = isBarrier
    item.isHeading = isHeading
    margin = Margin()
    rule = .allowed
    isBarrier = false
    isHeading = false
    for mark in waitingMarks { list.marks.append((Int32(list.items.count), mark)) }
    waitingMarks.removeAll(keepingCapacity: true)
    list.items.append(item)
  }

  // MARK: Boxes

  /// Begins a box that is drawn around what follows.
  ///
  /// - Parameter top: The height of its upper border and padding; with none, it begins where its content does.
  mutating func openBox(node: Int, x: Double, width: Double, top: Double) {
    let index = list.boxes.count
    list.boxes.append(.init(node: node, x: x, width: width, parent: openBox, open: -1, close: -1))
    openBox = Int32(index)
    waitingBoxes.append(index)
    if top > 0 {
      flushBoxes()
      list.items[list.items.count - 1].height = top
      keepWithNext()
    }
  }

  /// Ends the innermost box.
  ///
  /// - Parameters:
  ///   - bottom: The height of its lower border and padding.
  ///   - minimumHeight: The least height of the box's items, filled up above its lower padding.
  mutating func closeBox(bottom: Double, minimumHeight: Double = 0) {
    let box = Int(openBox)
    guard box >= 0 else { return }
    if waitingBoxes.last == box, bottom <= 0, minimumHeight <= 0 {
      // Without any height nothing of it is seen, and margins collapse through it (CSS 2.2, section 8.3.1).
      waitingBoxes.removeLast()
      openBox = list.boxes.removeLast().parent
      return
    }
    flushBoxes()
    let first = Int(list.boxes[box].open)
    var height = 0.0
    for index in first..<list.items.count {
      height += list.items[index].height + (index == first ? 0 : list.items[index].space)
    }
    let saved = margin
    if bottom <= 0 { margin = Margin() }
    append(
      .init(
        kind: .close, breakBefore: .forbidden, index: Int32(box), space: 0,
        height: bottom + max(0, minimumHeight - height - bottom - margin.sum)))
    if bottom <= 0 { margin = saved }
    list.boxes[box].close = Int32(list.items.count - 1)
    openBox = list.boxes[box].parent
  }

  private mutating func flushBoxes() {
    guard !waitingBoxes.isEmpty else { return }
    let boxes = waitingBoxes
    waitingBoxes.removeAll(keepingCapacity: true)
    for box in boxes {
      list.boxes[box].open = Int32(list.items.count)
      append(
        .init(kind: .open, keepsNext: true, breakBefore: .allowed, index: Int32(box), space: 0, height: 0))
    }
  }

  // MARK: Columns

  /// Begins a stretch that is set in columns; its range of items is found by the builder.
  mutating func beginColumns(_ section: ColumnSection) {
    flushBoxes()
    columns = section
    columns?.items = list.items.count..<list.items.count
  }

  /// Ends the stretch that is set in columns.
  ///
  /// - Returns: The section, for another that goes on like it; nil if there is none.
  @discardableResult
  mutating func endColumns() -> ColumnSection? {
    guard var section = columns else { return nil }
    flushBoxes()
    section.items = section.items.lowerBound..<list.items.count
    if !section.items.isEmpty { list.sections.append(section) }
    columns = nil
    return section
  }

  // MARK: Floats and groups

  /// Adds what may float as one piece.
  ///
  /// - Parameters:
  ///   - placement: Where it may stand.
  ///   - isWide: Whether it goes across columns.
  mutating func addFloat(
    node: Int, placement: VerticalList.Float.Placement = [.flow, .top], isWide: Bool = false,
    _ body: (inout VerticalListBuilder) -> Void
  ) {
    let around = margin
    margin = Margin()
    let start = count
    let firstCall = Int32(list.calls.count)
    body(&self)
    flushBoxes()
    guard list.items.count > start else {
      margin = around
      return
    }
    let top = list.items[start].space
    list.items[start].space = 0
    list.items[start].float = Int32(list.floats.count)
    var height = 0.0
    for index in start..<list.items.count {
      height += list.items[index].space + list.items[index].height
      if index > start { list.items[index].breakBefore = .forbidden }
    }
    // A float before a heading must not keep the heading's text from it.
    list.items[list.items.count - 1].keepsNext = false
    var above = around
    above.add(top)
    list.floats.append(
      .init(
        items: start..<list.items.count, height: height, spaceAbove: above.sum, spaceBelow: margin.sum,
        firstCall: firstCall, callCount: Int32(list.calls.count) - firstCall, node: node,
        placement: placement, isWide: isWide))
    margin = around
  }

  /// Adds a table that may be divided, with what stands above and below its rows, such as its caption.
  mutating func addTable(_ node: Int, _ body: (inout VerticalListBuilder) -> Void) {
    let start = count
    body(&self)
    for index in list.items.indices.dropFirst(start + 1) {
      let item = list.items[index]
      let isRow = item.kind == .unit && item.unit > 0 && list.blocks[Int(item.index)].node == node
      if !isRow { list.items[index].breakBefore = max(item.breakBefore, .forbidden) }
    }
  }

  /// Adds what should stay on one page.
  mutating func addTogether(
    rule: VerticalList.BreakRule = .avoided, _ body: (inout VerticalListBuilder) -> Void
  ) {
    let start = count
    body(&self)
    for index in list.items.indices.dropFirst(start + 1) {
      list.items[index].breakBefore = max(list.items[index].breakBefore, rule)
    }
  }

  /// The list, complete.
  consuming func finish() -> VerticalList {
    flushBoxes()
    // Marks after the last item, such as those of an empty section at the end, belong to it.
    if !list.items.isEmpty {
      for mark in waitingMarks { list.marks.append((Int32(list.items.count - 1), mark)) }
    }
    // A note that is called twice stands beside the first call.
    var sidenotes: Set<Int> = []
    list.marks.removeAll {
      if case .sidenote(let note, _) = $0.mark { !sidenotes.insert(note).inserted } else { false }
    }
    for (index, entry) in list.marks.enumerated() {
      guard case .sidenote(let note, nil) = entry.mark, !list.items.isEmpty else { continue }
      let item = list.items[Int(entry.item)]
      let line = item.kind == .unit ? list.blocks[Int(item.index)].content as? Paragraph : nil
      list.marks[index].mark = .sidenote(note, baseline: line?.baseline(of: Int(item.unit)).points ?? 0)
    }
    list.spaceAtEnd = margin.sum
    return list
  }
}
