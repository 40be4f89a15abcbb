import Content
import Diagnostics
import Geometry
import Graphics
import Styling
import Testing

@testable import Layout

@Suite("Paragraphs")
struct ParagraphTests {
  private let css = """
    p, h2, pre { font: 10pt/14pt "Source Serif Pro"; margin: 0; text-align: start; }
    p.justify { text-align: justify; hyphens: auto; }
    """

  private func place(_ paragraph: Paragraph) -> Page {
    var page = Page.blank
    paragraph.place(0..<paragraph.unitCount, at: .zero, on: &page)
    return page
  }

  private func lines(_ words: String, css more: String = "", width: Double) throws -> [String] {
    let setting = try Typesetting(css + more) { tree, body in _ = tree.addParagraph(words, id: "p", to: body)
    }
    return place(try setting.paragraph("p", width: width)).lines.map(\.text)
  }

  @Test("Lines break by Unicode's rules: after dashes, never at a no-break space")
  func breaks() throws {
    #expect(try lines("before—after", width: 40) == ["before—", "after"])
    #expect(try lines("in 1.12\u{A0}billion", width: 56) == ["in ", "1.12\u{A0}billion"])
    #expect(try lines("a well-known fact", width: 50) == ["a well-", "known fact"])
  }

  @Test("White space is collapsed, and left out at both ends of a line")
  func whiteSpace() throws {
    #expect(try lines("  one \n  two  ", width: 200) == ["one two"])
    #expect(try lines("one two", width: 20) == ["one ", "two"])
  }

  @Test("Code keeps its spaces and lines, empty ones too")
  func code() throws {
    let setting = try Typesetting(css) { tree, body in
      _ = tree.addParagraph("if a:\n    b\n\n\tc\n", id: "c", name: "pre", to: body)
    }
    let paragraph = try setting.paragraph("c", width: 500)
    #expect(paragraph.unitCount == 4)
    #expect(place(paragraph).lines.map(\.text) == ["if a: ", "    b ", "        c"])
  }

  @Test("A soft hyphen is seen only where a line ends at it")
  func softHyphen() throws {
    #expect(try lines("super\u{AD}califragi", width: 200) == ["supercalifragi"])
    #expect(try lines("super\u{AD}califragi", width: 50) == ["super\u{AD}", "califragi"])
  }

  @Test("A word wider than the line is cut, with a warning that quotes it")
  func longWord() throws {
    let setting = try Typesetting(css) { tree, body in
      _ = tree.addParagraph("Donaudampfschifffahrtsgesellschaft", id: "p", to: body)
    }
    let paragraph = try setting.paragraph("p", width: 60)
    #expect(paragraph.unitCount > 1)
    let page = place(paragraph)
    #expect(page.lines.map(\.text).joined() == "Donaudampfschifffahrtsgesellschaft")
    #expect(page.lines.allSatisfy { $0.right <= 60.01 })
    #expect(setting.inline.diagnostics.all.map(\.id) == ["layout.word-cut"])
  }

  @Test("A figure wider than the line is never cut, since its parts would read as other figures")
  func longFigure() throws {
    let setting = try Typesetting(css) { tree, body in
      _ = tree.addParagraph("of 1,234,567,890.5 users", id: "p", to: body)
    }
    let page = place(try setting.paragraph("p", width: 40))
    #expect(page.lines.map(\.text).contains("1,234,567,890.5 "))
    #expect(setting.inline.diagnostics.all.map(\.id) == ["layout.overfull-line"])
  }

  @Test("A word of any length is cut into full lines in time that grows with it")
  func endlessWord() throws {
    let setting = try Typesetting(css) { tree, body in
      _ = tree.addParagraph(String(repeating: "x", count: 100_000), id: "p", to: body)
    }
    let paragraph = try setting.paragraph("p", width: 60)
    #expect(paragraph.unitCount > 5_000)
  }

  @Test("A page ends neither after the first line nor before the last")
  func widows() throws {
    let setting = try Typesetting(css) { tree, body in _ = tree.addParagraph(prose[0], id: "p", to: body) }
    let paragraph = try setting.paragraph("p", width: 200)
    let count = paragraph.unitCount
    #expect(count > 5)
    #expect((1..<count).filter { !paragraph.canBreak(before: $0) } == [1, count - 1])
    #expect(paragraph.height(of: 0..<3) == .pt(42))
  }

