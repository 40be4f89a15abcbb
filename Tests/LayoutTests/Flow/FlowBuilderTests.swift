import Content
import Geometry
import Graphics
import Testing

@testable import Layout

@Suite("Block flow")
struct FlowBuilderTests {
  @Test("Adjoining margins collapse: between siblings, with a parent's, and with negative ones")
  func collapsing() throws {
    var report = FakeReport()
    let outer = report.add("section")
    report.add("p", to: outer, classes: ["a"], text: "one")
    report.add("p", to: outer, classes: ["b"], text: "two")
    report.add("p", classes: ["c"], text: "three")
    let (list, _) = try testFlow(
      report,
      css:
        "section { margin: 5pt 0 } .a { margin: 8pt 0 12pt } .b { margin: 7pt 0 } .c { margin: -3pt 0 9pt }")
    #expect(list.items.map(\.space) == [8, 12, 4])
    #expect(list.spaceAtEnd == 9)
  }

  @Test("Padding and borders keep margins apart, and take up room")
  func boxes() throws {
    var report = FakeReport()
    let box = report.add("div")
    report.add("p", to: box, text: "one")
    let (list, _) = try testFlow(
      report, css: "div { margin: 10pt 20pt; padding: 4pt; border: 1pt solid } p { margin: 6pt 0 }")
    #expect(list.items.map(\.kind) == [.open, .unit, .close])
    #expect(list.items.map(\.space) == [10, 6, 6])
    #expect(list.items.map(\.height) == [5, 10, 5])
    #expect(list.boxes.map(\.x) == [20] && list.boxes.map(\.width) == [160])
    #expect(list.blocks.map(\.x) == [25])
    // The box's edges stay with what is in it.
    #expect(list.items[0].keepsNext && list.items[2].breakBefore == .forbidden)
  }

  @Test("A background alone begins where its content does, as margins collapse through it")
  func background() throws {
    var report = FakeReport()
    let box = report.add("div")
    report.add("p", to: box, text: "one")
    let (list, _) = try testFlow(report, css: "div { background: red } p { margin: 6pt 0 }")
    #expect(list.items.map(\.space) == [6, 0, 0])
    #expect(list.spaceAtEnd == 6)
  }

  @Test("Widths, automatic margins and negative margins place a block as CSS does")
  func widths() throws {
    var report = FakeReport()
    for name in ["centred", "right", "wide", "most"] { report.add("div", classes: [name], text: name) }
    let (list, _) = try testFlow(
      report,
      css: """
        div { border-top: 1pt solid } .centred { width: 50%; margin: 0 auto } .right { width: 80pt; margin-left: auto }
        .wide { margin-right: -60pt } .most { max-width: 120pt }
        """)
    #expect(list.boxes.map(\.x) == [50, 120, 0, 0])
    #expect(list.boxes.map(\.width) == [100, 80, 260, 120])
  }

  @Test("A heading keeps with what follows, and one of level 2 stops floats")
  func headings() throws {
    var report = FakeReport()
    report.add("h2", text: "Section")
    report.add("h3", text: "Subsection")
    report.add("p", text: "words")
    let (list, _) = try testFlow(report)
    #expect(list.items.map(\.keepsNext) == [true, true, false])
    #expect(list.items.map(\.isBarrier) == [true, false, false])
  }

  @Test("Breaks that the sheet asks for are kept")
  func breaks() throws {
    var report = FakeReport()
    report.add("p", text: "one")
    report.add("p", classes: ["next"], text: "two")
    report.add("p", classes: ["whole"], text: String(repeating: "three ", count: 20))
    let (list, _) = try testFlow(report, css: ".next { break-before: page } .whole { break-inside: avoid }")
    #expect(list.items[1].breakBefore == .page)
    #expect(list.items[4...].allSatisfy { $0.breakBefore >= .avoided })
  }

  @Test("A type of page begins a page of its own, and so does what comes after it")
  func namedPages() throws {
    var report = FakeReport()
    for name in ["a", "b", "c"] { report.add("p", classes: [name], text: "words") }
    let (list, _) = try testFlow(report, css: ".b { page: wide }")
    #expect(list.items.map(\.breakBefore) == [.allowed, .page, .page])
    #expect((0..<3).map { list.pageGroup(at: $0).name } == [nil, "wide", nil])
  }

  @Test("A figure on a page of its own does not float, and tables and boxes return to the page around them")
  func figurePages() throws {
    var report = FakeReport()
    report.add("p", text: "words")
    report.addFigure(height: 50, id: "wide")
    report.add("p", to: report.add("div", classes: ["callout"]), text: "words")
    let (list, _) = try testFlow(report, css: "#wide { page: wide } .callout { padding: 3pt }")
    #expect(list.floats.isEmpty)
    #expect(list.pageGroup(at: 0).name == nil && list.pageGroup(at: 1).name == "wide")
    #expect(list.items[1].breakBefore == .page)
    let box = try #require(list.items.firstIndex { $0.kind == .open })
    #expect(list.pageGroup(at: box).name == nil && list.items[box].breakBefore == .page)
  }

