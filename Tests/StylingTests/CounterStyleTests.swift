import Testing

@testable import Styling

@Suite("Counter styles")
struct CounterStyleTests {
  private func text(_ values: [Int], _ style: String, _ sheet: String = "") -> [String] {
    let styles = parse(sheet).0.counterStyles
    return values.map { CounterStyles(styles).text($0, .named(style)) }
  }

  @Test("CSS's own styles write numbers as its examples do")
  func predefined() {
    #expect(
      text([1, 4, 9, 1990, 3999, 4000, 0], "upper-roman") == ["I", "IV", "IX", "MCMXC", "MMMCMXCIX", "4000", "0"])
    #expect(text([1, 26, 27, 703, 0, -1], "lower-alpha") == ["a", "z", "aa", "aaa", "0", "-1"])
    #expect(text([-12, 7, 12, -3], "decimal-leading-zero") == ["-12", "07", "12", "-3"])
    #expect(text([1, 17, 18, 24, 25], "lower-greek") == ["α", "ρ", "σ", "ω", "αα"])
    #expect(text([10, 2026], "arabic-indic") == ["١٠", "٢٠٢٦"] && text([45], "persian") == ["۴۵"])
    #expect(text([15, 16, 17, 115, 2026], "hebrew") == ["טו", "טז", "יז", "קטו", "ב׳כו"])
    #expect(text([1984], "armenian") == ["ՌՋՁԴ"] && text([1984], "georgian") == ["ჩშპდ"])
    #expect(
      text([7, 20, -1], "cjk-decimal") == ["七", "二〇", "-1"] && text([12, 13], "cjk-earthly-branch") == ["亥", "一三"])
    #expect(text([1, 5], "disc") == ["•", "•"])
  }

  @Test("Each system of '@counter-style', with sign, filling, range and fallback")
  func systems() {
    let sheet = """
      @counter-style stars { system: symbolic; symbols: "*" "†" "‡"; suffix: " " }
      @counter-style circled { system: fixed 3; symbols: ① ② ③; fallback: upper-alpha }
      @counter-style dice { system: additive; additive-symbols: 6 ⚅, 5 ⚄, 4 ⚃, 3 ⚂, 2 ⚁, 1 ⚀; }
      @counter-style money { system: extends decimal; negative: "(" ")"; pad: 3 "0"; prefix: "no. " }
      @counter-style binary { system: numeric; symbols: "0" "1"; range: 0 7, 16 infinite }
      @counter-style turns { system: cyclic; symbols: a b c }
      """
    #expect(text([1, 2, 3, 4, 8], "stars", sheet) == ["*", "†", "‡", "**", "†††"])
    #expect(text([3, 5, 6, 1], "circled", sheet) == ["①", "③", "F", "A"])
    #expect(text([13], "dice", sheet) == ["⚅⚅⚀"])
    #expect(text([7, -7, 1234], "money", sheet) == ["007", "(7)", "1234"])
    #expect(text([5, 9, 16], "binary", sheet) == ["101", "9", "10000"])
    #expect(text([-1, 0, 1, 4], "turns", sheet) == ["b", "c", "a", "a"])
    let styles = CounterStyles(parse(sheet).0.counterStyles)
    #expect(styles.marker(4, .named("money")) == "no. 004. " && styles.marker(1, .named("stars")) == "* ")
    #expect(styles.marker(3, .text("–")) == "–" && styles.marker(3, .none) == "")
  }

  @Test("Styles that extend or fall back on one another in a circle end in decimal")
  func circles() {
    let sheet = """
      @counter-style a { system: extends b }
      @counter-style b { system: extends a }
      @counter-style x { system: fixed; symbols: "1st"; fallback: y }
      @counter-style y { system: fixed; symbols: "one"; fallback: x }
      """
    #expect(text([12], "a", sheet) == ["12"] && text([1, 2], "x", sheet) == ["1st", "2"])
  }

  @Test("Circles, and styles that are not there, are warnings at the rule")
  func circlesAreReported() {
    let (sheet, _) = parse(
      """
      @counter-style a { system: extends b }
      @counter-style b { system: extends a; suffix: ")" }
      @counter-style c { system: extends b }
      @counter-style x { system: fixed; symbols: "1st"; fallback: y }
      @counter-style y { system: fixed; symbols: "one"; fallback: x }
      @counter-style z { system: extends nowhere; fallback: lower-romn }
      """)
    let cascade = Cascade(sheets: [sheet])
    #expect(
      cascade.diagnostics.all.map(\.message) == [
        "counter styles extend one another in a circle: a → b → a", "there is no counter style 'nowhere'",
        "there is no counter style 'lower-romn'", "counter styles fall back on one another in a circle: x → y → x",
      ])
    #expect(cascade.diagnostics.all.map { $0.range.line } == [1, 6, 6, 4])
    #expect(cascade.counterStyles.marker(2, .named("c")) == "2)")
  }

  @Test("Counters go up to a thousand million; beyond, the value is changed with a warning")
  func largeValues() {
    #expect(values("counter-reset: y 2025000").counters.reset.map(\.value) == [2_025_000])
    let (sheet, found) = parse(
      "p { counter-set: y -3000000000 }\n@counter-style k { system: additive; additive-symbols: 1000000 M, 1 i }")
    #expect(found.map(\.message) == ["'counter-set': no counter goes so far; -1000000000 stands for it"])
    #expect(Cascade(sheets: [sheet]).counterStyles.text(2_000_001, .named("k")) == "MMi")
  }

  @Test("A number that would need a million symbols is written in the fallback")
  func long() {
    let sheet =
      "@counter-style tally { system: symbolic; symbols: '|' } @counter-style ones { system: additive; additive-symbols: 1 'i' }"
    #expect(text([1_000_000], "tally", sheet) == ["1000000"] && text([Int(Int32.max)], "ones", sheet) == ["2147483647"])
    #expect(text([7], "p", "@counter-style p { system: extends decimal; pad: 1000000 '0' }")[0].count <= 120)
  }

  @Test("A style that cannot write anything, and a descriptor that is none, are warnings")
  func mistakes() {
    let (sheet, problems) = parse(
      """
      @counter-style empty { system: cyclic }
      @counter-style one { system: numeric; symbols: "0" }
      @counter-style decimal { system: cyclic; symbols: x }
      @counter-style rising { system: additive; additive-symbols: 1 i, 5 v }
      @counter-style ok { symbols: x; sufix: "" }
      """)
    #expect(sheet.counterStyles.map(\.name) == ["ok"])
    #expect(
      problems.map(\.message) == [
        "the counter style 'empty' has no symbols", "the counter style 'one' needs two symbols at least",
        "the counter style 'decimal' cannot be made anew",
        "'1 i, 5 v' is not a value of 'additive-symbols' in '@counter-style'",
        "the counter style 'rising' has no additive-symbols", "'sufix' is not supported in '@counter-style'",
      ])
  }

  @Test("A misspelt name is reported where it is written, with the nearest one as the hint")
  func misspelt() throws {
    let (sheet, _) = parse(
      """
      ol { list-style-type: lower-romn }
      @page { @top-left { content: counter(page, stars) } }
      p { content: counter(a, later) }
      @counter-style later { symbols: x }
      """)
    let found = Cascade(sheets: [sheet]).diagnostics.all
    #expect(found.map(\.id) == ["style.unknown-counter-style", "style.unknown-counter-style"])
    #expect(found.map { $0.range.line } == [1, 2] && found[0].hint == "did you mean 'lower-roman'?")
  }
}