  @Test("Lines are as far apart with the number of a note as without, and the note is found by its line")
  func noteCall() throws {
    let setting = try Typesetting(css) { tree, body in
      let p = tree.addParagraph(prose[0], id: "p", to: body)
      _ = tree.append(ContentNode(.footnoteCall(note: 5, number: 3), name: "a"), to: p)
      tree.addText(" " + prose[1], to: p)
      let note = tree.append(ContentNode(.element, name: "footnote", identifier: "note-3"), to: body)
      #expect(note == 5)
    }
    let paragraph = try setting.paragraph("p", width: 200)
    #expect(paragraph.height(of: 0..<paragraph.unitCount) == .pt(14 * Double(paragraph.unitCount)))
    let all = (0..<paragraph.unitCount).filter { paragraph.notes(in: $0..<$0 + 1) == [5] }
    #expect(all.count == 1)
    let line = try #require(all.first)
    var page = Page.blank
    paragraph.place(line..<line + 1, at: .zero, on: &page)
    let number = try #require(page.runs.first { $0.text == [UInt8(ascii: "3")] })
    let call = try #require(
      setting.styled.content.nodes.firstIndex { if case .footnoteCall = $0.kind { true } else { false } })
    #expect(page.shapes.contains { $0.label == setting.structure.label(of: call) })
    #expect(page.lines.first?.text.contains("other.3") == true)
    #expect(page.links.count == 1)
    #expect(number.origin.y <= .pt(14))
  }

  @Test("A link has a box on each line that it is on, and an inline id is a destination")
  func links() throws {
    let setting = try Typesetting(css) { tree, body in
      let p = tree.addParagraph("See", id: "p", to: body)
      tree.addText(" ", to: p)
      tree.addElement(
        "a", "the annual report of the office for statistics and its annex", id: "there",
        attributes: ["href": "https://example.org/report"], to: p)
      tree.addText(".", to: p)
    }
    let page = place(try setting.paragraph("p", width: 120))
    let link = try #require(page.links.first)
    #expect(page.links.count == 1)
    #expect(link.target == .address("https://example.org/report"))
    #expect(link.boxes.count == page.lines.count)
    #expect(link.boxes.allSatisfy { $0.maxX <= .pt(120.1) && $0.minX >= .zero })
    #expect(link.description == "the annual report of the office for statistics and its annex")
    #expect(setting.structure[link.element].role == .link)
    #expect(page.destinations.map(\.name) == ["there"])
  }

  @Test("A printed number has a box, where it stands")
  func marks() throws {
    let mark = NumberMark(rawValue: 12)
    let setting = try Typesetting(css) { tree, body in
      let p = tree.addParagraph("About ", id: "p", to: body)
      tree.addText("84.9", mark: mark, to: p)
      tree.addText(" in a hundred", to: p)
    }
    let page = place(try setting.paragraph("p", width: 300))
    let place = try #require(page.numbers.first)
    let before = setting.shaper.width(of: "About ", setting.shaper[setting.inline.styles[0].font].request)
    #expect(page.numbers.count == 1 && place.mark == mark)
    #expect(abs((place.box.minX - before).points) < 0.1)
    #expect(place.box.size.width.points > 15 && place.box.size.width.points < 25)
    #expect(page.lines.map(\.text) == ["About 84.9 in a hundred"])
  }

  @Test("Emphasis is set in its own face, in the block's element, and words keep together over it")
  func emphasis() throws {
    let setting = try Typesetting(css) { tree, body in
      let p = tree.addParagraph("a", id: "p", to: body)
      tree.addElement("em", "bcd", to: p)
      tree.addText("ef", to: p)
    }
    let page = place(try setting.paragraph("p", width: 30))
    #expect(page.lines.count == 1)
    #expect(page.runs.map(\.face.isItalic) == [false, true, false])
    #expect(Set(page.shapes.map(\.label)).count == 1)
  }

  @Test("Headings that are balanced have lines of about the same length and not one more")
  func balance() throws {
    let words = "Rural districts catch up in coverage but not in the use that people make of it"
    func widths(_ wrap: String) throws -> [Double] {
      let setting = try Typesetting(css + "h2 { text-wrap: \(wrap) }") { tree, body in
        _ = tree.addParagraph(words, id: "h", name: "h2", to: body)
      }
      return place(try setting.paragraph("h", width: 300)).lines.map(\.right)
    }
    let plain = try widths("wrap")
    let balanced = try widths("balance")
    #expect(plain.count == 2 && balanced.count == 2)
    #expect(abs(balanced[0] - balanced[1]) < 40)
  }

  @Test("In contents dots lead to the page number at the right edge, and are not read out")
  func leader() throws {
    let setting = try Typesetting(css, pages: ["sec-a": "17"]) { tree, body in
      let p = tree.addParagraph("Summary", id: "p", to: body)
      _ = tree.append(ContentNode(.leader("."), name: "leader"), to: p)
      _ = tree.append(ContentNode(.pageReference(.element("sec-a")), name: "page"), to: p)
    }
    let page = place(try setting.paragraph("p", width: 200))
    let line = try #require(page.lines.first)
    #expect(line.text == "Summary17")
    #expect(abs(line.right - 200) < 0.01)
    let dots = page.shapes.filter { if case .path = $0.shape { true } else { false } }
    #expect(dots.count == 1 && dots.first?.label == .artifact(.layout))
  }

  @Test("A page number that changes between rounds leaves the lines where they were")
  func changingPage() throws {
    let setting = try Typesetting(css) { tree, body in
      let p = tree.addParagraph("See page ", id: "p", to: body)
      _ = tree.append(ContentNode(.pageReference(.element("x")), name: "page"), to: p)
      tree.addText(" for the rest of it", to: p)
    }
    let paragraph = try setting.paragraph("p", width: 60)
    setting.pages["x"] = "138"
    #expect(place(paragraph).lines.map(\.text).joined() == "See page 138 for the rest of it")
    #expect(place(paragraph).lines.count == paragraph.unitCount)
  }

  @Test("A picture higher than the line makes room for itself")
  func picture() throws {
    let image = ImageContent(
      source: .drawing(Drawing(size: Size(width: .pt(20), height: .pt(40)))), alternativeText: "A tower")
    let setting = try Typesetting(css) { tree, body in
      let p = tree.addParagraph("Here ", id: "p", to: body)
      _ = tree.append(ContentNode(.image(image), name: "img"), to: p)
      tree.addText(" it is", to: p)
    }
    let paragraph = try setting.paragraph("p", width: 200)
    #expect(paragraph.height(of: 0..<1) > .pt(40) && paragraph.height(of: 0..<1) < .pt(50))
    let page = place(paragraph)
    #expect(page.shapes.contains { if case .drawing = $0.shape { true } else { false } })
  }

  @Test("Text is set to the right and in the middle where the style says so")
  func alignment() throws {
    func line(_ align: String) throws -> PrintedLine {
      let setting = try Typesetting(css + "p { text-align: \(align) }") { tree, body in
        _ = tree.addParagraph("words", id: "p", to: body)
      }
      return try #require(place(try setting.paragraph("p", width: 100)).lines.first)
    }
    #expect(abs(try line("right").right - 100) < 0.01)
    let centred = try line("center")
    #expect(abs(centred.left + centred.right - 100) < 0.02)
  }

  @Test("Words are set in capitals where the style says so, and underlines are no part of the text")
  func transform() throws {
    let setting = try Typesetting(css + "p { text-transform: uppercase; } u { text-decoration: underline }") {
      tree, body in
      let p = tree.addParagraph("straße ", id: "p", to: body)
      tree.addElement("u", "eins", to: p)
    }
    let page = place(try setting.paragraph("p", width: 200))
    #expect(page.lines.map(\.text) == ["STRASSE EINS"])
    #expect(page.shapes.filter { $0.label == .artifact(.layout) }.count == 1)
  }

  @Test("A character that no face has is reported where the author wrote it")
  func missingCharacter() throws {
    let place = SourceRange(file: "report.md", line: 12, columns: 3..<9)
    let setting = try Typesetting(css) { tree, body in
      let p = tree.append(ContentNode(.element, name: "p", identifier: "p", range: place), to: body)
      tree.addText("a \u{10FFFD} b", to: p)
    }
    _ = try setting.paragraph("p", width: 100)
    let found = setting.shaper.fonts.diagnostics.all.filter { $0.id == "font.missing-character" }
    #expect(found.map(\.range) == [place])
  }
}
