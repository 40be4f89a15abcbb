import Diagnostics
import Testing

@testable import Charts

@Suite struct DiagnosticTests {
  /// What is found wrong with a spec of two lines.
  private func found(_ spec: String, data: String = "{}") throws -> [Diagnostic] {
    let fixture = try Fixture(data: data)
    let chart = fixture.resolve(spec)
    #expect((chart == nil) == fixture.diagnostics.hasErrors, "a chart is given up for an error, and for nothing else")
    return fixture.diagnostics.all
  }
  private let bars = """
    {mark: bar, data: \(values("{what: A, value: 1}, {what: B, value: 2}")),
     encoding: {y: {field: what}, x: {field: value, type: quantitative}}}
    """

  @Test("A misspelt column is reported where it is written, with the nearest one as the hint")
  func misspeltColumn() throws {
    let wrong = try found(bars.replacing("field: value", with: "field: valeu"))
    let diagnostic = try #require(wrong.first)
    #expect(diagnostic.id == "data.unknown-column" && diagnostic.hint == "did you mean 'value'?")
    #expect(diagnostic.range.file == "report.md" && diagnostic.range.line == 2)
    #expect(diagnostic.range.column == 42, "\(diagnostic.range)")
  }

  @Test(
    "What Vega-Lite has and is not drawn here is an error, not passed over",
    arguments: [
      ("mark: bar", "mark: {type: bar, clip: true}"), ("mark: bar", "mark: {type: bar, invalid: filter}"),
      ("mark: bar", "mark: {type: bar, x: 10}"), ("x: {field: value", "x: {bandPosition: 0.5, field: value"),
      ("x: {field: value", "x: {axis: {formatType: number}, field: value"),
      ("encoding: {", "encoding: {xOffset: {value: 3}, "), ("encoding: {", "encoding: {x2: {value: 3}, "),
      ("encoding: {", "encoding: {color: {field: what, legend: {labelExpr: 'datum.label'}}, "),
    ])
  func notDrawn(right: String, wrong: String) throws {
    let diagnostics = try found(bars.replacing(right, with: wrong))
    #expect(diagnostics.contains { $0.severity == .error && $0.id == "chart.unsupported-property" })
  }

