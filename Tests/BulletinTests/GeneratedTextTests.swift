import Bulletin
import Foundation
import Testing

/// What sheets print beside the author's words, read back from the finished PDF.
@Suite("Generated text")
struct GeneratedTextTests {
  private func build(_ text: String, front: String = "contents: false", _ sheet: String) throws
    -> TemporaryReport.Result
  {
    let report = try TemporaryReport([
      "report.md": "---\ntitle: T\nlang: en\ndate: 2025-06-30\n\(front)\n---\n\n\(text)", "data.yaml": "{}\n",
      "style.css": "@page { size: A5 }\n" + sheet,
    ])
    let result = try report.build()
    #expect(result.errors.isEmpty, "\(result.build.printedDiagnostics())")
    return result
  }

  private func pages(_ result: TemporaryReport.Result) throws -> [String] {
    try result.read(".pdf", with: "pdftotext", "-layout", "FILE", "-").components(separatedBy: "\u{0C}").dropLast()
  }

  @Test("A box, a quotation, a note and a cell print the number of the page that they are on")
  func ownPages() throws {
    let text = """
      # One

      First.

      # Two

      ::: {.k}
      Boxed.[^n]
      :::

      > Quoted.

      | A | B |
      | - | - |
      | c | d |

      [^n]: Noted.
      """
    let sheet = """
      h2 { break-before: page } div.k::after { content: "K" counter(page) } blockquote::before { content: "Q" counter(page) }
      section::after { content: "S" counter(page) } footnote p::after { content: "N" counter(page) }
      td::after { content: "C" counter(page) }
      """
    let pages = try pages(build(text, sheet))
    #expect(pages.count == 3 && !pages.joined().contains("00"))
    #expect(pages[1].contains("S2"))
    for mark in ["K3", "Q3", "S3", "N3", "C3"] { #expect(pages[2].contains(mark), "\(mark): \(pages[2])") }
  }

  @Test("What runs in the margins prints the number of each page that it runs on")
  func runningPages() throws {
    let text = "::: {.r}\nRunning\n:::\n\n# One\n\nA.\n\n# Two\n\nB.\n\n# Three\n\nC."
    let sheet = """
      h2 { break-before: page } .r { position: running(r) } .r p::after { content: " p." counter(page) " of " counter(pages) }
      @page { @bottom-left { content: element(r) } }
      """
    let pages = try pages(build(text, sheet))
    #expect(pages.count == 4)
    for (index, page) in pages.enumerated().dropFirst() {
      #expect(page.contains("Running p.\(index + 1) of 4"), "\(page)")
    }
  }

  private static let long = (1...9).map { "# Part \($0)\n\nWords." }.joined(separator: "\n\n")

  @Test("The dots and numbers of contents are a rule of base.css, which a sheet may replace or take away")
  func contents() throws {
    let break1 = "h2 { break-before: page } "
    let plain = try pages(build(Self.long, front: "contents: true", break1))
    #expect(plain[0].contains(/Part 3 +4\n/), "\(plain[0])")
    let none = try pages(build(Self.long, front: "contents: true", break1 + "nav.contents a::after { content: none }"))
    #expect(none[0].contains("Part 3\n"))
    let own = try pages(
      build(
        Self.long, front: "contents: true",
        break1 + "nav.contents a::after { content: ' on ' target-counter(attr(href), page, lower-roman) }"))
    #expect(own[0].contains("Part 3 on iv\n"))
    let narrow = try build(
      "# Unbreakably", front: "contents: true", "nav.contents { width: 20mm; overflow-wrap: normal; hyphens: none }")
    #expect(narrow.diagnostics.allSatisfy { !$0.message.contains("\u{FFFC}") })
  }

  @Test("A note's call stands where the sheet says, and raised where it says nothing")
  func calls() throws {
    func text(_ sheet: String) throws -> String {
      try build("Word.[^n]\n\n[^n]: Noted.", sheet).read(".pdf", with: "pdftotext", "FILE", "-")
    }
    // The figure is that of the font's superscripts unless it stands on the line.
    #expect(try text("::footnote-call { vertical-align: baseline }") == text(""))
    let size = try build("Word.[^n]\n\n[^n]: Noted.", "").bytes(".pdf")
    let flat = try build("Word.[^n]\n\n[^n]: Noted.", "::footnote-call { vertical-align: baseline }").bytes(".pdf")
    let sunk = try build("Word.[^n]\n\n[^n]: Noted.", "::footnote-call { vertical-align: -3pt }").bytes(".pdf")
    #expect(size != flat && flat != sunk)
  }

  @Test("A note is set at the foot however it is displayed, and nothing says that it does not float")
  func inlineNotes() throws {
    let result = try build("Word.[^n]\n\n[^n]: Noted.", "footnote { display: inline }")
    #expect(!result.diagnostics.contains { $0.id == "layout.floating-words" })
  }

  @Test("Notes beside the text that leave it no room are blamed on their own width")
  func wideNotes() throws {
    let result = try build("Word.", "@page { @rightnote { width: 500mm } }")
    let found = result.diagnostics.filter { $0.id == "layout.no-page" }
    #expect(found.map { $0.range.file.hasSuffix("style.css") } == [true] && found.first?.range.line == 2)
  }
}
