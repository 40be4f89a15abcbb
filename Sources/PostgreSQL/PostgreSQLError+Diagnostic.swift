import Diagnostics

extension PostgreSQLError {
  /// What an author is told.
  ///
  /// - Parameters:
  ///   - text: The query as it was sent.
  ///   - limits: Those that were in force.
  func diagnostic(
    for query: DatabaseQuery, _ text: QueryText, on address: DatabaseAddress, limits: DatabaseLimits
  ) -> Diagnostic {
    let server = "\(address.server)"
    switch self {
    case .noLibrary:
      return .error(
        "database.no-library", "databases are read with libpq, which is not installed", at: query.addressRange,
        hint: "install the package libpq5 (Debian and Ubuntu)")
    case .connectionTimedOut(let seconds):
      return .error(
        "database.no-answer", "\(server) gave no answer within \(seconds) s", at: query.addressRange,
        hint: "check host, port and firewall; '?connect_timeout=60' waits longer")
    case .notConnected(let message, let isPassword):
      return .error(
        isPassword ? "database.wrong-password" : "database.not-connected",
        "no connection to \(server): \(PostgreSQLError.plain(message))", at: query.addressRange,
        hint: isPassword
          ? "set PGPASSWORD, or add a line to ~/.pgpass that only you can read"
          : "check that the server runs and that the address and the user are right")
    case .lost(let message):
      return .error(
        "database.lost", "the connection to \(server) broke: \(PostgreSQLError.plain(message))", at: query.addressRange)
    case .refused(let message): return PostgreSQLError.refusal(message, of: query, text, limits)
    case .queryTimedOut: return PostgreSQLError.timeLimit(query, limits)
    case .tooManyRows:
      return .error(
        "sql.too-many-rows", "the query gives more than \(limits.rows) rows", at: query.contentRange,
        hint: "add a condition, or let the database add up")
    case .tooManyBytes:
      return .error(
        "sql.too-large", "the query gives more than \(limits.bytes >> 20) MiB", at: query.contentRange,
        hint: "select fewer columns or rows")
    case .notRows:
      return .error(
        "sql.failed", "the query gives no rows and no columns", at: query.contentRange, hint: "write one SELECT")
    }
  }

  private static func timeLimit(_ query: DatabaseQuery, _ limits: DatabaseLimits) -> Diagnostic {
    .error(
      "sql.time-limit", "the query takes longer than \(limits.querySeconds) s", at: query.contentRange,
      hint: "add a condition or an index, or let the database keep the result in a materialized view")
  }

  /// States are those of appendix A of PostgreSQL's manual.
  private static func refusal(
    _ message: ServerMessage, of query: DatabaseQuery, _ text: QueryText, _ limits: DatabaseLimits
  ) -> Diagnostic {
    switch message.state {
    case "57014": return timeLimit(query, limits)
    case "25006":
      return .error(
        "sql.not-allowed", "a report may only read a database: \(plain(message.text))", at: query.contentRange,
        hint: "write a SELECT that changes nothing")
    case "42P01" where message.position != nil:
      return failed(message, query, text, hint: "name the schema too, as schema.table, and check what the user may see")
    case "42501":
      return failed(message, query, text, hint: "ask for the right to SELECT from it")
    default: return failed(message, query, text, hint: nil)
    }
  }

  private static func failed(
    _ message: ServerMessage, _ query: DatabaseQuery, _ text: QueryText, hint: String?
  ) -> Diagnostic {
    var said = plain(message.text)
    var range = query.contentRange
    if case .sql = query.content, let position = message.position {
      let place = text.writtenPlace(ofSent: position - 1)
      range = query.range(of: place, in: text)
      if range == query.contentRange {
        said += ", in line \(text.line(of: place)) of the query, at '\(text.word(at: place))'"
      }
    }
    return .error("sql.failed", said, at: range, hint: message.hint.map(plain) ?? hint)
  }

  /// libpq's and the server's messages on one line.
  private static func plain(_ message: String) -> String {
    message.split(whereSeparator: \.isNewline).map { line in
      line.drop { $0 == " " || $0 == "\t" }
    }.joined(separator: "; ")
  }
}
