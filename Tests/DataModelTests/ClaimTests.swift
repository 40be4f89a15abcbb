import DataModel
import Diagnostics
import Testing

@Suite("Claims")
struct ClaimTests {
  private static let yaml = """
    sources:
      cnnic: {publisher: CNNIC}
    tables:
      t: {file: t.csv}
    observations:
      rural: {table: t, where: {group: rural}}
      urban: {table: t, where: {group: urban}}
      close: {value: 69, unit: percent}
    """
  private static let files = [
    "t.csv": "group,value,unit,source\nrural,69.2,percent,cnnic\nurban,84.9,percent,cnnic\n"
  ]

  @Test("A claim that names no figure is an error, and a constant in braces is as stray as one in the text")
  func withoutFigures() throws {
    let store = try store("observations:\n  a: {value: 3, unit: persons}\n")
    for claim in ["true", "1 < 2"] {
      let found = try #require(throws: Diagnostic.self) { try store.check(claim: claim, words: "most", at: here) }
      #expect(found.id == "claim.without-figures")
    }
    let printed = try store.print("2 * 21", at: here)
    #expect(printed.text == "42" && printed.entry.kind == .literal)
    #expect(store.takeDiagnostics().map(\.id) == ["expression.constant"])
    _ = try store.print("2 * a", at: here)
    #expect(store.takeDiagnostics().isEmpty)
  }

  @Test("Words that the data bear out pass; others show both sides with intervals and sources")
  func claims() throws {
    let store = try store(Self.yaml, files: Self.files)
    try store.check(claim: "urban > rural", words: "higher than", at: here)
    let lie = try #require(
      diagnostic { () throws(Diagnostic) in
        try store.check(claim: "urban < rural", words: "lower than", at: here)
      })
    #expect(lie.id == "claim.false")
    #expect(lie.message == "the data contradict 'lower than' (urban < rural)")
    #expect(
      lie.notes == [
        "urban is 84.9 percent, from 84.85 to 84.95 (cnnic, t.csv:3)",
        "rural is 69.2 percent, from 69.15 to 69.25 (cnnic, t.csv:2)", "urban is greater by 15.6 to 15.8 points",
      ])
    let unclear = try #require(
      diagnostic { () throws(Diagnostic) in
        try store.check(claim: "rural > close", words: "more than", at: here)
      })
    #expect(unclear.id == "claim.undecided")
    #expect(
      unclear.notes.dropFirst() == [
        "close is 69 percent, from 68.5 to 69.5 (data.yaml:8)",
        "the difference is from -0.35 to 0.75 points: the intervals meet",
      ])
    let number = try #require(
      diagnostic { () throws(Diagnostic) in
        try store.check(claim: "urban - rural", words: "more", at: here)
      })
    #expect(number.id == "claim.not-a-condition")
  }

  @Test("A claim about a formula, a phrase or a rank shows what stands behind it")
  func backgrounds() throws {
    let store = try store(Self.yaml, files: Self.files)
    func notes(_ claim: String) throws -> [String] {
      try #require(
        diagnostic { () throws(Diagnostic) in try store.check(claim: claim, words: "so", at: here) }
      ).notes
    }
    #expect(
      try notes("urban - rural > 20") == [
        "urban - rural is 15.7 points, from 15.6 to 15.8 (cnnic, t.csv:3; cnnic, t.csv:2)",
        "urban - rural is less by 4.2 to 4.4 points",
      ])
    #expect(
      try notes("trend([urban, rural]) == 'rising'").first == "trend([urban, rural]) is 'falling'")
    #expect(try notes("trend([urban, rural]) == 'rising'").count == 4)
    #expect(try notes("rank(rural, [urban, rural, close]) == 2").contains { $0.contains("from 2 to 3") })
    #expect(try notes("highest(rural, [close, urban])").contains("rural is less by 15.6 to 15.8 points"))
  }

  @Test("A fact that a figure does not have is answered with those that it has")
  func facts() throws {
    let store = try store(Self.yaml, files: Self.files)
    let found = diagnostic { () throws(Diagnostic) in _ = try store.print("urban.value", at: here) }
    #expect(
      found?.hint
        == "write 'urban' for the figure itself; its facts are period, place, basis, unit, source, publisher, note, label"
    )
  }

  @Test("A condition that the data do not decide is an error")
  func conditions() throws {
    let store = try store(Self.yaml, files: Self.files)
    #expect(try store.condition("urban - rural > 15", at: here))
    #expect(try !store.condition("urban - rural > 16", at: here))
    let found = try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.condition("close > 69", at: here) })
    #expect(found.id == "expression.undecided")
  }
}
