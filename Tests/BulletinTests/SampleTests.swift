import Bulletin
import Diagnostics
import Foundation
import Testing

/// The sample briefing, as a user builds it.
@Suite("The sample briefing")
struct SampleTests {
  private func build(
    _ folder: URL = repository.appending(path: "Reports/who-is-online"), _ formats: Set<OutputFormat> = [.pdf, .svg]
  ) throws -> (build: ReportBuild, files: OutputFiles) {
    var build = try ReportBuild(
      folder.path, options: ReportOptions(), installation: Installation(folder: repository.path))
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
    var claims: [Claim]
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
    let bytes = try #require(try build(formats: [.svg]).files.first { $0.path.hasSuffix("ledger.json") }).bytes
    let claims = try JSONDecoder().decode(Ledger.self, from: Data(bytes)).claims.filter { $0.kind == "claim" }
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
}
