import Geometry
import Testing

@testable import Styling

@Suite("Pages")
struct PageTests {
  private let plain = PageKind(isFirst: false, isLeft: false)

  @Test(
    "Paper by name and orientation or by lengths",
    arguments: [
      ("A4", 210.0, 297.0), ("A4 landscape", 297, 210), ("landscape letter", 279.4, 215.9),
      ("legal", 215.9, 355.6),
      ("a5 portrait", 148, 210), ("A3", 297, 420), ("100mm 20cm", 100, 200), ("80mm", 80, 80),
      ("landscape", 297, 210), ("auto", 210, 297), ("B5", 176, 250), ("jis-b5", 182, 257), ("a0", 841, 1189),
    ])
  func sizes(css: String, width: Double, height: Double) {
    let size = cascade("@page { size: \(css) }").page(plain).size
    #expect(abs(size.width.millimetres - width) < 1e-9 && abs(size.height.millimetres - height) < 1e-9)
  }

  @Test("Sizes that are none", arguments: ["A11", "0", "10mm -3mm", "A4 A4", "A4 sideways", "10%"])
  func noSizes(css: String) {
    #expect(parse("@page { size: \(css) }").1.map(\.id) == ["style.invalid-value"])
  }

  @Test("A page without rules is A4; margins may be shares of the paper")
  func margins() {
    let page = cascade("@page { margin: 10mm 10% 2em; font-size: 12pt; margin-left: auto }").page(plain)
    #expect(page.margin.top == .mm(10) && page.margin.bottom == .pt(24) && page.margin.left == .zero)
    #expect(abs(page.margin.right.millimetres - 21) < 1e-9)
    #expect(Cascade(sheets: []).page(plain).size.width == .mm(210))
  }

  @Test("First, left, right, blank and named pages")
  func selectors() {
    let pages = cascade(
      """
      @page wide { margin: 6mm }
      @page :first { margin-top: 2mm }
      @page :left { margin: 3mm }
      @page { margin: 1mm }
      @page :right { margin-left: 4mm }
      @page wide:first, :blank { margin-bottom: 5mm }
      """)
    func margin(_ kind: PageKind) -> [Double] {
      let margin = pages.page(kind).margin
      return [margin.top, margin.right, margin.bottom, margin.left].map { $0.millimetres.rounded() }
    }
    #expect(margin(PageKind(isFirst: false, isLeft: true)) == [3, 3, 3, 3])
    #expect(margin(PageKind(isFirst: false, isLeft: false)) == [1, 1, 1, 4])
    #expect(margin(PageKind(isFirst: true, isLeft: false)) == [2, 1, 1, 4])
    #expect(margin(PageKind(name: "wide", isFirst: true, isLeft: false)) == [6, 6, 5, 6])
    #expect(margin(PageKind(name: "other", isFirst: false, isLeft: false, isBlank: true)) == [1, 1, 5, 4])
  }

  @Test("All sixteen margin boxes; one without content is not there")
  func boxes() {
    let boxes = PageStyle.MarginBoxName.allCases.map { "@\($0.rawValue) { content: \"\($0.rawValue)\" }" }
      .joined()
    let style = cascade("@page { \(boxes) }").page(plain)
    #expect(style.marginBoxes.count == 16)
    #expect(style.marginBoxes[.leftMiddle]?.content == [.text("left-middle")])
    #expect(cascade("@page { @top-left { color: red } }").page(plain).marginBoxes.isEmpty)
  }

  @Test("Margin boxes inherit from the page and that from the root; a first page can leave them out")
  func inheritance() throws {
    let pages = cascade(
      """
      :root { color: red; --small: 7pt }
      @page { font-size: var(--small); @top-right { content: string(section) "—" counter(page); text-align: right } }
      @page :first { @top-right { content: none } }
      """)
    let box = try #require(pages.page(plain).marginBoxes[.topRight])
    #expect(box.content == [.string("section", .first), .text("—"), .counter("page", style: .decimal)])
    #expect(box.style.values.color == Color(hex: 0xFF0000) && box.style.values.fontSize == .pt(7))
    #expect(box.style.values.textAlign == .right)
    #expect(pages.page(PageKind(isFirst: true, isLeft: false)).marginBoxes.isEmpty)
  }

