import Testing

@testable import Layout

@Suite("Many figures")
struct ManyFiguresTests {
  /// What breaking a flow of figures into pages took.
  private func work(figures: Int, linesBetween: Int, height: Double = 30) -> (states: Int, steps: Int) {
    var flow = FakeFlow()
    flow.heading(level: 2)
    for _ in 0..<figures {
      flow.paragraph(lines: linesBetween)
      flow.figure(height: height, space: 5)
    }
    let breaker = PageBreaker(list: flow.list, notes: flow.notes) { _, _ in 100 }
    #expect(breaker.pages().last?.floats.upperBound == figures)
    return (breaker.nodes.count, breaker.stepCount)
  }

  @Test("2,000 figures in one section take work in proportion to their number", arguments: [0, 1, 4])
  func linear(linesBetween: Int) {
    let half = work(figures: 1_000, linesBetween: linesBetween)
    let whole = work(figures: 2_000, linesBetween: linesBetween)
    // Each line and figure begins a page with none to four figures waiting, or with some that rose to the page before; a
    // page takes about ten of them. Without a bound there would be a thousand states to a place.
    let places = 2_000 * (1 + linesBetween)
    #expect(whole.states < 8 * places)
    #expect(whole.steps < 5 * 20 * places)
    #expect(Double(whole.steps) < 2.1 * Double(half.steps))
  }

  @Test("Figures as high as their pages, which text between them cannot fill, take no more work")
  func tallFigures() {
    let half = work(figures: 1_000, linesBetween: 2, height: 95)
    let whole = work(figures: 2_000, linesBetween: 2, height: 95)
    #expect(Double(whole.steps) < 2.1 * Double(half.steps))
    #expect(whole.states < 8 * 2_000 * 3)
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
