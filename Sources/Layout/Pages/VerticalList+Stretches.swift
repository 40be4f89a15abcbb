extension VerticalList {
  /// Items that follow one another on a page, with where each begins, in points from the top of the page's content.
  struct Stretch {
    var items: Range<Int>
    var tops: [Double] = []
  }

  /// What stands on a page, each stretch of items with the heights of its items, and where the last one ends.
  func stretches(of span: PageSpan) -> ([Stretch], bottom: Double) {
    var found: [Stretch] = []
    var y = 0.0
    var isEmpty = true
    /// The space that a float just placed asks for below it.
    var spaceBelow: Double?
    func place(_ index: Int) {
      let float = floats[index]
      if !isEmpty { y += max(spaceBelow ?? 0, float.spaceAbove) }
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
        y += max(below, next.space)
      } else {
        y += next.space
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
    return (found, y)
  }
}
