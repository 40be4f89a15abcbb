import Diagnostics
import Geometry
import Graphics
import Styling
import Testing

@testable import Charts

@Suite struct BarTests {
  private let three = """
    {title: Three bars, subtitle: "Persons, million", mark: bar, data: \(values("{what: A, value: 1123}, {what: B, value: 322}, {what: C, value: 161}", unit: "million persons")),
     encoding: {y: {field: what, sort: null}, x: {field: value, type: quantitative}}}
    """

  @Test("Bars are as long as their values, and begin at one line", arguments: [84.0, 118, 164])
  func lengths(width: Double) throws {
    let fixture = try Fixture()
    let bars = try fixture.drawing(three, width).drawing.filledBoxes
    #expect(bars.count == 3)
    for (bar, value) in zip(bars, [1123.0, 322, 161]) {
      #expect(bar.box.x0 == bars[0].box.x0)
      #expect(abs(bar.box.width / bars[0].box.width - value / 1123) < 1e-9)
    }
  }

  @Test("Upright bars too stand on one line, those below zero under it")
  func upright() throws {
    let fixture = try Fixture()
    let spec = """
      {mark: bar, data: \(values("{what: A, value: 40}, {what: B, value: -10}, {what: C, value: 25}")),
       encoding: {x: {field: what, sort: null}, y: {field: value, type: quantitative}}}
      """
    let bars = try fixture.drawing(spec).drawing.filledBoxes.map(\.box)
    #expect(abs(bars[0].y1 - bars[1].y0) < 1e-9 && abs(bars[0].y1 - bars[2].y1) < 1e-9)
    #expect(abs(bars[1].height / bars[0].height - 0.25) < 1e-9 && abs(bars[2].height / bars[0].height - 0.625) < 1e-9)
  }

  @Test("Gaps between bars are half as wide as the bars")
  func gaps() throws {
    let fixture = try Fixture()
    let bars = try fixture.drawing(three).drawing.filledBoxes.map(\.box)
    let gap = bars[1].y0 - bars[0].y1
    #expect(abs(gap / bars[0].height - 0.5) < 0.02)
  }

  @Test("Bars without an order of their own are sorted by value; a written type means Vega-Lite's order")
  func sorting() throws {
    func order(_ y: String) throws -> [String] {
      let fixture = try Fixture()
      let spec = """
        {mark: bar, data: \(values("{what: Beta, value: 1}, {what: Gamma, value: 3}, {what: Alpha, value: 2}")),
         encoding: {y: \(y), x: {field: value, type: quantitative}}}
        """
      let drawing = try fixture.drawing(spec).drawing
      return drawing.texts.filter { ["Alpha", "Beta", "Gamma"].contains($0.text) }.sorted { $0.box.y0 < $1.box.y0 }
        .map(\.text)
    }
    #expect(try order("{field: what}") == ["Gamma", "Alpha", "Beta"])
    #expect(try order("{field: what, type: nominal}") == ["Alpha", "Beta", "Gamma"])
    #expect(try order("{field: what, sort: null}") == ["Beta", "Gamma", "Alpha"])
    #expect(try order("{field: what, sort: descending}") == ["Gamma", "Beta", "Alpha"])
    #expect(try order("{field: what, sort: x}") == ["Beta", "Alpha", "Gamma"])
    #expect(try order("{field: what, sort: -x}") == ["Gamma", "Alpha", "Beta"])
    #expect(try order("{field: what, sort: {field: value}}") == ["Beta", "Alpha", "Gamma"])
    #expect(try order("{field: what, sort: [Alpha, Gamma, Beta]}") == ["Alpha", "Gamma", "Beta"])
    #expect(try order("{field: what, scale: {domain: [Gamma, Beta]}}") == ["Gamma", "Beta"])
  }

  @Test("A few upright bars are spread over the width of the chart and are no slabs")
  func fewBars() throws {
    let drawing = try Fixture().drawing(
      """
      {data: \(values("{what: A, value: 1}, {what: B, value: 2}, {what: C, value: 3}")), mark: bar,
       encoding: {x: {field: what, type: nominal}, y: {field: value, type: quantitative}}}
      """, 150
    ).drawing
    let bars = drawing.filledBoxes.map(\.box)
    #expect(bars.count == 3 && bars.allSatisfy { $0.width <= 60.01 })
    #expect(try #require(bars.map(\.x1).max()) > drawing.size.width.points * 0.85)
  }

