import DataModel
import Diagnostics
import Testing

@testable import Charts

/// Values are Vega's published examples, or were worked out by hand and with another program.
@Suite struct TransformTests {
  private struct Outcome {
    var table: DataTable?
    var diagnostics: [Diagnostic]

    /// The cells of a column, empty ones as `-`; numbers to six digits.
    func column(_ name: String) -> [String] {
      guard let table, let column = table.columns.firstIndex(where: { $0.name == name }) else { return ["no \(name)"] }
      return (0..<table.rowCount).map { row in
        guard let text = table.text(row, column) else { return "-" }
        guard table.columns[column].type == .number, let number = Double(text) else { return text }
        let rounded = (number * 1e6).rounded() / 1e6
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
      }
    }
  }

  private func transformed(_ rows: String, _ transforms: String, data: String? = nil) throws -> Outcome {
    let fixture = try Fixture(files: ["other.csv": "key,name,size\na,Alpha,10\nb,Beta,20\n"])
    var found = Diagnostics()
    let spec = DataSpec.read(flow(data ?? "{source: s, values: [\(rows)]}", file: "report.md"), into: &found)
    let list = Transforms.readList(flow("[\(transforms)]", file: "report.md"), into: &found)
    var loader = TableLoader(store: fixture.store, identifier: "fig")
    let table =
      found.hasErrors
      ? nil : loader.rows(of: spec, list, rows: nil, mayBeEmpty: false, at: .file("report.md"), into: &found)
    return Outcome(table: table, diagnostics: found.all)
  }

  private let letters = "{g: a, v: 2}, {g: a, v: 4}, {g: b, v: 4}, {g: b, v: null}"

  @Test("Every operation of 'aggregate' has Vega's value")
  func aggregates() throws {
    let numbers = [2, 4, 4, 4, 5, 5, 7, 9].map { "{x: \($0)}" }.joined(separator: ", ") + ", {x: null}"
    let expected = [
      "count": "9", "valid": "8", "missing": "1", "distinct": "6", "sum": "40", "product": "201600", "mean": "5",
      "average": "5", "variance": "4.571429", "variancep": "4", "stdev": "2.13809", "stdevp": "2", "stderr": "0.755929",
      "median": "4.5", "q1": "4", "q3": "5.5", "min": "2", "max": "9",
    ]
    for (operation, value) in expected {
      let result = try transformed(numbers, "{aggregate: [{op: \(operation), field: x, as: y}]}")
      #expect(result.column("y") == [value], "\(operation) \(result.diagnostics)")
    }
    let ends = try transformed(numbers, "{aggregate: [{op: ci0, field: x, as: low}, {op: ci1, field: x, as: high}]}")
    let low = try #require(Double(ends.column("low")[0]))
    let high = try #require(Double(ends.column("high")[0]))
    #expect(low > 3.4 && low < 4.2 && high > 5.8 && high < 6.8)
    #expect(try transformed(numbers, "{aggregate: [{op: ci0, field: x, as: low}]}").column("low") == ends.column("low"))
  }

  @Test("Groups stand in the order of their first rows; what has no value is empty, and counts are of all rows")
  func groups() throws {
    let result = try transformed(
      letters, "{aggregate: [{op: sum, field: v}, {op: count}, {op: stdev, field: v, as: s}], groupby: [g]}")
    #expect(result.column("g") == ["a", "b"] && result.column("sum_v") == ["6", "4"])
    #expect(result.column("count") == ["2", "2"] && result.column("s") == ["1.414214", "-"])
    let joined = try transformed(letters, "{joinaggregate: [{op: mean, field: v, as: m}], groupby: [g]}")
    #expect(joined.column("m") == ["3", "3", "4", "4"] && joined.column("v") == ["2", "4", "4", "-"])
    let extreme = try transformed(
      letters, "{aggregate: [{op: argmax, field: v, as: top}]}, {calculate: datum.top.g, as: name}")
    #expect(extreme.column("top.g") == ["a"] && extreme.column("name") == ["a"])
  }

