import DataModel
import Diagnostics
import Testing

@Suite("Status flags")
struct StatusTests {
  private static let yaml = """
    tables:
      t: {file: t.csv}
      summed: {sql: SELECT fsum(value) AS total FROM t}
    observations:
      a: {value: 12, status: ep}
      b: {value: 5, status: b}
      plain: {value: 7}
      secret: {value: 4, status: c}
      none: {value: 4, status: nz}
      total: {table: summed, column: total}
    derived:
      sum: a + 2 * b + plain
      same: a
      open: secret + none + plain
    """
  private func load() throws -> FigureStore {
    try store(Self.yaml, files: ["t.csv": "group,value,status\nA,1,p\nB,2,u\nC,3,\n"])
  }

  @Test("What is derived has the flags of what it rests on, but not confidential, not significant and not applicable")
  func inherited() throws {
    let store = try load()
    #expect(try store.figure("sum", at: here).status.letters == "bep")
    #expect(try store.figure("same", at: here).status.letters == "ep")
    #expect(try store.figure("open", at: here).status.isEmpty)
    #expect(try store.print("share(b, a)", at: here).entry.status.letters == "bep")
    #expect(try store.print("mean([b, plain])", at: here).entry.status.letters == "b")
  }

  @Test("Sums of SQL, charts and tables keep the flags; a count has none")
  func aggregates() throws {
    let store = try load()
    #expect(try store.figure("total", at: here).status.letters == "pu")
    let table = try store.table("t", at: here)
    let figures = try (0..<3).compactMap { try table.figure($0, 1) }
    for aggregate in Aggregate.allCases where ![.share, .difference, .count].contains(aggregate) {
      #expect(try aggregate.of(figures, at: here)?.status.letters == "pu", "\(aggregate)")
    }
    let difference = try Aggregate.difference.of([figures[1], figures[0]], at: here)
    #expect(difference?.status.letters == "pu")
    #expect(try Aggregate.count.of(figures, at: here)?.status.isEmpty == true)
  }

  @Test(
    "A figure that is confidential or not applicable is not printed in the text",
    arguments: [("secret", "format.confidential"), ("none", "format.not-applicable")])
  func unprintable(id: String, error: String) throws {
    let store = try load()
    let found = diagnostic { () throws(Diagnostic) in _ = try store.print(id, at: here) }
    #expect(found?.id == error && found?.range == here && found?.hint?.hasPrefix("leave it out") == true)
  }
}
