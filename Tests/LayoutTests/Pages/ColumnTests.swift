import Geometry
import Graphics
import Testing

@testable import Layout

@Suite("Columns")
struct ColumnTests {
  /// How many items stand in each frame of each page.
  private func counts(_ pages: [PageSpan]) -> [[Int]] { pages.map { $0.frames.map(\.items.count) } }

  @Test("Columns are filled one after another, and those of the last page are equally high")
  func balanced() {
    var flow = FakeFlow()
    flow.columns(2) { $0.paragraph(lines: 32) }
    let pages = flow.pages(height: 100)
    #expect(counts(pages) == [[10, 10], [6, 6]])
    #expect(pages[1].frames.map(\.height) == [60, 60])
    #expect(pages[1].frames.map(\.place.column) == [0, 1])
  }

  @Test("With column-fill: auto, the last page is filled in turn")
  func filledInTurn() {
    var flow = FakeFlow()
    flow.columns(2, isBalanced: false) { $0.paragraph(lines: 34) }
    #expect(counts(flow.pages(height: 100)) == [[10, 10], [10, 4]])
  }

  @Test("Balancing keeps widows, orphans and headings with what they belong to")
  func balancingKeeps() throws {
    var flow = FakeFlow()
    flow.columns(2) {
      $0.paragraph(lines: 5)
      $0.heading(level: 3)
      $0.paragraph(lines: 3)
    }
    // Halves would part the heading from its text, and the paragraph may not be divided.
    #expect(counts(flow.pages(height: 100)) == [[5, 4]])
  }

  @Test("What follows balanced columns stands under them, what spans them between them")
  func bands() {
    var flow = FakeFlow()
    flow.paragraph(lines: 2)
    flow.columns(2) { $0.paragraph(lines: 4, space: 7) }
    flow.paragraph(lines: 2)
    flow.columns(3) { $0.paragraph(lines: 9) }
    let pages = flow.pages(height: 200)
    #expect(counts(pages) == [[2, 2, 2, 2, 3, 3, 3]])
    // The margin above columns is above all of them.
    #expect(pages[0].frames.map(\.place.top) == [0, 27, 27, 54, 74, 74, 74])
  }

  @Test("A forced column break goes to the next column, a forced page break to the next page, both balanced before it")
  func forcedBreaks() {
    var flow = FakeFlow()
    flow.columns(2) {
      $0.paragraph(lines: 3)
      $0.builder.breakBefore(.column)
      $0.paragraph(lines: 2)
      $0.builder.breakBefore(.page)
      $0.paragraph(lines: 4)
    }
    let pages = flow.pages(height: 100)
    #expect(counts(pages) == [[3, 2], [2, 2]])
  }

  @Test("A note stands in the column that calls it, and columns are balanced together with it")
  func notes() {
    var flow = FakeFlow()
    flow.note(900, lines: 2)
    flow.columns(2) { $0.paragraph(lines: 8, calls: [1: [900]]) }
    let pages = flow.pages(height: 100)
    // A rule of 5 and two lines stand under the first column.
    #expect(counts(pages) == [[3, 5]])
    #expect(pages[0].frames.map(\.notes.count) == [1, 0])
  }

  @Test("A wide figure goes across the columns at the top of its page or a later one")
  func wideFigure() throws {
    var flow = FakeFlow()
    flow.columns(2) {
      $0.paragraph(lines: 14)
      $0.float(height: 40, [.flow, .top], isWide: true)
      $0.paragraph(lines: 30)
    }
    let pages = flow.pages(height: 100)
    let page = try #require(pages.first { !$0.floats.isEmpty })
    #expect(page.frames[0].topFloats == 1 && page.frames[0].items.isEmpty && page.frames[0].place.section == -1)
    #expect(page.frames.dropFirst().allSatisfy { $0.place.top == 40 && $0.isColumn })
  }

  @Test("A wide figure before the next section stands where it comes, the columns above it balanced")
  func spanningFigure() throws {
    var flow = FakeFlow()
    flow.columns(2) {
      $0.heading(level: 2)
      $0.paragraph(lines: 7)
      $0.float(height: 30, [.flow, .top], isWide: true)
      $0.heading(level: 2)
      $0.paragraph(lines: 7)
    }
    let pages = flow.pages(height: 120)
    try #require(pages.count == 1)
    #expect(counts(pages) == [[4, 4, 1, 4, 4]])
    #expect(pages[0].frames.map(\.place.top) == [0, 0, 40, 70, 70])
    #expect(pages[0].floats == 0..<1)
  }

  @Test("A heading at the end of columns goes overleaf with what comes across below it")
  func headingBeforeSpanner() {
    var flow = FakeFlow()
    flow.columns(2) {
      $0.paragraph(lines: 12)
      $0.heading(level: 3)
    }
    flow.table(rows: 1, head: 0)
    flow.paragraph(lines: 4)
    #expect(flow.pages(height: 120).map(\.items.lowerBound) == [0])
    #expect(flow.pages(height: 75).map(\.items.lowerBound) == [0, 12])
  }