  @Test("Figures that are aggregated keep their intervals; many of them too")
  func intervals() throws {
    func interval(_ count: Int, _ operation: String) throws -> Interval? {
      let csv = "g,value\n" + (0..<count).map { "\($0 % 2 == 0 ? "a" : "b"),\($0 % 7).5\n" }.joined()
      let fixture = try Fixture(data: "{tables: {t: {file: t.csv, source: s, unit: persons}}}", files: ["t.csv": csv])
      var found = Diagnostics()
      let list = Transforms.readList(
        flow("[{aggregate: [{op: \(operation), field: value, as: y}], groupby: [g]}]", file: "report.md"), into: &found)
      var loader = TableLoader(store: fixture.store, identifier: "fig")
      let spec = DataSpec.read(flow("{table: t}", file: "report.md"), into: &found)
      let table = loader.rows(of: spec, list, rows: nil, mayBeEmpty: false, at: .file("report.md"), into: &found)
      return try table?.figure(0, 1)?.interval
    }
    // 7,000 values of group a are a thousand times 0.5, 2.5, 4.5, 6.5, 1.5, 3.5, 5.5, each to half a tenth.
    #expect(try interval(14_000, "sum")?.description == "[24150, 24850]")
    #expect(try interval(14_000, "mean")?.description == "[3.45, 3.55]")
    #expect(try interval(14_000, "max")?.description == "[6.45, 6.55]")
    #expect(try interval(14_000, "median")?.description == "[3.45, 3.55]")
    #expect(try interval(14, "sum")?.description == "[24.15, 24.85]")
  }

  @Test(
    "Windows rank, look back and ahead, and run totals",
    arguments: [
      ("op: row_number", "1 2 3 4"), ("op: rank", "1 2 2 4"), ("op: dense_rank", "1 2 2 3"),
      ("op: percent_rank", "0 0.333333 0.333333 1"), ("op: cume_dist", "0.25 0.75 0.75 1"),
      ("op: ntile, param: 2", "1 2 2 2"), ("op: lag, field: v", "- 1 3 3"), ("op: lag, field: v, param: 2", "- - 1 3"),
      ("op: lead, field: v", "3 3 5 -"), ("op: first_value, field: v", "1 1 1 1"),
      ("op: last_value, field: v", "1 3 3 5"),
      ("op: nth_value, field: v, param: 2", "- 3 3 3"), ("op: sum, field: v", "1 7 7 12"), ("op: count", "1 3 3 4"),
      ("op: mean, field: v", "1 2.333333 2.333333 3"),
    ])
  func windows(_ row: (item: String, values: String)) throws {
    let result = try transformed(
      "{v: 1}, {v: 3}, {v: 3}, {v: 5}", "{window: [{\(row.item), as: y}], sort: [{field: v}]}")
    #expect(result.column("y").joined(separator: " ") == row.values, "\(result.diagnostics)")
  }

  @Test("Frames bound a window, peers may be ignored, and rows keep their order")
  func frames() throws {
    let rows = "{k: 3, v: 30}, {k: 1, v: 10}, {k: 2, v: 20}, {k: 4, v: 40}"
    func result(_ more: String) throws -> [String] {
      try transformed(rows, "{window: [{op: mean, field: v, as: m}], sort: [{field: k}], \(more)}").column("m")
    }
    #expect(try result("frame: [-1, 1]") == ["30", "15", "20", "35"])
    #expect(try result("frame: [null, null]") == ["25", "25", "25", "25"])
    #expect(try result("frame: [0, null]") == ["35", "25", "30", "40"])
    let ties = try transformed(
      "{v: 1}, {v: 1}", "{window: [{op: sum, field: v, as: s}], sort: [{field: v}], ignorePeers: true}")
    #expect(ties.column("s") == ["1", "2"])
    let unsorted = try transformed("{v: 1}, {v: 2}", "{window: [{op: sum, field: v, as: s}]}")
    #expect(unsorted.column("s") == ["1", "3"])
  }

