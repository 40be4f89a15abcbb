import Diagnostics
import Glibc
import Synchronization

/// The databases that a report asks, each through one connection that is kept for all of the report's queries.
///
/// They run in one transaction a database, so that the tables of a report show one state of the data.
public final class DatabaseSessions: Sendable {
  private enum Session {
    case open(Connection)
    /// Not tried again: a server that is down would take its time limit for each table.
    case failed(PostgreSQLError)
  }
  private let sessions = Mutex<[DatabaseAddress: Session]>([:])
  private let limits: DatabaseLimits

  public init(limits: DatabaseLimits = DatabaseLimits()) { self.limits = limits }

  /// Asks a query. Whether the server may be asked is for the caller to decide, beforehand.
  ///
  /// - Parameter diagnostics: Gets warnings about the query.
  /// - Returns: The rows as comma-separated values, under the address's name with the table's after `#`.
  public func run(
    _ query: DatabaseQuery, on address: DatabaseAddress, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> InputFile {
    let text = try query.checkedText(into: &diagnostics)
    let values = try query.values(of: text)
    try refuseRedirection(at: query.addressRange)
    let rows: ResultRows
    do throws(PostgreSQLError) {
      rows = try sessions.withLock { (sessions) throws(PostgreSQLError) in
        let connection = try connection(to: address, &sessions)
        do throws(PostgreSQLError) {
          return try connection.rows(of: text.sql, values, limits: limits)
        } catch {
          sessions[address] = nil
          throw error
        }
      }
    } catch {
      throw error.diagnostic(for: query, text, on: address, limits: limits)
    }
    try check(rows.columns, of: query)
    return InputFile(name: "\(address.name)#\(query.name)", bytes: rows.csv(isOrdered: text.isOrdered))
  }

  private func connection(
    to address: DatabaseAddress, _ sessions: inout [DatabaseAddress: Session]
  ) throws(PostgreSQLError) -> Connection {
    switch sessions[address] {
    case .open(let connection): return connection
    case .failed(let error): throw error
    case nil: break
    }
    do throws(PostgreSQLError) {
      guard let library = LibPQ.shared else { throw .noLibrary }
      let connection = try Connection(
        address.connectionOptions, library: library, within: address.connectionSeconds ?? limits.connectionSeconds,
        statementSeconds: limits.querySeconds)
      sessions[address] = .open(connection)
      return connection
    } catch {
      sessions[address] = .failed(error)
      throw error
    }
  }

  /// libpq would obey these whatever host it is given, so that what was allowed is not what is reached.
  private func refuseRedirection(at range: SourceRange) throws(Diagnostic) {
    for name in ["PGSERVICE", "PGHOSTADDR"] {
      guard unsafe getenv(name) != nil else { continue }
      throw .error(
        "database.redirected", "\(name) is set in the environment and could lead to another server", at: range,
        hint: "unset it for this run: env -u \(name) bulletin …")
    }
  }

  private func check(_ columns: [ResultRows.Column], of query: DatabaseQuery) throws(Diagnostic) {
    guard !columns.isEmpty else {
      throw .error("sql.failed", "the query gives no columns", at: query.contentRange)
    }
    var seen: Set<String> = []
    for column in columns where !seen.insert(column.name).inserted {
      throw .error(
        "sql.repeated-column", "two columns of the query are called '\(column.name)'", at: query.contentRange,
        hint: "name one of them otherwise, with AS")
    }
  }
}
