import DataModel
import Diagnostics
import Testing

@Suite("Families of observations")
struct FamilyTests {
  private static let use = """
    edition,group,year,value,unit
    FF2025,Africa,2024,36,percent
    FF2025,Africa,2025,38,percent
    FF2025,World,2024,71,percent
    FF2025,World,2025,74,percent
    FF2024,Africa,2024,38,percent
    FF2024,World,2024,68,percent
    FF2024,Arab States,2024,69.6,percent

    """
  private func load(_ observations: String, _ text: String = use) -> (store: FigureStore, diagnostics: Diagnostics) {
    loaded(
      """
      tables:
        use: {file: use.csv, columns: {basis: edition, place: group}}
      observations:
        \(observations)
      """, files: ["use.csv": text])
  }
  private func print(_ expression: String, _ store: FigureStore) throws -> String {
    try store.print(expression, at: here).text
  }

  @Test("Each row that meets the conditions is an observation, by the value of its key")
  func members() throws {
    let (store, diagnostics) = load("world.use: {table: use, where: {edition: FF2024}, key: [group], note: printed}")
    #expect(diagnostics.all.isEmpty)
    #expect(try print("world.use.Africa", store) == "38%")
    #expect(try print("world.use['Arab States']", store) == "69.6%")
    #expect(try print("world.use['Arab ' + 'States'] - world.use.Africa", store) == "about 32")
    #expect(try print("max(world.use)", store) == "69.6%" && print("length(world.use)", store) == "3")
    #expect(try print("world.use[1]", store) == "68%")
    #expect(try print("world.use['Arab States'].place", store) == "Arab States")
    let figure = try store.figure("world.use['Arab States']", at: here)
    #expect(figure.id == "world.use['Arab States']" && figure.label == "Arab States" && figure.note == "printed")
    #expect(figure.series == "use[group=Arab States]" && figure.origin?.line == 8 && figure.basis == "FF2024")
    #expect(try store.figure("world.use.Africa", at: here).id == "world.use.Africa")
  }

  @Test("Several keys follow one another, and the first of them alone are a series")
  func keys() throws {
    let (store, diagnostics) = load("use: {table: use, where: {edition: FF2025}, key: [group, year]}")
    #expect(diagnostics.all.isEmpty)
    #expect(try print("stated(use.Africa['2025'] - use.Africa['2024'])", store) == "2")
    #expect(try print("trend(use.World)", store) == "rose")
    #expect(try store.figure("use.World['2025']", at: here).series == "use[group=World]")
    #expect(try print("use['World']['2025'].period", store) == "2025")
  }

  @Test(
    "Rows with one key, unknown columns and conditions that no row meets are shown where they stand",
    arguments: [
      ("key: [group]", "data.repeated-row", "they differ in edition, year, value: add one to 'key' or 'where'"),
      ("key: [group, yaer]", "data.unknown-column", "did you mean 'year'?"),
      ("where: {edition: FF2026}, key: [group]", "data.no-such-row", "did you mean 'FF2024'?"),
    ])
  func mistakes(keys: String, id: String, hint: String) throws {
    let (_, diagnostics) = load("use: {table: use, \(keys)}")
    #expect(diagnostics.all.map(\.id) == [id])
    #expect(diagnostics.all.first?.hint == hint)
    #expect(diagnostics.all.first?.range.file == "data.yaml" && diagnostics.all.first?.range.line == 4)
  }

  @Test("Two rows with one key are both shown")
  func repeated() {
    let (_, diagnostics) = load("use: {table: use, key: [group, year]}")
    #expect(
      diagnostics.all.first?.message
        == "2 rows of table 'use' have group 'Africa' and year '2024': line 2 (edition FF2025, value 36); line 6 (edition FF2024, value 38)"
    )
  }

  @Test("A row without a key is shown in its file")
  func emptyKey() {
    let (_, diagnostics) = load("use: {table: use, key: group}", "edition,group,value\nA,A,1\nA,,2\n")
    #expect(diagnostics.all.map(\.id) == ["data.empty-key"])
    #expect(diagnostics.all.first?.range == SourceRange(file: "use.csv", line: 3, columns: 3..<3))
  }

  @Test("A misspelt member is an error with the nearest one, and a wrong row only if it is used")
  func misspelt() throws {
    let (store, diagnostics) = load(
      "use: {table: use, where: {edition: FF2024}, key: group}",
      Self.use.replacing("69.6,percent", with: "69.6,precent"))
    #expect(diagnostics.all.isEmpty)
    let dotted = diagnostic { () throws(Diagnostic) in _ = try store.print("use.Afrika", at: here) }
    #expect(dotted?.id == "data.unknown-member" && dotted?.hint == "did you mean 'use.Africa'?")
    let bracketed = diagnostic { () throws(Diagnostic) in _ = try store.print("use['Arab Sates']", at: here) }
    #expect(bracketed?.hint == "did you mean 'use['Arab States']'?")
    let family = diagnostic { () throws(Diagnostic) in _ = try store.print("usee.Africa", at: here) }
    #expect(family?.hint == "did you mean 'use.Africa'?")
    let wrong = diagnostic { () throws(Diagnostic) in _ = try store.print("use['Arab States']", at: here) }
    #expect(wrong?.id == "data.unknown-unit" && wrong?.range.file == "use.csv" && wrong?.range.line == 8)
    let several = diagnostic { () throws(Diagnostic) in _ = try store.figure("use", at: here) }
    #expect(several?.id == "data.family-not-a-figure")
  }

  @Test("Families are rivals member by member; a single observation names the member")
  func rivals() throws {
    let (store, diagnostics) = load(
      """
      new: {table: use, where: {edition: FF2025, year: 2024}, key: group, also: old}
        old: {table: use, where: {edition: FF2024}, key: group, also: new}
        one: {value: 38.2, unit: percent, also: [old.Africa, "new['World']"]}
      """)
    #expect(diagnostics.all.isEmpty)
    #expect(try store.figure("new.Africa", at: here).rivals.map(\.figure.id) == ["old.Africa"])
    #expect(try store.figure("old['Arab States']", at: here).rivals.isEmpty)
    #expect(try store.figure("one", at: here).rivals.map(\.agrees) == [true, false])
    let (_, wrong) = load(
      """
      new: {table: use, where: {edition: FF2025}, key: [group, year], also: [odl, old, one]}
        old: {table: use, where: {edition: FF2024}, key: group}
        one: {value: 38.2, unit: percent, also: old}
      """)
    #expect(
      wrong.all.map(\.id) == [
        "data.rival-not-a-family", "data.rival-not-a-family", "data.rival-not-a-family", "data.family-not-a-figure",
      ])
  }

  @Test("An observation does not take the name of a row in silence")
  func repeatedID() {
    let (_, diagnostics) = load(
      """
      use: {table: use, where: {edition: FF2024}, key: group}
        use.Africa: {value: 3}
      """)
    #expect(diagnostics.all.map(\.id) == ["data.repeated-id"])
    #expect(diagnostics.all.first?.range.line == 5)
  }
}
