import Geometry
import Testing

@testable import Styling

@Suite("Calculations and units")
struct CalculationTests {
  /// A margin as it is used in a containing block of 200 pt, in points.
  private func margin(_ css: String) -> Double? {
    values("margin-left: \(css)").margin.left.resolved(in: .pt(200)).map { ($0.points * 1000).rounded() / 1000 }
  }
  private func hint(_ css: String) -> String? { parse("p { \(css) }").1.first?.hint }

  @Test(
    "Lengths, percentages and numbers are mixed and nested as CSS Values has it",
    arguments: [
      ("calc(100% - 20pt)", 180), ("calc(50% + (1em - 4pt) * 2)", 112), ("calc(100% / 3 + 1pt)", 67.667),
      ("calc(2 * 3 * 4pt)", 24), ("calc(10pt / (1pt / 2pt))", 20), ("calc(-1 * (25% - 10pt))", -40),
      ("min(50%, 90pt)", 90), ("max(50%, 90pt, 10em)", 100), ("clamp(30pt, 10%, 40pt)", 30),
      ("clamp(none, 10%, 15pt)", 15), ("clamp(25pt, 10%, none)", 25), ("clamp(none, 10%, none)", 20),
      ("calc(min(10%, 30pt) + max(1pt, 2pt) * 2)", 24), ("round(10%, 7pt)", 21), ("round(up, 10%, 7pt)", 21),
      ("round(down, 10%, 7pt)", 14), ("round(to-zero, -10%, 7pt)", -14), ("mod(-18pt, 5pt)", 2),
      ("rem(-18pt, 5pt)", -3), ("abs(-10%)", 20), ("calc(sign(-3pt) * 4pt)", -4), ("calc(1pt * pow(2, 3))", 8),
      ("calc(1pt * sqrt(16))", 4), ("hypot(3pt, 4pt)", 5), ("calc(10pt * sin(30deg))", 5),
      ("calc(1pt * round(2.5))", 3), ("calc(180pt * (asin(1) / 90deg))", 180), ("calc(pi * 1pt)", 3.142),
      ("calc(1pt * (1in / 1pt))", 72), ("calc(1pt*2)", 2), ("CALC(1PT + 1Pt)", 2),
    ] as [(String, Double)])
  func mixed(css: String, expected: Double) throws {
    #expect(margin(css) == expected)
  }

  @Test("A calculation that needs no containing block is a plain length, one of percentages alone a plain share")
  func simple() {
    #expect(values("width: calc(1in + 1pt)").width == .length(.pt(73)))
    #expect(values("width: calc(100% / 4)").width == .fraction(0.25))
    #expect(MemoryLayout<Extent>.size <= 16)
  }

  @Test("What is calculated is brought into the range of its property, what is written is refused")
  func range() {
    #expect(values("padding-left: calc(1pt - 4pt)").padding.left == .length(.zero))
    #expect(values("width: calc(10% - 40pt)").width.resolved(in: .pt(100)) == .zero)
    #expect(values("font-size: calc(1pt - 4pt)").fontSize == .zero)
    #expect(values("orphans: calc(7 / 2)").orphans == 4)
    #expect(parse("p { padding-left: -1pt }").1.count == 1)
  }

  @Test(
    "A calculation of the wrong type is a warning that says why",
    arguments: [
      ("width: calc(10pt + 3)", "a length and a number cannot be added"),
      ("width: calc(3 * 4)", "the calculation makes a number, not a length"),
      ("width: calc(1pt * 1pt)", "the calculation makes a product of units, not a length"),
      ("width: calc(1pt+1pt)", "write a space on both sides of '+' and '-'"),
      ("width: calc(1pt +1pt)", "write a space on both sides of '+' and '-'"),
      ("width: min(1pt, 3)", "'min()' cannot compare a length with a number"),
      ("width: clamp(1pt, 2pt)", "'clamp()' takes 3 values, not 2"),
      ("width: calc(1pt * (2 + 3deg))", "a number and an angle cannot be added"),
      ("width: calc(3mmm)", "did you mean 'mm'?"), ("width: sqrt(4pt)", "'sqrt()' takes numbers"),
      ("width: calc()", "something is missing in the calculation"),
      ("letter-spacing: calc(1pt + 5%)", "a length and a percentage cannot be added"),
      ("line-height: calc(1deg)", "the calculation makes an angle, not a length"),
    ])
  func wrongTypes(css: String, expected: String) {
    #expect(hint(css) == expected)
  }

  @Test("What has no value or no end is a warning and something a page can hold")
  func limits() {
    for (css, expected) in [
      ("calc(1pt / 0)", largestNumber), ("calc(-1pt / 0)", -largestNumber), ("calc(0pt / 0)", 0),
      ("1e30pt", largestNumber),
      ("calc(1pt * infinity)", largestNumber), ("calc(1pt * NaN)", 0), ("calc(1e300pt * 1e300)", largestNumber),
    ] as [(String, Double)] {
      let (sheet, found) = parse("p { margin-left: \(css) }")
      #expect(found.map(\.id) == ["style.changed-value"], "\(css)")
      let margin = Cascade(sheets: [sheet]).root.descendant("p").values.margin.left
      #expect(margin.resolved(in: .pt(100)) == .pt(expected), "\(css)")
    }
    let (sheet, _) = parse(":root { --x: calc(1pt / 0) } p { margin-left: var(--x) }")
    let cascade = Cascade(sheets: [sheet])
    _ = cascade.root.descendant("p")
    #expect(cascade.diagnostics.all.map(\.id) == ["style.changed-value"])
  }

  @Test(
    "Absolute units, those of fonts and those of the page",
    arguments: [
      ("1in", 72), ("2.54cm", 72), ("25.4mm", 72), ("101.6q", 72), ("101.6Q", 72), ("6pc", 72), ("96px", 72),
      ("1em", 20), ("1rem", 16), ("1ex", 10), ("1rex", 8), ("1ch", 10), ("1ic", 20), ("1ric", 16), ("1cap", 14),
      ("1lh", 30), ("1rlh", 24), ("10vw", 20), ("10vh", 30), ("10vmin", 20), ("10vmax", 30), ("10vi", 20),
      ("10svb", 30), ("10dvw", 20), ("10lvh", 30),
    ] as [(String, Double)])
  func units(css: String, expected: Double) {
    let cascade = cascade(
      """
      @page { size: 300pt 400pt; margin: 50pt }
      :root { font-size: 16pt; line-height: 1.5 }
      p { font-size: 20pt; width: \(css) }
      """)
    let width = cascade.root.descendant("p").values.width.resolved(in: .zero)?.points ?? -1
    #expect(abs(width - expected) < 0.001)
  }

  @Test("Units of fonts in font-size and line-height are those of the parent")
  func ownFont() {
    let style = cascade(":root { font-size: 10pt; line-height: 20pt } p { font-size: 2lh; line-height: 1.5lh }")
      .root.descendant("p").values
    #expect(style.fontSize == .pt(40) && style.lineHeight == .pt(30))
  }
}
