import Geometry
import Graphics
import Testing

@testable import Layout

@Suite("Columns on pages")
struct ColumnLayoutTests {
  /// Ten lines a page, columns 95 wide with a gap of 10.
  private static let sheet = """
    :root { font: 10pt/14pt "Source Serif Pro"; }
    @page { size: 240pt 180pt; margin: 20pt; }
    * { margin: 0; }
    p { hyphens: none; }
    h2 { font-size: 10pt; line-height: 14pt; string-set: section content(); }
    body { columns: 2; column-gap: 10pt; }
    """

  private func report(lines: Int) -> FakeReport {
    var report = FakeReport()
    for line in 0..<lines { report.add("p", text: "line \(line)") }
    return report
  }

  @Test("Columns stand side by side, read one after another, and a rule is drawn between them")
  func sideBySide() throws {
    let done = try LaidOut(report(lines: 26), css: Self.sheet + "body { column-rule: 1pt solid }")
    try #require(done.pages.count == 2)
    let texts = done.texts(0)
    #expect(texts.map(\.text) == (0..<20).map { "line \($0)" })
    #expect(texts[..<10].allSatisfy { $0.origin.x == .pt(20) } && texts[10...].allSatisfy { $0.origin.x == .pt(125) })
    #expect(texts[0].origin.y == texts[10].origin.y)
    #expect(done.boxes(0).map(\.minX) == [.pt(120)] && done.boxes(0).map(\.size.height) == [.pt(140)])
    // The last page is balanced, and so is its rule.
    #expect(done.texts(1)[3].origin.y == done.texts(1)[0].origin.y)
    #expect(done.boxes(1).map(\.size.height) == [.pt(42)])
  }

  @Test("Where lines run from right to left, the first column is at the right")
  func rightToLeft() throws {
    let done = try LaidOut(
      report(lines: 16), css: Self.sheet + "body { direction: rtl; text-align: left; column-rule: 1pt solid }")
    let texts = done.texts(0)
    #expect(texts.map(\.text) == (0..<16).map { "line \($0)" })
    #expect(texts[..<8].allSatisfy { $0.origin.x == .pt(125) } && texts[8...].allSatisfy { $0.origin.x == .pt(20) })
    #expect(done.boxes(0).map(\.minX) == [.pt(120)])
  }

  @Test("A heading that spans the columns stands across, and the columns go on below it")
  func spanning() throws {
    var report = report(lines: 4)
    report.add("h2", id: "sec", text: "A heading that is wider than a column of this page")
    for line in 4..<8 { report.add("p", text: "line \(line)") }
    let done = try LaidOut(report, css: Self.sheet + "h2 { column-span: all; text-wrap: wrap }")
    let texts = done.texts(0)
    let heading = try #require(texts.first { $0.text.hasPrefix("A heading") })
    #expect(heading.text.hasPrefix("A heading that is wider than a column of"))
    let y = { (line: Int) in texts.first { $0.text == "line \(line)" }?.origin.y ?? .zero }
    #expect(y(0) == y(2) && y(4) == y(6) && y(3) < heading.origin.y && heading.origin.y < y(4))
    #expect(done.pages[0].destinations.map(\.name) == ["sec"])
  }

  @Test("Running strings and destinations are those of the page, whatever the column")
  func marks() throws {
    var report = FakeReport()
    for section in 0..<5 {
      report.add("h2", id: "sec-\(section)", text: "S\(section)")
      for _ in 0..<7 { report.add("p", text: "words") }
    }
    let done = try LaidOut(report, css: Self.sheet + "@page { @top-left { content: string(section) } }")
    #expect(done.pages.map { $0.destinations.map(\.name) } == [["sec-0", "sec-1", "sec-2"], ["sec-3", "sec-4"]])
    #expect(done.words(0, inMargins: true) == "S0" && done.words(1, inMargins: true) == "S3")
    let place = try #require(done.pages[0].destinations.last)
    #expect(place.point.x == .pt(125))
  }

