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

  @Test("Words that the data bear out pass; others show both sides with intervals and sources")
  func claims() throws {
    let store = try store(Self.yaml, files: Self.files)
    try store.check(claim: "urban > rural", words: "higher than", at: here)
    let lie = try #require(
      diagnostic { () throws(Diagnostic) in
        try store.check(claim: "urban < rural", words: "lower than", at: here)
      })
    #expect(lie.id == "claim.false")
    #expect(
      lie.message
        == "the data contradict 'lower than' (urban < rural): urban is 84.9 percent, from 84.85 to 84.95 (cnnic, t.csv:3), and rural is 69.2 percent, from 69.15 to 69.25 (cnnic, t.csv:2)"
    )
    let unclear = try #require(
      diagnostic { () throws(Diagnostic) in
        try store.check(claim: "rural > close", words: "more than", at: here)
      })
    #expect(
      unclear.id == "claim.undecided" && unclear.message.contains("close is 69 percent, from 68.5 to 69.5"))
    let number = try #require(
      diagnostic { () throws(Diagnostic) in
        try store.check(claim: "urban - rural", words: "more", at: here)
      })
    #expect(number.id == "claim.not-a-condition")
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
