/// Fills a frame item by item and offers the places where it may end.
///
/// A float stands where it comes in the flow, or waits for the top of a later frame while text moves up, or rises to the top
/// of the frame that it nearly fits in; never past a heading of level 2, and never past another float.
struct FrameFiller {
  private typealias Cost = PageBreaker.Cost
  /// How many floats may rise to the top of one frame that are to stand there and nowhere else.
  private static let mostRising = 3
  /// A hole from which on it costs less to set a float at the foot of the frame.
  private static let holeToFill = (Cost.risenFloat / Cost.hole).squareRoot()

  /// What else may be tried with the next float that did not fit where it comes.
  struct Ways: OptionSet {
    var rawValue: UInt8
    /// To set one more at the top of the frame.
    static let rise = Ways(rawValue: 1)
    /// To set it at the foot, so that the text before it goes on in the next frame.
    static let sink = Ways(rawValue: 2)
  }
  private static let tolerance = PageBreaker.tolerance

  private let breaker: PageBreaker
  private let list: VerticalList
  private let start: FrameStart
  private let record: (FrameEnding) -> Void

  private var frame: Frame
  private(set) var item: Int
  private var float: Int
  private var topFloats = 0
  private var risen = 0
  private var cost = 0.0
  /// Whether the frame begins with a note's rest matters to floats, not to the space above the first line.
  private var textIsEmpty = true
  private var hadWaiting = false
  private var lastKeepsNext = false
  private var passedHeading = false
  private var passedBarrier = false
  private var couldRise = false
  private var couldSink = false
  /// The least room left at the ends offered.
  private var leastHole = Double.infinity
  /// The first item before which the frame may end.
  private var firstEnd = 0
  private var foundEnd = false
  /// The last places that are taken only if there is no better one, with the frame as it was there.
  private var early: FrameEnding?
  private var forbidden: FrameEnding?

  init(_ start: FrameStart, breaker: PageBreaker, offer: @escaping (FrameEnding) -> Void) {
    self.breaker = breaker
    list = breaker.list
    self.start = start
    record = offer
    frame = Frame(capacity: start.capacity)
    frame.isEmpty = start.mustTake
    if !start.isColumn { frame.notesHeight = start.place.notes }
    item = start.item
    float = start.float
  }

  /// - Parameters:
  ///   - rising: How many of the next floats of the flow are set at the top of the frame, before their place.
  ///   - sinks: Whether the next one is set at the foot, before its place.
  /// - Returns: What else may be tried.
  mutating func fill(rising: Int, sinks: Bool) -> Ways {
    guard placeRemainder() else { return [] }
    placeWaiting()
    if sinks {
      guard placeSinking() else { return [] }
      while step() {}
      return []
    }
    for _ in 0..<rising {
      guard float < list.floats.count, canStand(float), placeAtTop(float) else { return [] }
      float += 1
      topFloats += 1
      risen += 1
      cost += Cost.risenFloat
    }
    while step() {}
    if !foundEnd { offerFallback() }
    let leavesHole = leastHole > Self.holeToFill * start.place.height
    var ways: Ways = []
    if couldRise { ways.insert(.rise) }
    if couldSink, leavesHole { ways.insert(.sink) }
    return ways
  }

  private mutating func offer(_ ending: FrameEnding) {
    if ending.item < firstEnd { return }
    leastHole = min(leastHole, ending.hasHole ? ending.frame.hole : 0)
    record(ending)
  }

  private func ending(at item: Int, cost: Double, hasHole: Bool) -> FrameEnding {
    FrameEnding(item: item, float: float, frame: frame, topFloats: topFloats, cost: cost, hasHole: hasHole)
  }

  /// Whether a float waits that comes before the item reached.
  private var isWaiting: Bool { float < list.floats.count && list.floats[float].items.lowerBound < item }

  /// Takes what comes next.
  ///
  /// - Returns: Whether there is more to take.
  private mutating func step() -> Bool {
    if item == list.items.count {
      offerDocumentEnd()
      return false
    }
    let next = list.items[item]
    if !frame.isEmpty, !offerBreak(before: next) { return false }
    if item == start.end {
      var end = ending(at: item, cost: cost, hasHole: isWaiting)
      end.continues = !isWaiting
      offer(end)
      foundEnd = true
      return false
    }
    if next.isHeading { passedHeading = true }
    if next.isBarrier { passedBarrier = true }
    if next.float >= 0 { return meet(Int(next.float)) }
    if next.isHeading, isWaiting { cost += Cost.floatPastHeading }
    return take(next)
  }

  // MARK: Endings

  private mutating func offerDocumentEnd() {
    foundEnd = true
    if isWaiting { return offer(ending(at: item, cost: cost, hasHole: true)) }
    let isShort = start.maySeemShort && frame.used < 0.12 * frame.capacity
    offer(ending(at: item, cost: cost + (isShort ? Cost.shortLastPage : 0), hasHole: false))
  }

