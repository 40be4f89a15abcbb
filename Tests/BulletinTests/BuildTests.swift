import Bulletin
import Foundation
import FoundationXML
import Testing

@Test("The PDF says what the report says, in reading order, with headings, a table and a figure")
func readingOrder() throws {
  let result = try TemporaryReport(TemporaryReport.goodFiles).build()
  let structure = try result.read(".pdf", with: "pdfinfo", "-struct-text", "FILE")
  var rest = Substring(structure)
  for words in [
    "Document", "H1", "Apples", "H2", "Harvest", "11.6", "7.4", "more than half", "Note", "Counted in the orchard",
    "Figure", "Table", "TH", "Colour", "TD", "7.4",
  ] {
    let found = try #require(rest.range(of: words), "'\(words)' does not come next in: \(structure)")
    rest = rest[found.upperBound...]
  }
}

@Test("The PDF has no faults that qpdf finds, and carries the data and the ledger")
func soundFile() throws {
  let result = try TemporaryReport(TemporaryReport.goodFiles).build()
  #expect(try result.read(".pdf", with: "qpdf", "--check", "FILE").contains("No syntax or stream encoding errors"))
  let attachments = try result.read(".pdf", with: "pdfdetach", "-list", "FILE")
  #expect(attachments.contains("harvest.csv") && attachments.contains("ledger.json"))
  let facts = try result.read(".pdf", with: "pdfinfo", "FILE")
  #expect(facts.contains("Title:           Apples") && facts.contains("Tagged:          yes"))
}

@Test("The same inputs give the same bytes, whatever the time zone and the language of the machine")
func sameBytes() throws {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  let first = try report.build()
  setenv("TZ", "Pacific/Kiritimati", 1)
  setenv("LANG", "ar_EG.UTF-8", 1)
  defer {
    unsetenv("TZ")
    unsetenv("LANG")
  }
  let second = try report.build()
  for path in first.files.paths {
    let ending = "/" + (path.split(separator: "/").last ?? "")
    #expect(first.bytes(ending) == second.bytes(ending), "\(ending) differs")
  }
}

