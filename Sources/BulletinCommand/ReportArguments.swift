import ArgumentParser
import Bulletin
import Diagnostics
import Glibc

/// What every subcommand that reads a report is told about it.
struct ReportArguments: ParsableArguments {
  @Argument(help: ArgumentHelp("The report's folder, or its report.md.", valueName: "report"))
  var report: String

  @Option(
    name: .long, help: ArgumentHelp("A style sheet to use after the report's own.", valueName: "file"),
    completion: .file(extensions: ["css"]))
  var style: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Gives a parameter of the report a value; may be repeated.", valueName: "name=value"))
  var settings: [String] = []

  @OptionGroup var permissions: ReadingPermissions

  @Flag(help: "Take warnings for errors.")
  var strict = false

  func options() throws -> ReportOptions {
    var options = ReportOptions()
    options.styleSheet = style
    try permissions.apply(to: &options)
    options.warningsAreErrors = strict
    for setting in settings {
      guard let equals = setting.firstIndex(of: "="), equals > setting.startIndex else {
        throw ValidationError("--set takes name=value, not '\(setting)'.")
      }
      options.parameters[String(setting[..<equals])] = String(setting[setting.index(after: equals)...])
    }
    return options
  }
}

/// Prints to standard error, where all goes that is no result.
func report(_ text: String) {
  var text = text
  if !text.hasSuffix("\n") { text += "\n" }
  // Nothing can be done for a message that cannot be written, such as to a closed pipe.
  text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

/// Runs a subcommand's work and turns what goes wrong into a message and the documented exit status.
func reportingFailures(_ body: () throws -> Void) throws {
  do { try body() } catch let error as ReportError {
    report("bulletin: \(error.message)")
    throw ExitCode(error.exitStatus)
  }
}

extension ReportBuild {
  /// Prints what was found wrong; throws exit status 1 if that makes the build fail.
  func finishReporting() throws {
    let text = printedDiagnostics()
    if !text.isEmpty { report(text) }
    if hasFailed { throw ExitCode(1) }
  }
}
