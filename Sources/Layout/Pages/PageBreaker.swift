/// Chooses where pages end so that the whole document looks best, as lines are chosen in a paragraph.
///
/// A shortest path through the places where a page may end, each page a step with a cost: its hole at the foot first of
/// all (after M. F. Plass, "Optimal Pagination Techniques for Automatic Typesetting Systems", Stanford 1981, whose
/// quadratic badness makes the problem one of dynamic programming). What is to be set at such a place are the items after
/// it, the floats that still wait and the rest of a note, so these three are the state. A float stands where it comes in
/// the flow, or waits for the top of a later page while text moves up, or rises to the top of the page that it nearly
/// fits on; never past a heading of level 2, and never past another float. Only a few floats wait at once, so the states
/// at an item are few and the work grows with the length of the document, whatever it is made of.
final class PageBreaker {
  /// What makes a page bad. A page's hole costs a hundred times the square of its share of the page, so a tenth costs 1.
  enum Cost {
    static let hole = 100.0
    /// For what a hole has over a tenth of the page, which is when one begins to be noticed.
    static let wideHole = 50.0
    static let page = 0.2
    /// A break that the sheet would rather not have: as bad as a third of a page.
    static let avoidedBreak = 12.0
    /// A page that is short by two lines or more in the middle of a paragraph or table, where none seems to be missing.
    static let brokenOff = 0.6
    static let dividedNote = 4.0
    static let waitingFloat = 0.1
    static let floatPastHeading = 0.5
    static let risenFloat = 0.3
    static let shortLastPage = 2.0
    /// Parting what belongs together, taken only where no other place is left.
    static let forbiddenBreak = 200.0
    static let overflow = 1000.0
  }
  /// Pages less full than this are looked at only where nothing better can be had.
  private static let leastFill = 0.5
  /// How many floats wait at once at most; a page ends before the next, as text would move up ever further from the
  /// figures that it speaks of.
  static let mostWaiting = 4
  static let tolerance = 0.01

  let list: VerticalList
  let notes: NoteList
  /// The height of a page's content, by its number and the flow's item that it begins with.
  private let capacity: (_ number: Int, _ item: Int) -> Double

  init(list: VerticalList, notes: NoteList, capacity: @escaping (_ number: Int, _ item: Int) -> Double) {
    self.list = list
    self.notes = notes
    self.capacity = capacity
  }

  /// A place where a page may begin, with the best way to it.
  struct Node {
    var item: Int32
    var float: Int32
    var remainder: PageSpan.Remainder?
    var cost: Double
    /// The number of the page that begins here.
    var number: Int32
    var previous: Int32
    // About the page that ends here.
    var topFloats: Int32
    var overflows: Bool
    /// The next node at the same item.
    var sibling: Int32 = -1

    /// The order in which nodes at the same item are looked at: no page leads to an earlier one.
    func comes(before other: Node) -> Bool {
      if float != other.float { return float < other.float }
      switch (remainder, other.remainder) {
      case (let a?, let b?): return (a.note, a.item) < (b.note, b.item)
      case (_?, nil): return true
      case (nil, _): return false
      }
    }
    func isSamePlace(as other: Node) -> Bool {
      float == other.float && remainder == other.remainder
    }
  }

  private(set) var nodes: [Node] = []
  /// How many items were looked at on all pages that were tried: the work done.
  private(set) var stepCount = 0
  private var firstAt: [Int32] = []

  /// The pages from a place on, by default the whole document.
  ///
  /// - Parameter start: What the first of these pages begins with: as in a page that is to be replaced.
  func pages(
    from start: (number: Int, item: Int, float: Int, remainder: PageSpan.Remainder?) = (1, 0, 0, nil)
  ) -> [PageSpan] {
    guard start.item < list.items.count else { return [] }
    firstAt = Array(repeating: -1, count: list.items.count + 1)
    nodes = []
    stepCount = 0
    record(
      Node(
        item: Int32(start.item), float: Int32(start.float), remainder: start.remainder, cost: 0,
        number: Int32(start.number), previous: -1, topFloats: 0, overflows: false))
    for item in start.item...list.items.count {
      var at = firstAt[item]
      while at >= 0 {
        let node = nodes[Int(at)]
        let isEnd =
          item == list.items.count && Int(node.float) == list.floats.count && node.remainder == nil
        if isEnd { return path(to: Int(at)) }
        if lookAhead(from: Int(at), risingFloat: false) {
          _ = lookAhead(from: Int(at), risingFloat: true)
        }
        at = nodes[Int(at)].sibling
      }
    }
    preconditionFailure("every page takes something, so the end is reached")
  }

