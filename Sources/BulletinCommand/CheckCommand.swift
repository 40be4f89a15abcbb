import ArgumentParser
import Bulletin

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks a report and prints everything that is wrong with it, without writing anything.",
    discussion:
      "Does all that a build does, the setting of pages included, since some mistakes show only there, and reads the tables that nothing uses."
  )

  @OptionGroup var arguments: ReportArguments

  func run() throws {
    try reportingFailures {
      var options = try arguments.options()
      options.readsUnusedTables = true
      var build = try ReportBuild(arguments.report, options: options)
      _ = try build.run(formats: [.pdf, .svg], resolution: 72, into: ".")
      try build.finishReporting()
    }
  }
}
