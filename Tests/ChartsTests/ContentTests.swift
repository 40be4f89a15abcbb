import DataModel
import Diagnostics
import Geometry
import Graphics
import Testing

@testable import Charts

@Suite struct ContentTests {
  @Test("Alternative text says what the chart shows, with its highest and lowest values; the author's own wins")
  func alternativeText() throws {
    let fixture = try Fixture()
    let spec = """
      {title: Rural users are a third, subtitle: "Users, June 2025, million", mark: bar,
       data: \(values("{what: All, value: 1123}, {what: Rural, value: 322}, {what: Old, value: 161}", unit: "million persons")),
       encoding: {y: {field: what, sort: null}, x: {field: value, type: quantitative}}}
      """
    let chart = try #require(fixture.resolve(spec))
    #expect(
      chart.alternativeText
        == "Bar chart: Rural users are a third. Users, June 2025, million. 3 values, highest All 1,123, lowest Old 161."
    )
    #expect(chart.description == "All 1,123; Rural 322; Old 161.")
    #expect(chart.title == "Rural users are a third" && chart.sourceLine == "Source: Statistics Office")
    let own = try #require(fixture.resolve(spec.replacing("{title", with: "{alt: What I say., title")))
    #expect(own.alternativeText == "What I say.")
  }

  @Test("A line is described by its first and last values, and by its highest where that lies between")
  func lineText() throws {
    let fixture = try Fixture()
    let rows = "{t: 2020-06, v: 60}, {t: 2021-06, v: 75}, {t: 2022-06, v: 70}"
    let spec =
      "{title: Up and down, mark: line, data: \(values(rows)), encoding: {x: {field: t, type: temporal}, y: {field: v, type: quantitative}}}"
    let chart = try #require(fixture.resolve(spec))
    #expect(
      chart.alternativeText
        == "Line chart: Up and down. from Jun 2020 60 to Jun 2022 70, rising. highest Jun 2021 75.")
  }

  @Test("Titles take numbers from the data, and their entries have places")
  func titleNumbers() throws {
    let fixture = try Fixture(data: "{observations: {a.x: {value: 69.2, unit: percent, source: s}}}")
    let spec = """
      {title: "Already {{ a.x }} of people", mark: bar, data: {figures: [a.x]}}
      """
    let chart = try #require(fixture.resolve(spec))
    #expect(chart.title == "Already 69.2% of people")
    let drawing = fixture.draw(chart).drawing
    let entry = try #require(fixture.ledger.entries.firstIndex { $0.text == "69.2%" && $0.id == "a.x" })
    let place = try #require(drawing.numbers.first { Int($0.mark.rawValue) == entry })
    #expect(place.box.minX.points > 30 && place.box.maxX.points < 120 && place.box.minY.points < 15)
  }

  @Test("Filter, calculate, fold, sort and aggregate work on the rows before they are drawn")
  func transforms() throws {
    func values(_ transform: String, _ encoding: String) throws -> [String] {
      let fixture = try Fixture()
      let data =
        "{source: s, values: [{g: a, h: x, v: 1, w: 10}, {g: a, h: y, v: 2, w: 20}, {g: b, h: x, v: 4, w: 40}]}"
      let spec = "{mark: bar, data: \(data), transform: \(transform), encoding: {\(encoding)}}"
      let drawing = try fixture.drawing(spec).drawing
      let texts = drawing.texts.map { $0.text.replacing("about ", with: "") }
      return texts.filter { $0.allSatisfy { $0.isNumber || $0 == "." } }.sorted()
    }
    let plain = "y: {field: h}, x: {field: v, type: quantitative}"
    #expect(try values("[{filter: \"datum.g == 'b'\"}]", plain) == ["4"])
    #expect(try values("[{filter: {field: g, equal: b}}]", plain) == ["4"])
    #expect(try values("[{filter: {field: v, range: [2, 3]}}]", plain) == ["2"])
    #expect(try values("[{filter: {field: g, oneOf: [b, c]}}]", plain) == ["4"])
    #expect(
      try values(
        "[{aggregate: [{op: sum, field: w, as: t}], groupby: [g]}]", "y: {field: g}, x: {field: t, type: quantitative}")
        == ["30", "40"])
    #expect(try values("[]", "y: {field: g}, x: {field: v, aggregate: sum}") == ["3", "4"])
    #expect(try values("[]", "y: {field: g}, x: {aggregate: count}") == ["1", "2"])
    #expect(try values("[]", "y: {field: g}, x: {field: w, aggregate: max}") == ["20", "40"])
    #expect(
      try values(
        "[{filter: \"datum.g == 'b'\"}, {fold: [v, w]}]", "y: {field: key}, x: {field: value, type: quantitative}")
        == ["4", "40"])
  }

  @Test("A timeline sets its events in order of time, with dates as they are written")
  func timeline() throws {
    let fixture = try Fixture()
    let rows = "{d: 2025-11-06, w: Summit}, {d: \"2017\", w: Silk Road}, {d: 2015-12-16, w: Principles}"
    let spec = "{kind: timeline, data: \(values(rows)), encoding: {x: {field: d, type: temporal}, text: {field: w}}}"
    for width in [84.0, 164] {
      let texts = try fixture.drawing(spec, width).drawing.texts
      for words in ["Summit", "Silk Road", "Principles", "16 Dec 2015", "2017", "6 Nov 2025"] {
        #expect(texts.contains { $0.text.replacing("\u{A0}", with: " ") == words }, "\(words) at \(width) mm")
      }
      func place(_ words: String) -> Box { texts.first { $0.text == words }?.box ?? Box(x0: 0, y0: 0, x1: 0, y1: 0) }
      if width == 84 {
        #expect(place("Principles").y0 < place("Silk Road").y0 && place("Silk Road").y0 < place("Summit").y0)
      } else {
        #expect(place("Principles").x0 < place("Silk Road").x0 && place("Silk Road").x0 < place("Summit").x0)
      }
    }
  }

  @Test("A dumbbell joins the points of a category and names its series over the first")
  func dumbbell() throws {
    let fixture = try Fixture()
    let rows =
      "{c: Europe, m: Reach, v: 74}, {c: Europe, m: Use, v: 92}, {c: Africa, m: Reach, v: 12}, {c: Africa, m: Use, v: 36}"
    let spec =
      "{kind: dumbbell, data: \(values(rows)), encoding: {y: {field: c, sort: null}, x: {field: v, type: quantitative}, color: {field: m}}}"
    let drawing = try fixture.drawing(spec).drawing
    let joints = drawing.segments.filter { $0.from.y == $0.to.y && $0.stroke.width.points > 1 }
    #expect(joints.count == 2)
    #expect(abs((joints[0].to.x - joints[0].from.x) / (joints[1].to.x - joints[1].from.x) - 18.0 / 24) < 1e-6)
    let texts = drawing.texts
    #expect(Set(texts.map(\.text)).isSuperset(of: ["Reach", "Use", "74", "92", "12", "36", "Europe", "Africa"]))
  }

  @Test("Points of a dumbbell that are nearly equal stand one above the other, each at its value")
  func closePoints() throws {
    let fixture = try Fixture(sheet: "plot > series > mark.point { stroke: none }")
    let rows =
      "{c: A, m: Old, v: 70}, {c: A, m: New, v: 70}, {c: B, m: Old, v: 20}, {c: B, m: New, v: 21}, {c: C, m: Old, v: 0}, {c: C, m: New, v: 90}"
    let spec =
      "{kind: dumbbell, data: \(values(rows)), encoding: {y: {field: c, sort: null}, x: {field: v, type: quantitative}, color: {field: m, legend: null}}}"
    let drawing = try fixture.drawing(spec).drawing
    let points = drawing.leaves.compactMap { shape -> Point? in
      guard case .path(let path, _?, _) = shape, case .move(let start)? = path.elements.first,
        path.elements.contains(where: { if case .curve = $0 { true } else { false } })
      else { return nil }
      return start
    }
    try #require(points.count == 6)
    #expect(points[0].x == points[1].x && points[4].y == points[5].y)
    for (a, b) in [(0, 1), (2, 3)] {
      let (dx, dy) = ((points[a].x - points[b].x).points, (points[a].y - points[b].y).points)
      #expect((dx * dx + dy * dy).squareRoot() >= 2 * DumbbellPainter.radius)
    }
  }

  @Test("A figure of the report joins the series of a table, hollow and with a key where the report derives it")
  func addedFigures() throws {
    let data = """
      {observations: {a.x: {value: 80, unit: percent, source: s}, a.y: {value: 4, unit: points, source: s}},
       derived: {a.z: {formula: a.x * 1.05, unit: percent}}}
      """
    let fixture = try Fixture(data: data)
    func spec(_ id: String) -> String {
      let rows = "{t: 2023, g: Urban, value: 82}, {t: 2024, g: Urban, value: 83}, {t: 2025, g: Rural, value: 60}"
      let data = values(rows, unit: "percent").dropLast() + ", figures: [{id: \(id), t: 2025, g: Urban}]}"
      return
        "{mark: line, data: \(data), encoding: {x: {field: t, type: temporal}, y: {field: value, type: quantitative}, color: {field: g}}}"
    }
    let derived = try fixture.drawing(spec("a.z")).drawing.texts.map(\.text)
    #expect(derived.contains { $0.hasPrefix("Urban") && $0.contains("84") })
    #expect(derived.contains("Hollow points: calculated for this report."))
    let observed = try fixture.drawing(spec("a.x")).drawing.texts.map(\.text)
    #expect(observed.contains { $0.hasPrefix("Urban") && $0.contains("80") })
    #expect(!observed.contains { $0.hasPrefix("Hollow") })
    #expect(fixture.resolve(spec("a.z").replacing("t: 2025, g: Urban}]", with: "when: 2025}]")) == nil)
    #expect(fixture.diagnostics.all.contains { $0.id == "data.unknown-column" })
  }

  @Test("Estimates are not set apart where the title calls all values estimates")
  func titledEstimates() throws {
    let fixture = try Fixture()
    let spec = """
      {title: People offline, subtitle: ITU estimates, mark: bar,
       data: \(values("{c: A, v: 1, qualifier: estimate}, {c: B, v: 2}")), encoding: {x: {field: c}, y: {field: v, type: quantitative}}}
      """
    #expect(!(try fixture.drawing(spec).drawing.texts.contains { $0.text.hasPrefix("Hatched") }))
    let other = try fixture.drawing(spec.replacing("ITU estimates", with: "ITU")).drawing
    #expect(other.texts.contains { $0.text.hasPrefix("Hatched") })
  }

  @Test("Punctuation is set across values, in titles and in words from the data")
  func punctuation() throws {
    let fixture = try Fixture(data: "{observations: {a.x: {value: 3, unit: percent, source: s}}}")
    let spec = "{title: \"'{{ a.x }}' of them\", mark: bar, data: {figures: [{id: a.x, label: \"China's\"}]}}"
    var seen: [String] = []
    let chart = ChartContent.resolve(
      flow(spec, file: "report.md"), identifier: "fig-test", store: fixture.store, ledger: fixture.ledger,
      language: "en",
      punctuation: { text in
        seen.append(text)
        return text.replacing("'", with: "’")
      }, into: &fixture.diagnostics)
    #expect(try #require(chart).title == "’3%’ of them")
    #expect(seen.contains { $0.hasPrefix("'") && $0.hasSuffix("' of them") }, "as a whole, around the value")
    #expect(fixture.draw(try #require(chart)).drawing.texts.contains { $0.text == "China’s" })
  }

  @Test("The words of a chart are in its language")
  func words() {
    #expect(ChartWords(language: "es-MX").source == "Fuente: " && ChartWords(language: "zh-CN").source == "来源：")
    #expect(ChartWords(language: "zh-Hant").source == "資料來源：" && ChartWords(language: "nl").source == "Source: ")
    #expect(ChartWords(language: "ru").estimateKey(.bar) == "Штриховка: оценка.")
    #expect(ChartWords(language: "ar").others(3) == "و3 أخرى" && ChartWords(language: "fr").others(3) == "3 autres")
  }

  @Test("Layers share their axes; a rule crosses the plot")
  func layers() throws {
    let fixture = try Fixture()
    let spec = """
      {data: \(values("{what: A, value: 40}, {what: B, value: 90}")),
       layer: [{mark: bar, encoding: {x: {field: what}, y: {field: value, type: quantitative}}},
               {mark: {type: rule, strokeDash: [4, 2]}, encoding: {y: {datum: 60}}}]}
      """
    let drawing = try fixture.drawing(spec).drawing
    let dashed = drawing.segments.filter { !$0.stroke.dashes.isEmpty }
    #expect(dashed.count == 1 && dashed[0].from.y == dashed[0].to.y)
    let bars = drawing.filledBoxes.map(\.box).sorted { $0.height < $1.height }
    #expect(dashed[0].from.y < bars[0].y0 && dashed[0].from.y > bars[1].y0)
  }

  @Test("Constants of colour name the layers")
  func namedLayers() throws {
    let fixture = try Fixture()
    let spec = """
      {data: {source: s, values: [{t: 2020, a: 10, b: 30}, {t: 2021, a: 12, b: 36}]}, encoding: {x: {field: t, type: temporal}},
       layer: [{mark: line, encoding: {y: {field: a, type: quantitative}, color: {datum: Lower}}},
               {mark: line, encoding: {y: {field: b, type: quantitative}, color: {datum: Upper}}}]}
      """
    let texts = try fixture.drawing(spec).drawing.texts
    let upper = try #require(texts.first { $0.text == "Upper 36" })
    let lower = try #require(texts.first { $0.text == "Lower 12" })
    #expect(upper.color != lower.color)
  }

  @Test("Numbers and dates are written in the report's language")
  func language() throws {
    let fixture = try Fixture(language: "de")
    let rows = "{what: A, value: 1123.5}, {what: B, value: 22.25}"
    let spec =
      "{mark: bar, data: \(values(rows)), encoding: {y: {field: what}, x: {field: value, type: quantitative, format: \",.1f\"}}}"
    let chart = try #require(fixture.resolve(spec, language: "de"))
    let texts = fixture.draw(chart).drawing.texts.map(\.text)
    #expect(texts.contains("1.123,5") && texts.contains("Quelle: Statistics Office"))
  }

  @Test("The width is that of the column unless the spec names one")
  func width() throws {
    let fixture = try Fixture()
    let spec =
      "{mark: bar, data: \(values("{what: A, value: 1}")), encoding: {y: {field: what}, x: {field: value, type: quantitative}}}"
    #expect(try #require(fixture.resolve(spec)).width == nil)
    #expect(try #require(fixture.resolve(spec.replacing("{mark", with: "{width: 84mm, mark"))).width == .mm(84))
    let high = try fixture.drawing(spec.replacing("{mark", with: "{height: 52mm, mark")).drawing
    #expect(abs(high.size.height.millimetres - 52) < 0.5)
  }
}
