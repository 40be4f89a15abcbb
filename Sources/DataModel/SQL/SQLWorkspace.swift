import Diagnostics
import GRDB
import GRDBSQLite
import Synchronization

/// The SQLite database in memory that a report's queries run in. Tables are copied into it when a query first names them.
///
/// Queries can read those tables and nothing else: an authorizer refuses all other actions, and steps, rows and lengths
/// are bounded.
final class SQLWorkspace: Sendable {
  /// What a query may take; a report that needs more prepares its data first.
  private static let maximumSteps = 20_000_000
  private static let maximumRows = 1_000_000
  private static let maximumLength: Int32 = 10_000_000

  private let queue: DatabaseQueue
  private let cells = CellRegistry()
  private let guardian = QueryGuard()
  private let loaded = Mutex<[String: Int]>([:])

  init() throws(Diagnostic) {
    do {
      var configuration = Configuration()
      let cells = cells
      let guardian = guardian
      configuration.prepareDatabase { db in
        for function in cells.functions { db.add(function: function) }
        guardian.watch(db, maximumLength: SQLWorkspace.maximumLength)
      }
      queue = try DatabaseQueue(named: nil, configuration: configuration)
    } catch {
      throw .error("sql.unavailable", "SQLite cannot be opened: \(error)", at: .file(""))
    }
  }

  /// Copies a table into the database, once.
  func load(_ table: DataTable) throws(Diagnostic) {
    if loaded.withLock({ $0[table.name] != nil }) { return }
    let index = cells.add(table)
    do {
      try queue.writeWithoutTransaction { db in
        try guardian.trusting {
          try db.inTransaction {
            try copy(table, index, to: db)
            return .commit
          }
        }
      }
    } catch {
      throw .error(
        "sql.cannot-load", "table '\(table.name)' cannot be read into SQLite: \(error)", at: table.range)
    }
    loaded.withLock { $0[table.name] = index }
  }

  private func copy(_ table: DataTable, _ index: Int, to db: Database) throws {
    var definitions: [String] = []
    for column in table.columns {
      let name = SQLToken.quoted(column.name)
      if column.type == .number {
        definitions += ["\(name) NUMERIC", "\(SQLToken.quoted(column.name + SQLRewriter.suffix)) INTEGER"]
      } else {
        definitions.append("\(name) TEXT")
      }
    }
    try db.execute(
      sql: "CREATE TABLE \(SQLToken.quoted(table.name)) (\(definitions.joined(separator: ", ")))")
    let marks = Array(repeating: "?", count: definitions.count).joined(separator: ", ")
    let insert = try db.makeStatement(sql: "INSERT INTO \(SQLToken.quoted(table.name)) VALUES (\(marks))")
    var values: [DatabaseValue] = []
    for row in 0..<table.rowCount {
      values.removeAll(keepingCapacity: true)
      for (place, column) in table.columns.enumerated() {
        if column.type == .number {
          if let number = table.number(row, place) {
            values.append(number.int.map { $0.databaseValue } ?? number.double.databaseValue)
            values.append(CellRegistry.id(index, place, row).databaseValue)
          } else {
            values += [.null, .null]
          }
        } else {
          values.append(table.text(row, place)?.databaseValue ?? .null)
        }
      }
      insert.setUncheckedArguments(StatementArguments(values))
      try insert.execute()
    }
  }

  /// What a query gives.
  struct Result {
    var columns: [(name: String, values: [Value])] = []
  }

  /// Runs a query over tables that were loaded.
  ///
  /// - Parameters:
  ///   - columns: The columns of numbers in those tables, in small letters.
  ///   - parameters: What `:name` stands for.
  func run(
    _ sql: String, columns: Set<String>, parameters: [String: SourceNode], at range: SourceRange
  ) throws(Diagnostic) -> Result {
    try refuseTime(sql, at: range)
    let carrying = try SQLRewriter.rewrite(sql, columns: columns, carriesCells: true, at: range)
    let plain = try SQLRewriter.rewrite(sql, columns: columns, carriesCells: false, at: range)
    cells.begin()
    do {
      return try queue.writeWithoutTransaction { db in
        try guardian.suspecting(maximumSteps: SQLWorkspace.maximumSteps) {
          let statement: Statement
          do { statement = try db.makeStatement(sql: carrying) } catch  where carrying != plain {
            // Companions do not fit into every query; without them its numbers are computed ones.
            statement = try db.makeStatement(sql: plain)
          }
          try bind(parameters, to: statement, SQLToken.tokens(of: sql), at: range)
          return try fetch(statement, at: range)
        }
      }
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      guard let failure = cells.failure else { throw diagnostic(for: error, at: range) }
      if !failure.range.file.isEmpty { throw failure }
      throw .error(failure.id, failure.message, at: range, hint: failure.hint)
    }
  }

