import Diagnostics
import Geometry
import Testing

@testable import Styling

@Suite("Conditions")
struct ConditionTests {
  private func holds(_ rule: String, page: String = "A4") -> Bool {
    cascade("@page { size: \(page) } \(rule) { p { widows: 7 } }").root.descendant("p").values.widows == 7
  }

  @Test(
    "Media queries that hold on a printed A4 page",
    arguments: [
      "print", "all", "not screen", "only print", "screen, print", "(width: 210mm)", "(min-width: 20cm)",
      "(max-width: 210mm)", "(width >= 210mm)", "(width > 209mm)", "(100mm < width <= 210mm)", "(210mm = width)",
      "(300mm > height)", "print and (height)", "(orientation: portrait)", "(max-aspect-ratio: 3/4)",
      "(aspect-ratio < 1)", "not (orientation: landscape)", "(width) and (height)", "(width < 1mm) or (color)",
      "(not (width < 1mm)) and ((height) or (grid))", "(min-resolution: 300dpi)", "(color)", "(min-color: 8)",
      "(hover: none)", "(update: none)", "(overflow-block: paged)", "not screen and (color)",
      "(min-width: 40em)", "(prefers-color-scheme: light)", "(prefers-color-scheme)", "((color))",
    ])
  func holding(query: String) { #expect(holds("@media \(query)")) }

  @Test(
    "Media queries that do not",
    arguments: [
      "screen", "not print", "not all", "screen and (color)", "(min-width: 211mm)", "(width < 210mm)",
      "(orientation: landscape)", "(monochrome)", "(hover)", "print and (width < 1mm)", "not (color)", "(grid)",
      "(width < 100mm) or (height < 100mm)", "(update)", "(max-resolution: 600dpi)",
    ])
  func failing(query: String) { #expect(!holds("@media \(query)")) }

  @Test("Sizes are asked of the page that the sheets make, whichever says so last")
  func pageSizes() {
    #expect(holds("@media (width: 148mm)", page: "A5") && !holds("@media (width: 148mm)"))
    #expect(holds("@media (orientation: landscape)", page: "A5 landscape"))
    let (weak, found) = parse("@media (width < 150mm) { p { widows: 7 } @page { margin: 7mm } }", origin: .installed)
    let (strong, _) = parse("@page { size: A5 } @media (width > 150mm) { @page { size: A3 } }")
    #expect(found.isEmpty)
    let cascade = Cascade(sheets: [weak, strong])
    #expect(cascade.root.descendant("p").values.widows == 7)
    // A size within a condition cannot be what the condition asks about.
    let page = cascade.page(PageKind(isFirst: false, isLeft: false))
    #expect(page.size.width == .mm(148) && page.margin.top == .mm(7))
  }

  @Test("Fonts, layers, imports and nested rules may depend on the page")
  func inside() {
    let cascade = cascade(
      """
      @import 'a' (width < 150mm); @page { size: A5 }
      @media (width > 150mm) { @layer two; @font-face { font-family: A; src: url(a.otf) } }
      @layer one { p { widows: 3 } } @layer two { p { widows: 4 } }
      p { @media (orientation: portrait) { orphans: 6 } }
      """, files: ["a": "p { margin-top: 3pt }"])
    let values = cascade.root.descendant("p").values
    #expect(
      values.widows == 4 && values.orphans == 6 && values.margin.top == .length(.pt(3)) && cascade.fontFaces.isEmpty)
  }

  @Test(
    "What is no query is reported where it stands, and does not hold",
    arguments: [
      ("(min-wdth: 1px)", 8..<23, "did you mean 'min-width'?"), ("pirnt", 8..<13, "did you mean 'print'?"),
      ("(width: 10)", 8..<19, "a length needs its unit, such as mm or pt"), ("print or (color)", 8..<24, nil),
      ("(color) and (width) or (height)", 8..<39, nil), ("foo(1)", 8..<14, nil), ("not (nonsense)", 12..<22, nil),
      ("(width: 10mm) nonsense", 8..<30, nil), ("and", 8..<11, nil),
    ] as [(String, Range<Int>, String?)])
  func problems(query: String, columns: Range<Int>, hint: String?) throws {
    let (sheet, found) = parse("@media \(query) { p { widows: 7 } }")
    #expect(found.map(\.id) == ["style.unsupported-media"])
    #expect(found.first?.range == SourceRange(file: "style.css", line: 1, columns: columns))
    if let hint { #expect(found.first?.hint == hint) }
    #expect(Cascade(sheets: [sheet]).root.descendant("p").values.widows == 2)
  }

  @Test(
    "What is supported, and what is not, without a warning about it",
    arguments: [
      ("(color: red)", true), ("(color: reed)", false), ("(colr: red)", false), ("(--a: b)", true),
      ("not (color: reed)", true), ("(color: red) and (margin: 1pt)", true), ("(color: reed) or (margin: 1pt)", true),
      ("((color: red) and (not (colr: red)))", true), ("selector(p > em)", true), ("selector(p:nope)", false),
      ("selector(p::nope)", false), ("font-format(opentype)", true), ("font-format(woff2)", false),
      ("nonsense(1)", false), ("not nonsense(1)", false), ("(nonsense)", false), ("(color: red !important)", true),
      ("(color:red;)", false), ("font-tech(features-opentype)", true),
    ])
  func supports(condition: String, expected: Bool) { #expect(holds("@supports \(condition)") == expected) }

  @Test("A condition of @supports that is none is reported")
  func noCondition() {
    #expect(parse("@supports color: red { p { widows: 7 } }").1.map(\.id) == ["style.unsupported-condition"])
    #expect(parse("@supports (color: red) and (width: 1pt) or (height: 1pt) { p { widows: 7 } }").1.count == 1)
    #expect(parse("@supports (color: red);").1.map(\.id) == ["style.syntax"])
  }

  @Test("@charset and HTML's @namespace say nothing new; another namespace does nothing here")
  func quiet() {
    #expect(parse("@charset \"utf-8\"; @namespace \"http://www.w3.org/1999/xhtml\"; p { widows: 7 }").1 == [])
    #expect(parse("@namespace svg url(http://www.w3.org/2000/svg);").1.map(\.id) == ["style.unsupported-namespace"])
    #expect(parse("@namespace;").1.map(\.id) == ["style.syntax"])
    #expect(
      parse("@font-face { font-family: A; src: url(a.otf); unicode-range: U+4??, u+0-7F }").1.map(\.id) == [
        "style.unsupported-value"
      ])
    #expect(
      parse("@font-face { font-family: A; src: url(a.otf); unicode-range: U+9-7 }").1.map(\.id) == [
        "style.invalid-value"
      ])
  }

  @Test("A sheet in an older encoding is read by its @charset")
  func charset() {
    var diagnostics = Diagnostics()
    let bytes = Array("@charset \"iso-8859-5\"; p { font-family: \"".utf8) + [0xE9] + Array("\" }".utf8)
    let sheet = StyleSheet.parse(InputFile(name: "a.css", bytes: bytes), reader: MemoryReader(), into: &diagnostics)
    #expect(diagnostics.all.isEmpty)
    #expect(Cascade(sheets: [sheet]).root.descendant("p").values.fontFamily == ["щ"])
  }
}
