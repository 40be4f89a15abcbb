extension VerticalList {
  /// Items that follow one another in a frame, with where each begins, in points from the top of the frame.
  struct Stretch {
    var items: Range<Int>
    var tops: [Double] = []
  }

  /// Smaller spaces, such as those between paragraphs, are never made wider: the eye compares them.
  private static let leastStretchable = 12.0
  /// How much wider spaces are made at most.
  private static let mostStretching = 1.0 / 3

  /// What stands in a frame, so that it ends at its foot where the spaces above headings and around figures can be
  /// made a little wider (TeX's `\flushbottom`); where they cannot, or it ends a part, it ends where it does.
  func stretches(of span: FrameSpan, filling height: Double) -> ([Stretch], bottom: Double) {
    let plain = stretches(of: span)
    let end = span.items.upperBound
    let hole = height - plain.bottom
    guard end < items.count, !items[end].breakBefore.isForced, hole > 0, plain.stretchable > 0 else {
      return (plain.stretches, plain.bottom)
    }
    let filled = stretches(of: span, stretching: min(hole / plain.stretchable, Self.mostStretching))
    return (filled.stretches, filled.bottom)
  }

  /// What stands in a frame, each stretch of items with where its items begin, and where the last one ends.
  ///
  /// - Parameter share: By which share of themselves large spaces are made wider.
  func stretches(
    of span: FrameSpan, stretching share: Double = 0
  ) -> (stretches: [Stretch], bottom: Double, stretchable: Double) {
    var stretchable = 0.0
    func stretched(_ space: Double) -> Double {
      guard space >= Self.leastStretchable else { return space }
      stretchable += space
      return space * (1 + share)
    }
    var found: [Stretch] = []
    var y = 0.0
    var isEmpty = true
    /// The space that a float just placed asks for below it.
    var spaceBelow: Double?
    func place(_ index: Int) {
      let float = floats[index]
      if !isEmpty { y += stretched(max(spaceBelow ?? 0, float.spaceAbove)) }
      var stretch = Stretch(items: float.items)
      for item in float.items {
        y += items[item].space
        stretch.tops.append(y)
        y += items[item].height
      }
      found.append(stretch)
      spaceBelow = float.spaceBelow
      isEmpty = false
    }
    let top = span.floats.lowerBound + span.topFloats
    for float in span.floats.lowerBound..<top { place(float) }

    var item = span.items.lowerBound
    var stretch = Stretch(items: item..<item)
    func endStretch() {
      if !stretch.tops.isEmpty { found.append(stretch) }
      stretch = Stretch(items: item..<item)
    }
    while item < span.items.upperBound {
      let next = items[item]
      if next.float >= 0 {
        endStretch()
        let float = Int(next.float)
        if float >= top, float < span.floats.upperBound { place(float) }
        item = floats[float].items.upperBound
        stretch = Stretch(items: item..<item)
        continue
      }
      let isFirst = item == span.items.lowerBound
      if isEmpty {
        if isFirst, item == 0 || next.breakBefore.isForced { y += next.space }
      } else if let below = spaceBelow {
        y += stretched(max(below, next.space))
      } else {
        y += stretched(next.space)
      }
      stretch.tops.append(y)
      stretch.items = stretch.items.lowerBound..<(item + 1)
      y += next.height
      if isFirst, next.unit > 0 { y += blocks[Int(next.index)].repeatedHeight }
      isEmpty = false
      spaceBelow = nil
      item += 1
    }
    endStretch()
    return (found, y, stretchable)
  }
}
