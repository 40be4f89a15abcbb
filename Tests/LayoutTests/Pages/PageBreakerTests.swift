import Geometry
import Testing

@testable import Layout

@Suite("Page breaking")
struct PageBreakerTests {
  @Test("Lines fill pages, and no page begins or ends with a single line of a paragraph")
  func widowsAndOrphans() {
    var flow = FakeFlow()
    for _ in 0..<20 { flow.paragraph(lines: 7) }
    let list = flow.list
    let pages = flow.pages(height: 100)
    #expect(pages.count == 15)
    for page in pages.dropFirst() {
      #expect(list.items[page.items.lowerBound].breakBefore == .allowed)
    }
    #expect(pages.first?.items.lowerBound == 0 && pages.last?.items.upperBound == 140)
  }

  @Test("A page is left short where that saves a widow on a later one")
  func looksAhead() {
    // Greedily filled, the first page takes all of ten lines and leaves the second with a break before its last line.
    var flow = FakeFlow()
    flow.paragraph(lines: 10)
    flow.paragraph(lines: 11)
    flow.paragraph(lines: 4)
    let pages = flow.pages(height: 100)
    #expect(pages.map(\.items.count) == [10, 9, 6])
  }

  @Test("A heading goes over the page with two lines of what follows it")
  func headingKept() {
    var flow = FakeFlow()
    flow.paragraph(lines: 8)
    flow.heading(level: 3)
    flow.paragraph(lines: 6)
    let pages = flow.pages(height: 100)
    #expect(pages.map(\.items.lowerBound) == [0, 8])
  }

  @Test("A note stands on the page of the line that calls it")
  func noteWithCall() throws {
    var flow = FakeFlow()
    flow.note(900, lines: 2)
    flow.paragraph(lines: 12, calls: [8: [900]])
    let pages = flow.pages(height: 100)
    // Nine lines, the rule and two lines of note would be 115 high.
    try #require(pages.count == 2)
    #expect(pages[0].items == 0..<8)
    #expect(pages[0].notes.isEmpty)
    #expect(pages[1].notes == [.init(note: 0, items: 0..<2)])
  }

  @Test("A note too long for its page goes on overleaf, with two lines at least on each side")
  func dividedNote() throws {
    var flow = FakeFlow()
    flow.note(900, lines: 12)
    flow.paragraph(lines: 5, calls: [1: [900]])
    flow.paragraph(lines: 9)
    let pages = flow.pages(height: 100)
    let parts = pages.flatMap(\.notes)
    #expect(parts.map(\.items.count).reduce(0, +) == 12)
    #expect(parts.count == 2 && parts.allSatisfy { $0.items.count >= 2 })
    #expect(pages[0].items.contains(1) && pages[0].notes.count == 1)
  }

  @Test("A figure that does not fit moves to the top of the next page, and text moves up into its place")
  func floatingFigure() throws {
    var flow = FakeFlow()
    flow.heading(level: 2)
    flow.paragraph(lines: 6)
    flow.figure(height: 50)
    flow.paragraph(lines: 8)
    let pages = flow.pages(height: 100)
    try #require(pages.count == 2)
    #expect(pages[0].floats.isEmpty)
    #expect(pages[1].floats == 0..<1 && pages[1].frames[0].topFloats == 1)
    // Heading, six lines, and then at least two lines of the paragraph behind the figure.
    #expect(pages[0].items.upperBound >= 10)
  }

  @Test("A figure stays before the next heading of level 2, though a page ends early for it")
  func figureStaysInSection() throws {
    var flow = FakeFlow()
    flow.paragraph(lines: 4)
    flow.heading(level: 2)
    flow.figure(height: 60)
    flow.heading(level: 2)
    flow.paragraph(lines: 8)
    let list = flow.list
    let pages = flow.pages(height: 100)
    let place = try #require(pages.firstIndex { !$0.floats.isEmpty })
    let second = try #require(list.items.lastIndex { $0.isBarrier })
    let page = try #require(pages.firstIndex { $0.items.contains(second) })
    #expect(page >= place)
  }

