import Content
import Geometry
import Graphics
import Testing

@testable import Layout

@Suite("Generated content")
struct GeneratedContentTests {
  private static let sheet = """
    :root { font: 10pt/14pt "Source Serif Pro"; }
    @page { size: 300pt 340pt; margin: 20pt 20pt 20pt 60pt; }
    * { margin: 0; padding: 0; }
    p, li { hyphens: none; }

    """

  private func lines(_ report: FakeReport, _ css: String) throws -> [String] {
    let done = try LaidOut(report, css: Self.sheet + css)
    var lines: [(y: Length, text: String)] = []
    for (text, origin) in done.pages.indices.flatMap({ done.texts($0) }) {
      if let last = lines.last, last.y == origin.y {
        lines[lines.count - 1].text += text
      } else {
        lines.append((origin.y, text))
      }
    }
    return lines.map(\.text)
  }

  @Test("Sections are numbered by counters, whose scope is the element that resets them and what follows beside it")
  func numbering() throws {
    var report = FakeReport()
    for chapter in ["A", "B"] {
      let outer = report.add("section")
      report.add("h2", to: outer, text: chapter)
      for part in ["x", "y"] {
        let inner = report.add("section", to: outer)
        report.add("h3", to: inner, text: part)
      }
    }
    let css = """
      body { counter-reset: chapter }
      h2 { counter-increment: chapter; counter-reset: part; font-size: 10pt }
      h2::before { content: "Chapter " counter(chapter, upper-roman) ": " }
      h3 { counter-increment: part; font-size: 10pt }
      h3::before { content: counter(chapter) "." counter(part, lower-alpha) " " }
      """
    #expect(
      try lines(report, css) == ["Chapter I: A", "1.a x", "1.b y", "Chapter II: B", "2.a x", "2.b y"])
  }

  @Test("counters() joins the numbers of nested lists, outermost first")
  func nested() throws {
    var report = FakeReport()
    let outer = report.add("ol")
    report.add("li", to: outer, text: "one")
    let second = report.add("li", to: outer)
    report.add("p", to: second, text: "two")
    let inner = report.add("ol", to: second)
    report.add("li", to: inner, text: "three")
    report.add("li", to: inner, text: "four")
    report.add("li", to: outer, text: "five")
    let css = "li::marker { content: counters(list-item, '.') ' ' } ol { list-style-type: decimal }"
    #expect(try lines(report, css) == ["1one", "2two", "2.1three", "2.2four", "3five"])
  }

  @Test("Lists count from start, over value, and backwards")
  func ordinals() throws {
    var report = FakeReport()
    let list = report.add("ol", attributes: ["start": "5"])
    report.add("li", to: list, text: "a")
    report.add("li", to: list, attributes: ["value": "9"], text: "b")
    report.add("li", to: list, text: "c")
    let back = report.add("ol", attributes: ["reversed": ""])
    for text in ["d", "e", "f"] { report.add("li", to: back, text: text) }
    let css = "ol { list-style: upper-roman }"
    #expect(try lines(report, css) == ["V.a", "IX.b", "X.c", "III.d", "II.e", "I.f"])
  }

  @Test("A marker has its own colour and font, ends at the gap that the sheet sets, and shares its item's baseline")
  func markers() throws {
    var report = FakeReport()
    let list = report.add("ol")
    for _ in 0..<10 { report.add("li", to: list, text: "word") }
    let done = try LaidOut(
      report, css: Self.sheet + "li::marker { color: #FF0000; font-weight: 700; margin-right: 8pt }")
    let runs = done.pages[0].shapes.compactMap { labelled -> GlyphRun? in
      if case .glyphs(let run) = labelled.shape { run } else { nil }
    }
    let markers = runs.filter { String(decoding: $0.text, as: UTF8.self).hasSuffix(".") }
    let words = runs.filter { String(decoding: $0.text, as: UTF8.self) == "word" }
    #expect(markers.count == 10 && words.count == 10)
    for (marker, word) in zip(markers, words) {
      #expect(marker.color == Color(red: 1, green: 0, blue: 0) && word.color == .black)
      #expect(marker.origin.y == word.origin.y && marker.face !== word.face)
      #expect(abs((marker.origin.x + marker.width + .pt(8) - word.origin.x).points) < 0.01)
    }
  }

  @Test("A marker inside stands in the first line, and the second line begins under it")
  func inside() throws {
    var report = FakeReport()
    let list = report.add("ul")
    let item = report.add("li", to: list)
    report.add("p", to: item, text: String(repeating: "word ", count: 16))
    let done = try LaidOut(report, css: Self.sheet + "ul { list-style: inside '–' }")
    let runs = done.texts(0)
    #expect(runs.first?.text.hasPrefix("–") == true && runs.first?.origin.x == .pt(60))
    #expect(runs.last?.origin.x == .pt(60))
    #expect(try #require(done.structure.elements.first { $0.role == .label }).parent != nil)
  }

  @Test("A block before inline words stands in a line of its own; an inline one before blocks, too")
  func blocks() throws {
    var report = FakeReport()
    report.add("h2", text: "Title")
    let box = report.add("div")
    report.add("p", to: box, text: "words")
    let css = """
      h2 { font-size: 10pt } h2::before { content: "Part"; display: block } h2::after { content: "!" }
      div::before { content: "Note" } div::after { content: "End"; display: block }
      """
    #expect(try lines(report, css) == ["Part", "Title!", "Note", "words", "End"])
  }

  @Test("An empty block with a border is drawn though it holds nothing")
  func ornament() throws {
    var report = FakeReport()
    report.add("p", text: "words")
    let done = try LaidOut(
      report, css: Self.sheet + "p::before { content: ''; display: block; width: 30pt; border-top: 2pt solid red }")
    let lines = done.pages[0].shapes.filter { if case .path = $0.shape { true } else { false } }
    #expect(lines.count == 1)
  }

  @Test("Quotes go by the language around them and by their depth")
  func quotes() throws {
    var report = FakeReport()
    for language in ["en", "fr", "de"] {
      let paragraph = report.add("p", attributes: ["lang": language])
      let outer = report.add("q", to: paragraph, text: "a ")
      report.add("q", to: outer, text: "b")
    }
    let css = "q { display: inline } q::before { content: open-quote } q::after { content: close-quote }"
    #expect(try lines(report, css) == ["“a ‘b’”", "«\u{202F}a “b”\u{202F}»", "„a ‚b‘“"])
    #expect(try lines(report, css + "q { quotes: '<' '>' }")[0] == "<a <b>>")
    #expect(try lines(report, css + "q { quotes: none }")[0] == "a b")
  }

  @Test("Attributes, and what the target of a link says, counts and stands on, before it and after it")
  func targets() throws {
    var report = FakeReport()
    let first = report.add("p", text: "See ")
    report.add("a", to: first, attributes: ["href": "#late"], text: "there")
    report.add("h2", id: "early", text: "Early")
    report.add("h2", id: "late", text: "Late words")
    let last = report.add("p", text: "See ")
    report.add("a", to: last, attributes: ["href": "#early", "title": "T"], text: "here")
    let css = """
      h2 { font-size: 10pt; counter-increment: part } h2::before { content: "§" counter(part) " " }
      h2#late { break-before: page }
      a::after {
        content: " (" target-text(attr(href), before) target-text(attr(href)) ", " target-counter(attr(href), part, upper-alpha)
          ", p. " target-counter(attr(href url), page, lower-roman) attr(title) ")";
      }
      """
    #expect(
      try lines(report, css) == [
        "See there (§2 Late words, B, p. ii)", "§1 Early", "§2 Late words", "See here (§1 Early, A, p. iT)",
      ])
  }

  @Test("A leader takes what is left of the line, and the page number ends at its edge")
  func leaders() throws {
    var report = FakeReport()
    let line = report.add("p", id: "x")
    report.add("a", to: line, attributes: ["href": "#x"], text: "Title")
    for (pattern, drawn) in [("dotted", 1), ("solid", 1), ("space", 0), ("'·· '", 10)] {
      let done = try LaidOut(
        report, css: Self.sheet + "a::after { content: leader(\(pattern)) target-counter(attr(href), page) }")
      let number = try #require(done.texts(0).last { $0.text == "1" })
      #expect(number.origin.x > .pt(270) && number.origin.x < .pt(280))
      let leaders = done.pages[0].shapes.filter { $0.label == .artifact(.layout) }
      #expect(drawn < 10 ? leaders.count == drawn : leaders.count >= drawn)
    }
  }

  @Test("What is generated is read out as part of its element, in other words, or not at all, as the sheet says")
  func alternatives() throws {
    func spoken(_ css: String) throws -> (roles: [StructureRole], alternatives: [String], artifacts: Int) {
      var report = FakeReport()
      report.add("p", text: "words")
      let done = try LaidOut(report, css: Self.sheet + css)
      let elements = done.structure.elements.dropFirst()
      return (
        elements.map(\.role), elements.compactMap(\.alternativeText),
        done.pages[0].shapes.count { $0.label == .artifact(.layout) }
      )
    }
    #expect(try spoken("p::before { content: '→ ' }") == ([.paragraph], [], 0))
    #expect(try spoken("p::before { content: '→ ' / 'next: ' }") == ([.paragraph, .span], ["next: "], 0))
    #expect(try spoken("p::before { content: '→ ' / '' }") == ([.paragraph], [], 1))
  }

  @Test("Notes are called and marked as the sheet says, and counted anew where it says so")
  func notes() throws {
    var report = FakeReport()
    for part in ["A", "B"] {
      let section = report.add("section")
      report.add("h2", to: section, text: part)
      for number in 1...2 {
        report.addParagraphWithNote("words", number: number + (part == "B" ? 2 : 0), note: "note", to: section)
      }
    }
    let css = """
      @counter-style signs { system: symbolic; symbols: "*" "†"; suffix: " " }
      h2 { font-size: 10pt } section { counter-reset: footnote } footnote { float: footnote; padding-left: 20pt }
      ::footnote-call { content: counter(footnote, signs) }
      ::footnote-marker { content: counter(footnote, signs) ")"; color: #FF0000 }
      """
    #expect(
      try lines(report, css) == [
        "A", "words*", "words†", "B", "words*", "words†", "*)note", "†)note", "*)note", "†)note",
      ])
  }

  @Test(
    "Notes of one line that are more than a page go on overleaf one after another, and no word of them is lost",
    arguments: [(12, 40), (3, 150), (40, 8), (1, 400)])
  func manyNotes(count: Int, words: Int) throws {
    var report = FakeReport()
    report.add("p", text: "Before.")
    let line = report.add("p", text: "Here")
    for note in 1...count {
      let text = (1...words).map { "n\(note)w\($0)" }.joined(separator: " ")
      report.add("span", to: line, classes: ["fn"], text: text)
    }
    report.add("p", text: "After.")
    let css = Self.sheet + ".fn { float: footnote } ::footnote-call { font-size: 2pt } * { hyphens: none }"
    let done = try LaidOut(report, css: css)
    #expect(done.diagnostics.all.isEmpty, "\(done.diagnostics.all)")
    let found = done.pages.indices.flatMap { page in
      done.texts(page).flatMap { $0.text.split(separator: " ").map(String.init) }
    }
    for note in 1...count {
      for word in 1...words { #expect(found.count { $0.hasSuffix("n\(note)w\(word)") } == 1) }
    }
    for page in done.pages.indices {
      #expect(done.texts(page).allSatisfy { $0.origin.y > .zero && $0.origin.y < done.pages[page].size.height })
    }
    #expect(found.contains("After."))
  }

  @Test("A note in a heading is not called again in the contents")
  func noteInContents() throws {
    var report = FakeReport()
    for name in ["nav", "h2"] {
      let heading = report.add(name, text: "Three")
      report.add("span", to: heading, classes: ["fn"], text: "A note.")
    }
    let done = try LaidOut(report, css: Self.sheet + ".fn { float: footnote }")
    #expect(done.structure.elements.count { $0.role == .note } == 1)
    #expect(done.structure.elements.count { $0.role == .reference } == 1)
  }

  @Test("An element that floats to the foot is a note, called where it was written and counted with the report's own")
  func elementNotes() throws {
    var report = FakeReport()
    let first = report.add("p", text: "One")
    report.add("span", to: first, classes: ["fn"], text: "A note.")
    report.add(text: " goes on.", to: first)
    report.addParagraphWithNote("Two", number: 1, note: "Another.")
    let third = report.add("h2", text: "Three")
    let note = report.add("span", to: third, classes: ["fn"], text: "The ")
    report.add("em", to: note, text: "last")
    report.add(text: ".", to: third)
    let css = "h2 { font-size: 10pt } .fn { float: footnote; font-weight: 400 } footnote { padding-left: 20pt }"
    let expected = ["One1 goes on.", "Two2", "Three3.", "1A note.", "2Another.", "3The last"]
    let actual = try lines(report, css)
    #expect(actual == expected)
    let done = try LaidOut(report, css: Self.sheet + css)
    #expect(done.outline.map(\.title) == ["Three."] && done.diagnostics.all.isEmpty)
    #expect(done.structure.elements.count { $0.role == .note } == 3)
    #expect(done.structure.elements.count { $0.role == .reference } == 3)
    let targets = Set(done.pages[0].destinations.map(\.name))
    #expect(done.pages[0].links.count == 3)
    for link in done.pages[0].links {
      guard case .destination(let name) = link.target else { continue }
      #expect(targets.contains(name), "\(name)")
    }
  }

  @Test("A block among blocks is called in a line of its own; words in a note stay in it, with a warning")
  func blockNotes() throws {
    var report = FakeReport()
    report.add("p", text: "One")
    let block = report.add("div", classes: ["fn"])
    let inner = report.add("p", to: block, text: "A note")
    report.add("span", to: inner, classes: ["fn"], text: " in two parts")
    report.add("p", text: "Two")
    let css = ".fn { float: footnote } ::footnote-call { content: '(' counter(footnote) ')' }"
    let done = try LaidOut(report, css: Self.sheet + css)
    #expect(try lines(report, css) == ["One", "(1)", "Two", "1A note in two parts"])
    #expect(done.diagnostics.all.map(\.id) == ["style.no-effect"])
  }

  @Test("A note that is not displayed is not called, and the others are counted without it")
  func hiddenNotes() throws {
    var report = FakeReport()
    for number in 1...3 { report.addParagraphWithNote("words", number: number, note: "note \(number)") }
    let css = "#note-2 { display: none } footnote { padding-left: 20pt }"
    #expect(try lines(report, css) == ["words1", "words", "words2", "1note 1", "2note 3"])
    let done = try LaidOut(report, css: Self.sheet + css)
    #expect(done.structure.elements.count { $0.role == .reference } == 2 && done.pages[0].links.count == 2)
    #expect(try lines(report, "footnote { display: none }") == ["words", "words", "words"])
  }

  @Test("Running strings take counters, literals and first letters")
  func runningStrings() throws {
    var report = FakeReport()
    report.add("h2", text: "“Rural” areas")
    let css = """
      h2 { counter-increment: part; string-set: head "Part " counter(part, upper-roman) " " content(first-letter) content(before) }
      h2::before { content: "§" }
      @page { @top-left { content: string(head) } }
      """
    let done = try LaidOut(report, css: Self.sheet + css)
    #expect(done.words(0, inMargins: true) == "Part I “R§")
    // Bookmarks and contents have an element's own words.
    #expect(done.outline.map(\.title) == ["“Rural” areas"])
  }

  @Test("Pages count from where an element or their rule sets them; references and the viewer's labels follow")
  func pageNumbers() throws {
    var report = FakeReport()
    report.add("p", text: "front")
    report.add("p", classes: ["next"], text: "matter")
    report.add("h2", id: "body", text: "Body")
    let last = report.add("p", classes: ["next"], text: "See ")
    report.add("a", to: last, attributes: ["href": "#body"], text: "there")
    let css =
      Self.sheet + """
        h2 { break-before: page; counter-reset: page 1; page: body; font-size: 10pt } .next { break-before: page }
        a::after { content: " p. " target-counter(attr(href), page) " of " counter(pages) ", here " counter(page) }
        @page { @bottom-left { content: counter(page, lower-roman) } }
        @page body { @bottom-left { content: counter(page) } }
        """
    let done = try LaidOut(report, css: css)
    #expect(done.pages.indices.map { done.words($0, inMargins: true) } == ["i", "ii", "1", "ii"])
    #expect(done.pages.map(\.label) == ["i", "ii", "1", "ii"])
    #expect(done.words(3).hasSuffix("p. 1 of 4, here 2"))
    let later = try LaidOut(
      report,
      css: Self.sheet + """
        .next { break-before: page } h2 { break-before: page }
        @page :first { counter-reset: page 5 } @page { @bottom-left { content: counter(page) } }
        """)
    #expect(later.pages.indices.map { later.words($0, inMargins: true) } == ["5", "6", "7", "8"])
  }

  @Test("What depends on a page is left out where it cannot stand, with a warning")
  func misplaced() throws {
    var report = FakeReport()
    report.add("p", text: "words")
    let done = try LaidOut(report, css: Self.sheet + "p::before { content: 'a' string(head) }")
    #expect(done.words(0) == "awords" && done.diagnostics.all.map(\.id) == ["style.misplaced-content"])
  }
}
