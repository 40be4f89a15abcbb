import Foundation
import Testing

/// Runs the tool as a user does. It is built beside the tests.
func bulletin(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
  try bulletin(arguments)
}

/// The same, with more in its environment.
func bulletin(
  _ arguments: [String], environment: [String: String] = [:]
) throws -> (status: Int32, output: String, errors: String) {
  let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  let tool = products.appending(path: "bulletin")
  try #require(FileManager.default.isExecutableFile(atPath: tool.path), "\(tool.path) was not built")
  let process = Process()
  process.executableURL = tool
  process.arguments = arguments
  process.environment = environment.merging(["BULLETIN_HOME": repository.path]) { $1 }
  let (output, errors) = (Pipe(), Pipe())
  process.standardOutput = output
  process.standardError = errors
  try process.run()
  let printed = output.fileHandleForReading.readDataToEndOfFile()
  let said = errors.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (
    process.terminationStatus, String(decoding: printed, as: UTF8.self), String(decoding: said, as: UTF8.self)
  )
}

@Test("A build writes the PDF, the charts and the ledger and says nothing")
func buildCommand() throws {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  let out = report.parent.appending(path: "out")
  let result = try bulletin("build", report.folder.path, "-o", out.path)
  #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty, "\(result)")
  for name in ["sample.pdf", "charts/fig-harvest.svg", "ledger.json"] {
    #expect(FileManager.default.fileExists(atPath: out.appending(path: name).path), "\(name) is missing")
  }
}

@Test("With an error the status is 1, the mistakes go to standard error, and the older PDF stays")
func failingBuild() throws {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  let out = report.parent.appending(path: "out")
  _ = try bulletin("build", report.folder.path, "-o", out.path)
  let pdf = out.appending(path: "sample.pdf")
  let before = try Data(contentsOf: pdf)
  try report.write("data/harvest.csv", "colour,value,precision\nred,1.4,0.1\ngreen,4.2,0.1\n")
  let result = try bulletin("build", report.folder.path, "-o", out.path)
  #expect(result.status == 1 && result.errors.contains("more than half"))
  #expect(try Data(contentsOf: pdf) == before)
}

@Test("Wrong usage is 64, a missing report 66, an output that cannot be written 73")
func exitStatuses() throws {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  #expect(try bulletin("build").status == 64)
  #expect(try bulletin("build", report.folder.path, "--format", "docx").status == 64)
  #expect(try bulletin("build", report.folder.path + "/none").status == 66)
  #expect(try bulletin("chart", report.folder.path, "fig-none").status == 66)
  #expect(try bulletin("chart", report.folder.path, "fig-harvest", "--scale", "2").status == 64)
  #expect(try bulletin("build", report.folder.path, "--style", report.folder.path + "/none.css").status == 66)
  try report.write("file", "")
  #expect(try bulletin("build", report.folder.path, "-o", report.folder.path + "/file/out").status == 73)
}

@Test("A report that is not UTF-8 cannot be read: 65, with the line")
func unreadableReport() throws {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  try Data([35, 10, 0xFF, 10]).write(to: report.folder.appending(path: "report.md"))
  let result = try bulletin("build", report.folder.path)
  #expect(result.status == 65 && result.errors.contains("report.md:2"))
}

@Test("Warnings leave the status at 0, and make it 1 with --strict")
func strictness() throws {
  let report = try TemporaryReport.spoilt("report.md", "lang: en", "lang: en\nstyle: style.css")
  try report.write("style.css", "@import \"bulletin:briefing.css\"; p { colr: red }")
  let out = report.parent.appending(path: "out").path
  #expect(try bulletin("build", report.folder.path, "-o", out).status == 0)
  #expect(try bulletin("build", report.folder.path, "-o", out, "--strict").status == 1)
}

@Test("A single PDF or SVG goes to standard output, and nothing else does")
func standardOutput() throws {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  let pdf = try bulletin("build", report.folder.path, "-o", "-", "--format", "pdf", "--timings")
  #expect(pdf.status == 0 && pdf.output.hasPrefix("%PDF-") && pdf.errors.contains("plan"))
  let svg = try bulletin("chart", report.folder.path, "fig-harvest")
  #expect(svg.status == 0 && svg.output.contains("<svg") && svg.errors.isEmpty)
}

@Test("A trace goes to standard output; a number that is not printed is 66, with those that are near")
func traceCommand() throws {
  let report = try TemporaryReport(TemporaryReport.goodFiles)
  let found = try bulletin("trace", report.folder.path, "11.6")
  #expect(found.status == 0 && found.errors.isEmpty && found.output.contains("apples.red + apples.green"))
  let none = try bulletin("trace", report.folder.path, "11.7")
  #expect(none.status == 66 && none.output.isEmpty && none.errors.contains("apples.total"))
  #expect(try bulletin("trace", report.folder.path, "--format", "xml").status == 64)
}
