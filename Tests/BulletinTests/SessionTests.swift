import Foundation
import Testing

@testable import Bulletin

@Suite struct SessionTests {
  @Test(
    "After any edit, a session's PDF and ledger are those of a build from the start, and kept pages look as drawn anew",
    arguments: [7, 11] as [UInt64])
  func randomEdits(seed: UInt64) throws {
    var draft = Draft()
    let report = try TemporaryReport(draft.files)
    let session = try report.session()
    var chance = SplitMix(state: seed)
    for number in 0..<100 {
      let edit = draft.edit(&chance)
      for (name, text) in draft.files {
        try report.write(name, text)
        session.update(name, bytes: Array(text.utf8))
      }
      let layout = try #require(try session.layOut())
      let fresh = try report.build(formats: [.pdf])
      try #require(fresh.errors.isEmpty, "\(edit): \(fresh.errors)")
      try #require(session.diagnostics.all == fresh.diagnostics, "\(number): \(edit)")
      for page in 0..<layout.pageCount {
        try #require(layout.drawing(ofPage: page) == layout.redraw(page: page), "\(number): \(edit), page \(page + 1)")
      }
      try #require(try layout.pdf() == fresh.bytes(".pdf"), "\(number): \(edit)")
      try #require(try layout.ledger() == fresh.bytes("ledger.json"), "\(number): \(edit)")
    }
  }

  @Test("After one word is changed, only the page that it stands on has changed")
  func changedPages() throws {
    let pages = (1...6).map { "# Part \($0)\n\nA few words about part \($0).\n" }.joined(separator: "\n")
    let style = "@page { size: A6; margin: 10mm; } h2 { break-before: page; }"
    func text(_ words: String) -> String {
      "---\ntitle: Parts\ndate: 2025-06-30\nlang: en\nliterals: [1, 2, 3, 4, 5, 6]\n---\n\n" + words
    }
    let report = try TemporaryReport(["report.md": text(pages), "data.yaml": "", "style.css": style])
    let session = try report.session()
    let first = try #require(try session.layOut())
    #expect(first.changedPages == Array(0..<first.pageCount) && first.pageCount == 7)
    let edited = pages.replacingOccurrences(of: "words about part 4", with: "lines about part 4")
    session.update("report.md", bytes: Array(text(edited).utf8))
    let second = try #require(try session.layOut())
    #expect(second.changedPages == [4] && second.pageCount == 7)
    #expect(try #require(try session.layOut()).changedPages.isEmpty)
  }

  @Test("What an editor holds counts until the file is reloaded")
  func reloading() throws {
    let report = try TemporaryReport(TemporaryReport.goodFiles)
    let session = try report.session()
    let saved = try #require(try session.layOut()?.pdf())
    let text = try #require(TemporaryReport.goodFiles["report.md"])
    session.update("report.md", bytes: Array(text.replacingOccurrences(of: "Growers", with: "Farmers").utf8))
    #expect(try session.layOut()?.pdf() != saved)
    session.reload(["report.md"])
    #expect(try session.layOut()?.pdf() == saved)
    try report.write("style.css", "p { color: red }")
    #expect(try session.layOut()?.pdf() != saved, "a sheet that appears is found")
  }
}

extension TemporaryReport {
  func session() throws -> Session {
    try Session(folder.path, options: ReportOptions(), installation: Installation(folder: repository.path))
  }
}

/// A report that an author is at work on.
private struct Draft {
  private static let words = """
    orchard apples harvest grower season cooperative market cider bushel frost blossom pruning counted reported nearly
    district warehouse orchards seldom measured afterwards household estimate picking transport irrigation *early* **late**
    `code` [the Union](https://example.org/union) naïve Größe “quoted” storehouse-keeper
    """.split { $0 == " " || $0 == "\n" }.map(String.init)

  private var blocks: [String] = []
  private var red = 7.4
  private var fontSize = 10.0
  private var margin = 20
  private var notes = 0

  init() {
    var chance = SplitMix(state: 1)
    for _ in 0..<9 { blocks.append(Self.paragraph(&chance)) }
    blocks.insert("# Harvest {#sec-harvest}", at: 0)
    blocks.insert("# Sales {#sec-sales}", at: 5)
    blocks.insert(chart, at: 4)
    blocks.insert(table, at: 8)
    blocks.insert("- one apple\n- two apples, see @sec-sales\n- three apples", at: 10)
  }

  private static func paragraph(_ chance: inout SplitMix) -> String {
    (0..<Int.random(in: 20...70, using: &chance)).map { _ in words.randomElement(using: &chance)! }.joined(
      separator: " ")
      + ". There were {{ apples.red }} red ones; see @fig-harvest."
  }

  private let chart = """
    ```chart {#fig-harvest}
    title: Red apples lead
    mark: bar
    data: {table: harvest}
    encoding:
      y: {field: colour, type: nominal}
      x: {field: value, type: quantitative}
    ```
    """
  private let table = """
    ```table {#tbl-harvest}
    title: Apples by colour
    data: harvest
    columns:
      - {field: colour, title: Colour}
      - {field: value, title: Apples, unit: million}
    ```
    """

  var files: [String: String] {
    var text =
      "---\ntitle: Apples\ndate: 2025-06-30\nlang: en\ncontents: true\n---\n\n" + blocks.joined(separator: "\n\n")
    for note in 0..<notes { text += "\n\n[^n\(note)]: Note about \(Self.words[note % 20])." }
    return [
      "report.md": text + "\n", "data.yaml": TemporaryReport.goodFiles["data.yaml"]!,
      "data/harvest.csv": "colour,value,precision\nred,\(red),0.1\ngreen,4.2,0.1\n",
      "style.css": """
      @import "bulletin:briefing.css";
      :root { --beside: 0mm; }
      @page { size: A5; margin: \(margin)mm; @top-center { content: string(part) } }
      h2 { string-set: part content() }
      body { font-size: \(fontSize)pt; }
      """,
    ]
  }

  /// Changes something and says what.
  mutating func edit(_ chance: inout SplitMix) -> String {
    let at = Int.random(in: blocks.indices, using: &chance)
    let isProse = !blocks[at].hasPrefix("`") && !blocks[at].hasPrefix("#") && !blocks[at].hasPrefix("-")
    switch Int.random(in: 0..<12, using: &chance) {
    case 0..<5 where isProse:
      var words = blocks[at].split(separator: " ").map(String.init)
      words[Int.random(in: 0..<5, using: &chance)] = Self.words.randomElement(using: &chance)!
      blocks[at] = words.joined(separator: " ")
      return "a word of block \(at)"
    case 5 where isProse && blocks.count > 9:
      blocks.remove(at: at)
      return "block \(at) taken out"
    case 6 where blocks.count < 20:
      blocks.insert(Self.paragraph(&chance), at: at + 1)
      return "a paragraph after block \(at)"
    case 7:
      red = Double(Int.random(in: 60...99, using: &chance)) / 10
      return "red apples \(red)"
    case 8 where isProse && notes < 8:
      blocks[at] += " More of it.[^n\(notes)]"
      notes += 1
      return "a note in block \(at)"
    case 9:
      let heading = blocks.firstIndex { $0.hasPrefix("# Sales") }!
      blocks[heading] = "# Sales of \(Self.words.randomElement(using: &chance)!) {#sec-sales}"
      return "the heading"
    case 10:
      fontSize = Double(Int.random(in: 18...22, using: &chance)) / 2
      return "font size \(fontSize)"
    case 11:
      margin = Int.random(in: 14...24, using: &chance)
      return "margin \(margin)"
    default: return "nothing"
    }
  }
}
