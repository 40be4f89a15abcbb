import Geometry
import Graphics

@testable import Layout

/// A block of which only heights are known.
struct FakeBlock: FlowContent {
  var heights: [Double]
  var repeated = 0.0
  var orphans = 2
  var widows = 2
  /// The notes called in each unit.
  var calls: [Int: [Int]] = [:]

  var unitCount: Int { heights.count }
  func height(of units: Range<Int>) -> Length { .pt(heights[units].reduce(0, +)) }
  var repeatedHeight: Length { .pt(repeated) }
  func canBreak(before unit: Int) -> Bool { unit >= orphans && heights.count - unit >= widows }
  func notes(in units: Range<Int>) -> [Int] { units.flatMap { calls[$0] ?? [] } }
  func place(_ units: Range<Int>, at origin: Point, on page: inout Page) {}
  func hash(_ units: Range<Int>, into hasher: inout Hasher) {}
}

/// Writes flows of fakes; lines are 10 high unless said.
struct FakeFlow {
  var builder = VerticalListBuilder()
  var notes = NoteList()
  private var next = 0

  init() {
    notes.separatorHeight = 5
  }

  private mutating func node() -> Int {
    next += 1
    return next - 1
  }

  mutating func paragraph(lines: Int, space: Double = 0, calls: [Int: [Int]] = [:]) {
    builder.addMargin(space)
    let known = notes.byNode
    builder.add(
      FakeBlock(heights: Array(repeating: 10, count: lines), calls: calls), x: 0, node: node(),
      note: { known[$0] ?? -1 })
    builder.addMargin(space)
  }

  mutating func heading(level: Int, space: Double = 0) {
    builder.addMargin(space)
    builder.beginHeading(isBarrier: level <= 2)
    builder.add(FakeBlock(heights: [10]), x: 0, node: node())
    builder.keepWithNext()
  }

  mutating func figure(height: Double, space: Double = 0) {
    let node = node()
    builder.addFloat(node: node) { list in
      list.addMargin(space)
      list.add(FakeBlock(heights: [height]), x: 0, node: node)
      list.addMargin(space)
    }
  }

  /// A float that moves to an edge of its page or column.
  mutating func float(height: Double, _ placement: VerticalList.Float.Placement, isWide: Bool = false) {
    let node = node()
    builder.addFloat(node: node, placement: placement, isWide: isWide) {
      $0.add(FakeBlock(heights: [height]), x: 0, node: node)
    }
  }

  /// Columns 45 wide with a gap of 10.
  mutating func columns(_ count: Int, isBalanced: Bool = true, _ body: (inout FakeFlow) -> Void) {
    builder.beginColumns(
      .init(items: 0..<0, count: count, x: 0, width: 45, gap: 10, isRightToLeft: false, isBalanced: isBalanced, node: 0)
    )
    body(&self)
    builder.endColumns()
  }

  mutating func table(rows: Int, head: Double) {
    let node = node()
    builder.addTable(node) { list in
      list.add(
        FakeBlock(heights: Array(repeating: 10, count: rows), repeated: head, orphans: 1, widows: 1), x: 0,
        node: node)
    }
  }

  /// A note to be called by its number.
  mutating func note(_ number: Int, lines: Int) {
    var list = VerticalListBuilder()
    list.add(FakeBlock(heights: Array(repeating: 10, count: lines)), x: 0, node: number)
    notes.byNode[number] = Int32(notes.notes.count)
    notes.notes.append(.init(node: number, list: list.finish(), height: Double(lines) * 10))
  }

  func pages(height: Double, isTwoSided: Bool = false) -> [PageSpan] {
    PageBreaker(list: builder.finish(), notes: notes, isTwoSided: isTwoSided) { _, _ in height }.pages()
  }
  var list: VerticalList { builder.finish() }
}