  @Test("A figure rises to the top of its page where waiting would leave a hole")
  func risingFigure() throws {
    var flow = FakeFlow()
    flow.heading(level: 2)
    flow.paragraph(lines: 19)
    flow.figure(height: 50)
    flow.heading(level: 2)
    flow.paragraph(lines: 30)
    let pages = flow.pages(height: 120)
    // The second page takes the last lines of the section under its figure.
    let page = try #require(pages.first { !$0.floats.isEmpty })
    #expect(page.frames[0].topFloats == 1)
    #expect(page.number == 2 && page.items.lowerBound < 20)
  }

  @Test("A figure that would leave a hole stands at the foot of its page, and the text before it goes on overleaf")
  func sinkingFigure() throws {
    var flow = FakeFlow()
    flow.paragraph(lines: 3)
    flow.heading(level: 2)
    flow.paragraph(lines: 6)
    flow.figure(height: 40)
    flow.heading(level: 2)
    flow.paragraph(lines: 9)
    let list = flow.list
    let pages = flow.pages(height: 120)
    try #require(pages.count == 2)
    #expect(pages[0].floats == 0..<1 && pages[0].frames[0].footFloats == 1)
    // Its heading and at least two lines of its section stand above it.
    #expect(pages[0].items == 0..<8 && list.stretches(of: pages[0].frames[0], filling: 120).0.last?.tops == [80])
    #expect(pages[1].items.lowerBound == 8)
  }

  @Test("A figure never stands before the heading of its section")
  func behindItsHeading() {
    for seed in 0..<100 {
      var random = SeededNumbers(seed: UInt64(seed))
      var flow = FakeFlow()
      for _ in 0..<12 {
        flow.heading(level: 2)
        flow.paragraph(lines: Int.random(in: 2...20, using: &random))
        if Bool.random(using: &random) { flow.figure(height: Double.random(in: 20...150, using: &random)) }
      }
      let list = flow.list
      for page in flow.pages(height: 200) where page.frames[0].footFloats > 0 {
        let place = list.floats[page.floats.upperBound - 1].items.lowerBound
        let heading = list.items[..<place].lastIndex { $0.isHeading } ?? 0
        #expect(page.items.upperBound > heading + 1)
      }
    }
  }

  @Test("Figures keep their order")
  func figureOrder() {
    var flow = FakeFlow()
    for height in [70.0, 20, 80, 30] {
      flow.paragraph(lines: 4)
      flow.figure(height: height)
    }
    flow.paragraph(lines: 20)
    let floats = flow.pages(height: 100).flatMap { Array($0.floats) }
    #expect(floats == [0, 1, 2, 3])
  }

  @Test("Room is kept for the head of a table on each page that it goes on")
  func repeatedHead() {
    var flow = FakeFlow()
    flow.table(rows: 30, head: 20)
    let pages = flow.pages(height: 100)
    #expect(pages.map(\.items.count) == [10, 8, 8, 4])
  }

  @Test("A forced break to a right page leaves a blank left one")
  func rightPage() {
    var flow = FakeFlow()
    flow.paragraph(lines: 3)
    flow.builder.breakBefore(.right)
    flow.paragraph(lines: 3)
    let pages = flow.pages(height: 100)
    #expect(pages.map(\.number) == [1, 2, 3])
    #expect(pages.map(\.isBlank) == [false, true, false])
  }

  @Test("What is taller than a page is set all the same, and the page is marked")
  func tooTall() {
    var flow = FakeFlow()
    flow.paragraph(lines: 3)
    flow.builder.add(FakeBlock(heights: [500]), x: 0, node: 99)
    flow.figure(height: 900)
    flow.paragraph(lines: 3)
    let pages = flow.pages(height: 100)
    #expect(pages.contains { $0.overflows })
    #expect(pages.last?.items.upperBound == 8)
  }

  @Test("Spaces at headings and figures are made wider, by a third at most, so that a page ends at its foot")
  func filledPages() throws {
    var flow = FakeFlow()
    flow.paragraph(lines: 3)
    flow.heading(level: 3, space: 30)
    flow.paragraph(lines: 2)
    flow.paragraph(lines: 12)
    let list = flow.list
    var page = FrameSpan(items: 0..<6, floats: 0..<0)
    #expect(list.stretches(of: page, filling: 95).0.first?.tops == [0, 10, 20, 65, 75, 85])
    #expect(list.stretches(of: page, filling: 200).bottom == 100)
    // The last page ends where it does.
    page.items = 0..<list.items.count
    #expect(list.stretches(of: page, filling: 400).bottom == 210)
  }

