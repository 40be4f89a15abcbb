import Bulletin
import Foundation
import Testing

@Suite("An explanation of styles")
struct StyleExplanationTests {
  private func report() throws -> TemporaryReport {
    let report = try TemporaryReport.spoilt("report.md", "lang: en", "lang: en\nstyle: style.css")
    try report.write(
      "style.css",
      """
      @import "bulletin:briefing.css";
      :root { --warm: #7A1F3D }
      h2 { color: var(--warm);
        margin: 3pt 0 }
      h2 + p { text-indent: 5pt }
      section p { text-indent: 1pt }
      td[data-column=value] { color: red }
      h2::before { content: "§" }
      @page :first { @top-left { color: blue } }
      """)
    return report
  }

  private func explain(_ selector: String, _ report: TemporaryReport) throws -> String {
    var build = try ReportBuild(
      report.folder.path, options: ReportOptions(), installation: Installation(folder: repository.path))
    return try #require(try build.explainStyle(of: selector)).text
  }

  /// A row of the text, its cells with two or more spaces between them.
  private func cells(_ text: String, _ start: String) -> [String] {
    let line = text.split(separator: "\n").first { $0.hasPrefix("  " + start) } ?? ""
    return line.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  @Test("Of a heading: where it stands, what won with its place, what lost and why, and what is inherited")
  func heading() throws {
    let text = try explain("#sec-harvest", report())
    #expect(text.hasPrefix("h2#sec-harvest: 1 node, at report.md:9\n  in :root > body > section\n"))
    #expect(cells(text, "color") == ["color", "var(--warm) = #7A1F3D", "h2", "style.css:3"])
    #expect(cells(text, "margin-top") == ["margin-top, margin-right,", "margin: 3pt 0", "h2", "style.css:4"])
    #expect(text.contains("✗ weaker origin") && text.contains("bulletin:briefing.css:"))
    #expect(text.contains("(from :root)"))
  }

  @Test("Of a paragraph: a selector of siblings applies in the document, and the more specific one wins")
  func paragraph() throws {
    let text = try explain("h2 + p", report())
    #expect(text.hasPrefix("p: 1 node, at report.md:11\n"))
    // `section p` and `h2 + p` are as specific as each other, so that the later one holds.
    #expect(cells(text, "text-indent") == ["text-indent", "1pt", "section p", "style.css:6"])
    #expect(text.contains("✗ earlier") && text.contains("h2 + p"))
  }

  @Test("Parts that are made as they are set: cells, parts of charts, pseudo-elements, boxes of pages")
  func parts() throws {
    let report = try report()
    let cell = try explain("td[data-column=value]", report)
    #expect(cell.hasPrefix("td[data-column=value]: a part of 1 table, at report.md:"), "\(cell)")
    #expect(cells(cell, "color") == ["color", "red", "td[data-column=\"value\"]", "style.css:7"])
    let label = try explain("chart axis label", report)
    #expect(label.contains("label: a part of 1 chart, at report.md:"))
    let part = try explain("h2::before", report)
    #expect(part.hasPrefix("h2#sec-harvest::before: 1 node, at report.md:9\n"), "\(part)")
    #expect(cells(part, "content") == ["content", "\"§\"", "h2::before", "style.css:8"])
    let box = try explain("@page :first @top-left", report)
    #expect(cells(box, "color") == ["color", "blue", "@page :first @top-left", "style.css:9"])
  }

  @Test("The command prints text or JSON; what nothing matches is 1, with what is near, and what is no selector 64")
  func command() throws {
    let report = try report()
    let found = try bulletin("style", "explain", report.folder.path, "#sec-harvest", "--format", "json")
    #expect(found.status == 0 && found.errors.isEmpty)
    let json = try #require(JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any])
    let match = try #require((json["matches"] as? [[String: Any]])?.first)
    #expect(match["nodes"] as? Int == 1 && match["place"] as? String == "report.md:9:1")
    let none = try bulletin("style", "explain", report.folder.path, "section h2.sec-harvst")
    #expect(none.status == 1 && none.output.isEmpty && none.errors.contains("there is no '.sec-harvst'"))
    let near = try bulletin("style", "explain", report.folder.path, "figcapton")
    #expect(near.status == 1 && near.errors.contains("did you mean 'figcaption'?"))
    let wrong = try bulletin("style", "explain", report.folder.path, "h2:frist-child")
    #expect(wrong.status == 64 && wrong.errors.contains("did you mean 'first-child'?"))
  }
}
