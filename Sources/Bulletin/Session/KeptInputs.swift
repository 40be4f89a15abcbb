import Diagnostics
import Synchronization

/// The files of a report as they were read, for builds that come after the first, and what an editor holds in their place.
final class KeptInputs: Sendable {
  private struct Request: Hashable {
    var path: String
    var base: String?
  }
  private struct State {
    var files: [Request: InputFile] = [:]
    /// What databases answered, with what they warned of, by everything in the query.
    var answers: [String: (file: InputFile, diagnostics: Diagnostics)] = [:]
    /// By the name that diagnostics give a file.
    var replacements: [String: [UInt8]] = [:]
  }
  private let state = Mutex(State())

  /// Reads a file, unless it was read before.
  func read(
    _ path: String, from base: String?, _ read: () throws(Diagnostic) -> InputFile
  ) throws(Diagnostic) -> InputFile {
    let request = Request(path: path, base: base)
    if let known = state.withLock({ $0.files[request] }) { return known }
    var file = try read()
    state.withLock { state in
      if let bytes = state.replacements[file.name] { file.bytes = bytes }
      state.files[request] = file
    }
    return file
  }

  /// Asks a database, unless it was asked the same before.
  func answer(
    _ query: DatabaseQuery, into diagnostics: inout Diagnostics,
    _ ask: (inout Diagnostics) throws(Diagnostic) -> InputFile
  ) throws(Diagnostic) -> InputFile {
    let request = "\(query)"
    if let known = state.withLock({ $0.answers[request] }) {
      diagnostics.add(contentsOf: known.diagnostics.all)
      return known.file
    }
    var found = Diagnostics()
    defer { diagnostics.add(contentsOf: found.all) }
    let file = try ask(&found)
    state.withLock { $0.answers[request] = (file, found) }
    return file
  }

  /// Takes bytes in place of a file's.
  func replace(_ name: String, with bytes: [UInt8]) {
    state.withLock { state in
      state.replacements[name] = bytes
      for (request, file) in state.files where file.name == name { state.files[request]?.bytes = bytes }
    }
  }

  /// Forgets a file, so that it is read from the disk again.
  func forget(_ name: String) {
    state.withLock { state in
      state.replacements[name] = nil
      state.files = state.files.filter { $0.value.name != name }
    }
  }

  /// Forgets all that was read and asked.
  func forgetAll() { state.withLock { $0 = State() } }
}