  @Test(
    "Bins begin and end where vega-statistics has them",
    arguments: [
      ("true", "0 20 50 90"), ("{maxbins: 5}", "0 20 40 80"), ("{step: 25}", "0 25 50 75"),
      ("{maxbins: 20}", "5 25 50 95"),
      ("{base: 2, maxbins: 4}", "0 0 32 96"), ("{step: 25, nice: false}", "5 5 30 55"),
      ("{extent: [0, 50], step: 10}", "0 20 40 -"),
      ("{anchor: 5, step: 20}", "5 25 45 85"), ("{minstep: 30}", "0 0 30 90"), ("{steps: [1, 50, 100]}", "5 27 50 96"),
    ])
  func bins(_ row: (bin: String, starts: String)) throws {
    let result = try transformed("{x: 5}, {x: 27}, {x: 50}, {x: 97}", "{bin: \(row.bin), field: x, as: b}")
    #expect(result.column("b").joined(separator: " ") == row.starts, "\(result.diagnostics)")
  }

  @Test("Time units, with steps")
  func timeUnits() throws {
    let rows = "{t: 2012-01-05}, {t: 2012-05-31}, {t: null}, {t: 2013-01-01T12:30}"
    let months = try transformed(rows, "{timeUnit: yearmonth, field: t, as: m}")
    #expect(months.column("m") == ["2012-01-01", "2012-05-01", "-", "2013-01-01"])
    #expect(months.column("m_end") == ["2012-02-01", "2012-06-01", "-", "2013-02-01"])
    let halves = try transformed(rows, "{timeUnit: {unit: month, step: 6}, field: t, as: [from, to]}")
    #expect(halves.column("from") == ["2012-01-01", "2012-01-01", "-", "2012-01-01"])
    #expect(halves.column("to")[0] == "2012-07-01")
    let some = try transformed(rows, "{timeUnit: {maxbins: 2}, field: t, as: y}")
    #expect(some.column("y") == ["2012-01-01", "2012-01-01", "-", "2013-01-01"])
    let wrong = try transformed("{t: soon}", "{timeUnit: year, field: t, as: y}")
    #expect(wrong.diagnostics.map(\.id) == ["chart.not-a-date"])
  }

