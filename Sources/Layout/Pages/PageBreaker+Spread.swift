/// Facing pages: what stands side by side on a spread ends at the same height where legal breaks allow it, all of it a line
/// short together if need be (R. Bringhurst, The Elements of Typographic Style, 2.4: "balance facing pages by moving single
/// lines"). Each frame is compared with the one before it on its spread, so that is part of the state.
extension PageBreaker {
  /// The cost of feet that are so far apart. A line is seen at once, and much more is not much worse; so that, as with a
  /// distance, a way around by a third frame is never cheaper, on which ``serves(_:for:)`` relies.
  private func unevenness(_ distance: Double) -> Double { Cost.unevenFeet * min(distance / feetApart, 1) }

  /// Whether a node is as good as another at the same place, whatever the next frame.
  func serves(_ node: Node, for other: Node) -> Bool {
    guard isTwoSided else { return node.cost <= other.cost }
    return node.cost + unevenness(node.shortfall.excess(over: other.shortfall)) <= other.cost
  }

  /// Compares a frame that ends with the one before it.
  func bringLevel(_ next: inout Node, with node: Node, _ ending: FrameEnding, of start: FrameStart) {
    next.isRight = node.isRight
    next.shortfall = node.shortfall
    if ending.continues { return }
    let own = shortfall(of: ending, start)
    next.cost += unevenness(node.shortfall.distance(to: own))
    next.shortfall = own.nearest(to: node.shortfall)
  }

  private func shortfall(of ending: FrameEnding, _ start: FrameStart) -> Shortfall {
    if ending.remainder != nil { return .full }
    guard ending.hasHole, ending.item > start.item || ending.float > start.float, ending.item < list.items.count,
      !list.items[ending.item].breakBefore.isForced
    else { return .none }
    if ending.frame.notesHeight > 0 || ending.frame.footFloats > 0 { return .full }
    return Shortfall(
      hole: ending.frame.hole, stretchable: list.isZoneEnd(ending.item) ? 0 : ending.frame.stretchable)
  }

  /// Lets the frames of each spread end at the same height where that is in their power.
  func alignFeet(of pages: inout [PageSpan]) {
    /// Frames that follow one another on a spread and have something in common.
    var level: [(page: Int, frame: Int)] = []
    var common = Shortfall.none
    func align() {
      for (page, frame) in level { pages[page].frames[frame].shortfall = Double(common.least) }
      level = []
    }
    for page in pages.indices {
      if pages[page].number.isMultiple(of: 2) {
        align()
        common = .none
      }
      for index in pages[page].frames.indices {
        let frame = pages[page].frames[index]
        // What other frames follow below does not reach the page's foot.
        if !frame.isColumn, index + 1 < pages[page].frames.count { continue }
        let own = shortfall(of: frame, on: pages[page])
        if own == .none || common.distance(to: own) > Self.tolerance { align() }
        common = own.nearest(to: common)
        if own != .none { level.append((page, index)) }
      }
    }
    align()
  }

  private func shortfall(of frame: FrameSpan, on page: PageSpan) -> Shortfall {
    let end = frame.items.upperBound
    guard !frame.isEmpty, frame.isFilled, end < list.items.count, !list.items[end].breakBefore.isForced else {
      return .none
    }
    if frame.footFloats > 0 || !(frame.isColumn ? frame.notes : page.notes).isEmpty { return .full }
    let plain = list.stretches(of: frame)
    return Shortfall(hole: frame.height - plain.bottom, stretchable: plain.stretchable)
  }
}
