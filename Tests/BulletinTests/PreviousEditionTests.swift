import Bulletin
import Diagnostics
import Foundation
import Testing

extension EditionReport {
  /// The second edition, which names the ledger of the first, in its folder.
  ///
  /// - Parameters:
  ///   - frontMatter: More lines of the front matter.
  ///   - claim: What the text says of rural penetration.
  static func held(
    frontMatter: String = "", claim: String = "[more than two thirds]{claim=\"china.share.rural > 2 / 3\"}",
    language: String = "en"
  ) throws -> TemporaryReport {
    let first = try TemporaryReport(EditionReport.first).build()
    let ledger = try #require(first.bytes("ledger.json"))
    var files = second
    files["report.md"] = files["report.md"]?
      .replacingOccurrences(of: "lang: en", with: "lang: \(language)\nprevious: previous/ledger.json\n\(frontMatter)")
      .replacingOccurrences(of: "[less than two thirds]{claim=\"china.share.rural < 2 / 3\"}", with: claim)
      .appending("\n\n# Revisions\n\n::: {.revisions}\nWhat the sources have changed since.\n:::\n")
    files["previous/ledger.json"] = String(decoding: ledger, as: UTF8.self)
    return try TemporaryReport(files)
  }
}

@Suite("The edition before")
struct PreviousEditionTests {
  private static let reviewed = "reviewed: [\"china.share.rural < 2/3\"]"

  @Test(
    "Revised figures carry [r] in tables, and the table of revisions sets itself with old, new, difference and sources")
  func revisions() throws {
    let result = try EditionReport.held(frontMatter: Self.reviewed).build()
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
    let text = try result.read("sample.pdf", with: "pdftotext", "-layout", "FILE", "-")
      .replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    func expect(_ line: String) { #expect(lines.contains(line), "no '\(line)' in \(lines)") }
    expect("China 90.6 [r]")
    expect("Brazil 84.2")
    expect("[r] revised.")
    expect("Quantity Period Previous Revised Difference Sources")
    expect("World offline 2024 2024 2.6 billion 2.3 billion −0.3 billion ITU [2, 3]")
    expect("Use, China 2023 77.5% 90.6% +13.1 points World")
    expect("Restated on another basis or in another unit")
    expect("Rural penetration, China Dec 2024 65.6% 67.3% +1.7 points CNNIC [5, 6]")
    expect("(end-2023, now end-2024)")
    // Brazil is the same and China's users have moved on: neither is a revision.
    #expect(!text.contains("Use, Brazil") && !text.contains("China users"))
    let ledger = String(decoding: result.bytes("ledger.json") ?? [], as: UTF8.self)
    #expect(ledger.contains(#""kind":"cited","id":"world.offline","text":"2.6\#u{A0}billion","value":2.6"#))
    #expect(ledger.contains(#""text":"90.6\#u{202F}[r]","value":90.6"#) && ledger.contains(#""status":"r""#))
  }

  @Test("A claim that held and no longer does is an error at the sentence that stands there now, until it was reviewed")
  func turned() throws {
    let result = try EditionReport.held().build()
    let error = try #require(result.errors.first)
    #expect(result.errorIDs == ["edition.claim-turned"] && result.files.isEmpty)
    #expect(
      error.message.hasPrefix(
        "'less than two thirds' (china.share.rural < 2 / 3) held in the previous edition (report.md:10:"))
    #expect(error.message.contains("no longer holds: china.share.rural 65.6 percent, now 67.3 percent"))
    #expect(error.range.file.hasSuffix("report.md") && error.range.line == 12)
    #expect(error.hint?.contains("reviewed: [\"china.share.rural < 2 / 3\"]") == true)
    let reviewed = """
      reviewed:
        - {claim: china.share.rural<2/3, by: desk, note: the sentence was rewritten}
        - world.offline > 3
      """
    let after = try EditionReport.held(frontMatter: reviewed).build()
    #expect(after.errors.isEmpty && after.diagnostics.map(\.id) == ["edition.nothing-to-review"])
    #expect(after.diagnostics.first?.range.line == 8)
  }

  @Test("A phrase that now says something else, and a condition that comes out otherwise, are told as well")
  func otherOutcomes() throws {
    var files = EditionReport.first
    files["report.md"]? += """

      Rural users {{ compare(china.users.rural, 321) }}.

      ::: {when="china.users.rural > 321"}
      More than 321 million.
      :::
      """
    files["data.yaml"] = files["data.yaml"]?.replacingOccurrences(
      of: "label: \"Rural penetration, China\"}",
      with: "label: \"Rural penetration, China\"}\n  limit: {value: 321, unit: million persons, qualifier: exact}")
    files["report.md"] = files["report.md"]?.replacingOccurrences(
      of: "(china.users.rural, 321)", with: "(china.users.rural, limit)"
    )
    .replacingOccurrences(of: "china.users.rural > 321", with: "china.users.rural > limit")
    .replacingOccurrences(of: "lang: en", with: "lang: en\nliterals: [321]")
    let first = try TemporaryReport(files).build()
    #expect(first.errors.isEmpty, "\(first.diagnostics)")
    files["report.md"] = files["report.md"]?.replacingOccurrences(
      of: "lang: en", with: "lang: en\nprevious: previous.pdf")
    files["data/users.csv"] = files["data/users.csv"]?.replacingOccurrences(of: "rural,322", with: "rural,320")
    let second = try TemporaryReport(files)
    try Data(first.bytes("sample.pdf") ?? []).write(to: second.folder.appending(path: "previous.pdf"))
    let result = try second.build()
    #expect(result.errorIDs == ["edition.claim-turned", "edition.claim-turned"], "\(result.diagnostics)")
    let messages = result.errors.map(\.message).sorted()
    #expect(
      messages.first?.hasPrefix("'compare(china.users.rural, limit)' said 'higher than' in the previous edition")
        == true)
    #expect(messages.first?.contains("now says 'lower than': china.users.rural 322 million persons, now 320") == true)
    #expect(messages.last?.hasPrefix("the condition 'china.users.rural > limit' held in the previous edition") == true)
    #expect(messages.last?.contains("no longer holds") == true)
  }

  @Test(
    "A previous edition that cannot be read is an error at its place; without one the table of revisions is a warning")
  func unreadable() throws {
    var files = EditionReport.first
    func build(_ line: String) throws -> TemporaryReport.Result {
      files["report.md"] = EditionReport.first["report.md"]?
        .replacingOccurrences(of: "lang: en", with: "lang: en\n\(line)").appending("\n\n::: {.revisions}\n:::\n")
      return try TemporaryReport(files).build()
    }
    #expect(try build("previous: none.json").errorIDs == ["input.missing-file"])
    #expect(try build("previous: data/users.csv").errorIDs == ["json.invalid"])
    #expect(try build("previous: /etc/hostname").errorIDs == ["input.outside-report"])
    #expect(try build("previous: [a]").errorIDs == ["content.front-matter"])
    #expect(
      try build("reviewed: [a > b]").diagnostics.map(\.id).sorted() == [
        "edition.no-previous", "edition.nothing-to-review",
      ])
  }
}
