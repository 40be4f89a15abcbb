import Diagnostics
import Geometry
import Testing

@testable import Charts

@Suite("Charts in short form")
struct KindTests {
  private static let answers = values(
    [(0, "No", 20), (1, "So so", 30), (2, "Yes", 50)].map { "{q: A, a: \($1), n: \($2), o: \($0)}" }
      .joined(separator: ", "), unit: "percent")

  @Test(
    "A slope chart has a line for each series, with its first value at the left and name and last value at the right")
  func slope() throws {
    let data = values(
      "{g: Urban, t: 2016, v: 69}, {g: Urban, t: 2025, v: 85}, {g: Rural, t: 2016, v: 35}, {g: Rural, t: 2025, v: 69}",
      unit: "percent")
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      "{title: In percent, kind: slope, data: \(data), encoding: {x: {field: t}, y: {field: v}, color: {field: g}}}")
    let texts = drawn.drawing.texts
    let first = try #require(texts.first { $0.text == "35" })
    let year = try #require(texts.first { $0.text == "2016" })
    #expect(first.box.x1 < (year.box.x0 + year.box.x1) / 2)
    #expect(texts.contains { $0.text == "Rural 69" } && texts.contains { $0.text == "Urban 85" })
    #expect(!texts.contains { $0.text == "40" || $0.text == "0" })
    #expect(drawn.warnings.isEmpty, "\(drawn.warnings)")
  }

  @Test("Answers lie to both sides of a line, half of the neutral one on each, with their values as published")
  func likert() throws {
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      """
      {title: In percent, kind: likert, data: \(Self.answers), encoding: {y: {field: q},
       x: {field: n, type: quantitative}, color: {field: a}}}
      """)
    let parts = drawn.drawing.filledBoxes.filter { $0.box.height > 9 }.sorted { $0.box.x0 < $1.box.x0 }
    try #require(parts.count == 3)
    #expect(abs(parts[1].box.width / parts[0].box.width - 1.5) < 0.02)
    #expect(abs(parts[2].box.width / parts[0].box.width - 2.5) < 0.02)
    #expect(Set(drawn.drawing.texts.map(\.text)).isSuperset(of: ["20", "30", "50"]))
    #expect(Set(parts.map(\.fill)).count == 3)
  }

  @Test("A pyramid has its two groups back to back at one scale, the first of the rows at the foot")
  func pyramid() throws {
    let data = values(
      "{a: Young, s: Men, n: 40}, {a: Young, s: Women, n: 20}, {a: Old, s: Men, n: 10}, {a: Old, s: Women, n: 30}")
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      "{kind: pyramid, data: \(data), encoding: {y: {field: a}, x: {field: n}, color: {field: s}}}")
    let bars = drawn.drawing.filledBoxes.filter { $0.box.height > 9 }
    try #require(bars.count == 4)
    let middle = try #require(bars.map(\.box.x1).min { abs($0 - 180) < abs($1 - 180) })
    #expect(bars.count { abs($0.box.x1 - middle) < 0.1 } == 2 && bars.count { abs($0.box.x0 - middle) < 0.1 } == 2)
    let (young, old) = (
      try #require(drawn.drawing.texts.first { $0.text == "Young" }),
      try #require(drawn.drawing.texts.first { $0.text == "Old" })
    )
    #expect(young.box.y0 > old.box.y0)
  }

  @Test("A waffle has a hundred squares, shared out by the largest remainders")
  func waffle() throws {
    let data = values("{k: a, v: 66.7}, {k: b, v: 21.4}, {k: c, v: 11.9}", unit: "percent")
    let fixture = try Fixture()
    let drawn = try fixture.drawing("{kind: waffle, data: \(data), encoding: {x: {field: v}, color: {field: k}}}")
    let boxes = drawn.drawing.filledBoxes
    // And one for each part in the key.
    #expect(boxes.count == 103)
    let counts = Dictionary(grouping: boxes, by: { "\($0.fill)" }).mapValues(\.count).values.sorted()
    #expect(counts == [13, 22, 68])
    #expect(drawn.drawing.texts.contains { $0.text.hasPrefix("b 21.4") })
    #expect(WafflePainter.squares([1, 1, 1]) == [34, 33, 33])
    #expect(WafflePainter.squares([0, 0]) == [0, 0])
  }

  @Test("A range is a bar between its two values, which stand at its ends")
  func range() throws {
    let data = values("{s: Health, low: 24, high: 66}, {s: Retail, low: 19, high: 41}")
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      "{kind: range, data: \(data), encoding: {y: {field: s}, x: {field: low}, x2: {field: high}}}")
    let bars = drawn.drawing.segments.filter { $0.stroke.width.points > 6 }.sorted { $0.from.y < $1.from.y }
    try #require(bars.count == 2)
    let (low, high) = (
      try #require(drawn.drawing.texts.first { $0.text == "24" }),
      try #require(drawn.drawing.texts.first { $0.text == "66" })
    )
    #expect(low.box.x1 <= min(bars[0].from.x, bars[0].to.x) && high.box.x0 >= max(bars[0].from.x, bars[0].to.x))
  }

  @Test("Small multiples show the line of each panel over those of all others")
  func multiples() throws {
    let data = values(
      ["p", "q", "r"].enumerated().flatMap { place, name in
        (0..<4).map { "{r: \(name), t: \(2000 + $0), v: \(place * 10 + $0)}" }
      }.joined(separator: ", "))
    let fixture = try Fixture()
    let drawn = try fixture.drawing(
      """
      {kind: multiples, data: \(data), encoding: {x: {field: t, type: temporal}, y: {field: v},
       facet: {field: r, columns: 3}}}
      """)
    // Three panels with three lines of three parts, and one of three parts over them.
    let parts = drawn.drawing.segments.filter { $0.stroke.width.points > 0.6 && $0.from.y != $0.to.y }
    let widths = Dictionary(grouping: parts, by: { $0.stroke.width.points }).mapValues(\.count)
    #expect(widths.values.sorted() == [9, 27])
  }

  @Test("A spark is a line alone, as low as a line of words or two")
  func spark() throws {
    let data = values("{t: 2001, v: 5}, {t: 2002, v: 9}, {t: 2003, v: 7}")
    let fixture = try Fixture()
    let drawn = try fixture.drawing("{kind: spark, data: \(data), encoding: {x: {field: t}, y: {field: v}}}", 32)
    #expect(drawn.drawing.texts.isEmpty && drawn.warnings.isEmpty, "\(drawn.drawing.texts) \(drawn.warnings)")
    #expect(abs(drawn.drawing.size.height.points - 24) < 0.1)
    // Two parts of one line, across the width, and no line of an axis.
    let parts = drawn.drawing.segments
    try #require(parts.count == 2)
    #expect(parts[1].to.x - parts[0].from.x > 75 && abs(parts[0].to.y - parts[0].from.y) > 12)
  }

  @Test(
    "A kind that lacks something says what",
    arguments: [
      ("{kind: slope, data: D, encoding: {x: {field: v}}}", "chart.missing-channel"),
      ("{kind: range, data: D, encoding: {y: {field: a}, x: {field: v}}}", "chart.missing-channel"),
      ("{kind: slop, data: D, encoding: {x: {field: v}}}", "chart.unsupported-value"),
      ("{kind: waffle, mark: bar, data: D, encoding: {x: {field: v}}}", "chart.two-marks"),
    ])
  func mistakes(spec: String, id: String) throws {
    let fixture = try Fixture()
    let data = values("{a: p, v: 8}, {a: q, v: 4}")
    #expect(fixture.resolve(spec.split(separator: "D", maxSplits: 1).joined(separator: data)) == nil)
    #expect(fixture.diagnostics.all.contains { $0.id == id }, "\(fixture.diagnostics.all)")
  }

  @Test("What is described says kind, panels, trend and what is far from the rest, in the report's language")
  func descriptions() throws {
    let rows = [3, 4, 4, 5, 5, 6, 6, 7, 90].enumerated().map { "{c: r\($0), v: \($1)}" }.joined(separator: ", ")
    let fixture = try Fixture()
    let bars = fixture.resolve("{mark: bar, data: \(values(rows)), encoding: {y: {field: c}, x: {field: v}}}")
    #expect(bars?.alternativeText.contains("far above the rest: r8 90") == true, "\(bars?.alternativeText ?? "")")
    let lines = values(
      ["p", "q"].flatMap { name in (0..<4).map { "{r: \(name), t: \(2000 + $0), v: \(5 + $0)}" } }
        .joined(separator: ", "))
    let spec =
      "{mark: line, data: \(lines), encoding: {x: {field: t, type: temporal}, y: {field: v}, column: {field: r}}}"
    let german = try Fixture(language: "de")
    let text = german.resolve(spec, language: "de")?.alternativeText ?? ""
    #expect(text.hasPrefix("Liniendiagramm: ") && text.contains("2 Teildiagramme"), "\(text)")
    #expect(text.contains("p: von 2000 5 bis 2003 8, steigend"), "\(text)")
  }

  @Test(
    "Every language has a name for each kind and all other words",
    arguments: ["de", "fr", "es", "ru", "ar", "zh", "zh-Hant", "en"])
  func words(language: String) {
    let words = ChartWords(language: language).description
    for kind in DescriptionWords.Kind.allCases { #expect(!words.name(kind).isEmpty) }
    #expect(words.fromTo("1", "2").contains("1") && words.fromTo("1", "2").contains("2"))
    #expect(words.events(3, "1", "2").contains("3"))
    if language != "en" { #expect(words.name(.line) != "Line chart") }
  }
}
