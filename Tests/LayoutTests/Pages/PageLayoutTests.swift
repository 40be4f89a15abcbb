import Geometry
import Graphics
import Testing

@testable import Layout

@Suite("Pages")
struct PageLayoutTests {
  /// A page of ten lines.
  private static let sheet = """
    :root { font: 10pt/14pt "Source Serif Pro"; }
    @page { size: 200pt 180pt; margin: 20pt; }
    * { margin: 0; }
    p { hyphens: none; }
    """

  private func report(lines: Int) -> FakeReport {
    var report = FakeReport()
    for line in 0..<lines { report.add("p", text: "line \(line)") }
    return report
  }

  @Test("Text fills the room between the margins")
  func room() throws {
    let done = try LaidOut(report(lines: 25), css: Self.sheet)
    #expect(done.pages.count == 3)
    #expect(done.texts(1).first?.text == "line 10")
    let origins = done.texts(0).map(\.origin)
    #expect(origins.allSatisfy { $0.x == .pt(20) })
    #expect(origins.first.map { $0.y > .pt(25) && $0.y < .pt(34) } == true)
    #expect(origins.last.map { $0.y < .pt(160) } == true)
  }

  @Test("Lines are as high as the sheet says, though the font is taller")
  func tightLines() throws {
    let done = try LaidOut(report(lines: 14), css: Self.sheet + "p { line-height: 10pt }")
    #expect(done.pages.count == 1)
  }

  @Test("Margin boxes print the page, the number of pages, and differ on first, left and right pages")
  func folios() throws {
    let done = try LaidOut(
      report(lines: 25),
      css: Self.sheet + """
        @page { @bottom-center { content: counter(page) " / " counter(pages) } @top-left { content: "head" } }
        @page :first { @top-left { content: none } }
        @page :left { @bottom-center { content: counter(page, lower-roman) } }
        """)
    #expect(done.words(0, inMargins: true) == "1 / 3")
    #expect(done.words(1, inMargins: true) == "head|ii")
    #expect(done.words(2, inMargins: true) == "head|3 / 3")
    #expect(done.pages.map(\.label) == ["1", "ii", "3"])
  }

  @Test("A running string is the first that its page sets, or the last of the pages before")
  func runningStrings() throws {
    var report = FakeReport()
    for section in ["A", "B", "C"] {
      report.add("h2", text: section)
      for _ in 0..<(section == "B" ? 3 : 11) { report.add("p", text: "words") }
    }
    let done = try LaidOut(
      report,
      css: Self.sheet + """
        h2 { font-size: 10pt; line-height: 14pt; string-set: section content() }
        @page { @top-left { content: string(section) } }
        """)
    // A and its first lines; the rest of A, then B; the rest of C.
    #expect(done.pages.indices.map { done.words($0, inMargins: true) } == ["A", "B", "C"])
  }

  @Test("Boxes in the top margin share its width, and a line under them is unbroken")
  func headLine() throws {
    let done = try LaidOut(
      report(lines: 1),
      css: Self.sheet + """
        @page {
          @top-left { content: "a longer running head"; border-bottom: 1pt solid; margin-left: -10pt }
          @top-right { content: "right"; border-bottom: 1pt solid; text-align: right }
        }
        """)
    var ends: [(Length, Length)] = []
    for labelled in done.pages[0].shapes {
      guard case .path(let path, _, .some) = labelled.shape, case .move(let a) = path.elements[0],
        case .line(let b) = path.elements[1]
      else { continue }
      ends.append((a.x, b.x))
    }
    ends.sort { $0.0 < $1.0 }
    #expect(ends.count == 2)
    #expect(ends.first?.0 == .pt(10) && ends.last?.1 == .pt(180))
    #expect(abs(((ends.first?.1 ?? .zero) - (ends.last?.0 ?? .zero)).points) < 0.01)
  }

  @Test("Contents print the pages on which sections begin")
  func contents() throws {
    var report = FakeReport()
    let nav = report.add("nav", classes: ["contents"])
    for section in 1...3 {
      let link = report.add("a", to: report.add("p", to: nav), attributes: ["href": "#sec-\(section)"])
      report.add(text: "Section \(section)", to: link)
      report.add(.pageReference(.element("sec-\(section)")), name: "page", to: link)
    }
    for section in 1...3 {
      report.add("h2", id: "sec-\(section)", text: "Section \(section)")
      for _ in 0..<10 { report.add("p", text: "words") }
    }
    let done = try LaidOut(
      report, css: Self.sheet + "h2 { font-size: 10pt; line-height: 14pt; break-before: page }")
    let lines = done.words(0)
    #expect(lines.contains("2") && lines.contains("4"))
    #expect(done.diagnostics.all.isEmpty)
    for section in 1...3 {
      let page = done.pages.firstIndex { $0.destinations.contains { $0.name == "sec-\(section)" } }
      #expect(page.map { done.pages[$0].label } == String([2, 4, 6][section - 1]))
    }
    #expect(done.outline.map(\.title) == ["Section 1", "Section 2", "Section 3"])
    #expect(done.outline.map(\.destination) == ["sec-1", "sec-2", "sec-3"])
  }

