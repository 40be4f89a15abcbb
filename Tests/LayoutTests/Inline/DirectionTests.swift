import Content
import Geometry
import Graphics
import Styling
import Testing

@testable import Layout

@Suite("Lines from right to left")
struct DirectionTests {
  private let css = """
    p { font: 10pt/14pt "Source Serif Pro"; margin: 0; text-align: start; }
    """

  /// The page on which words are set, or nil where no face of the machine has their letters.
  private func page(_ words: String, language: String, css more: String = "", width: Double) throws -> Page? {
    let setting = try Typesetting(css + more, language: language) { tree, body in
      _ = tree.addParagraph(words, id: "p", to: body)
    }
    let paragraph = try setting.paragraph("p", width: width)
    var page = Page.blank
    paragraph.place(0..<paragraph.unitCount, at: .zero, on: &page)
    return setting.shaper.fonts.missing.isEmpty ? page : nil
  }

  private func text(of run: GlyphRun) -> String { String(decoding: run.text, as: UTF8.self) }

  @Test("Words stand from right to left, from the right margin, and are written in the order of the text")
  func line() throws {
    guard let page = try page("שלום עולם 25 abc def", language: "he", width: 300) else { return }
    let line = try #require(page.lines.first)
    #expect(line.text == "abc def 25 עולם שלום")
    #expect(abs(line.right - 300) < 0.01)
    #expect(page.runs.map(text(of:)).joined() == "שלום עולם 25 abc def")
  }

  @Test("Each line has its own words, the first of them at the right")
  func lines() throws {
    guard let page = try page("שלום עולם טוב מאוד", language: "he", width: 60) else { return }
    #expect(page.lines.count > 1)
    #expect(page.runs.map(text(of:)).joined() == "שלום עולם טוב מאוד")
    let first = try #require(page.lines.first?.runs.last)
    #expect(text(of: first) == "שלום")
    #expect(page.lines.allSatisfy { abs($0.right - 60) < 0.01 })
  }

  @Test("A number keeps its digits' order, and the sign after it stands at its left")
  func number() throws {
    guard let page = try page("بلغت ٧٩٫٧٪ هنا", language: "ar", width: 300) else { return }
    #expect(page.lines.first?.text == "هنا ٪٧٩٫٧ بلغت")
    #expect(page.runs.map(text(of:)).joined() == "بلغت ٧٩٫٧٪ هنا")
  }

  @Test("Words from right to left within a line from left to right change places among themselves")
  func quotation() throws {
    guard let page = try page("They say שלום עולם there.", language: "en", width: 300) else { return }
    #expect(page.lines.first?.text == "They say עולם שלום there.")
    #expect(page.lines.first?.left == 0)
  }

  @Test("A justified line fills its width, and the last one starts at the right")
  func justified() throws {
    let more = "p { text-align: justify; }"
    guard let page = try page("שלום עולם טוב מאוד לכל האנשים כאן", language: "he", css: more, width: 90)
    else { return }
    #expect(page.lines.count > 1)
    #expect(page.lines.allSatisfy { abs($0.right - 90) < 0.05 })
    let first = try #require(page.lines.first)
    #expect(first.runs.filter { text(of: $0) != " " }.map(\.origin.x.points).min().map { abs($0) < 0.05 } == true)
  }
}
