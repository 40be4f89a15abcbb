import DataModel
import Diagnostics
import Testing

@Suite("Data files and rows")
struct DataTests {
  private static let users = #"""
    edition,date,measure,group,value,unit,qualifier,precision,source_id,note
    55,2024-12,internet_users,rural,313,million persons,reported,1,cnnic55,
    55,2024-12,internet_users,urban,795,million persons,reported,1,cnnic55,
    55,2024-12,penetration,rural,65.6,percent,reported,0.1,cnnic55,
    56,2025-06,internet_users,rural,322,million persons,reported,1,cnnic56,"stated, ""as is"""
    56,2025-06,internet_users,urban,801,million persons,derived,,cnnic56,derived: 1123 - 322; interval 800 to 802
    56,2025-06,internet_users,other,9,million persons,derived,,cnnic56,from the text
    56,2025-06,penetration,rural,69.20,percent,reported,,cnnic56,

    """#
  private static let head = """
    sources:
      cnnic55: {publisher: CNNIC}
      cnnic56: {publisher: CNNIC}
    tables:
      users: {file: users.csv}
    observations:

    """
  private func loadUsers(_ observation: String) -> (store: FigureStore, diagnostics: Diagnostics) {
    loaded(Self.head + "  x: \(observation)", files: ["users.csv": Self.users])
  }

  @Test("A row becomes an observation by its columns, and knows its file, row and source")
  func row() throws {
    let (store, diagnostics) = loadUsers(
      "{table: users, where: {edition: 56, measure: penetration, group: rural}}")
    #expect(diagnostics.all.isEmpty)
    let figure = try store.figure("x", at: here)
    #expect(figure.interval.description == "[69.195, 69.205]")
    #expect(figure.unit == .percent && figure.period == "2025-06" && figure.sources == ["cnnic56"])
    #expect(figure.origin == CellOrigin(file: "users.csv", line: 8, row: 7, column: "value"))
    #expect(try store.print("x", at: here).text == "69.20%")
  }

  @Test("A derived row takes the interval of the formula in its note, or is a warning")
  func derivedRow() throws {
    let (store, diagnostics) = loadUsers("{table: users, where: {edition: 56, group: urban}}")
    #expect(diagnostics.all.isEmpty)
    #expect(try store.figure("x", at: here).interval.description == "[800, 802]")
    let (_, warned) = loadUsers("{table: users, where: {group: other}}")
    #expect(warned.all.map(\.id) == ["data.derived-without-formula"] && !warned.hasErrors)
    #expect(warned.all.first?.range == SourceRange(file: "users.csv", line: 7, columns: 33..<34))
  }

  @Test("A 'where' that matches several rows lists them and says in what they differ")
  func ambiguous() {
    let (_, diagnostics) = loadUsers("{table: users, where: {edition: 55, group: rural}}")
    #expect(diagnostics.all.map(\.id) == ["data.ambiguous-where"])
    #expect(
      diagnostics.all.first?.message
        == "2 rows of table 'users' match: line 2 (measure internet_users, value 313, unit million persons, precision 1); line 4 (measure penetration, value 65.6, unit percent, precision 0.1)"
    )
    #expect(
      diagnostics.all.first?.hint == "they differ in measure, value, unit, precision: add one to 'where'")
  }

  @Test("A 'where' that matches no row names the value that is near")
  func noRow() {
    let (_, words) = loadUsers("{table: users, where: {edition: 56, group: rurl}}")
    #expect(words.all.map(\.id) == ["data.no-such-row"] && words.all.first?.hint == "did you mean 'rural'?")
    let (_, numbers) = loadUsers("{table: users, where: {edition: 154}}")
    #expect(numbers.all.first?.hint == "the nearest is 56")
    let (_, column) = loadUsers("{table: users, where: {editoin: 56}}")
    #expect(
      column.all.map(\.id) == ["data.unknown-column"] && column.all.first?.hint == "did you mean 'edition'?")
  }

  @Test("What is misspelt in a data file is shown where it is written")
  func inFile() {
    for (old, new, id, columns) in [
      (
        "million persons,reported,1,cnnic56", "million persnos,reported,1,cnnic56", "data.unknown-unit",
        37..<52
      ),
      ("persons,reported,1,cnnic56", "persons,repotred,1,cnnic56", "data.unknown-qualifier", 33..<36),
      ("reported,1,cnnic56", "reported,1,cnnic5", "data.unknown-source", 64..<70),
      ("reported,1,cnnic56", "reported,x,cnnic56", "data.invalid-precision", 62..<63),
      ("rural,322", "rural,3 22", "data.not-a-number", 33..<37),
    ] {
      let text = Self.users.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false).joined(
        separator: new)
      let (_, diagnostics) = loaded(
        Self.head + "  x: {table: users, where: {edition: 56, measure: internet_users, group: rural}}",
        files: ["users.csv": text])
      #expect(diagnostics.all.map(\.id) == [id])
      #expect(
        diagnostics.all.first?.range == SourceRange(file: "users.csv", line: 5, columns: columns), "\(new)")
    }
  }

  @Test("Broken files are reported with line and column, and sound rows are kept")
  func broken() throws {
    func read(_ text: String) -> (FigureStore, Diagnostics) {
      let (store, _) = loaded("tables:\n  t: {file: t.csv}", files: ["t.csv": text])
      var found = Diagnostics()
      store.checkTables(into: &found)
      return (store, found)
    }
    let (ragged, raggedFound) = read("a,b\n1,2\n3\n4,5,6\n7,8\n")
    #expect(raggedFound.all.map(\.id) == ["csv.ragged-row", "csv.ragged-row"])
    #expect(raggedFound.all.map(\.range.line) == [3, 4])
    #expect(try ragged.table("t", at: here).rowCount == 2)
    let (_, unclosed) = read("a,b\n1,\"two\n3,4\n")
    #expect(unclosed.all.map(\.id) == ["csv.unclosed-quote"])
    #expect(unclosed.all.first?.range == SourceRange(file: "t.csv", line: 2, columns: 3..<4))
    let (_, stray) = read("a,b\n1,t\"wo\n")
    #expect(stray.all.map(\.id) == ["csv.stray-quote"])
    #expect(read("").1.all.map(\.id) == ["csv.empty"])
    #expect(read("a,a\n1,2\n").1.all.map(\.id) == ["csv.repeated-column"])
  }

  @Test("A file that is parted by semicolons or tabs is one mistake, with what to do")
  func separators() {
    for (text, sign) in [("a;b\n1;2,5\n2;3\n", "semicolons"), ("a\tb\n1\t2\n", "tabs")] {
      let (store, _) = loaded("tables:\n  t: {file: t.csv}", files: ["t.csv": text])
      var found = Diagnostics()
      store.checkTables(into: &found)
      #expect(found.all.map(\.id) == ["csv.other-separator"])
      #expect(found.all.first?.message == "the columns are parted by \(sign), not by commas")
      #expect(found.all.first?.range.line == 1 && found.all.first?.hint?.contains("commas") == true)
    }
    #expect(loaded("tables:\n  t: {file: t.csv}", files: ["t.csv": "\"a;b\"\n1\n"]).diagnostics.all.isEmpty)
  }

  @Test(
    "'table' is for databases only", arguments: ["file: t.csv", "file: t.json", "sql: SELECT 1", "values: [{a: 1}]"])
  func innerTable(content: String) {
    let (_, diagnostics) = loaded("tables:\n  t: {\(content), table: users}", files: ["t.csv": "a\n1\n"])
    #expect(diagnostics.all.map(\.id) == ["data.table-without-database"])
    #expect(diagnostics.all.first?.range.column == 9 + content.count)
  }

  @Test("A mistake in an entry is said once, whoever asks for the entry")
  func brokenEntries() throws {
    let (store, diagnostics) = loaded(
      """
      tables:
        t: {}
      observations:
        a: {unit: persons}
        c: {table: t}
      derived:
        b: a + 1
        d: t.value
      """)
    #expect(diagnostics.all.map(\.id) == ["data.table-without-content", "data.observation-without-value"])
    let asked = diagnostic { () throws(Diagnostic) in _ = try store.print("a.period", at: here) }
    #expect(asked == diagnostics.all[1])
  }

  @Test("Where the data are missing, names that nothing has are that one mistake")
  func missing() throws {
    let reason = Diagnostic.error("report.no-data", "there is no data.yaml", at: here)
    var diagnostics = Diagnostics()
    let store = FigureStore.load(
      nil, file: "report.md", reader: MemoryReader(), locale: NumberLocale(language: "en"),
      parameters: ["region": TestYAML.node("x: Africa")["x"]!], missing: reason, into: &diagnostics)
    for name in ["users.total", "share(a, b)"] {
      #expect(diagnostic { () throws(Diagnostic) in _ = try store.print(name, at: here) } == reason)
    }
    #expect(diagnostic { () throws(Diagnostic) in _ = try store.table("t", at: here) } == reason)
    #expect(try store.print("region", at: here).text == "Africa")
    let near = diagnostic { () throws(Diagnostic) in _ = try store.print("regoin", at: here) }
    #expect(near?.hint == "did you mean 'region'?")
  }

  @Test("Quoted cells, CRLF, empty cells and a byte order mark are read")
  func quoting() throws {
    let text = "\u{FEFF}name,value\r\n\"Bosnia, H\",1\r\n\"say \"\"hi\"\"\nthere\",\r\n\r\nz,2"
    let store = try store("tables:\n  t: {file: t.csv}", files: ["t.csv": text])
    let table = try store.table("t", at: here)
    #expect(table.columns.map(\.name) == ["name", "value"] && table.rowCount == 3)
    #expect((0..<3).map { table.text($0, 0) } == ["Bosnia, H", "say \"hi\"\nthere", "z"])
    #expect((0..<3).map { table.text($0, 1) } == ["1", nil, "2"])
    #expect(table.place(2, 1).line == 6 && table.place(1, 1).line == 4)
  }

  @Test("Columns are text unless every value is a JSON number; dates are known")
  func types() throws {
    let store = try store(
      "tables:\n  t: {file: t.csv}",
      files: ["t.csv": "n,code,d,mixed,none\n1,01,2025-06,1,\n-2.5e3,02,2024-12-31,x,\n"])
    #expect(try store.table("t", at: here).columns.map(\.type) == [.number, .text, .date, .text, .text])
  }

  @Test("A table can name its columns, and say what is the same for all rows")
  func mapping() throws {
    let store = try store(
      """
      sources:
        wb: {publisher: World Bank}
      tables:
        net: {file: net.csv, columns: {value: generation, precision: step}, unit: percent, source: wb, period: 2024}
        wide: {file: wide.csv, units: {share: percent, people: persons}}
      observations:
        x: {table: net, where: {country: A}}
        y: {table: net, where: {country: B}, precision: 5, qualifier: about}
        z: {table: wide, where: {country: A}, column: people}
      """,
      files: [
        "net.csv": "country,generation,step\nA,50,10\nB,60,10\n",
        "wide.csv": "country,share,people,year\nA,12.5,1000,2020\n",
      ])
    let x = try store.figure("x", at: here)
    #expect(
      x.interval.description == "[45, 55]" && x.unit == .percent && x.sources == ["wb"] && x.period == "2024")
    #expect(try store.figure("y", at: here).interval.description == "[57.5, 62.5]")
    let z = try store.figure("z", at: here)
    #expect(z.unit?.text == "persons" && z.period == "2020")
  }

  @Test("JSON files hold an array of objects")
  func json() throws {
    let store = try store(
      "tables:\n  t: {file: t.json, unit: percent}\nobservations:\n  x: {table: t, where: {k: \"é\"}}",
      files: ["t.json": "[{\"k\": \"\\u00e9\", \"value\": 12.50}, {\"k\": \"b\", \"value\": null}]"])
    #expect(try store.figure("x", at: here).interval.description == "[12.495, 12.505]")
    let (broken, _) = loaded("tables:\n  t: {file: t.json}", files: ["t.json": "[{\"k\": 01}]"])
    let found = try #require(diagnostic { () throws(Diagnostic) in _ = try broken.table("t", at: here) })
    #expect(found.id == "json.invalid" && found.range == SourceRange(file: "t.json", line: 1, columns: 8..<9))
  }

  @Test("A hundred thousand rows are read in well under half a second")
  func speed() throws {
    var text = "country,year,value,unit,source,note,flag\n"
    for row in 0..<100_000 {
      text += "Country \(row % 200),\(2000 + row % 20),\(row % 100).\(row % 10),percent,wb,,\n"
    }
    let yaml = "sources:\n  wb: {publisher: World Bank}\ntables:\n  t: {file: t.csv}"
    let store = try store(yaml, files: ["t.csv": text])
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try store.table("t", at: here).rowCount == 100_000)
    let taken = clock.now - start
    // Debug builds are some ten times slower than what is shipped.
    #expect(taken < .seconds(5), "\(taken)")
  }

  @Test("All mistakes of data.yaml are found in one run, each at its place")
  func declarations() {
    let (_, diagnostics) = loaded(
      """
      sources:
        a: {publsher: X, date: 2025-13}
      tabels: {}
      observations:
        bad-id: {value: 1}
        none: {unit: persons}
        x: {value: 1, sorce: a}
        y: {value: 1, source: b}
        z: {table: missing}
      derived:
        d: {formula: x + yy}
        e: {formula: x +}
        f: {unit: percent}
      """)
    #expect(
      diagnostics.all.map(\.id) == [
        "data.unknown-section", "data.unknown-key", "data.invalid-date", "data.invalid-id",
        "data.observation-without-value", "data.unknown-key", "data.derived-without-formula-key",
        "data.unknown-source",
        "data.unknown-table", "data.unknown-name", "expression.unexpected",
      ])
    #expect(diagnostics.all.first?.hint == "did you mean 'tables'?")
    #expect(
      diagnostics.all.first { $0.id == "data.unknown-name" }?.range
        == SourceRange(file: "data.yaml", line: 11, columns: 20..<22))
  }

  @Test("What a table cannot be made of is said, and nothing of it is passed over")
  func tableDeclarations() {
    let (_, diagnostics) = loaded(
      """
      tables:
        a: {values: 3}
        b: {values: [{x: 1}], units: percent}
        c: {values: [{x: 1}], sql: SELECT 1}
      observations:
        x: {value: 1, 120: null}
      """)
    #expect(
      diagnostics.all.map(\.id) == [
        "data.not-a-list", "data.not-a-mapping", "data.several-contents", "data.unknown-key",
      ])
    #expect(diagnostics.all.last?.hint == "a comma ends the value before it: write the number without one")
  }

  @Test("A 'where' over a table without rows says that it has none")
  func emptyTable() {
    let (_, diagnostics) = loaded(
      """
      tables:
        a: {file: a.csv}
      observations:
        x: {table: a, where: {k: v}}
      """, files: ["a.csv": "k,value\n"])
    #expect(diagnostics.all.map(\.message) == ["table 'a' has no rows"])
  }

  @Test("Formulas that go round in a circle are one error that names the circle")
  func cycle() {
    let (_, diagnostics) = loaded(
      """
      derived:
        c: {formula: a + 1}
        a: {formula: b * 2}
        b: {formula: c - 1}
        user: {formula: a + 5}
      """)
    #expect(diagnostics.all.map(\.id) == ["data.cyclic-formula"])
    #expect(diagnostics.all.first?.message == "formulas go round in a circle: a → b → c → a")
    #expect(diagnostics.all.first?.range.line == 3)
  }

  @Test("An unknown figure is an error with the nearest id")
  func unknownFigure() throws {
    let store = try store("observations:\n  china.users.total: {value: 1}")
    let found = try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.print("china.users.totl", at: here) })
    #expect(found.id == "data.unknown-name" && found.hint == "did you mean 'china.users.total'?")
  }

  @Test("A table of an SQLite database is read like any other")
  func sqlite() throws {
    let reader = MemoryReader(bytes: [
      "r.sqlite": try fixture("regions.sqlite"), "x.sqlite": Array("no database".utf8),
    ])
    func load(_ yaml: String) -> (FigureStore, Diagnostics) {
      var diagnostics = Diagnostics()
      let store = FigureStore.load(
        TestYAML.node(yaml), file: "data.yaml", reader: reader, locale: NumberLocale(language: "en"),
        into: &diagnostics)
      store.checkTables(into: &diagnostics)
      return (store, diagnostics)
    }
    let (store, found) = load(
      """
      tables:
        regions: {file: r.sqlite, table: regions}
      observations:
        europe: {table: regions, where: {name: Europe}}
      """)
    #expect(found.all.isEmpty)
    #expect(try store.figure("europe", at: here).interval.description == "[92.45, 92.55]")
    #expect(try store.table("regions", at: here).rowCount == 3)
    #expect(load("tables:\n  r: {file: r.sqlite}").1.all.map(\.id) == ["sqlite.which-table"])
    #expect(
      load("tables:\n  r: {file: r.sqlite, table: region}").1.all.first?.hint == "did you mean 'regions'?")
    #expect(load("tables:\n  r: {file: x.sqlite}").1.all.map(\.id) == ["sqlite.unreadable"])
  }

  @Test("A 'where' can ask for a parameter")
  func parameters() throws {
    let (store, _) = loaded(
      Self.head
        + "  x: {table: users, where: {edition: 55, measure: penetration, group: \"{{ region.code }}\"}}",
      files: ["users.csv": Self.users], parameters: ["region": TestYAML.node("code: rural")])
    #expect(try store.figure("x", at: here).value == WrittenDecimal("65.6")?.value)
  }
}
