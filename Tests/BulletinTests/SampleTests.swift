import Bulletin
import Diagnostics
import Foundation
import Testing

/// The sample briefing, as a user builds it.
@Suite("The sample briefing")
struct SampleTests {
  private func build(
    _ folder: URL = repository.appending(path: "Reports/who-is-online"), _ formats: Set<OutputFormat> = [.pdf, .svg],
    options: ReportOptions = ReportOptions()
  ) throws -> (build: ReportBuild, files: OutputFiles) {
    var build = try ReportBuild(
      folder.path, options: options, installation: Installation(folder: repository.path))
    let files = try build.run(formats: formats, resolution: 72, into: "out")
    return (build, files)
  }

  /// The text of the PDF, its lines joined and its spaces made plain.
  private func text(of files: OutputFiles) throws -> String {
    let pdf = try #require(files.first { $0.path.hasSuffix(".pdf") })
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(pdf.bytes).write(to: file)
    return try run("pdftotext", [file.path, "-"]).replacingOccurrences(of: "\u{A0}", with: " ")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private struct Ledger: Decodable {
    struct Claim: Decodable { var kind, expression, truth: String }
    struct Entry: Decodable {
      var kind: String
      var id: String?
      var text: String
      var row: Int?
      var file: String?
    }
    var claims: [Claim]
    var entries: [Entry]
  }

  private func ledger(of files: OutputFiles) throws -> Ledger {
    let bytes = try #require(files.first { $0.path.hasSuffix("ledger.json") }).bytes
    return try JSONDecoder().decode(Ledger.self, from: Data(bytes))
  }

  @Test(
    "Under each of the sheets that come with Bulletin it builds without a diagnostic, nothing set smaller or cut off",
    arguments: ["briefing", "journal", "plain", "slides"])
  func sheets(name: String) throws {
    var options = ReportOptions()
    options.styleSheet = "bulletin:\(name).css"
    let (build, files) = try self.build(options: options)
    #expect(build.diagnostics.all.isEmpty, "\(build.printedDiagnostics())")
    #expect(try text(of: files).contains("Digital Democracy Now"))
  }

  @Test(
    "It builds without a diagnostic, so that no number in it is stray, and each of the article's figures stands in it")
  func builds() throws {
    let (build, files) = try build()
    #expect(build.diagnostics.all.isEmpty, "\(build.printedDiagnostics())")
    #expect(files.paths.filter { $0.hasSuffix(".svg") }.count >= 7)
    let text = try text(of: files)
    for printed in [
      "more than 1,600", "more than 130", "more than 1.12 billion", "161 million", "322 million", "about 80%",
      "more than 69%", "more than 90%", "about 2.6 billion", "a third", "more than 50",
    ] {
      #expect(text.contains(printed), "'\(printed)' is missing")
    }
  }

  @Test("At least fifteen of its statements are claims, and the data bear out all of them")
  func claims() throws {
    let claims = try ledger(of: build(formats: [.svg]).files).claims.filter { $0.kind == "claim" }
    #expect(Set(claims.map(\.expression)).count >= 15)
    #expect(claims.allSatisfy { $0.truth == "holds" })
  }

  private func build(formats: Set<OutputFormat>) throws -> (build: ReportBuild, files: OutputFiles) {
    try build(repository.appending(path: "Reports/who-is-online"), formats)
  }

  @Test("What sources do not agree on is shown as disputed, with what each of them gives")
  func disputed() throws {
    let text = try text(of: build(formats: [.pdf]).files)
    #expect(text.contains("gives 79.7% for June 2025 (used here)"))
    #expect(text.contains("gives 92.0% for 2024"))
    // Where a sentence speaks of both sources itself, no note repeats it.
    #expect(text.contains("15.3% in 2023, the ministry is quoted with 27%") && !text.contains("gives 15.3%"))
  }

  @Test(
    "A number that is changed in the data so that a sentence becomes false stops the build at that sentence",
    arguments: [
      ("penetration,age_60_plus,end-2024,52.0", "penetration,age_60_plus,end-2024,72.0", "lower than"),
      ("56,2025-06,internet_users,rural,,322", "56,2025-06,internet_users,rural,,341", "half as many"),
      ("55,2024-12,penetration,urban,earlier,85.3", "55,2024-12,penetration,urban,earlier,82.0", "wider"),
    ])
  func sentence(_ old: String, _ new: String, _ words: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bulletin-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: repository.appending(path: "Reports/who-is-online"), to: folder)
    let data = folder.appending(path: "data/china-internet-users.csv")
    let text = try String(contentsOf: data, encoding: .utf8)
    let changed = text.replacingOccurrences(of: old, with: new)
    try #require(changed != text)
    try changed.write(to: data, atomically: true, encoding: .utf8)
    let (build, files) = try build(folder, [.pdf])
    #expect(files.isEmpty && build.hasFailed)
    let report = try String(contentsOf: folder.appending(path: "report.md"), encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let claim = try #require(
      build.diagnostics.all.first { $0.id.hasPrefix("claim.") && $0.message.contains("'\(words)'") })
    #expect(claim.range.file.hasSuffix("report.md") && report[claim.range.line - 1].contains("[\(words)]"))
  }

