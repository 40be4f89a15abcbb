import Diagnostics

/// The ledger of a finished report, read back.
public struct LedgerFile: Sendable {
  /// The file it was read from, as diagnostics name it.
  public var name: String
  public var sources: [Source] = []
  /// In the order of the text. What only a running build knows is left out: rivals and places on pages.
  public var entries: [LedgerEntry] = []
  /// Empty for a ledger of version 1, which kept none.
  public var claims: [LedgerClaim] = []

  /// The versions of `ledger.json` that can be read; the last is the one that is written.
  static let versions = 1...2

  /// Reads `ledger.json`.
  ///
  /// Diagnostics: JSON that is broken, where it breaks; a file that is no ledger; a version that is not known.
  public init(reading file: InputFile) throws(Diagnostic) {
    name = file.name
    _ = try file.text()
    var reader = JSONReader(file)
    let root = try reader.document()
    guard let version = root["version"], root["entries"] != nil else {
      throw .error(
        "edition.no-ledger", "'\(file.name)' is no ledger", at: root.range,
        hint: "name the ledger.json that a build has written, or its PDF")
    }
    guard let number = version.int, Self.versions.contains(number) else {
      throw .error(
        "edition.ledger-version", "the ledger '\(file.name)' is of version \(version.text ?? "?"), which is not known",
        at: version.range,
        hint: "versions \(Self.versions.lowerBound) to \(Self.versions.upperBound) can be read; build that report again"
      )
    }
    sources = try root.list("sources").map { node throws(Diagnostic) in try Source(ledger: node) }
    entries = try root.list("entries").map { node throws(Diagnostic) in try LedgerEntry(ledger: node) }
    claims = try root.list("claims").map { node throws(Diagnostic) in try LedgerClaim(ledger: node) }
  }
}
