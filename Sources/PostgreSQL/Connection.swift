import Glibc

/// A connection to a PostgreSQL server, inside one transaction that can only read and that sees one state of the data.
@safe final class Connection {
  private let library: LibPQ
  private let handle: OpaquePointer

  /// Connects and begins the transaction.
  ///
  /// - Parameters:
  ///   - options: libpq's connection options.
  ///   - seconds: How long the server may take to answer.
  ///   - statementSeconds: How long the server may work at a query.
  init(
    _ options: [(name: String, value: String)], library: LibPQ, within seconds: Int, statementSeconds: Int
  ) throws(PostgreSQLError) {
    self.library = library
    let started = unsafe CTexts(options.map(\.name)).withPointers { names in
      unsafe CTexts(options.map(\.value)).withPointers { values in unsafe library.connectStart(names, values, 0) }
    }
    guard let started = unsafe started else {
      throw .notConnected("there is no memory for a connection", isPassword: false)
    }
    unsafe handle = started
    // Without a receiver of ours, notices of the server go to standard error.
    _ = unsafe library.setNoticeReceiver(handle, { _, _ in }, nil)
    let deadline = Deadline(after: Double(seconds))
    try connect(deadline, seconds)
    _ = unsafe library.setNonBlocking(handle, 1)
    try begin(deadline, seconds, statementSeconds)
  }

  deinit { unsafe library.finish(handle) }

  private func connect(_ deadline: Deadline, _ seconds: Int) throws(PostgreSQLError) {
    // libpq asks to be polled as if the first step had to be written.
    var step = LibPQCode.pollingWriting
    if unsafe library.status(handle) == 1 { step = LibPQCode.pollingFailed }
    while step != LibPQCode.pollingOK {
      guard step != LibPQCode.pollingFailed else {
        let isPassword = unsafe library.needsPassword(handle) != 0 || library.usedPassword(handle) != 0
        throw .notConnected(message, isPassword: isPassword)
      }
      let events = step == LibPQCode.pollingReading ? POLLIN : POLLOUT
      guard deadline.wait(for: events, on: unsafe library.socket(handle)) else {
        throw .connectionTimedOut(seconds: seconds)
      }
      step = unsafe library.connectPoll(handle)
    }
  }

  private func begin(_ deadline: Deadline, _ seconds: Int, _ statementSeconds: Int) throws(PostgreSQLError) {
    // Settings hold for the transaction only, so that a pooled connection goes back as it was. Dates, numbers and
    // texts come in one form whatever the server, the role or the environment would choose.
    let sent = unsafe library.sendQuery(
      handle,
      """
      BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = '\(statementSeconds)s'; \
      SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'iso_8601'; SET LOCAL TimeZone = 'UTC'; \
      SET LOCAL extra_float_digits = 1; SET LOCAL standard_conforming_strings = on
      """)
    guard sent == 1 else { throw .lost(message) }
    do throws(PostgreSQLError) {
      while let result = try nextResult(deadline) {
        guard result.status == LibPQCode.commandOK else { throw .notConnected(result.error.text, isPassword: false) }
      }
    } catch {
      if case .queryTimedOut = error { throw .connectionTimedOut(seconds: seconds) }
      throw error
    }
  }

  /// The rows of one query. After an error the transaction is spoilt, and the connection with it.
  ///
  /// - Parameters:
  ///   - parameters: What `$1`, `$2` and so on stand for, in text; nil is null.
  func rows(
    of sql: String, _ parameters: [String?], limits: DatabaseLimits
  ) throws(PostgreSQLError) -> ResultRows {
    let sent = unsafe CTexts(parameters).withPointers { values in
      unsafe library.sendQueryParams(handle, sql, CInt(parameters.count), nil, values, nil, nil, 0)
    }
    guard sent == 1 else { throw .lost(message) }
    _ = unsafe library.setSingleRowMode(handle)
    // The server stops by its own clock; ours, a little later, is for a server or a network that has gone silent.
    // Asking it to cancel would then wait as long.
    let deadline = Deadline(after: Double(limits.querySeconds) + 2)
    var rows: ResultRows?
    while let result = try nextResult(deadline) {
      switch result.status {
      case LibPQCode.singleTuple, LibPQCode.tuplesOK:
        var found = rows ?? ResultRows(columns: result.columns)
        rows = nil
        result.add(to: &found)
        if found.rowCount > limits.rows { throw .tooManyRows }
        if found.bytes.count > limits.bytes { throw .tooManyBytes }
        rows = found
      case LibPQCode.commandOK, LibPQCode.emptyQuery: continue
      case LibPQCode.fatalError:
        if unsafe library.status(handle) != LibPQCode.connectionOK, result.error.state.isEmpty { throw .lost(message) }
        throw .refused(result.error)
      // Copying out or in: there is no end to ask for.
      default: throw .notRows
      }
    }
    guard let rows else { throw .notRows }
    return rows
  }

  /// The next result of what was sent; nil after the last.
  private func nextResult(_ deadline: Deadline) throws(PostgreSQLError) -> QueryResult? {
    while unsafe library.isBusy(handle) != 0 {
      let flushed = unsafe library.flush(handle)
      if flushed < 0 { throw .lost(message) }
      let events = flushed == 0 ? POLLIN : POLLIN | POLLOUT
      guard deadline.wait(for: events, on: unsafe library.socket(handle)) else { throw .queryTimedOut }
      if unsafe library.consumeInput(handle) == 0 { throw .lost(message) }
    }
    guard let result = unsafe library.getResult(handle) else { return nil }
    return unsafe QueryResult(result, library)
  }

  /// libpq's last message about the connection.
  private var message: String {
    unsafe library.errorMessage(handle).map { unsafe String(cString: $0) } ?? ""
  }
}

/// Texts as C takes them: an array of pointers, ended by a null.
@safe struct CTexts: ~Copyable {
  private let pointers: [UnsafePointer<CChar>?]

  init(_ texts: [String?]) {
    unsafe pointers = texts.map { text in unsafe text.flatMap { unsafe strdup($0) }.map { unsafe UnsafePointer($0) } }
  }
  deinit { unsafe pointers.forEach { unsafe free(UnsafeMutablePointer(mutating: $0)) } }

  func withPointers<Result>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result) -> Result {
    unsafe (pointers + [nil]).withUnsafeBufferPointer { unsafe body($0.baseAddress) }
  }
}
