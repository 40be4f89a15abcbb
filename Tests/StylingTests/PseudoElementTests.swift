import Geometry
import Testing

@testable import Styling

@Suite("Pseudo-elements")
struct PseudoElementTests {
  private let red = Color(hex: 0xFF0000)
  private let blue = Color(hex: 0x0000FF)

  @Test("A rule for a part of an element's box never selects the element", arguments: PseudoElement.allCases)
  func parts(element: PseudoElement) {
    let p = cascade("section p.a::\(element.rawValue) { color: red; margin-left: 3pt }").root.descendant("section p.a")
    #expect(p.values.color == .black && p.values.margin.left == .length(.zero))
    #expect(p.pseudo(element)?.values.color == red)
    // No margins of its own has a line.
    #expect(p.pseudo(element)?.values.margin.left == .length(element == .firstLine ? .zero : .pt(3)))
    for other in PseudoElement.allCases where other != element { #expect(p.pseudo(other) == nil) }
  }

  @Test("A part that no rule selects has no style")
  func none() {
    let root = cascade("p.a::before { color: red } li::marker { color: red }").root
    #expect(root.descendant("p").pseudo(.before) == nil && root.descendant("p.a").pseudo(.after) == nil)
    #expect(root.descendant("p").pseudo(.marker) == nil && root.descendant("li").pseudo(.marker) != nil)
  }

  @Test("A part inherits from its element, and its own context is asked for once")
  func inheritance() {
    let li = cascade("li { color: red; margin: 2pt; font-size: 8pt } li::marker { font-size: 0.5em }").root
      .descendant("ul li")
    let marker = li.pseudo(.marker)
    #expect(marker?.values.color == red && marker?.values.fontSize == .pt(4))
    #expect(marker?.values.margin.top == .length(.zero))
    #expect(marker === li.pseudo(.marker) && marker?.pseudo(.before) == nil)
  }

  @Test("What stands in a first line inherits from the line and is selected as ever")
  func firstLine() {
    let p = cascade("p { color: blue } p::first-line { color: red } p > em { widows: 5 }").root.descendant("p")
    let em = p.pseudo(.firstLine)?.child(Element("em"), at: .only)
    #expect(em?.values.color == red && em?.values.widows == 5)
    #expect(p.descendant("em").values.color == blue)
  }

  @Test("What does not apply to a first line or letter is left out, with a warning at its place")
  func unfit() {
    let made = cascade(
      """
      p::first-line { text-indent: 3pt; font: 8pt serif; width: 2em }
      p::first-letter { padding: 3pt; display: block }
      """)
    let p = made.root.descendant("p")
    #expect(p.pseudo(.firstLine)?.values.textIndent == TextIndent())
    #expect(p.pseudo(.firstLine)?.values.fontSize == .pt(8))
    #expect(p.pseudo(.firstLetter)?.values.padding.left == .length(.pt(3)))
    let found = made.diagnostics.all
    #expect(found.map(\.id) == ["style.no-effect", "style.no-effect", "style.no-effect"])
    #expect(found.map(\.range.line) == [1, 1, 2])
  }

  @Test("What is within a first line is asked for again, with its rules and another parent")
  func inheriting() {
    let p = cascade("p { color: blue } p::first-line { color: red } em { font-size: 2em } em::before { widows: 7 }")
      .root.descendant("p")
    let line = p.pseudo(.firstLine)
    let em = line.map { p.descendant("em").inheriting(from: $0) }
    #expect(em?.values.color == red && em?.values.fontSize == .pt(20))
    #expect(em?.pseudo(.before)?.values.color == red && em?.pseudo(.before)?.values.widows == 7)
  }

  @Test("The four of CSS 2 may have one colon, the others may not")
  func oneColon() {
    let p = cascade("p:before, P:AFTER, p:first-letter, p:first-line { color: red }").root.descendant("p")
    for element in [PseudoElement.before, .after, .firstLetter, .firstLine] {
      #expect(p.pseudo(element)?.values.color == red)
    }
    let (_, diagnostics) = parse("li:marker { color: red }")
    #expect(diagnostics.map(\.id) == ["style.unknown-pseudo-class"])
  }

  @Test("They count as an element, and parts that only a screen has are read and never apply")
  func specificity() {
    let p = cascade(
      "p::before { color: red } ::before { color: blue } .a::after { color: red } p::after { color: blue }"
    )
    .root.descendant("p.a")
    #expect(p.pseudo(.before)?.values.color == red && p.pseudo(.after)?.values.color == red)
    let (sheet, diagnostics) = parse("p::selection { color: red } section p::before { color: red }")
    #expect(diagnostics.isEmpty && Cascade(sheets: [sheet]).root.descendant("p").values.color == .black)
    #expect(sheet.rules.last?.selectors.first?.specificity == Specificity(elements: 3))
  }
}
