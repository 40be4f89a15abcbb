import Content
import Diagnostics

extension VerticalList {
  /// The first item in which two lists differ in a way that page breaks depend on; nil for none.
  func firstDifference(from other: VerticalList) -> Int? {
    let count = min(items.count, other.items.count)
    for index in 0..<count {
      let (a, b) = (items[index], other.items[index])
      if a.height != b.height || a.space != b.space || a.breakBefore != b.breakBefore
        || a.keepsNext != b.keepsNext
        || a.callCount != b.callCount || a.float != b.float
      {
        return index
      }
    }
    return items.count == other.items.count ? nil : count
  }

  /// Where the author wrote what an item is part of.
  func range(at item: Int, in styled: StyledTree) -> SourceRange? {
    guard items.indices.contains(item) else { return nil }
    let entry = items[item]
    return styled.content.range(
      around: entry.kind == .unit ? blocks[Int(entry.index)].node : boxes[Int(entry.index)].node)
  }
}