  private func bind(
    _ parameters: [String: SourceNode], to statement: Statement, _ tokens: [SQLToken], at range: SourceRange
  ) throws {
    var values: [String: DatabaseValue] = [:]
    for token in tokens where token.kind == .parameter {
      let name = String(token.text.dropFirst())
      guard let node = parameters[name], let text = node.text else {
        throw Diagnostic.error(
          "sql.unknown-parameter", "there is no parameter '\(name)'", at: range,
          hint: didYouMean(name, in: parameters.keys) ?? "declare it under 'parameters:' in the report")
      }
      if node.isNull {
        values[name] = .null
      } else if let number = node.numberText.flatMap({ WrittenDecimal($0)?.value }) {
        values[name] = number.int.map { $0.databaseValue } ?? number.double.databaseValue
      } else {
        values[name] = text.databaseValue
      }
    }
    statement.arguments = StatementArguments(values)
  }

  private func fetch(_ statement: Statement, at range: SourceRange) throws -> Result {
    let names = statement.columnNames
    var shown: [(column: Int, companion: Int?)] = []
    for (index, name) in names.enumerated() where !name.hasSuffix(SQLRewriter.suffix) {
      let next = index + 1
      let isPaired = next < names.count && names[next] == name + SQLRewriter.suffix
      shown.append((index, isPaired ? next : nil))
    }
    var seen: Set<String> = []
    for (column, _) in shown where !seen.insert(names[column]).inserted {
      throw Diagnostic.error(
        "sql.repeated-column", "two columns of the query are called '\(names[column])'", at: range,
        hint: "name one of them otherwise, with AS")
    }
    var result = Result(columns: shown.map { (names[$0.column], []) })
    let rows = try Row.fetchCursor(statement)
    var count = 0
    while let row = try rows.next() {
      count += 1
      guard count <= SQLWorkspace.maximumRows else {
        throw Diagnostic.error(
          "sql.too-many-rows", "the query gives more than \(SQLWorkspace.maximumRows) rows", at: range,
          hint: "add a LIMIT, or a condition that ends the recursion")
      }
      for (place, (column, companion)) in shown.enumerated() {
        let id = companion.flatMap { Int64.fromDatabaseValue(row[$0] as DatabaseValue) }
        result.columns[place].values.append(try value(row[column] as DatabaseValue, cell: id))
      }
    }
    return result
  }

  private func value(_ stored: DatabaseValue, cell: Int64?) throws -> Value {
    switch stored.storage {
    case .null: return .null
    case .string(let text): return .text(text)
    case .blob: return .null
    case .int64(let number):
      if let cell, let known = try cells.value(cell, matching: Double(number)) { return known }
      return .number(Decimal(Int(number)))
    case .double(let number):
      if let cell, let known = try cells.value(cell, matching: number) { return known }
      return Decimal(number).map { .number($0) } ?? .null
    }
  }

  /// A report is the same on every day: the time now is no input of it.
  private func refuseTime(_ sql: String, at range: SourceRange) throws(Diagnostic) {
    let tokens = SQLToken.tokens(of: sql)
    for (index, token) in tokens.enumerated() {
      let isNow = token.kind == .text && token.lowercased == "now"
      let isEmptyCall =
        ["date", "time", "datetime", "julianday", "unixepoch"].contains(token.lowercased)
        && index + 2 < tokens.count
        && tokens[index + 1].isSign("(") && tokens[index + 2].isSign(")")
      if isNow || isEmptyCall {
        throw .error(
          "sql.not-repeatable",
          "a query cannot use the time now: the same report would differ from day to day",
          at: range, hint: "write the date, or use a parameter")
      }
    }
  }

  private func diagnostic(for error: any Error, at range: SourceRange) -> Diagnostic {
    guard let error = error as? DatabaseError else { return .error("sql.failed", "\(error)", at: range) }
    let message = error.message ?? "the query failed"
    if let refused = guardian.refused {
      return .error(
        "sql.not-allowed", "a query may only read the report's tables: \(refused)", at: range,
        hint: "write a SELECT over the tables that data.yaml declares")
    }
    switch error.resultCode {
    case .SQLITE_INTERRUPT:
      return .error(
        "sql.step-limit", "the query takes too many steps", at: range,
        hint: "add a condition or a LIMIT that ends it")
    case .SQLITE_MISUSE where message.contains("multiple statements"):
      return .error(
        "sql.several-statements", "a query is one statement", at: range, hint: "leave out what follows ';'")
    default:
      let text = message.split(separator: SQLRewriter.suffix, omittingEmptySubsequences: false).joined()
      return .error("sql.failed", text, at: range, hint: hint(for: text))
    }
  }

  /// A near name for what SQLite does not find.
  private func hint(for message: String) -> String? {
    let tables = loaded.withLock { $0.keys.sorted() }
    for prefix in ["no such column: ", "no such table: "] where message.hasPrefix(prefix) {
      let name = String(message.dropFirst(prefix.count).split(separator: ".").last ?? "")
      return didYouMean(name, in: prefix.contains("table") ? tables : cells.columnNames)
    }
    return nil
  }
}
