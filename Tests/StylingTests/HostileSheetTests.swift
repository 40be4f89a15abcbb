import Diagnostics
import Geometry
import Testing

@testable import Styling

@Suite("Sheets that mean no good")
struct HostileSheetTests {
  /// Reads a sheet and asks for styles, and checks that what is wrong does not fill the screen.
  @discardableResult
  private func use(_ bytes: [UInt8], files: [String: String] = [:]) -> (values: StyleValues, found: [Diagnostic]) {
    var diagnostics = Diagnostics()
    let sheet = StyleSheet.parse(
      InputFile(name: "h.css", bytes: bytes), reader: MemoryReader(files: files), into: &diagnostics)
    let cascade = Cascade(sheets: [sheet])
    let values = cascade.root.descendant("body p.a#x").values
    _ = cascade.page(PageKind(isFirst: true, isLeft: true))
    diagnostics.add(contentsOf: cascade.diagnostics.all)
    for (id, found) in Dictionary(grouping: diagnostics.all, by: \.id) {
      // The sheet and the styles may each have a hundred and say how many more there are.
      #expect(found.count <= 202, "\(id)")
    }
    return (values, diagnostics.all)
  }

  private static let count = 8_000

  /// What is repeated, and what stands before and after it.
  private static let pieces: [(String, String, String)] = [
    ("a{", "", ""), ("a{", "", "}"), ("(", "", ""), ("[", "", ")"), ("{", "", ""), ("}", "", ""), (")", "p{color:", ""),
    ("p:not(", "", ""), ("p:is(", "", ")"), ("f(", "p{color:", ""), ("calc(", "p{margin:", ""),
    ("(", "p{margin:calc(", ""), ("color-mix(in oklab,red,", "p{color:", ""), ("linear-gradient(", "p{background:", ""),
    ("a,", "", "p{color:red}"), ("p ", "", "{color:red}"), (".a", "", "{color:red}"), ("p>", "", "p{color:red}"),
    ("p~", "", "p{color:red}"), ("p{color:red}", "", ""), ("p{colr:red}", "", ""), ("p{color:reed}", "", ""),
    ("colr:red;", "p{", "}"), ("color:red;", "p{", "}"), ("color:reed;", "p{", ""), ("a:hover{}", "p{", "}"),
    ("a:b{c:d}", "p{", ""), ("&", "p{", "{color:red}}"), ("& &{", "p{", "}"), ("@a;", "", ""), ("@a{", "", ""),
    ("@media(", "", ""), ("(", "@media ", "{p{color:red}}"), ("not (", "@media ", ""),
    ("(color) and ", "@media ", "(color){}"),
    ("(", "@supports ", "{}"), ("@supports (color:red){", "", ""), ("@media (width){", "", "p{color:red}"),
    ("@layer{", "", ""),
    ("a.", "@layer ", "a{p{color:red}}"), ("a,", "@layer ", "a;"), ("@layer{p{color:red}}", "", ""),
    ("@import 'h.css';", "", ""),
    ("\"", "", ""), ("\"\n", "", ""), ("/*", "", ""), ("\\", "", ""), ("url(", "p{color:", ""), ("-", "", ""),
    ("9", "p{margin:", "mm}"),
    ("\u{0}", "", ""), (";", "", "p{color:red}"), ("<!--", "", ""), ("@page{", "", ""),
    ("@page :nth(1){size:A5}", "", ""),
    ("@font-face{font-family:a;src:url(b)}", "", ""), ("var(--a,", "p{color:", ""),
    ("var(--a) ", "p{--a:b c;color:", "}"),
    ("!important", "p{color:red", "}"), ("--a:{", "p{", ""), ("\n", "", ""), ("é", "", "{}"),
  ]

  @Test("Any piece, repeated thousands of times, is read to its end", arguments: pieces)
  func repeated(piece: String, before: String, after: String) {
    use(Array((before + String(repeating: piece, count: Self.count / max(1, piece.utf8.count / 4)) + after).utf8))
  }

