import Testing

@testable import Layout

@Suite("Many figures")
struct ManyFiguresTests {
  /// What breaking a flow of figures into pages took: all places where a page was tried to begin, those of them at which no
  /// figure stands before the text that calls it, the most figures that waited at one, and the items looked at.
  private struct Work {
    var states: Int
    var statesInOrder = 0
    var mostWaiting = 0
    var steps: Int
  }

  private func work(figures: Int, linesBetween: Int, height: Double = 30) -> Work {
    var flow = FakeFlow()
    flow.heading(level: 2)
    for _ in 0..<figures {
      flow.paragraph(lines: linesBetween)
      flow.figure(height: height, space: 5)
    }
    let breaker = PageBreaker(list: flow.list, notes: flow.notes) { _, _ in 100 }
    #expect(breaker.pages().last?.floats.upperBound == figures)
    var work = Work(states: breaker.nodes.count, steps: breaker.stepCount)
    let anchors = flow.list.floats.map(\.items.upperBound)
    for node in breaker.nodes {
      // Figures that were called before the page begins, less those that have been placed.
      let called = anchors.prefix { $0 <= Int(node.item) }.count
      let waiting = called - Int(node.float)
      if waiting >= 0 { work.statesInOrder += 1 }
      work.mostWaiting = max(work.mostWaiting, waiting)
    }
    return work
  }

  @Test("2,000 figures in one section take work in proportion to their number", arguments: [0, 1, 4])
  func linear(linesBetween: Int) {
    let half = work(figures: 1_000, linesBetween: linesBetween)
    let whole = work(figures: 2_000, linesBetween: linesBetween)
    // Each line and figure begins a page with none to four figures waiting, and a page takes about ten of them.
    let places = 2_000 * (1 + linesBetween)
    #expect(whole.statesInOrder < 5 * places)
    #expect(whole.mostWaiting <= PageBreaker.mostWaiting)
    // Figures that have risen before the text that calls them add states, but no more for each in a longer flow.
    #expect(Double(whole.states) < 2.1 * Double(half.states))
    #expect(whole.steps < 5 * 20 * places)
    #expect(Double(whole.steps) < 2.1 * Double(half.steps))
  }

  @Test("Figures as high as their pages, which text between them cannot fill, take no more work")
  func tallFigures() {
    let half = work(figures: 1_000, linesBetween: 2, height: 95)
    let whole = work(figures: 2_000, linesBetween: 2, height: 95)
    #expect(Double(whole.steps) < 2.1 * Double(half.steps))
    #expect(whole.statesInOrder < 5 * 2_000 * 3)
    #expect(Double(whole.states) < 2.1 * Double(half.states))
  }

  @Test("No more than four figures wait at the end of a page")
  func fewWait() {
    var flow = FakeFlow()
    for _ in 0..<12 { flow.figure(height: 60, space: 5) }
    for _ in 0..<40 { flow.paragraph(lines: 6) }
    let list = flow.list
    for page in flow.pages(height: 100) {
      let waiting = list.floats[page.floats.upperBound...].prefix { $0.items.lowerBound < page.items.upperBound }
      #expect(waiting.count <= PageBreaker.mostWaiting)
    }
  }
}

@Suite("Long documents in columns")
struct LongColumnsTests {
  @Test("2,000 paragraphs and figures in columns take work in proportion to their number", arguments: [true, false])
  func linear(isBalanced: Bool) {
    func steps(_ paragraphs: Int) -> Int {
      var flow = FakeFlow()
      flow.paragraph(lines: 3)
      flow.columns(3, isBalanced: isBalanced) {
        for index in 0..<paragraphs {
          $0.paragraph(lines: 3 + index % 5)
          if index % 6 == 0 { $0.float(height: 25, [.flow, .top], isWide: index % 12 == 0) }
        }
      }
      let breaker = PageBreaker(list: flow.list, notes: flow.notes) { _, _ in 100 }
      #expect(breaker.pages().last?.items.upperBound == flow.list.items.count)
      return breaker.stepCount
    }
    let half = steps(1_000)
    #expect(Double(steps(2_000)) < 2.1 * Double(half))
  }
}
