import Diagnostics
import Synchronization

/// Reads through an ``InputFolder`` and keeps what was read, so that diagnostics can show the lines that they are about and
/// data files can travel with the PDF.
final class InputRecorder: InputReading {
  private let folder: InputFolder
  private let files = Mutex<[String: [UInt8]]>([:])

  init(_ folder: InputFolder) { self.folder = folder }

  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    let file = try folder.read(path, from: base, at: range)
    files.withLock { $0[file.name] = file.bytes }
    return file
  }

  /// Reads a file that the user names on the command line, from wherever it is.
  func readUserFile(_ path: String) throws(Diagnostic) -> InputFile {
    let file = try folder.readUserFile(path)
    files.withLock { $0[file.name] = file.bytes }
    return file
  }

  /// The bytes of a file that was read, by the name that diagnostics give it.
  func bytes(of name: String) -> [UInt8]? { files.withLock { $0[name] } }
}
