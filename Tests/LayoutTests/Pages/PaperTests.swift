import Geometry
import Graphics
import Testing

@testable import Layout

@Suite("Paper")
struct PaperTests {
  private static let sheet = """
    :root { font: 10pt/14pt "Source Serif Pro"; }
    @page { size: 200pt 180pt; margin: 20pt; }
    * { margin: 0; }

    """

  private func laidOut(_ css: String, paragraphs: Int = 1) throws -> LaidOut {
    var report = FakeReport()
    for _ in 0..<paragraphs { report.add("p", text: "words") }
    return try LaidOut(report, css: Self.sheet + css)
  }

  private func rectangles(_ page: Page) -> [Rectangle] {
    page.shapes.compactMap { labelled in
      if case .path(_, .some, nil) = labelled.shape { labelled.shape.bounds } else { nil }
    }
  }

  @Test("Bleed and marks make the sheet larger than the paper, and all that is on it keeps its place on the paper")
  func bleed() throws {
    let plain = try laidOut("@page { @top-left { content: 'head' } }")
    let printed = try laidOut("@page { marks: crop cross; bleed: 9pt; background: red; @top-left { content: 'head' } }")
    let page = printed.pages[0]
    let around = Length.pt(9) + PageMarks.room
    #expect(page.trim == Rectangle(x: around, y: around, width: .pt(200), height: .pt(180)))
    #expect(page.bleed == page.trim?.insetBy(.pt(-9)) && page.size.width == .pt(200) + around * 2)
    for inMargins in [false, true] {
      let a = plain.texts(0, inMargins: inMargins)[0].origin
      let b = printed.texts(0, inMargins: inMargins)[0].origin
      #expect(abs((b.x - a.x - around).points) < 1e-9)
      #expect(abs((b.y - a.y - around).points) < 1e-9)
    }
    let bleed = try #require(page.bleed)
    #expect(rectangles(page) == [bleed])
    // No mark is on what is cut out, nor where backgrounds bleed.
    let lines = page.shapes.compactMap { labelled -> Rectangle? in
      guard labelled.label == .artifact(.pagination), case .path(_, nil, .some) = labelled.shape else { return nil }
      return labelled.shape.bounds
    }
    #expect(lines.count == 8 + 4 * 3)
    #expect(lines.allSatisfy { !$0.overlaps(bleed) && $0.minX >= .zero && $0.maxY <= page.size.height })
    #expect(plain.pages[0].trim == nil)
  }

  @Test("A page's border and padding stand between its margins and its text")
  func padding() throws {
    let done = try laidOut("@page { border: 2pt solid; padding: 5pt 10pt }")
    #expect(done.texts(0)[0].origin.x == .pt(32))
    let borders = done.pages[0].shapes.filter { $0.label == .artifact(.background) }.compactMap(\.shape.bounds)
    let left = try #require(borders.map(\.minX).min())
    #expect(left >= .pt(19) && left <= .pt(21))
  }

  @Test("Pages counted by :nth(), and the first of each group, have styles of their own")
  func counted() throws {
    var report = FakeReport()
    for _ in 0..<2 {
      let chapter = report.add("section")
      for _ in 0..<15 { report.add("p", to: chapter, text: "words") }
    }
    let done = try LaidOut(
      report,
      css: Self.sheet + """
        section { page: chapter; break-before: page }
        @page { @top-left { content: "-" } }
        @page chapter:first { @top-left { content: "opening" } }
        @page :nth(4) { @top-left { content: "fourth" } }
        @page :nth(2 of chapter) { @top-right { content: "second" } }
        """)
    #expect(
      done.pages.indices.map { done.words($0, inMargins: true) } == ["opening", "-|second", "opening", "fourth|second"])
  }

  @Test("A blank page before a right one is styled by :blank")
  func blank() throws {
    var report = FakeReport()
    report.add("p", text: "one")
    report.add("p", classes: ["right"], text: "two")
    let done = try LaidOut(
      report,
      css: Self.sheet + """
        .right { break-before: recto }
        @page { @top-left { content: counter(page) } }
        @page :blank { @top-left { content: "blank" } }
        """)
    #expect(done.pages.indices.map { done.words($0, inMargins: true) } == ["1", "blank", "3"])
  }

  @Test(
    "Paper that cannot be is a warning, and there is a page all the same",
    arguments: [
      "size: 1000000mm", "size: 10pt 10pt", "size: 1pt; margin: 0", "margin: 900pt", "padding: 400pt",
      "border: 300pt solid", "size: 14000pt; bleed: 1000pt; marks: crop",
      "@leftnote { width: 500pt }", "margin: 50% 50%; @rightnote { width: 50pt }",
    ])
  func impossible(css: String) throws {
    let done = try laidOut("@page { \(css) }")
    #expect(done.diagnostics.all.contains { $0.id == "layout.no-page" })
    let page = done.pages[0]
    #expect(page.size.width <= .pt(14_400) && page.size.height <= .pt(14_400))
    let paper = page.trim ?? Rectangle(origin: .zero, size: page.size)
    #expect(done.texts(0).allSatisfy { $0.origin.x >= paper.minX && $0.origin.x < paper.maxX })
  }
}
