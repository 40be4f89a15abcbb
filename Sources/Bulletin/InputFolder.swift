import Diagnostics
import Glibc
import Graphics
import PostgreSQL

/// Opens every file that a report names, and no other: what lies in the report's folder, what is installed under
/// `bulletin:`, and what the user has allowed. Symbolic links are resolved before that is judged. Databases are asked
/// only on servers that the user has allowed.
public struct InputFolder: InputReading {
  /// The report's folder as the user named it, for diagnostics.
  public let name: String
  /// The same folder, resolved.
  private let root: String
  private let allowed: [String]
  private let allowedServers: [AllowedServer]
  private let databases = DatabaseSessions()
  private let installation: Installation

  /// Files larger than this are refused: a report has no use for them, and reading would take all memory.
  static let largestFile = 1 << 30

  /// - Parameters:
  ///   - path: The report's folder, or its `report.md`.
  ///   - allowed: Further folders from which the report may read.
  ///   - servers: Database servers to which the report may connect.
  /// - Throws: ``ReportError/noSuchInput(_:)`` if one of the folders is not there.
  public init(
    _ path: String, allowing allowed: [String] = [], servers: [AllowedServer] = [], installation: Installation
  ) throws(ReportError) {
    var folder = path
    if folder.hasSuffix("/report.md") { folder = String(folder.dropLast("/report.md".count)) }
    if folder == "report.md" { folder = "." }
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    guard let root = resolvedPath(folder) else { throw .noSuchInput("there is no report '\(path)'") }
    name = folder
    self.root = root
    var folders: [String] = []
    for path in allowed {
      guard let folder = resolvedPath(path) else { throw .noSuchInput("there is no folder '\(path)' to read from") }
      folders.append(folder)
    }
    self.allowed = folders
    allowedServers = servers
    self.installation = installation
  }

  public func read(
    _ path: String, from base: String?, at range: SourceRange?
  ) throws(Diagnostic) -> InputFile {
    let place = range ?? .file(base ?? name)
    if path.hasPrefix("bulletin:") {
      return try readInstalled(String(path.dropFirst("bulletin:".count)), at: place)
    }
    if let base, base.hasPrefix("bulletin:") {
      // What an installed sheet names lies beside it.
      return try readInstalled(folder(of: String(base.dropFirst("bulletin:".count))) + path, at: place)
    }
    if path.hasPrefix("//") || path.firstRange(of: "://") != nil || path.hasPrefix("data:") {
      throw .error(
        Diagnostic.remoteID,
        "'\(path.prefix(200))' is no file: nothing is loaded from the network or out of an address",
        at: place, hint: "save it in '\(name)' and write the name of the file")
    }
    let displayed = normalized(path.hasPrefix("/") ? path : (base.map(folder(of:)) ?? name + "/") + path)
    guard let resolved = resolvedPath(displayed) else {
      throw .error(
        "input.missing-file", "there is no file '\(displayed)'", at: place, hint: nearestFile(to: displayed))
    }
    guard ([root] + allowed).contains(where: { resolved == $0 || resolved.hasPrefix($0 == "/" ? "/" : $0 + "/") })
    else {
      throw .error(
        "input.outside-report", "'\(path)' leads out of the report's folder", at: place,
        hint: "copy the file into '\(name)', or allow its folder with --allow-read")
    }
    return InputFile(name: displayed, bytes: try contents(of: resolved, displayed: displayed, at: place))
  }

  public func query(_ query: DatabaseQuery, into diagnostics: inout Diagnostics) throws(Diagnostic) -> InputFile {
    let address = try DatabaseAddress(query.address, at: query.addressRange)
    if address.hasPassword {
      diagnostics.warning(
        "database.password-in-address", "the address holds a password, and this file may be read by others",
        at: query.addressRange, hint: "take it out, and set PGPASSWORD or add a line to ~/.pgpass")
    }
    guard allowedServers.contains(where: { $0.allows(address.server) }) else {
      throw .error(
        "database.not-allowed", "the report asks for a connection to \(address.server), which is not allowed",
        at: query.addressRange, hint: "if you trust it, add --allow-connect \(address.server)")
    }
    return try databases.run(query, on: address, into: &diagnostics)
  }

  /// Reads a file that the user names on the command line: it may be anywhere.
  func readUserFile(_ path: String) throws(Diagnostic) -> InputFile {
    guard let resolved = resolvedPath(path) else {
      throw .error(
        "input.missing-file", "there is no file '\(path)'", at: .file(path), hint: nearestFile(to: path))
    }
    return InputFile(name: path, bytes: try contents(of: resolved, displayed: path, at: .file(path)))
  }

  /// The date that a report has whose front matter says none: `SOURCE_DATE_EPOCH` where that is set, else the day on
  /// which report.md was last changed; both in UTC.
  var date: CalendarDate {
    var seconds: time_t = 0
    if let epoch = getenv("SOURCE_DATE_EPOCH"), let value = Int(String(cString: epoch)) {
      seconds = value
    } else {
      var status = stat()
      if stat(root + "/report.md", &status) == 0 { seconds = status.st_mtim.tv_sec }
    }
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return CalendarDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
  }

  private func readInstalled(_ name: String, at place: SourceRange) throws(Diagnostic) -> InputFile {
    guard !name.split(separator: "/").contains(".."), let path = installation.file(named: name) else {
      throw .error(
        "input.missing-file", "there is no installed file 'bulletin:\(name)'", at: place,
        hint: didYouMean(name, in: installation.styleSheets))
    }
    return InputFile(name: "bulletin:\(name)", bytes: try contents(of: path, displayed: path, at: place))
  }

  /// The names in a folder beside the one that is missing, searched for the one that was meant.
  private func nearestFile(to path: String) -> String? {
    let folder = folder(of: path)
    let names = namesInFolder(folder.isEmpty ? "." : folder)
    return didYouMean(String(path.dropFirst(folder.utf8.count)), in: names)
  }

  private func contents(
    of path: String, displayed: String, at place: SourceRange
  ) throws(Diagnostic) -> [UInt8] {
    do { return try readFile(path, atMost: Self.largestFile) } catch {
      throw .error("input.unreadable", "'\(displayed)' cannot be read: \(error.reason)", at: place)
    }
  }
}

/// Why a call of the operating system failed.
struct SystemError: Error {
  let reason: String
  init(_ code: Int32 = errno) { reason = String(cString: strerror(code)) }
  init(reason: String) { self.reason = reason }
}

/// The bytes of a regular file.
func readFile(_ path: String, atMost limit: Int) throws(SystemError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw SystemError() }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw SystemError() }
  guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(reason: "it is not a file") }
  guard status.st_size <= limit else { throw SystemError(reason: "it is larger than \(limit >> 20) MiB") }
  var failure: SystemError?
  let size = Int(status.st_size)
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let got = Glibc.read(descriptor, buffer.baseAddress! + count, size - count)
      if got < 0 {
        if errno == EINTR { continue }
        failure = SystemError()
        return
      }
      if got == 0 { return }
      count += got
    }
  }
  if let failure { throw failure }
  return bytes
}

/// The names of what is in a folder, hidden files apart, in alphabetical order; empty if it cannot be read.
func namesInFolder(_ path: String) -> [String] {
  guard let stream = opendir(path) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted()
}

/// The absolute path without symbolic links; nil if nothing is there.
func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The part of a path up to and with its last slash; empty where there is none.
func folder(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
}

/// The path without `.` parts and with each `name/..` taken out, as a user would write it.
func normalized(_ path: String) -> String {
  var parts: [Substring] = []
  for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
    if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
  }
  return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
}