  /// Adds a node, unless a better one is at the same place.
  private func record(_ node: Node) {
    var before: Int32 = -1
    var at = firstAt[Int(node.item)]
    while at >= 0 {
      if nodes[Int(at)].isSamePlace(as: node) {
        if node.cost < nodes[Int(at)].cost {
          let sibling = nodes[Int(at)].sibling
          nodes[Int(at)] = node
          nodes[Int(at)].sibling = sibling
        }
        return
      }
      if node.comes(before: nodes[Int(at)]) { break }
      before = at
      at = nodes[Int(at)].sibling
    }
    nodes.append(node)
    nodes[nodes.count - 1].sibling = at
    let index = Int32(nodes.count - 1)
    if before >= 0 { nodes[Int(before)].sibling = index } else { firstAt[Int(node.item)] = index }
  }

  /// A page being filled.
  struct Page {
    let capacity: Double
    /// The height of text and floats.
    var used = 0.0
    var notesHeight = 0.0
    var isEmpty = true
    var overflows = false
    /// The space that a float just placed asks for below it.
    var spaceBelow: Double?
    var hole: Double { capacity - used - notesHeight }
  }

  /// Fills a page from a node and records where it may end.
  ///
  /// - Parameter risingFloat: Whether the next float of the flow is set at the top of the page, before its place.
  /// - Returns: Whether a float had to wait that could have risen.
  private func lookAhead(from index: Int, risingFloat: Bool) -> Bool {
    let node = nodes[index]
    let start = Int(node.item)
    var page = Page(capacity: capacity(Int(node.number), start))
    var float = Int(node.float)

    if let rest = node.remainder {
      let count = notes.notes[Int(rest.note)].list.items.count
      page.notesHeight =
        notes.separatorHeight + notes.height(of: Int(rest.note), items: Int(rest.item)..<count)
      if page.hole < -Self.tolerance {
        let room = page.capacity - notes.separatorHeight
        let end = lastItem(of: Int(rest.note), from: Int(rest.item), fitting: room, atLeastOne: true)
        if end < count {
          finish(
            at: start, page: page, from: index, float: float, topFloats: 0, cost: Cost.dividedNote,
            hasHole: false,
            remainder: .init(note: rest.note, item: Int32(end)))
          return false
        }
        page.overflows = true
        finish(
          at: start, page: page, from: index, float: float, topFloats: 0, cost: Cost.overflow, hasHole: false)
        return false
      }
      page.isEmpty = false
    }

    // Whether the page begins with a note's rest matters to floats, not to the space above the first line.
    var textIsEmpty = true
    func place(_ float: Int) -> Bool {
      let it = list.floats[float]
      let space = textIsEmpty ? 0 : max(page.spaceBelow ?? 0, it.spaceAbove)
      let calls = callsHeight(it.firstCall, it.callCount, after: page.notesHeight)
      if page.hole - space - it.height - calls < -Self.tolerance {
        guard page.isEmpty else { return false }
        page.overflows = true
      }
      page.used += space + it.height
      page.notesHeight += calls
      page.spaceBelow = it.spaceBelow
      page.isEmpty = false
      textIsEmpty = false
      return true
    }
    while float < list.floats.count, list.floats[float].items.lowerBound < start, place(float) { float += 1 }
    let hadWaiting = float > Int(node.float)
    if risingFloat {
      guard float < list.floats.count, place(float) else { return false }
      float += 1
    }
    let topFloats = float - Int(node.float)
    var cost = risingFloat ? Cost.risenFloat : 0

    var item = start
    defer { stepCount += item - start }
    var lastKeepsNext = false
    var passedHeading = false
    var couldRise = false
    var foundEnd = false
    /// The last places that are taken only if there is no better one, with the page as it was there.
    var early: (item: Int, page: Page, float: Int, cost: Double)?
    var forbidden: (item: Int, page: Page, float: Int, cost: Double)?

    func isWaiting() -> Bool { float < list.floats.count && list.floats[float].items.lowerBound < item }

    filling: while true {
      if item == list.items.count {
        let isShort = page.used < 0.12 * page.capacity && node.number > 1 && node.previous >= 0
        if isWaiting() {
          finish(
            at: item, page: page, from: index, float: float, topFloats: topFloats, cost: cost, hasHole: true)
        } else {
          finish(
            at: item, page: page, from: index, float: float, topFloats: topFloats,
            cost: cost + (isShort ? Cost.shortLastPage : 0), hasHole: false)
        }
        return couldRise
      }
      let next = list.items[item]
      if !page.isEmpty {
        let waits = isWaiting()
        if next.breakBefore.isForced, item > start || hadWaiting {
          finish(
            at: item, page: page, from: index, float: float, topFloats: topFloats,
            cost: cost + (lastKeepsNext ? Cost.forbiddenBreak : 0), hasHole: waits)
          return couldRise
        }
        if next.isBarrier, waits {
          if lastKeepsNext || next.breakBefore == .forbidden {
            forbidden = (item, page, float, cost + Cost.forbiddenBreak)
          } else {
            finish(
              at: item, page: page, from: index, float: float, topFloats: topFloats, cost: cost, hasHole: true
            )
            foundEnd = true
          }
          break filling
        }
        if item > start || topFloats > 0 {
          if lastKeepsNext || next.breakBefore == .forbidden {
            forbidden = (item, page, float, cost + Cost.forbiddenBreak)
          } else {
            var price = cost + (next.breakBefore == .avoided ? Cost.avoidedBreak : 0)
            if next.unit > 0, page.hole >= 2 * next.height { price += Cost.brokenOff }
            if page.used + page.notesHeight >= Self.leastFill * page.capacity {
              finish(
                at: item, page: page, from: index, float: float, topFloats: topFloats, cost: price,
                hasHole: true)
              foundEnd = true
            } else {
              early = (item, page, float, price)
            }
          }
        }
      }
      if next.isHeading { passedHeading = true }

      if next.float >= 0 {
        let here = Int(next.float)
        let end = list.floats[here].items.upperBound
        if here < float {  // It has risen.
          item = end
          continue
        }
        if here == float, place(here) {
          float += 1
          lastKeepsNext = false
        } else {
          if here - float >= Self.mostWaiting { break filling }
          if here == float, !passedHeading, !risingFloat { couldRise = true }
          cost += Cost.waitingFloat
        }
        item = end
        continue
      }
      if next.isHeading, isWaiting() { cost += Cost.floatPastHeading }

      var height = next.height
      if textIsEmpty {
        // Margins are kept at the top of the document and after a forced break (CSS Fragmentation 3, 5.2).
        if item == start, start == 0 || next.breakBefore.isForced { height += next.space }
      } else if let below = page.spaceBelow {
        height += max(below, next.space)
      } else {
        height += next.space
      }
      if item == start, next.unit > 0 { height += list.blocks[Int(next.index)].repeatedHeight }
      let calls = callsHeight(next.firstCall, next.callCount, after: page.notesHeight)
      if page.hole - height - calls < -Self.tolerance {
        if next.callCount > 0, !page.overflows,
          divideNote(
            of: item, height: height, page: page, from: index, float: float, topFloats: topFloats, cost: cost)
        {
          foundEnd = true
        }
        guard page.isEmpty else { break filling }
        // Nothing else will ever give it more room.
        page.overflows = true
      }
      page.used += height
      page.notesHeight += calls
      page.isEmpty = false
      page.spaceBelow = nil
      textIsEmpty = false
      lastKeepsNext = next.keepsNext
      item += 1
    }

    if !foundEnd, let end = early ?? forbidden {
      finish(
        at: end.item, page: end.page, from: index, float: end.float, topFloats: topFloats, cost: end.cost,
        hasHole: true)
    } else if !foundEnd {
      // Only a note's rest stands on the page, and nothing else fits beside it.
      finish(
        at: start, page: page, from: index, float: Int(node.float), topFloats: 0, cost: cost, hasHole: true)
    }
    return couldRise
  }

  /// Records that a page ends before an item.
  func finish(
    at item: Int, page: Page, from index: Int, float: Int, topFloats: Int, cost: Double, hasHole: Bool,
    remainder: PageSpan.Remainder? = nil
  ) {
    let node = nodes[index]
    let share = hasHole && page.capacity > 0 ? max(page.hole, 0) / page.capacity : 0
    var number = node.number + 1
    if item < list.items.count, remainder == nil, !waits(float, before: item) {
      switch list.items[item].breakBefore {
      case .right where number.isMultiple(of: 2), .left where !number.isMultiple(of: 2): number += 1
      default: break
      }
    }
    record(
      Node(
        item: Int32(item), float: Int32(float), remainder: remainder,
        cost: node.cost + cost + Cost.page + Cost.hole * share * share
          + Cost.wideHole * max(0, share - 0.1) + (page.overflows ? Cost.overflow : 0),
        number: number, previous: Int32(index), topFloats: Int32(topFloats), overflows: page.overflows))
  }

  private func waits(_ float: Int, before item: Int) -> Bool {
    float < list.floats.count && list.floats[float].items.lowerBound < item
  }
}
