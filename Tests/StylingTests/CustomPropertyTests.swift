import Diagnostics
import Geometry
import Testing

@testable import Styling

@Suite("Custom properties")
struct CustomPropertyTests {
  private let red = Color(hex: 0xFF0000)

  @Test("A variable is put in wherever it is used, shorthands and calc() included, and is inherited")
  func use() {
    let root = cascade(
      """
      :root { --accent: red; --line: 14.4pt; --rule: 0.4pt solid var(--accent) }
      p { color: var(--accent); margin: calc(2 * var(--line)) 0; border-top: var(--rule) }
      section { --accent: blue }
      """
    ).root
    let values = root.descendant("p").values
    #expect(values.color == red && values.margin.top == .length(.pt(28.8)))
    #expect(values.border.top == Border(width: .pt(0.4), style: .solid, color: red))
    let inner = root.descendant("section p").values
    #expect(inner.color == Color(hex: 0x0000FF))
    // What was computed on the root is inherited as it was computed there.
    #expect(inner.border.top.color == red)
  }

  @Test("A fallback stands in for a variable that is not set")
  func fallback() {
    let root = cascade("p { color: var(--no, var(--neither, red)); font-family: var(--f, A, B) }").root
    #expect(root.descendant("p").values.color == red)
    #expect(root.descendant("p").values.fontFamily == ["A", "B"])
  }

  @Test("Properties are case-sensitive, may be empty, and may hold anything that is balanced")
  func anything() {
    let root = cascade(":root { --A: 1; --a: {x:[2]} ; --empty:; --text: \"a\\\"b\" 50% 2.5mm #abc f(x, y) }")
      .root
    #expect(root.customProperty("--A") == "1" && root.customProperty("--a") == "{x:[2]}")
    #expect(root.customProperty("--empty") == "" && root.customProperty("--none") == nil)
    #expect(root.customProperty("--text") == "\"a\\\"b\" 50% 2.5mm #abc f(x, y)")
    #expect(root.descendant("chart").customProperty("--A") == "1")
  }

  @Test("inherit and initial")
  func globalKeywords() {
    let root = cascade(":root { --a: 1; --b: 2 } p { --a: initial; --b: inherit }").root
    #expect(root.descendant("p").customProperty("--a") == nil)
    #expect(root.descendant("p").customProperty("--b") == "2")
  }

  @Test("Properties that refer to one another in a circle are reported and count as not set")
  func cycles() throws {
    let (sheet, _) = parse(
      """
      :root { --a: var(--b); --b: var(--c, 1);
        --c: var(--a); --d: var(--d, red); --e: var(--a, blue); --f: 2 }
      p { color: var(--e); fill: var(--d, red); widows: var(--f) }
      """)
    let cascade = Cascade(sheets: [sheet])
    let values = cascade.root.descendant("p").values
    #expect(values.color == Color(hex: 0x0000FF) && values.fill == .color(red) && values.widows == 2)
    #expect(cascade.root.customProperty("--b") == nil)
    let cycles = cascade.diagnostics.all.filter { $0.id == "style.variable-cycle" }
    #expect(cycles.count == 2)
    #expect(cycles[0].message.contains("--a → --b → --c → --a") && cycles[0].range.line == 1)
  }

  @Test("A variable that is not set and a value that turns out wrong are reported where they are used")
  func problems() throws {
    let (sheet, diagnostics) = parse(
      ":root { --accent: red; --w: 3pt }\np {\n  color: var(--acent);\n  widows: var(--w) }")
    #expect(diagnostics == [])
    let cascade = Cascade(sheets: [sheet])
    _ = cascade.root.descendant("p")
    let found = cascade.diagnostics.all
    try #require(found.count == 2)
    #expect(found[0].id == "style.unknown-variable" && found[0].hint == "did you mean '--accent'?")
    #expect(found[0].range.line == 3 && found[0].range.column == 10)
    #expect(found[1].id == "style.invalid-value" && found[1].message == "'3pt' is not a value of 'widows'")
    // Asking again finds nothing new.
    _ = cascade.root.descendant("p")
    #expect(cascade.diagnostics.all.count == 2)
  }

  @Test("Where a property is read whose own value is none, the warning says that and not that it is not set")
  func invalidVariables() {
    let (sheet, _) = parse(
      """
      :root { --a: var(--a); --b: var(--nowhere); --c: var(--b) }
      p { color: var(--a) }
      em { color: var(--c); --b: red; fill: var(--b) }
      """)
    let cascade = Cascade(sheets: [sheet])
    _ = cascade.root.descendant("p")
    #expect(cascade.root.descendant("em").values.fill == .color(red))
    let found = cascade.diagnostics.all
    #expect(
      found.map(\.id) == [
        "style.variable-cycle", "style.unknown-variable", "style.invalid-variable", "style.invalid-variable",
        "style.invalid-variable",
      ])
    #expect(found.map { $0.range.line } == [1, 1, 1, 2, 3])
  }

  @Test("Values that double at each step are cut off")
  func growth() {
    let steps = (1...30).map { "--x\($0): var(--x\($0 - 1)) var(--x\($0 - 1));" }.joined()
    let (sheet, _) = parse(":root { --x0: 1; \(steps) } p { widows: var(--x30) }")
    let cascade = Cascade(sheets: [sheet])
    #expect(cascade.root.descendant("p").values.widows == 2)
    #expect(!cascade.diagnostics.all.isEmpty)
  }

  @Test(
    "A property of the report that nothing reads, named nearly as one that is meant, is reported with that one's name")
  func misspelt() {
    func found(_ css: String) -> [Diagnostic] {
      let (sheet, _) = parse(
        "@import 'bulletin:h.css';\n" + css,
        files: ["bulletin:h.css": ":root { --accent: red; --density: 3 } p { color: var(--accent) }"])
      return Cascade(sheets: [sheet]).diagnostics.all
    }
    let wrong = found(":root { --acent: blue; --densty: 4; --own: 5 }")
    #expect(wrong.map(\.id) == ["style.unused-variable", "style.unused-variable"])
    #expect(wrong.map(\.hint) == ["did you mean '--accent'?", "did you mean '--density'?"])
    #expect(wrong.first?.range == SourceRange(file: "style.css", line: 2, columns: 18..<22))
    #expect(found(":root { --accent: blue; --density: 4; --acent: 1 } p { widows: var(--acent) }").isEmpty)
    #expect(found("p { --line: 3 } p { widows: var(--lin, 2) }").map(\.hint) == ["did you mean '--lin'?"])
  }
}
