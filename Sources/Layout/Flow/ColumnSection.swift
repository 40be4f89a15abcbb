/// Items that are set in columns side by side; what stands across them lies between two sections.
struct ColumnSection: Hashable {
  var items: Range<Int>
  /// How many columns there are, two at least.
  var count: Int
  /// The left edge of the leftmost column and the width of each, in points.
  var x: Double
  var width: Double
  var gap: Double
  /// Whether the first column is at the right.
  var isRightToLeft: Bool
  /// Whether the columns on the section's last page are made equally high.
  var isBalanced: Bool
  /// The node whose style says how the rules between columns look.
  var node: Int

  /// The width of all columns with the gaps between them.
  var fullWidth: Double { Double(count) * (width + gap) - gap }

  /// The left edge of a column.
  func x(ofColumn column: Int) -> Double {
    x + Double(isRightToLeft ? count - 1 - column : column) * (width + gap)
  }
  /// The middle of the gap between a column and the one before it.
  func middleOfGap(beforeColumn column: Int) -> Double {
    x(ofColumn: column) + (isRightToLeft ? width + gap / 2 : -gap / 2)
  }
}

extension VerticalList {
  /// The column section that an item is in, nil where there is but one column, and the item that follows on the section or
  /// on the stretch without one.
  func zone(at item: Int) -> (section: Int?, end: Int) {
    var low = 0
    var high = sections.count
    while low < high {
      let middle = (low + high) / 2
      if sections[middle].items.upperBound <= item { low = middle + 1 } else { high = middle }
    }
    guard low < sections.count else { return (nil, items.count) }
    let items = sections[low].items
    return items.contains(item) ? (low, items.upperBound) : (nil, items.lowerBound)
  }

  /// Whether columns begin or end before an item.
  func isZoneEnd(_ item: Int) -> Bool {
    guard item > 0, !sections.isEmpty else { return false }
    return zone(at: item - 1).end == item
  }

  /// Whether a float goes across the columns of a section: because it is wide, or because it comes from before them.
  func isAcross(_ float: Int, section: Int) -> Bool {
    floats[float].isWide || !sections[section].items.contains(floats[float].items.lowerBound)
  }
}
