import Diagnostics
import Geometry
import Graphics
import Testing

@testable import Charts

@Suite struct LineTests {
  private func spec(_ rows: String, _ more: String = "", y: String = "{field: v, type: quantitative}") -> String {
    "{mark: line, data: \(values(rows)), encoding: {x: {field: t, type: temporal}, y: \(y)\(more)}}"
  }
  /// The lines of the data, by their width.
  private func strokes(_ drawing: Drawing) -> [Path] {
    drawing.leaves.compactMap { shape in
      if case .path(let path, nil, let stroke?) = shape, stroke.width.points >= 1.5 { path } else { nil }
    }
  }

  @Test("Points stand where their dates and values put them")
  func places() throws {
    let fixture = try Fixture()
    let rows = "{t: 2020-01, v: 0}, {t: 2020-07, v: 50}, {t: 2022-01, v: 100}"
    let lines = strokes(try fixture.drawing(spec(rows)).drawing)
    let points = try #require(lines.first).elements.compactMap { element -> Point? in
      switch element {
      case .move(let p), .line(let p): p
      case .curve, .close: nil
      }
    }
    #expect(points.count == 3)
    let share = (points[1].x - points[0].x) / (points[2].x - points[0].x)
    #expect(abs(share - 182.0 / 731) < 1e-9, "half a year of two, by days")
    #expect(abs((points[0].y - points[1].y) / (points[0].y - points[2].y) - 0.5) < 1e-9)
  }

  @Test("A missing value is a gap")
  func gap() throws {
    let fixture = try Fixture()
    let rows = "{t: 2020, v: 1}, {t: 2021, v: 2}, {t: 2022, v: null}, {t: 2023, v: 3}, {t: 2024, v: 4}"
    #expect(strokes(try fixture.drawing(spec(rows)).drawing).count == 2)
  }

  @Test("A change of base breaks the line, with a note at the gap")
  func breaks() throws {
    let fixture = try Fixture()
    let rows = "{t: 2020, v: 6, b: old}, {t: 2021, v: 7, b: old}, {t: 2022, v: 5, b: new}, {t: 2023, v: 6, b: new}"
    let written = spec(rows).replacing(
      "{mark: line", with: "{break: {field: b, note: Population base changed}, mark: line")
    let drawing = try fixture.drawing(written).drawing
    #expect(strokes(drawing).count == 2)
    #expect(drawing.texts.contains { $0.text == "Population base changed" })
    let plain = spec(rows).replacing("{mark: line", with: "{break: b, mark: line")
    #expect(try fixture.drawing(plain).drawing.texts.contains { $0.text == "break in series" })
  }

  @Test("A line joins no figures of different bases, unless it breaks where the base changes")
  func bases() throws {
    let data = "{tables: {t: {file: t.csv}}}"
    let csv = "t,v,base,place\n2020,6,old,a\n2021,7,old,a\n2022,5,new,a\n2022,5,new,b\n2023,6,new,b\n"
    let written =
      "{mark: line, data: t, encoding: {x: {field: t, type: temporal}, y: {field: v}, color: {field: place}}}"
    func found(_ spec: String) throws -> [Diagnostic] {
      let fixture = try Fixture(
        data: data.replacing("t.csv", with: "t.csv, columns: {value: v}"), files: ["t.csv": csv])
      _ = fixture.resolve(spec)
      return fixture.diagnostics.all.filter { $0.id.hasPrefix("coherence") }
    }
    let joined = try found(written)
    #expect(joined.map { "\($0.severity) \($0.id)" } == ["error coherence.joined-bases"])
    #expect(
      joined.first?.message
        == "the line 'a' joins figures of different bases: t[2].v is of old, t[3].v is of new")
    #expect(try found(written.replacing("{mark", with: "{break: base, mark")) == [])
    #expect(try found(written.replacing("{mark", with: "{break: place, mark")).map(\.id) == joined.map(\.id))
    #expect(try found(written.replacing("mark: line", with: "mark: point")) == [])
  }

  @Test("What leads to a forecast is dashed, with a key")
  func forecast() throws {
    let fixture = try Fixture()
    let rows = "{t: 2020, v: 1}, {t: 2021, v: 2}, {t: 2022, v: 3, status: f}"
    let drawing = try fixture.drawing(spec(rows)).drawing
    let dashes = drawing.segments.filter { $0.stroke.width.points >= 1.5 }.map { !$0.stroke.dashes.isEmpty }
    #expect(dashes == [false, true])
    #expect(drawing.texts.contains { $0.text == "Dashed: estimate." })
  }

  @Test("Lines are named at their ends, in their colours, without a legend; a dozen of them get one")
  func names() throws {
    let fixture = try Fixture()
    let two =
      "{t: 2020, g: Urban, v: 80}, {t: 2021, g: Urban, v: 85.3}, {t: 2020, g: Rural, v: 60}, {t: 2021, g: Rural, v: 65.6}"
    let direct = try fixture.drawing(spec(two, ", color: {field: g}")).drawing
    let urban = try #require(direct.texts.first { $0.text == "Urban 85.3" })
    let rural = try #require(direct.texts.first { $0.text == "Rural 65.6" })
    #expect(urban.color != rural.color && urban.box.y0 < rural.box.y0)
    #expect(!direct.texts.contains { $0.text == "Urban" })
    let many = (1...12).flatMap { n in (2020...2021).map { "{t: \($0), g: Series \(n), v: \(n * 7)}" } }
    let legend = try fixture.drawing(spec(many.joined(separator: ", "), ", color: {field: g}")).drawing
    #expect(legend.texts.contains { $0.text == "Series 12" })
    let hidden = try fixture.drawing(spec(two, ", color: {field: g, legend: null}")).drawing
    #expect(!hidden.texts.contains { $0.text.contains("Urban") })
    let renamed = try fixture.drawing(spec(two, ", color: {field: g, legend: {labels: {Urban: Towns}}}")).drawing
    #expect(renamed.texts.contains { $0.text == "Towns 85.3" })
  }

  @Test("Words in pale colours are darkened until they can be read")
  func legible() throws {
    let fixture = try Fixture(sheet: "series { color: #ffd54f }")
    let rows = "{t: 2020, g: A, v: 1}, {t: 2021, g: A, v: 2}, {t: 2020, g: B, v: 3}, {t: 2021, g: B, v: 4}"
    for text in try fixture.drawing(spec(rows, ", color: {field: g}")).drawing.texts {
      #expect(text.color.contrast(with: .white) >= 4.5, "\(text.text)")
    }
  }

  @Test("The domain holds zero unless the spec says otherwise, and only then is there a zero line in ink")
  func zero() throws {
    func low(_ y: String) throws -> Set<String> {
      let fixture = try Fixture()
      let rows = "{t: 2020, v: 101}, {t: 2021, v: 119}"
      return Set(try fixture.drawing(spec(rows, y: y)).drawing.texts.map(\.text))
    }
    #expect(try low("{field: v, type: quantitative}").contains("0"))
    #expect(try !low("{field: v, type: quantitative, scale: {zero: false}}").contains("0"))
    #expect(try low("{field: v, type: quantitative, scale: {domain: [90, 130]}}").contains("90"))
    #expect(try low("{field: v, type: quantitative, axis: {values: [0, 60, 119]}}").contains("119"))
  }

  @Test("The unit stands once: in the titles, on the topmost label, or over the axis")
  func units() throws {
    func texts(_ subtitle: String, _ unit: String, _ scale: Double = 1) throws -> [String] {
      let fixture = try Fixture()
      let rows = "{t: 2020, v: \(41 * scale)}, {t: 2021, v: \(78 * scale)}"
      let written =
        "{subtitle: \"\(subtitle)\", mark: line, data: \(values(rows, unit: unit)), "
        + "encoding: {x: {field: t, type: temporal}, y: {field: v, type: quantitative}}}"
      return try fixture.drawing(written).drawing.texts.map(\.text)
    }
    let share = try texts("Share of people", "percent")
    #expect(share.contains("80%") && share.contains("60") && !share.contains("60%"))
    #expect(try texts("Share of people, percent", "percent").contains("80"))
    #expect(try texts("Users", "million persons").contains("million persons"))
    #expect(try !texts("Users, million", "million persons").contains("million persons"))
    let large = try texts("Users", "persons", 1_000_000)
    #expect(large.contains { $0.hasPrefix("80") && $0.hasSuffix("million") })
    let written = """
      {mark: point, data: \(values("{a: 1000, b: 1}, {a: 1500000000, b: 2}", unit: "persons")),
       encoding: {x: {field: a, type: quantitative, scale: {type: log}}, y: {field: b, type: quantitative}}}
      """
    let ticks = try Fixture().drawing(written).drawing.texts.map { $0.text.replacing("\u{A0}", with: " ") }
    #expect(ticks.contains("1,000") && ticks.contains("10 million") && !ticks.contains { $0.contains("thousand") })
  }
}
