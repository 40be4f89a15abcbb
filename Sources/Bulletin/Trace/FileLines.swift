import DataModel
import Synchronization

/// A text file with the places of its lines, for finding many of them.
struct FileLines: Sendable {
  let bytes: [UInt8]
  private let starts: [Int]

  /// Nil where the bytes are not UTF-8.
  init?(_ bytes: [UInt8]) {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    self.bytes = bytes
    starts = [0] + bytes.indices.filter { bytes[$0] == 10 }.map { $0 + 1 }
  }

  /// Where a line begins, counted from 1; nil where there is none.
  func start(of line: Int) -> Int? {
    guard starts.indices.contains(line - 1), starts[line - 1] < bytes.count else { return nil }
    return starts[line - 1]
  }

  /// A line without its end.
  subscript(line: Int) -> ArraySlice<UInt8>? { start(of: line).map { bytes[$0...].prefix { $0 != 10 } } }
}

/// The files that a traced report rests on. Each is looked through once, however many of its rows are asked for.
final class TracedFiles: Sendable {
  private let recorder: InputRecorder
  private let known = Mutex<[String: FileLines?]>([:])

  init(_ recorder: InputRecorder) { self.recorder = recorder }

  /// Nil for what was not read, or is not text.
  func lines(of name: String) -> FileLines? {
    if let known = known.withLock({ $0[name] }) { return known }
    let lines = recorder.bytes(of: name).flatMap { FileLines($0) }
    known.withLock { $0[name] = .some(lines) }
    return lines
  }

  /// The row that a cell stands in.
  func record(of origin: CellOrigin) -> DataRecord? {
    lines(of: origin.file).flatMap { DataRecord(origin, in: $0) }
  }
}
