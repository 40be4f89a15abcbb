import DataModel
import Diagnostics
import Testing

@Suite("Several sources for one figure")
struct RivalTests {
  @Test("What others state stands beside a figure, with whether the intervals meet in a common unit")
  func rivals() throws {
    let store = try store(
      """
      observations:
        a: {value: 1123, unit: million persons, also: [b, c]}
        b: {value: 1.12, unit: billion persons, also: a}
        c: {value: 1129, unit: million persons, precision: 1, label: other}
      derived:
        twice: a * 2
      """)
    let a = try store.figure("a", at: here)
    #expect(a.rivals.map(\.figure.id) == ["b", "c"] && a.rivals.map(\.agrees) == [true, false])
    // The two may name one another.
    let b = try store.figure("b", at: here)
    #expect(b.rivals.map(\.figure.id) == ["a"] && b.rivals.allSatisfy { $0.figure.rivals.isEmpty })
    #expect(try store.figure("c", at: here).rivals.isEmpty)
    #expect(try store.figure("twice", at: here).rivals.isEmpty)
    let ledger = try store.print("a", at: here).entry
    #expect(ledger.rivals.count == 2)
  }

  @Test("A derived value may be the rival of an observation that it rests on")
  func derivedRival() throws {
    let store = try store(
      """
      observations:
        total: {value: 1123, unit: million persons, also: sum}
        rural: {value: 322, unit: million persons}
      derived:
        sum: rural + 801 + 0 * total
      """)
    #expect(try store.figure("total", at: here).rivals.map(\.agrees) == [true])
  }

  @Test("Unknown ids, units that do not fit and a figure's own id are shown where they stand")
  func mistakes() {
    let (_, diagnostics) = loaded(
      """
      observations:
        a: {value: 1123, unit: persons, also: [bb, share, a, bad]}
        b: {value: 1, unit: persons}
        bad: {value: x}
      derived:
        share: a / b
      """)
    #expect(
      diagnostics.all.map(\.id) == ["data.not-a-number", "data.unknown-figure", "data.rival-unit", "data.own-rival"])
    #expect(diagnostics.all[1].range == SourceRange(file: "data.yaml", line: 2, columns: 42..<44))
    #expect(diagnostics.all[1].hint == "did you mean 'b'?")
  }
}
