import Diagnostics
import Geometry
import Testing

@testable import Charts

@Suite("Several views in one chart")
struct ViewTests {
  /// Shares by region, group and year.
  private static let shares = values(
    ["Africa", "Asia", "Europe"].enumerated().flatMap { place, region in
      ["Urban", "Rural"].enumerated().flatMap { kind, group in
        [2010, 2020].enumerated().map { step, year in
          "{region: \(region), group: \(group), year: \(year), share: \(20 + place * 20 - kind * 12 + step * 8)}"
        }
      }
    }.joined(separator: ", "), unit: "percent")

  private func panel(_ title: String, in drawing: ChartDrawing) throws -> DrawnText {
    try #require(drawing.drawing.texts.first { $0.text == title }, "\(drawing.drawing.texts.map(\.text))")
  }

  @Test("A facet has a panel for each value, titled by it, and labels the axes at the outer edge only")
  func facet() throws {
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      """
      {data: \(Self.shares), mark: line, title: Users in percent, encoding: {x: {field: year, type: temporal},
       y: {field: share, type: quantitative}, color: {field: group}, facet: {field: region, columns: 3}}}
      """)
    let titles = try ["Africa", "Asia", "Europe"].map { try panel($0, in: drawn) }
    #expect(titles[0].box.x0 < titles[1].box.x0 && titles[1].box.x0 < titles[2].box.x0)
    #expect(Set(titles.map(\.box.y0)).count == 1)
    // One scale of y for the row, labelled left of the first panel; dates under each panel.
    let texts = drawn.drawing.texts
    #expect(texts.count { $0.text == "0" } == 1)
    #expect(texts.count { $0.text == "2010" } == 3)
    // One key for the series that all panels show.
    #expect(texts.count { $0.text == "Urban" } == 1 && texts.count { $0.text == "Rural" } == 1)
    #expect(texts.allSatisfy { $0.box.x0 >= -0.5 && $0.box.x1 <= Length.mm(118).points + 0.5 })
  }

  @Test("The same value stands at the same place in all panels that share a scale")
  func sharedScale() throws {
    let rows = values("{a: p, c: one, v: 80}, {a: p, c: two, v: 40}, {a: q, c: one, v: 20}, {a: q, c: two, v: 10}")
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      "{data: \(rows), mark: bar, encoding: {y: {field: c}, x: {field: v}, column: {field: a}}}")
    let widths = drawn.drawing.filledBoxes.map(\.box.width).sorted()
    try #require(widths.count == 4)
    #expect(abs(widths[3] / widths[0] - 8) < 0.01 && abs(widths[2] / widths[1] - 2) < 0.01)
  }

  @Test("Independent scales fit each panel and are labelled in each")
  func independentScales() throws {
    let rows = values("{a: p, t: 1, v: 1000}, {a: p, t: 2, v: 2000}, {a: q, t: 1, v: 3}, {a: q, t: 2, v: 4}")
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      """
      {data: \(rows), facet: {field: a}, columns: 2, resolve: {scale: {y: independent}},
       spec: {mark: point, encoding: {x: {field: t}, y: {field: v}}}}
      """)
    let texts = drawn.drawing.texts.map(\.text)
    #expect(texts.contains("2,000") && texts.contains("4"))
    #expect(texts.count { $0 == "0" } >= 2)
  }

  @Test("Rows and columns make a matrix, in which a combination without rows stays empty")
  func matrix() throws {
    let rows = values("{r: up, c: left, v: 3}, {r: up, c: right, v: 4}, {r: down, c: left, v: 5}")
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      "{data: \(rows), mark: bar, encoding: {x: {field: v}, row: {field: r}, column: {field: c}}}")
    #expect(drawn.drawing.filledBoxes.count == 3)
    let (up, down) = (try panel("up", in: drawn), try panel("down", in: drawn))
    let (left, right) = (try panel("left", in: drawn), try panel("right", in: drawn))
    #expect(up.box.y0 < down.box.y0 && left.box.x0 < right.box.x0 && left.box.y0 == right.box.y0)
    #expect(left.box.y0 < up.box.y0)
  }

  @Test("Panels follow the data, the letters where a type is written, or what sort says")
  func order() throws {
    func titles(_ facet: String) throws -> [String] {
      let rows = values("{a: pear, v: 1}, {a: fig, v: 3}, {a: nut, v: 2}")
      let fixture = try Fixture()
      let drawn = try fixture.drawing(
        "{data: \(rows), mark: bar, encoding: {x: {field: v}, column: {field: a\(facet)}}}")
      return drawn.drawing.texts.filter { ["pear", "fig", "nut"].contains($0.text) }.sorted { $0.box.x0 < $1.box.x0 }
        .map(\.text)
    }
    #expect(try titles("") == ["pear", "fig", "nut"])
    #expect(try titles(", type: nominal") == ["fig", "nut", "pear"])
    #expect(try titles(", sort: [nut]") == ["nut", "pear", "fig"])
    #expect(try titles(", sort: {field: v, op: sum, order: descending}") == ["fig", "nut", "pear"])
  }

  @Test("Views side by side share the width, end on one line, and explain their own series")
  func concat() throws {
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      """
      {data: \(Self.shares), hconcat: [
        {title: Over time, transform: [{filter: "datum.region == 'Asia'"}], mark: line,
         encoding: {x: {field: year, type: temporal}, y: {field: share}, color: {field: group}}},
        {title: In 2020, transform: [{filter: "datum.year == 2020 && datum.group == 'Rural'"}], mark: bar,
         encoding: {y: {field: region}, x: {field: share}}}]}
      """)
    let (first, second) = (try panel("Over time", in: drawn), try panel("In 2020", in: drawn))
    #expect(first.box.y0 == second.box.y0 && second.box.x0 > Length.mm(45).points)
    // Lines are named at their ends, since no other panel has them.
    #expect(drawn.drawing.texts.contains { $0.text.hasPrefix("Urban 48") })
    #expect(drawn.warnings.isEmpty, "\(drawn.warnings)")
  }

  @Test("Repeat draws a view for each column, named after it; and layers for a list of layers")
  func repetition() throws {
    let rows = values("{t: 2001, births: 5, deaths: 3}, {t: 2002, births: 7, deaths: 4}")
    let fixture = try Fixture()
    let list = try fixture.drawing(
      """
      {data: \(rows), repeat: [births, deaths], spec: {mark: line, encoding: {x: {field: t, type: temporal},
       y: {field: {repeat: repeat}, type: quantitative}}}}
      """)
    #expect(try panel("births", in: list).box.x0 < panel("deaths", in: list).box.x0)
    let layers = try fixture.drawing(
      """
      {data: \(rows), repeat: {layer: [births, deaths]}, spec: {mark: line, encoding: {x: {field: t, type: temporal},
       y: {field: {repeat: layer}, type: quantitative}, color: {datum: {repeat: layer}}}}}
      """)
    #expect(layers.drawing.texts.contains { $0.text == "births 7" })
    #expect(layers.drawing.texts.contains { $0.text == "deaths 4" })
  }

  @Test("A view in a view in a view is drawn within the width")
  func nested() throws {
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      """
      {data: \(Self.shares), vconcat: [{facet: {column: {field: region}}, spec: {facet: {row: {field: group}}, spec: {
       mark: bar, encoding: {x: {field: year, type: ordinal}, y: {field: share}}}}}]}
      """)
    #expect(drawn.drawing.filledBoxes.count == 12)
    #expect(drawn.drawing.filledBoxes.allSatisfy { $0.box.x0 >= 0 && $0.box.x1 <= Length.mm(118).points })
    #expect(drawn.drawing.texts.count { $0.text == "Rural" } == 3)
  }

  @Test("The height of the whole is shared by the rows")
  func height() throws {
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      """
      {data: \(Self.shares), height: 100mm, facet: {row: {field: region}}, spec: {mark: line, encoding: {
       x: {field: year, type: temporal}, y: {field: share}, color: {field: group}}}}
      """)
    #expect(abs(drawn.drawing.size.height.millimetres - 100) < 0.5)
  }

  @Test("What is highlighted among the panels stands out, and the other panels step back")
  func highlight() throws {
    let rows = values("{a: p, c: one, v: 8}, {a: q, c: one, v: 4}")
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      "{data: \(rows), mark: bar, highlight: q, encoding: {y: {field: c}, x: {field: v}, column: {field: a}}}")
    let fills = drawn.drawing.filledBoxes.sorted { $0.box.x0 < $1.box.x0 }.map(\.fill)
    #expect(fills.count == 2 && fills[0] != fills[1])
  }

  @Test(
    "What cannot be drawn is said where it is written",
    arguments: [
      ("{data: D, mark: bar, encoding: {x: {field: v}, facet: {field: aa}}}", "data.unknown-column"),
      ("{data: D, facet: {field: a}, mark: bar}", "chart.no-spec"),
      ("{data: D, repeat: [v], mark: bar}", "chart.no-spec"),
      ("{data: D, hconcat: []}", "chart.not-a-list"),
      ("{data: D, mark: bar, columns: 2, encoding: {x: {field: v}}}", "chart.unsupported-property"),
      (
        "{data: D, resolve: {scale: {y: own}}, hconcat: [{mark: bar, encoding: {x: {field: v}}}]}",
        "chart.unsupported-value"
      ),
      (
        "{data: D, resolve: {scale: {y: independent}}, layer: [{mark: bar}], encoding: {x: {field: v}}}",
        "chart.two-scales"
      ),
    ])
  func mistakes(spec: String, id: String) throws {
    let fixture = try Fixture()
    let data = values("{a: p, v: 8}, {a: q, v: 4}")
    #expect(fixture.resolve(spec.split(separator: "D", maxSplits: 1).joined(separator: data)) == nil)
    #expect(fixture.diagnostics.all.contains { $0.id == id }, "\(fixture.diagnostics.all)")
  }

  @Test("Hundreds of panels and views without end are errors, not pictures")
  func tooMany() throws {
    let fixture = try Fixture()
    let rows = values((0..<500).map { "{a: v\($0), v: \($0)}" }.joined(separator: ", "))
    #expect(fixture.resolve("{data: \(rows), mark: bar, encoding: {x: {field: v}, facet: {field: a}}}") == nil)
    #expect(fixture.diagnostics.all.contains { $0.id == "chart.too-many-panels" })
    let deep = String(repeating: "{vconcat: [", count: 9) + "{mark: bar}" + String(repeating: "]}", count: 9)
    #expect(fixture.resolve(deep) == nil)
    #expect(fixture.diagnostics.all.contains { $0.id == "chart.too-deep" })
  }
}
