/// Chooses where pages and columns end so that the whole document looks best, as lines are chosen in a paragraph.
///
/// A shortest path through the places where a frame may end, each frame a step with a cost: its hole at the foot first of
/// all (after M. F. Plass, "Optimal Pagination Techniques for Automatic Typesetting Systems", Stanford 1981, whose
/// quadratic badness makes the problem one of dynamic programming). What is to be set at such a place are the items after
/// it, the floats that still wait and the rest of a note, and where on a page it is to be set; these are the state. Only a
/// few floats wait at once, so the states at an item are few and the work grows with the length of the document, whatever
/// it is made of. What stands in columns that need not fill their page is one step for all of them, by ``balance(_:)``.
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
    /// Worse than several pages that are half empty; emptier ones are not looked at to save a note.
    static let dividedNote = 500.0
    static let waitingFloat = 0.1
    static let floatPastHeading = 0.5
    static let risenFloat = 0.3
    /// A float across the columns in the midst of its page, where one has to read on below it.
    static let spanningFloat = 0.4
    static let shortLastPage = 2.0
    /// Frames side by side on a spread whose text ends at different heights, a twentieth of the page apart or more.
    static let unevenFeet = 1.5
    /// Parting what belongs together, taken only where no other place is left: worse than any holes.
    static let forbiddenBreak = 1e7
    static let overflow = 1e8
  }
  /// How many floats wait at once at most; a page ends before the next, as text would move up ever further from the
  /// figures that it speaks of.
  static let mostWaiting = 4
  static let tolerance = 0.01

  let list: VerticalList
  let notes: NoteList
  /// The height of a page's content, by its number and the flow's item that it begins with.
  let capacity: (_ number: Int, _ item: Int) -> Double
  /// Whether left and right pages face one another, so that their text ends at the same height.
  let isTwoSided: Bool

  init(
    list: VerticalList, notes: NoteList, isTwoSided: Bool = false,
    capacity: @escaping (_ number: Int, _ item: Int) -> Double
  ) {
    self.list = list
    self.notes = notes
    self.isTwoSided = isTwoSided
    self.capacity = capacity
  }

  /// A place where a frame may begin, with the best way to it.
  struct Node {
    /// What the way's last step sets.
    enum Step: UInt8 {
      case frame
      /// Floats across the columns that follow.
      case across
      /// All columns of a section's end, equally high.
      case balanced
      /// Columns of equal height down to a float across them, and that.
      case spanned
    }
    var item: Int32
    var float: Int32
    var remainder: PageSpan.Remainder?
    /// Where it is: one of the breaker's `places`.
    var place: Int32
    /// Where the text of the frame before it on the same spread ends.
    var shortfall = Shortfall.none
    var cost: Double
    /// The number of the page that it is on, or that begins here.
    var number: Int32
    var previous: Int32
    // About the frame that ends here.
    var step = Step.frame
    var overflows = false
    /// Whether it is on a right page; false where pages do not face one another.
    var isRight = false
    var topFloats: Int32 = 0
    var footFloats: Int32 = 0
    /// The next node at the same item.
    var sibling: Int32 = -1

    /// The order in which nodes at the same item are looked at: no step leads to an earlier one, and without taking
    /// anything only to a new page.
    func comes(before other: Node) -> Bool {
      if float != other.float { return float < other.float }
      if remainder != other.remainder {
        guard let a = remainder else { return false }
        guard let b = other.remainder else { return true }
        return (a.note, a.item) < (b.note, b.item)
      }
      if place == other.place { return !isRight && other.isRight }
      if place == PageBreaker.pageStart || other.place == PageBreaker.pageStart { return place > other.place }
      return place < other.place
    }
    func isSamePlace(as other: Node) -> Bool {
      float == other.float && remainder == other.remainder && place == other.place && isRight == other.isRight
    }
  }

  /// How far apart the feet of text are that are as bad as can be, in points.
  private(set) var feetApart = 1.0
  /// Frames less full than this are looked at only where nothing better can be had.
  private static let usualFill = 0.5
  private(set) var leastFill = usualFill

  private(set) var nodes: [Node] = []
  /// How many items were looked at on all pages that were tried: the work done.
  var stepCount = 0
  private var firstAt: [Int32] = []
  /// Where frames stand, by number; the first is the beginning of a page.
  private(set) var places: [FramePlace] = [.page]
  private var placeNumbers: [FramePlace: Int32] = [.page: PageBreaker.pageStart]
  static let pageStart: Int32 = 0

  /// The pages from a place on, by default the whole document.
  ///
  /// - Parameter start: What the first of these pages begins with: as in a page that is to be replaced.
  func pages(
    from start: (number: Int, item: Int, float: Int, remainder: PageSpan.Remainder?) = (1, 0, 0, nil)
  ) -> [PageSpan] {
    guard start.item < list.items.count else { return [] }
    var end = cheapestEnd(from: start)
    if nodes[end].cost >= Cost.forbiddenBreak {
      // What belongs together is parted, or does not fit. Pages that are nearly empty may save it.
      let found = (cost: nodes[end].cost, pages: path(to: end))
      leastFill = 0
      end = cheapestEnd(from: start)
      leastFill = Self.usualFill
      if nodes[end].cost >= found.cost { return found.pages }
    }
    return path(to: end)
  }

  /// The node at the end of the document.
  private func cheapestEnd(
    from start: (number: Int, item: Int, float: Int, remainder: PageSpan.Remainder?)
  ) -> Int {
    firstAt = Array(repeating: -1, count: list.items.count + 1)
    nodes = []
    stepCount = 0
    feetApart = max(capacity(3, start.item) / 20, Self.tolerance)
    var first = Node(
      item: Int32(start.item), float: Int32(start.float), remainder: start.remainder, place: Self.pageStart,
      cost: 0, number: Int32(start.number), previous: -1)
    first.isRight = isTwoSided && !start.number.isMultiple(of: 2)
    record(first)
    for item in start.item...list.items.count {
      var at = firstAt[item]
      while at >= 0 {
        let node = nodes[Int(at)]
        let isEnd =
          item == list.items.count && Int(node.float) == list.floats.count && node.remainder == nil
        if isEnd { return cheapest(from: Int(at)) }
        var isBehind = true
        forEachWay(to: Int(at)) { isBehind = isBehind && self.isBehind($0) }
        if !isBehind { expand(Int(at)) }
        at = nextPlace(after: Int(at))
      }
    }
    preconditionFailure("every page takes something, so the end is reached")
  }

  /// Whether another way has come as far in fewer columns of the page at no higher cost. What can follow in a column can
  /// follow in one before it, which is equally high; only where pages end is different, which is put at the cost of a page.
  private func isBehind(_ index: Int) -> Bool {
    let node = nodes[index]
    let place = places[Int(node.place)]
    guard place.section >= 0, place.column > 1 else { return false }
    let difference = Cost.page + (isTwoSided ? Cost.unevenFeet : 0)
    var at = firstAt[Int(node.item)]
    while at >= 0 {
      let other = nodes[Int(at)]
      if other.float > node.float { return false }
      let before = places[Int(other.place)]
      if before.column > 0, before.column < place.column, before.isBeside(place), before.height == place.height,
        other.float == node.float, other.remainder == node.remainder, other.isRight == node.isRight,
        other.number == node.number, other.cost + difference <= node.cost
      {
        return true
      }
      at = other.sibling
    }
    return false
  }

  /// The cheapest of the nodes at an item, from one on.
  private func cheapest(from first: Int) -> Int {
    var best = first
    var at = nodes[first].sibling
    while at >= 0 {
      if nodes[Int(at)].cost < nodes[best].cost { best = Int(at) }
      at = nodes[Int(at)].sibling
    }
    return best
  }

  /// The next node at the same item that is at another place.
  private func nextPlace(after first: Int) -> Int32 {
    var at = nodes[first].sibling
    while at >= 0, nodes[Int(at)].isSamePlace(as: nodes[first]) { at = nodes[Int(at)].sibling }
    return at
  }

  /// Calls back with each of the nodes at the same place as the first of them.
  func forEachWay(to first: Int, _ body: (Int) -> Void) {
    var at = Int32(first)
    repeat {
      body(Int(at))
      at = nodes[Int(at)].sibling
    } while at >= 0 && nodes[Int(at)].isSamePlace(as: nodes[first])
  }

  /// Adds a node, unless one at the same place is better whatever follows.
  func record(_ node: Node) {
    var before: Int32 = -1
    var at = firstAt[Int(node.item)]
    while at >= 0, nodes[Int(at)].comes(before: node) {
      before = at
      at = nodes[Int(at)].sibling
    }
    var replaced: Int32 = -1
    var other = at
    while other >= 0, nodes[Int(other)].isSamePlace(as: node) {
      if serves(nodes[Int(other)], for: node) { return }
      if replaced < 0, serves(node, for: nodes[Int(other)]) { replaced = other }
      other = nodes[Int(other)].sibling
    }
    if replaced >= 0 {
      let sibling = nodes[Int(replaced)].sibling
      nodes[Int(replaced)] = node
      nodes[Int(replaced)].sibling = sibling
      return
    }
    nodes.append(node)
    nodes[nodes.count - 1].sibling = at
    let index = Int32(nodes.count - 1)
    if before >= 0 { nodes[Int(before)].sibling = index } else { firstAt[Int(node.item)] = index }
  }

  /// The number of a place among ``places``.
  func number(of place: FramePlace) -> Int32 {
    if let known = placeNumbers[place] { return known }
    places.append(place)
    placeNumbers[place] = Int32(places.count - 1)
    return Int32(places.count - 1)
  }

  // MARK: Steps

  /// Records all the nodes that those at one place lead to, of which the first is given.
  private func expand(_ index: Int) {
    var floatsWait = false
    if nodes[index].place == Self.pageStart, let section = list.zone(at: Int(nodes[index].item)).section {
      floatsWait = setWaitingAcross(from: index, section: section)
      if !floatsWait { raiseAcross(from: index, section: section) }
    }
    if floatsWait { return }
    let start = frameStart(of: nodes[index])
    if start.isColumn { spanFloat(start, from: index) }
    if let columns = balance(start) {
      forEachWay(to: index) { self.finish(columns, from: $0) }
      endBeforeHeading(start, columns, from: index)
      return
    }
    func finish(_ ending: FrameEnding) {
      forEachWay(to: index) { self.finish(ending, of: start, from: $0) }
    }
    var ways = FrameFiller.Ways()
    var rising = 0
    repeat {
      ways = fill(start, rising: rising, finish).union(ways.intersection(.sink))
      rising += 1
    } while ways.contains(.rise)
    if ways.contains(.sink) { _ = fill(start, sinks: true, finish) }
  }

  /// Fills a frame; see ``FrameFiller/fill(rising:sinks:)``.
  func fill(
    _ start: FrameStart, rising: Int = 0, sinks: Bool = false, _ offer: @escaping (FrameEnding) -> Void
  ) -> FrameFiller.Ways {
    var filler = FrameFiller(start, breaker: self, offer: offer)
    let ways = filler.fill(rising: rising, sinks: sinks)
    stepCount += filler.item - start.item
    return ways
  }

  /// What the frame begins with that begins at a node.
  func frameStart(of node: Node) -> FrameStart {
    let item = Int(node.item)
    var place = places[Int(node.place)]
    var zone = list.zone(at: item)
    if node.place == Self.pageStart {
      place.height = capacity(Int(node.number), item)
      place.section = zone.section.map(Int32.init) ?? -1
    } else {
      zone.end = place.section < 0 ? zone.end : list.sections[Int(place.section)].items.upperBound
    }
    return FrameStart(
      item: item, float: Int(node.float), remainder: node.remainder, place: place, end: zone.end,
      capacity: place.height - place.top - place.foot - (place.section < 0 ? 0 : place.notes),
      mustTake: node.place == Self.pageStart,
      maySeemShort: node.place == Self.pageStart && node.number > 1 && node.previous >= 0)
  }

  /// Records what follows where a frame ends.
  private func finish(_ ending: FrameEnding, of start: FrameStart, from index: Int) {
    let node = nodes[index]
    let height = start.place.height
    let columns = start.isColumn ? list.sections[Int(start.place.section)].count : 1
    let takesNothing =
      ending.item == start.item && ending.float == start.float && ending.remainder == start.remainder
      && !start.mustTake
    let hole = ending.hasHole ? costOfHole(ending.frame.hole, in: height) : 0
    var next = Node(
      item: Int32(ending.item), float: Int32(ending.float), remainder: ending.remainder, place: Self.pageStart,
      cost: node.cost + ending.cost + (takesNothing ? hole : hole / Double(columns))
        + (ending.frame.overflows ? Cost.overflow : 0),
      number: node.number, previous: Int32(index))
    if isTwoSided { bringLevel(&next, with: node, ending, of: start) }
    next.overflows = ending.frame.overflows
    next.topFloats = Int32(ending.topFloats)
    next.footFloats = Int32(ending.frame.footFloats)
    var place = start.place
    // Below columns that fill their page there is no room, whatever is left of the last.
    if takesNothing || isEnd(ending) || (ending.continues && place.column > 0) {
      turnPage(&next)
    } else if ending.continues {
      let used = ending.frame.used
      place.notes = start.isColumn ? place.notes : ending.frame.notesHeight
      place.foot += start.isColumn ? 0 : ending.frame.footHeight
      follow(&next, below: place, height: used, spaceBelow: ending.frame.spaceBelow)
    } else if Int(place.column) + 1 < columns, !turnsPage(ending) {
      place.column += 1
      next.place = number(of: place)
    } else {
      turnPage(&next)
    }
    record(next)
  }

  private func costOfHole(_ hole: Double, in height: Double) -> Double {
    let share = height > 0 ? max(hole, 0) / height : 0
    return Cost.hole * share * share + Cost.wideHole * max(0, share - 0.1)
  }

  /// Records what follows columns of equal height.
  ///
  /// - Parameter turns: Whether the page ends below them, though there may be room.
  private func finish(_ columns: BalancedColumns, turns: Bool = false, from index: Int) {
    let node = nodes[index]
    guard let last = columns.endings.last else { return }
    var next = Node(
      item: Int32(last.item), float: Int32(last.float), remainder: nil, place: Self.pageStart,
      cost: node.cost + columns.cost, number: node.number, previous: Int32(index))
    next.step = .balanced
    next.isRight = node.isRight
    next.shortfall = node.shortfall
    if turns {
      next.cost += costOfHole(columns.place.bottom - columns.place.top - columns.height, in: columns.place.height)
      next.shortfall = .none
    }
    if turns || isEnd(last) || turnsPage(last) {
      turnPage(&next)
    } else {
      follow(&next, below: columns.place, height: columns.height, spaceBelow: last.frame.spaceBelow)
    }
    record(next)
  }

  /// Ends the page before the headings at the end of columns, which may not be parted from what comes across below them.
  private func endBeforeHeading(_ start: FrameStart, _ columns: BalancedColumns, from index: Int) {
    guard let last = columns.endings.last, last.item < list.items.count, list.items[last.item - 1].keepsNext,
      !list.items[last.item].breakBefore.isForced
    else { return }
    var end = last.item - 1
    while end > start.item, list.items[end - 1].keepsNext || list.items[end].breakBefore == .forbidden { end -= 1 }
    guard end > start.item, let shorter = balance(start, upTo: end) else { return }
    forEachWay(to: index) { finish(shorter, turns: true, from: $0) }
  }

  /// Sends a node to the place below what stands on its page.
  func follow(_ next: inout Node, below place: FramePlace, height: Double, spaceBelow: Double?) {
    let space = list.items[Int(next.item)].space
    var place = place
    place.top += height + max(spaceBelow ?? space, space)
    place.section = list.zone(at: Int(next.item)).section.map(Int32.init) ?? -1
    place.column = 0
    next.place = number(of: place)
  }

  /// Sends a node to the beginning of the next page; of the next but one where that has to be a left or a right one.
  func turnPage(_ next: inout Node) {
    next.place = Self.pageStart
    next.cost += Cost.page
    next.number += 1
    if isTwoSided {
      if next.isRight { next.shortfall = .none }
      next.isRight.toggle()
    }
    let item = Int(next.item)
    guard item < list.items.count, next.remainder == nil, !waits(Int(next.float), before: item) else { return }
    switch list.items[item].breakBefore {
    case .right where next.number.isMultiple(of: 2), .left where !next.number.isMultiple(of: 2):
      next.number += 1
      next.shortfall = .none
      next.isRight = isTwoSided && !next.isRight
    default: break
    }
  }

  private func isEnd(_ ending: FrameEnding) -> Bool { isEnd(ending.item, ending.float) && ending.remainder == nil }
  func isEnd(_ item: Int, _ float: Int) -> Bool { item == list.items.count && float == list.floats.count }

  /// Whether what follows begins a page in any case.
  private func turnsPage(_ ending: FrameEnding) -> Bool {
    ending.remainder == nil && turnsPage(before: ending.item, ending.float)
  }
  func turnsPage(before item: Int, _ float: Int) -> Bool {
    item < list.items.count && !waits(float, before: item) && list.items[item].breakBefore.isPageForced
  }

  /// Whether a float waits at an item that it comes before.
  func waits(_ float: Int, before item: Int) -> Bool {
    float < list.floats.count && list.floats[float].items.lowerBound < item
  }
}
