import Diagnostics
import Testing

@testable import DataModel

/// Two editions of a report on internet use. Figures are ITU's and CNNIC's as the sample's data have them: ITU revised the
/// number offline in 2024 from 2.6 to 2.3 billion; rural penetration of December 2024 was printed as 65.6 percent on the
/// population of the end of 2023, and as 67.3 on that of the end of 2024.
enum Editions {
  static let data = """
    sources:
      itu-ff24: {publisher: ITU, title: Facts and Figures 2024}
      itu-ff25: {publisher: ITU, title: Facts and Figures 2025}
      cnnic-55: {publisher: CNNIC, title: 55th report}
      cnnic-56: {publisher: CNNIC, title: 56th report}
      cnnic-57: {publisher: CNNIC, title: 57th report}
    observations:

    """
  static let first = """
      world.offline: {value: 2.6, unit: billion persons, period: 2024, source: itu-ff24}
      china.share.rural: {value: 65.6, unit: percent, period: 2024-12, basis: end-2023, source: cnnic-55}
      china.users: {value: 1120, unit: million persons, precision: 10, qualifier: more than, period: 2025-06, source: cnnic-56}
      china.users.rural: {value: 322, unit: million persons, period: 2025-06, source: cnnic-56}
      world.share: {value: 68, unit: percent, period: 2024, source: itu-ff24}
      villages: {value: 90, unit: percent, precision: 1, qualifier: over, period: 2025-06, source: cnnic-56}
    """
  static let second = """
      world.offline: {value: 2300, unit: million persons, precision: 100, period: 2024, source: itu-ff25}
      china.share.rural: {value: 67.3, unit: percent, period: 2024-12, basis: end-2024, source: cnnic-56}
      china.users: {value: 1123, unit: million persons, period: 2025-06, source: cnnic-56}
      china.users.rural: {value: 320, unit: million persons, period: 2025-12, source: cnnic-57}
      world.share: {value: 68, unit: percent, period: 2024, source: itu-ff25}
      world.online: {value: 6.0, unit: billion persons, period: 2025, source: itu-ff25}
    """

  /// The ledger of a report that prints the figures named and makes the claims.
  static func ledger(
    _ observations: String, print printed: [String], claims: [String] = [], series: [String: String] = [:]
  ) throws -> LedgerFile {
    let store = try store(data + observations)
    let ledger = Ledger()
    for expression in printed {
      var entry = try store.print(expression, at: here).entry
      entry.series = series[expression]
      ledger.record(entry)
    }
    for claim in claims { try? store.check(claim: claim, words: "words", at: here, into: ledger) }
    let json = ledger.json(places: [], sources: store.sources).joined
    return try LedgerFile(reading: InputFile(name: "ledger.json", bytes: json))
  }

  static func comparison(claims: [String] = []) throws -> EditionComparison {
    let old = try ledger(
      first,
      print: ["world.offline", "china.share.rural", "china.users", "china.users.rural", "world.share", "villages"],
      claims: claims)
    let new = try ledger(
      second,
      print: ["world.offline", "china.share.rural", "china.users", "china.users.rural", "world.share", "world.online"],
      claims: claims)
    return EditionComparison(from: Edition(old), to: Edition(new))
  }
}

@Suite("Editions")
struct EditionTests {
  @Test("A ledger read back has what was written: figures with their intervals, formulas and inputs, and claims")
  func readingBack() throws {
    let ledger = try Editions.ledger(
      Editions.first, print: ["china.users", "china.users - china.users.rural"],
      claims: ["china.users > 2 * china.users.rural"])
    let users = ledger.entries[0]
    #expect(users.id == "china.users" && users.value == "1120" && users.qualifier == .moreThan)
    #expect(users.interval?.description == "(1120, 1130)" && users.period == "2025-06" && users.sources == ["cnnic-56"])
    #expect(users.text == "more than 1.12\u{A0}billion" && users.written == "report.md:1:1")
    let urban = ledger.entries[1]
    #expect(urban.kind == .derived && urban.formula == "china.users - china.users.rural")
    #expect(urban.inputs.map(\.id) == ["china.users", "china.users.rural"])
    #expect(urban.inputs.map(\.period) == ["2025-06", "2025-06"])
    #expect(ledger.claims.first?.truth == .holds && ledger.claims.first?.comparisons.count == 1)
    #expect(ledger.sources.first { $0.id == "cnnic-56" }?.publisher == "CNNIC")
  }