  @Test("Notes stand at the foot of their page, in order, with their numbers before them")
  func notes() throws {
    var report = FakeReport()
    for line in 1...4 { report.addParagraphWithNote("line \(line)", number: line, note: "note \(line)") }
    let done = try LaidOut(
      report, css: Self.sheet + "footnote, footnote > p { font-size: 10pt; line-height: 14pt }")
    // The rule and the space above it are higher than one line: four lines and four notes do not fit, three and three do.
    let notes = done.texts(0).filter { $0.text.contains("note") }
    #expect(notes.count == done.texts(0).filter { $0.text.contains("line") }.count)
    #expect(notes.map(\.text) == (1...notes.count).map { "note \($0)" })
    #expect(notes.last.map { $0.origin.y < .pt(160) && $0.origin.y > .pt(146) } == true)
    #expect(notes.allSatisfy { $0.origin.x > .pt(30) })
  }

  @Test("The area for notes looks as @footnote says, and its edges take up room")
  func footnoteArea() throws {
    var report = FakeReport()
    report.addParagraphWithNote("line", number: 1, note: "note")
    let done = try LaidOut(
      report,
      css: Self.sheet + """
        footnote, footnote > p { font-size: 10pt; line-height: 14pt }
        @page {
          @footnote {
            margin: 10pt 0 0; border-top: 2pt solid; border-clip: 25%; padding: 4pt 0 3pt 8pt; background: red
          }
        }
        """)
    // A line, the border and the padding end at the foot of the page's content; a quarter of its border is drawn.
    let ground = Rectangle(x: .pt(20), y: .pt(137), width: .pt(160), height: .pt(23))
    #expect(done.boxes(0).contains(ground))
    #expect(done.boxes(0).contains { abs($0.size.width.points - 40) < 0.01 && $0.minY <= .pt(139) })
    let note = try #require(done.texts(0).first { $0.text == "note" })
    #expect(note.origin.x > .pt(28) && note.origin.y > .pt(143) && note.origin.y < .pt(157))
  }

  @Test(
    "Elements come in reading order: caption and picture, items with label and body, notes after their block")
  func structureOrder() throws {
    var report = FakeReport()
    report.add("h1", text: "Title")
    report.addParagraphWithNote("words", number: 1, note: "note")
    let list = report.add("ul")
    report.add("li", to: list, text: "item")
    report.addFigure(height: 20)
    let nav = report.add("nav", classes: ["contents"])
    report.add("p", to: nav, classes: ["title"], text: "Contents")
    let link = report.add("a", to: report.add("p", to: nav), attributes: ["href": "#a"])
    report.add(text: "Section", to: link)
    let done = try LaidOut(report, css: Self.sheet + "ul { padding-left: 15pt }")
    let roles = done.structure.elements.map(\.role)
    #expect(
      roles == [
        .document, .heading1, .paragraph, .reference, .link, .note, .label, .paragraph, .list, .listItem,
        .label,
        .listBody, .division, .figure, .caption, .contents, .caption, .contentsItem, .reference, .link,
      ])
    let figure = done.structure.elements.first { $0.role == .figure }
    #expect(figure?.alternativeText == "A square")
    // Every shape is content of an element that is there, or an artifact.
    for page in done.pages {
      for shape in page.shapes {
        if case .element(let id) = shape.label { #expect(Int(id.rawValue) < roles.count) }
      }
    }
  }

  @Test("A list says how its items are labelled, one without markers nothing")
  func listNumbering() throws {
    var report = FakeReport()
    var css = Self.sheet
    for style in ["disc", "square", "decimal-leading-zero", "lower-latin", "upper-roman", "'–'", "none"] {
      let id = "list-\(report.tree.nodes.count)"
      report.add("li", to: report.add("ol", id: id), text: "item")
      css += " #\(id) { list-style-type: \(style) }"
    }
    let done = try LaidOut(report, css: css)
    let lists = done.structure.elements.filter { $0.role == .list }
    #expect(lists.map(\.listNumbering) == [.disc, .square, .decimal, .lowerAlpha, .upperRoman, .some(.none), nil])
  }

