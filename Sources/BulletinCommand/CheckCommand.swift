import ArgumentParser
import Bulletin

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks a report and prints everything that is wrong with it, without writing anything.",
    discussion: "Does all that a build does, the setting of pages included, since some mistakes show only there.")

  @OptionGroup var arguments: ReportArguments

  func run() throws {
    try reportingFailures {
      var build = try ReportBuild(arguments.report, options: try arguments.options())
      _ = try build.run(formats: [.pdf, .svg], resolution: 72, into: ".")
      try build.finishReporting()
    }
  }
}
