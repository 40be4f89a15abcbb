import Geometry
import Graphics
import Testing

@testable import Layout

@Suite("Margin boxes")
struct MarginBoxTests {
  /// A page of ten lines with margins of 20 pt.
  private static let sheet = """
    :root { font: 10pt/14pt "Source Serif Pro"; }
    @page { size: 200pt 180pt; margin: 20pt; font: 8pt/9pt "Source Serif Pro" }
    * { margin: 0; }
    p { hyphens: none; }

    """

  private func laidOut(_ css: String, _ write: (inout FakeReport) -> Void = { _ in }) throws -> LaidOut {
    var report = FakeReport()
    report.add("p", text: "words")
    write(&report)
    return try LaidOut(report, css: Self.sheet + css)
  }

  @Test("Text that is too long for its box goes on in a second line, unless the sheet says nowrap")
  func wrapping() throws {
    let long = "one two three four five six seven eight nine ten eleven twelve thirteen"
    let wrapped = try laidOut("@page { @top-center { content: '\(long)' } }").texts(0, inMargins: true)
    let words = wrapped.map(\.text).joined(separator: " ").split(separator: " ").joined(separator: " ")
    #expect(words == long && wrapped.count > 1)
    #expect(wrapped.allSatisfy { $0.origin.x >= .pt(20) && $0.origin.y < .pt(20) })
    let whole = try laidOut("@page { @top-center { content: '\(long)'; white-space: nowrap } }")
    #expect(whole.texts(0, inMargins: true).map(\.text) == [long])
  }

  @Test("A box whose margins leave no room for its line gives them up, and stays on the paper")
  func noRoom() throws {
    let report = try laidOut("@page { @top-left { content: 'head'; margin-bottom: 18pt } }")
    let head = try #require(report.texts(0, inMargins: true).first)
    #expect(head.origin.y > .pt(8) && head.origin.y < .pt(18))
  }

  @Test("Two boxes share the width by what is in them, and a third between them is centred on the page")
  func widths() {
    typealias Wish = MarginBoxSizes.Wish
    let room = MarginBoxSizes(available: 100)
    func wish(_ minimum: Double, _ natural: Double, _ definite: Double? = nil) -> Wish {
      Wish(minimum: minimum, natural: natural, definite: definite)
    }
    #expect(room.sizes([wish(5, 10), nil, wish(5, 30)]) == [25, 0, 75])
    #expect(room.sizes([wish(10, 90), nil, wish(20, 40)]) == [66, 0, 34])
    #expect(room.sizes([wish(80, 90), nil, wish(120, 200)]) == [40, 0, 60])
    #expect(room.sizes([wish(5, 10), nil, nil]) == [100, 0, 0])
    #expect(room.sizes([wish(5, 10, 30), nil, wish(5, 10)]) == [30, 0, 70])
    #expect(room.sizes([wish(5, 10), wish(5, 20), wish(5, 5)]) == [25, 50, 25])
    #expect(room.sizes([nil, wish(5, 20), nil]) == [0, 100, 0])
    #expect(room.sizes([wish(5, 10, 10), wish(5, 20), wish(5, 10, 20)]) == [10, 60, 20])
    var limited = wish(5, 30)
    limited.most = 40
    #expect(room.sizes([wish(5, 10), nil, limited]) == [60, 0, 40])
    var large = wish(5, 10)
    large.least = 70
    #expect(room.sizes([large, nil, wish(5, 30)]) == [70, 0, 30])
  }

  @Test("Boxes at the side stand one under another, aligned as the sheet says")
  func sides() throws {
    let done = try laidOut(
      """
      @page {
        margin-left: 50pt;
        @left-top { content: "a" } @left-middle { content: "b"; text-align: right; padding-right: 5pt }
        @left-bottom { content: "c" } @right-middle { content: "d"; height: 20pt; vertical-align: top }
      }
      """)
    let texts = done.texts(0, inMargins: true)
    #expect(texts.map(\.text) == ["a", "b", "c", "d"])
    let (a, b, c, d) = (texts[0].origin, texts[1].origin, texts[2].origin, texts[3].origin)
    #expect(a.y > .pt(20) && a.y < .pt(30) && c.y < .pt(160) && c.y > .pt(150))
    #expect(abs(b.y.points - 92) < 2 && b.x > .pt(39) && b.x < .pt(45))
    #expect(d.y > .pt(80) && d.y < .pt(90) && d.x > .pt(180))
  }

  @Test("A box takes the font, spacing and case of its style")
  func style() throws {
    let done = try laidOut("@page { @top-left { content: 'internet use'; text-transform: capitalize } }")
    #expect(done.words(0, inMargins: true) == "Internet Use")
  }

  @Test("Which value of a running string is printed: first, start, last or none where one is set")
  func strings() throws {
    let css = """
      h2 { font-size: 10pt; line-height: 14pt; string-set: section content() }
      @page {
        @top-left { content: string(section, first) } @top-center { content: string(section, start) }
        @top-right { content: string(section, last) } @bottom-left { content: string(section, first-except) }
      }
      """
    var report = FakeReport()
    for section in ["A", "B", "C", "D"] {
      report.add("h2", text: section)
      for _ in 0..<(section == "A" ? 11 : 3) { report.add("p", text: "words") }
    }
    let done = try LaidOut(report, css: Self.sheet + css)
    // A; the end of A, then B and C; D.
    #expect(done.pages.count == 3)
    #expect(done.pages.indices.map { done.words($0, inMargins: true) } == ["A|A|A", "B|A|C", "D|D|D"])
  }

  @Test("An element runs in a margin from where it was written, and is no part of the text or of its structure")
  func runningElements() throws {
    let css = """
      .head { position: running(head); font-size: 8pt; line-height: 9pt }
      @page { @bottom-left { content: element(head); vertical-align: top } }
      """
    let done = try laidOut(css) { report in
      let head = report.add("div", id: "note", classes: ["head"])
      report.add("p", to: head, text: "first")
      report.add("p", to: head, text: "second")
      for _ in 0..<12 { report.add("p", text: "line") }
      report.add("p", classes: ["head"], text: "third")
      report.add("p", text: "line")
    }
    #expect(done.pages.count == 2 && done.diagnostics.all.isEmpty)
    func drawn(_ page: Int) -> [String] {
      done.pages[page].shapes.flatMap { labelled -> [String] in
        guard labelled.label == .artifact(.pagination), case .drawing(let drawing, _) = labelled.shape else {
          return []
        }
        return drawing.shapes.compactMap {
          if case .glyphs(let run) = $0 { String(decoding: run.text, as: UTF8.self) } else { nil }
        }
      }
    }
    #expect(drawn(0) == ["first", "second"] && drawn(1) == ["third"])
    #expect(!done.words(0).contains("first"))
    #expect(done.structure.elements.count { $0.role == .paragraph } == 14)
    #expect(done.pages[0].destinations.map(\.name) == ["note"])
  }

  @Test("Words in a line do not run, and a warning says so")
  func runningWords() throws {
    let done = try laidOut("em { position: running(head) }") { report in
      report.add("em", to: report.add("p"), text: "words")
    }
    #expect(done.diagnostics.all.map(\.id) == ["layout.running-words"])
    #expect(done.words(0) == "words|words")
  }
}