@Test("The same report in another folder gives the same bytes: no path of the machine is in them")
func sameBytesElsewhere() throws {
  let first = try TemporaryReport(TemporaryReport.goodFiles).build()
  let second = try TemporaryReport(TemporaryReport.goodFiles).build()
  #expect(first.bytes(".pdf") == second.bytes(".pdf"))
  #expect(first.bytes("ledger.json") == second.bytes("ledger.json"))
  let ledger = String(decoding: try #require(first.bytes("ledger.json")), as: UTF8.self)
  #expect(ledger.contains("\"file\":\"data/harvest.csv\"") && !ledger.contains(first.report.parent.path))
}

@Test("Words that a sheet pushes over the edge of the page are a warning")
func overTheEdge() throws {
  let report = try TemporaryReport.spoilt("report.md", "lang: en", "lang: en\nstyle: style.css")
  try report.write("style.css", "@import \"bulletin:briefing.css\"; p { margin-right: -100mm; width: 300mm }")
  #expect(try report.build().diagnostics.contains { $0.id == "layout.off-page" })
}

@Test("The ledger knows each printed number's value, interval, source and row, and its place on the page")
func ledger() throws {
  let result = try TemporaryReport(TemporaryReport.goodFiles).build()
  let json = try #require(result.bytes("ledger.json"))
  let ledger = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
  let entries = try #require(ledger["entries"] as? [[String: Any]])
  let total = try #require(entries.first { $0["id"] as? String == "apples.total" })
  #expect(total["kind"] as? String == "derived")
  #expect(total["formula"] as? String == "apples.red + apples.green")
  #expect("\(total["value"] ?? "")" == "11.6")
  let places = try #require(total["places"] as? [[String: Any]])
  let place = try #require(places.first)
  let box = try #require(place["box"] as? [Double])
  // Where pdftotext sees the number, which begins with its 'about', in points from the page's top left corner.
  let words = try result.read(".pdf", with: "pdftotext", "-bbox", "FILE", "-")
  let line = try #require(words.split(separator: "\n").first { $0.contains(">about<") })
  let seen = line.split(separator: "\"").compactMap { Double($0) }
  #expect(abs(box[0] - seen[0]) < 1, "\(box) against \(seen)")
  #expect(box[1] < seen[3] && seen[1] < box[1] + box[3])
}

@Test("A colour, a face, a margin or the page size changed in the sheet changes the PDF and the charts")
func styleSheets() throws {
  func build(_ css: String) throws -> TemporaryReport.Result {
    var files = TemporaryReport.goodFiles
    files["report.md"] = files["report.md"]?.replacingOccurrences(of: "lang: en", with: "lang: en\nstyle: style.css")
    files["style.css"] = "@import \"bulletin:briefing.css\";\n" + css
    return try TemporaryReport(files).build()
  }
  let house = try build("")
  let colour = try build(":root { --accent: #b00020; }")
  #expect(colour.bytes(".pdf") != house.bytes(".pdf"))
  let red = try build("series { color: #b00020; }")
  #expect(red.bytes(".svg") != house.bytes(".svg"))
  let face = try build("body { font-family: \"Source Sans Pro\"; }")
  #expect(try house.read(".pdf", with: "pdffonts", "FILE").contains("SourceSerifPro-Regular"))
  #expect(!(try face.read(".pdf", with: "pdffonts", "FILE")).contains("SourceSerifPro-Regular"))
  #expect(face.bytes(".pdf") != house.bytes(".pdf"))
  let small = try build("@page { size: A5; margin: 20mm; }")
  #expect(try small.read(".pdf", with: "pdfinfo", "FILE").contains("419.53 x 595.28"))
  #expect(small.bytes(".svg") != house.bytes(".svg"), "the chart is as wide as the narrower column")
  var options = ReportOptions()
  options.styleSheet = "bulletin:plain.css"
  let plain = try TemporaryReport(TemporaryReport.goodFiles).build(options: options)
  #expect(plain.diagnostics.isEmpty)
  #expect(try plain.read(".pdf", with: "pdfinfo", "FILE").contains("letter"))
}

@Test("data.yaml and style.css are used by their names where the front matter names no others")
func usualNames() throws {
  let report = try TemporaryReport.spoilt("report.md", "data: data.yaml\n", "")
  let house = try report.build()
  #expect(house.diagnostics.isEmpty, "\(house.build.printedDiagnostics())")
  try report.write("style.css", "@import \"bulletin:briefing.css\"; p { color: #b00020 }")
  #expect(try report.build().bytes(".pdf") != house.bytes(".pdf"))
}

@Test("Charts are SVG with an accessible name, a size, and ids that no other chart has")
func charts() throws {
  let result = try TemporaryReport(TemporaryReport.goodFiles).build()
  let svg = String(decoding: try #require(result.bytes("fig-harvest.svg")), as: UTF8.self)
  for words in ["viewBox=", "role=\"img\"", "<title", "Red apples lead", "<desc", "7.4"] {
    #expect(svg.contains(words), "\(words) is missing")
  }
  let ids = svg.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
  #expect(!ids.isEmpty && ids.allSatisfy { $0.hasPrefix("fig-harvest") })
}

@Test("The ledger says which element of the chart's SVG holds each of its numbers, only where SVGs are written")
func elementsOfCharts() throws {
  let result = try TemporaryReport(TemporaryReport.goodFiles).build()
  func elements(_ result: TemporaryReport.Result) throws -> [(text: String, element: String)] {
    let json = try JSONSerialization.jsonObject(with: Data(try #require(result.bytes("ledger.json"))))
    let entries = try #require((json as? [String: Any])?["entries"] as? [[String: Any]])
    return entries.flatMap { entry in
      (entry["svg"] as? [[String: String]] ?? []).map { (entry["text"] as? String ?? "", $0["element"] ?? "") }
    }
  }
  let found = try elements(result)
  // The year in the subtitle and a value beside each bar; of the digits, each has an outline of its own.
  #expect(found.map(\.text) == ["2025", "7.4", "4.2"])
  let document = try XMLDocument(data: Data(try #require(result.bytes("fig-harvest.svg"))))
  for (text, element) in found {
    let glyphs = try document.nodes(forXPath: "//*[@id='\(element)']//*[local-name()='use']")
    #expect(glyphs.count == text.count, "\(element) for \(text)")
  }
  #expect(try elements(TemporaryReport(TemporaryReport.goodFiles).build(formats: [.pdf])).isEmpty)
}

/// One chart of the good report.
private func harvest(_ output: ChartOutput) throws -> String {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  // Its folder is there as long as the report is.
  return try withExtendedLifetime(report) {
    var build = try ReportBuild(
      report.folder.path, options: ReportOptions(), installation: Installation(folder: repository.path))
    return String(decoding: try build.chart("fig-harvest", as: output), as: UTF8.self)
  }
}

@Test(
  "An inline chart has its words as text and what the ledger says of each number, and says it under the ledger's ids")
func inlineChart() throws {
  var output = ChartOutput(.svg)
  output.profile = .inline
  let svg = try harvest(output)
  #expect(svg.contains("font-family=\"'Source Sans Pro',"))
  #expect(svg.contains("data-value=\"7.4\"") && svg.contains(">7.4</text>"))
  #expect(svg.contains("class=\"fig-harvest-axis fig-harvest-y"))
  #expect(svg.contains("currentColor") && !svg.contains("<style"))
  #expect(svg.utf8.count < 6000)
  var options = ReportOptions()
  options.chartProfile = .inline
  let all = try TemporaryReport(TemporaryReport.goodFiles).build(formats: [.pdf, .svg], options: options)
  #expect(String(decoding: try #require(all.bytes("fig-harvest.svg")), as: UTF8.self) == svg)
}

@Test("A figure of HTML has the titles as a caption and not in the drawing, the source, and the data in a table")
func htmlFigure() throws {
  let html = try harvest(ChartOutput(.html))
  let document = try XMLDocument(data: Data(html.replacing("<br>", with: "<br/>").utf8))
  func texts(_ path: String) throws -> [String] { try document.nodes(forXPath: path).compactMap(\.stringValue) }
  #expect(try texts("/figure/figcaption/strong").count == 1)
  let caption = try #require(try texts("/figure/figcaption/strong").first)
  #expect(try !texts("//*[local-name()='text']").contains(caption))
  #expect(try texts("/figure/p").contains { $0.hasPrefix("Source") })
  #expect(try texts("//tbody/tr/td") == ["7.4", "4.2"])
  #expect(try texts("//tbody/tr/th").count == 2)
}

@Test("The sheet of inline charts names each of their colours, and dark ones that only the page chooses")
func chartStyleSheet() throws {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  var build = try ReportBuild(
    report.folder.path, options: ReportOptions(), installation: Installation(folder: repository.path))
  let css = try withExtendedLifetime(report) {
    String(decoding: try build.chartStyleSheet(only: nil), as: UTF8.self)
  }
  var output = ChartOutput(.svg)
  output.profile = .inline
  let svg = try harvest(output)
  let classes = svg.matches(of: #/fig-harvest-(fill|stroke)-([a-z0-9-]+)/#)
  #expect(!classes.isEmpty)
  for found in classes {
    #expect(css.contains(".\(found.0)") && css.contains("var(--bulletin-\(found.2))"), "\(found.0)")
  }
  #expect(css.contains("light-dark(") && css.contains(".bulletin-dark {") && !css.contains("prefers-color-scheme"))
}

@Test("One chart can be had as SVG, PDF and PNG, at a width of one's own; an unknown one is exit status 66")
func singleChart() throws {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  func chart(_ id: String, _ format: ChartOutput.Format) throws -> [UInt8] {
    var build = try ReportBuild(
      report.folder.path, options: ReportOptions(), installation: Installation(folder: repository.path))
    var output = ChartOutput(format)
    output.width = ChartWidth("84mm")
    output.scale = 2
    return try build.chart(id, as: output)
  }
  #expect(String(decoding: try chart("fig-harvest", .svg).prefix(200), as: UTF8.self).contains("<svg"))
  #expect(try chart("fig-harvest", .pdf).starts(with: Array("%PDF-".utf8)))
  #expect(try chart("fig-harvest", .png).starts(with: [0x89, 0x50, 0x4E, 0x47]))
  let error = try #require(throws: ReportError.self) { _ = try chart("fig-harvst", .svg) }
  #expect(error.exitStatus == 66 && error.message.contains("did you mean 'fig-harvest'"))
}

@Test("Figures that are links are links in the PDF, in text and in cells, each with its element and words for readers")
func numberLinks() throws {
  let report = try TemporaryReport.spoilt("report.md", "lang: en", "lang: en\nnumber-links: true")
  let plain = try TemporaryReport(TemporaryReport.goodFiles).build()
  let linked = try report.build()
  #expect(linked.diagnostics.isEmpty, "\(linked.diagnostics)")
  func annotations(_ result: TemporaryReport.Result) throws -> Int {
    let objects = try result.read("sample.pdf", with: "qpdf", "--qdf", "--object-streams=disable", "FILE", "-")
    return objects.split(separator: "\n").count { $0.contains("/Subtype /Link") }
  }
  // Two figures in the text and two in the table.
  #expect(try annotations(linked) == annotations(plain) + 4)
  let structure = try linked.read("sample.pdf", with: "pdfinfo", "-struct", "FILE")
  #expect(structure.contains("TD\n") && structure.contains("Link (inline)"), "\(structure)")
}