  @Test("Thousands of custom properties, in a chain, in a circle or each for itself")
  func customProperties() {
    func sheet(_ value: (Int) -> String) -> [UInt8] {
      Array((":root{" + (0..<Self.count).map { "--a\($0):\(value($0));" }.joined() + "} p{widows:var(--a7)}").utf8)
    }
    #expect(use(sheet { "\($0)" }).values.widows == 7)
    use(sheet { "var(--a\($0 + 1))" })
    use(sheet { "var(--a\($0 ^ 1))" })
    use(sheet { "var(--b\($0))" })
    let reads = (0..<Self.count / 4).map { "p{--c\($0):var(--d\($0),1);color:var(--e\($0))}" }.joined()
    use(Array(reads.utf8))
  }

  @Test("Counter styles that extend one another, or fall back on one another, in a chain of thousands")
  func counterStyles() {
    func sheet(_ rule: (Int) -> String) -> [UInt8] {
      Array(((0..<Self.count).map(rule).joined() + "p{list-style-type:a0}").utf8)
    }
    let chain = sheet { "@counter-style a\($0){system:extends a\($0 + 1)}" }
    #expect(use(chain).found.map(\.message) == ["there is no counter style 'a\(Self.count)'"])
    use(sheet { "@counter-style a\($0){system:extends a\(($0 + 1) % Self.count)}" })
    use(sheet { "@counter-style a\($0){symbols:x;fallback:a\(($0 + 1) % Self.count)}" })
    use(sheet { "@counter-style a\($0){symbols:x;fallback:b\($0)}" })
  }

  @Test(
    "What is nested too deeply to be read says so where it stands",
    arguments: [
      "p{color:" + String(repeating: "color-mix(in oklab,red,", count: 40) + "red" + String(repeating: ")", count: 40)
        + "}",
      "p{margin:" + String(repeating: "calc(", count: 40) + "1pt" + String(repeating: ")", count: 40) + "}",
      "@supports " + String(repeating: "(", count: 40) + "color:red" + String(repeating: ")", count: 40)
        + "{p{color:red}}",
    ])
  func depth(sheet: String) {
    let found = use(Array(sheet.utf8)).found
    #expect(found.map(\.hint) == ["this is nested too deeply"] && found.allSatisfy { $0.severity == .warning })
  }

  @Test("Random bytes, in any encoding that they seem to be in")
  func randomBytes() {
    var random = SeededNumbers(state: 5)
    let bytes = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    use(bytes)
    use([0xFF, 0xFE] + bytes)
    use(Array("@charset \"shift_jis\";".utf8) + bytes)
    use(Array("@charset \"koi8-r\";".utf8) + bytes)
    use(bytes.map { $0 & 0x7F })
  }

  @Test("Sheets that import one another, in circles and trees, come to an end")
  func imports() {
    let all = Dictionary(
      uniqueKeysWithValues: (0..<30).map { sheet in
        ("s\(sheet)", (0..<30).map { "@import 's\($0)' layer(l\($0));" }.joined() + "p{color:red}")
      })
    let found = use(Array("@import 's0';".utf8), files: all).found
    #expect(found.contains { $0.id == "style.import-cycle" } && found.contains { $0.id == "style.too-many-imports" })
    use(Array("@import 'h.css';p{color:red}".utf8), files: ["h.css": "@import 'h.css';"])
  }

  @Test("Of one kind of mistake the first hundred are listed, then how many more there are")
  func counted() {
    let (sheet, found) = parse(String(repeating: "p { colr: red }\n", count: 250) + "p { color: red }")
    #expect(found.count == 101 && found[99].range.line == 100)
    #expect(found[100].message == "150 more of this kind are not listed" && found[100].id == "style.unknown-property")
    #expect(Cascade(sheets: [sheet]).root.descendant("p").values.color == Color(hex: 0xFF0000))
  }
}
