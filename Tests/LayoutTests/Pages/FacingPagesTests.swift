import Testing

@testable import Layout

@Suite("Facing pages")
struct FacingPagesTests {
  private typealias Cost = PageBreaker.Cost

  private func flow(
    seed: Int, paragraphs: ClosedRange<Int>, lines: ClosedRange<Int> = 2...7, space: Double = 0,
    into flow: FakeFlow = FakeFlow()
  ) -> FakeFlow {
    var random = SeededNumbers(seed: UInt64(seed))
    var flow = flow
    for _ in 0..<Int.random(in: paragraphs, using: &random) {
      if Int.random(in: 0..<6, using: &random) == 0 { flow.heading(level: 3, space: 16) }
      flow.paragraph(lines: Int.random(in: lines, using: &random), space: space)
    }
    return flow
  }

  /// How far above its foot a page may end: with its spaces widened, and as it is.
  private func feet(_ items: Range<Int>, _ list: VerticalList, height: Double) -> ClosedRange<Double> {
    let plain = list.stretches(of: FrameSpan(items: items, floats: 0..<0))
    let hole = height - plain.bottom
    return max(0, hole - plain.stretchable / 3)...hole
  }

  /// What pages that end before some items cost together.
  private func cost(_ ends: [Int], _ list: VerticalList, height: Double) -> Double {
    var cost = 0.0
    var start = 0
    var left: ClosedRange<Double>?
    for (index, end) in ends.enumerated() {
      let feet = feet(start..<end, list, height: height)
      cost += Cost.page
      if end == list.items.count {
        return cost + (index > 0 && height - feet.upperBound < 0.12 * height ? Cost.shortLastPage : 0)
      }
      let share = feet.upperBound / height
      cost += Cost.hole * share * share + Cost.wideHole * max(0, share - 0.1)
      if list.items[end].unit > 0, feet.upperBound >= 20 { cost += Cost.brokenOff }
      // Page 1 is a right one with nothing beside it.
      if index.isMultiple(of: 2), let left {
        let apart = max(feet.lowerBound - left.upperBound, left.lowerBound - feet.upperBound, 0)
        cost += Cost.unevenFeet * min(1, apart / (height / 20))
      }
      left = feet
      start = end
    }
    return cost
  }

  /// The least cost of all ways to break some items into pages that are at least half full.
  private func leastCost(_ list: VerticalList, height: Double, after ends: [Int] = []) -> Double {
    let start = ends.last ?? 0
    if start == list.items.count { return cost(ends, list, height: height) }
    var least = Double.infinity
    for end in (start + 1)...list.items.count {
      let filled = list.stretches(of: FrameSpan(items: start..<end, floats: 0..<0)).bottom
      if filled > height + 0.01 { break }
      if end < list.items.count {
        if list.items[end - 1].keepsNext || list.items[end].breakBefore == .forbidden || filled < height / 2 {
          continue
        }
      }
      least = min(least, leastCost(list, height: height, after: ends + [end]))
    }
    return least
  }

  @Test(
    "The pages of two-sided documents are the cheapest of all, the heights of facing pages counted in",
    arguments: 0..<60)
  func cheapest(seed: Int) {
    let flow = flow(seed: seed, paragraphs: 5...9, space: Double(seed % 3))
    let list = flow.list
    let least = leastCost(list, height: 100)
    guard least < 1e6 else { return }
    let found = flow.pages(height: 100, isTwoSided: true)
    #expect(abs(cost(found.map(\.items.upperBound), list, height: 100) - least) < 1e-4)
  }

  /// Of the spreads whose pages both end in the middle of the text, how many end at different heights.
  private func uneven(isTwoSided: Bool) -> (uneven: Int, all: Int) {
    var counts = (uneven: 0, all: 0)
    for seed in 0..<30 {
      let flow = flow(seed: seed, paragraphs: 60...90, lines: 3...12)
      let list = flow.list
      let pages = flow.pages(height: 400, isTwoSided: isTwoSided).dropLast()
      for (left, right) in zip(pages, pages.dropFirst()) where left.number.isMultiple(of: 2) {
        let bottoms = [left, right].map { list.stretches(of: $0.frames[0], filling: 400).bottom }
        counts.all += 1
        if abs(bottoms[0] - bottoms[1]) > 0.5 { counts.uneven += 1 }
      }
    }
    return counts
  }

  @Test("The text of most facing pages ends at the same height")
  func sameHeight() {
    let (oneSided, twoSided) = (uneven(isTwoSided: false), uneven(isTwoSided: true))
    #expect(twoSided.uneven * 5 < oneSided.uneven * 2 && twoSided.all > 150, "\(twoSided) for \(oneSided)")
  }

  @Test("Where one of two facing pages cannot be full, both are a line short")
  func bothShort() {
    var flow = FakeFlow()
    flow.paragraph(lines: 10)
    // A heading at the foot would be alone, so that the left page ends before it.
    flow.paragraph(lines: 9)
    flow.heading(level: 3)
    for lines in [12, 4, 12, 20] { flow.paragraph(lines: lines) }
    #expect(flow.pages(height: 100).prefix(3).map(\.items.count) == [10, 9, 10])
    #expect(flow.pages(height: 100, isTwoSided: true).prefix(3).map(\.items.count) == [10, 9, 9])
  }

  @Test("Spaces on one of two facing pages are made no wider than lets it end where the other does")
  func sameStretching() {
    var flow = FakeFlow()
    flow.paragraph(lines: 10)
    flow.paragraph(lines: 9)
    flow.heading(level: 3)
    flow.paragraph(lines: 3)
    flow.heading(level: 3, space: 20)
    flow.paragraph(lines: 4)
    flow.paragraph(lines: 30)
    let list = flow.list
    func bottoms(isTwoSided: Bool) -> [Double] {
      flow.pages(height: 100, isTwoSided: isTwoSided)[1...2].map {
        list.stretches(of: $0.frames[0], filling: 100).bottom
      }
    }
    #expect(bottoms(isTwoSided: true) == [90, 90])
    #expect(abs(bottoms(isTwoSided: false)[1] - (90 + 20.0 / 3)) < 0.01)
  }

  @Test("Columns of a spread end at the same height, too")
  func columns() {
    func uneven(isTwoSided: Bool) -> Int {
      (0..<20).reduce(0) { count, seed in
        var flow = FakeFlow()
        flow.columns(2, isBalanced: false) { $0 = self.flow(seed: seed, paragraphs: 80...90, lines: 3...12, into: $0) }
        let list = flow.list
        let pages = flow.pages(height: 400, isTwoSided: isTwoSided).dropLast()
        let spreads = zip(pages, pages.dropFirst()).filter { $0.0.number.isMultiple(of: 2) }
        return count
          + spreads.count { left, right in
            let bottoms = (left.frames + right.frames).map { list.stretches(of: $0, filling: 400).bottom }
            return (bottoms.max() ?? 0) - (bottoms.min() ?? 0) > 0.5
          }
      }
    }
    let (oneSided, twoSided) = (uneven(isTwoSided: false), uneven(isTwoSided: true))
    #expect(twoSided * 4 < oneSided * 3, "\(twoSided) for \(oneSided)")
  }
}
