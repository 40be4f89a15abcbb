import Geometry
import Testing

@testable import Styling

@Suite("Nested rules")
struct NestingTests {
  private let red = Color(hex: 0xFF0000)
  private let blue = Color(hex: 0x0000FF)

  @Test(
    "& stands for the rule around, and stands before a selector that has none",
    arguments: [
      ("section { em { widows: 7 } }", "section p em", true), ("section { em { widows: 7 } }", "p em", false),
      ("section { > em { widows: 7 } }", "section em", true), ("section { > em { widows: 7 } }", "section p em", false),
      ("em { &.a { widows: 7 } }", "p em.a", true), ("em { &.a { widows: 7 } }", "p em", false),
      ("em { section & { widows: 7 } }", "section p em", true), ("em { section & { widows: 7 } }", "p em", false),
      ("h1, h2 { & em, strong { widows: 7 } }", "h2 strong", true),
      ("h1, h2 { .a { .b { widows: 7 } } }", "h2 p.a em.b", true),
      ("h1, h2 { .a { .b { widows: 7 } } }", "p.a em.b", false),
      ("p { :is(&, h1) em { widows: 7 } }", "h1 em", true), ("p { &:not(.a) { widows: 7 } }", "p", true),
      ("& > body { widows: 7 }", "body", true), ("p { @media print { em { widows: 7 } } }", "p em", true),
      ("p { @supports (color: red) { &.a { widows: 7 } } }", "p.a", true),
      ("p { &::before, &.a { em { widows: 7 } } }", "p.a em", true),
      ("p { &::before, &.a { em { widows: 7 } } }", "p em", false),
    ])
  func selectors(css: String, path: String, holds: Bool) {
    #expect((cascade(css).root.descendant(path).values.widows == 7) == holds)
  }

  @Test("& counts as much as the strongest selector of the rule around")
  func specificity() {
    let root = cascade("#x, p { em { color: red } } p.a em { color: blue }").root
    #expect(root.descendant("p.a em").values.color == red)
    #expect(
      cascade("#x, p { :where(&) em { color: red } } p em { color: blue }").root.descendant("p em").values.color == blue
    )
  }

  @Test("Declarations after a nested rule, and those in a condition, count where they stand")
  func order() {
    let root = cascade("p { color: red; & { color: blue } color: red; @media print { widows: 5; } widows: 4 }").root
    #expect(root.descendant("p").values.color == red && root.descendant("p").values.widows == 4)
    #expect(cascade("p { @media print { color: red } }").root.descendant("p").values.color == red)
  }

  @Test("What cannot be nested says so, and the rest of the rule holds")
  func misplaced() {
    let (sheet, found) = parse("p { @page { margin: 0 } @top-left { color: blue } color: red; @import 'a'; widows: 3 }")
    #expect(found.map(\.id) == ["style.misplaced-at-rule", "style.unknown-at-rule", "style.misplaced-at-rule"])
    let values = Cascade(sheets: [sheet]).root.descendant("p").values
    #expect(values.color == red && values.widows == 3)
  }

  @Test("Rules nested without end, or whose selectors double at each level, are cut off with a warning")
  func deep() {
    let (_, found) = parse(String(repeating: "a { ", count: 100_000))
    #expect(found.map(\.id) == ["style.too-deep", "style.syntax"])
    let (sheet, doubling) = parse(
      String(repeating: "& & { ", count: 30) + "color: red" + String(repeating: "}", count: 30))
    #expect(!doubling.isEmpty && doubling.allSatisfy { $0.id == "style.too-deep" })
    _ = Cascade(sheets: [sheet]).root.descendant("a a a")
  }
}
