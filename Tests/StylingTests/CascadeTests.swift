import Diagnostics
import Geometry
import Testing

@testable import Styling

@Suite("Cascade")
struct CascadeTests {
  private let red = Color(hex: 0xFF0000)
  private let blue = Color(hex: 0x0000FF)

  @Test("The more specific rule wins, then the later one")
  func specificity() {
    let root = cascade("p.a { color: red } p { color: blue } h1 { color: blue } h1 { color: red }").root
    #expect(root.descendant("p.a").values.color == red)
    #expect(root.descendant("p").values.color == blue)
    #expect(root.descendant("h1").values.color == red)
  }

  @Test("The rule's most specific selector that matches counts")
  func selectorLists() {
    let root = cascade("p, #x { color: red } p.a { color: blue }").root
    #expect(root.descendant("p.a#x").values.color == red)
    #expect(root.descendant("p.a").values.color == blue)
  }

  @Test("A stronger sheet wins over any specificity, and !important turns the order round")
  func sheets() {
    let (weak, _) = parse("#x { color: red; widows: 5 !important }", origin: .installed)
    let (strong, _) = parse("p { color: blue; widows: 3 !important }", origin: .report)
    let values = Cascade(sheets: [weak, strong]).root.descendant("p#x").values
    #expect(values.color == blue)
    #expect(values.widows == 5)
  }

  @Test("Important wins over specificity within a sheet")
  func important() {
    let root = cascade("p { color: red !important } #x { color: blue }").root
    #expect(root.descendant("p#x").values.color == red)
  }

  @Test("An imported house style gives way to the sheet that imports it, whatever the specificity")
  func importedHouseStyle() {
    let (sheet, diagnostics) = parse(
      "@import \"bulletin:house.css\"; h2 { color: blue }",
      files: ["bulletin:house.css": "section > h2.a { color: red; widows: 9 }"])
    #expect(diagnostics == [] && sheet.files == ["bulletin:house.css", "style.css"])
    let heading = Cascade(sheets: [sheet]).root.descendant("section h2.a")
    #expect(heading.values.color == blue && heading.values.widows == 9)
    #expect(heading.origin(of: "color") == .report && heading.origin(of: "widows") == .installed)
    #expect(heading.origin(of: "fill") == nil)
  }

  @Test("Text properties are inherited and boxes are not")
  func inheritance() {
    let root = cascade("section { color: red; font-size: 20pt; margin: 1pt; border: 1pt solid; width: 50% }")
      .root
    let values = root.descendant("section p").values
    #expect(values.color == red && values.fontSize == .pt(20))
    #expect(
      values.margin.top == .length(.zero) && values.border.top.usedWidth == .zero && values.width == .auto)
  }

  @Test("inherit, initial and unset")
  func globalKeywords() {
    let root = cascade(
      """
      section { margin: 3pt; color: red; widows: 6 }
      p.a { margin: inherit; color: initial; widows: unset }
      p.b { margin: unset; font: inherit }
      """
    ).root
    let first = root.descendant("section p.a").values
    #expect(first.margin == Sides(.length(.pt(3))) && first.color == .black && first.widows == 6)
    #expect(root.descendant("section p.b").values.margin == Sides(.length(.zero)))
  }

  @Test("A line height without a unit is inherited as the factor, one with a unit as the length")
  func lineHeight() {
    let root = cascade(
      "div { font-size: 10pt; line-height: 1.5 } pre { line-height: 150% } p { font-size: 20pt }"
    ).root
    #expect(root.descendant("div p").values.lineHeight == .pt(30))
    #expect(root.descendant("pre p").values.lineHeight == .pt(15))
  }

  @Test("em is the element's own size, in font-size the parent's; rem is the root's")
  func relativeLengths() {
    let root = cascade(":root { font-size: 8pt } p { font-size: 2em; text-indent: 1em; margin-left: 1rem }")
      .root
    let values = root.descendant("p").values
    #expect(
      values.fontSize == .pt(16) && values.textIndent.width == .length(.pt(16)) && values.margin.left == .length(.pt(8))
    )
    #expect(root.descendant("p p").values.fontSize == .pt(32))
  }

  @Test("An underline runs through what an element holds")
  func decoration() {
    let root = cascade("a { text-decoration: underline } footnote { float: footnote }").root
    #expect(root.descendant("a em").values.textDecorations.count == 1)
    #expect(root.descendant("a footnote").values.textDecorations.isEmpty)
  }

  @Test("Alike nodes share one context and one style; a test that no rule makes tells no nodes apart")
  func sharing() {
    let root = cascade("p { color: red } .a p { color: red } td[data-sign=negative] { color: red }").root
    let body = root.descendant("body")
    let first = body.child(
      Element("p.zz#q", ["data-sign": "negative"]), at: SiblingPosition(index: 1, indexOfType: 1))
    #expect(first === body.child(Element("p"), at: SiblingPosition(index: 9, indexOfType: 3)))
    let other = root.descendant("body.a")
    #expect(other !== body && other.descendant("p").style === first.style)
    let negative = body.child(Element("td", ["data-sign": "negative"]), at: .only)
    #expect(negative !== body.child(Element("td", ["data-sign": "positive"]), at: .only))
    #expect(
      body.child(Element("td", ["data-sign": "zero"]), at: .only)
        === body.child(Element("td", ["data-sign": "positive"]), at: .only))
  }

  @Test("Printed media hold, others do not")
  func media() {
    let root = cascade(
      """
      @media print { p { color: red } }
      @media screen { p { color: blue } }
      @media screen, print { p { widows: 4 } }
      @media not screen { p { orphans: 5 } }
      @media only all { @media print { p { text-indent: 2pt } } }
      """
    ).root
    let values = root.descendant("p").values
    #expect(
      values.color == red && values.widows == 4 && values.orphans == 5 && values.textIndent.width == .length(.pt(2)))
  }

  @Test("Imports count before the sheet's own rules, and may be for a medium")
  func imports() {
    let root = cascade(
      "@charset \"utf-8\"; @import url(a.css); @import 'b.css' screen; p { color: red }",
      files: ["a.css": "p { color: blue; widows: 8 }", "b.css": "p { widows: 9 }"]
    ).root
    #expect(root.descendant("p").values.color == red && root.descendant("p").values.widows == 8)
  }

  @Test("Font faces keep the sheet that names them, and later ones replace earlier ones")
  func fontFaces() {
    let faces = cascade(
      """
      @font-face { font-family: "A"; src: url(a.woff) format("woff"), url("a.otf") format("opentype"); }
      @font-face { font-family: A; font-weight: bold; font-style: italic; src: url("b.otf") }
      @font-face { font-family: A; src: url(c.otf), url(d.woff2) format("woff2"), url(e.ttf) }
      """
    ).fontFaces
    #expect(
      faces == [
        FontFaceRule(
          family: "A", weight: 700, isItalic: true,
          sources: [.init(path: "b.otf", range: SourceRange(file: "style.css", line: 2, columns: 78..<85))],
          sheet: "style.css"),
        FontFaceRule(
          family: "A", weight: 400, isItalic: false,
          sources: [
            .init(path: "c.otf", range: SourceRange(file: "style.css", line: 3, columns: 35..<45)),
            .init(path: "e.ttf", range: SourceRange(file: "style.css", line: 3, columns: 77..<87)),
          ],
          sheet: "style.css"),
      ])
  }
}
