import Testing

@testable import Layout

/// Compares what the breaker chooses with what pages filled one by one show to be possible.
@Suite("Make-up of pages")
struct PageMakeUpTests {
  /// Paragraphs, headings, tables and notes at random; lines are 10 high.
  private func flow(seed: Int, columns: Int = 1, notes: Bool) -> FakeFlow {
    var random = SeededNumbers(seed: UInt64(seed))
    var flow = FakeFlow()
    if notes { for number in 0..<12 { flow.note(900 + number, lines: Int.random(in: 1...6, using: &random)) } }
    var note = 0
    func fill(_ flow: inout FakeFlow) {
      for _ in 0..<Int.random(in: 4...40, using: &random) {
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: flow.heading(level: Int.random(in: 2...4, using: &random), space: 10)
        case 2: flow.table(rows: Int.random(in: 3...12, using: &random), head: 20)
        case 3 where notes && note < 12:
          flow.paragraph(lines: 6, calls: [Int.random(in: 0..<6, using: &random): [900 + note]])
          note += 1
        default: flow.paragraph(lines: Int.random(in: 1...9, using: &random), space: 3)
        }
      }
      flow.paragraph(lines: 4)
    }
    if columns == 1 { fill(&flow) } else { flow.columns(columns, isBalanced: false, fill) }
    return flow
  }

  /// Whether nothing that belongs together is parted by a frame that ends before an item.
  private func isLegal(_ item: Int, _ list: VerticalList) -> Bool {
    item == list.items.count || (!list.items[item - 1].keepsNext && list.items[item].breakBefore != .forbidden)
  }

  /// How high some items are as a frame, with their notes.
  private func height(_ items: Range<Int>, _ list: VerticalList, _ notes: NoteList) -> Double {
    var height = 0.0
    var noteHeight = 0.0
    for index in items {
      let item = list.items[index]
      height += item.height + (index == items.lowerBound && index > 0 ? 0 : item.space)
      if index == items.lowerBound, item.unit > 0 { height += list.blocks[Int(item.index)].repeatedHeight }
      for call in item.firstCall..<(item.firstCall + item.callCount) {
        noteHeight += notes.notes[Int(list.calls[Int(call)])].height
      }
    }
    return height + (noteHeight > 0 ? noteHeight + notes.separatorHeight : 0)
  }

  /// Whether frames of a height, each at least so full, can hold all without parting anything or dividing a note.
  private func isPossible(_ list: VerticalList, _ notes: NoteList, height: Double, leastFill: Double) -> Bool {
    var reached = [true] + Array(repeating: false, count: list.items.count)
    for start in list.items.indices where reached[start] {
      for end in (start + 1)...list.items.count {
        let filled = self.height(start..<end, list, notes)
        if filled > height + 0.01 { break }
        if isLegal(end, list), end == list.items.count || filled >= leastFill * height { reached[end] = true }
      }
    }
    return reached[list.items.count]
  }

  @Test("No page or column parts what belongs together where any legal breaks avoid it", arguments: 0..<200)
  func keeps(seed: Int) {
    let columns = 1 + seed % 2
    let flow = flow(seed: seed, columns: columns, notes: false)
    let list = flow.list
    let height = [80.0, 100, 150, 230][seed % 4]
    guard isPossible(list, flow.notes, height: height, leastFill: 0) else { return }
    for frame in flow.pages(height: height).flatMap(\.frames) {
      #expect(isLegal(frame.items.upperBound, list))
    }
  }

  @Test("No note is divided where any legal breaks that leave no page half empty avoid it", arguments: 0..<200)
  func wholeNotes(seed: Int) {
    let flow = flow(seed: seed, columns: 1 + seed % 2, notes: true)
    let list = flow.list
    let height = [120.0, 150, 230][seed % 3]
    guard isPossible(list, flow.notes, height: height, leastFill: 0.5) else { return }
    for frame in flow.pages(height: height).flatMap(\.frames) {
      #expect(isLegal(frame.items.upperBound, list))
      #expect(frame.notes.allSatisfy { $0.items.count == flow.notes.notes[Int($0.note)].list.items.count })
    }
  }

  @Test("Balanced columns are as low as legal breaks let two of them be", arguments: 0..<100)
  func lowest(seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed))
    var flow = FakeFlow()
    flow.columns(2) {
      for _ in 0..<Int.random(in: 2...9, using: &random) {
        if Int.random(in: 0..<4, using: &random) == 0 { $0.heading(level: 3, space: 10) }
        $0.paragraph(lines: Int.random(in: 1...7, using: &random), space: 3)
      }
    }
    let list = flow.list
    let pages = flow.pages(height: 1000)
    let heights = (1..<list.items.count).filter { isLegal($0, list) }.map {
      max(height(0..<$0, list, flow.notes), height($0..<list.items.count, list, flow.notes))
    }
    let lowest = min(heights.min() ?? .infinity, height(0..<list.items.count, list, flow.notes))
    #expect(pages.count == 1 && (pages[0].frames.first?.height ?? .infinity) <= lowest + 0.5)
  }

  @Test("A hole before a figure is at most a tenth of a page where there is text to move up")
  func holes() {
    var wide = 0
    var frames = 0
    for seed in 0..<200 {
      var random = SeededNumbers(seed: UInt64(seed))
      var flow = FakeFlow()
      flow.heading(level: 2)
      for _ in 0..<Int.random(in: 8...30, using: &random) {
        if Int.random(in: 0..<4, using: &random) == 0 {
          flow.figure(height: Double.random(in: 60...180, using: &random), space: 12)
        }
        flow.paragraph(lines: Int.random(in: 3...9, using: &random), space: 3)
      }
      let list = flow.list
      for page in flow.pages(height: 500).dropLast() {
        let hole = 500 - list.stretches(of: page.frames[0]).bottom
        frames += 1
        if hole > 50 { wide += 1 }
      }
    }
    #expect(frames > 300 && wide * 100 <= frames, "\(wide) of \(frames) pages")
  }

  @Test("A table that may be divided leaves no page half empty", arguments: 0..<40)
  func dividedTables(seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed))
    var flow = FakeFlow()
    for _ in 0..<12 {
      flow.paragraph(lines: Int.random(in: 2...9, using: &random), space: 3)
      flow.table(rows: Int.random(in: 10...40, using: &random), head: 20)
    }
    let list = flow.list
    for page in flow.pages(height: 300).dropLast() { #expect(list.stretches(of: page.frames[0]).bottom > 240) }
  }
}
