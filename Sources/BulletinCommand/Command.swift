import ArgumentParser
import Bulletin

@main
struct Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bulletin",
    abstract:
      "Makes a briefing from figures with sources: an accessible PDF, charts as SVG, and a ledger of every number.",
    discussion: """
      A report is a folder with report.md, data.yaml, data files and, if it likes, a style sheet.

      Exit status: 0 done (warnings too; with --strict they are errors), 1 the report has errors, 64 wrong usage, \
      65 a report that cannot be read, 66 no such report, chart, edition or number, 70 a fault of the program, 73 output \
      that cannot be written.
      """,
    version: Bulletin.version,
    subcommands: [
      BuildCommand.self, ChartCommand.self, CheckCommand.self, CompareCommand.self, TraceCommand.self,
      StyleCommand.self,
    ])
}
