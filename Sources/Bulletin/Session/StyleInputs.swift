import Diagnostics
import Synchronization

/// Reads style sheets and faces and keeps a list of them, by which it is told whether they would be read the same again.
final class StyleInputs: InputReading {
  private struct Reading {
    var path: String
    var base: String?
    /// Whether the user names it, and not the report.
    var isUsers = false
    /// Nil where it could not be read.
    var bytes: [UInt8]?
  }
  private let recorder: InputRecorder
  private let readings = Mutex<[Reading]>([])

  init(_ recorder: InputRecorder) { self.recorder = recorder }

  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    let reading = Reading(path: path, base: base)
    return try note(reading) { () throws(Diagnostic) in try recorder.read(path, from: base, at: range) }
  }

  /// Reads a file that the user names on the command line, from wherever it is.
  func readUserFile(_ path: String) throws(Diagnostic) -> InputFile {
    let reading = Reading(path: path, isUsers: true)
    return try note(reading) { () throws(Diagnostic) in try recorder.readUserFile(path) }
  }

  private func note(
    _ reading: Reading, _ read: () throws(Diagnostic) -> InputFile
  ) throws(Diagnostic) -> InputFile {
    var reading = reading
    defer { readings.withLock { $0.append(reading) } }
    let file = try read()
    reading.bytes = file.bytes
    return file
  }

  /// Whether another build would read the same.
  func areSame(for recorder: InputRecorder) -> Bool {
    readings.withLock { $0 }.allSatisfy { reading in
      let file =
        reading.isUsers
        ? try? recorder.readUserFile(reading.path) : try? recorder.read(reading.path, from: reading.base, at: nil)
      return file?.bytes == reading.bytes
    }
  }
}
