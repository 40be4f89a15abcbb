import DataModel
import Diagnostics
import Testing

@Suite("Units")
struct UnitTests {
  private static let figures = """
    units:
      subscriptions: {}
    observations:
      users: {value: 322, unit: million persons}
      people: {value: 465, unit: million persons}
      few: {value: 900, unit: thousand persons}
      share: {value: 69.2, unit: percent}
      before: {value: 65.6, unit: percent}
      rise: {value: 1.9, unit: points}
      lines: {value: 50, unit: million subscriptions}
      rate: {value: 12.5, unit: subscriptions per 100 persons}
      ratio: {value: 0.92, unit: ratio}
      plain: {value: 3}
    """

  @Test(
    "Operations give the unit that a reader expects",
    arguments: [
      ("users + few", "322.9", "million persons"), ("few + users", "322900", "thousand persons"),
      ("users / people", "0.692", "ratio"), ("users / share", "465.3", "million persons"),
      ("people * share", "321.8", "million persons"), ("share - before", "3.6", "points"),
      ("share + rise", "71.1", "percent"), ("rise + rise", "3.8", "points"),
      ("share - rise", "67.3", "percent"),
      ("share / before", "1.055", "ratio"), ("share * share", "47.89", "percent"),
      ("100 - share", "30.8", "percent"),
      ("users * 2", "644", "million persons"), ("lines / users", "0.155", "subscriptions per persons"),
      ("rate * users", "40250000", "subscriptions"), ("share(users, people)", "69.2", "percent"),
      ("growth(before, share)", "5.5", "percent"), ("rise * people", "8.8", "million persons"),
      ("share - ratio", "-22.8", "points"), ("plain + users", "325", "million persons"),
    ])
  func combinations(_ row: (formula: String, value: String, unit: String)) throws {
    let store = try store(Self.figures)
    guard case .figure(let figure) = try store.value(of: row.formula, at: here) else {
      Issue.record("\(row.formula) is no figure")
      return
    }
    let expected = try #require(WrittenDecimal(row.value))
    #expect(figure.value?.rounded(toPlace: expected.lastWrittenPlace) == expected.value)
    #expect(figure.unit?.text == row.unit)
  }

  @Test(
    "What has nothing in common cannot be combined",
    arguments: [
      "users + share", "users - lines", "rise - share", "users > share", "share < rise", "users = lines",
      "max(users, share)",
    ])
  func mismatches(_ formula: String) throws {
    let store = try store(Self.figures)
    let found = try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.value(of: formula, at: here) })
    #expect(found.id == "expression.unit-mismatch")
  }

  @Test("A ratio that is given the unit percent is shown times a hundred; a share is no difference")
  func conversion() throws {
    let store = try store(
      Self.figures
        + "\nderived:\n  shown: {formula: users / people, unit: percent}\n  big: {formula: users + people, unit: billion persons}"
    )
    // 69.07 to 69.43: a tenth is not supported.
    #expect(try store.print("shown", at: here).text == "69%")
    #expect(try store.figure("big", at: here).value == WrittenDecimal("0.787")?.value)
    let (_, diagnostics) = loaded(Self.figures + "\nderived:\n  wrong: {formula: share, unit: points}")
    #expect(diagnostics.all.map(\.id) == ["data.unit-mismatch"])
  }

  @Test("An undeclared noun is an error, with the nearest or the way to declare it")
  func unknown() {
    let (_, diagnostics) = loaded(
      "observations:\n  x: {value: 5, unit: million persnos}\n  y: {value: 5, unit: cows}")
    #expect(diagnostics.all.map(\.id) == ["data.unknown-unit", "data.unknown-unit"])
    #expect(diagnostics.all.first?.hint == "did you mean 'persons'?")
    #expect(diagnostics.all.last?.hint == "declare it under 'units:' in data.yaml, as 'cows: {}'")
  }
}