  @Test("Fold, flatten and pivot turn columns to rows and back")
  func reshaping() throws {
    let fold = try transformed("{c: x, gold: 10, silver: 20}, {c: y, gold: 7, silver: 26}", "{fold: [gold, silver]}")
    #expect(
      fold.column("key") == ["gold", "silver", "gold", "silver"] && fold.column("value") == ["10", "20", "7", "26"])
    #expect(fold.column("c") == ["x", "x", "y", "y"] && fold.column("gold") == ["10", "10", "7", "7"])
    let flat = try transformed(
      "{k: a, foo: [1, 2], bar: [A, B, C]}, {k: b, foo: [3], bar: []}", "{flatten: [foo, bar]}")
    #expect(flat.column("k") == ["a", "a", "a", "b"] && flat.column("foo") == ["1", "2", "-", "3"])
    #expect(flat.column("bar") == ["A", "B", "C", "-"])
    let rows = "{c: x, t: gold, n: 1}, {c: x, t: silver, n: 2}, {c: y, t: gold, n: 3}, {c: y, t: gold, n: 4}"
    let pivot = try transformed(rows, "{pivot: t, value: n, groupby: [c]}")
    #expect(pivot.column("gold") == ["1", "7"] && pivot.column("silver") == ["2", "-"])
    #expect(try transformed(rows, "{pivot: t, value: n, op: count, limit: 1}").table?.columns.map(\.name) == ["gold"])
  }

  @Test("Stack puts parts on one another, negative ones below")
  func stacks() throws {
    let rows = "{g: a, v: 3}, {g: a, v: -1}, {g: a, v: 2}, {g: b, v: 5}"
    func ends(_ offset: String) throws -> [String] {
      let result = try transformed(rows, "{stack: v, groupby: [g], offset: \(offset), as: [from, to]}")
      return zip(result.column("from"), result.column("to")).map { "\($0)…\($1)" }
    }
    #expect(try ends("zero") == ["0…3", "0…-1", "3…5", "0…5"])
    #expect(try ends("normalize") == ["0…0.5", "0.5…0.666667", "0.666667…1", "0…1"])
    #expect(try ends("center") == ["0…3", "3…4", "4…6", "0.5…5.5"])
  }

  @Test("Impute adds missing rows and fills in values")
  func imputation() throws {
    let rows = "{a: 0, b: 28, c: 0}, {a: 0, b: 91, c: 1}, {a: 1, b: 43, c: 0}, {a: 1, b: 55, c: 1}, {a: 3, b: 19, c: 0}"
    let constant = try transformed(rows, "{impute: b, key: a, value: 0, keyvals: {start: 0, stop: 4}, groupby: [c]}")
    #expect(constant.column("a") == ["0", "0", "1", "1", "3", "2", "2", "3"])
    #expect(constant.column("b") == ["28", "91", "43", "55", "19", "0", "0", "0"])
    #expect(constant.column("c") == ["0", "1", "0", "1", "0", "0", "1", "1"])
    let mean = try transformed(rows, "{impute: b, key: a, method: mean, keyvals: [2], groupby: [c], frame: [-1, 1]}")
    // Between 43 and 19 in group 0; after 55 alone in group 1, where the key 3 is missing too.
    #expect(mean.column("b") == ["28", "91", "43", "55", "19", "31", "55", "-"])
  }

  @Test("Lookup takes columns of another table")
  func lookups() throws {
    let rows = "{g: a}, {g: b}, {g: c}"
    let all = try transformed(rows, "{lookup: g, from: {data: {url: other.csv}, key: key, fields: [name, size]}}")
    #expect(all.column("name") == ["Alpha", "Beta", "-"] && all.column("size") == ["10", "20", "-"])
    let named = try transformed(
      rows, "{lookup: g, from: {data: {url: other.csv}, key: key, fields: [name]}, as: [title], default: none}")
    #expect(named.column("title") == ["Alpha", "Beta", "none"])
  }

  @Test("Regressions find the curve that made the points")
  func regressions() throws {
    func rows(_ y: [Double]) -> String {
      y.enumerated().map { "{x: \($0.offset + 1), y: \($0.element)}" }.joined(separator: ", ")
    }
    func coefficients(_ y: [Double], _ method: String) throws -> [Double] {
      let result = try transformed(rows(y), "{regression: y, on: x, method: \(method), params: true}")
      return result.column("coef")[0].split(separator: ",").compactMap { Double(String($0).trimmingSpaces) }
    }
    func near(_ a: [Double], _ b: [Double]) -> Bool {
      a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-4 }
    }
    #expect(near(try coefficients([2.2, 4.1, 5.9, 8.3, 9.8], "linear"), [0.24, 1.94]))
    #expect(near(try coefficients([2.225541, 3.004166, 4.0552, 5.473947, 7.389056], "exp"), [1.648721, 0.3]))
    #expect(near(try coefficients([2, 5.656854, 10.392305, 16, 22.36068], "pow"), [2, 1.5]))
    #expect(near(try coefficients([1, 3.079442, 4.295837, 5.158883, 5.828314], "log"), [1, 3]))
    #expect(near(try coefficients([2.5, 3, 2.5, 1, -1.5], "quad"), [1, 2, -0.5]))
    #expect(near(try coefficients([1, 8, 27, 64, 125], "poly"), [0, 0, 0, 1]))
    let line = try transformed(rows([2.2, 4.1, 5.9, 8.3, 9.8]), "{regression: y, on: x}")
    #expect(line.column("x") == ["1", "5"] && line.column("y") == ["2.18", "9.94"])
    let wide = try transformed(rows([1, 4, 9]), "{regression: y, on: x, method: quad, extent: [0, 10], as: [a, b]}")
    #expect(wide.column("a").first == "0" && wide.column("a").last == "10" && wide.column("b").last == "100")
    #expect(wide.column("a").count >= 25)
  }

  @Test("A local regression of a line is the line; of waves it is Vega's curve")
  func loess() throws {
    func row(_ x: Int, _ y: Int) -> String { "{x: \(x), y: \(y)}" }
    let line = (0..<20).map { row($0, $0 * 2 + 1) }.joined(separator: ", ")
    let smooth = try transformed(line, "{loess: y, on: x, bandwidth: 0.5}")
    let odd = (0..<20).map { (index: Int) -> String in String(index * 2 + 1) }
    #expect(smooth.column("y") == odd)
    // sin(x) * 3 + x, as a translation of vega-statistics' code gives it.
    let waves = [
      "0", "3.524413", "4.727892", "3.42336", "1.729593", "2.123227", "5.161754", "8.97096", "10.968075", "10.236355",
      "8.367937", "8.000029",
    ]
    let wavy = waves.enumerated().map { "{x: \($0.offset), y: \($0.element)}" }.joined(separator: ", ")
    let curve = try transformed(wavy, "{loess: y, on: x, bandwidth: 0.4}").column("y").compactMap { Double($0) }
    let expected = [
      0.252393, 2.849829, 3.98568, 3.317337, 2.329031, 2.914915, 5.372652, 8.458448, 10.14505, 9.923069, 8.803242,
      7.825134,
    ]
    #expect(curve.count == 12 && zip(curve, expected).allSatisfy { abs($0 - $1) < 1e-4 }, "\(curve)")
  }

  @Test("Densities and quantiles")
  func distributions() throws {
    let rows = "{x: -1}, {x: 0}, {x: 1}"
    let density = try transformed(rows, "{density: x, bandwidth: 1, steps: 2}")
    #expect(
      density.column("value") == ["-1", "0", "1"] && density.column("density") == ["0.231635", "0.294295", "0.231635"])
    let counts = try transformed(
      rows, "{density: x, bandwidth: 1, steps: 2, counts: true, cumulative: true, as: [a, b]}")
    #expect(counts.column("b")[1] == "1.5")
    let quantiles = try transformed("{x: 1}, {x: 2}, {x: 3}, {x: 4}", "{quantile: x, probs: [0, 0.25, 0.5, 1]}")
    #expect(
      quantiles.column("value") == ["1", "1.75", "2.5", "4"] && quantiles.column("prob") == ["0", "0.25", "0.5", "1"])
    #expect(try transformed(rows, "{quantile: x, step: 0.25}").column("prob") == ["0.125", "0.375", "0.625", "0.875"])
  }

  @Test("A sample is the same in every run, and in the order of the rows")
  func samples() throws {
    let rows = (0..<50).map { "{x: \($0)}" }.joined(separator: ", ")
    let first = try transformed(rows, "{sample: 10}").column("x")
    let second = try transformed(rows, "{sample: 10}").column("x")
    #expect(first.count == 10 && first == second)
    let numbers = first.compactMap { Int($0) }
    #expect(numbers == numbers.sorted())
  }

  @Test(
    "Field predicates and their combinations",
    arguments: [
      ("{field: v, equal: 2}", "2"), ("{field: v, lt: 3}", "2"), ("{field: v, lte: 4}", "2 4 4"),
      ("{field: v, gt: 2}", "4 4"),
      ("{field: v, gte: 2}", "2 4 4"), ("{field: v, range: [3, null]}", "4 4"), ("{field: v, range: [null, 3]}", "2"),
      ("{field: g, oneOf: [b, c]}", "4 -"), ("{field: v, valid: true}", "2 4 4"), ("{field: v, valid: false}", "-"),
      ("{and: [{field: g, equal: b}, {field: v, valid: true}]}", "4"),
      ("{or: [{field: v, equal: 2}, datum.g == 'b']}", "2 4 -"),
      ("{not: {field: g, equal: a}}", "4 -"), ("datum.v > 2 && datum.g == 'a'", "4"), ("datum.g ==", nil),
    ] as [(String, String?)])
  func predicates(_ row: (filter: String, values: String?)) throws {
    let result = try transformed(letters, "{filter: \(row.filter)}")
    if let values = row.values {
      #expect(result.column("v").joined(separator: " ") == values, "\(result.diagnostics)")
    } else {
      #expect(result.diagnostics.contains { $0.severity == .error })
    }
  }

  @Test("Dates are compared with text, parts of dates, and units of time")
  func datePredicates() throws {
    let rows = "{t: 2011-12-31}, {t: 2012-02-05}, {t: 2012-06-01}, {t: 2013-02-09}"
    func kept(_ filter: String) throws -> [String] { try transformed(rows, "{filter: \(filter)}").column("t") }
    #expect(try kept("{field: t, gte: 2012-02-05}").count == 3)
    #expect(try kept("{field: t, range: [{year: 2012}, {year: 2012, month: december, date: 31}]}").count == 2)
    #expect(try kept("{timeUnit: year, field: t, equal: 2012}").count == 2)
    #expect(try kept("{timeUnit: month, field: t, equal: feb}") == ["2012-02-05", "2013-02-09"])
    #expect(
      try kept("{timeUnit: yearmonth, field: t, range: [{year: 2012, month: 2}, {year: 2012, month: 6}]}").count == 2)
  }

  @Test(
    "Data come as plain values, lines of CSV, sequences, objects within objects and columns read as is said",
    arguments: [
      ("{source: s, values: [3, 5]}", "data", "3 5"),
      ("{sequence: {start: 0, stop: 1, step: 0.25}}", "data", "0 0.25 0.5 0.75"),
      ("{sequence: {start: 1, stop: 3, as: x}}", "x", "1 2"),
      ("{source: s, values: [{a: {b: 1}}, {a: {b: 2}}]}", "a.b", "1 2"),
      ("{source: s, values: [{t: 5.3.2012}], format: {parse: {t: \"date:'%d.%m.%Y'\"}}}", "t", "2012-03-05"),
      ("{source: s, values: [{t: Jan 5 2012}], format: {parse: {t: date}}}", "t", "2012-01-05"),
      ("{source: s, values: [{n: \"12\"}], format: {parse: {n: string}}}", "n", "12"),
      ("{url: other.csv}", "size", "10 20"),
    ])
  func dataForms(_ row: (data: String, column: String, values: String)) throws {
    let result = try transformed("", "", data: row.data)
    #expect(result.column(row.column).joined(separator: " ") == row.values, "\(result.diagnostics)")
  }

  @Test(
    "What is wrong with a transform is said at its place",
    arguments: [
      ("{agregate: []}", "chart.no-transform"), ("{aggregate: [{op: values, field: v}]}", "chart.unsupported-value"),
      ("{aggregate: [{op: meen, field: v}]}", "chart.unsupported-value"),
      ("{aggregate: [{op: mean}]}", "chart.no-field"),
      ("{aggregate: [{op: mean, field: g}]}", "chart.not-a-number"), ("{filter: {field: v}}", "chart.no-predicate"),
      ("{filter: {field: v, lt: 3, gt: 1}}", "chart.no-predicate"), ("{calculate: datum.v * 2}", "chart.no-name"),
      ("{window: [{op: ntile}]}", "chart.no-parameter"), ("{window: [{op: lag}]}", "chart.no-field"),
      ("{bin: true, field: g, as: b}", "chart.not-a-number"),
      ("{bin: {maxbin: 3}, field: v, as: b}", "chart.unsupported-property"),
      ("{timeUnit: yearmoon, field: v, as: b}", "chart.unsupported-value"), ("{fold: []}", "chart.no-field"),
      ("{impute: v, key: g}", "chart.no-value"), ("{lookup: g}", "chart.no-data"),
      ("{regression: v}", "chart.no-field"),
      ("{regression: g, on: v}", "chart.not-a-number"), ("{extent: v, param: p}", "chart.unsupported-property"),
      ("{sample: 0}", "chart.not-a-number"), ("{density: w}", "data.unknown-column"),
      ("{quantile: v, probs: [2]}", "chart.not-a-list"),
      ("{filter: datum.vv > 1}", "data.unknown-column"), ("{filter: datum.v > 100}", "chart.no-rows"),
    ])
  func mistakes(_ row: (transform: String, id: String)) throws {
    let result = try transformed(letters, row.transform)
    #expect(result.diagnostics.map(\.id).contains(row.id), "\(result.diagnostics)")
    #expect(result.diagnostics.allSatisfy { $0.range.file == "report.md" })
  }

  @Test("Nothing is loaded from a network")
  func network() throws {
    let result = try transformed("", "", data: "{url: \"https://example.org/data.csv\"}")
    #expect(result.diagnostics.map(\.id) == ["chart.no-network"] && result.diagnostics[0].message.contains("network"))
  }
}
