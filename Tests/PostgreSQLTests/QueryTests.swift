import Diagnostics
import PostgreSQL
import Testing

@Suite("Queries of a PostgreSQL server", .enabled(if: serverAddress != nil, "Scripts/with-postgresql starts a server"))
struct QueryTests {
  @Test("Values come as the server writes them: numerics keep their digits, dates are ISO, null is empty")
  func types() throws {
    let answer = ask(
      """
      SELECT 69.20::numeric AS "numeric", 0.1::float8 AS "double", 1e20::float8 AS large, 12::bigint AS whole,
        'say "a", b' AS text, 'x'::char(4) AS fixed, date '2025-06-30' AS day,
        timestamptz '2025-06-30 12:00+02' AS moment, true AS yes, null AS nothing, '\\x00'::bytea AS bytes
      """)
    #expect(answer.error == nil)
    #expect(
      answer.csv == """
        numeric,double,large,whole,text,fixed,day,moment,yes,nothing,bytes
        69.20,0.1,1e+20,12,"say ""a"", b",x,2025-06-30,2025-06-30 10:00:00+00,true,,

        """)
    let address = try DatabaseAddress(serverAddress ?? "", at: addressPlace)
    #expect(answer.file?.name == address.name + "#live" && !address.name.contains("reader"))
  }

  @Test("A column of its own keeps its empty rows")
  func singleColumn() {
    #expect(ask("SELECT * FROM (VALUES ('a'), (null)) AS t(x)").csv == "x\na\n\"\"\n")
  }

  @Test("Rows that the query puts in no order come in the order of their columns, others as they are asked for")
  func order() {
    let rows = "SELECT * FROM (VALUES (10, 'b'), (9, 'z'), (null, 'a'), (10, 'a')) AS t(n, s)"
    #expect(ask(rows).csv == "n,s\n9,z\n10,a\n10,b\n,a\n")
    #expect(ask(rows + " ORDER BY s, n DESC").csv == "n,s\n,a\n10,a\n10,b\n9,z\n")
    #expect(ask("SELECT string_agg(s, '' ORDER BY s) AS s FROM (VALUES ('b'), ('a')) AS t(s)").csv == "s\nab\n")
    let limited = ask(rows + " LIMIT 1")
    #expect(limited.warnings.map(\.id) == ["sql.unordered-limit"] && limited.error == nil)
    #expect(ask(rows + " ORDER BY n, s LIMIT 1").warnings.isEmpty)
  }

  @Test("A parameter is a value and never SQL; what only looks like one is left alone")
  func parameters() {
    let sql = """
      SELECT s, :n::int + n AS n, ':n' AS a, E'\\':n' AS b, $$:n$$ AS c, $x$ $$ :n $x$ AS d, ":n" AS e -- :n
      FROM (VALUES ('x'' OR 1=1', 1, 2), ('y', 1, 3)) AS t(s, n, ":n") /* :n /* :n */ :n */ WHERE s = :s OR s = :s;
      """
    let answer = ask(sql, parameters: ["s": "x' OR 1=1", "n": "5"])
    #expect(answer.csv == "s,n,a,b,c,d,e\nx' OR 1=1,6,:n,':n,:n, $$ :n ,2\n", "\(String(describing: answer.error))")
    #expect(ask("SELECT 1 AS one WHERE :gone::text IS NULL", parameters: ["gone": nil]).csv == "one\n1\n")
    let unknown = ask("SELECT :leats AS x", parameters: ["least": "1"])
    #expect(unknown.error?.id == "sql.unknown-parameter" && unknown.error?.hint == "did you mean 'least'?")
  }

  @Test(
    "A query can read and do nothing else",
    arguments: [
      ("INSERT INTO t VALUES (1)", "sql.not-allowed"), ("DROP TABLE pg_class", "sql.not-allowed"),
      ("COPY (SELECT 1) TO PROGRAM 'true'", "sql.not-allowed"), ("DO $$ BEGIN END $$", "sql.not-allowed"),
      ("SET TRANSACTION READ WRITE", "sql.not-allowed"), ("COMMIT", "sql.not-allowed"),
      ("/* SELECT */ EXPLAIN SELECT 1", "sql.not-allowed"), ("", "sql.not-allowed"),
      ("SELECT 1; DROP TABLE t", "sql.several-statements"), ("SELECT 1;;", "sql.several-statements"),
      ("SELECT 1 AS x INTO made", "sql.not-allowed"), ("SELECT nextval('counter')", "sql.not-allowed"),
      ("WITH x AS (DELETE FROM kept RETURNING n) SELECT * FROM x", "sql.not-allowed"),
      ("SELECT set_config('transaction_read_only', 'off', true)", "sql.failed"),
      ("SELECT n FROM kept FOR UPDATE", "sql.not-allowed"), ("SELECT 1 AS x, 2 AS x", "sql.repeated-column"),
      ("SELECT FROM kept", "sql.failed"), ("SELECT $1", "sql.failed"), ("SELECT 1/0 AS x", "sql.failed"),
    ])
  func refused(_ sample: (sql: String, id: String)) throws {
    try change("CREATE TABLE IF NOT EXISTS kept (n int); CREATE SEQUENCE IF NOT EXISTS counter")
    let error = ask(sample.sql).error
    #expect(error?.id == sample.id && error?.range == queryPlace(sample.sql), "\(String(describing: error))")
  }

  @Test("What the server does not understand is shown at its word, or with its line in a query of several")
  func positions() {
    let misspelt = ask("SELECT :a::text AS a, valeu FROM (VALUES (1)) AS t(value)", parameters: ["a": "long text"])
      .error
    #expect(misspelt?.range == SourceRange(file: "data.yaml", line: 4, columns: 33..<38))
    #expect(misspelt?.hint?.contains("t.value") == true)
    let lines = ask("SELECT 1 AS n\nFORM nothing").error
    #expect(lines?.message.hasSuffix("in line 2 of the query, at 'FORM'") == true, "\(String(describing: lines))")
  }

  @Test("A whole table is read by its name, with its schema or without")
  func wholeTable() throws {
    try change(
      "CREATE SCHEMA IF NOT EXISTS \"Q1\"; DROP TABLE IF EXISTS \"Q1\".users; CREATE TABLE \"Q1\".users AS SELECT 1 AS n"
    )
    #expect(ask(.table("Q1.users")).csv == "n\n1\n")
    #expect(ask(.table("pg_am")).csv.hasPrefix("oid,amname,"))
    let missing = ask(.table("Q1.\"; DROP")).error
    #expect(missing?.id == "sql.failed" && missing?.hint?.contains("schema.table") == true)
    #expect(ask(.table("a.b.c")).error?.id == "database.invalid-table")
  }

  @Test("The tables of a report show one state of the data, whatever others write meanwhile")
  func oneState() throws {
    try change("DROP TABLE IF EXISTS state; CREATE TABLE state AS SELECT 1 AS n")
    let sessions = DatabaseSessions()
    #expect(ask(.table("state"), through: sessions).csv == "n\n1\n")
    try change("UPDATE state SET n = 2")
    #expect(ask(.table("state"), through: sessions).csv == "n\n1\n")
    #expect(ask(.table("state")).csv == "n\n2\n")
  }

  @Test("A query that failed leaves the next one unharmed")
  func after() {
    let sessions = DatabaseSessions()
    #expect(ask(.sql("SELECT nothing"), through: sessions).error != nil)
    #expect(ask(.sql("SELECT 1 AS n"), through: sessions).csv == "n\n1\n")
  }

  @Test("Time, rows and bytes are bounded")
  func bounds() {
    var limits = DatabaseLimits()
    limits.querySeconds = 1
    #expect(ask("SELECT pg_sleep(60)", limits: limits).error?.id == "sql.time-limit")
    limits = DatabaseLimits()
    limits.rows = 100
    #expect(ask("SELECT * FROM generate_series(1, 100)", limits: limits).error == nil)
    #expect(ask("SELECT generate_series(1, 1000000000)", limits: limits).error?.id == "sql.too-many-rows")
    limits = DatabaseLimits()
    limits.bytes = 10_000
    #expect(
      ask("SELECT repeat('x', 1000) FROM generate_series(1, 1000000)", limits: limits).error?.id == "sql.too-large")
  }

  @Test("A wrong password is a diagnostic that says where passwords go, and does not repeat it")
  func wrongPassword() throws {
    let address = try #require(serverAddress).replacing("reader@", with: "reader:hunter2@")
    let error = ask(.sql("SELECT 1"), at: address).error
    #expect(error?.id == "database.wrong-password" && error?.range == addressPlace)
    #expect(error?.hint?.contains("~/.pgpass") == true && error?.message.contains("hunter2") == false)
  }

  @Test("A database or user that is not there is named by the server")
  func missingDatabase() throws {
    let address = try #require(serverAddress).replacing("/postgres", with: "/nothing")
    let error = ask(.sql("SELECT 1"), at: address).error
    #expect(error?.message.contains("\"nothing\" does not exist") == true && error?.range == addressPlace)
  }

  @Test("A Unix socket is reached through its folder")
  func socket() throws {
    let address = try DatabaseAddress(try #require(serverAddress), at: addressPlace)
    let folder = try #require(socketFolder)
    let text = "postgresql://reader@/postgres?host=\(folder)&port=\(address.server.port ?? 0)"
    #expect(ask(.sql("SELECT 1 AS n"), at: text).csv == "n\n1\n")
  }
}

@Suite("Servers that do not answer")
struct UnreachableServerTests {
  @Test("A server that is down is a diagnostic at its address")
  func down() {
    let error = ask(.sql("SELECT 1"), at: "postgresql://reader@127.0.0.1:1/db").error
    #expect(error?.id == "database.not-connected" && error?.range == addressPlace)
    #expect(error?.message.contains("127.0.0.1:1") == true && error?.hint != nil)
  }

  @Test("A server that accepts and says nothing is given up after the time limit, once for all tables")
  func silent() {
    let server = SilentServer()
    let address = "postgresql://reader@127.0.0.1:\(server.port)/db?connect_timeout=1"
    let sessions = DatabaseSessions()
    let error = ask(.sql("SELECT 1"), at: address, through: sessions).error
    #expect(error?.id == "database.no-answer" && error?.message.contains("within 1 s") == true)
    #expect(ask(.table("other"), at: address, through: sessions).error == error)
    #expect(server.countOfConnections() == 1)
  }
}