  @Test(
    "Whatever is not supported is named with its place and what was meant",
    arguments: [
      ("mark: bar", "mark: bra", "chart.unsupported-value", "did you mean 'bar'?"),
      ("{mark: bar", "{tittle: x, mark: bar", "chart.unsupported-property", "did you mean 'title'?"),
      ("x: {field: value", "x: {fields: value", "chart.unsupported-property", "did you mean 'field'?"),
      ("type: quantitative", "type: quantitive", "chart.unsupported-value", "did you mean 'quantitative'?"),
      (
        "x: {field: value", "x: {scale: {typo: log}, field: value", "chart.unsupported-property", "did you mean 'type'?"
      ),
      (
        "x: {field: value", "x: {axis: {gird: true}, field: value", "chart.unsupported-property", "did you mean 'grid'?"
      ),
      (
        "y: {field: what", "colour: {field: what}, y: {field: what", "chart.unsupported-property",
        "did you mean 'color'?"
      ),
      ("{mark: bar", "{highlight: Bb, mark: bar", "chart.unknown-value", "did you mean 'B'?"),
      ("y: {field: what", "y: {sort: [A, BB], field: what", "chart.unknown-value", "did you mean 'B'?"),
      ("mark: bar", "mark: {type: bar, interpolate: step}", "chart.unsupported-property", nil),
      (
        "{mark: bar", "{transform: [{filter: datum.value > 1, groupby: [what]}], mark: bar",
        "chart.unsupported-property", nil
      ),
      ("y: {field: what", "y: {axis: {format: .1f}, field: what", "chart.unsupported-property", nil),
      ("y: {field: what", "y: {scale: {zero: false}, field: what", "chart.unsupported-property", nil),
      ("x: {field: value", "x: {scale: {paddingInner: 0.2}, field: value", "chart.unsupported-property", nil),
      ("x: {field: value", "x: {sort: [A], field: value", "chart.unsupported-property", nil),
      ("{mark: bar", "{break: what, mark: bar", "chart.unsupported-property", nil),
      ("y: {field: what", "shape: {field: what}, y: {field: what", "chart.unsupported-property", nil),
      (
        "y: {field: what", "color: {field: what, scale: {zeros: true}}, y: {field: what", "chart.unsupported-property",
        nil
      ),
      ("mark: bar", "mark: {type: bar, color: redd}", "chart.not-a-colour", nil),
      ("{mark: bar", "{width: wide, mark: bar", "chart.not-a-length", "write it as '118mm', or as a number of pixels"),
    ] as [(String, String, String, String?)])
  func unsupported(old: String, new: String, id: String, hint: String?) throws {
    let wrong = try found(bars.replacing(old, with: new))
    let diagnostic = try #require(wrong.first { $0.id == id }, "\(wrong)")
    #expect(diagnostic.severity == .error && diagnostic.range.file == "report.md")
    if let hint { #expect(diagnostic.hint == hint) }
  }

  @Test("A chart with no rows is an error at its data; so is a filter that leaves none")
  func noRows() throws {
    let empty = try found("{mark: bar, data: {source: s, values: []}, encoding: {x: {field: a}, y: {field: b}}}")
    #expect(empty.map(\.id) == ["chart.no-rows"] && empty[0].range.column == 19)
    let filtered = try found(bars.replacing("{mark", with: "{transform: [{filter: datum.value > 7}], mark"))
    #expect(filtered.map(\.id) == ["chart.no-rows"] && filtered[0].message.contains("filter"))
    let nulls = try found(bars.replacing("value: 1", with: "value: null").replacing("value: 2", with: "value: null"))
    #expect(nulls.contains { $0.severity == .error })
  }

  @Test("Bars start at zero, whatever the spec says")
  func barsWithoutZero() throws {
    for scale in ["{zero: false}", "{domain: [1, 3]}"] {
      let wrong = try found(bars.replacing("type: quantitative", with: "type: quantitative, scale: \(scale)"))
      #expect(wrong.contains { $0.id == "chart.bars-without-zero" }, "\(scale)")
    }
    let log = try found(bars.replacing("type: quantitative", with: "type: quantitative, scale: {type: log}"))
    #expect(log.contains { $0.id == "chart.unfit-scale" })
  }

  @Test("Values in the chart name a source, or a warning says so")
  func noSource() throws {
    let wrong = try found(bars.replacing("source: s, ", with: ""))
    #expect(wrong.map(\.id) == ["chart.no-source"] && wrong[0].severity == .warning)
  }

  @Test("Values of two units have no axis in common")
  func mixedUnits() throws {
    let rows = "{what: A, value: 1, unit: percent}, {what: B, value: 2, unit: persons}"
    let wrong = try found(
      "{mark: bar, data: \(values(rows)), encoding: {y: {field: what}, x: {field: value, type: quantitative}}}")
    #expect(wrong.map(\.id) == ["chart.mixed-units"])
  }

  @Test("A date that is none is reported in the row where it stands")
  func notADate() throws {
    let rows = "{t: 2020, v: 1}, {t: mid 2021, v: 2}"
    let wrong = try found(
      "{mark: line, data: \(values(rows)), encoding: {x: {field: t, type: temporal}, y: {field: v, type: quantitative}}}"
    )
    #expect(wrong.contains { $0.id == "chart.not-a-date" && $0.message.contains("mid 2021") })
  }

  @Test("Several mistakes are found in one go")
  func several() throws {
    let wrong = try found(
      "{mark: bar, tooltip: true, data: {table: nowhere}, encoding: {x: {feld: a}, y: {field: b, sortt: x}}}")
    #expect(wrong.count { $0.id == "chart.unsupported-property" } == 3)
    #expect(wrong.contains { $0.id == "data.unknown-table" })
  }

  @Test(
    "Odd specs are refused and never crash",
    arguments: [
      "{}", "[]", "bar", "{mark: bar}", "{mark: {}}", "{layer: []}", "{layer: [{mark: bar}]}", "{kind: timeline}",
      "{mark: bar, data: {values: [1, 2]}}",
      "{mark: bar, data: {source: s, values: [{a: 1}]}, encoding: {x: {field: a}}, width: -3}",
      "{mark: line, data: {source: s, values: [{a: x, b: y}]}, encoding: {x: {field: a}, y: {field: b, type: quantitative}}}",
      "{mark: bar, data: {table: t, sql: SELECT 1}}", "{mark: bar, encoding: [1]}",
      "{mark: bar, transform: {filter: a}}",
      "{mark: bar, data: {figures: [nothing.at.all]}}", "{kind: dumbbell, mark: bar}",
    ])
  func odd(spec: String) throws {
    #expect(try found(spec).contains { $0.severity == .error })
  }

  @Test(
    "Huge, tiny, equal and single values draw a decent chart",
    arguments: [
      "{w: A, v: 0}", "{w: A, v: 5}, {w: B, v: 5}", "{w: A, v: 0.000001}, {w: B, v: 0.000002}",
      "{w: A, v: 999999999999999}, {w: B, v: 1}", "{w: A, v: -5}", "{w: A, v: -1}, {w: B, v: -2}",
    ])
  func extremes(rows: String) throws {
    for mark in ["bar", "point", "tick", "line"] {
      for encoding in [
        "y: {field: w}, x: {field: v, type: quantitative}", "x: {field: w}, y: {field: v, type: quantitative}",
      ] {
        let fixture = try Fixture()
        let drawing = try fixture.drawing("{mark: \(mark), data: \(values(rows)), encoding: {\(encoding)}}").drawing
        #expect(drawing.size.height.points > 20 && drawing.size.height.points < 400)
        for text in drawing.texts { #expect(text.box.x0.isFinite && text.box.y0.isFinite) }
      }
    }
  }

  @Test("A label of thousands of letters, and hundreds of categories, are drawn")
  func large() throws {
    let fixture = try Fixture()
    let long = String(repeating: "word ", count: 600)
    _ = try fixture.drawing(
      "{mark: bar, data: \(values("{w: \"\(long)\", v: 1}, {w: B, v: 2}")), encoding: {y: {field: w}, x: {field: v, type: quantitative}}}",
      84)
    let many = (0..<500).map { "{w: c\($0), v: \($0)}" }.joined(separator: ", ")
    _ = try fixture.drawing(
      "{mark: bar, data: \(values(many)), encoding: {x: {field: w}, y: {field: v, type: quantitative}}}", 84)
  }
}
