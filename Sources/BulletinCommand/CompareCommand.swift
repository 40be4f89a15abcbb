import ArgumentParser
import Bulletin

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Lists what changed between two editions of a report: figures, and claims that turned.",
    discussion: """
      Each edition is a report's folder, the folder that a build wrote, a ledger.json, or a PDF that bulletin made. Figures \
      are matched by what they measure, place and period, or else by their ids.
      """)

  enum Form: String, CaseIterable, ExpressibleByArgument { case text, json, markdown, csv }

  @Argument(help: ArgumentHelp("The older edition.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("The newer edition.", valueName: "new"))
  var new: String

  @Option(name: .long, help: "text, json, markdown or csv.")
  var format = Form.text

  @OptionGroup var permissions: ReadingPermissions

  @Flag(help: "Exit with status 1 if a claim turned or a figure was revised or restated.")
  var strict = false

  func run() throws {
    try reportingFailures {
      var options = ReportOptions()
      try permissions.apply(to: &options)
      var reader = EditionReader(options: options)
      let comparison = try reader.compare(old, with: new)
      if !reader.printedDiagnostics.isEmpty { report(reader.printedDiagnostics) }
      let result =
        switch format {
        case .text: Array(comparison.text.utf8)
        case .json: comparison.json
        case .markdown: Array(comparison.markdown.utf8)
        case .csv: Array(comparison.csv.utf8)
        }
      try writeToStandardOutput(result)
      if strict, comparison.turnsSomething { throw ExitCode(1) }
    }
  }
}
