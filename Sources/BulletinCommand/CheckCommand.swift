import ArgumentParser
import Bulletin

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks a report, prints everything that is wrong with it and what its numbers rest on; writes nothing.",
    discussion: """
      Does all that a build does, the setting of pages included, since some mistakes show only there, and reads the \
      tables that nothing uses. What is wrong goes to standard error. Standard output has the numbers by kind, with \
      those that nothing stands behind; the claims; the checks of data.yaml; the figures that sources do not agree on; \
      and the sources with their ages.
      """
  )

  enum Form: String, CaseIterable, ExpressibleByArgument { case text, json }

  @OptionGroup var arguments: ReportArguments

  @Flag(help: "List the numbers that were typed into the text, by kind and with their places.")
  var numbers = false

  @Option(help: "text or json.")
  var format = Form.text

  func run() throws {
    try reportingFailures {
      var options = try arguments.options()
      options.readsUnusedTables = true
      var build = try ReportBuild(arguments.report, options: options)
      if let found = try build.check() {
        switch format {
        case .text: try writeToStandardOutput(Array(found.text(listsNumbers: numbers).utf8))
        case .json: try writeToStandardOutput(found.json(listsNumbers: numbers))
        }
      }
      try build.finishReporting()
    }
  }
}
