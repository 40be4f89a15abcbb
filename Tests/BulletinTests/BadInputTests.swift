import Bulletin
import Foundation
import Testing

/// A mistake in the good report, and what the build must say about it.
struct Mistake: Sendable, CustomTestStringConvertible {
  var name: String
  var file: String
  var text: String
  var replacement: String
  /// The file that the error is in.
  var place: String
  var line: Int
  /// Words that the message or the hint must contain.
  var words: [String]
  var testDescription: String { name }
}

@Test(
  "A mistake is an error with its file, line and a hint, and nothing is written",
  arguments: [
    Mistake(
      name: "missing data file", file: "data.yaml", text: "data/harvest.csv", replacement: "data/harvst.csv",
      place: "data.yaml", line: 4, words: ["harvst.csv", "did you mean 'harvest.csv'"]),
    Mistake(
      name: "broken YAML", file: "data.yaml", text: "units:\n", replacement: "units: [\n",
      place: "data.yaml", line: 7, words: []),
    Mistake(
      name: "broken CSV", file: "data/harvest.csv", text: "green,4.2,0.1", replacement: "green,4.2,0.1,7",
      place: "harvest.csv", line: 3, words: ["4", "3"]),
    Mistake(
      name: "unknown observation", file: "report.md", text: "{{ apples.red }}", replacement: "{{ apples.rd }}",
      place: "report.md", line: 10, words: ["apples.rd", "did you mean 'apples.red'"]),
    Mistake(
      name: "ambiguous where", file: "data.yaml", text: "where: {colour: red}", replacement: "where: {precision: 0.1}",
      place: "data.yaml", line: 8, words: ["colour"]),
    Mistake(
      name: "misspelt column", file: "report.md", text: "field: colour, title", replacement: "field: color, title",
      place: "report.md", line: 29, words: ["color", "did you mean 'colour'"]),
    Mistake(
      name: "cyclic formula", file: "data.yaml", text: "formula: apples.red + apples.green",
      replacement: "formula: apples.total + apples.green", place: "data.yaml", line: 11, words: ["apples.total"]),
    Mistake(
      name: "false claim", file: "report.md", text: "apples.red > apples.total / 2",
      replacement: "apples.green > apples.total / 2", place: "report.md", line: 11, words: ["more than half", "4.2"]),
    Mistake(
      name: "false claim in a chart's title", file: "report.md", text: "title: Red apples lead",
      replacement: "title: 'Green apples [lead]{claim=\"apples.green > apples.red\"}'", place: "report.md", line: 16,
      words: ["lead", "4.2", "7.4"]),
    Mistake(
      name: "chart with no rows", file: "report.md", text: "data: {table: harvest}",
      replacement: "data: {sql: \"SELECT * FROM harvest WHERE colour = 'blue'\"}", place: "report.md", line: 19,
      words: ["no rows"]),
    Mistake(
      name: "path that leaves the folder", file: "data.yaml", text: "data/harvest.csv",
      replacement: "../outside.csv", place: "data.yaml", line: 4, words: ["outside"]),
    Mistake(
      name: "unknown reference", file: "report.md", text: "@fig-harvest", replacement: "@fig-harvst",
      place: "report.md", line: 11, words: ["fig-harvst", "did you mean", "fig-harvest"]),
    Mistake(
      name: "misspelt chart field", file: "report.md", text: "x: {field: value", replacement: "x: {field: valu",
      place: "report.md", line: 22, words: ["valu", "did you mean 'value'"]),
  ])
