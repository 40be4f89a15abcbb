import Bulletin
import Foundation
import Testing

/// The apples, with a share of a sum, so that formulas nest.
private func report(_ changes: [String: (String, String)] = [:]) throws -> TemporaryReport {
  var files = TemporaryReport.goodFiles
  files["data.yaml"]? += "\n  share: {formula: apples.red / apples.total, unit: percent}\n"
  files["report.md"] = files["report.md"]?.replacingOccurrences(
    of: "[more than half]{claim", with: "{{ share | percent(0) }}, [more than half]{claim")
  for (file, (text, replacement)) in changes {
    let changed = files[file]?.replacingOccurrences(of: text, with: replacement)
    precondition(changed != files[file], "nothing was replaced")
    files[file] = changed
  }
  return try TemporaryReport(files)
}

private func traced(_ report: TemporaryReport) throws -> (trace: ReportTrace, build: ReportBuild) {
  var build = try ReportBuild(
    report.folder.path, options: ReportOptions(), installation: Installation(folder: repository.path))
  return (try #require(try build.trace()), build)
}

private func inOrder(_ parts: [String], _ text: String) {
  var rest = text[...]
  for part in parts {
    guard let found = rest.firstRange(of: part) else {
      Issue.record("'\(part)' does not come next in:\n\(text)")
      return
    }
    rest = rest[found.upperBound...]
  }
}

@Suite("A trace")
struct TraceTests {
  @Test("A derived number is explained down to its rows, by way of the values in between")
  func nested() throws {
    let text = try traced(report()).trace.text(for: "64%")
    inOrder(
      [
        "64%  share, derived", "printed   64%: page 1, report.md:11:", "{{ share | percent(0) }}",
        "value     63.7931 percent, from 63.3", "digits    half the interval's width is 0.", "1 is the finest",
        "formula   apples.red / apples.total", "rests on", "apples.red = 7.4 million apples, from 7.35 to 7.45",
        "data/harvest.csv, line 2, row 1, column value, source growers-2025", "colour,value,precision", "red,7.4,0.1",
        "apples.total = 11.6 million apples, from 11.5 to 11.7 = apples.red + apples.green",
        "apples.green = 4.2 million apples", "data/harvest.csv, line 3", "green,4.2,0.1", "sources",
        "[growers-2025] Growers' Union, Harvest 2025, 2025-06-30",
      ], text)
  }

  @Test("A number is found by what was printed, with or without sign and words, by its id and by its SVG element")
  func queries() throws {
    let trace = try traced(report()).trace
    let red = try trace.text(for: "apples.red")
    for query in ["7.4", "7.4 million", "7,4", "fig-harvest-n2", "harvest[1].value"] {
      #expect(try trace.text(for: query) == red, "\(query)")
    }
    // The text, the table and the bar print one figure.
    inOrder(["7.4 million: page 1", "7.4: page 1", "fig-harvest-n2 in charts/fig-harvest.svg"], red)
    #expect(red.contains("'more than half' at report.md:11:") && red.contains("which holds"))
    #expect(try trace.text(for: "2025").contains("a date"))
  }

  @Test("Nothing that is only a part of a number is found; what is near is named, and the status is 66")
  func nothing() throws {
    let trace = try traced(report()).trace
    for query in ["7", ".4", "4", "17.4", "7.45"] {
      let error = try #require(throws: ReportError.self) { _ = try trace.text(for: query) }
      #expect(error.exitStatus == 66)
    }
    let near = try #require(throws: ReportError.self) { _ = try trace.text(for: "7.5") }
    #expect(near.message.contains("'7.4 million' (apples.red)"))
    let misspelt = try #require(throws: ReportError.self) { _ = try trace.text(for: "apples.rad") }
    #expect(misspelt.message.contains("did you mean 'apples.red'?"))
  }

  @Test("A figure that is not printed is explained too, and without a number there is a line for each that is")
  func overview() throws {
    let trace = try traced(report(["report.md": ("{{ apples.total }}", "many")])).trace
    inOrder(["apples.total, not printed", "11.6 million apples", "= 4.2 million"], try trace.text(for: "apples.total"))
    let lines = try trace.text(for: nil).split(separator: "\n")
    #expect(lines.map { $0.split(separator: " ")[0] } == ["7.4", "64%", "4.2"], "\(lines)")
    #expect(lines[0].contains("apples.red") && lines[0].contains("p. 1") && lines[0].contains(" harvest.csv:2"))
    // The cell of the table has a name in data.yaml.
    #expect(lines[2].contains("apples.green"))
    #expect(lines.allSatisfy { $0.count < 100 })
  }

  @Test("A report with errors is traced as far as it goes")
  func errors() throws {
    let (trace, build) = try traced(
      report(["report.md": ("{{ share | percent(0) }}", "{{ share | percent(5) }}{{ none }}")]))
    #expect(build.hasFailed)
    inOrder(["share, not printed", "63.7931 percent"], try trace.text(for: "share"))
    #expect(try trace.text(for: "7.4").contains("page 1"))
    let cyclic = try report(["data.yaml": ("apples.red + apples.green", "apples.red + share")])
    let text = try traced(cyclic).trace.text(for: "share")
    #expect(text.contains("error") && text.contains("circle"), "\(text)")
  }

  @Test("Lines are under 100 columns, however long the row")
  func width() throws {
    let row = String(repeating: "long note ", count: 40) + String(repeating: "x", count: 250)
    let text = try traced(
      report([
        "data/harvest.csv": (
          "precision\nred,7.4,0.1\ngreen,4.2,0.1", "precision,note\nred,7.4,0.1,\(row)\ngreen,4.2,0.1,"
        )
      ])
    ).trace.text(for: "share")
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 100 })
    #expect(text.contains("long note long note"))
  }

  @Test("As JSON it has the ledger's entries, and the derivation as a tree with the rows")
  func json() throws {
    let bytes = try traced(report()).trace.json(for: "64%")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let match = try #require((object["matches"] as? [[String: Any]])?.first)
    #expect((match["entries"] as? [[String: Any]])?.first?["id"] as? String == "share")
    let parts = try #require((match["derivation"] as? [String: Any])?["parts"] as? [[String: Any]])
    #expect(parts.map { $0["name"] as? String } == ["apples.red", "apples.total"])
    #expect(parts[0]["record"] as? String == "red,7.4,0.1")
    #expect((parts[1]["parts"] as? [[String: Any]])?.count == 2)
  }
}
