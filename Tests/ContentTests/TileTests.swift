import Content
import Testing

@Suite("Key figures side by side")
struct TileTests {
  private let years = ["years.csv": Array("year,group,value\n2023,a,5\n2024,a,7\n2024,b,1\n2025,a,6\n".utf8)]

  private func report(_ spark: String) -> Resolved {
    let data = testData.replacing("tables:\n", with: "tables:\n  years: {file: years.csv, source: itu}\n")
    return resolve(
      "```tiles\n- {value: \"{{ users }}\", label: users, spark: \(spark)}\n```\n", data: data, files: years)
  }

  @Test("A tile may end in a small line, which is a chart with a text of its own")
  func spark() {
    let resolved = report("{table: years, x: year, y: value, filter: \"datum.group == 'a'\"}")
    #expect(resolved.found.isEmpty, "\(resolved.found)")
    #expect(resolved.all("chart").count == 1)
    let chart = resolved.all("chart").first
    if let chart, case .chart(let content) = resolved.report.content[chart].kind {
      #expect(content.alternativeText.contains("from 2023 5 to 2025 6"), "\(content.alternativeText)")
      #expect(content.sourceLine == nil)
    }
  }

  @Test("A line without its columns, or with a word that is none of its properties, is an error at its place")
  func mistakes() {
    #expect(report("{table: years, x: year}").ids == ["chart.incomplete-spark"])
    #expect(report("{table: years, x: year, why: value}").ids.contains("chart.unsupported-property"))
  }
}
