import ArgumentParser
import Bulletin

struct ChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Writes one chart of a report as SVG, PDF or PNG, to embed elsewhere.",
    discussion: """
      The ending of FILE says which. Without -o, or with '-', SVG goes to standard output.

      Examples:
        bulletin chart Reports/who-is-online fig-users > users.svg
        bulletin chart Reports/who-is-online fig-users -o users.pdf --width 84mm
        bulletin chart Reports/who-is-online fig-users -o users.png --scale 2
      """)

  @OptionGroup var arguments: ReportArguments

  @Argument(help: ArgumentHelp("The chart's id, such as fig-users.", valueName: "id"))
  var identifier: String

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file to write; its ending is .svg, .pdf or .png.", valueName: "file"), completion: .file())
  var output = "-"

  @Option(
    help: ArgumentHelp(
      "The chart's width, such as 118mm, 340pt or 12cm; by default as in the report.", valueName: "length"))
  var width: String?

  @Option(help: ArgumentHelp("Pixels of a PNG to a CSS pixel; 1 if left out.", valueName: "factor"))
  var scale: Double?

  func validate() throws {
    let format = try format()
    if let scale {
      guard scale >= 0.1, scale <= 20 else { throw ValidationError("--scale takes 0.1 to 20.") }
      guard format == .png else {
        throw ValidationError("--scale is for .png; --width gives other charts another size.")
      }
    }
    _ = try chartWidth()
  }

  private func chartWidth() throws -> ChartWidth? {
    guard let width else { return nil }
    guard let parsed = ChartWidth(width) else {
      throw ValidationError("--width takes a length such as 118mm, from 20mm to 2000mm, not '\(width)'.")
    }
    return parsed
  }

  private func format() throws -> OutputFormat {
    if output == "-" { return .svg }
    guard let ending = output.split(separator: ".").last, let format = OutputFormat(rawValue: String(ending)) else {
      throw ValidationError("The ending of '\(output)' is none of .svg, .pdf and .png.")
    }
    return format
  }

  func run() throws {
    try reportingFailures {
      var build = try ReportBuild(arguments.report, options: try arguments.options())
      let bytes = try build.chart(identifier, format: try format(), width: try chartWidth(), scale: scale ?? 1)
      try build.finishReporting()
      if output == "-" {
        try writeToStandardOutput(bytes)
      } else {
        var files = OutputFiles()
        files.add(output, bytes)
        try files.write()
      }
    }
  }
}
