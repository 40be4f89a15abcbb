import Diagnostics
import GRDB
import GRDBSQLite

/// A table of an SQLite database that is one of the report's data files.
///
/// The file's bytes are opened in memory and only read: what its views and triggers may do is bounded by the same guard
/// as a report's queries.
struct SQLiteFile {
  private static let maximumRows = 1_000_000

  let input: InputFile

  /// Reads one table or view; without a name the only one there is.
  func table(_ name: String?, at range: SourceRange) throws(Diagnostic) -> DataFile {
    let guardian = QueryGuard()
    // SQLite holds the guard without keeping it alive.
    defer { withExtendedLifetime(guardian) {} }
    do {
      let queue = try DatabaseQueue(named: nil)
      return try queue.writeWithoutTransaction { db in
        try attach(to: db)
        guardian.watch(db, maximumLength: 10_000_000)
        let names = try String.fetchAll(
          db,
          sql:
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        let chosen = try choose(name, among: names, at: range)
        return try guardian.suspecting(maximumSteps: 50_000_000) { try read(chosen, db, at: range) }
      }
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      throw .error(
        "sqlite.unreadable", "'\(input.name)' cannot be read as an SQLite database: \(error)", at: range)
    }
  }

  /// Hands a copy of the bytes to SQLite, which frees it in the end.
  private func attach(to db: Database) throws {
    let count = input.bytes.count
    guard let copy = sqlite3_malloc64(UInt64(max(count, 1))) else {
      throw DatabaseError(resultCode: .SQLITE_NOMEM)
    }
    input.bytes.withUnsafeBytes {
      if let base = $0.baseAddress { copy.copyMemory(from: base, byteCount: count) }
    }
    let status = sqlite3_deserialize(
      db.sqliteConnection, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(count), Int64(count),
      UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY))
    guard status == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: status)) }
  }

  private func choose(_ name: String?, among names: [String], at range: SourceRange) throws -> String {
    if let name {
      if names.contains(name) { return name }
      throw Diagnostic.error(
        "sqlite.unknown-table", "'\(input.name)' has no table '\(name)'", at: range,
        hint: didYouMean(name, in: names) ?? "its tables are \(names.joined(separator: ", "))")
    }
    if names.count == 1 { return names[0] }
    throw Diagnostic.error(
      "sqlite.which-table", "'\(input.name)' has \(names.count) tables", at: range,
      hint: names.isEmpty ? nil : "add 'table:' with one of \(names.joined(separator: ", "))")
  }

  private func read(_ name: String, _ db: Database, at range: SourceRange) throws -> DataFile {
    let statement = try db.makeStatement(sql: "SELECT * FROM \(SQLToken.quoted(name))")
    var rows: [[String?]] = []
    let cursor = try Row.fetchCursor(statement)
    while let row = try cursor.next() {
      guard rows.count < SQLiteFile.maximumRows else {
        throw Diagnostic.error(
          "sqlite.too-many-rows", "table '\(name)' has more than \(SQLiteFile.maximumRows) rows", at: range)
      }
      rows.append(statement.columnNames.indices.map { text(of: row[$0] as DatabaseValue) })
    }
    return DataFile.rows(rows, columns: statement.columnNames, name: input.name)
  }

  /// A number of SQLite has no digits but those that its value needs.
  private func text(of value: DatabaseValue) -> String? {
    switch value.storage {
    case .null, .blob: nil
    case .int64(let number): String(number)
    case .double(let number): Decimal(number)?.description
    case .string(let text): text
    }
  }
}