  @Test("A group of pages begins with each element that begins a page, and goes on after an interruption")
  func pageGroups() throws {
    var report = FakeReport()
    for _ in 0..<2 {
      let chapter = report.add("section")
      report.add("p", to: chapter, text: "one")
      report.add("p", to: chapter, classes: ["wide"], text: "two")
      report.add("p", to: chapter, text: "three")
    }
    let (list, _) = try testFlow(report, css: "section { page: chapter; break-before: page } .wide { page: wide }")
    #expect(
      (0..<6).map { list.pageGroup(at: $0).name } == ["chapter", "wide", "chapter", "chapter", "wide", "chapter"])
    #expect((0..<6).map { list.beginsPageGroup($0) } == [true, true, false, true, true, false])
  }

  @Test("Figures float with their captions, in a box they do not")
  func figures() throws {
    var report = FakeReport()
    report.addFigure(height: 50)
    report.addFigure(height: 60, to: report.add("div", classes: ["callout"]))
    let (list, _) = try testFlow(
      report,
      css:
        "figure { margin: 8pt 0 } figcaption { caption-side: bottom; margin-top: 2pt } .callout { padding: 3pt }"
    )
    #expect(list.floats.count == 1)
    #expect(list.floats.first?.height == 62)
    #expect(list.floats.first?.spaceAbove == 8 && list.floats.first?.spaceBelow == 8)
    #expect(list.items.filter { $0.float >= 0 }.count == 1)
  }

  @Test("A caption stands where caption-side says")
  func captions() throws {
    var report = FakeReport()
    report.addFigure(height: 50)
    let (above, _) = try testFlow(report)
    let (below, _) = try testFlow(report, css: "figcaption { caption-side: bottom }")
    #expect(above.items.map(\.height) == [10, 50])
    #expect(below.items.map(\.height) == [50, 10])
  }

  @Test("A short table floats whole; a long one breaks, but not from its caption or its source")
  func tables() throws {
    struct Rows: TableRowSource {
      var rowCount: Int
      func row(at index: Int) -> TableRow { TableRow(kind: .body, cells: []) }
    }
    var report = FakeReport()
    for count in [5, 60] {
      let figure = report.add("figure")
      report.add("figcaption", to: figure, text: "Caption")
      report.add(
        .table(TableContent(columns: [], head: [], body: Rows(rowCount: count))), name: "table", to: figure)
      report.add("p", to: figure, text: "Source")
    }
    let (list, _) = try testFlow(report)
    #expect(list.floats.map(\.items) == [0..<7])
    let long = list.items[7...]
    #expect(long.count == 62)
    #expect(long.filter { $0.breakBefore == .forbidden }.count == 2)
    #expect(list.items[8].breakBefore == .forbidden && list.items[68].breakBefore == .forbidden)
  }

  @Test("A figure taller than its page is made smaller, with a warning")
  func tallFigure() throws {
    var report = FakeReport()
    report.addFigure(height: 900)
    let (list, builder) = try testFlow(report)
    #expect(list.floats.map(\.height) == [400])
    #expect(builder.diagnostics.all.map(\.id) == ["layout.too-tall"])
  }

  @Test("Items of lists are numbered from the list's start, and their markers hang beside the text")
  func markers() throws {
    var report = FakeReport()
    let list = report.add("ol", attributes: ["start": "9"])
    for text in ["one", "two"] { report.add("li", to: list, text: text) }
    let (flow, builder) = try testFlow(report, css: "ol { padding-left: 15pt; list-style-type: decimal }")
    let markers = flow.marks.compactMap { mark -> VerticalList.Marker? in
      if case .marker(let marker) = mark.mark { marker } else { nil }
    }
    #expect(markers.map { builder.styled.markers[$0.node]?.text } == ["9.", "10."])
    #expect(markers.allSatisfy { $0.x == 15 && $0.hangs && $0.baseline == 8 })
  }

  @Test("Tiles stand side by side, in a second row where they would be narrower than the sheet wants")
  func tiles() throws {
    for (count, heights) in [(3, [20.0]), (7, [20, 20, 20])] {
      var report = FakeReport()
      let row = report.add("tiles")
      for _ in 0..<count {
        let tile = report.add("tile", to: row)
        report.add("p", to: tile, text: "value")
        report.add("p", to: tile, text: "label")
      }
      let (list, _) = try testFlow(
        report,
        css: """
          tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(60pt, 1fr)); gap: 5pt }
          tile, tile > p { display: block }
          """)
      #expect(list.items.map(\.height) == heights)
    }
  }

  @Test("A note is no part of the text, and is called once")
  func notes() throws {
    var report = FakeReport()
    report.addParagraphWithNote("words", number: 1, note: String(repeating: "note ", count: 12))
    let (list, builder) = try testFlow(report)
    #expect(list.items.count == 1)
    #expect(builder.notes.notes.count == 1 && builder.notes.notes.first?.height == 30)
  }

  @Test("Margins and padding that leave no room give a warning and a column all the same")
  func noRoom() throws {
    var report = FakeReport()
    report.add("p", text: "words")
    let (list, builder) = try testFlow(report, css: "p { margin: 0 150pt; padding: 0 100pt }")
    #expect(list.items.count == 1)
    #expect(builder.diagnostics.all.map(\.id) == ["layout.no-width"])
  }
}
