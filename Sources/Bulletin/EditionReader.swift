import DataModel
import Diagnostics

/// Reads editions that a user names on the command line: a report's folder, the folder that a build wrote, a `ledger.json` or
/// a PDF.
public struct EditionReader {
  private let options: ReportOptions
  private let installation: Installation
  /// What was found wrong with reports, as the tool prints it. They are read as far as they are right.
  public private(set) var printedDiagnostics = ""

  public init(options: ReportOptions, installation: Installation = .ofRunningTool()) {
    self.options = options
    self.installation = installation
  }

  /// - Throws: ``ReportError`` if one of the two is not there or cannot be read.
  public mutating func compare(_ old: String, with new: String) throws(ReportError) -> EditionComparison {
    EditionComparison(from: try edition(old), to: try edition(new))
  }

  private mutating func edition(_ path: String) throws(ReportError) -> Edition {
    let isReport = path == "report.md" || path.hasSuffix("/report.md") || resolvedPath(path + "/report.md") != nil
    if isReport { return Edition(try ledger(ofReport: path)) }
    return Edition(try ledger(inFile: isFolder(path) ? normalized(path + "/ledger.json") : path))
  }

  private mutating func ledger(ofReport path: String) throws(ReportError) -> LedgerFile {
    var build = try ReportBuild(path, options: options, installation: installation)
    let ledger = try build.edition()
    printedDiagnostics += build.printedDiagnostics()
    guard let ledger else { throw .unreadableInput("'\(path)' has no ledger") }
    return ledger
  }

  private func ledger(inFile path: String) throws(ReportError) -> LedgerFile {
    guard resolvedPath(path) != nil else { throw .noSuchInput("there is no report, ledger or PDF '\(path)'") }
    let bytes: [UInt8]
    do { bytes = try readFile(path, atMost: InputFolder.largestFile) } catch {
      throw .unreadableInput("'\(path)' cannot be read: \(error.reason)")
    }
    do { return try LedgerFile(anyOf: InputFile(name: path, bytes: bytes)) } catch {
      throw .unreadableInput("\(error.range.place): \(error.message)\(error.hint.map { "; \($0)" } ?? "")")
    }
  }
}