  @Test("Bars side by side share a category and do not touch")
  func grouped() throws {
    let fixture = try Fixture()
    let spec = """
      {mark: bar, data: \(values("{y: A, g: u, v: 4}, {y: A, g: r, v: 2}, {y: B, g: u, v: 3}, {y: B, g: r, v: 1}")),
       encoding: {y: {field: y, sort: null}, x: {field: v, type: quantitative}, yOffset: {field: g}, color: {field: g}}}
      """
    let drawing = try fixture.drawing(spec).drawing
    // The last four are the bars; the first two are the legend's.
    let bars = drawing.filledBoxes.map(\.box)
    #expect(bars.count == 6)
    let heights = Set(bars[2...].map { ($0.height * 100).rounded() })
    #expect(heights.count == 1)
    for (a, b) in [(0, 1), (2, 3)] { #expect(bars[2 + b].y0 > bars[2 + a].y1) }
    #expect(bars[4].y0 - bars[3].y1 > bars[3].y0 - bars[2].y1)
    #expect(drawing.filledBoxes[0].fill != drawing.filledBoxes[1].fill)
    #expect(drawing.filledBoxes[2].fill == drawing.filledBoxes[0].fill, "the legend shows the series' own colour")
    #expect(Set(drawing.texts.map(\.text)).isSuperset(of: ["u", "r", "A", "B", "4", "2", "3", "1"]))
  }

  @Test("The parts of a stack follow one another, and as shares they fill it")
  func stacked() throws {
    let rows = "{y: A, g: u, v: 30}, {y: A, g: r, v: 10}, {y: B, g: u, v: 15}, {y: B, g: r, v: 15}"
    func bars(_ x: String) throws -> (boxes: [Box], texts: [String]) {
      let fixture = try Fixture()
      let spec = """
        {mark: bar, data: \(values(rows, unit: "persons")), encoding: {y: {field: y, sort: null}, x: \(x), color: {field: g, legend: null}}}
        """
      let drawing = try fixture.drawing(spec).drawing
      return (drawing.filledBoxes.map(\.box), drawing.texts.map(\.text))
    }
    let zero = try bars("{field: v, type: quantitative}")
    #expect(zero.boxes.count == 4)
    #expect(abs(zero.boxes[0].x1 - zero.boxes[1].x0) < 1e-9 && abs(zero.boxes[2].x1 - zero.boxes[3].x0) < 1e-9)
    #expect(abs(zero.boxes[0].width / zero.boxes[1].width - 3) < 1e-9)
    let shares = try bars("{field: v, type: quantitative, stack: normalize}")
    #expect(abs(shares.boxes[1].x1 - shares.boxes[3].x1) < 1e-9)
    #expect(shares.texts.contains { $0.contains("75") } && shares.texts.contains { $0.contains("25") })
    #expect(shares.texts.contains("100%"))
    let overlaid = try bars("{field: v, type: quantitative, stack: null}")
    #expect(overlaid.boxes[0].x0 == overlaid.boxes[1].x0)
  }

  @Test("'More than' has an open end: slices beyond the value, and the word on the label")
  func openEnd() throws {
    let fixture = try Fixture()
    let spec = """
      {mark: bar, data: \(values("{what: A, value: 1600, qualifier: more than, precision: 100}, {what: B, value: 1800}")),
       encoding: {y: {field: what, sort: null}, x: {field: value, type: quantitative}}}
      """
    let drawing = try fixture.drawing(spec).drawing
    let boxes = drawing.filledBoxes.map(\.box)
    #expect(boxes.count == 5)
    #expect(abs(boxes[0].width / boxes[4].width - 1600.0 / 1800) < 1e-9, "the solid part is the stated value")
    #expect(boxes[1...3].allSatisfy { $0.x0 > boxes[0].x1 && $0.width < 2 })
    #expect(drawing.texts.contains { $0.text == "more than 1,600" })
  }

  @Test("An estimate beside other figures is hatched, with a key; where all are estimates none is")
  func estimates() throws {
    func drawing(_ second: String) throws -> Drawing {
      let fixture = try Fixture()
      let spec = """
        {mark: bar, data: \(values("{what: A, value: 5, status: e}, {what: B, value: 4\(second)}")),
         encoding: {y: {field: what, sort: null}, x: {field: value, type: quantitative}}}
        """
      return try fixture.drawing(spec).drawing
    }
    func diagonals(_ drawing: Drawing) -> Int {
      drawing.segments.count { $0.from.x != $0.to.x && $0.from.y != $0.to.y }
    }
    let mixed = try drawing("")
    #expect(diagonals(mixed) > 20 && mixed.texts.contains { $0.text == "Hatched: estimate." })
    let all = try drawing(", status: e")
    #expect(diagonals(all) == 0 && !all.texts.contains { $0.text == "Hatched: estimate." })
  }

  @Test("A missing value is said to be missing, which is not zero")
  func missing() throws {
    let fixture = try Fixture()
    let spec = """
      {mark: bar, data: \(values("{what: A, value: 5}, {what: B, value: null}, {what: C, value: 0}")),
       encoding: {y: {field: what, sort: null}, x: {field: value, type: quantitative}}}
      """
    let texts = try fixture.drawing(spec).drawing.texts.map(\.text)
    #expect(texts.contains("no data") && texts.contains("0") && texts.contains("B"))
  }

  @Test("Where every bar carries its value the sheet leaves the axis out; the spec can ask for it")
  func directValues() throws {
    let fixture = try Fixture()
    let direct = try fixture.drawing(three).drawing
    #expect(!direct.texts.contains { $0.text == "1,000" || $0.text == "500" })
    let asked = three.replacing(
      "x: {field: value, type: quantitative}", with: "x: {field: value, type: quantitative, axis: {grid: true}}")
    #expect(try fixture.drawing(asked).drawing.texts.contains { $0.text == "500" })
    // Bars too narrow for their labels are read off the axis.
    let rows = (1...30).map { "{what: c\($0), value: \($0 * 1000)}" }.joined(separator: ", ")
    let many =
      "{mark: bar, data: \(values(rows)), encoding: {x: {field: what, type: ordinal, sort: null}, y: {field: value, type: quantitative}}}"
    let crowded = try fixture.drawing(many, 84)
    #expect(crowded.drawing.texts.contains { $0.text == "30,000" })
    #expect(!crowded.drawing.texts.contains { $0.text == "17,000" })
    #expect(crowded.warnings.isEmpty)
  }

  @Test("What is highlighted is in the accent, the rest steps back; a series by its name, a bar by its category")
  func highlight() throws {
    let fixture = try Fixture()
    let chart = try fixture.drawing(three.replacing("{title", with: "{highlight: B, title")).drawing
    let fills = chart.filledBoxes.map(\.fill)
    let accent = try #require(StyleParsing.color(from: "#0C487F"))
    let context = try #require(StyleParsing.color(from: "#8A939D"))
    #expect(fills == [context, accent, context])
  }

  @Test("Colours, sizes and gaps come from the sheet; a colour in the spec is stronger")
  func styles() throws {
    let red = Color(hex: 0xAA1100)
    let styled = try Fixture(
      sheet: "series { color: #aa1100 } chart > title { font-size: 14pt } axis.y > label { display: none }")
    let drawing = try styled.drawing(three).drawing
    #expect(drawing.filledBoxes.allSatisfy { $0.fill == red })
    #expect(drawing.texts.first { $0.text == "Three bars" }?.size == 14)
    #expect(!drawing.texts.contains { $0.text == "A" })
    let written = try styled.drawing(three.replacing("mark: bar", with: "mark: {type: bar, color: \"#112233\"}"))
      .drawing
    #expect(written.filledBoxes.allSatisfy { $0.fill == Color(hex: 0x112233) })
  }

  @Test("A spec for its figures alone draws bars with their labels")
  func figures() throws {
    let data = """
      {observations: {a.x: {value: 1120, unit: million persons, precision: 10, qualifier: more than, source: s},
                      b.y: {value: 322, unit: million persons, precision: 1, source: s}}}
      """
    let fixture = try Fixture(data: data)
    let drawing = try fixture.drawing("{mark: bar, data: {figures: [{id: a.x, label: All}, {id: b.y, label: Rural}]}}")
      .drawing
    let texts = drawing.texts.map(\.text)
    #expect(texts.contains("All") && texts.contains("322") && texts.contains("more than 1,120"))
    #expect(texts.contains("Source: Statistics Office"), "the source line follows from the data")
  }
}