  @Test("Notes are as wide as the column that calls them and stand at its foot")
  func notes() throws {
    var report = report(lines: 13)
    report.addParagraphWithNote("line", number: 1, note: "a note of words that need two lines")
    for line in 13..<30 { report.add("p", text: "line \(line)") }
    let done = try LaidOut(report, css: Self.sheet + "footnote, footnote > p { font-size: 10pt; line-height: 14pt }")
    let note = done.texts(0).filter { $0.text.contains("note") || $0.text.contains("lines") }
    #expect(note.count == 2 && note.allSatisfy { $0.origin.x > .pt(125) })
    #expect(note.last.map { $0.origin.y > .pt(146) && $0.origin.y < .pt(160) } == true)
    #expect(done.structure.elements.count { $0.role == .note } == 1)
  }

  @Test("A background around columns is drawn behind all of them, unbroken by what spans them")
  func background() throws {
    var report = FakeReport()
    let box = report.add("div")
    for line in 0..<6 { report.add("p", to: box, text: "line \(line)") }
    report.add("h2", to: box, text: "Across")
    for line in 6..<10 { report.add("p", to: box, text: "line \(line)") }
    let done = try LaidOut(
      report,
      css: Self.sheet + """
        body { columns: auto } div { columns: 2; column-gap: 10pt; background: red; padding: 3pt 0 }
        h2 { column-span: all; margin: 6pt 0 }
        """)
    let boxes = done.boxes(0)
    #expect(boxes.allSatisfy { $0.minX == .pt(20) && $0.size.width == .pt(200) })
    #expect(boxes.first?.minY == .pt(20))
    for (above, below) in zip(boxes, boxes.dropFirst()) { #expect(abs((above.maxY - below.minY).points) < 0.01) }
  }

  @Test("Figures float to the top of a column, wide ones across the page, and float: none pins them")
  func figures() throws {
    /// The baseline of the figure's caption, which stands above it, from the top of the page.
    func places(_ css: String, classes: [String] = []) throws -> (caption: Double, page: Int, done: LaidOut) {
      var report = report(lines: 8)
      report.addFigure(height: 40, classes: classes)
      for line in 8..<30 { report.add("p", text: "line \(line)") }
      let done = try LaidOut(report, css: Self.sheet + "figcaption { font-size: 10pt; line-height: 14pt }" + css)
      let page = try #require(done.pages.indices.first { done.words($0).contains("Caption") })
      let caption = try #require(done.texts(page).first { $0.text == "Caption" })
      return (caption.origin.y.points, page, done)
    }
    let floating = try places("")
    #expect(floating.caption < 34 && floating.page == 0)
    let wide = try places("", classes: ["wide"])
    #expect(wide.caption < 34)
    #expect(wide.done.texts(wide.page).filter { $0.text.hasPrefix("line") }.allSatisfy { $0.origin.y > .pt(74) })
    let foot = try places("figure { float: column-bottom }")
    #expect(foot.caption > 110 && foot.caption < 120)
    let pinned = try places("figure { float: none }")
    let texts = pinned.done.texts(pinned.page).map(\.text)
    let place = try #require(texts.firstIndex(of: "Caption"))
    #expect(texts[(place + 1)...].first == "line 8")
  }

  @Test("Columns that cannot be are warned of, and a sensible page is set")
  func impossible() throws {
    for (css, id) in [
      ("body { columns: 1000 }", "layout.narrow-columns"), ("body { column-gap: 900pt }", "layout.narrow-columns"),
      ("div { columns: 2 }", "layout.no-columns"),
    ] {
      var report = report(lines: 30)
      report.add("p", to: report.add("div"), text: "words")
      report.add("p", text: String(repeating: "Donaudampfschifffahrtsgesellschaft", count: 4))
      report.addFigure(height: 900)
      let done = try LaidOut(report, css: Self.sheet + css)
      #expect(done.diagnostics.all.contains { $0.id == id }, "\(css)")
      #expect(done.pages.count < 30)
    }
  }
}
