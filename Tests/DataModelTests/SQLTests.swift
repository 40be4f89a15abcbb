import DataModel
import Diagnostics
import Testing

@Suite("SQL")
struct SQLTests {
  private static let files = [
    "users.csv": """
    date,group,value,unit,precision,source
    2024-12,rural,313,million persons,1,s
    2024-12,urban,795,million persons,1,s
    2025-06,rural,322,million persons,1,s
    2025-06,urban,69.20,million persons,,s
    2025-06,none,,million persons,,s

    """,
    "mixed.csv": "value,year,unit\n5,2020,percent\n",
    "other.csv": "group,value,unit\nrural,477.00,million persons\nurban,932.67,million persons\n",
  ]
  private static let yaml = """
    sources:
      s: {publisher: S}
    tables:
      users: {file: users.csv}
      other: {file: other.csv}
      mixed: {file: mixed.csv, units: {year: years}}

    """
  private func run(_ sql: String, precision: String? = nil) throws -> DataTable {
    let store = try store(Self.yaml, files: Self.files)
    return try store.table(
      sql: sql, name: "result", precision: precision.flatMap { WrittenDecimal($0)?.value }, at: here)
  }
  private func refused(_ sql: String) throws -> Diagnostic {
    let store = try store(Self.yaml, files: Self.files)
    return try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.table(sql: sql, name: "result", at: here) })
  }

  @Test(
    "A column that is passed on unchanged keeps its observation",
    arguments: [
      "SELECT \"group\", value FROM users WHERE date = '2025-06' ORDER BY value",
      "SELECT \"group\", u.value AS value FROM users u WHERE u.date = '2025-06' ORDER BY u.value DESC LIMIT 2",
      "SELECT * FROM users WHERE date = '2025-06' AND value IS NOT NULL",
      "WITH last AS (SELECT * FROM users WHERE date = '2025-06') SELECT \"group\", value FROM last",
      "SELECT q.\"group\", q.value FROM (SELECT \"group\", value FROM users WHERE date = '2025-06') q",
      "SELECT u.\"group\", u.value value FROM users u JOIN other o ON u.\"group\" = o.\"group\" WHERE u.date = '2025-06'",
      "SELECT \"group\", value FROM users WHERE date = '2025-06' AND \"group\" = 'rural' UNION ALL SELECT \"group\", value FROM users WHERE value < 100",
    ])
  func unchanged(_ sql: String) throws {
    let table = try run(sql)
    #expect(!table.columns.contains { $0.name.contains("__") })
    let value = try table.column("value", at: here)
    let group = try table.column("group", at: here)
    var found: [String: Figure] = [:]
    for row in 0..<table.rowCount {
      if let figure = try table.figure(row, value) { found[table.text(row, group) ?? ""] = figure }
    }
    #expect(found["rural"]?.interval.description == "[321.5, 322.5]")
    // SQLite keeps 69.2; the figure knows that 69.20 was written.
    #expect(found["urban"]?.interval.description == "[69.195, 69.205]")
    #expect(found["urban"]?.origin == CellOrigin(file: "users.csv", line: 5, row: 4, column: "value"))
    #expect(found["urban"]?.kind == .observation)
  }

  @Test("Sums, means, shares and differences carry interval and inputs")
  func functions() throws {
    let table = try run(
      """
      SELECT date, fsum(value) AS total, fmean(value) AS mean, count(*) AS n,
        fsum(value) FILTER (WHERE "group" = 'rural') AS rural
      FROM users WHERE date = '2024-12' GROUP BY date HAVING fsum(value) > 5
      """)
    let total = try #require(try table.figure(0, 1))
    #expect(total.interval.description == "[1107, 1109]" && total.inputs.count == 2 && total.kind == .derived)
    #expect(try #require(try table.figure(0, 2)).interval.description == "[553.5, 554.5]")
    #expect(table.number(0, 3) == 2)
    #expect(try #require(try table.figure(0, 4)).interval.description == "[312.5, 313.5]")
    let pairs = try run(
      """
      SELECT u."group", fshare(u.value, o.value) AS share, fdiff(u.value, o.value) AS difference
      FROM users u JOIN other o ON o."group" = u."group" WHERE u.date = '2024-12' ORDER BY u."group"
      """)
    let share = try #require(try pairs.figure(0, 1))
    #expect(share.unit == .percent && share.value?.rounded(toPlace: -2) == WrittenDecimal("65.62")?.value)
    #expect(try #require(try pairs.figure(1, 2)).value == WrittenDecimal("-137.67")?.value)
  }

  @Test("What fsum computes is added up further by queries over that table")
  func dependent() throws {
    let store = try store(
      Self.yaml + """
          totals: {sql: "SELECT date, fsum(value) AS total FROM users GROUP BY date"}
          all: {sql: "SELECT fsum(total) AS total FROM totals"}
        observations:
          everything: {table: all, column: total}
        """, files: Self.files)
    let figure = try store.figure("everything", at: here)
    #expect(figure.value == WrittenDecimal("1499.2")?.value && figure.inputs.count == 4)
  }

  @Test("Another computed number is printed only with a stated precision")
  func computed() throws {
    let table = try run("SELECT max(value) * 2 AS twice FROM users")
    #expect(table.number(0, 0) == 1590)
    let found = try #require(diagnostic { () throws(Diagnostic) in _ = try table.figure(0, 0) })
    #expect(found.id == "data.computed-without-precision")
    let stated = try run("SELECT max(value) * 2 AS twice FROM users", precision: "10")
    #expect(try #require(try stated.figure(0, 0)).interval.description == "[1585, 1595]")
  }

  @Test(
    "A query can read the report's tables and do nothing else",
    arguments: [
      ("ATTACH DATABASE '/etc/passwd' AS x", "sql.not-allowed"),
      ("INSERT INTO users VALUES (1)", "sql.not-allowed"),
      ("DELETE FROM users", "sql.not-allowed"), ("DROP TABLE users", "sql.not-allowed"),
      ("CREATE TABLE x (a)", "sql.not-allowed"), ("PRAGMA query_only = 0", "sql.not-allowed"),
      ("SELECT * FROM pragma_database_list", "sql.not-allowed"),
      ("SELECT load_extension('x')", "sql.not-allowed"),
      ("SELECT * FROM sqlite_master, users", "sql.not-allowed"),
      ("SELECT random() FROM users", "sql.not-allowed"),
      ("VACUUM", "sql.not-allowed"), ("SELECT date('now')", "sql.not-repeatable"),
      ("SELECT 1; SELECT 2", "sql.several-statements"),
      (
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT sum(x) FROM c",
        "sql.step-limit"
      ),
      ("SELECT value FROM nothing", "sql.failed"), ("SELECT valeu FROM users", "sql.failed"),
      ("SELECT FROM", "sql.failed"), ("", "sql.failed"),
      ("SELECT fsum(value * 2) FROM users", "sql.not-a-figure"),
      ("SELECT fdiff(value, \"year\") FROM mixed", "expression.unit-mismatch"),
      ("SELECT fdiff(value) FROM users", "sql.wrong-arguments"),
      ("SELECT u.value, o.value FROM users u, other o", "sql.repeated-column"),
    ])
  func readOnly(_ pair: (sql: String, id: String)) throws {
    let found = try refused(pair.sql)
    #expect(found.id == pair.id && found.range == here, "\(found)")
    if pair.sql.contains("valeu") { #expect(found.hint == "did you mean 'value'?") }
  }

  @Test("A query that was refused leaves the next one unharmed")
  func after() throws {
    let store = try store(Self.yaml, files: Self.files)
    _ = diagnostic { () throws(Diagnostic) in
      _ = try store.table(sql: "DROP TABLE users", name: "a", at: here)
    }
    #expect(try store.table(sql: "SELECT value FROM users", name: "b", at: here).rowCount == 5)
    #expect(try store.table(sql: "SELECT value FROM other", name: "c", at: here).rowCount == 2)
  }

  @Test("Tables that query one another in a circle are an error that names the circle")
  func cycle() throws {
    let (store, _) = loaded("tables:\n  a: {sql: \"SELECT * FROM b\"}\n  b: {sql: \"SELECT * FROM a\"}")
    let found = try #require(diagnostic { () throws(Diagnostic) in _ = try store.table("b", at: here) })
    #expect(found.id == "data.cyclic-tables" && found.message.hasSuffix("a → b → a"))
  }

  @Test("A query sees the report's parameters as :name")
  func parameters() throws {
    let store = try store(
      Self.yaml, files: Self.files,
      parameters: [
        "place": SourceNode(.scalar("rural", isPlain: true), at: here),
        "least": SourceNode(.scalar("320", isPlain: true), at: here),
      ])
    let table = try store.table(
      sql: "SELECT value FROM users WHERE \"group\" = :place AND value > :least", name: "r", at: here)
    #expect(table.rowCount == 1 && table.number(0, 0) == 322)
    let found = try #require(
      diagnostic { () throws(Diagnostic) in
        _ = try store.table(sql: "SELECT value FROM users WHERE value > :leats", name: "r", at: here)
      })
    #expect(found.id == "sql.unknown-parameter" && found.hint == "did you mean 'least'?")
  }
}
