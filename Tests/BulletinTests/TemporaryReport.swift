import Bulletin
import Diagnostics
import Foundation

/// The repository's folder, where the style sheets and fonts are.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// A report in a folder of its own, which is removed with it.
final class TemporaryReport {
  let folder: URL
  /// The folder that holds the report's folder, for what lies outside it.
  let parent: URL

  init(_ files: [String: String]) throws {
    parent = FileManager.default.temporaryDirectory.appending(path: "bulletin-\(UUID().uuidString)")
    folder = parent.appending(path: "sample")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(at: parent) }

  func write(_ name: String, _ text: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func build(
    formats: Set<OutputFormat> = [.pdf, .svg], options: ReportOptions = ReportOptions()
  ) throws -> Result {
    var build = try ReportBuild(
      folder.path, options: options, installation: Installation(folder: repository.path))
    let files = try build.run(formats: formats, resolution: 50, into: parent.appending(path: "out").path)
    return Result(build: build, files: files, report: self)
  }

  struct Result {
    let build: ReportBuild
    let files: OutputFiles
    /// Kept, so that its folder is there as long as the result is.
    let report: TemporaryReport

    var diagnostics: [Diagnostic] { build.diagnostics.all }
    var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

    /// The ids of the errors, in the order in which they were found.
    var errorIDs: [String] { errors.map(\.id) }

    func bytes(_ ending: String) -> [UInt8]? { files.first { $0.path.hasSuffix(ending) }?.bytes }

    /// What another program prints about an output file, such as `pdftotext`.
    func read(_ ending: String, with program: String, _ arguments: String...) throws -> String {
      let file = report.parent.appending(path: "read-\(UUID().uuidString)")
      try Data(bytes(ending) ?? []).write(to: file)
      return try run(program, arguments.map { $0 == "FILE" ? file.path : $0 })
    }
  }
}

/// Runs a program and returns what it prints, errors included.
func run(_ program: String, _ arguments: [String]) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [program] + arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self)
}

extension TemporaryReport {
  /// A small report that is right, to be spoilt in one place by a test.
  static var goodFiles: [String: String] {
    [
      "report.md": """
      ---
      title: Apples
      date: 2025-06-30
      lang: en
      data: data.yaml
      ---

      # Harvest {#sec-harvest}

      Growers picked {{ apples.total }} apples, {{ apples.red }} of them red, which is
      [more than half]{claim="apples.red > apples.total / 2"}. See @fig-harvest and @tbl-harvest.[^note]

      [^note]: Counted in the orchard.

      ```chart {#fig-harvest}
      title: Red apples lead
      subtitle: Apples by colour, 2025, million
      mark: bar
      data: {table: harvest}
      encoding:
        y: {field: colour, type: nominal}
        x: {field: value, type: quantitative}
      ```

      ```table {#tbl-harvest}
      title: Apples by colour
      data: harvest
      columns:
        - {field: colour, title: Colour}
        - {field: value, title: Apples, unit: million}
      ```
      """,
      "data.yaml": """
      sources:
        growers-2025: {publisher: Growers' Union, title: "Harvest 2025", date: 2025-06-30}
      tables:
        harvest: {file: data/harvest.csv, source: growers-2025, unit: million apples}
      units:
        apples: {}
      observations:
        apples.red: {table: harvest, where: {colour: red}}
        apples.green: {table: harvest, where: {colour: green}}
      derived:
        apples.total: {formula: apples.red + apples.green}
      """,
      "data/harvest.csv": "colour,value,precision\nred,7.4,0.1\ngreen,4.2,0.1\n",
    ]
  }

  /// The good report with one text replaced in one of its files.
  static func spoilt(_ file: String, _ text: String, _ replacement: String) throws -> TemporaryReport {
    var files = goodFiles
    let spoilt = files[file]?.replacingOccurrences(of: text, with: replacement)
    precondition(spoilt != files[file], "nothing was replaced")
    files[file] = spoilt
    return try TemporaryReport(files)
  }
}
