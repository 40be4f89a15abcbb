import Geometry
import Graphics

/// Small flows side by side, such as key-figure tiles: one unit, as high as the highest.
final class RowContent: FlowContent {
  struct Column {
    var list: VerticalList
    var x: Double
    /// Below the row's top; more than 0 where columns go on in a second line.
    var y: Double
  }
  let columns: [Column]
  private let total: Double
  private let calls: [Int]
  private let placer: FlowPlacer

  /// - Parameters:
  ///   - notes: The nodes of the notes that are called in it.
  init(columns: [Column], height: Double, notes: [Int], placer: FlowPlacer) {
    self.columns = columns
    total = height
    calls = notes
    self.placer = placer
  }

  let unitCount = 1
  let repeatedHeight = Length.zero
  var hasNotes: Bool { !calls.isEmpty }
  func height(of units: Range<Int>) -> Length { .pt(units.isEmpty ? 0 : total) }
  func canBreak(before unit: Int) -> Bool { false }
  func notes(in units: Range<Int>) -> [Int] { units.isEmpty ? [] : calls }

  func hash(_ units: Range<Int>, into hasher: inout Hasher) {
    placer.describe(into: &hasher) {
      var page = Page(size: .zero, label: "")
      place(units, at: .zero, on: &page)
      return page
    }
  }

  func place(_ units: Range<Int>, at origin: Point, on page: inout Page) {
    for column in columns {
      placer.place(
        column.list, at: Point(x: origin.x + .pt(column.x), y: origin.y + .pt(column.y)), on: &page)
    }
  }
}
