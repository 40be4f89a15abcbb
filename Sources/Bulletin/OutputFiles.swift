import Glibc

/// Files to be written together, each of them whole or not at all.
///
/// Every file is first written beside its final place under another name; only when all of them are on the disk are they
/// renamed. Whatever goes wrong before that leaves older files as they were.
public struct OutputFiles {
  private var files: [(path: String, bytes: [UInt8])] = []

  public init() {}

  public mutating func add(_ path: String, _ bytes: [UInt8]) { files.append((path, bytes)) }

  public var isEmpty: Bool { files.isEmpty }
  public var count: Int { files.count }
  public var paths: [String] { files.map(\.path) }

  /// The first file that fits, as it will be written.
  public func first(where fits: ((path: String, bytes: [UInt8])) -> Bool) -> (path: String, bytes: [UInt8])? {
    files.first(where: fits)
  }

  /// Writes all files, creating folders as needed.
  public func write() throws(ReportError) {
    var written: [(temporary: String, final: String)] = []
    func removeTemporaries() { for file in written { unlink(file.temporary) } }
    for (path, bytes) in files {
      let temporary = "\(path).\(getpid()).partial"
      do throws(SystemError) {
        try createFolder(folder(of: path))
        if isFolder(path) { throw SystemError(EISDIR) }
        written.append((temporary, path))
        try writeFile(temporary, bytes)
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

private func writeFile(_ path: String, _ bytes: [UInt8]) throws(SystemError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw SystemError() }
  do { try writeAll(bytes, to: descriptor) } catch {
    close(descriptor)
    throw error
  }
  // A full disk may show only now.
  guard close(descriptor) == 0 else { throw SystemError() }
}

/// Writes all bytes to an open file, such as standard output.
public func writeToStandardOutput(_ bytes: [UInt8]) throws(ReportError) {
  do { try writeAll(bytes, to: STDOUT_FILENO) } catch {
    throw .cannotWrite("standard output cannot be written: \(error.reason)")
  }
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
