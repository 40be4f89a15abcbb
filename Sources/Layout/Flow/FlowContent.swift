import Geometry
import Graphics

/// A block that can be divided between pages: a paragraph into lines, a table into rows; a chart or picture is one unit.
protocol FlowContent {
  /// How many units it has that are never divided themselves.
  var unitCount: Int { get }
  /// The height of some of its units one under another, without what is repeated; the sum of the units' heights.
  func height(of units: Range<Int>) -> Length
  /// What is set again above the units on each page but the first, such as a table's head.
  var repeatedHeight: Length { get }
  /// Whether a page may end before this unit; 0 is never asked. Widows and orphans are decided here.
  func canBreak(before unit: Int) -> Bool
  /// The notes that are called in some of its units: indices of `footnote` nodes.
  func notes(in units: Range<Int>) -> [Int]
  /// Whether any unit calls a note; spares asking each unit of a long block.
  var hasNotes: Bool { get }
  /// Draws some of its units with their top left corner at `origin`. Where `units` begins after 0, what is repeated is
  /// drawn at `origin` and the units under it.
  func place(_ units: Range<Int>, at origin: Point, on page: inout Page)
  /// Feeds a hasher everything that decides what ``place(_:at:on:)`` draws, in a layout with a memory: styles by their
  /// identity. What is not drawn has no part in it, such as labels.
  func hash(_ units: Range<Int>, into hasher: inout Hasher)
}

extension FlowContent {
  var hasNotes: Bool { true }
}
