import Geometry
import Testing

@testable import Styling

@Suite("Cascade layers, and going back to weaker rules")
struct LayerTests {
  /// The number of widows that a sheet gives to `p.a#x`.
  private func widows(_ css: String, files: [String: String] = [:]) -> Int {
    cascade(css, files: files).root.descendant("p.a#x").values.widows
  }

  @Test(
    "Later layers are stronger, whatever the specificity, and rules in none are stronger still",
    arguments: [
      ("@layer a { #x { widows: 3 } } @layer b { p { widows: 4 } }", 4),
      ("@layer b, a; @layer a { p { widows: 4 } } @layer b { #x { widows: 3 } }", 4),
      ("p { widows: 4 } @layer a { #x { widows: 3 } }", 4),
      ("@layer a { p { widows: 4 } @layer b { #x { widows: 3 } } }", 4),
      ("@layer a.b { #x { widows: 3 } } @layer a { @layer c { p { widows: 4 } } }", 4),
      ("@layer a { @layer b { p { widows: 4 } } } @layer a.b { p { widows: 5 } } @layer a.c { p { widows: 3 } }", 3),
      ("@layer { #x { widows: 3 } } @layer { p { widows: 4 } }", 4),
      ("@layer a; @layer { #x { widows: 3 } } @layer a { p { widows: 4 } }", 3),
      ("@media screen { @layer b; } @layer a { p { widows: 3 } } @layer b { p { widows: 4 } }", 4),
      ("p { @layer a { widows: 3 } @layer b { & { widows: 4 } } }", 4),
      ("#x { @layer a { widows: 3 } } @layer b { p { widows: 4 } }", 4),
    ])
  func order(css: String, expected: Int) { #expect(widows(css) == expected) }

  @Test(
    "Important declarations win the other way round",
    arguments: [
      ("@layer a { p { widows: 3 !important } } @layer b { #x { widows: 4 !important } }", 3),
      ("@layer a { p { widows: 3 !important } } #x { widows: 4 !important }", 3),
      ("@layer a { p { widows: 3 !important } #x { widows: 5 !important } }", 5),
    ])
  func important(css: String, expected: Int) { #expect(widows(css) == expected) }

  @Test("Imports may be put into layers, made conditional, and set in order before")
  func imports() {
    let files = ["a": "#x { widows: 3 } @layer in { p { orphans: 7 } }", "b": "p { widows: 4 }"]
    #expect(widows("@import 'a' layer(one); @import 'b' layer(two);", files: files) == 4)
    #expect(widows("@layer two, one; @import 'a' layer(one); @import 'b' layer(two);", files: files) == 3)
    #expect(widows("@import 'a' layer; @import 'b' layer;", files: files) == 4)
    #expect(widows("@import 'b' layer(one.two); @layer one { @layer three { p { widows: 5 } } }", files: files) == 5)
    #expect(
      widows("@import 'a' supports(nothing: such) print; @import 'b' supports((color: red)) all;", files: files) == 4)
    #expect(
      widows("@import 'a' supports(color: red) screen; @import 'b' layer supports(color: red) print;", files: files)
        == 4)
  }

  @Test("The layers of the house style and those of the report are apart")
  func origins() {
    let root = cascade(
      "@layer b, a; @import 'bulletin:h.css'; @layer a { p { widows: 3 } } @layer b { p { widows: 4 } }",
      files: ["bulletin:h.css": "@layer a { p { orphans: 3 } } @layer b { p { orphans: 4; widows: 9 } }"]
    ).root
    #expect(root.descendant("p").values.orphans == 4 && root.descendant("p").values.widows == 3)
  }

  @Test("A name that is none, or a statement with too much, is reported")
  func problems() {
    #expect(parse("@layer 1 { p { color: red } }").1.map(\.id) == ["style.invalid-layer"])
    #expect(parse("@layer a, b { p { color: red } }").1.map(\.id) == ["style.invalid-layer"])
    #expect(parse("@layer a, initial;").1.map(\.id) == ["style.invalid-layer"])
    #expect(parse("@layer;").1.map(\.id) == ["style.invalid-layer"])
    #expect(parse("@import 'a' layer(1);", files: ["a": ""]).1.map(\.id) == ["style.invalid-layer"])
    #expect(
      parse("@import 'a'; @layer x; @import 'a';", files: ["a": ""]).1.map(\.id) == ["style.late-import"])
  }

  @Test("revert goes back to the weaker origin, revert-layer to the weaker layer")
  func revert() {
    let house = ["bulletin:h.css": "p { widows: 6; orphans: 5; color: red; --v: 6 }"]
    func values(_ css: String) -> StyleValues {
      cascade("@import 'bulletin:h.css'; " + css, files: house).root.descendant("section p.a").values
    }
    #expect(values("p { widows: 7 } p.a { widows: revert }").widows == 6)
    #expect(values("section { color: blue } p.a { color: revert; margin: revert }").color == Color(hex: 0xFF0000))
    #expect(values("@layer a { p { widows: 7 } } @layer b { p { widows: 8; widows: revert-layer } }").widows == 7)
    #expect(values("@layer a { p { widows: 7 } } p { widows: 8 } p.a { widows: revert-layer }").widows == 7)
    #expect(values("@layer a { p { widows: revert-layer } }").widows == 6)
    #expect(values("@layer a { p { widows: revert } } p { widows: revert-layer }").widows == 6)
    #expect(values("p { widows: 7 !important } p.a { widows: revert !important }").widows == 6)
    #expect(values("p { --w: 7; widows: var(--none, revert) }").widows == 6)
    #expect(values("p { --v: 9 } p.a { --v: revert; widows: var(--v) }").widows == 6)
  }

  @Test("all sets every property but custom ones")
  func all() {
    let root = cascade(
      "section { color: red; widows: 6; margin: 3pt; --v: 5 } p { all: initial; orphans: var(--v) } em { all: inherit } i { all: unset }"
    ).root
    let paragraph = root.descendant("section p").values
    #expect(paragraph.color == .black && paragraph.widows == 2 && paragraph.orphans == 5)
    #expect(root.descendant("section em").values.margin.top == .length(.pt(3)))
    #expect(
      root.descendant("section i").values.widows == 6
        && root.descendant("section i").values.margin.top == .length(.zero))
    #expect(parse("p { all: red }").1.map(\.id) == ["style.invalid-value"])
    #expect(cascade("p { widows: 6; } p.a { all: revert-layer }").root.descendant("p.a").values.widows == 2)
  }
}