  @Test("Each figure is told apart: revised, restated, updated, more precise, new, dropped, unchanged")
  func kinds() throws {
    let comparison = try Editions.comparison()
    let kinds = comparison.figures.map { "\(($0.new ?? $0.old)!.figure.id): \($0.kind.rawValue)" }
    #expect(
      kinds == [
        "world.offline: revised", "china.share.rural: restated", "china.users: more precise",
        "china.users.rural: updated", "world.share: unchanged", "world.online: new", "villages: dropped",
      ])
    #expect(comparison.turnsSomething)
  }

  @Test(
    "Digits that count the nouns themselves are followed by the noun, those in the unit by the unit",
    arguments: [
      ("0.62", "million persons", "620,000", "620,000 persons"),
      ("0.62", "million persons", "620.000", "620.000 persons"),
      ("0.62", "million persons", "615,000–625,000", "615,000–625,000 persons"),
      ("0.62", "million persons", "0.62", "0.62 million persons"),
      ("1123", "million persons", "1,123", "1,123 million persons"),
      ("1.123", "thousand persons", "1,123", "1,123 persons"),
      ("1.123", "thousand persons", "1.123", "1.123 thousand persons"),
      ("5900", "thousand persons", "5.9 million", "5.9 million"),
    ])
  func unitOfDigits(_ value: String, _ unit: String, _ text: String, _ shown: String) throws {
    var entry = LedgerEntry(kind: .observation, id: "m", text: text, value: value, written: "report.md:1:1")
    entry.unit = unit
    var units = UnitCatalogue()
    #expect(EditionFigure(entry, units: &units)?.text == shown)
  }

  @Test("The comparison is printed in aligned columns under 100 characters, with values, difference and sources")
  func text() throws {
    let text = try Editions.comparison(claims: ["china.share.rural < 67"]).text
    #expect(
      text == """
        old  ledger.json
        new  ledger.json

        Claims that turned (1)
          'words' (china.share.rural < 67)  report.md:1:1
              old  holds  china.share.rural 65.6 percent; 67
              new  fails  china.share.rural 67.3 percent; 67

        Revised: another value for the same period (1)
          figure         period  old          new          difference            source
          world.offline  2024    2.6 billion  2.3 billion  −300 million persons  itu-ff24 → itu-ff25

        Restated: the same period on another basis or in another unit (1)
          figure                                   period   old    new    difference   source
          china.share.rural (end-2023 → end-2024)  2024-12  65.6%  67.3%  +1.7 points  cnnic-55 → cnnic-56

        Updated: another period (1)
          figure             period            old          new          difference        source
          china.users.rural  2025-06 →         322 million  320 million  −2 million        cnnic-56 →
                             2025-12                                     persons           cnnic-57

        More precise (1)
          figure       period   old                     new            difference   source
          china.users  2025-06  more than 1.12 billion  1.123 billion  not certain  cnnic-56

        New (1)
          figure        period  value        source
          world.online  2025    6.0 billion  itu-ff25

        Dropped (1)
          figure    period   value          source
          villages  2025-06  more than 90%  cnnic-56

        Figures: 1 revised, 1 restated, 1 updated, 1 more precise, 1 new, 1 dropped, 1 unchanged. Claims: 1 turned.

        """)
  }

  @Test("A figure that comes under another id is known by what it measures and its period")
  func otherName() throws {
    let series = "world[group=World,measure=offline_population]"
    let old = try Editions.ledger(Editions.first, print: ["world.offline"], series: ["world.offline": series])
    let second = Editions.second.replacing("world.offline:", with: "world.offline_2024:")
    let new = try Editions.ledger(
      second, print: ["world.offline_2024"], series: ["world.offline_2024": series])
    let change = try #require(EditionComparison(from: Edition(old), to: Edition(new)).figures.first)
    #expect(change.kind == .revised && change.old?.figure.id == "world.offline")
  }

  @Test("A value of another edition that is still cited beside the new one does not hide the revision")
  func twoEstimates() throws {
    let series = "world[measure=offline_population]"
    let old = try Editions.ledger(Editions.first, print: ["world.offline"], series: ["world.offline": series])
    let both = Editions.second + "\n  first: {value: 2.6, unit: billion persons, period: 2024, source: itu-ff24}"
    let new = try Editions.ledger(
      both, print: ["world.offline", "first"], series: ["world.offline": series, "first": series])
    let changes = EditionComparison(from: Edition(old), to: Edition(new)).figures
    #expect(changes.map(\.kind) == [.revised, .unchanged])
  }

  @Test("What is derived from figures of another period is updated, and revised where its figures were")
  func derived() throws {
    let formula = "china.users - china.users.rural"
    func ledger(_ users: String, _ period: String) throws -> LedgerFile {
      try Editions.ledger(
        """
          china.users: {value: \(users), unit: million persons, period: \(period), source: cnnic-56}
          china.users.rural: {value: 322, unit: million persons, period: 2024, source: cnnic-56}
        """, print: [formula])
    }
    let old = Edition(try ledger("1123", "2025-06"))
    #expect(EditionComparison(from: old, to: Edition(try ledger("1130", "2025-12"))).figures.map(\.kind) == [.updated])
    #expect(EditionComparison(from: old, to: Edition(try ledger("1130", "2025-06"))).figures.map(\.kind) == [.revised])
  }

  @Test("A value with a period of its own that was left as it was is updated all the same, never revised")
  func stalePeriod() throws {
    func ledger(_ users: String, _ period: String) throws -> LedgerFile {
      let store = try store(
        """
        observations:
          users: {value: \(users), unit: million persons, period: \(period)}
        derived:
          half: {formula: users / 2, period: 2025-06}
        """)
      let ledger = Ledger()
      ledger.record(try store.print("half", at: here).entry)
      return try LedgerFile(reading: InputFile(name: "ledger.json", bytes: ledger.json(places: []).joined))
    }
    let (old, new) = (Edition(try ledger("1123", "2025-06")), Edition(try ledger("1150", "2025-12")))
    #expect(EditionComparison(from: old, to: new).figures.map(\.kind) == [.updated])
  }

  @Test("A long name is broken after its signs, so that the values beside it keep their room")
  func longNames() throws {
    let series = "world[group=World,group_type=world,measure=offline_population]"
    let old = try Editions.ledger(Editions.first, print: ["world.offline"], series: ["world.offline": series])
    let new = try Editions.ledger(Editions.second, print: ["world.offline"], series: ["world.offline": series])
    let cell = { (figure: String) in
      [figure, "2024", "about 2.6 billion", "about 2.3 billion", "−0.3 billion persons", "a → b"]
    }
    let lines = ColumnText(rows: [cell(series), cell("figure")]).lines
    #expect(
      lines.allSatisfy { $0.count < 100 } && lines[0].contains("about 2.6 billion  about 2.3 billion"), "\(lines)")
    #expect(lines.contains("  measure=offline_population]") || lines.contains("  population]"), "\(lines)")
    #expect(EditionComparison(from: Edition(old), to: Edition(new)).figures.map(\.kind) == [.revised])
  }

  @Test("The other forms: JSON, Markdown and CSV say the same")
  func forms() throws {
    let comparison = try Editions.comparison()
    #expect(
      comparison.csv.contains(
        "revised,world.offline,,,2024,2024,2.6,2300,billion persons,million persons,,,2.6 billion,2.3 billion,-300,million persons,itu-ff24,itu-ff25"
      ))
    #expect(
      comparison.markdown.contains(
        "| china.share.rural (end-2023 → end-2024) | 2024-12 | 65.6% | 67.3% | +1.7 points | cnnic-55 → cnnic-56 |"))
    #expect(
      String(decoding: comparison.json, as: UTF8.self).contains(#""difference":{"value":1.7,"unit":"points"}"#))
  }

  @Test(
    "What is no ledger is a diagnostic where it goes wrong",
    arguments: [
      ("{\"version\":2,\"entries\":[", "json.invalid"), ("{}", "edition.no-ledger"), ("[1]", "edition.no-ledger"),
      ("{\"version\":9,\"entries\":[]}", "edition.ledger-version"),
      ("{\"version\":2,\"entries\":[{\"kind\":\"guess\",\"text\":\"1\"}]}", "edition.no-ledger"),
      ("{\"version\":2,\"entries\":[],\"claims\":[{}]}", "edition.no-ledger"),
    ])
  func broken(_ json: String, _ id: String) {
    let found = diagnostic { () throws(Diagnostic) in
      _ = try LedgerFile(reading: InputFile(name: "old/ledger.json", bytes: Array(json.utf8)))
    }
    #expect(found?.id == id && found?.range.file == "old/ledger.json")
  }

  @Test("A ledger of version 1, which has no claims and no series, is read")
  func versionOne() throws {
    let json = #"""
      {"version":1,"counts":{},"sources":[],"entries":[
      {"number":0,"kind":"observation","id":"a","text":"5","value":5,"interval":{"low":4.5,"lowIncluded":true,"high":5.5,"highIncluded":true},"qualifier":"reported","sources":[],"places":[]},
      {"number":1,"kind":"date","text":"June 2025","value":"2025-06","places":[]}]}
      """#
    let ledger = try LedgerFile(reading: InputFile(name: "ledger.json", bytes: Array(json.utf8)))
    #expect(Edition(ledger).figures.map(\.figure.id) == ["a"] && ledger.claims.isEmpty)
  }
}
