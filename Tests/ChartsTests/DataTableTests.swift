import Testing

@testable import Charts

@Suite("The table of a chart's data") struct DataTableTests {
  @Test("has a row for each date in the order of time, a column for each series, and gaps where there is no value")
  func dates() throws {
    let fixture = try Fixture()
    let chart = try #require(
      fixture.resolve(
        "{title: Up, mark: line, data: "
          + values("{d: 2020, g: A, v: 1}, {d: 2022, g: A, v: 3}, {d: 2020, g: B, v: 2}, {d: 2021, g: B, v: 4}")
          + ", encoding: {x: {field: d, type: temporal}, y: {field: v}, color: {field: g}}}"))
    #expect(Array(chart.dataTable.columns.dropFirst()) == ["A", "B"])
    #expect(chart.dataTable.rows == [["2020", "1", "2"], ["2021", "", "4"], ["2022", "3", ""]])
  }

  @Test("has the values under their measure where there are no series, in the order of the drawing")
  func categories() throws {
    let fixture = try Fixture()
    let chart = try #require(
      fixture.resolve(
        "{title: Up, subtitle: Tonnes, mark: bar, data: " + values("{c: b, v: 4}, {c: a, v: 6}")
          + ", encoding: {y: {field: c, type: nominal, sort: null}, x: {field: v}}}"))
    #expect(chart.dataTable.columns.count == 2)
    #expect(chart.dataTable.rows == [["b", "4"], ["a", "6"]])
  }
}
