import ArgumentParser
import Bulletin

struct ChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Writes one chart of a report as SVG, PDF, PNG or HTML, to embed elsewhere.",
    discussion: """
      The ending of FILE says which. Without -o, or with '-', SVG goes to standard output.

      What an SVG is for is said by --profile:
        image   an <img> in a page, and all else: text as outlines, looks the same everywhere
        inline  a part of a page: text as text in the page's colour, numbers with their data, names for the page's sheet
        office  Word, PowerPoint and LibreOffice: plain shapes, text as outlines
        print   a printed page: plain shapes in opaque colours, text as outlines

      A .html file, or --embed html, is a figure of an inline chart with caption, source and a table of its data. --css \
      writes the sheet by which a page gives inline charts other colours, also dark ones.

      Examples:
        bulletin chart Reports/who-is-online fig-users > users.svg
        bulletin chart Reports/who-is-online fig-users -o users.pdf --width 84mm
        bulletin chart Reports/who-is-online fig-users -o users.png --scale 2
        bulletin chart Reports/who-is-online fig-users -o users.svg --profile inline
        bulletin chart Reports/who-is-online fig-users -o users.html
        bulletin chart Reports/who-is-online --css -o charts.css
      """)

  enum Embedding: String, ExpressibleByArgument { case html }

  @OptionGroup var arguments: ReportArguments

  @Argument(help: ArgumentHelp("The chart's id, such as fig-users; may be left out with --css.", valueName: "id"))
  var identifier: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "The file to write; its ending is .svg, .pdf, .png or .html.", valueName: "file"), completion: .file())
  var output = "-"

  @Option(help: "What an SVG is for: image, inline, office or print.")
  var profile: SVGProfile?

  @Option(help: ArgumentHelp("html: a figure, as in a .html file.", valueName: "form"))
  var embed: Embedding?

  @Flag(help: "Write the sheet with the colours of inline charts.")
  var css = false

  @Flag(help: "Put the letters that an inline SVG uses into it, for pages that do not have its faces.")
  var embedFonts = false

  @Option(
    help: ArgumentHelp(
      "The chart's width, such as 118mm, 340pt or 12cm; by default as in the report.", valueName: "length"))
  var width: String?

  @Option(help: ArgumentHelp("Pixels of a PNG to a CSS pixel; 1 if left out.", valueName: "factor"))
  var scale: Double?

  func validate() throws {
    if css {
      if profile != nil || embed != nil || embedFonts || width != nil || scale != nil {
        throw ValidationError("--css takes no other options of charts.")
      }
      return
    }
    if identifier == nil { throw ValidationError("Name a chart by its id, such as fig-users.") }
    let format = try format()
    if let scale {
      guard scale >= 0.1, scale <= 20 else { throw ValidationError("--scale takes 0.1 to 20.") }
      guard format == .png else {
        throw ValidationError("--scale is for .png; --width gives other charts another size.")
      }
    }
    if profile != nil, format != .svg { throw ValidationError("--profile is for SVG.") }
    if embedFonts, format != .svg || profile != .inline {
      throw ValidationError("--embed-fonts is for SVG with --profile inline; in other files text needs no fonts.")
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

  private func format() throws -> ChartOutput.Format {
    if embed == .html {
      guard output == "-" || output.hasSuffix(".html") else {
        throw ValidationError("--embed html writes HTML, not '\(output)'.")
      }
      return .html
    }
    if output == "-" { return .svg }
    guard let ending = output.split(separator: ".").last, let format = ChartOutput.Format(rawValue: String(ending))
    else {
      throw ValidationError("The ending of '\(output)' is none of .svg, .pdf, .png and .html.")
    }
    return format
  }

  private func chartOutput() throws -> ChartOutput {
    var chart = ChartOutput(try format())
    chart.width = try chartWidth()
    chart.scale = scale ?? 1
    chart.profile = profile ?? .image
    chart.embedsFonts = embedFonts
    return chart
  }

  func run() throws {
    try reportingFailures {
      var build = try ReportBuild(arguments.report, options: try arguments.options())
      let bytes =
        css
        ? try build.chartStyleSheet(only: identifier)
        : try build.chart(identifier ?? "", as: try chartOutput())
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

extension SVGProfile: ExpressibleByArgument {}