  @Test(
    "The evidence annex traces every number that is a figure: the row of one that stands in a file, the formula of others"
  )
  func annex() throws {
    var options = ReportOptions()
    options.hasAnnex = true
    let (_, files) = try build(repository.appending(path: "Reports/who-is-online"), [.pdf], options: options)
    // Ids, files and rows stand nowhere else.
    let text = try text(of: files)
    let figures = try ledger(of: files).entries.filter { ["observation", "derived"].contains($0.kind) }
    #expect(Set(figures.compactMap(\.id)).count > 150)
    for figure in figures {
      // A cell that an observation names stands under the observation's id.
      if let file = figure.file, let row = figure.row, row > 0 {
        #expect(text.contains("\(file), row \(row),"), "\(figure.id ?? "") has no row")
      } else {
        let id = figure.id ?? figure.text
        #expect(text.contains(id), "\(id) is missing")
      }
    }
  }

  @Test("The second edition, of December 2025, lists what has moved on since the first, with both values")
  func secondEdition() throws {
    let (build, files) = try build(repository.appending(path: "Reports/who-is-online-2025-12"))
    #expect(build.diagnostics.all.isEmpty, "\(build.printedDiagnostics())")
    let text = try text(of: files)
    #expect(text.contains("No figure of the previous edition has been revised."))
    for row in [
      "Internet users, China Jun 2025 → Dec 2025 1.123 billion 1.125 billion +2 million",
      "Share online, all (end-2024, now end-2025) Jun 2025 → Dec 2025 79.7% 80.1% +0.4 points",
      "5G base stations Jun 2025 → Dec 2025 4.55 million 4.838 million +290,000",
    ] {
      #expect(words(of: row).isSubset(of: words(of: text)), "\(row)")
    }
    // 322 million and about 320 million do not say which is more.
    #expect(text.contains("not certain"))
  }

  /// pdftotext reads cells of two lines in an order of its own, so that only the words of a row are looked for.
  private func words(of text: String) -> Set<Substring> { Set(text.split(separator: " ")) }

  @Test("A claim of the first edition that the second turns stops the build until it was looked at")
  func turnedClaim() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bulletin-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: repository.appending(path: "Reports/who-is-online-2025-12"), to: folder)
    let file = folder.appending(path: "report.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(text.firstRange(of: "reviewed:"))
    let end = try #require(text.firstRange(of: "literals:"))
    try String(text[..<start.lowerBound] + text[end.lowerBound...]).write(to: file, atomically: true, encoding: .utf8)
    let (build, files) = try build(folder, [.pdf])
    #expect(files.isEmpty && build.diagnostics.all.map(\.id) == ["edition.claim-turned"])
    #expect(build.diagnostics.all.first?.message.contains("went down and up") == true)
  }

  @Test("The ledger that the second edition is held against is that of the first")
  func previousLedger() throws {
    let kept = repository.appending(path: "Reports/who-is-online-2025-12/previous/ledger.json")
    let old = try JSONDecoder().decode(Ledger.self, from: Data(contentsOf: kept))
    let new = try ledger(of: build(formats: [.svg]).files)
    #expect(old.entries.map(\.text) == new.entries.map(\.text))
    #expect(old.claims.map(\.expression) == new.claims.map(\.expression))
  }
}
