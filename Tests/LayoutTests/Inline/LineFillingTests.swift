import Content
import Geometry
import Graphics
import Testing

@testable import Layout

@Suite("How lines are filled")
struct LineFillingTests {
  private let css = """
    p { font: 10pt/14pt "Source Serif Pro"; margin: 0; text-align: start; hyphens: none; }
    """

  private func page(_ words: String, css more: String = "", width: Double) throws -> (page: Page, setting: Typesetting)
  {
    let setting = try Typesetting(css + more) { tree, body in _ = tree.addParagraph(words, id: "p", to: body) }
    let paragraph = try setting.paragraph("p", width: width)
    var page = Page.blank
    paragraph.place(0..<paragraph.unitCount, at: .zero, on: &page)
    return (page, setting)
  }

  private func lines(_ words: String, css more: String = "", width: Double) throws -> [String] {
    try page(words, css: more, width: width).page.lines.map { $0.text.trimmingSuffix(while: { $0 == " " }) }.map(
      String.init)
  }

  @Test("A hanging indent is of all lines but the first, and with each-line forced breaks begin anew")
  func indents() throws {
    let words = prose[0]
    func lefts(_ indent: String) throws -> [Double] {
      try page(words, css: "p { text-indent: \(indent) }", width: 200).page.lines.map(\.left)
    }
    let first = try lefts("10%")
    #expect(first.first == 20 && first.dropFirst().allSatisfy { $0 == 0 })
    let hanging = try lefts("20pt hanging")
    #expect(hanging.first == 0 && hanging.dropFirst().allSatisfy { $0 == 20 })
    let broken = "one\ntwo"
    let each = try page(broken, css: "p { text-indent: 9pt each-line; white-space: pre-line }", width: 200).page.lines
    #expect(each.map(\.left) == [9, 9])
    let hangingEach = try page(
      broken, css: "p { text-indent: 9pt hanging each-line; white-space: pre-line }", width: 200
    ).page.lines
    #expect(hangingEach.map(\.left) == [0, 0])
  }

  @Test("pre-line keeps line feeds and collapses spaces; tab-size says how far apart tab stops are")
  func whiteSpace() throws {
    #expect(try lines("one  two \n three", css: "p { white-space: pre-line }", width: 200) == ["one two", "three"])
    #expect(try lines("a\tb", css: "p { white-space: pre; tab-size: 4 }", width: 200) == ["a   b"])
    #expect(try lines("one two three", css: "p { text-wrap: nowrap }", width: 40) == ["one two three"])
  }

  @Test("A line that cannot be broken is reported, with how much it is too wide")
  func overfull() throws {
    let setting = try page("one two three", css: "p { white-space: nowrap }", width: 40).setting
    #expect(setting.inline.diagnostics.all.map(\.id) == ["layout.overfull-line"])
    let kept = try page("Donaudampfschiff", css: "p { overflow-wrap: normal }", width: 40)
    #expect(kept.page.lines.count == 1)
    #expect(kept.setting.inline.diagnostics.all.map(\.id) == ["layout.overfull-line"])
  }

  @Test("word-break and line-break let lines end within words without a hyphen, or not between letters at all")
  func withinWords() throws {
    let anywhere = try page("abcdefghijkl", css: "p { word-break: break-all }", width: 30)
    #expect(anywhere.page.lines.count > 1 && anywhere.setting.inline.diagnostics.all.isEmpty)
    #expect(anywhere.page.lines.map(\.text).joined() == "abcdefghijkl")
    #expect(try lines("abcdefghijkl", css: "p { line-break: anywhere }", width: 30).count > 1)
  }

  @Test("Stops and commas hang where they are forced to, or only where they do not fit")
  func hanging() throws {
    let words = "He came, she went."
    let width = try page("He came", width: 400).page.lines[0].right + 0.05
    func first(_ value: String) throws -> PrintedLine {
      try page(words, css: "p { hanging-punctuation: \(value); text-align: justify }", width: width).page.lines[0]
    }
    #expect(try first("none").text.hasPrefix("He came,") == false)
    let allowed = try first("allow-end")
    #expect(allowed.text == "He came, " && allowed.right > width + 2)
    let wide = try page(words, css: "p { hanging-punctuation: allow-end }", width: width + 20).page.lines[0]
    #expect(wide.right < width + 20)
    let forced = try page("came, so", css: "p { hanging-punctuation: force-end; text-align: right }", width: 33).page
    #expect(forced.lines[0].text == "came, " && abs(forced.lines[0].right - 33) > 2)
  }

  @Test("An opening quotation mark hangs before the first line only, a closing one after the last")
  func quotes() throws {
    let lines = try page(
      "“One two three” “four five”", css: "p { hanging-punctuation: first last }", width: 60
    ).page.lines
    #expect(lines.count > 1)
    #expect(lines[0].left < -3)
    #expect(lines.dropFirst().allSatisfy { $0.left == 0 })
  }

  @Test("Another character than a hyphen may be printed at the end of a hyphenated line")
  func hyphenCharacter() throws {
    let page = try page("super\u{AD}califragi", css: "p { hyphens: manual; hyphenate-character: \"=\" }", width: 50)
      .page
    #expect(page.lines[0].text == "super\u{AD}")
    #expect(page.lines.count == 2)
  }

  @Test("No word is hyphenated before the last line where the sheet forbids it, nor where little would be left empty")
  func hyphenLimits() throws {
    func hyphenated(_ css: String, width: Double) throws -> [Bool] {
      try prose.flatMap { words in
        try page(words, css: "p { hyphens: auto } " + css, width: width).page.lines.map { $0.text.hasSuffix("\u{AD}") }
      }
    }
    let all = try hyphenated("", width: 120).filter { $0 }.count
    #expect(all > 0)
    #expect(try hyphenated("p { hyphenate-limit-zone: 100pt }", width: 120).filter { $0 }.isEmpty)
    for words in prose {
      let lines = try page(words, css: "p { hyphens: auto; hyphenate-limit-last: always }", width: 120).page.lines
      #expect(lines.dropLast().last?.text.hasSuffix("\u{AD}") != true)
    }
  }

  @Test("Letters are widened only as far as the sheet lets them, and set apart only where it does")
  func limits() throws {
    let rigid = "p { text-align: justify; -bulletin-font-expansion: none; }"
    let plain = try page(prose[0], css: rigid, width: 150).page
    #expect(plain.runs.allSatisfy { $0.horizontalScale == 1 })
    let tracked = try page(prose[0], css: rigid + "p { -bulletin-letter-spacing-limits: -1% 3% }", width: 150).page
    func spread(_ page: Page) -> Double {
      let gaps = page.lines.dropLast().flatMap(\.spaces)
      let mean = gaps.reduce(0, +) / Double(gaps.count)
      return gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
    }
    #expect(spread(tracked) < spread(plain))
    #expect(tracked.lines.dropLast().allSatisfy { abs($0.right - 150) < 0.7 })
  }
}

extension String {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var end = self[...]
    while let last = end.last, predicate(last) { end.removeLast() }
    return end
  }
}