  /// Offers to end the frame before an item.
  ///
  /// - Returns: Whether it may go on.
  private mutating func offerBreak(before next: VerticalList.Item) -> Bool {
    let waits = isWaiting
    if next.breakBefore.isForced, item > start.item || hadWaiting {
      offer(ending(at: item, cost: cost + (lastKeepsNext ? Cost.forbiddenBreak : 0), hasHole: waits))
      foundEnd = true
      return false
    }
    let isForbidden = lastKeepsNext || next.breakBefore == .forbidden
    if isForbidden, (next.isBarrier && waits) || item > start.item || topFloats + frame.footFloats > 0 {
      forbidden = ending(at: item, cost: cost + Cost.forbiddenBreak, hasHole: true)
      forbidden?.isForbidden = true
    }
    if next.isBarrier, waits {
      if !isForbidden {
        offer(ending(at: item, cost: cost, hasHole: true))
        foundEnd = true
      }
      return false
    }
    // Where columns end, what follows is no matter of the next column.
    if isForbidden || (start.isColumn && item == start.end) { return true }
    guard item > start.item || topFloats + frame.footFloats > 0 else { return true }
    var price = cost + (next.breakBefore == .avoided ? Cost.avoidedBreak : 0)
    if next.unit > 0, frame.hole >= 2 * next.height { price += Cost.brokenOff }
    let end = ending(at: item, cost: price, hasHole: true)
    if frame.capacity - frame.hole >= breaker.leastFill * frame.capacity {
      offer(end)
      foundEnd = true
    } else {
      early = end
    }
    return true
  }

  private mutating func offerFallback() {
    if let early { return offer(early) }
    // A frame that need not take anything leaves what belongs together to a page of its own.
    if start.mustTake, let forbidden { return offer(forbidden) }
    var nothing = FrameEnding(
      item: start.item, float: start.float, frame: Frame(capacity: start.capacity), topFloats: 0, cost: cost,
      hasHole: true)
    if start.mustTake || start.remainder != nil {
      // Only a note's rest stands in the frame, and nothing else fits beside it.
      nothing.frame = frame
    } else if start.item > 0, list.items[start.item - 1].keepsNext, start.place.column == 0 {
      nothing.cost += Cost.forbiddenBreak
    }
    offer(nothing)
  }

  // MARK: Text

  private mutating func take(_ next: VerticalList.Item) -> Bool {
    var height = next.height
    var stretchable = 0.0
    if textIsEmpty {
      // Margins are kept at the top of the document and after a forced break (CSS Fragmentation 3, 5.2).
      if item == start.item, !start.place.followsOn, item == 0 || next.breakBefore.isForced { height += next.space }
    } else {
      let space = max(frame.spaceBelow ?? next.space, next.space)
      height += space
      stretchable = VerticalList.stretchable(space)
    }
    if item == start.item, next.unit > 0 { height += list.blocks[Int(next.index)].repeatedHeight }
    let calls = breaker.callsHeight(next.firstCall, next.callCount, after: frame.notesHeight)
    if frame.hole - height - calls < -Self.tolerance {
      if next.callCount > 0, !frame.overflows, let divided = dividedNote(height: height) {
        offer(divided)
        foundEnd = true
      }
      guard frame.isEmpty else { return false }
      // Nothing else will ever give it more room.
      frame.overflows = true
    }
    frame.used += height
    frame.stretchable += stretchable
    frame.notesHeight += calls
    frame.isEmpty = false
    frame.spaceBelow = nil
    textIsEmpty = false
    lastKeepsNext = next.keepsNext
    item += 1
    return true
  }

  // MARK: Floats

  /// Whether a float is as wide as the frame.
  private func canStand(_ float: Int) -> Bool {
    !start.isColumn || !list.isAcross(float, section: Int(start.place.section))
  }

  private mutating func placeWaiting() {
    while float < list.floats.count, list.floats[float].items.lowerBound < start.item, canStand(float) {
      if list.floats[float].placement.contains(.top), frame.footFloats == 0 {
        guard placeAtTop(float) else { break }
        topFloats += 1
      } else {
        guard list.floats[float].placement.contains(.foot), placeAtFoot(float) else { break }
      }
      float += 1
    }
    hadWaiting = float > start.float
  }

  /// Comes to a float in the flow.
  private mutating func meet(_ here: Int) -> Bool {
    let next = list.floats[here]
    if here == float, canStand(here), placeInFlow(here) {
      float += 1
      lastKeepsNext = false
    } else if here >= float {
      if here - float >= PageBreaker.mostWaiting { return false }
      let placement = next.placement
      if here == float, canStand(here), placement.contains(.top), !placement.contains(.later) {
        couldRise =
          couldRise
          || (placement.contains(.flow) ? !passedHeading && risen == 0 : !passedBarrier && risen < Self.mostRising)
      }
      couldSink = couldSink || (here == float && canStand(here) && placement == [.flow, .top] && frame.footFloats == 0)
      cost += Cost.waitingFloat
    }
    item = next.items.upperBound
    return true
  }

