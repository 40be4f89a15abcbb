import Geometry
import Testing

@testable import Styling

@Suite("Properties")
struct PropertyTests {
  @Test("Margins and padding, one side and all")
  func boxes() {
    let margins = values("margin: 1pt 2mm 10% auto").margin
    #expect(
      margins == Sides(top: .length(.pt(1)), right: .length(.mm(2)), bottom: .fraction(0.1), left: .auto))
    #expect(values("margin: 1pt 2pt").margin.left == .length(.pt(2)))
    #expect(values("margin: 1pt 2pt 3pt").margin.left == .length(.pt(2)))
    #expect(values("margin-left: -4pt").margin.left == .length(.pt(-4)))
    #expect(values("margin-top: 1pt").margin.top == .length(.pt(1)))
    #expect(values("margin-right: 1pt").margin.right == .length(.pt(1)))
    #expect(values("margin-bottom: 1pt").margin.bottom == .length(.pt(1)))
    #expect(values("padding: 1cm; padding-top: 0; padding-right: 5%").padding.right == .fraction(0.05))
    #expect(values("padding: 1in; padding-bottom: 1pc; padding-left: 4q").padding.bottom == .length(.pt(12)))
    #expect(values("padding-left: 4q").padding.left == .length(.pt(288 / 101.6)))
    #expect(values("width: 50%; height: 3px; max-width: none").width == .fraction(0.5))
    #expect(
      values("height: 4px").height == .length(.pt(3))
        && values("max-width: 40mm").maxWidth == .length(.mm(40)))
    #expect(values("gap: 1em").columnGap == .pt(10) && values("gap: normal").columnGap == nil)
    #expect(values("gap: 2pt 3pt").rowGap == .pt(2) && values("gap: 2pt 3pt").columnGap == .pt(3))
  }

  @Test("Borders in all their forms")
  func borders() {
    let red = Color(hex: 0xFF0000)
    let all = values("border: 0.4pt solid red").border
    #expect(all == Sides(Border(width: .pt(0.4), style: .solid, color: red)))
    let top = values("border-top: dashed 1pt").border
    #expect(top.top == Border(width: .pt(1), style: .dashed, color: nil) && top.bottom.style == .none)
    #expect(values("border-right: dotted").border.right.width == .pt(2.25))
    #expect(values("border: 1pt solid; border-bottom: none").border.bottom.usedWidth == .zero)
    #expect(values("border-left: thin solid").border.left.width == .pt(0.75))
    let parts = values(
      "border-style: solid dotted; border-width: 1pt 2pt 3pt 4pt; border-color: red currentcolor")
    #expect(parts.border.left == Border(width: .pt(4), style: .dotted, color: nil))
    #expect(parts.border.bottom == Border(width: .pt(3), style: .solid, color: red))
    for side in ["top", "right", "bottom", "left"] {
      let border = values("border-\(side)-width: 1pt; border-\(side)-style: solid; border-\(side)-color: red")
        .border
      #expect(
        [border.top, border.right, border.bottom, border.left].filter { $0.usedWidth == .pt(1) }.count == 1)
    }
  }

  @Test(
    "Colours in every form",
    arguments: [
      ("#f80", 0xFF8800, 1.0), ("#0B4F8A", 0x0B4F8A, 1), ("#f808", 0xFF8800, 136 / 255),
      ("#0b4f8a80", 0x0B4F8A, 128 / 255),
      ("rgb(11, 79, 138)", 0x0B4F8A, 1), ("rgb(11 79 138 / 50%)", 0x0B4F8A, 0.5),
      ("rgba(11,79,138,.25)", 0x0B4F8A, 0.25),
      ("rgb(100% 0% 0%)", 0xFF0000, 1), ("hsl(120, 100%, 25%)", 0x008000, 1),
      ("hsl(240deg 100% 50% / 0.5)", 0x0000FF, 0.5),
      ("hsl(0.5turn 100% 50%)", 0x00FFFF, 1), ("RebeccaPurple", 0x663399, 1), ("transparent", 0, 0),
    ] as [(String, UInt32, Double)])
  func colors(text: String, hex: UInt32, alpha: Double) throws {
    let color = try #require(StyleParsing.color(from: text))
    let expected = Color(hex: hex)
    #expect(abs(color.red - expected.red) < 0.003 && abs(color.green - expected.green) < 0.003)
    #expect(abs(color.blue - expected.blue) < 0.003 && abs(color.alpha - alpha) < 0.003)
  }

  @Test(
    "Colours that are none",
    arguments: ["", "#12", "#ggg", "rgb(1,2)", "rgb(1 2,3)", "hsl(1%,2%,3%)", "re d", "currentcolor"])
  func noColors(text: String) {
    #expect(StyleParsing.color(from: text) == nil)
  }

  @Test("currentcolor follows the element's own colour")
  func currentColor() {
    let red = Color(hex: 0xFF0000)
    #expect(values("background: currentcolor; color: red").backgroundColor == red)
    #expect(
      values("background-color: #ff0000").backgroundColor == red
        && values("background: none").backgroundColor == .transparent)
    #expect(values("fill: currentcolor").fill == .currentColor && values("stroke: none").stroke == .none)
    #expect(values("fill: red").fill == .color(red) && values("stroke: #f00").stroke == .color(red))
  }

  @Test("Fonts")
  func fonts() {
    let font = values("font: italic 600 8pt/11pt \"Source Sans Pro\", Noto Sans, sans-serif")
    #expect(font.isItalic && font.fontWeight == 600 && font.fontSize == .pt(8) && font.lineHeight == .pt(11))
    #expect(font.fontFamily == ["Source Sans Pro", "Noto Sans", "sans-serif"])
    #expect(values("font: small-caps bold 120%/1.5 serif").fontFeatures.map(\.tag) == ["smcp"])
    #expect(values("font: 120%/1.5 serif").lineHeight == .pt(18))
    #expect(values("font-variant-numeric: tabular-nums; font: 9pt serif").fontFeatures == [])
    #expect(values("font-family: A B, 'C'").fontFamily == ["A B", "C"])
    #expect(values("font-weight: bold").fontWeight == 700 && values("font-weight: bolder").fontWeight == 700)
    #expect(values("font-weight: lighter").fontWeight == 100 && values("font-weight: 350").fontWeight == 350)
    #expect(values("font-style: oblique").isItalic && values("font-size: larger").fontSize == .pt(12))
    #expect(
      values("font-size: x-small").fontSize == .pt(9) && values("font-size: 1.5ex").fontSize == .pt(7.5))
    #expect(
      values("line-height: normal").lineHeight == .pt(12) && values("line-height: 150%").lineHeight == .pt(15)
    )
  }

  @Test("OpenType features from font-variant and font-feature-settings, sorted, the settings stronger")
  func features() {
    func tags(_ css: String) -> [String] { values(css).fontFeatures.map { "\($0.tag)\($0.value)" } }
    #expect(tags("font-variant-numeric: oldstyle-nums proportional-nums") == ["onum1", "pnum1"])
    #expect(
      tags("font-variant-numeric: lining-nums tabular-nums slashed-zero") == ["lnum1", "tnum1", "zero1"])
    #expect(tags("font-variant-caps: small-caps") == ["smcp1"])
    #expect(tags("font-variant-caps: all-small-caps") == ["c2sc1", "smcp1"])
    #expect(tags("font-variant-ligatures: no-common-ligatures") == ["liga0"])
    #expect(tags("font-variant-position: super") == ["sups1"] && tags("font-kerning: none") == ["kern0"])
    #expect(
      tags("font-feature-settings: \"ss01\", \"tnum\" 0, \"cv01\" 3, \"zero\" off") == [
        "cv013", "ss011", "tnum0", "zero0",
      ])
    #expect(tags("font-variant-numeric: tabular-nums; font-feature-settings: 'tnum' 0") == ["tnum0"])
    #expect(tags("font-variant: small-caps oldstyle-nums tabular-nums") == ["onum1", "smcp1", "tnum1"])
    #expect(tags("font-variant: normal") == [])
    #expect(tags("font-variant-east-asian: ruby jis04 proportional-width") == ["jp041", "pwid1", "ruby1"])
    #expect(tags("font-variant: simplified small-caps") == ["smcp1", "smpl1"])
    #expect(parse("p { font-variant-east-asian: jis78 traditional }").1.map(\.id) == ["style.invalid-value"])
    #expect(tags("font-variant-east-asian: traditional; font: 9pt serif") == [])
  }

  @Test("Text")
  func text() {
    let set = values(
      """
      letter-spacing: 0.1em; word-spacing: 2pt; text-align: justify; text-align-last: center; text-indent: 1em;
      text-transform: uppercase; text-wrap: balance; white-space: pre-wrap; hyphens: auto;
      hyphenate-limit-chars: 6 3 4; hyphenate-limit-lines: 2; hanging-punctuation: first last
      """)
    #expect(set.letterSpacing == .pt(1) && set.wordSpacing == .pt(2) && set.textAlign == .justify)
    #expect(
      set.textAlignLast == .center && set.textIndent == TextIndent(width: .length(.pt(10)))
        && set.textTransform == .uppercase)
    #expect(set.textWrapStyle == .balance && set.whiteSpaceCollapse == .preserve && set.hyphens == .auto)
    #expect(
      set.hyphenateLimitChars == HyphenLimits(word: 6, before: 3, after: 4) && set.hyphenateLimitLines == 2)
    #expect(set.hangingPunctuation == HangingPunctuation(first: true, last: true))
    #expect(
      values("hyphenate-limit-chars: auto 3").hyphenateLimitChars
        == HyphenLimits(word: 5, before: 3, after: 3))
    #expect(
      values("hyphenate-limit-lines: no-limit; text-align-last: auto; hanging-punctuation: none")
        .hyphenateLimitLines == nil)
    #expect(values("letter-spacing: normal; word-spacing: normal").letterSpacing == .zero)
    #expect(
      values("list-style: none").listStyleType == CounterStyleReference.none
        && values("list-style-type: LOWER-roman").listStyleType == .named("lower-roman"))
    #expect(values("list-style-type: \"–\"").listStyleType == .text("–"))
    let inside = values("list-style: lower-greek inside")
    #expect(inside.listStyleType == .named("lower-greek") && inside.listStylePosition == .inside)
  }

  @Test("Flow")
  func flow() {
    let set = values(
      """
      display: table-row-group; float: footnote; break-before: page; break-after: avoid; break-inside: avoid;
      vertical-align: super; page: landscape; orphans: 3; widows: 4; caption-side: bottom
      """)
    #expect(set.display == .tableRowGroup && set.float == .footnote && set.breakBefore == .page)
    #expect(set.breakAfter == .avoid && set.breakInside == .avoid && set.verticalAlign == .super)
    #expect(set.page == "landscape" && set.orphans == 3 && set.widows == 4 && set.captionSide == .bottom)
    #expect(
      values("page-break-before: always").breakBefore == .page
        && values("break-before: recto").breakBefore == .right)
    #expect(values("page: auto").page == nil)
  }

  @Test("Columns")
  func columns() {
    let set = values("columns: 12em auto; column-gap: 6mm; column-rule: 1pt solid red; column-fill: auto")
    #expect(set.columns.width == .pt(120) && set.columns.count == nil && set.columnGap == .mm(6))
    #expect(set.columns.rule == Border(width: .pt(1), style: .solid, color: Color(hex: 0xFF0000)))
    #expect(!set.columns.isBalanced && set.columns.isMulticol)
    #expect(values("columns: 3").columns.count == 3 && values("columns: 2 8em").columns.width == .pt(80))
    #expect(
      !values("columns: auto").columns.isMulticol && values("column-rule: dotted").columns.rule.width == .pt(2.25))
    #expect(
      values("column-rule-width: 4pt").columns.rule.usedWidth == .zero && values("column-span: all").columns.spansAll)
    #expect(values("break-before: column").breakBefore == .column)
    #expect(values("break-inside: avoid-column").breakInside == .avoidColumn)
  }

  @Test("Page floats and the policy of notes")
  func pageFloats() {
    #expect(values("float: auto").float == .auto)
    #expect(values("float: top").float == .page(.init(.top)))
    #expect(values("float: bottom next").float == .page(.init(.bottom, isDeferred: true)))
    #expect(values("float: next top").float == values("float: next-page").float)
    #expect(values("float: column-top").float == .page(.init(.top, reference: .column)))
    #expect(values("float: top-bottom; float-reference: page").floatReference == .page)
    #expect(values("clear: both").clearsFloats && values("footnote-policy: line").footnotePolicy == .line)
  }

  @Test("Content and running strings")
  func content() {
    #expect(
      values("content: \"Page \" counter(page) \" of \" counter(pages, lower-roman)").content.parts == [
        .text("Page "), .counter("page", style: .decimal), .text(" of "),
        .counter("pages", style: .named("lower-roman")),
      ])
    #expect(
      values("content: string(section) attr(DATA-X) leader(dotted) leader('·')").content.parts == [
        .string("section", .first), .attribute("data-x"), .leader("."), .leader("·"),
      ])
    #expect(values("content: none").content == Content.none && values("content: normal").content == .normal)
    #expect(
      values("content: open-quote counters(item, '.') close-quote / 'item ' counter(item)").content
        == .parts(
          [.quote(.open), .counters("item", separator: ".", style: .decimal), .quote(.close)],
          alternative: [.text("item "), .counter("item", style: .decimal)]))
    #expect(values("content: '→' / ''").content == .parts([.text("→")], alternative: [.text("")]))
    #expect(
      values("string-set: section content(), short attr(data-short) \"!\"").stringSet == [
        StringSetting(name: "section", parts: [.elementText(.text)]),
        StringSetting(name: "short", parts: [.attribute("data-short"), .text("!")]),
      ])
    #expect(
      values("string-set: a content(first-letter) counter(part, upper-roman)").stringSet == [
        StringSetting(
          name: "a", parts: [.elementText(.firstLetter), .counter("part", style: .named("upper-roman"))])
      ])
    #expect(values("string-set: none").stringSet == [])
  }

  @Test("What is taken from the target of a link")
  func targets() {
    let href = TargetReference.attribute("href")
    #expect(
      values("content: target-counter(attr(href), page) target-counter(attr(href url), part, upper-roman)").content
        .parts
        == [
          .targetCounter(href, "page", style: .decimal),
          .targetCounter(href, "part", style: .named("upper-roman")),
        ])
    #expect(
      values("content: target-counters(url(#a), item, '.') target-text(url('#a'), first-letter)").content.parts == [
        .targetCounters(.address("#a"), "item", separator: ".", style: .decimal),
        .targetText(.address("#a"), .firstLetter),
      ])
  }

  @Test("Counters and quotes")
  func counters() {
    let set = values("counter-reset: a b 3 reversed(c); counter-increment: a b -2; counter-set: a 7").counters
    #expect(set.reset.map(\.name) == ["a", "b", "c"] && set.reset.map(\.value) == [0, 3, 0])
    #expect(set.reset[2].isReversed && set.reset[2].countsItems && !set.reset[1].isReversed)
    #expect(set.increment == [CounterChange("a", 1), CounterChange("b", -2)] && set.set == [CounterChange("a", 7)])
    #expect(values("quotes: '«' '»' '‹' '›'").quotes == .pairs([.init("«", "»"), .init("‹", "›")]))
    #expect(values("quotes: none").quotes == Quotes.none && values("quotes: auto").quotes == .auto)
  }

  @Test("Strokes of charts, plain numbers being pixels")
  func strokes() {
    #expect(
      values("stroke-width: 0.4pt").strokeWidth == .pt(0.4)
        && values("stroke-width: 2").strokeWidth == .pt(1.5))
    #expect(values("stroke-dasharray: 4 2").strokeDasharray == [.px(4), .px(2)])
    #expect(values("stroke-dasharray: 3pt, 1mm").strokeDasharray == [.pt(3), .mm(1)])
    #expect(values("stroke-dasharray: none").strokeDasharray == [])
    #expect(StyleParsing.lengths(from: "4 2pt") == [.px(4), .pt(2)])
  }

  @Test("calc() adds, subtracts, multiplies and divides")
  func calculation() {
    #expect(values("margin-left: calc(2 * (4pt + 1em) / 4 - 1pt)").margin.left == .length(.pt(6)))
    #expect(values("margin-left: calc(100% / 4)").margin.left == .fraction(0.25))
    #expect(values("line-height: calc(3 / 2)").lineHeight == .pt(15))
    #expect(values("font-size: calc(1em + 2pt)").fontSize == .pt(12))
    #expect(StyleParsing.length(from: "calc(1mm + 1em)", fontSize: .pt(8)) == .mm(1) + .pt(8))
    for wrong in [
      "calc(1pt+1pt)", "calc(1pt + 1)", "calc(1pt * 1pt)", "calc()", "calc(1 +)",
    ] {
      #expect(StyleParsing.length(from: wrong) == nil)
    }
    #expect(StyleParsing.number(from: "0.5") == 0.5 && StyleParsing.number(from: "1pt") == nil)
    #expect(StyleParsing.length(from: String(repeating: "calc(", count: 9000) + "1pt") == nil)
  }

  @Test("Grids: widths of columns, repeated ones, places of items")
  func grids() {
    func columns(_ css: String) -> GridStyle.Tracks { values("grid-template-columns: \(css)").grid.columns }
    let mixed = columns("20mm 1fr auto minmax(10mm, 2fr)").tracks
    #expect(mixed[0] == .init(minimum: .extent(.length(.mm(20))), maximum: .extent(.length(.mm(20)))))
    #expect(mixed[1] == .init(minimum: .extent(.auto), maximum: .flex(1)) && mixed[2] == .auto)
    #expect(mixed[3] == .init(minimum: .extent(.length(.mm(10))), maximum: .flex(2)))
    #expect(columns("repeat(2, 1fr 3mm) 2fr").tracks.count == 5)
    let fit = columns("1fr repeat(auto-fit, minmax(32mm, 1fr))")
    #expect(fit.tracks.count == 1 && fit.repeated?.dropsEmpty == true && fit.repeated?.position == 1)
    #expect(columns("none").tracks.isEmpty)
    let item = values("grid-column: 2 / span 3; grid-row: -1").grid
    #expect(item.columnStart == .number(2) && item.columnEnd == .span(3) && item.rowStart == .number(-1))
    #expect(item.rowEnd == .auto)
  }

  @Test("Flexible items: a number alone shares the whole width")
  func flexibleItems() {
    func parts(_ css: String) -> [Double] {
      let grid = values("flex: \(css)").grid
      let basis = grid.flexBasis.resolved(in: .pt(100))?.points ?? -1
      return [grid.flexGrow, grid.flexShrink, basis]
    }
    #expect(parts("2") == [2, 1, 0] && parts("auto") == [1, 1, -1] && parts("none") == [0, 0, -1])
    #expect(parts("1 0 30pt") == [1, 0, 30] && parts("25%") == [1, 1, 25])
  }

  @Test(
    "Grids that are none",
    arguments: [
      "grid-template-columns: repeat(0, 1fr)", "grid-template-columns: repeat(auto-fit, 1fr)",
      "grid-template-columns: minmax(1fr, 2mm)", "grid-template-columns: repeat(auto-fill, 1mm) repeat(auto-fit, 1mm)",
      "grid-column: 0", "grid-column: span -1", "grid-column: 1 /", "flex: -1", "align-items: middle",
      "grid-template-columns: repeat(100000, 1fr)",
    ])
  func noGrids(css: String) {
    #expect(parse("p { \(css) }").1.map(\.id) == ["style.invalid-value"])
  }

  @Test("Every property takes inherit, initial and unset")
  func globalKeywords() {
    for name in PropertyTable.names {
      let selector = PropertyTable.sheetPropertyNames.contains(name) ? "@page" : "p"
      for keyword in ["inherit", "initial", "unset", "INHERIT"] {
        let (_, diagnostics) = parse("\(selector) { \(name): \(keyword) }")
        #expect(diagnostics.isEmpty, "\(name): \(keyword)")
      }
      // Two words are the name of a font family, whatever words they are.
      if name != "font-family" { #expect(!parse("\(selector) { \(name): inherit inherit }").1.isEmpty, "\(name)") }
    }
  }
}
