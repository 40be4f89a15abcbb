import DataModel
import Diagnostics
import Testing

/// Answers every query with the same rows, as a database would, and says which query it was asked.
private struct DatabaseReader: InputReading {
  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    throw .error("input.missing", "there are no files", at: range ?? .file(path))
  }
  func query(_ query: DatabaseQuery, into diagnostics: inout Diagnostics) throws(Diagnostic) -> InputFile {
    if query.address == "down" { throw .error("database.not-connected", "down", at: query.addressRange) }
    let asked =
      switch query.content {
      case .sql(let sql): sql
      case .table(let table): "TABLE \(table)"
      }
    let least = query.parameters["least"]?.text ?? ""
    diagnostics.warning("test.asked", "\(query.name): \(asked) [\(least)]", at: query.contentRange)
    return InputFile(
      name: "postgresql://host/stats#\(query.name)",
      bytes: Array("place,value,unit,state\nrural,322,million persons,p\nurban,69.20,million persons,\n".utf8))
  }
}

@Suite("Tables of a database")
struct PostgresTests {
  private func load(_ yaml: String) -> (store: FigureStore, diagnostics: Diagnostics) {
    var diagnostics = Diagnostics()
    let store = FigureStore.load(
      TestYAML.node(yaml), file: "data.yaml", reader: DatabaseReader(), locale: NumberLocale(language: "en"),
      parameters: ["least": SourceNode(.scalar("300", isPlain: true), at: here)], into: &diagnostics)
    return (store, diagnostics)
  }

  @Test("Its rows have all the facts that a file's have, and name the database as where they stand")
  func facts() throws {
    let (store, diagnostics) = load(
      """
      sources:
        s: {publisher: S}
      tables:
        live: {database: "postgresql://me@host/stats", sql: "SELECT 1", columns: {status: state}, source: s}
        again: {database: "postgresql://me@host/stats", table: stats.users}
        sums: {sql: "SELECT fsum(value) AS total FROM live"}
      observations:
        rural: {table: live, where: {place: rural}}
        urban: {table: live, where: {place: urban}}
        again: {table: again, where: {place: rural}}
        total: {table: sums, column: total}
      derived:
        difference: {formula: rural - again}
      """)
    #expect(!diagnostics.hasErrors, "\(diagnostics.all)")
    #expect(diagnostics.all.map(\.message) == ["live: SELECT 1 [300]", "again: TABLE stats.users [300]"])
    let rural = try store.figure("rural", at: here)
    #expect(rural.status == .provisional && rural.sources == ["s"] && rural.unit?.noun == "persons")
    #expect(rural.origin == CellOrigin(file: "postgresql://host/stats#live", line: 2, row: 1, column: "value"))
    #expect(try store.figure("urban", at: here).interval.description == "[69.195, 69.205]")
    let total = try store.figure("total", at: here)
    #expect(total.value == WrittenDecimal("391.2")?.value && total.inputs.count == 2)
    // The same row of another table is another observation.
    #expect(try store.figure("difference", at: here).interval.description == "[-1, 1]")
  }

  @Test("A database that does not answer spoils what rests on it, and the rest is read")
  func down() {
    let (store, diagnostics) = load(
      """
      tables:
        live: {database: down, table: users}
      observations:
        a: {table: live, where: {place: rural}}
        b: {value: 3}
      """)
    #expect(diagnostics.all.map(\.id) == ["database.not-connected"])
    #expect(diagnostics.all[0].range == SourceRange(file: "data.yaml", line: 2, columns: 20..<24))
    #expect((try? store.figure("b", at: here)) != nil)
  }

  @Test(
    "A database needs either a query or a table, and no file beside it",
    arguments: [
      ("{database: x}", "data.database-without-query"),
      ("{database: x, sql: SELECT 1, table: users}", "data.database-without-query"),
      ("{database: x, table: users, file: users.csv}", "data.several-contents"),
      ("{database: [x], table: users}", "data.not-a-text"),
    ])
  func declarations(_ sample: (table: String, id: String)) {
    #expect(load("tables:\n  live: \(sample.table)").diagnostics.all.map(\.id) == [sample.id])
  }
}
