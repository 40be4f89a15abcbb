/// Reads what a report names: files, and tables of databases. ``InputFolder`` is the one that reads a disk and
/// decides what may be read and which servers may be asked; tests read from memory.
public protocol InputReading: Sendable {
  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - path: As written: relative to the folder of the file that names it, or `bulletin:NAME` for an installed style
  ///     sheet or font.
  ///   - base: The display name of the file that names it, as in ``SourceRange/file``; nil for the report's folder.
  ///   - range: Where the path was written; nil where no file names it.
  /// - Returns: The bytes, and the display name under which diagnostics speak of the file.
  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile

  /// What a database answers to a query, as comma-separated values with a header.
  ///
  /// - Parameter diagnostics: Gets warnings about the query.
  /// - Returns: The rows, under the database's address without user and password, and the table's name after `#`.
  func query(_ query: DatabaseQuery, into diagnostics: inout Diagnostics) throws(Diagnostic) -> InputFile
}

extension InputReading {
  /// A reader that knows no databases refuses all.
  public func query(_ query: DatabaseQuery, into diagnostics: inout Diagnostics) throws(Diagnostic) -> InputFile {
    throw .error("database.not-allowed", "databases are not read here", at: query.addressRange)
  }
}

extension Diagnostic {
  /// What is wrong where a file is named that is not on this machine.
  public static let remoteID = "input.remote"
}

/// A file as it was read.
public struct InputFile: Sendable {
  public var name: String
  public var bytes: [UInt8]
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The bytes as UTF-8 without a byte order mark; throws a diagnostic at the first byte that is none.
  public func text() throws(Diagnostic) -> String {
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    if let text = String(validating: content, as: UTF8.self) { return text }
    var line = 1
    var start = content.startIndex
    while let end = content[start...].firstIndex(of: 10) {
      if String(validating: content[start...end], as: UTF8.self) == nil { break }
      line += 1
      start = end + 1
    }
    throw .error(
      "input.not-utf8", "the file is not UTF-8", at: SourceRange(file: name, line: line, columns: 1..<1),
      hint: "save it as UTF-8")
  }
}
