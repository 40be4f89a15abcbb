import Geometry
import Graphics
import Testing

@testable import Layout

@Suite("Sidenotes")
struct SidenoteTests {
  /// Ten lines of 100 pt with 60 pt beside them.
  private static let sheet = """
    :root { font: 10pt/14pt "Source Serif Pro"; }
    @page { size: 220pt 180pt; margin: 20pt; @rightnote { width: 60pt; margin-left: 20pt; row-gap: 4pt } }
    * { margin: 0; }
    p { hyphens: none; }
    footnote, .aside { float: sidenote }
    footnote, footnote > p, .aside, .aside > p { font-size: 10pt; line-height: 14pt; padding: 0 }

    """

  private func column(_ wanted: [(Double, Double)], taken: [ClosedRange<Double>] = []) -> [Double] {
    SidenoteColumn(height: 100, gap: 2, taken: taken).tops(
      of: wanted.map { SidenoteColumn.Note(height: $0.1, wanted: $0.0) })
  }

  @Test("Notes move down where they would touch, up at the foot, and keep off what is wide")
  func places() {
    #expect(column([(10, 10), (50, 10)]) == [10, 50])
    #expect(column([(10, 10), (15, 10)]) == [10, 22])
    #expect(column([(80, 10), (85, 20)]) == [68, 80])
    #expect(column([(-5, 10)]) == [0])
    #expect(column([(30, 10)], taken: [20...50]) == [52])
    #expect(column([(60, 30)], taken: [50...90]) == [18])
    #expect(column([(0, 60), (0, 60)]) == [0])
  }

  @Test("A note stands beside the line that calls it, on its baseline, and takes no room in the text")
  func besideLine() throws {
    var report = FakeReport()
    for line in 1...3 { report.add("p", text: "line \(line)") }
    report.addParagraphWithNote("calling", number: 1, note: "note")
    for line in 5...12 { report.add("p", text: "line \(line)") }
    let done = try LaidOut(report, css: Self.sheet)
    #expect(done.pages.count == 2)
    let texts = done.texts(0)
    let call = try #require(texts.first { $0.text.contains("calling") })
    let note = try #require(texts.first { $0.text == "note" })
    #expect(abs((note.origin.y - call.origin.y).points) < 0.01)
    #expect(note.origin.x > .pt(140) && note.origin.x < .pt(200))
    #expect(done.pages[0].destinations.contains { $0.name == "note-1" })
    let roles = done.structure.elements.map(\.role)
    #expect(roles.contains(.note))
  }

  @Test("A note taller than the page stands at the foot, where it is divided, and such a block in the text")
  func tallerThanPage() throws {
    let words = (1...120).map { "w\($0)" }
    var report = FakeReport()
    report.addParagraphWithNote("calling", number: 1, note: words.joined(separator: " "))
    report.add("p", text: "after")
    let block = report.add("div", classes: ["aside"])
    report.add("p", to: block, text: words.map { "x\($0)" }.joined(separator: " "))
    let done = try LaidOut(report, css: Self.sheet)
    #expect(done.diagnostics.all.map(\.id) == ["layout.sidenotes", "layout.sidenotes"])
    let found = done.pages.indices.flatMap { done.texts($0).flatMap { $0.text.split(separator: " ").map(String.init) } }
    for word in words { #expect(found.contains(word) && found.contains("x" + word)) }
    for page in done.pages.indices {
      #expect(done.texts(page).allSatisfy { $0.origin.y < .pt(165) })
    }
  }

  @Test("A block stands beside what follows it, and is read where it was written")
  func besideBlock() throws {
    var report = FakeReport()
    report.add("p", text: "one")
    report.add("p", to: report.add("div", classes: ["aside"]), text: "beside")
    report.add("p", text: "two")
    let done = try LaidOut(report, css: Self.sheet)
    let texts = done.texts(0)
    let two = try #require(texts.first { $0.text == "two" })
    let beside = try #require(texts.first { $0.text == "beside" })
    #expect(abs((beside.origin.y - two.origin.y).points) < 0.01 && beside.origin.x == .pt(140))
    #expect(done.structure.elements.map(\.role) == [.document, .paragraph, .note, .paragraph, .paragraph])
  }

  @Test("Two areas: the outer one is that of the page's side; leftnote and rightnote say which")
  func outer() throws {
    var report = FakeReport()
    for _ in 0..<2 {
      report.add("p", to: report.add("div", classes: ["aside"]), text: "outer")
      report.add("p", to: report.add("div", classes: ["aside", "left"]), text: "left")
      report.add("p", classes: ["last"], text: "words")
    }
    let css =
      Self.sheet + """
        @page { size: 300pt 180pt; @leftnote { width: 60pt; margin-right: 20pt } }
        .last { break-after: page } .aside.left { float: leftnote }
        """
    let done = try LaidOut(report, css: css)
    func x(_ page: Int, _ text: String) throws -> Length {
      try #require(done.texts(page).first { $0.text == text }).origin.x
    }
    #expect(try x(0, "outer") == .pt(220) && x(0, "left") == .pt(20) && x(0, "words") == .pt(100))
    #expect(try x(1, "outer") == .pt(20) && x(1, "left") == .pt(20))
  }

  @Test("On pages without an area notes stand at the foot and blocks in the text")
  func without() throws {
    var report = FakeReport()
    report.addParagraphWithNote("calling", number: 1, note: "note")
    report.add("p", to: report.add("div", classes: ["aside"]), text: "beside")
    let done = try LaidOut(report, css: Self.sheet + "@page { @rightnote { display: none } }")
    let texts = done.texts(0)
    #expect(texts.first { $0.text == "beside" }?.origin.x == .pt(20))
    let note = try #require(texts.first { $0.text == "note" })
    #expect(note.origin.x < .pt(60) && note.origin.y > .pt(140))
  }

  @Test("Notes that find no room go on beside the next page, and a warning says so; none is lost")
  func overflow() throws {
    var report = FakeReport()
    for number in 1...4 {
      report.addParagraphWithNote("calling", number: number, note: String(repeating: "words ", count: 3))
    }
    for _ in 0..<14 { report.add("p", text: "line") }
    let done = try LaidOut(report, css: Self.sheet)
    #expect(done.diagnostics.all.contains { $0.id == "layout.sidenotes" })
    let notes = done.pages.indices.map { done.texts($0).filter { $0.origin.x >= .pt(140) } }
    #expect(notes.allSatisfy { !$0.isEmpty })
    #expect(notes.joined().allSatisfy { $0.origin.y < .pt(160) })
    #expect(notes.joined().map(\.text).joined(separator: " ").split(separator: " ").count { $0 == "words" } == 12)
  }
}
