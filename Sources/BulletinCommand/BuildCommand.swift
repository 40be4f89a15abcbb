import ArgumentParser
import Bulletin

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Builds a report: the PDF, its charts as SVG, and the ledger of its numbers.",
    discussion: """
      Writes DIR/<name of the report's folder>.pdf, DIR/charts/<id>.svg for each chart, and DIR/ledger.json, which \
      lists every number that was printed with its value, interval, source and place. Files appear whole or not at \
      all; if the report has an error, none is written and older ones stay.

      Examples:
        bulletin build Reports/who-is-online -o out
        bulletin build Reports/who-is-online -o out --format pdf,png --resolution 150
        bulletin build Reports/who-is-online -o out --style house.css --set region=Africa
        bulletin build Reports/who-is-online -o out --format svg --profile inline
        bulletin build Reports/who-is-online -o - --format pdf > briefing.pdf
        bulletin build my-report -o out --allow-connect db.example.org:5432
      """)

  @OptionGroup var arguments: ReportArguments

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder to write to; '-' writes a single PDF to standard output.", valueName: "dir"),
    completion: .directory)
  var output = "."

  @Option(
    help: ArgumentHelp(
      "What to write: any of pdf, svg (the charts), png (an image a page), with commas.", valueName: "formats"))
  var format = "pdf,svg"

  @Option(help: ArgumentHelp("Dots per inch of page images.", valueName: "dpi"))
  var resolution = 110.0

  @Option(help: "What the charts' SVG is for: image, inline, office or print; see 'bulletin chart --help'.")
  var profile = SVGProfile.image

  @Flag(help: "Print how long each step took, in milliseconds.")
  var timings = false

  func validate() throws {
    _ = try formats()
    guard resolution >= 10, resolution <= 2400 else { throw ValidationError("--resolution takes 10 to 2400.") }
    if output == "-", try formats() != [.pdf] {
      throw ValidationError("Only one PDF fits standard output: add --format pdf.")
    }
  }

  private func formats() throws -> Set<OutputFormat> {
    var formats: Set<OutputFormat> = []
    for name in format.split(separator: ",") {
      guard let known = OutputFormat(rawValue: String(name)) else {
        throw ValidationError("--format knows pdf, svg and png, not '\(name)'.")
      }
      formats.insert(known)
    }
    if formats.isEmpty { throw ValidationError("--format needs at least one of pdf, svg and png.") }
    return formats
  }

  func run() throws {
    try reportingFailures {
      var options = try arguments.options()
      options.chartProfile = profile
      let formats = try formats()
      var build = try ReportBuild(arguments.report, options: options)
      let files = try build.run(formats: formats, resolution: resolution, into: output == "-" ? "." : output)
      if timings { report(build.timings.table()) }
      try build.finishReporting()
      if output == "-" {
        if let pdf = files.first(where: { $0.path.hasSuffix(".pdf") }) { try writeToStandardOutput(pdf.content) }
      } else {
        try files.write()
      }
    }
  }
}
