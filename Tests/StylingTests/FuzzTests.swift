import Diagnostics
import Testing

@testable import Styling

/// A small generator whose numbers are the same on each run (SplitMix64, by S. Vigna).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("Input of any kind")
struct FuzzTests {
  private let pieces = [
    "p", "h1", "@page", "@media", "@import", "@font-face", "print", "{", "}", "(", ")", "[", "]", ":", ";",
    ",", ".", "#", "a",
    "--x", "var(", "calc(", "url(", "\"", "'", "\\", "/*", "*/", "1", "-2.5e3", "pt", "%", "!important",
    "color", "margin",
    "font", "red", "nth-child(", "2n+1", ":not(", ":is(", "~=", ">", "+", "*", "<!--", "-->", "\n", "\r\n",
    " ", "é", "\u{0}",
    "@top-left", "content", "counter(page)", "string-set", "size", "A4", "inherit", "src", "font-family",
    "border", "/", "=",
  ]

  private func use(_ bytes: [UInt8]) {
    var diagnostics = Diagnostics()
    let sheet = StyleSheet.parse(
      InputFile(name: "f.css", bytes: bytes), reader: MemoryReader(files: ["a": "p{color:red}"]),
      into: &diagnostics)
    for found in diagnostics.all {
      #expect(found.range.line >= 1 && found.range.column >= 1 && found.range.endLine >= found.range.line)
    }
    let cascade = Cascade(sheets: [sheet])
    let context = cascade.root.descendant("h1 p.a#a")
    _ = context.customProperty("--x")
    _ = cascade.page(PageKind(isFirst: true, isLeft: true))
    _ = cascade.diagnostics
  }

  @Test("Random pieces of style sheets neither crash nor hang")
  func pieces3000() {
    var random = SeededNumbers(state: 7)
    for _ in 0..<3000 {
      let count = Int.random(in: 0...60, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      use(Array(text.utf8))
    }
  }

  @Test("Random bytes neither crash nor hang")
  func bytes() {
    var random = SeededNumbers(state: 11)
    for _ in 0..<1000 {
      use(
        (0..<Int.random(in: 0...200, using: &random)).map { _ in UInt8.random(in: 0...127, using: &random) })
    }
    for _ in 0..<300 {
      use((0..<Int.random(in: 0...80, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }

  @Test("The house style with pieces cut out or doubled neither crashes nor hangs")
  func mutations() throws {
    var random = SeededNumbers(state: 23)
    let whole = try StyleFiles.text("Styles/briefing.css").utf8.map { $0 }
    for _ in 0..<150 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let start = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 1...40, using: &random))
        if Bool.random(using: &random) {
          bytes.removeSubrange(start..<end)
        } else {
          bytes.insert(contentsOf: bytes[start..<end], at: start)
        }
      }
      use(bytes)
    }
  }

  @Test(
    "Nesting without end neither crashes nor hangs",
    arguments: ["(", "[", "{", "p:not(", "f(", "@media print{", "a>", "p{--x:var(--x,"])
  func nesting(piece: String) {
    use(Array(String(repeating: piece, count: 20_000).utf8))
    use(Array(("p{margin:" + String(repeating: piece, count: 5_000)).utf8))
    use(Array(("p{--x:1;margin:" + String(repeating: "var(--y,", count: 3_000)).utf8))
  }
}
