import DataModel
import Diagnostics
import Testing

@Suite("Names of series")
struct SeriesTests {
  private static let users = """
    edition,date,measure,group,value,unit,source_id,note
    55,2024-12,penetration,rural,65.6,percent,s,
    56,2025-06,penetration,rural,69.2,percent,s,on a new base

    """
  private func load() throws -> FigureStore {
    try store(
      """
      sources:
        s: {title: S}
      tables:
        users: {file: users.csv}
        wide: {file: wide.csv, units: {people: persons, share: percent}, columns: {basis: method}}
        latest: {sql: SELECT * FROM users WHERE edition = 56}
      observations:
        before: {table: users, where: {edition: 55, measure: penetration, group: rural}}
        after: {table: users, where: {measure: penetration, edition: 56, group: rural}}
        wide.share: {table: wide, where: {country: A, year: 2020}, column: share}
        alone: {value: 3}
      derived:
        rise: after - before
      """,
      files: ["users.csv": Self.users, "wide.csv": "country,share,people,year,method\nA,12.5,1000,2020,survey\n"])
  }

  @Test("Rows that differ in period, basis or edition are one series; cells are named by their columns of texts")
  func names() throws {
    let store = try load()
    let name = "users[group=rural,measure=penetration]"
    #expect(try store.figure("before", at: here).series == name)
    #expect(try store.figure("after", at: here).series == name)
    let table = try store.table("users", at: here)
    #expect(try table.figure(1, 4)?.series == name)
    #expect(try store.print("after", at: here).entry.series == name)
    #expect(try store.figure("wide.share", at: here).series == "wide.share[country=A]")
    #expect(try store.table("wide", at: here).figure(0, 2)?.series == "wide.people[country=A]")
    #expect(try store.table("latest", at: here).figure(0, 4)?.series == name)
  }

  @Test("A value given alone and a derived value have no series but their id")
  func noSeries() throws {
    let store = try load()
    #expect(try store.figure("alone", at: here).series == nil)
    #expect(try store.figure("rise", at: here).series == nil)
    #expect(try store.print("after - before", at: here).entry.series == nil)
  }
}