  @Test("Boxes that go over the page are drawn on both pages, open where they are cut")
  func slicedBox() throws {
    var report = FakeReport()
    let box = report.add("div")
    for line in 0..<14 { report.add("p", to: box, text: "line \(line)") }
    let done = try LaidOut(
      report, css: Self.sheet + "div { border-top: 1pt solid; border-bottom: 1pt solid }")
    func lines(_ page: Int) -> Int {
      done.pages[page].shapes.count { if case .path = $0.shape { true } else { false } }
    }
    #expect(done.pages.count == 2 && lines(0) == 1 && lines(1) == 1)
  }

  @Test("A document without content is an empty page")
  func nothing() throws {
    let done = try LaidOut(FakeReport(), css: Self.sheet)
    #expect(done.pages.count == 1 && done.texts(0).isEmpty)
  }

  @Test("Margins larger than the page, and pages of no size, give a warning and pages all the same")
  func unusablePages() throws {
    for page in [
      "size: 200pt 140pt; margin: 300pt", "size: 1pt 1pt; margin: 0",
      "size: 200pt 140pt; margin: -10pt 190pt",
    ] {
      let done = try LaidOut(report(lines: 5), css: "@page { \(page) } p { margin: 0 }")
      #expect(!done.pages.isEmpty)
      #expect(done.pages.allSatisfy { $0.size.width.points > 30 })
      #expect(done.diagnostics.all.contains { $0.id == "layout.no-page" })
    }
  }

  @Test("The same document is laid out the same way again")
  func repeatable() throws {
    var report = report(lines: 8)
    report.addFigure(height: 60)
    report.add("p", text: String(repeating: "words and more ", count: 40))
    let (a, b) = (try LaidOut(report, css: Self.sheet), try LaidOut(report, css: Self.sheet))
    #expect(a.pages.indices.map { a.words($0) } == b.pages.indices.map { b.words($0) })
  }

  @Test("Any sheet gives pages: sizes, margins, floats and breaks at random", arguments: 0..<60)
  func anySheet(seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    func pick(_ values: [String]) -> String { values[Int.random(in: 0..<values.count, using: &random)] }
    let lengths = ["0", "3pt", "-8pt", "40pt", "400pt", "-400pt", "50%", "auto"]
    var css =
      "@page { size: \(pick(["A6", "60pt 90pt", "300pt 40pt"])); margin: \(pick(["0", "20pt", "70pt", "-5pt"])) } "
    for element in ["p", "h2", "figure", "div", "ul", "li", "footnote", "tiles", "tile"] {
      css += """
        \(element) { margin: \(pick(lengths)) \(pick(lengths)); padding: \(pick(["0", "4pt", "90pt"]));
        width: \(pick(["auto", "0", "30pt", "300%"])); font-size: \(pick(["10pt", "1pt", "60pt"]));
        break-before: \(pick(["auto", "auto", "page", "left", "avoid"])); break-inside: \(pick(["auto", "avoid"]));
        break-after: \(pick(["auto", "auto", "avoid", "right"])); border-top: \(pick(["none", "3pt solid", "50pt dotted"])) }

        """
    }
    for element in ["body", "p", "h2", "figure", "div", "ul"] {
      css += """
        \(element) { columns: \(pick(["auto", "auto", "2", "3 40pt", "900"])); column-gap: \(pick(["normal", "0", "200pt"]));
        column-fill: \(pick(["balance", "auto"])); column-span: \(pick(["none", "none", "all"]));
        float: \(pick(["none", "none", "auto", "top", "bottom", "top-bottom", "next-page", "column-bottom"]));
        clear: \(pick(["none", "none", "both"])) }

        """
    }
    css += "footnote { footnote-policy: \(pick(["auto", "line", "block"])) }"
    var report = FakeReport()
    for index in 0..<3 {
      report.add("h2", id: "sec-\(index)", text: "Section")
      report.addParagraphWithNote("some words", number: index + 1, note: String(repeating: "a long note ", count: 30))
      report.addFigure(height: Double.random(in: 0...900, using: &random))
      report.add("li", to: report.add("ul"), text: "item")
      report.add("p", to: report.add("div"), text: String(repeating: "words in a box ", count: 20))
      report.add("p", to: report.add("tile", to: report.add("tiles")), text: "1.5 million")
    }
    let done = try LaidOut(report, css: css)
    #expect(done.pages.flatMap(\.destinations).filter { $0.name.hasPrefix("sec-") }.count == 3)
  }
}
