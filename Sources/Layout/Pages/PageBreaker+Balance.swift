/// The columns of a section's end, made as equal in height as legal breaks allow.
struct BalancedColumns {
  var place: FramePlace
  var endings: [FrameEnding]
  var height: Double

  var cost: Double { endings.reduce(0) { $0 + $1.cost } }
}

extension PageBreaker {
  /// How much higher than needed balanced columns may become, in points.
  private static let balancingTolerance = 0.5

  /// Sets the rest of a section in columns of the least height in which it fits (CSS Multi-column Layout 1, 7.1).
  ///
  /// What comes before a forced page break is balanced like a section's end. Breaks that a sheet would rather not have are
  /// taken only where it does not fit on the page without them.
  ///
  /// - Parameter limit: The item before which they end; that at which the section does, by default.
  /// - Returns: Nil where all of that does not fit on the page.
  func balance(_ start: FrameStart, upTo limit: Int? = nil) -> BalancedColumns? {
    guard start.isColumn, start.place.column == 0, start.capacity > 0 else { return nil }
    let section = list.sections[Int(start.place.section)]
    guard section.isBalanced, section.items.contains(start.item) else { return nil }
    var total = 0.0
    var tallest = 0.0
    var end = start.item
    let sectionEnd = limit ?? section.items.upperBound
    while end < sectionEnd, end == start.item || !list.items[end].breakBefore.isPageForced {
      let item = list.items[end]
      // Floats that stand elsewhere are not part of the columns' height.
      if item.float >= 0,
        Int(item.float) < start.float || list.isAcross(Int(item.float), section: Int(start.place.section))
      {
        end = list.floats[Int(item.float)].items.upperBound
        continue
      }
      total += item.height + (end == start.item ? 0 : item.space)
      tallest = max(tallest, item.height)
      if total > start.capacity * Double(section.count) + Self.balancingTolerance { return nil }
      end += 1
    }
    if limit != nil, end != limit { return nil }
    var start = start
    start.end = end
    for avoids in [true, false] {
      guard var best = columns(start, count: section.count, height: start.capacity, avoids: avoids) else { continue }
      var low = max(total / Double(section.count), tallest) - Self.balancingTolerance
      var high = best.height
      while high - low > Self.balancingTolerance {
        let middle = (low + high) / 2
        if let found = columns(start, count: section.count, height: middle, avoids: avoids) {
          best = found
          high = min(found.height, middle)
        } else {
          low = middle
        }
      }
      return best
    }
    return nil
  }

  /// Fills columns of a height, each as far as it goes; nil if not everything fits.
  private func columns(_ start: FrameStart, count: Int, height: Double, avoids: Bool) -> BalancedColumns? {
    var next = start
    next.capacity = height
    next.mustTake = false
    next.maySeemShort = false
    var endings: [FrameEnding] = []
    var used = 0.0
    for column in 0..<count {
      next.place.column = Int32(column)
      var found: FrameEnding?
      _ = fill(next) { ending in
        let isAvoided =
          avoids && ending.item < self.list.items.count && ending.item < start.end
          && self.list.items[ending.item].breakBefore == .avoided
        let takesNothing = ending.item == next.item && ending.float == next.float && next.remainder == nil
        if ending.remainder == nil, !ending.isForbidden, !isAvoided, !takesNothing { found = ending }
      }
      guard let found else { return nil }
      endings.append(found)
      used = max(used, height - found.frame.hole)
      if found.item == start.end, !waits(found.float, before: start.end) {
        return BalancedColumns(place: start.place, endings: endings, height: used)
      }
      (next.item, next.float, next.remainder) = (found.item, found.float, nil)
    }
    return nil
  }
}
