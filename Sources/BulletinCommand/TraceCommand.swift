import ArgumentParser
import Bulletin

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Explains a number that a report prints: its value, why it has these digits, and the rows it rests on.",
    discussion: """
      NUMBER is what was printed (84.9, 84.9%, "1.12 billion"), the id of a figure (china.share.urban), or the id of an \
      element in a chart's SVG (fig-users-n4). Every number that fits is explained. Without NUMBER there is a line for \
      each figure that is printed. A report with errors is traced as far as it goes.

      With --annex it builds the report as 'bulletin build' does, with an annex to the PDF after its references: every \
      figure with its pages, value, interval, formula and rows. 'annex: true' in the front matter asks for the same.

      Examples:
        bulletin trace Reports/who-is-online 84.9
        bulletin trace Reports/who-is-online china.share.urban --format json
        bulletin trace Reports/who-is-online
        bulletin trace Reports/who-is-online --annex -o out
      """)

  @OptionGroup var arguments: ReportArguments

  @Argument(help: ArgumentHelp("The number, the figure's id, or the id of an SVG element.", valueName: "number"))
  var number: String?

  @Option(help: ArgumentHelp("How to print it: text or json.", valueName: "format"))
  var format = "text"

  @Flag(help: "Build the report with an annex that has the evidence of every figure.")
  var annex = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder to write to, with --annex.", valueName: "dir"), completion: .directory)
  var output: String?

  func validate() throws {
    guard ["text", "json"].contains(format) else {
      throw ValidationError("--format knows text and json, not '\(format)'.")
    }
    if output != nil, !annex { throw ValidationError("-o is for --annex; an explanation goes to standard output.") }
    if number != nil, annex { throw ValidationError("--annex has all numbers; leave out '\(number ?? "")'.") }
  }

  func run() throws {
    try reportingFailures {
      if annex { return try build() }
      var build = try ReportBuild(arguments.report, options: try arguments.options())
      if let trace = try build.trace() {
        let result = format == "json" ? try trace.json(for: number) : Array(try trace.text(for: number).utf8)
        try writeToStandardOutput(result)
      }
      try build.finishReporting()
    }
  }

  private func build() throws {
    var options = try arguments.options()
    options.hasAnnex = true
    var build = try ReportBuild(arguments.report, options: options)
    let files = try build.run(formats: [.pdf, .svg], resolution: 72, into: output ?? ".")
    try build.finishReporting()
    try files.write()
  }
}
