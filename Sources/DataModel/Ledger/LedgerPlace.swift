/// Where a number was printed: its page's label and its box in points from the page's top left corner.
public struct LedgerPlace: Sendable {
  public var id: LedgerEntry.ID
  public var page: String
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double
  public init(id: LedgerEntry.ID, page: String, x: Double, y: Double, width: Double, height: Double) {
    self.id = id
    self.page = page
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}

/// Where a number stands in an SVG file: the id of the element around its glyphs.
public struct LedgerElement: Sendable {
  public var id: LedgerEntry.ID
  /// The chart's id, which its file is named after.
  public var chart: String
  public var element: String
  public init(id: LedgerEntry.ID, chart: String, element: String) {
    self.id = id
    self.chart = chart
    self.element = element
  }
}