  @Test("Pages broken again from the middle are as they were")
  func again() throws {
    var flow = FakeFlow()
    for index in 0..<60 {
      if index % 9 == 0 { flow.heading(level: 2, space: 8) }
      flow.paragraph(lines: 3 + index % 7, space: 4)
      if index % 5 == 3 { flow.figure(height: 40, space: 6) }
    }
    let list = flow.list
    let whole = flow.pages(height: 200)
    let from = try #require(whole.dropFirst(4).first)
    let rest = PageBreaker(list: list, notes: flow.notes) { _, _ in 200 }
      .pages(from: (from.number, from.items.lowerBound, from.floats.lowerBound, nil))
    #expect(rest == Array(whole[4...]))
  }

  @Test(
    "Whatever the heights, pages end, hold each thing once, and notes stand with their calls",
    arguments: 0..<300)
  func anyHeights(seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed))
    let heights: [Double] = [0, 5, 60, 100, 101.5, 300]
    let height = heights[Int.random(in: 0..<6, using: &random)]
    let rules: [VerticalList.BreakRule] = [.page, .left, .right, .avoided]
    var flow = FakeFlow()
    for number in 0..<6 { flow.note(900 + number, lines: Int.random(in: 0...25, using: &random)) }
    var note = 0
    for _ in 0..<Int.random(in: 0...30, using: &random) {
      switch Int.random(in: 0..<9, using: &random) {
      case 0:
        flow.heading(
          level: Int.random(in: 1...4, using: &random), space: Double.random(in: 0...30, using: &random))
      case 1:
        flow.figure(
          height: Double.random(in: 0...250, using: &random),
          space: Double.random(in: -5...20, using: &random))
      case 2:
        flow.table(
          rows: Int.random(in: 0...40, using: &random), head: Double.random(in: 0...40, using: &random))
      case 3:
        flow.builder.breakBefore(rules[Int.random(in: 0..<4, using: &random)])
      case 4 where note < 6:
        flow.paragraph(lines: 5, calls: [Int.random(in: 0..<5, using: &random): [900 + note]])
        note += 1
      case 5:
        flow.builder.openBox(node: 0, x: 0, width: 1, top: Double.random(in: 0...20, using: &random))
        flow.paragraph(lines: 4, space: 3)
        flow.builder.closeBox(bottom: Double.random(in: 0...20, using: &random))
      default:
        flow.paragraph(
          lines: Int.random(in: 1...12, using: &random), space: Double.random(in: -4...12, using: &random))
      }
    }
    let list = flow.list
    let pages = flow.pages(height: height)
    check(pages, of: list, flow.notes, height: height)
  }

  private func check(_ pages: [PageSpan], of list: VerticalList, _ notes: NoteList, height: Double) {
    var item = 0
    var float = 0
    var seen: [Int32: Int32] = [:]
    for page in pages {
      #expect(page.items.lowerBound == item && page.floats.lowerBound == float)
      item = page.items.upperBound
      float = page.floats.upperBound
      for part in page.notes {
        #expect(part.items.lowerBound == seen[part.note] ?? 0)
        seen[part.note] = part.items.upperBound
      }
      for index in page.items where list.items[index].float < 0 && !isFloated(index, list) {
        let entry = list.items[index]
        for call in entry.firstCall..<(entry.firstCall + entry.callCount) {
          let note = list.calls[Int(call)]
          #expect(page.notes.contains { $0.note == note && $0.items.lowerBound == 0 })
        }
      }
      if !page.overflows {
        #expect(list.stretches(of: page.frames[0]).bottom + notes.height(of: page.notes) <= height + 0.02)
      }
      // No barrier is passed by a float that waits.
      for index in page.items where list.items[index].isBarrier {
        #expect(list.floats[float...].allSatisfy { $0.items.lowerBound > index })
      }
    }
    #expect(item == list.items.count && float == list.floats.count)
    for (note, end) in seen { #expect(Int(end) == notes.notes[Int(note)].list.items.count) }
  }

  private func isFloated(_ item: Int, _ list: VerticalList) -> Bool {
    list.floats.contains { $0.items.contains(item) }
  }
}

/// Numbers that are the same on each run (SplitMix64, by G. Steele, D. Lea and C. Flood).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
