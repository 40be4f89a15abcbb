import Bulletin
import Testing

@Suite("What a sheet asks and cannot have")
struct StyleLimitTests {
  private func diagnostics(_ sheet: String) throws -> [(id: String, line: Int, message: String)] {
    let report = try TemporaryReport.spoilt("report.md", "lang: en", "lang: en\nstyle: style.css")
    try report.write("style.css", "@import \"bulletin:briefing.css\";\n" + sheet)
    return try report.build().diagnostics.map { ($0.id, $0.range.line, $0.message) }
  }

  @Test(
    "Each is one warning with a place, whatever number of nodes it concerns",
    arguments: [
      (
        "td::before { content: \"x\" }", "style.unsupported-part", "'::before' is not for the cells of tables over data"
      ),
      ("chart::after { content: \"x\" }", "style.unsupported-part", "'::after' is not for rows, tables, charts"),
      ("table::before { content: \"x\" }", "style.unsupported-part", "'::before' is not for rows, tables, charts"),
      ("td { width: 20% }", "style.no-effect", "the width of a column is a length"),
      ("h2 { counter-increment: page }", "style.no-effect", "elements cannot count pages on"),
      ("a { vertical-align: top }", "style.no-effect", "words of a line cannot be aligned with its top"),
      ("a::first-line { color: red }", "style.unsupported-part", "'::first-line' is only for blocks that hold lines"),
      ("td::first-letter { color: red }", "style.unsupported-part", "'::first-letter' is not for the cells of tables"),
      ("p::first-line { width: 3pt }", "style.no-effect", "'width' does not apply to '::first-line'"),
      ("@page { @bottom-left { content: counter(a) } }", "style.no-effect", "'counter(a)' in a margin box belongs"),
      (
        "h2 { position: running(r) } @page { @top-left { content: \"See \" element(r) } }", "style.no-effect",
        "element() fills its margin box"
      ),
      ("em { display: inline-block; width: 60mm }", "style.no-effect", "words of a line take the room that they need"),
      ("@page { counter-reset: footnote }", "style.no-effect", "@page sets no counter but 'page'"),
    ])
  func warned(sheet: String, id: String, message: String) throws {
    let found = try diagnostics(sheet)
    #expect(found.map(\.id) == [id], "\(found)")
    #expect(found.allSatisfy { $0.message.hasPrefix(message) && $0.line >= 1 }, "\(found)")
    // A page's problem is where its sheet says it.
    if sheet.hasPrefix("@page") { #expect(found.first?.line == 2) }
  }

  @Test("What can be had is not warned of")
  func silent() throws {
    let sheet = """
      h2::before { content: counter(page) " " } h2 { counter-reset: page 4; counter-increment: a }
      p::first-line { color: red } h2::first-letter { color: red } td { width: 30mm } a { vertical-align: 1pt } figcaption::after { content: "x" }
      @page { @bottom-left { content: string(section) counter(page) "x" } counter-increment: page 2 }
      """
    #expect(try diagnostics(sheet).isEmpty)
  }
}
