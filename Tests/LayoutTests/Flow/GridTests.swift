import Geometry
import Styling
import Testing

@testable import Layout

@Suite("Grids and rows")
struct GridTests {
  private func tracks(_ css: String, available: Double = 300, gap: Double = 10) throws -> [GridStyle.Track] {
    var report = FakeReport()
    report.add("div", text: "words")
    let (_, builder) = try testFlow(report, css: "div { grid-template-columns: \(css) }")
    return GridColumns.tracks(builder.styled.style(1).grid.columns, available: available, gap: gap)
  }
  private func widths(
    _ css: String, _ items: [GridColumns.Item] = [], available: Double = 300, gap: Double = 10
  ) throws -> [Double] {
    GridColumns(
      try tracks(css, available: available, gap: gap), items: items, available: available, gap: gap,
      distribution: .normal
    ).widths
  }

  @Test("Columns of lengths, shares and fractions of what is left")
  func columns() throws {
    #expect(try widths("50pt 20% 1fr 2fr") == [50, 60, 160.0 / 3, 320.0 / 3].map { $0 })
    #expect(try widths("repeat(3, 1fr)", gap: 0) == [100, 100, 100])
    #expect(try widths("minmax(120pt, 1fr) 1fr 1fr") == [120, 80, 80])
    #expect(try widths("0.25fr 0.25fr", gap: 0) == [75, 75])
    #expect(try widths("minmax(50pt, 100pt) minmax(50pt, 300pt)", gap: 0) == [100, 200])
  }

  @Test("Columns by their content: auto, min-content and max-content; a fraction is never less than its longest word")
  func contentColumns() throws {
    let items: [GridColumns.Item] = [
      .init(columns: 0..<1, minimum: 40, natural: 90), .init(columns: 1..<2, minimum: 30, natural: 60),
    ]
    #expect(try widths("min-content 1fr", items, gap: 0) == [40, 260])
    #expect(try widths("max-content 1fr", items, gap: 0) == [90, 210])
    #expect(try widths("auto auto", items, gap: 0) == [165, 135])
    let long: [GridColumns.Item] = [.init(columns: 0..<1, minimum: 200, natural: 400)]
    #expect(try widths("1fr 1fr", long, gap: 0) == [200, 100])
    let spanning: [GridColumns.Item] = [.init(columns: 0..<2, minimum: 100, natural: 100)]
    #expect(try widths("min-content min-content", spanning, gap: 20) == [40, 40])
  }

  @Test("auto-fit and auto-fill repeat as often as there is room for")
  func repeated() throws {
    #expect(try tracks("repeat(auto-fit, minmax(90pt, 1fr))").count == 3)
    #expect(try tracks("repeat(auto-fill, 95pt)").count == 2)
    #expect(try tracks("50pt repeat(auto-fill, 40pt 60pt)").count == 5)
    #expect(try tracks("repeat(auto-fill, 400pt)").count == 1)
  }

  @Test("Items take the next free place; lines and spans put them where the sheet says")
  func placement() {
    func item(_ set: (inout GridStyle) -> Void = { _ in }) -> GridStyle {
      var style = GridStyle()
      set(&style)
      return style
    }
    func places(_ items: [GridStyle], dense: Bool = false) -> [[Int]] {
      GridPlacement(items, columnCount: 3, isDense: dense).areas.map {
        [$0.columns.lowerBound, $0.columns.upperBound, $0.rows.lowerBound, $0.rows.upperBound]
      }
    }
    let wide = item { $0.columnStart = .span(2) }
    #expect(places([item(), item(), item(), item()]) == [[0, 1, 0, 1], [1, 2, 0, 1], [2, 3, 0, 1], [0, 1, 1, 2]])
    #expect(places([wide, wide, item()]) == [[0, 2, 0, 1], [0, 2, 1, 2], [2, 3, 1, 2]])
    #expect(places([wide, wide, item()], dense: true)[2] == [2, 3, 0, 1])
    let last = item {
      $0.columnStart = .number(2)
      $0.columnEnd = .number(-1)
    }
    #expect(places([last, item()]) == [[1, 3, 0, 1], [0, 1, 1, 2]])
    let tall = item {
      $0.rowStart = .number(1)
      $0.rowEnd = .span(2)
      $0.columnStart = .number(3)
    }
    #expect(places([item(), tall, item(), item()]) == [[0, 1, 0, 1], [2, 3, 0, 2], [1, 2, 0, 1], [0, 1, 1, 2]])
  }

  @Test("A flex line grows by its factors and shrinks to the longest words")
  func flex() {
    let line = FlexLine(available: 100, gap: 0)
    func item(_ basis: Double, _ minimum: Double, grow: Double = 0, shrink: Double = 1) -> FlexLine.Item {
      .init(basis: basis, minimum: minimum, grow: grow, shrink: shrink)
    }
    #expect(line.widths(of: [item(0, 10, grow: 1), item(0, 10, grow: 3)]) == [25, 75])
    #expect(line.widths(of: [item(0, 40, grow: 1), item(0, 10, grow: 3)]) == [40, 60])
    #expect(line.widths(of: [item(30, 10), item(20, 10)]) == [30, 20])
    #expect(line.widths(of: [item(100, 90), item(100, 5)]) == [90, 10])
    #expect(line.lines(of: [item(60, 10), item(30, 10), item(50, 10)]) == [0..<2, 2..<3])
  }

  @Test("Rows are units of their own with the gap between them, those that an item spans one")
  func rows() throws {
    var report = FakeReport()
    let grid = report.add("div", classes: ["grid"])
    for index in 0..<5 { report.add("p", to: grid, classes: index == 2 ? ["tall"] : [], text: "words") }
    let css = ".grid { display: grid; grid-template-columns: 1fr 1fr; gap: 4pt 8pt } .tall { grid-row: span 2 }"
    let (list, _) = try testFlow(report, css: css)
    // p p / tall p / tall p
    #expect(list.items.map(\.height) == [10, 24] && list.items.map(\.space) == [0, 4])
    #expect(list.items[1].breakBefore == .allowed)
  }

  @Test("Items stand at the start, centre or end of their row and column")
  func alignment() throws {
    var report = FakeReport()
    let grid = report.add("tiles")
    report.add(text: "a", to: report.add("p", to: report.add("tile", to: grid)))
    let second = report.add("tile", to: grid)
    for _ in 0..<2 { report.add("p", to: second, text: "b") }
    func origin(_ css: String) throws -> Point {
      let sheet = """
        :root { font: 10pt/14pt "Source Serif Pro" } @page { size: 200pt 180pt; margin: 20pt } * { margin: 0 }
        tiles { display: grid; grid-template-columns: 1fr 1fr; gap: 0 }
        """
      return try #require(try LaidOut(report, css: sheet + css).texts(0).first).origin
    }
    let plain = try origin("")
    #expect(plain.x == .pt(20))
    #expect(abs(try origin("tiles { align-items: end }").y.points - plain.y.points - 14) < 0.01)
    #expect(abs(try origin("tiles { align-items: center }").y.points - plain.y.points - 7) < 0.01)
    #expect(try origin("tile { justify-self: end }").x > .pt(90))
    #expect(try origin("tiles { display: flex; justify-content: center }").x > .pt(80))
  }

  @Test("Words that stand in a grid or a flex box without a block are set as a paragraph")
  func words() throws {
    var report = FakeReport()
    report.add("p", text: "words")
    let (list, _) = try testFlow(report, css: "p { display: flex }")
    #expect(list.items.count == 1)
  }
}
