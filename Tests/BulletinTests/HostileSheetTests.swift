import Bulletin
import Diagnostics
import Foundation
import Testing

/// A report with one of everything, for sheets that mean no good.
private let everything: [String: String] = {
  var files = TemporaryReport.goodFiles
  files["report.md"] = files["report.md"]?.replacingOccurrences(of: "lang: en", with: "lang: en\nstyle: style.css")
    .replacingOccurrences(of: "# Harvest", with: "::: {.contents}\n:::\n\n# Harvest")
    .appending(
      """


      ## Orchards {#sec-orchards}

      ::: {.aside}
      An *aside* with `code`[^aside] and a [link](https://example.org/), see @sec-harvest.
      :::

      1. An item

         - Within it ![A square](square.svg){width=10mm}
         - and **another**

      > A quotation.

      ::: {.pair}
      ![A square](square.svg){#fig-square width=30mm}

      ![Another](square.svg){#fig-other width=30mm}
      :::

      [^aside]: A note that is called beside the text.
      """)
  files["square.svg"] = """
    <svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90"/></svg>
    """
  return files
}()

/// Builds the report with a sheet, and checks that the PDF is sound if there is one.
@discardableResult
private func build(_ sheet: String, installed: String = "briefing") throws -> TemporaryReport.Result {
  var files = everything
  files["style.css"] = "@import \"bulletin:\(installed).css\";\n" + sheet
  let result = try TemporaryReport(files).build()
  if result.build.hasFailed {
    #expect(result.files.isEmpty)
  } else {
    #expect(try result.read(".pdf", with: "qpdf", "--check", "FILE").contains("No syntax"), "\(sheet)")
    #expect(try !result.read(".pdf", with: "pdftotext", "FILE", "-").contains("Error"), "\(sheet)")
  }
  for found in result.diagnostics { #expect(found.range.line >= 1 && found.range.column >= 1, "\(found)") }
  return result
}

private func ids(_ result: TemporaryReport.Result) -> Set<String> { Set(result.diagnostics.map(\.id)) }

@Test(
  "What a sheet keeps off the pages has no bookmark, and links to it are warned of",
  arguments: [
    "section { display: none }", "#sec-orchards { display: none }",
  ])
func lostLinks(sheet: String) throws {
  let result = try build(sheet)
  #expect(result.errors.isEmpty && ids(result).contains("layout.lost-link"), "\(result.build.printedDiagnostics())")
}

@Test("Only notes are notes: what else is to be a footnote stays where it is, with a warning")
func footnotesOfNoCall() throws {
  let sheet = "footnote > p, table { float: footnote } em { float: top }"
  let result = try build(sheet)
  #expect(ids(result).isSuperset(of: ["style.no-effect", "layout.no-note", "layout.floating-words"]))
  #expect(!ids(result).contains("layout.lost-link"))
  let text = try result.read(".pdf", with: "pdftotext", "FILE", "-")
  #expect(text.contains("Counted in the orchard") && text.contains("An aside with code"))
}

@Test("Parts of an element's content that print one another come to an end")
func contentInCircles() throws {
  let result = try build("h2::before { content: \"<\" content(after) } h2::after { content: content(before) \">\" }")
  #expect(try result.read(".pdf", with: "pdftotext", "FILE", "-").contains("<>"))
}

@Test(
  "Sizes without measure, and none at all",
  arguments: [
    "* { font-size: 1e9pt }", "* { font-size: 3em }", "* { font-size: 0 }", "* { line-height: 1e9 }",
    "* { line-height: 0 }", "* { width: 0; height: 0 }", "* { margin: -1e9pt }", "* { padding: 1e9pt }",
    "* { letter-spacing: -100pt }", "* { letter-spacing: 1e9pt }", "* { text-indent: -1e9pt }",
    "@page { margin: 500mm }", "@page { size: 0 0 }", "@page { size: 1e9pt 1pt }", "@page { margin: -500mm }",
    "@page { @footnote { padding: 500mm } @top-left { content: counter(page); width: 0; font-size: 1e9pt } }",
    "@page { @rightnote { width: 500mm } } footnote { float: sidenote; font-size: 90pt }",
    "figure { height: 1e9pt } img { height: 900mm } td { padding: 900mm }", "p { width: 1pt; hyphens: none }",
    "body { columns: 1000 }", "section { column-width: 0; column-gap: 1e9pt }",
  ])
func sizes(sheet: String) throws {
  #expect(try build(sheet).errors.isEmpty)
}

@Test(
  "One declaration for everything",
  arguments: [
    "display: none", "display: block", "display: inline", "display: flex", "display: grid", "display: list-item",
    "display: table-cell", "float: top", "float: bottom next", "float: footnote", "float: sidenote", "columns: 2",
    "column-span: all", "position: running(x)", "page: x", "break-before: page", "break-before: left",
    "break-inside: avoid; break-after: avoid", "box-decoration-break: clone; border: 90pt solid; padding: 90pt",
    "white-space: nowrap", "direction: rtl", "counter-reset: page 2147483647 a; counter-increment: a 2147483647",
    "string-set: x content() attr(id)", "orphans: 100000; widows: 100000",
  ])
func everywhere(declaration: String) throws {
  let margins = "@page { @top-left { content: element(x) string(x) } @rightnote { width: 30mm } }"
  #expect(try build("* { \(declaration) } \(margins)").errors.isEmpty)
  for part in ["before", "after", "marker", "footnote-call", "footnote-marker"] {
    try build("*::\(part) { content: \"x\" target-counter(url(#nowhere), page) counter(a); \(declaration) } \(margins)")
  }
}

@Test("A sheet of random bytes, one of 10 MB, nested rules without end and imports in circles")
func hugeSheets() throws {
  var random = SplitMix(state: 3)
  let bytes = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &random) }
  #expect(try build(String(decoding: bytes, as: UTF8.self)).errors.isEmpty)
  let rule = "p.harvest > em:not(.a) + strong { margin: 1pt 2pt; color: red }\n"
  let long = try build(String(repeating: rule, count: 10_000_000 / rule.utf8.count) + "h1 { colr: red }")
  #expect(long.diagnostics.map(\.id) == ["style.unknown-property"])
  try build(String(repeating: "p{", count: 100_000))
  let cycle = try build("@import \"style.css\";")
  #expect(ids(cycle).contains("style.import-cycle") && cycle.errors.isEmpty)
}