func mistakes(mistake: Mistake) throws {
  let report = try TemporaryReport.spoilt(mistake.file, mistake.text, mistake.replacement)
  try Data("colour,value\nred,1\n".utf8).write(to: report.parent.appending(path: "outside.csv"))
  let result = try report.build()
  let found = try #require(result.errors.first { $0.range.file.hasSuffix(mistake.place) }, "\(result.errors)")
  let said = ([found.message] + found.notes + [found.hint ?? ""]).joined(separator: " ")
  #expect(found.range.line == mistake.line, "\(found)")
  for word in mistake.words { #expect(said.contains(word), "'\(word)' is missing in: \(said)") }
  #expect(result.build.hasFailed && result.files.isEmpty)
}

@Test("The good report has nothing to complain about")
func goodReport() throws {
  let result = try TemporaryReport(TemporaryReport.goodFiles).build()
  #expect(result.diagnostics.isEmpty, "\(result.build.printedDiagnostics())")
  #expect(result.files.count == 3)
}

@Test("All mistakes are reported in one run")
func allAtOnce() throws {
  var files = TemporaryReport.goodFiles
  files["report.md"] = files["report.md"]?
    .replacingOccurrences(of: "{{ apples.red }}", with: "{{ apples.rd }}")
    .replacingOccurrences(of: "apples.red > apples.total / 2", with: "apples.green > apples.red")
    .replacingOccurrences(of: "@tbl-harvest", with: "@tbl-harvst")
  files["style.css"] = "p { colr: red }"
  files["report.md"] = files["report.md"]?.replacingOccurrences(of: "lang: en", with: "lang: en\nstyle: style.css")
  let result = try TemporaryReport(files).build()
  #expect(result.errors.count == 3, "\(result.build.printedDiagnostics())")
  let warning = try #require(result.diagnostics.first { $0.severity == .warning })
  #expect(warning.range.file.hasSuffix("style.css") && warning.range.line == 1 && warning.range.column == 5)
  #expect(warning.hint == "did you mean 'color'?")
}

@Test(
  "Data that are missing or broken are one mistake, not one for each figure that the text prints",
  arguments: [
    (nil, "data: data.yaml\n", "input.missing-file"), (nil, "", "report.no-data"),
    ("units: [\n", "data: data.yaml\n", "yaml.syntax"),
  ])
func missingData(text: String?, written: String, id: String) throws {
  var files = TemporaryReport.goodFiles
  files["data.yaml"] = text
  files["report.md"] = files["report.md"]?.replacingOccurrences(of: "data: data.yaml\n", with: written)
  #expect(try TemporaryReport(files).build().errorIDs == [id])
}

@Test("A font file that is no font is reported, and the text is set in another face")
func brokenFont() throws {
  var files = TemporaryReport.goodFiles
  files["report.md"] = files["report.md"]?.replacingOccurrences(of: "lang: en", with: "lang: en\nstyle: style.css")
  files["style.css"] = """
    @import "bulletin:briefing.css";
    @font-face { font-family: Broken; src: url("broken.otf"); }
    body { font-family: Broken, "Source Serif Pro"; }
    """
  files["broken.otf"] = "this is no font"
  let result = try TemporaryReport(files).build()
  let found = try #require(result.diagnostics.first { $0.id == "font.not-a-font" })
  #expect(found.message.contains("broken.otf"))
  #expect(found.range.file.hasSuffix("style.css") && found.range.line == 2)
  #expect(!result.diagnostics.contains { $0.id == "font.unknown-family" })
}

@Test("A folder to read from that is not there is no such input")
func missingAllowedFolder() throws {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  var options = ReportOptions()
  options.allowedFolders = [report.parent.appending(path: "missing").path]
  let error = try #require(throws: ReportError.self) {
    _ = try ReportBuild(
      report.folder.path, options: options, installation: Installation(folder: repository.path))
  }
  #expect(error.exitStatus == 66)
}

@Test("Symbolic links do not lead out of the report's folder")
func symbolicLink() throws {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  let outside = report.parent.appending(path: "secret.csv")
  try Data("colour,value\nred,1\n".utf8).write(to: outside)
  let link = report.folder.appending(path: "data/harvest.csv")
  try FileManager.default.removeItem(at: link)
  try FileManager.default.createSymbolicLink(at: link, withDestinationURL: outside)
  #expect(try report.build().errorIDs.contains("input.outside-report"))
  var options = ReportOptions()
  options.allowedFolders = [report.parent.path]
  #expect(try !report.build(options: options).errorIDs.contains("input.outside-report"))
}

@Test("There is no report where there is no folder: exit status 66")
func noReport() throws {
  let error = try #require(throws: ReportError.self) {
    _ = try ReportBuild(
      "/nowhere/at/all", options: ReportOptions(), installation: Installation(folder: repository.path))
  }
  #expect(error.exitStatus == 66)
}

@Test("An output that cannot be written is exit status 73, and an older file stays as it was")
func unwritableOutput() throws {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  let old = report.parent.appending(path: "out.txt")
  try Data("old".utf8).write(to: old)
  var files = OutputFiles()
  files.add(old.path, Array("new".utf8))
  files.add(old.path + "/below-a-file.txt", [])
  let error = try #require(throws: ReportError.self) { try files.write() }
  #expect(error.exitStatus == 73)
  #expect(try String(contentsOf: old, encoding: .utf8) == "old")
  let left = try FileManager.default.contentsOfDirectory(atPath: report.parent.path)
  #expect(!left.contains { $0.hasSuffix(".partial") })
}
