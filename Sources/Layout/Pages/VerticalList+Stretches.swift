extension VerticalList {
  /// Items that follow one another in a frame, with where each begins, in points from the top of the frame.
  struct Stretch {
    var items: Range<Int>
    var tops: [Double] = []
  }

  /// Smaller spaces, such as those between paragraphs, are never made wider: the eye compares them.
  private static let leastStretchable = 12.0
  /// How much wider spaces are made at most.
  static let mostStretching = 1.0 / 3
  /// How much of a space may be made wider by that share: all or nothing.
  static func stretchable(_ space: Double) -> Double { space < leastStretchable ? 0 : space }

  /// What stands in a frame, so that it ends at its foot where the spaces above headings and around figures can be
  /// made a little wider (TeX's `\flushbottom`); where they cannot, or it ends a part, it ends where it does.
  ///
  /// - Parameter height: The room without notes.
  func stretches(of span: FrameSpan, filling height: Double) -> ([Stretch], bottom: Double) {
    let foot = stretchesAtFoot(of: span, height)
    var plain = stretches(of: span)
    let end = span.items.upperBound
    let hole = foot.top - plain.bottom - span.shortfall
    if span.isFilled, end < items.count, !items[end].breakBefore.isForced, hole > 0, plain.stretchable > 0 {
      plain = stretches(of: span, stretching: min(hole / plain.stretchable, Self.mostStretching))
    }
    return (plain.stretches + foot.stretches, plain.bottom)
  }

  /// The floats at the foot of a frame, and where they begin.
  private func stretchesAtFoot(of span: FrameSpan, _ height: Double) -> (stretches: [Stretch], top: Double) {
    let floats = self.floats[(span.floats.upperBound - span.footFloats)..<span.floats.upperBound]
    var y = height - floats.reduce(0) { $0 + $1.heightAtFoot }
    let top = y
    let stretches = floats.map { float in
      y += float.spaceAbove
      return stretch(of: float.items, at: &y)
    }
    return (stretches, top)
  }

  /// Items one under another; `y` is where they begin, and then where they end.
  private func stretch(of range: Range<Int>, at y: inout Double) -> Stretch {
    var stretch = Stretch(items: range)
    for item in range {
      y += items[item].space
      stretch.tops.append(y)
      y += items[item].height
    }
    return stretch
  }

  /// What stands in a frame above the floats at its foot, each stretch of items with where its items begin, and where the
  /// last one ends.
  ///
  /// - Parameter share: By which share of themselves large spaces are made wider.
  func stretches(
    of span: FrameSpan, stretching share: Double = 0
  ) -> (stretches: [Stretch], bottom: Double, stretchable: Double) {
    var stretchable = 0.0
    func stretched(_ space: Double) -> Double {
      stretchable += Self.stretchable(space)
      return space + Self.stretchable(space) * share
    }
    var found: [Stretch] = []
    var y = 0.0
    var isEmpty = true
    /// The space that a float just placed asks for below it.
    var spaceBelow: Double?
    func place(_ index: Int) {
      let float = floats[index]
      if !isEmpty { y += stretched(max(spaceBelow ?? 0, float.spaceAbove)) }
      found.append(self.stretch(of: float.items, at: &y))
      spaceBelow = float.spaceBelow
      isEmpty = false
    }
    let inFlow = (span.floats.lowerBound + span.topFloats)..<(span.floats.upperBound - span.footFloats)
    for float in span.floats.lowerBound..<inFlow.lowerBound { place(float) }

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
        if inFlow.contains(float) { place(float) }
        item = floats[float].items.upperBound
        stretch = Stretch(items: item..<item)
        continue
      }
      let isFirst = item == span.items.lowerBound
      if isEmpty {
        if isFirst, !span.place.followsOn, item == 0 || next.breakBefore.isForced { y += next.space }
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
