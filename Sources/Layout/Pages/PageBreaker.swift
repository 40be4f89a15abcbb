/// Chooses where pages end so that the whole document looks best, as lines are chosen in a paragraph.
///
/// A shortest path through the places where a page may end, each page a step with a cost: its hole at the foot first of
/// all (after M. F. Plass, "Optimal Pagination Techniques for Automatic Typesetting Systems", Stanford 1981, whose
/// quadratic badness makes the problem one of dynamic programming). What is to be set at such a place are the items after
/// it, the floats that still wait and the rest of a note, so these three are the state. A float stands where it comes in
/// the flow, or waits for the top of a later page while text moves up, or rises to the top of the page that it nearly
/// fits on; never past a heading of level 2, and never past another float.
final class PageBreaker {
  /// What makes a page bad. A page's hole costs a hundred times the square of its share of the page, so a tenth costs 1.
  enum Cost {
    static let hole = 100.0
    static let page = 0.2
    /// A break that the sheet would rather not have: as bad as a third of a page.
    static let avoidedBreak = 12.0
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
  private static let tolerance = 0.01

  private let list: VerticalList
  private let notes: NoteList
  /// The height of a page's content, by its number and the flow's item that it begins with.
  private let capacity: (_ number: Int, _ item: Int) -> Double

  init(list: VerticalList, notes: NoteList, capacity: @escaping (_ number: Int, _ item: Int) -> Double) {
    self.list = list
    self.notes = notes
    self.capacity = capacity
  }

  /// A place where a page may begin, with the best way to it.
  private struct Node {
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

  private var nodes: [Node] = []
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
  private struct Page {
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
            let price = cost + (next.breakBefore == .avoided ? Cost.avoidedBreak : 0)
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
  private func finish(
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
        cost: node.cost + cost + Cost.page + Cost.hole * share * share + (page.overflows ? Cost.overflow : 0),
        number: number, previous: Int32(index), topFloats: Int32(topFloats), overflows: page.overflows))
  }

  private func waits(_ float: Int, before item: Int) -> Bool {
    float < list.floats.count && list.floats[float].items.lowerBound < item
  }

  // MARK: Notes

  /// What the notes of some calls add to those already at the foot of the page.
  private func callsHeight(_ first: Int32, _ count: Int32, after present: Double) -> Double {
    guard count > 0 else { return 0 }
    var height = 0.0
    for call in first..<(first + count) {
      let isFirst = present == 0 && height == 0
      height += notes.notes[Int(list.calls[Int(call)])].height + (isFirst ? notes.separatorHeight : notes.gap)
    }
    return height
  }

  /// Ends the page after an item whose last note goes on overleaf, if that can be.
  private func divideNote(
    of item: Int, height: Double, page: Page, from index: Int, float: Int, topFloats: Int, cost: Double
  ) -> Bool {
    let it = list.items[item]
    let after = item + 1
    if after < list.items.count {
      guard !it.keepsNext, list.items[after].breakBefore == .allowed || list.items[after].breakBefore.isForced
      else { return false }
    }
    var full = page
    full.used += height
    full.notesHeight += callsHeight(it.firstCall, it.callCount - 1, after: page.notesHeight)
    let note = list.calls[Int(it.firstCall + it.callCount - 1)]
    let room = full.hole - (full.notesHeight == 0 ? notes.separatorHeight : notes.gap)
    let end = lastItem(of: Int(note), from: 0, fitting: room, atLeastOne: false)
    guard end > 0, end < notes.notes[Int(note)].list.items.count else { return false }
    finish(
      at: after, page: full, from: index, float: float, topFloats: topFloats, cost: cost + Cost.dividedNote,
      hasHole: false, remainder: .init(note: note, item: Int32(end)))
    return true
  }

  /// Before which item of a note a page has to end, for what comes before it to fit.
  private func lastItem(of note: Int, from start: Int, fitting room: Double, atLeastOne: Bool) -> Int {
    let items = notes.notes[note].list.items
    var height = 0.0
    var end = start
    var index = start
    while index < items.count {
      height += items[index].height + (index == start ? 0 : items[index].space)
      if height > room + Self.tolerance { break }
      index += 1
      if index == items.count || items[index].breakBefore == .allowed, !items[index - 1].keepsNext {
        end = index
      }
    }
    if end == start, atLeastOne { return max(index, start + 1) }
    return end
  }

  // MARK: The path

  private func path(to end: Int) -> [PageSpan] {
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
        var blank = PageSpan(
          number: number, items: Int(previous.item)..<Int(previous.item),
          floats: Int(previous.float)..<Int(previous.float), topFloats: 0)
        blank.isBlank = true
        pages.append(blank)
        number += 1
      }
      var page = PageSpan(
        number: number, items: Int(previous.item)..<Int(node.item),
        floats: Int(previous.float)..<Int(node.float), topFloats: Int(node.topFloats))
      page.overflows = node.overflows
      page.notes = notesOn(page, begun: previous.remainder, unfinished: node.remainder)
      pages.append(page)
      number += 1
    }
    return pages
  }

  private func notesOn(
    _ page: PageSpan, begun: PageSpan.Remainder?, unfinished: PageSpan.Remainder?
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
    for float in page.floats { add(list.floats[float].firstCall, list.floats[float].callCount) }
    var item = page.items.lowerBound
    while item < page.items.upperBound {
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
