import Graphics

extension PageLayout {
  /// Draws a page for its looks alone, in any order and any number of times, after ``fingerprints()``. What its shapes
  /// belong to is left out.
  ///
  /// - Precondition: The layout has a memory.
  public func draw(page index: Int) -> Drawing {
    let page = structureMap.restoring { place(page: index) }
    return Drawing(size: page.size, shapes: page.shapes.map(\.shape))
  }

  /// Stands for the looks of each page: pages of layouts with one memory that have the same fingerprint look the same.
  ///
  /// - Precondition: The layout has a memory.
  public func fingerprints() -> [Int] {
    pageIndices.map { index in
      var hasher = Hasher()
      placer.describe(into: &hasher) { place(page: index) }
      return hasher.finalize()
    }
  }
}
