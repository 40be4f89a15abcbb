import Content
import Geometry
import Graphics
import Testing

@testable import Layout

@Suite("Boxes and lines of inline elements")
struct InlineBoxTests {
  /// A paragraph with an element in it, and what is drawn.
  private func page(_ css: String, width: Double, words: String = "two three four", language: String = "en") throws
    -> Page
  {
    let setting = try Typesetting("p { font-size: 10pt; text-align: left } " + css, language: language) { tree, body in
      let node = tree.addParagraph("One ", id: "p", to: body)
      tree.addElement("code", words, to: node)
      tree.addText(" five.", to: node)
    }
    let paragraph = try setting.paragraph("p", width: width)
    var page = Page.blank
    paragraph.place(0..<paragraph.unitCount, at: .zero, on: &page)
    return page
  }

  private func paths(_ page: Page) -> [(bounds: Rectangle, fill: Color?, stroke: Stroke?, path: Path)] {
    page.shapes.compactMap { labelled in
      guard case .path(let path, let fill, let stroke) = labelled.shape else { return nil }
      var points: [Point] = []
      for element in path.elements {
        switch element {
        case .move(let point), .line(let point), .curve(_, _, let point): points.append(point)
        case .close: break
        }
      }
      let bounds = points.dropFirst().reduce(Rectangle(origin: points[0], size: .zero)) {
        $0.union(Rectangle(origin: $1, size: .zero))
      }
      return (bounds, fill, stroke, path)
    }
  }

  /// Where a word is printed.
  private func place(_ word: String, _ page: Page) throws -> GlyphRun {
    try #require(page.runs.first { String(decoding: $0.text, as: UTF8.self).contains(word) })
  }

  @Test("Padding, border and background stand around the words, margins outside of them")
  func onOneLine() throws {
    let page = try page(
      "code { background: red; padding: 1pt 3pt; border: 1pt solid blue; margin: 0 7pt; border-radius: 2pt }",
      width: 400)
    let drawn = paths(page)
    #expect(drawn.count == 2 && drawn[0].fill == Color(hex: 0xFF0000))
    let words = try place("two", page)
    let box = drawn[0].bounds
    #expect(abs(box.minX.points - (words.origin.x.points - 4)) < 0.01)
    #expect(abs(box.maxX.points - (words.origin.x.points + words.width.points + 4)) < 0.01)
    let after = try place("five", page)
    #expect(after.origin.x.points >= box.maxX.points + 7 - 0.01)
    #expect(box.minY < words.origin.y - .pt(5) && box.maxY > words.origin.y + .pt(2))
    // The background is behind the words.
    guard case .path = page.shapes[0].shape else { return #expect(Bool(false)) }
  }

  @Test("Over the end of a line a box is cut, with borders and corners at its true ends only")
  func overLines() throws {
    let page = try page("code { background: red; padding: 0 4pt; border-radius: 3pt }", width: 70)
    let drawn = paths(page)
    #expect(drawn.count == 2)
    func curves(_ path: Path) -> Int { path.elements.filter { if case .curve = $0 { true } else { false } }.count }
    #expect(drawn.map { curves($0.path) } == [2, 2])
    let clone = try self.page(
      "code { background: red; padding: 0 4pt; border-radius: 3pt; box-decoration-break: clone }", width: 70)
    #expect(paths(clone).map { curves($0.path) } == [4, 4])
    #expect(abs(paths(clone)[1].bounds.minX.points + 4) < 0.01)
  }

  @Test("A box holds what it encloses, and outer boxes are drawn first")
  func nested() throws {
    let setting = try Typesetting("em { background: red; padding: 2pt } code { background: blue; padding: 3pt }") {
      tree, body in
      let node = tree.addParagraph("", id: "p", to: body)
      let outer = tree.append(ContentNode(.element, name: "em"), to: node)
      tree.addElement("code", "inner", to: outer)
      tree.addText(" outer", to: outer)
    }
    let paragraph = try setting.paragraph("p", width: 300)
    var page = Page.blank
    paragraph.place(0..<paragraph.unitCount, at: .zero, on: &page)
    let drawn = paths(page)
    #expect(drawn.map(\.fill) == [Color(hex: 0xFF0000), Color(hex: 0x0000FF)])
    #expect(drawn[0].bounds.minX == .zero && abs(drawn[1].bounds.minX.points - 2) < 0.01)
    #expect(drawn[0].bounds.maxX > drawn[1].bounds.maxX)
  }

  @Test("Underlines have their colour, thickness and place, and run straight under raised words")
  func underline() throws {
    let setting = try Typesetting(
      "p { font-size: 10pt } u { text-decoration: underline red 2pt; text-underline-offset: 3pt } sup { vertical-align: 4pt }"
    ) { tree, body in
      let node = tree.addParagraph("", id: "p", to: body)
      let outer = tree.append(ContentNode(.element, name: "u"), to: node)
      tree.addText("base", to: outer)
      tree.addElement("sup", "raised", to: outer)
    }
    let paragraph = try setting.paragraph("p", width: 300)
    var page = Page.blank
    paragraph.place(0..<paragraph.unitCount, at: .zero, on: &page)
    let drawn = paths(page)
    #expect(drawn.count == 1 && drawn[0].stroke?.color == Color(hex: 0xFF0000) && drawn[0].stroke?.width == .pt(2))
    let base = try place("base", page)
    let raised = try place("raised", page)
    #expect(abs((drawn[0].bounds.minY - base.origin.y).points - 4) < 0.01)
    #expect(abs((base.origin.y - raised.origin.y).points - 4) < 0.01)
    #expect(abs((drawn[0].bounds.size.width - base.width - raised.width).points) < 0.01)
  }

  @Test("Every style of line is drawn, over, through and under the words, and by a block for all its words")
  func styles() throws {
    #expect(try paths(page("p { text-decoration: underline }", width: 400)).count == 1)
    #expect(try paths(page("code { text-decoration: underline double }", width: 400)).count == 2)
    let all = try paths(page("code { text-decoration: underline overline line-through }", width: 400))
    #expect(all.count == 3)
    let levels = all.map(\.bounds.minY)
    #expect(levels[1] < levels[2] && levels[2] < levels[0])
    let wavy = try paths(page("code { text-decoration: underline wavy }", width: 400))
    #expect(wavy.count == 1 && wavy[0].path.elements.count > 6)
    for style in ["dotted", "dashed"] {
      let line = try paths(page("code { text-decoration: underline \(style) }", width: 400))
      #expect(line.count == 1 && line[0].stroke?.dashes.isEmpty == false)
    }
  }

  @Test("In a paragraph from right to left the box's beginning is at its right")
  func rightToLeft() throws {
    let page = try page(
      "code { background: red; padding: 0 2pt 0 2pt; border-left: 3pt solid blue; border-right: 1pt solid blue }",
      width: 300,
      words: "שלום", language: "he")
    let drawn = paths(page)
    #expect(!drawn.isEmpty && drawn[0].bounds.size.width > .pt(10))
  }
}
