import Geometry
import Graphics

extension FlowPlacer {
  /// Feeds a hasher what would be drawn, with blocks described in place of being drawn, which is many times faster.
  ///
  /// - Parameter draw: Draws a page; what is on it beside blocks is part of what is fed.
  func describe(into hasher: inout Hasher, _ draw: () -> Page) {
    let outer = description
    description = hasher
    let page = draw()
    hasher = description ?? hasher
    description = outer
    hasher.combine(page.size)
    hasher.combine(page.rotation)
    for shape in page.shapes { hasher.combine(shape.shape) }
  }

  /// Draws units of a block, or describes them while somebody asks for that.
  func place(_ block: VerticalList.Block, _ units: Range<Int>, at origin: Point, on page: inout Page) {
    guard var hasher = description else {
      block.content.place(units, at: origin, on: &page)
      return
    }
    hasher.combine(origin)
    block.content.hash(units, into: &hasher)
    description = hasher
  }
}