  /// Sets the next float of the flow at the foot, behind the last heading before its place.
  private mutating func placeSinking() -> Bool {
    guard float < list.floats.count, canStand(float), list.floats[float].placement == [.flow, .top],
      list.floats[float].items.lowerBound >= start.item, placeAtFoot(float), !frame.overflows
    else { return false }
    let text = start.item..<list.floats[float].items.lowerBound
    firstEnd = (text.last { list.items[$0].isHeading } ?? start.item) + 1
    float += 1
    cost += Cost.risenFloat
    return true
  }

  private mutating func placeInFlow(_ float: Int) -> Bool {
    let placement = list.floats[float].placement
    if placement.contains(.later) { return false }
    if placement.contains(.flow), frame.footFloats == 0 { return placeAtTop(float) }
    return placement.contains(.foot) && placeAtFoot(float)
  }

  /// Sets a float below what is in the frame so far.
  private mutating func placeAtTop(_ float: Int) -> Bool {
    let it = list.floats[float]
    let space = textIsEmpty ? 0 : max(frame.spaceBelow ?? 0, it.spaceAbove)
    let calls = breaker.callsHeight(it.firstCall, it.callCount, after: frame.notesHeight)
    if frame.hole - space - it.height - calls < -Self.tolerance {
      guard frame.isEmpty else { return false }
      frame.overflows = true
    }
    frame.used += space + it.height
    frame.stretchable += VerticalList.stretchable(space)
    frame.notesHeight += calls
    frame.spaceBelow = it.spaceBelow
    frame.isEmpty = false
    textIsEmpty = false
    return true
  }

  private mutating func placeAtFoot(_ float: Int) -> Bool {
    let it = list.floats[float]
    let calls = breaker.callsHeight(it.firstCall, it.callCount, after: frame.notesHeight)
    if frame.hole - it.heightAtFoot - calls < -Self.tolerance {
      guard frame.isEmpty else { return false }
      frame.overflows = true
    }
    frame.footHeight += it.heightAtFoot
    frame.footFloats += 1
    frame.notesHeight += calls
    frame.isEmpty = false
    return true
  }

  // MARK: Notes

  /// Sets the rest of notes.
  ///
  /// - Returns: Whether there is room for anything else.
  private mutating func placeRemainder() -> Bool {
    guard let rest = start.remainder else { return true }
    let notes = breaker.notes
    frame.notesHeight = notes.separatorHeight + breaker.height(of: rest)
    guard frame.hole < -Self.tolerance else {
      frame.isEmpty = false
      return true
    }
    let room = frame.capacity - notes.separatorHeight
    if let left = breaker.rest(of: rest, fitting: room, atLeastOne: start.mustTake) {
      var divided = ending(at: item, cost: Cost.dividedNote, hasHole: false)
      if left == rest { divided.frame = Frame(capacity: frame.capacity) }
      divided.remainder = left
      offer(divided)
    } else {
      frame.overflows = true
      offer(ending(at: item, cost: Cost.overflow, hasHole: false))
    }
    return false
  }

  /// The frame's end after the item reached, whose last note goes on in the next frame, if that can be. Where its notes are more
  /// than a page, so do all that find no room.
  private func dividedNote(height: Double) -> FrameEnding? {
    let it = list.items[item]
    let after = item + 1
    if after < list.items.count {
      guard !it.keepsNext, list.items[after].breakBefore == .allowed || list.items[after].breakBefore.isForced
      else { return nil }
    }
    let notes = breaker.notes
    let called = list.calls[Int(it.firstCall)..<Int(it.firstCall + it.callCount)]
    guard let first = called.first, let last = called.last else { return nil }
    let areTooMany =
      height + breaker.callsHeight(it.firstCall, it.callCount, after: 0) > start.place.height
      && Int(last - first) == called.count - 1
    var full = frame
    full.used += height
    if !areTooMany {
      full.notesHeight += breaker.callsHeight(it.firstCall, it.callCount - 1, after: frame.notesHeight)
    }
    let begun = PageSpan.Remainder(note: areTooMany ? first : last, item: 0, last: last)
    guard notes.notes[Int(begun.note)].mayDivide || frame.isEmpty else { return nil }
    let room = full.hole - (full.notesHeight == 0 ? notes.separatorHeight : notes.gap)
    guard let left = breaker.rest(of: begun, fitting: room, atLeastOne: false), left != begun else { return nil }
    var ending = ending(at: after, cost: cost + Cost.dividedNote, hasHole: false)
    ending.frame = full
    ending.remainder = left
    return ending
  }
}
