/// Floats across columns: at the head or the foot of a page, or where they come, the columns above them balanced.
extension PageBreaker {
  /// Sets the floats that wait and go across the columns at the edges of a new page.
  ///
  /// - Returns: Whether there were any.
  func setWaitingAcross(from index: Int, section: Int) -> Bool {
    let node = nodes[index]
    guard waits(Int(node.float), before: Int(node.item)), list.isAcross(Int(node.float), section: section)
    else { return false }
    forEachWay(to: index) { way in
      setAcross(from: way, section: section) { self.waits($0, before: Int(node.item)) }
    }
    return true
  }

  /// Tries to set the next float at an edge of the page before its place in the flow, where that is on this page.
  func raiseAcross(from index: Int, section: Int) {
    let node = nodes[index]
    let float = Int(node.float)
    guard float < list.floats.count, list.isAcross(float, section: section),
      list.sections[section].items.contains(list.floats[float].items.lowerBound),
      !list.floats[float].placement.contains(.later)
    else { return }
    var room =
      capacity(Int(node.number), Int(node.item)) * Double(list.sections[section].count)
      - list.floats[float].height
    for item in Int(node.item)..<list.floats[float].items.lowerBound {
      let next = list.items[item]
      room -= next.space + next.height
      // A float stays behind the heading of its section.
      if room < 0 || next.isBarrier || (next.breakBefore.isPageForced && item > Int(node.item)) { return }
    }
    forEachWay(to: index) { setAcross(from: $0, section: section) { $0 == float } }
    if list.floats[float].placement == [.flow, .top] {
      forEachWay(to: index) { setAcross(from: $0, section: section, atFoot: true) { $0 == float } }
    }
  }

  /// Sets as many floats across the columns as there is room for, the first in any case.
  ///
  /// - Parameter atFoot: Whether they stand at the foot of the page though they might stand at its head.
  private func setAcross(
    from index: Int, section: Int, atFoot: Bool = false, while condition: (Int) -> Bool
  ) {
    let node = nodes[index]
    let height = capacity(Int(node.number), Int(node.item))
    var place = FramePlace.page
    place.height = height
    place.section = Int32(section)
    var next = node
    next.step = .across
    next.previous = Int32(index)
    (next.topFloats, next.footFloats, next.overflows) = (0, 0, false)
    var spaceBelow = 0.0
    while condition(Int(next.float)), list.isAcross(Int(next.float), section: section) {
      let float = list.floats[Int(next.float)]
      let calls = callsHeight(float.firstCall, float.callCount, after: place.notes)
      let isAtTop = !atFoot && next.footFloats == 0 && float.placement.contains(.top)
      guard isAtTop || atFoot || float.placement.contains(.foot) else { break }
      let space = next.topFloats == 0 ? 0 : max(spaceBelow, float.spaceAbove)
      let needed = isAtTop ? space + float.height : float.heightAtFoot
      let room = height - place.top - place.foot - place.notes - calls - needed
      if room < -Self.tolerance {
        guard next.topFloats + next.footFloats == 0 else { break }
        next.overflows = true
      }
      if isAtTop {
        place.top += needed
        spaceBelow = float.spaceBelow
        next.topFloats += 1
      } else {
        place.foot += needed
        next.footFloats += 1
      }
      place.notes += calls
      next.float += 1
    }
    place.top += next.topFloats > 0 ? spaceBelow : 0
    next.cost +=
      (next.overflows ? Cost.overflow : 0) + (waits(Int(node.float), before: Int(node.item)) ? 0 : Cost.risenFloat)
    next.place = number(of: place)
    record(next)
  }

  /// Sets the next float of a section across its columns where it comes, as an element that spans them.
  func spanFloat(_ start: FrameStart, from index: Int) {
    guard start.float < list.floats.count, let columns = columnsAbove(start) else { return }
    let float = list.floats[start.float]
    let calls = callsHeight(float.firstCall, float.callCount, after: columns.place.notes)
    guard columns.place.bottom - calls - columns.spanTop(float) - float.height >= -Self.tolerance else { return }
    var place = columns.place
    place.top = columns.spanTop(float)
    place.notes += calls
    let item = float.items.upperBound
    forEachWay(to: index) { way in
      var next = nodes[way]
      next.item = Int32(item)
      next.float += 1
      next.previous = Int32(way)
      next.step = .spanned
      (next.topFloats, next.footFloats, next.overflows) = (0, 0, false)
      next.cost += columns.cost + (columns.height > 0 ? Cost.spanningFloat : 0)
      if isEnd(item, start.float + 1) || turnsPage(before: item, start.float + 1) {
        turnPage(&next)
      } else {
        follow(&next, below: place, height: float.height, spaceBelow: float.spaceBelow)
      }
      record(next)
    }
  }

  /// What stands in columns between a place and the next float across them; nil if that is elsewhere.
  func columnsAbove(_ start: FrameStart) -> BalancedColumns? {
    let section = Int(start.place.section)
    let float = list.floats[start.float]
    let end = float.items.lowerBound
    guard start.place.column == 0, start.remainder == nil, float.isWide, float.placement.contains(.flow),
      end >= start.item, list.sections[section].isBalanced, list.sections[section].items.contains(end)
    else { return nil }
    if list.items[end].breakBefore.isForced, end > start.item || !start.mustTake { return nil }
    if end > start.item { return balance(start, upTo: end) }
    return BalancedColumns(place: start.place, endings: [], height: 0)
  }
}

extension BalancedColumns {
  /// Where a float across the columns begins below them, in points below the top of the page's content.
  func spanTop(_ float: VerticalList.Float) -> Double {
    place.top + height + (endings.isEmpty ? 0 : float.spaceAbove)
  }
}
