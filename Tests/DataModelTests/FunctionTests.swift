import DataModel
import Diagnostics
import Testing

@Suite("Functions on figures")
struct FunctionTests {
  private static let yaml = """
    observations:
      rural: {value: 69.2, unit: percent}
      before: {value: 65.6, unit: percent}
      wide: {value: 69, unit: percent, precision: 2}
      third: {value: 33.3, unit: percent}
      all: {value: 1123, unit: million persons}
      some: {value: 374, unit: million persons}
      old: {value: 161, unit: million persons}
      decade: {value: 10, unit: years, qualifier: exact}
    """

  private func truth(_ condition: String, in store: FigureStore) throws -> String {
    guard case .truth(let truth) = try store.value(of: condition, at: here) else { return "no condition" }
    return truth.rawValue
  }

  @Test(
    "Claims of order, multiples, shares and nearness hold, fail or stay undecided on the intervals",
    arguments: [
      ("highest(rural, [before, rural, third])", "holds"), ("highest(before, [before, rural])", "fails"),
      ("highest(rural, wide, before)", "undecided"), ("lowest(third, [rural, before, third])", "holds"),
      ("lowest(rural, [before, rural])", "fails"), ("lowest(rural, [wide, rural])", "undecided"),
      ("rank(before, [rural, before, third]) == 2", "holds"), ("rank(before, [rural, before, third]) == 1", "fails"),
      ("rank(rural, [wide, before]) == 1", "undecided"), ("rank(rural, [wide, before]) == 3", "fails"),
      ("rank(rural, [wide, before]) != 1", "undecided"), ("rank(rural, [wide, before]) <= 2", "holds"),
      ("rank(rural, [wide, before]) > 2", "fails"),
      ("all > 3 * some", "undecided"), ("all > 4 * some", "fails"), ("all > 2 * some", "holds"),
      ("2 * old > 322", "undecided"),
      ("about(share(some, all), 1/3)", "holds"), ("about(share(some, all), 1/4)", "fails"),
      ("about(wide, 2/3)", "holds"), ("about(wide, 72)", "undecided"), ("about(some, 2 * old)", "fails"),
      ("about(some, 2 * old, 0.2)", "holds"),
      ("about(third, 33)", "holds"), ("about(some / all, 1/3)", "holds"),
      ("share(some, all) > 1/4", "holds"), ("rural > 200 / 3", "holds"), ("share(some, all) < 1/4", "fails"),
      ("share(all, all) == 2/2", "holds"),
      ("between(rural, 69, 70)", "holds"), ("between(rural, 1/2, 2/3)", "fails"),
      ("between(wide, 69, 70)", "undecided"),
      ("some + old == 535", "holds"), ("some + old == 540", "fails"), ("!(2 * old > 322)", "undecided"),
      ("trend([before, rural]) == 'rising'", "holds"), ("trend([before, rural]) == 'falling'", "fails"),
      ("trend([rural, wide]) == 'rising'", "undecided"), ("trend([rural, wide]) != 'mixed'", "holds"),
      ("trend([before, rural, wide]) == 'falling'", "fails"), ("trend([rural, wide]) == 'unclear'", "holds"),
      ("trend([before, rural]) == trend([before, rural, 80])", "holds"),
      ("compare(rural, before) == 'higher'", "holds"), ("compare(rural, wide) == 'higher'", "undecided"),
      ("changed(before, rural) == 'rising'", "holds"),
    ])
  func claims(_ row: (condition: String, truth: String)) throws {
    #expect(try truth(row.condition, in: store(Self.yaml)) == row.truth, "\(row.condition)")
  }

  @Test("A streak counts the last steps that went one way, below zero where down, as far as the intervals decide")
  func streaks() throws {
    let store = try store(
      "tables:\n  t: {file: t.csv, unit: percent}",
      files: ["t.csv": "year,value\n2019,50\n2020,55\n2021,54.2\n2022,52\n2023,50\n2024,48\n"])
    #expect(try truth("streak(t.value) <= -3", in: store) == "holds")
    #expect(try truth("streak(t.value) <= -5", in: store) == "fails")
    #expect(try truth("streak(t.value) == -4", in: store) == "holds")
    #expect(try store.print("streak(t.value)", at: here).text == "\u{2212}4")
    let rounded = "observations:\n  a: {value: 55}\n  b: {value: 54.4, precision: 1}\n  c: {value: 50}\n"
    let vague = try DataModelTests.store(rounded)
    #expect(try truth("streak([a, b, c]) <= -1", in: vague) == "holds")
    #expect(try truth("streak([a, b, c]) == -2", in: vague) == "undecided")
    let found = try #require(
      diagnostic { () throws(Diagnostic) in _ = try vague.print("streak([a, b, c])", at: here) })
    #expect(found.id == "expression.undecided" && found.message.contains("[-2, -1]"))
    #expect(try truth("streak([1, 2, 2]) == 0", in: vague) == "holds")
  }

  @Test("A series that goes back in time is a mistake")
  func order() throws {
    let store = try store(
      "tables:\n  t: {file: t.csv, unit: percent}", files: ["t.csv": "year,value\n2024,50\n2023,40\n"])
    let found = try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.condition("trend(t.value) == 'falling'", at: here) })
    #expect(found.id == "expression.unordered-series" && found.message.contains("2023 follows 2024"))
  }

  @Test(
    "Ratios, indices, weighted means and yearly rates have the unit and the interval that they should",
    arguments: [
      ("ratio(all, some)", "ratio", "[2.9973, 3.0080]"), ("index(rural, before)", "", "[105.3313, 105.6445]"),
      ("weighted([rural, before], [some, all])", "percent", "[66.4482, 66.5506]"),
      ("growth(some, all, 10)", "percent", "[11.6024, 11.6422]"),
      ("growth(some, all, decade)", "percent", "[11.6024, 11.6422]"),
      ("growth(some, all, 1)", "percent", "[199.7330, 200.8032]"),
    ])
  func numbers(_ row: (formula: String, unit: String, interval: String)) throws {
    guard case .figure(let figure) = try store(Self.yaml).value(of: row.formula, at: here) else {
      Issue.record("no figure")
      return
    }
    let ends = [figure.interval.lower, figure.interval.upper].map {
      $0.value?.rounded(toPlace: -4).text(decimals: 4) ?? "∞"
    }
    #expect(figure.unit?.text ?? "" == row.unit)
    #expect("[\(ends[0]), \(ends[1])]" == row.interval)
  }

  @Test(
    "What functions do not take is said with what they take",
    arguments: [
      ("ratio(rural, all)", "expression.unit-mismatch"),
      ("weighted([rural], [all, some])", "expression.wrong-arguments"),
      ("growth(some, all, 0)", "expression.outside-domain"), ("highest(rural)", "expression.wrong-arguments"),
      ("trend([before, rural]) == 'risng'", "expression.unknown-word"),
      ("trend([before, rural]) > 'rising'", "expression.no-order"),
      ("about(rural, before, all)", "expression.unit-mismatch"),
      ("streak([rural])", "expression.short-series"),
    ])
  func mistakes(_ row: (expression: String, id: String)) throws {
    let store = try store(Self.yaml)
    let found = try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.value(of: row.expression, at: here) })
    #expect(found.id == row.id)
  }
}