  @Test("The report's sheet wins over the house style whatever the selector")
  func origins() {
    let (sheet, _) = parse(
      "@import 'bulletin:h.css'; @page { size: A5; margin-top: 9mm }",
      files: ["bulletin:h.css": "@page :first { size: letter; margin: 1mm } @page { size: A3 !important }"])
    let page = Cascade(sheets: [sheet]).page(PageKind(isFirst: true, isLeft: false))
    #expect(
      page.size.width.millimetres.rounded() == 297 && page.margin.top == .mm(9) && page.margin.left == .mm(1))
  }

  @Test("Named pages: the first of a group is first again; pages are counted in the document and in their group")
  func groups() {
    let pages = cascade(
      """
      @page chapter:first { margin-top: 1mm }
      @page :nth(3n) { margin-right: 2mm }
      @page :nth(2 of chapter) { margin-bottom: 3mm }
      @page chapter:nth(5):left { margin-left: 4mm }
      """)
    func margin(_ name: String?, _ index: Int, _ groupIndex: Int) -> [Double] {
      let kind = PageKind(name: name, index: index, groupIndex: groupIndex, isLeft: true)
      let margin = pages.page(kind).margin
      return [margin.top, margin.right, margin.bottom, margin.left].map { $0.millimetres.rounded() }
    }
    #expect(pages.countsPages && !cascade("@page :first { margin: 0 }").countsPages)
    #expect(margin("chapter", 7, 1) == [1, 0, 0, 0])
    #expect(margin(nil, 6, 1) == [0, 2, 0, 0])
    #expect(margin("chapter", 8, 2) == [0, 0, 3, 0])
    #expect(margin("other", 8, 2) == [0, 0, 0, 0])
    #expect(margin("chapter", 5, 3) == [0, 0, 0, 4])
  }

  @Test(
    "Page selectors that are none", arguments: [":nth()", ":nth(2 of)", ":nth(x)", ":firts", "a b", ":nth(1 of 2)"])
  func noSelectors(css: String) {
    let ids = parse("@page \(css) { margin: 0 }").1.map(\.id)
    #expect(ids == ["style.invalid-selector"] || ids == ["style.unknown-pseudo-class"])
  }

  @Test("Marks, bleed and orientation; bleed is 6 pt where there are crop marks")
  func marks() {
    let page = cascade("@page { marks: crop cross; page-orientation: rotate-left }").page(plain)
    #expect(page.marks == .init(crop: true, cross: true) && page.bleed == .pt(6) && page.rotation == 270)
    #expect(cascade("@page { bleed: 3mm; marks: none }").page(plain).bleed == .mm(3))
    #expect(cascade("@page { marks: cross }").page(plain).bleed == .zero)
    #expect(
      parse("@page { marks: crop crop; bleed: -1mm }").1.map(\.id) == ["style.invalid-value", "style.invalid-value"])
  }

  @Test("What only pages have is refused elsewhere; a size may come from a custom property")
  func misplaced() {
    let found = parse("p { size: A4 } @page { @top-left { bleed: 3mm } }").1
    #expect(found.map(\.id) == ["style.misplaced-property", "style.misplaced-property"])
    let page = cascade(":root { --paper: A5 landscape } @page { size: var(--paper) }").page(plain)
    #expect(page.size.width == .mm(210))
  }

  @Test("Areas for sidenotes have styles of their own and inherit from the page")
  func noteAreas() throws {
    let page = cascade("@page { color: red; @rightnote { width: 40mm; padding-left: 6mm } }").page(plain)
    let area = try #require(page.noteAreas[.right])
    #expect(page.noteAreas[.left] == nil && area.values.width.resolved(in: .zero) == .mm(40))
    #expect(area.values.color == Color(hex: 0xFF0000))
  }

  @Test("Running strings and elements name which value is meant; elements run by their position")
  func running() throws {
    let css = """
      @page {
        @top-left { content: string(a, last) string(b, first-except) }
        @top-right { content: element(head, start) }
      }
      """
    let page = cascade(css).page(plain)
    #expect(page.marginBoxes[.topLeft]?.content == [.string("a", .last), .string("b", .firstExcept)])
    #expect(page.marginBoxes[.topRight]?.content == [.runningElement("head", .start)])
    #expect(values("position: running(head)").running == "head" && values("position: static").running == nil)
    #expect(parse("p { position: absolute }").1.map(\.id) == ["style.invalid-value"])
  }
}
