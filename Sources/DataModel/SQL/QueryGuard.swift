import GRDB
import GRDBSQLite
import Synchronization

/// Decides what a statement may do, and stops one that goes on too long.
final class QueryGuard: Sendable {
  private struct State {
    /// Whether the statement is a report's and not ours.
    var isSuspecting = false
    var stepsLeft = 0
    var refused: String?
  }
  private let state = Mutex(State())
  private static let stepsBetweenChecks: Int32 = 1000

  /// What was refused last, in words.
  var refused: String? { state.withLock { $0.refused } }

  /// Sets the limits of a connection, and this guard on it. The guard must live as long as the connection.
  func watch(_ db: Database, maximumLength: Int32) {
    let connection = db.sqliteConnection
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, maximumLength)
    sqlite3_limit(connection, SQLITE_LIMIT_EXPR_DEPTH, 200)
    sqlite3_set_authorizer(
      connection,
      { context, action, first, second, _, _ in
        guard let context else { return SQLITE_DENY }
        let guardian = Unmanaged<QueryGuard>.fromOpaque(context).takeUnretainedValue()
        return guardian.allows(
          action, first.map { String(cString: $0) } ?? "", second.map { String(cString: $0) } ?? "")
          ? SQLITE_OK : SQLITE_DENY
      }, context)
    sqlite3_progress_handler(
      connection, QueryGuard.stepsBetweenChecks,
      { context in
        guard let context else { return 1 }
        return Unmanaged<QueryGuard>.fromOpaque(context).takeUnretainedValue().mayGoOn() ? 0 : 1
      }, context)
  }

  /// Runs what comes from us.
  func trusting<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }

  /// Runs what comes from a report.
  func suspecting<Result>(maximumSteps: Int, _ body: () throws -> Result) rethrows -> Result {
    state.withLock { $0 = State(isSuspecting: true, stepsLeft: maximumSteps, refused: nil) }
    defer { state.withLock { $0.isSuspecting = false } }
    return try body()
  }

  private func mayGoOn() -> Bool {
    state.withLock { state in
      guard state.isSuspecting else { return true }
      state.stepsLeft -= Int(QueryGuard.stepsBetweenChecks)
      return state.stepsLeft > 0
    }
  }

  /// Functions that reach outside, or that give another result each time.
  private static let refusedFunctions: Set<String> = [
    "load_extension", "random", "randomblob", "readfile", "writefile", "edit", "fts3_tokenizer",
    "current_date",
    "current_time", "current_timestamp", "changes", "total_changes", "last_insert_rowid", "zeroblob",
  ]

  private func allows(_ action: Int32, _ first: String, _ second: String) -> Bool {
    state.withLock { state in
      guard state.isSuspecting else { return true }
      switch action {
      case SQLITE_SELECT, SQLITE_RECURSIVE: return true
      case SQLITE_READ:
        if !first.lowercased().hasPrefix("sqlite_") { return true }
        state.refused = "'\(first)' is not a table of the report"
      case SQLITE_FUNCTION:
        if !QueryGuard.refusedFunctions.contains(second.lowercased()) { return true }
        state.refused = "the function '\(second)' is not for reports"
      case SQLITE_ATTACH: state.refused = "it cannot ATTACH another database"
      case SQLITE_PRAGMA: state.refused = "it cannot use PRAGMA \(first)"
      case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE: state.refused = "it cannot change '\(first)'"
      default: state.refused = "it cannot create, drop or change anything"
      }
      return false
    }
  }
}
