import Bulletin
import Foundation
import Testing

/// What the validator of python3-jsonschema says about a ledger; empty if nothing is wrong with it.
private func faults(of ledger: [UInt8]) throws -> String {
  let file = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString).json")
  try Data(ledger).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let schema = repository.appending(path: "docs/ledger.schema.json")
  return try run("/usr/bin/python3", ["-W", "ignore", "-m", "jsonschema", "-i", file.path, schema.path])
}

@Suite("The ledger's JSON Schema")
struct LedgerSchemaTests {
  @Test("The ledger of a small report fits it, with and without pages and charts")
  func smallReport() throws {
    let report = try TemporaryReport(TemporaryReport.goodFiles)
    for formats in [[.pdf, .svg], [.pdf], [.svg]] as [Set<OutputFormat>] {
      let ledger = try #require(try report.build(formats: formats).bytes("ledger.json"))
      #expect(try faults(of: ledger) == "")
    }
  }

  @Test(
    "The ledgers of the sample briefing and of its second edition fit it, the evidence of what was revised included",
    arguments: ["who-is-online", "who-is-online-2025-12"])
  func sample(name: String) throws {
    var build = try ReportBuild(
      repository.appending(path: "Reports/\(name)").path, options: ReportOptions(),
      installation: Installation(folder: repository.path))
    let files = try build.run(formats: [.pdf, .svg], resolution: 50, into: "out")
    let ledger = try #require(files.first { $0.path.hasSuffix("ledger.json") }?.bytes)
    #expect(try faults(of: ledger) == "")
  }

  @Test("Phrases, and figures that sources do not agree on, fit it")
  func phrasesAndRivals() throws {
    var files = TemporaryReport.goodFiles
    files["report.md"]? +=
      "\nRed apples are {{ compare(apples.red, apples.green) }} green ones: {{ apples.disputed }}.\n"
    files["data.yaml"] = files["data.yaml"]?.replacingOccurrences(
      of: "observations:\n",
      with: """
        observations:
          apples.disputed: {value: 5, unit: million apples, source: growers-2025, also: [apples.red]}

        """)
    let result = try TemporaryReport(files).build()
    #expect(result.errors.isEmpty)
    #expect(try faults(of: try #require(result.bytes("ledger.json"))) == "")
  }

  @Test(
    "A ledger with a member that is not known, a missing one or a wrong value does not fit it",
    arguments: [
      (#""text":"#, #""txet":"#, "txet"), (#""version":2"#, #""version":3"#, "2 was expected"),
      (#""kind":"observation""#, #""kind":"guess""#, "guess"), (#""lowIncluded":true,"#, "", "lowIncluded"),
      (#""formula":"apples.red + apples.green","#, #""formula":"","#, "too short"),
      (#""box":["#, #""box":[1,"#, "too long"), (#""svg":["#, #""svg":["fig-harvest","#, "fig-harvest"),
    ])
  func brokenLedger(text: String, replacement: String, fault: String) throws {
    let ledger = try #require(try TemporaryReport(TemporaryReport.goodFiles).build().bytes("ledger.json"))
    let broken = String(decoding: ledger, as: UTF8.self).replacingOccurrences(of: text, with: replacement)
    #expect(broken.utf8.count != ledger.count || !broken.utf8.elementsEqual(ledger), "nothing was replaced")
    #expect(try faults(of: Array(broken.utf8)).contains(fault))
  }
}
