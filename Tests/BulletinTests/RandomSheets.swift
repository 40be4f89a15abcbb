import Diagnostics
import Geometry

@testable import Styling

/// Numbers that are the same on each run (SplitMix64, by S. Vigna).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Makes sheets of any properties with values that they take, however little sense they make together.
struct RandomSheets {
  var random: SplitMix

  private static let elements =
    """
    :root body section header.title-block h1 h2 h3 p ul ol li blockquote pre hr div em strong code span a img footnote
    reference figure figcaption chart table thead tbody tr th td nav .subtitle .aside .pair title plot axis label series
    mark *
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  private static let parts = ["", "", "", "::before", "::after", "::marker", "::footnote-call", "::footnote-marker"]
  private static let pages = ["", ":first", ":left", ":blank", " x", ":nth(2n)"]
  private static let pageBoxes = [
    "top-left", "bottom-right", "left-middle", "top-left-corner", "footnote", "leftnote", "rightnote",
  ]
  private static let values =
    """
    0 1 2 -1 7 1000 0.001 1e5 0pt 1pt 9pt 40pt -7pt 60mm 1e5pt -1e5pt 0.001pt 2em 50% -20% 1000% 0% auto none normal
    block inline inline-block list-item flex grid table table-cell table-caption table-row top bottom footnote sidenote
    leftnote rightnote column-top page column avoid avoid-page left right both all balance always line running(x) x
    solid dotted double wavy underline red transparent justify center end start balance pretty nowrap pre pre-wrap hyphens
    anywhere break-all force-end first last clone border-box wrap stretch dense baseline super middle rtl uppercase
    small-caps tabular-nums inside lower-roman cross crop landscape A6 A3 rotate-left next-page
    """.split(whereSeparator: \.isWhitespace).map(String.init) + [
      "1fr 2fr", "repeat(auto-fit, minmax(20mm, 1fr))", "repeat(4, auto)", "1 / 3", "span 2", "-1 / span 3",
      "calc(50% - 30mm)", "min(10%, 4pt)", "calc(1pt / 0)", "1pt solid red", "30pt double", "2 10mm", "5 3 3",
      "\"a\" counter(page)", "\"long words in a row \" open-quote", "leader(dotted) counter(pages)",
      "target-counter(url(#sec-harvest), page)", "target-text(attr(href))", "content()", "element(x) string(y)",
      "y content() \"!\"", "page 3", "a 2147483647", "\"«\" \"»\"", "\"-\"", "100mm 30mm", "4 4 20mm", "inherit",
      "unset",
    ]
  private static let properties = PropertyTable.longhands.map(\.name) + PropertyTable.shorthands.map(\.name)

  mutating func next() -> String {
    var sheet = ""
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      let selector = (0..<Int.random(in: 1...3, using: &random)).map { _ in pick(Self.elements) }
      sheet += "\(selector.joined(separator: ", "))\(pick(Self.parts)) { \(declarations()) }\n"
    }
    if Bool.random(using: &random) {
      let box = "@\(pick(Self.pageBoxes)) { \(declarations()) }"
      sheet += "@page\(pick(Self.pages)) { \(declarations()) \(box) }\n"
    }
    return sheet
  }

  private mutating func declarations() -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { _ in declaration() }.joined(separator: "; ") + ";"
  }

  /// A property with a value that it takes, as far as some tries find one.
  private mutating func declaration() -> String {
    let property = pick(Self.properties)
    for _ in 0..<60 {
      let declaration = "\(property): \(pick(Self.values))"
      var found = Diagnostics()
      _ = StyleSheet.parse(
        InputFile(name: "style.css", bytes: Array("a { \(declaration) }".utf8)), reader: NoFiles(), into: &found)
      if !found.all.contains(where: { $0.id == "style.invalid-value" }) { return declaration }
    }
    return "\(property): inherit"
  }

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
}

private struct NoFiles: InputReading {
  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    throw .error("input.missing-file", "there is no file '\(path)'", at: range ?? .file(path))
  }
}
