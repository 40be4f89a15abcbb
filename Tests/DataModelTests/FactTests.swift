import DataModel
import Diagnostics
import Testing

@Suite("Facts about figures")
struct FactTests {
  @Test("Place, basis and multiplier are found in columns, given for a table or for one observation")
  func facts() throws {
    let store = try store(
      """
      tables:
        found: {file: found.csv}
        named: {file: named.csv, columns: {basis: edition, place: group}, unit: persons, multiplier: thousand}
      observations:
        a: {table: found, where: {Country: Chad}}
        b: {table: named, where: {group: Africa}}
        c: {table: named, where: {group: Africa}, place: World, multiplier: 6, basis: census}
        d: {value: 12, unit: persons, multiplier: Millions, place: Mali, basis: survey}
        e: {value: 12, multiplier: 4}
      derived:
        twice: a + a
        mixed: b + c
        given: {formula: b + c, place: everywhere}
      """,
      files: [
        "found.csv": "Country,value,unit,multiplier,base\nChad,3,persons,million,2020 census\n",
        "named.csv": "edition,group,value\nFF2025,Africa,7\n",
      ])
    let a = try store.figure("a", at: here)
    #expect(a.unit?.text == "million persons" && a.place == "Chad" && a.basis == "2020 census")
    let b = try store.figure("b", at: here)
    #expect(b.unit?.text == "thousand persons" && b.place == "Africa" && b.basis == "FF2025")
    let c = try store.figure("c", at: here)
    #expect(c.unit?.text == "million persons" && c.place == "World" && c.basis == "census")
    #expect(try store.figure("d", at: here).unit?.text == "million persons")
    #expect(try store.print("e", at: here).text == "120,000")
    #expect(try store.figure("twice", at: here).place == "Chad")
    let mixed = try store.figure("mixed", at: here)
    #expect(mixed.place == nil && mixed.basis == nil)
    #expect(try store.figure("given", at: here).place == "everywhere")
    #expect(try store.print("d.place + \" by \" + d.basis", at: here).text == "Mali by survey")
  }

  @Test(
    "A multiplier that is none, or one too many, is shown where it stands",
    arguments: [
      ("unit: million persons, multiplier: thousand", "data.multiplied-twice", 63..<71),
      ("unit: percent, multiplier: million", "data.multiplied-share", 55..<62),
      ("unit: persons, multiplier: 1000000", "data.unknown-multiplier", 55..<62),
      ("unit: persons, multiplier: milion", "data.unknown-multiplier", 55..<61),
    ])
  func multipliers(facts: String, id: String, columns: Range<Int>) throws {
    let (_, diagnostics) = loaded("observations:\n  x: {value: 12, place: A, \(facts)}")
    #expect(diagnostics.all.map(\.id) == [id])
    let range = SourceRange(file: "data.yaml", line: 2, columns: columns)
    #expect(diagnostics.all.first?.range == range)
  }

  @Test("Decimals are a precision, and no multiplier on percent is needed")
  func sdmx() throws {
    let text = """
      STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDIC,REF_AREA,UNIT_MEASURE,UNIT_MULT,TIME_PERIOD,OBS_VALUE,DECIMALS,OBS_STATUS,COMMENT_OBS
      dataflow,ESTAT:IUSE(1.0),I,A,USERS,DE,PS,6,2024,77.0,0,E,by survey
      dataflow,ESTAT:IUSE(1.0),I,A,SHARE,DE,PT,0,2024,93.5,1,A,
      dataflow,ESTAT:IUSE(1.0),I,A,SHARE,FR,PT,0,2024,NaN,1,L,
      """
    let (store, diagnostics) = loaded(
      """
      units:
        PS: persons
        PT: percent
      tables:
        use: {file: use.csv}
      observations:
        users: {table: use, where: {INDIC: USERS, REF_AREA: DE}}
        share: {table: use, where: {INDIC: SHARE, REF_AREA: DE}}
        none: {table: use, where: {INDIC: SHARE, REF_AREA: FR}}
      """, files: ["use.csv": text])
    let users = try store.figure("users", at: here)
    #expect(users.unit?.text == "million persons" && users.interval.description == "[76.5, 77.5]")
    #expect(users.status == .estimated && users.place == "DE" && users.period == "2024" && users.note == "by survey")
    #expect(try store.print("users", at: here).text == "77\u{A0}million")
    #expect(try store.print("share", at: here).text == "93.5%")
    #expect(diagnostics.all.map(\.id) == ["data.empty-value"])
  }

  @Test("A unit that another is said to be has to be known")
  func synonym() {
    let (_, diagnostics) = loaded("units:\n  PS: persns")
    #expect(diagnostics.all.map(\.id) == ["data.unknown-unit"])
    #expect(diagnostics.all.first?.hint == "did you mean 'persons'?")
    #expect(diagnostics.all.first?.range == SourceRange(file: "data.yaml", line: 2, columns: 7..<13))
  }

  @Test("A number of decimals that is none is shown where it stands")
  func decimals() {
    let (_, diagnostics) = loaded(
      "tables:\n  t: {file: t.csv}\nobservations:\n  x: {table: t}", files: ["t.csv": "value,decimals\n3,0.1\n"])
    #expect(diagnostics.all.map(\.id) == ["data.invalid-precision"])
    #expect(diagnostics.all.first?.range == SourceRange(file: "t.csv", line: 2, columns: 3..<6))
  }
}
