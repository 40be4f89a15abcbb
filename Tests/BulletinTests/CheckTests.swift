import Foundation
import Testing

/// A report with one of everything that a check counts.
private let files = [
  "report.md": """
  ---
  title: Users
  date: 2026-01-15
  source-age: 12 months
  contents: false
  ---
  # Users in 2025

  On 21 July 2025 there were {{ users }} users, 322 of them rural, and [more]{claim="users > 1000"}
  than in 2024. The share is {{ share }}. It is [5G]{.literal}.
  """,
  "data.yaml": """
  sources:
    cnnic: {publisher: CNNIC, date: 2025-07-21}
    bank: {publisher: Bank, date: 2024-01}
  units:
    stations: {}
  observations:
    users: {value: 1123, unit: million persons, period: 2025, source: cnnic}
    rural: {value: 322, unit: million persons, period: 2025, source: cnnic}
    urban: {value: 801, unit: million persons, period: 2025, source: cnnic}
    share: {value: 79.7, unit: percent, period: 2025, source: cnnic, also: [bank_share]}
    bank_share: {value: 92.0, unit: percent, period: 2025, source: bank}
  checks:
    sum: {total: users, parts: [urban, rural]}
    more: {that: users > urban, note: of course}
  """,
]

@Suite("What a check prints")
struct CheckReportTests {
  @Test("Numbers by kind, claims, checks, what sources do not agree on and their ages go to standard output")
  func text() throws {
    let report = try TemporaryReport(files)
    let checked = try bulletin("check", report.folder.path)
    #expect(checked.status == 0)
    // What is wrong stays on standard error.
    #expect(checked.errors.contains("the number 322 comes from nowhere") && !checked.output.contains("warning"))
    let lines = checked.output.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { $0.count < 100 })
    func count(_ name: String) -> String? {
      lines.first { $0.hasPrefix("  " + name) }?.split(separator: " ").last.map(String.init)
    }
    #expect(count("from nowhere") == "1" && count("meant as they stand") == "1", "\(checked.output)")
    #expect(count("years") == "3" && count("hold") == "1", "\(checked.output)")
    func row(_ words: String...) -> Bool { lines.contains { line in words.allSatisfy { line.contains($0) } } }
    #expect(row("sum", "adds up exactly", "801 + 322 = 1123 million persons"))
    #expect(row("more", "holds", "users > urban (of course)"))
    #expect(row("share", "used", "79.7 percent (cnnic)") && row("differs", "92 percent (bank)"), "\(checked.output)")
    #expect(row("cnnic", "2025-07-21", "5 months"), "\(checked.output)")
    #expect(row("bank", "2024-01", "23 months, past its age"), "\(checked.output)")
    #expect(lines.contains("Sources of figures, with their ages on the report's date  2"), "\(checked.output)")
    #expect(!checked.output.contains("report.md:"))
    #expect(try bulletin("check", report.folder.path).output == checked.output)
  }

  @Test("With --numbers those that were typed are listed with their places, and JSON has the same")
  func numbers() throws {
    let report = try TemporaryReport(files)
    let lines = try bulletin("check", report.folder.path, "--numbers").output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("  report.md:9:") && $0.hasSuffix("  322") })
    #expect(lines.contains { $0.hasPrefix("  report.md:10:") && $0.hasSuffix("  5G") })
    let json = try bulletin("check", report.folder.path, "--format", "json", "--numbers").output
    let parsed = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect((parsed["numbers"] as? [String: Int])?["stray"] == 1)
    let checks = try #require(parsed["checks"] as? [[String: String]])
    #expect(checks.map { $0["verdict"] } == ["exact", "holds"])
    let typed = try #require(parsed["typed"] as? [String: [[String: String]]])
    #expect(typed["stray"]?.first?["text"] == "322")
    // Places are relative to the report, as in the ledger.
    #expect(typed["stray"]?.first?["written"]?.hasPrefix("report.md:9:") == true)
    let claims = try #require(parsed["claims"] as? [[String: Any]])
    #expect((claims.first?["written"] as? String)?.hasPrefix("report.md:9:") == true, "\(json)")
  }

  @Test("A report with errors is reported all the same, with what fails")
  func errors() throws {
    var wrong = files
    wrong["report.md"] = files["report.md"]?.replacingOccurrences(of: "users > 1000", with: "users < 1000")
    wrong["data.yaml"] = files["data.yaml"]?.replacingOccurrences(of: "value: 801", with: "value: 820")
    let report = try TemporaryReport(wrong)
    let checked = try bulletin("check", report.folder.path)
    #expect(checked.status == 1)
    #expect(checked.errors.contains("claim.false") && checked.errors.contains("coherence.parts"))
    #expect(checked.output.contains("'more': users < 1000") && checked.output.contains("does not add up"))
  }
}
