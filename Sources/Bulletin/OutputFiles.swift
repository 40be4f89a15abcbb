import Diagnostics
import Glibc

/// Files to be written together, each of them whole or not at all.
///
/// Every file is first written beside its final place under another name; only when all of them are on the disk are they
/// renamed. Whatever goes wrong before that leaves older files as they were.
public struct OutputFiles {
  /// A file as it will be written.
  public struct File: Sendable {
    public var path: String
    public var content: OutputBytes
    public var bytes: [UInt8] { content.joined }
  }
  private var files: [File] = []

  public init() {}

  public mutating func add(_ path: String, _ content: OutputBytes) {
    files.append(File(path: path, content: content))
  }
  public mutating func add(_ path: String, _ bytes: [UInt8]) { add(path, OutputBytes(bytes)) }

  public var isEmpty: Bool { files.isEmpty }
  public var count: Int { files.count }
  public var paths: [String] { files.map(\.path) }

  /// The first file that fits.
  public func first(where fits: (File) -> Bool) -> File? { files.first(where: fits) }

  /// Writes all files, creating folders as needed.
  public func write() throws(ReportError) {
    var written: [(temporary: String, final: String)] = []
    func removeTemporaries() { for entry in written { unlink(entry.temporary) } }
    var known: Set<String> = []
    for file in files {
      let path = file.path
      let temporary = "\(path).\(getpid()).partial"
      do throws(SystemError) {
        if known.insert(folder(of: path)).inserted {
          try createFolder(folder(of: path))
        }
        if isFolder(path) { throw SystemError(EISDIR) }
        written.append((temporary, path))
        try writeFile(temporary, file.content)
      } catch {
        removeTemporaries()
        throw .cannotWrite("'\(path)' cannot be written: \(error.reason)")
      }
    }
    for (temporary, final) in written {
      guard rename(temporary, final) == 0 else {
        let error = SystemError()
        removeTemporaries()
        throw .cannotWrite("'\(final)' cannot be written: \(error.reason)")
      }
    }
  }
}

func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

private func createFolder(_ path: String) throws(SystemError) {
  var path = path
  while path.count > 1, path.hasSuffix("/") { path.removeLast() }
  if path.isEmpty || isFolder(path) { return }
  try createFolder(folder(of: path))
  guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw SystemError() }
}

private func writeFile(_ path: String, _ content: OutputBytes) throws(SystemError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw SystemError() }
  do { try writeAll(content, to: descriptor) } catch {
    close(descriptor)
    throw error
  }
  // A full disk may show only now.
  guard close(descriptor) == 0 else { throw SystemError() }
}

/// Writes all bytes to standard output.
public func writeToStandardOutput(_ content: OutputBytes) throws(ReportError) {
  do { try writeAll(content, to: STDOUT_FILENO) } catch {
    throw .cannotWrite("standard output cannot be written: \(error.reason)")
  }
}
public func writeToStandardOutput(_ bytes: [UInt8]) throws(ReportError) {
  try writeToStandardOutput(OutputBytes(bytes))
}

private func writeAll(_ content: OutputBytes, to descriptor: Int32) throws(SystemError) {
  try content.forEachPiece { piece throws(SystemError) in try writeAll(piece, to: descriptor) }
}

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
  var failure: SystemError?
  bytes.withUnsafeBytes { buffer in
    var at = 0
    while at < buffer.count {
      let count = Glibc.write(descriptor, buffer.baseAddress! + at, buffer.count - at)
      if count < 0 {
        if errno == EINTR { continue }
        failure = SystemError()
        return
      }
      at += count
    }
  }
  if let failure { throw failure }
}
