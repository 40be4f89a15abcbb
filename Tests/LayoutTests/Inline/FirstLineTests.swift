import Content
import Geometry
import Graphics
import Styling
import Testing

@testable import Layout

@Suite("First lines and letters")
struct FirstLineTests {
  private let base = """
    p, h2, li { font: 10pt/14pt "Source Serif Pro"; margin: 0; text-align: start; hyphens: none; }

    """

  private func setting(_ words: String, _ css: String, language: String = "en") throws -> Typesetting {
    try Typesetting(base + css, language: language) { tree, body in
      let outer = tree.append(ContentNode(.element, name: "div", identifier: "outer"), to: body)
      let node = tree.addParagraph(words, id: "p", to: outer)
      tree.addElement("em", " and some emphasis that goes on for longer than one line", to: node)
      tree.addText(" of it.", to: node)
      _ = tree.addParagraph("A second paragraph", id: "second", to: outer)
    }
  }

  private func page(_ setting: Typesetting, _ id: String = "p", width: Double) throws -> (Paragraph, Page) {
    let paragraph = try setting.paragraph(id, width: width)
    var page = Page.blank
    paragraph.place(0..<paragraph.unitCount, at: .zero, on: &page)
    return (paragraph, page)
  }

  @Test("The first line is as full as its own style lets it be, and no word is lost or set twice")
  func lineEnds() throws {
    for justified in [false, true] {
      let align = justified ? "p { text-align: justify; hyphens: auto }" : ""
      for rule in ["font-size: 14pt", "text-transform: uppercase; letter-spacing: 1pt", "font-size: 7pt"] {
        for width in stride(from: 120.0, through: 300, by: 30) {
          let (_, plain) = try page(setting(prose[0], align), width: width)
          let (paragraph, page) = try page(setting(prose[0], align + "p::first-line { \(rule) }"), width: width)
          let words = page.lines.map(\.text).joined().replacing("\u{AD}", with: "")
          let expected = plain.lines.map(\.text).joined().replacing("\u{AD}", with: "")
          #expect(words.lowercased() == expected.lowercased(), "\(rule) \(width)")
          #expect(page.lines.allSatisfy { $0.right <= width + 3 }, "\(rule) \(width)")
          #expect(paragraph.unitCount == page.lines.count)
          if justified { #expect(page.lines.dropLast().allSatisfy { $0.right >= width - 3 }, "\(rule) \(width)") }
        }
      }
    }
  }

  @Test("Only the words of the first line have its style; those of elements within inherit from it")
  func style() throws {
    let css =
      "p::first-line { color: #FF0000; font-variant-caps: small-caps } em { font-style: normal; font-weight: 600 }"
    let (_, page) = try page(setting("Words", css), width: 120)
    let red = Color(hex: 0xFF0000)
    let first = try #require(page.lines.first).runs
    #expect(page.lines.count > 2 && first.allSatisfy { $0.color == red })
    #expect(page.lines.dropFirst().allSatisfy { $0.runs.allSatisfy { $0.color == .black } })
    #expect(Set(first.map { ObjectIdentifier($0.face) }).count == 2)
  }

  @Test("The first line of a block is that of the first paragraph in it, whose own rule counts more")
  func nested() throws {
    let css = """
      div::first-line { color: #FF0000; font-weight: 600 }
      p::first-line { color: #0000FF }
      #second::first-line { color: #00FF00 }
      """
    let done = try setting("Words", css)
    let first = try #require(page(done, width: 400).1.runs.first)
    let second = try #require(page(done, "second", width: 400).1.runs.first)
    #expect(first.color == Color(hex: 0x0000FF) && second.color == Color(hex: 0x00FF00))
    #expect(first.face !== second.face)
  }

  @Test("A first line in larger letters is higher by as much, and a marker stands on its baseline")
  func height() throws {
    let done = try setting(prose[0], "p::first-line { font-size: 20pt; line-height: 28pt }")
    let (paragraph, page) = try page(done, width: 200)
    #expect(paragraph.height(of: 0..<1) == .pt(28) && paragraph.height(of: 1..<2) == .pt(14))
    #expect(page.lines[0].runs[0].size == .pt(20) && page.lines[1].runs[0].size == .pt(10))
    let baseline = done.inline.firstBaseline(of: try done.node("p"))
    #expect(abs((baseline - page.lines[0].runs[0].origin.y).points) < 0.001)
  }

  @Test("A background ends with the first line, and an element's goes on on the second")
  func backgrounds() throws {
    let css = "p::first-line { background: #FFFF00 } em { background: #00FFFF; border: 1pt solid red }"
    let (_, page) = try page(setting("Words", css), width: 120)
    let fills = page.shapes.compactMap { shape -> Color? in
      if case .path(_, let fill?, _) = shape.shape { fill } else { nil }
    }
    #expect(fills.count { $0 == Color(hex: 0xFFFF00) } == 1)
    #expect(fills.count { $0 == Color(hex: 0x00FFFF) } == page.lines.count)
  }

  @Test("Lines that are remembered and lines that are placed one at a time are the same")
  func remembered() throws {
    let done = try setting(prose[1], "p::first-line { text-transform: uppercase }")
    let paragraph = try done.paragraph("p", width: 200)
    let (_, whole) = try page(done, width: 200)
    var parts = Page.blank
    _ = try done.paragraph("second", width: 200)
    for unit in 0..<paragraph.unitCount {
      paragraph.place(unit..<(unit + 1), at: Point(x: .zero, y: .pt(14 * Double(unit))), on: &parts)
    }
    #expect(parts.lines.map(\.text) == whole.lines.map(\.text))
  }

  @Test("Links, destinations and notes are on the line that their words are on")
  func anchors() throws {
    let done = try Typesetting(base + "p::first-line { font-size: 20pt }") { tree, body in
      let node = tree.addParagraph("One two three four five", id: "p", to: body)
      _ = tree.append(ContentNode(.footnoteCall(note: 4, number: 1), name: "a"), to: node)
      _ = tree.append(ContentNode(.element, name: "footnote", identifier: "note-1"), to: body)
      tree.addElement("a", " six seven eight", id: "there", attributes: ["href": "#x"], to: node)
    }
    let (paragraph, page) = try page(done, width: 100)
    #expect(page.lines.map(\.text) == ["One two ", "three four five1 six ", "seven eight"])
    #expect((0..<3).map { paragraph.notes(in: $0..<$0 + 1).count } == [0, 1, 0])
    #expect(page.links.flatMap(\.boxes).count == 3)
    #expect(page.destinations.map(\.name) == ["there"])
    #expect(paragraph.line(of: try done.node("there") + 1) == 1)
  }

  @Test(
    "A first letter is a letter with the punctuation around it",
    arguments: [
      ("Words", "W", "ords"), ("“Words” and", "“W", "ords” and"), ("(A) word", "(A)", " word"),
      ("«\u{202F}Mots", "«\u{202F}M", "ots"), ("1.5 million", "1.", "5 million"), ("A-B", "A", "-B"),
    ])
  func letters(words: String, letter: String, rest: String) throws {
    let done = try Typesetting(base + "p::first-letter { color: red; font-size: 12pt }") { tree, body in
      _ = tree.addParagraph(words, id: "p", to: body)
    }
    let (_, page) = try page(done, width: 300)
    let red = page.runs.filter { $0.color == Color(hex: 0xFF0000) }
    #expect(red.map { String(decoding: $0.text, as: UTF8.self) }.joined() == letter)
    #expect(red.allSatisfy { $0.size == .pt(12) })
    #expect(page.lines.map(\.text).joined() == letter + rest)
    #expect(done.styled.plainText(of: try done.node("p")) == words)
    #expect(Set(page.shapes.map(\.label)).count == 1)
  }

  @Test("It may stand in an element, and in what a sheet adds; not after a picture or a marker")
  func lettersWithin() throws {
    let css = "p::first-letter { color: red } p.b::before { content: 'Note ' }"
    let done = try Typesetting(base + css) { tree, body in
      let a = tree.append(ContentNode(.element, name: "p", identifier: "a"), to: body)
      tree.addElement("em", "Word", to: a)
      _ = tree.append(ContentNode(.element, name: "p", identifier: "b", classes: ["b"]), to: body)
      tree.addText("word", to: try! #require(tree.nodes.indices.last))
      let c = tree.append(ContentNode(.element, name: "p", identifier: "c"), to: body)
      _ = tree.append(ContentNode(.lineBreak, name: "br"), to: c)
      tree.addText("word", to: c)
    }
    let red = Color(hex: 0xFF0000)
    let letters = try ["a", "b", "c"].map { id in
      try page(done, id, width: 300).1.runs.filter { $0.color == red }
        .map { String(decoding: $0.text, as: UTF8.self) }.joined()
    }
    #expect(letters == ["W", "N", ""])
  }

  @Test("A first letter inherits from the first line that it is in, and a word cut from it is not hyphenated")
  func letterInLine() throws {
    let css = "p { hyphens: auto } p::first-line { font-size: 20pt } p::first-letter { font-size: 2em }"
    let done = try Typesetting(base + css) { tree, body in
      _ = tree.addParagraph("Unquestionably words", id: "p", to: body)
    }
    let (_, page) = try page(done, width: 110)
    #expect(page.runs.first?.size == .pt(40))
    #expect(page.lines.first?.text.contains("\u{AD}") == false)
  }
}