  @Test("The work for many columns does not grow with their number")
  func manyColumns() {
    func steps(_ count: Int) -> Int {
      var flow = FakeFlow()
      flow.columns(count, isBalanced: false) { flow in
        for index in 0..<400 { flow.paragraph(lines: 3 + index % 9) }
      }
      let breaker = PageBreaker(list: flow.list, notes: flow.notes) { _, _ in 200 }
      _ = breaker.pages()
      return breaker.stepCount
    }
    #expect(steps(40) < steps(4) * 3)
  }

  @Test("Floats at the foot stand there, above the notes; those for the next page do not stand on their own")
  func edges() throws {
    var flow = FakeFlow()
    flow.note(900, lines: 1)
    flow.paragraph(lines: 3, calls: [0: [900]])
    flow.float(height: 20, [.foot])
    flow.paragraph(lines: 3)
    let list = flow.list
    let page = try #require(flow.pages(height: 100).first)
    #expect(page.frames[0].footFloats == 1 && page.floats == 0..<1)
    let room = 100 - flow.notes.height(of: page.notes)
    #expect(list.stretches(of: page.frames[0], filling: room).0.last?.tops == [65])

    var next = FakeFlow()
    next.paragraph(lines: 4)
    next.float(height: 20, [.top, .later])
    next.paragraph(lines: 12)
    #expect(next.pages(height: 100).map(\.floats.count) == [0, 1])

    var top = FakeFlow()
    top.paragraph(lines: 4)
    top.float(height: 20, [.top])
    top.paragraph(lines: 4)
    #expect(top.pages(height: 100).first?.frames[0].topFloats == 1)
  }

  @Test(
    "Whatever stands in columns, pages end, hold each thing once and in order, and nothing is lower than its frame",
    arguments: 0..<300)
  func anyColumns(seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed))
    var flow = FakeFlow()
    for number in 0..<6 { flow.note(900 + number, lines: Int.random(in: 1...12, using: &random)) }
    var note = 0
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      let count = Int.random(in: 1...4, using: &random)
      func fill(_ flow: inout FakeFlow) {
        for _ in 0..<Int.random(in: 0...12, using: &random) { add(to: &flow, note: &note, &random) }
      }
      if count == 1 { fill(&flow) } else { flow.columns(count, isBalanced: Bool.random(using: &random), fill) }
    }
    let list = flow.list
    let height = [60.0, 100, 250][Int.random(in: 0..<3, using: &random)]
    let pages = flow.pages(height: height)
    var (item, float) = (0, 0)
    var seen: [Int32: Int32] = [:]
    for page in pages {
      for frame in page.frames {
        #expect(frame.items.lowerBound == item && frame.floats.lowerBound == float)
        (item, float) = (frame.items.upperBound, frame.floats.upperBound)
        for part in frame.notes {
          #expect(part.items.lowerBound == seen[part.note] ?? 0)
          seen[part.note] = part.items.upperBound
        }
        let foot = list.floats[(float - frame.footFloats)..<float].reduce(0) { $0 + $1.heightAtFoot }
        let notes = frame.isColumn ? flow.notes.height(of: frame.notes) : 0
        if !page.overflows {
          #expect(list.stretches(of: frame).bottom + foot + notes <= frame.height + 0.02)
          #expect(frame.place.top + frame.height <= height + 0.02)
        }
      }
    }
    #expect(item == list.items.count && float == list.floats.count)
  }

  private func add(to flow: inout FakeFlow, note: inout Int, _ random: inout SeededNumbers) {
    let rules: [VerticalList.BreakRule] = [.page, .column, .left, .avoided]
    let placements: [VerticalList.Float.Placement] = [[.flow, .top], [.top], [.foot], [.top, .foot], [.top, .later]]
    switch Int.random(in: 0..<10, using: &random) {
    case 0: flow.heading(level: Int.random(in: 1...4, using: &random), space: Double.random(in: 0...30, using: &random))
    case 1, 2:
      flow.float(
        height: Double.random(in: 0...120, using: &random),
        placements[Int.random(in: 0..<placements.count, using: &random)], isWide: Bool.random(using: &random))
    case 3: flow.table(rows: Int.random(in: 0...30, using: &random), head: 10)
    case 4: flow.builder.breakBefore(rules[Int.random(in: 0..<4, using: &random)])
    case 5 where note < 6:
      flow.paragraph(lines: 5, calls: [Int.random(in: 0..<5, using: &random): [900 + note]])
      note += 1
    default:
      flow.paragraph(lines: Int.random(in: 1...12, using: &random), space: Double.random(in: -4...12, using: &random))
    }
  }
}
