import Bulletin
import Foundation
import Testing

/// The good report with charts in places of different widths: the column, a box with padding, a list.
private func reportWithCharts() throws -> TemporaryReport {
  var files = TemporaryReport.goodFiles
  func chart(_ id: String) -> String {
    """
    ```chart {#fig-\(id)}
    title: Apples in a \(id)
    mark: bar
    data: {table: harvest}
    encoding:
      y: {field: colour, type: nominal}
      x: {field: value, type: quantitative}
    ```
    """
  }
  func indented(_ text: String, by margin: String) -> String {
    text.split(separator: "\n").map { margin + $0 }.joined(separator: "\n")
  }
  files["report.md"]? +=
    "\n\n" + indented(chart("quote"), by: "> ") + "\n\n- item\n\n" + indented(chart("list"), by: "  ") + "\n"
  return try TemporaryReport(files)
}

@Test("Charts built alone are the same as beside the PDF, and the ledger has all numbers, without places")
func chartsAlone() throws {
  let report = try reportWithCharts()
  let both = try report.build(formats: [.pdf, .svg])
  let alone = try report.build(formats: [.svg])
  #expect(both.errors.isEmpty, "\(both.build.printedDiagnostics())")
  let charts = both.files.paths.filter { $0.hasSuffix(".svg") }
  #expect(charts.count == 3)
  #expect(alone.files.paths.filter { $0.hasSuffix(".svg") } == charts)
  for chart in charts { #expect(alone.bytes(chart) == both.bytes(chart), "\(chart)") }
  func entries(_ result: TemporaryReport.Result) throws -> [[String: Any]] {
    let json = try JSONSerialization.jsonObject(with: Data(try #require(result.bytes("ledger.json"))))
    return try #require((json as? [String: Any])?["entries"] as? [[String: Any]])
  }
  #expect(try entries(alone).compactMap { $0["text"] as? String } == entries(both).compactMap { $0["text"] as? String })
  #expect(try entries(both).contains { ($0["places"] as? [Any])?.isEmpty == false })
  #expect(try entries(alone).allSatisfy { ($0["places"] as? [Any])?.isEmpty != false })
}

@Test("A single chart is as wide as in the report")
func chartAsInReport() throws {
  let report = try reportWithCharts()
  let all = try report.build(formats: [.svg])
  for id in ["fig-harvest", "fig-quote", "fig-list"] {
    var build = try ReportBuild(
      report.folder.path, options: ReportOptions(), installation: Installation(folder: repository.path))
    let single = try build.chart(id, as: ChartOutput(.svg))
    #expect(single == all.bytes("\(id).svg"), "\(id)")
  }
}
