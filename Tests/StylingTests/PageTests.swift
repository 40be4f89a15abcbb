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
      ("landscape", 297, 210),
      ("auto", 210, 297),
    ])
  func sizes(css: String, width: Double, height: Double) {
    let size = cascade("@page { size: \(css) }").page(plain).size
    #expect(abs(size.width.millimetres - width) < 1e-9 && abs(size.height.millimetres - height) < 1e-9)
  }

  @Test("Sizes that are none", arguments: ["A9", "0", "10mm -3mm", "A4 A4", "A4 sideways", "10%"])
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
    #expect(box.content == [.string("section"), .text("—"), .counter("page", style: "decimal")])
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
}
