import Diagnostics
import PostgreSQL
import Synchronization

/// Reads through an ``InputFolder`` and keeps what was read, so that diagnostics can show the lines that they are
/// about and data files can travel with the PDF. A password in a database's address is not kept.
final class InputRecorder: InputReading {
  private let folder: InputFolder
  /// What the builds of a session read in common.
  private let kept: KeptInputs?
  private let files = Mutex<[String: [UInt8]]>([:])

  init(_ folder: InputFolder, kept: KeptInputs? = nil) {
    self.folder = folder
    self.kept = kept
  }

  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    guard let kept else { return record(try folder.read(path, from: base, at: range)) }
    return record(
      try kept.read(path, from: base) { () throws(Diagnostic) in try folder.read(path, from: base, at: range) })
  }

  func query(_ query: DatabaseQuery, into diagnostics: inout Diagnostics) throws(Diagnostic) -> InputFile {
    guard let kept else { return record(try folder.query(query, into: &diagnostics)) }
    return record(
      try kept.answer(query, into: &diagnostics) { diagnostics throws(Diagnostic) in
        try folder.query(query, into: &diagnostics)
      })
  }

  /// Reads a file that the user names on the command line, from wherever it is.
  func readUserFile(_ path: String) throws(Diagnostic) -> InputFile {
    record(try folder.readUserFile(path))
  }

  private func record(_ file: InputFile) -> InputFile {
    let isYAML = file.name.hasSuffix(".yaml") || file.name.hasSuffix(".yml")
    files.withLock { $0[file.name] = isYAML ? DatabaseAddress.hidingPasswords(in: file.bytes) : file.bytes }
    return file
  }

  /// The bytes of a file that was read, by the name that diagnostics give it.
  func bytes(of name: String) -> [UInt8]? { files.withLock { $0[name] } }
}