@Test("Bytes that are no UTF-8, faces that are not there and what is on the network are passed over with warnings")
func whatCannotBeRead() throws {
  var files = everything
  files["style.css"] = """
    @import url(http://fonts.example.org/a.css);
    @import "bulletin:briefing.css";
    @font-face { font-family: A; src: url(no.otf), url(https://example.org/no.otf), url(bulletin:SourceSansPro/SourceSansPro-Bold.otf) }
    @font-face { font-family: B; src: url(no.otf) }
    h2 { font-family: A } p { font-family: B, A }
    """
  let report = try TemporaryReport(files)
  let sheet = report.folder.appending(path: "style.css")
  try (Data(contentsOf: sheet) + [0x0A, 0xFF]).write(to: sheet)
  let result = try report.build()
  #expect(result.errors.isEmpty, "\(result.build.printedDiagnostics())")
  #expect(ids(result).isSuperset(of: ["input.not-utf8", "input.remote", "input.missing-file"]))
  #expect(try result.read(".pdf", with: "pdffonts", "FILE").contains("SourceSansPro-Bold"))
  #expect(result.diagnostics.contains { $0.message.contains("nothing is loaded from the network") })
}

@Test("A sheet that is not there is an error, since the report would have no looks without it")
func missingSheets() throws {
  let result = try build("", installed: "briefng")
  #expect(result.errorIDs == ["input.missing-file"])
}

@Test("Any properties with any of their values make a sound PDF or a diagnostic", arguments: 0..<30)
func randomSheets(seed: Int) throws {
  var sheets = RandomSheets(random: SplitMix(state: UInt64(seed)))
  for _ in 0..<10 {
    let result = try build(sheets.next())
    #expect(result.errors.isEmpty, "\(result.build.printedDiagnostics())")
  }
}

@Test(
  "Notes that are called in a note stand after it, at the foot of the page or beside the text",
  arguments: ["footnote", "sidenote"])
func notesInNotes(float: String) throws {
  let report = try TemporaryReport.spoilt(
    "report.md", "Counted in the orchard.", "Counted[^within] in the orchard.\n\n[^within]: A note within a note.")
  try report.write(
    "style.css",
    "@import \"bulletin:briefing.css\"; @page { @rightnote { width: 35mm } } footnote { float: \(float) }")
  let result = try report.build()
  #expect(result.diagnostics.isEmpty, "\(result.build.printedDiagnostics())")
  #expect(try result.read(".pdf", with: "pdftotext", "FILE", "-").contains("A note within a note"))
}

@Test("A note that is called in a block beside the text stands at the foot of the page")
func noteOfAside() throws {
  let result = try build("div.aside { float: sidenote }")
  #expect(result.diagnostics.isEmpty, "\(result.build.printedDiagnostics())")
  let text = try result.read(".pdf", with: "pdftotext", "FILE", "-").split(whereSeparator: \.isWhitespace)
  #expect(text.joined(separator: " ").contains("A note that is called beside the text"))
}
