import DataModel
import Diagnostics
import Testing

@Suite("Checks and mixtures of the data")
struct CheckTests {
  private static let users = """
    sources:
      cnnic: {publisher: CNNIC}
    tables:
      t: {file: t.csv, unit: million persons, source: cnnic}
    observations:
      total: {table: t, where: {group: total}}
      urban: {table: t, where: {group: urban}}
      rural: {table: t, where: {group: rural}}

    """
  private static func files(_ total: String, _ urban: String, _ rural: String) -> [String: String] {
    ["t.csv": "group,value\ntotal,\(total)\nurban,\(urban)\nrural,\(rural)\n"]
  }

  @Test("Parts that give their total are exact, or within rounding; others are an error with both intervals")
  func parts() throws {
    let yaml = Self.users + "checks:\n  sum: {total: total, parts: [urban, rural], note: users}\n"
    let exact = loaded(yaml, files: Self.files("1123", "801", "322"))
    #expect(exact.diagnostics.all == [])
    let check = try #require(exact.store.checkOutcomes.first)
    #expect(check.verdict == .exact && check.statement == "801 + 322 = 1123 million persons")
    #expect(check.name == "sum" && check.note == "users")

    let rounded = loaded(yaml, files: Self.files("940", "654", "285"))
    #expect(rounded.diagnostics.all == [])
    #expect(rounded.store.checkOutcomes.first?.verdict == .rounding)
    #expect(rounded.store.checkOutcomes.first?.statement == "654 + 285 = 939, total 940 million persons")

    let wrong = loaded(yaml, files: Self.files("1125", "801", "322"))
    #expect(wrong.store.checkOutcomes.first?.verdict == .differs)
    let found = try #require(wrong.diagnostics.all.first)
    #expect(found.id == "coherence.parts" && found.severity == .error && found.range.line == 10)
    #expect(found.message == "the parts do not add up to the total in check 'sum'")
    #expect(
      found.notes == [
        "their sum is 1123 million persons, from 1122 to 1124 (cnnic, t.csv:3; cnnic, t.csv:4)",
        "total is 1125 million persons, from 1124.5 to 1125.5 (cnnic, t.csv:2)",
      ])
    #expect(found.hint?.contains("incomplete: true") == true)
  }

  @Test("Parts in several multipliers of a unit are shown in that of the total")
  func partsInSeveralMultipliers() throws {
    let (store, diagnostics) = loaded(
      """
      observations:
        a: {value: 5900, unit: thousand persons}
        b: {value: 5.45, unit: million persons}
        all: {value: 5.5, unit: million persons}
      checks:
        sum: {total: all, parts: [a, b]}
      """)
    #expect(store.checkOutcomes.first?.statement == "5.9 + 5.45 = 11.35, total 5.5 million persons")
    #expect(diagnostics.all.first?.notes.first?.hasPrefix("their sum is 11.35 million persons, from 11.34") == true)
  }

  @Test("Parts that are not all there may not exceed the total")
  func incompleteParts() throws {
    let yaml = Self.users + "checks:\n  sum: {total: total, parts: [urban, rural], incomplete: true}\n"
    let less = loaded(yaml, files: Self.files("1123", "801", "300"))
    #expect(less.diagnostics.all == [] && less.store.checkOutcomes.first?.verdict == .incomplete)
    let more = loaded(yaml, files: Self.files("1123", "801", "324"))
    #expect(more.diagnostics.all.map(\.id) == ["coherence.parts"])
    #expect(more.diagnostics.all.first?.message.contains("exceed") == true)
  }

  @Test("A column is held against the total that stands in it, and a number against shares")
  func columns() throws {
    let column = loaded(
      Self.users + "checks:\n  sum: {total: total, parts: t.value}\n", files: Self.files("1123", "801", "322"))
    #expect(column.diagnostics.all == [] && column.store.checkOutcomes.first?.verdict == .exact)
    let shares = try store(
      """
      observations:
        a: {value: 33.3, unit: percent}
        b: {value: 66.6, unit: percent}
      checks:
        whole: {total: 100, parts: [a, b]}
      """)
    #expect(shares.checkOutcomes.first?.verdict == .rounding)
  }

  @Test("A condition holds, fails or is not decided, and its note helps")
  func conditions() throws {
    let (store, diagnostics) = loaded(
      """
      observations:
        a: {value: 5, unit: percent}
        b: {value: 5.2, unit: percent}
      checks:
        holds: {that: a < 50}
        fails: {that: a > 50, note: see the preface}
        open: {that: a > b}
        wrong: {that: a + b}
        nothing: {note: words}
        lost: {total: c, parts: [a, b]}
      """)
    #expect(
      diagnostics.all.map { "\($0.severity) \($0.id)" } == [
        "error data.check-without-question", "error coherence.check", "warning coherence.check",
        "error expression.not-a-condition", "error data.unknown-name",
      ])
    #expect(diagnostics.all[1].hint == "see the preface")
    #expect(store.checkOutcomes.map(\.verdict) == [.holds, .fails, .undecided, .unknown, .unknown])
    #expect(store.checkOutcomes.last?.statement == "a + b = c")
  }

  // MARK: Mixtures

  /// The series of a table, as they are known once the columns say what is measured.
  private static let series = """
    sources:
      s: {publisher: Office}
    tables:
      t: {file: t.csv, columns: {basis: edition}}
      people: {file: people.csv}
    observations:
      now: {table: t, where: {edition: new, year: 2025, group: world}}
      before: {table: t, where: {edition: old, year: 2024, group: world}}
      revised: {table: t, where: {edition: new, year: 2024, group: world}}
      people: {table: people, where: {year: 2024, group: world}}

    """
  private static let seriesFiles = [
    "t.csv": """
    edition,year,group,value,unit
    old,2024,world,5.5,billion persons
    new,2024,world,5.8,billion persons
    new,2025,world,6.0,billion persons
    """,
    "people.csv": "year,group,value,unit\n2024,world,8.1,billion persons\n",
  ]

  private func mixtures(_ derived: String, line: Int? = nil) -> [String] {
    let found = loaded(Self.series + "derived:\n  x: \(derived)\n", files: Self.seriesFiles).diagnostics.all
    return found.map { "\($0.severity) \($0.id)" }
  }

  @Test("Figures of different periods in one quotient or sum are a warning, unless it is said that they are meant")
  func periods() throws {
    let warning = ["warning coherence.mixed-periods"]
    #expect(mixtures("{formula: now / people, unit: percent}") == warning)
    #expect(mixtures("{formula: \"share(now, people)\"}") == warning)
    #expect(mixtures("{formula: now + people}") == warning)
    #expect(mixtures("{formula: people - now}") == warning)
    #expect(mixtures("{formula: now / people, period: 2025}") == [])
    #expect(mixtures("{formula: now / people, mixes: [period]}") == [])
    #expect(mixtures("{formula: revised / people}") == [])
    #expect(mixtures("{formula: now / people, mixes: [edition]}") == ["error data.unknown-mixture"])
    let found = loaded(
      Self.series + "derived:\n  x: {formula: 2 * (now / people)}\n", files: Self.seriesFiles
    ).diagnostics.all[0]
    #expect(
      found.message == "figures of different periods are divided: 'now' is of 2025, 'people' is of 2024")
    #expect(found.range.line == 12 && found.range.column == 21)
    #expect(found.hint?.contains("period:") == true)
  }

  @Test("A comparison over time has two periods by its nature")
  func overTime() throws {
    #expect(mixtures("{formula: now - revised}") == [])
    #expect(mixtures("{formula: now / revised}") == [])
    #expect(mixtures("{formula: \"change(revised, now)\"}") == [])
    #expect(mixtures("{formula: \"growth(revised, now)\"}") == [])
    let months = loaded(
      """
      observations:
        a: {value: 8, unit: persons, period: 2025-06}
        b: {value: 9, unit: persons, period: 2025}
      tables:
        t: {values: [{c: 9, period: 2025-06 (by context)}], columns: {value: c}, unit: persons}
      derived:
        share: a / b
        other: "sum(a, t.c)"
      """)
    #expect(months.diagnostics.all == [])
  }

  @Test("Figures of different bases make no series: an error in functions, a warning in a plain difference over time")
  func bases() throws {
    let error = ["error coherence.joined-bases"]
    #expect(mixtures("{formula: \"change(before, now)\"}") == error)
    #expect(mixtures("{formula: \"growth(before, now)\"}") == error)
    #expect(mixtures("{formula: \"rank(now, [before, now])\"}") == error)
    #expect(mixtures("{formula: now - before}") == ["warning coherence.joined-bases"])
    #expect(mixtures("{formula: now / before}") == ["warning coherence.joined-bases"])
    #expect(mixtures("{formula: \"change(before, now)\", mixes: [basis]}") == [])
    #expect(mixtures("{formula: now - before, mixes: [basis]}") == [])
    // What the editions differ in is no change over time.
    #expect(mixtures("{formula: revised - before}") == [])
  }

  @Test("Claims join no bases either, unless they say that it is meant")
  func claims() throws {
    let store = loaded(Self.series, files: Self.seriesFiles).store
    try store.check(claim: "now > before", words: "more", at: here)
    #expect(store.takeDiagnostics().map { "\($0.severity) \($0.id)" } == ["warning coherence.joined-bases"])
    try store.check(claim: "trend([before, now]) == 'rising'", words: "rose", at: here)
    let trend = store.takeDiagnostics()
    #expect(trend.map { "\($0.severity) \($0.id)" } == ["error coherence.joined-bases"])
    #expect(trend[0].message == "trend joins figures of different bases: 'before' is of old, 'now' is of new")
    try store.check(
      claim: "trend([before, now]) == 'rising' && now > before", words: "rose", allowing: [.basis], at: here)
    #expect(store.takeDiagnostics() == [])
  }

  @Test("What the text computes is looked at as well")
  func text() throws {
    let store = loaded(Self.series, files: Self.seriesFiles).store
    _ = try store.print("now / people | percent", at: here)
    let found = store.takeDiagnostics()
    #expect(found.map(\.id) == ["coherence.mixed-periods"])
    #expect(found.first?.hint?.contains("derived:") == true)
  }
}

@Suite("Spans of the calendar")
struct CalendarDurationTests {
  @Test("Spans are written in words or as ISO 8601 has them")
  func reading() {
    #expect(CalendarDuration("18 months")?.months == 18 && CalendarDuration("18 months")?.days == 0)
    #expect(CalendarDuration("1 year") == CalendarDuration("P1Y"))
    #expect(CalendarDuration("6 weeks") == CalendarDuration("P42D"))
    #expect(CalendarDuration("P1Y6M10D")?.months == 18 && CalendarDuration("P1Y6M10D")?.days == 10)
    for wrong in ["", "P", "P0D", "months", "1.5 years", "0 days", "-2 days", "P6M1Y", "P1", "18months", "PT5H"] {
      #expect(CalendarDuration(wrong) == nil, "\(wrong)")
    }
    #expect(CalendarDuration("P18M")?.description == "18 months")
    #expect(CalendarDuration("P1Y1D")?.description == "1 year and 1 day")
  }

  @Test("A source is past its age from the day after the last on which it may have come out")
  func ages() {
    func isPast(_ written: String, _ valid: String, on day: String) -> Bool {
      let store = loaded("sources:\n  s: {date: \(written), valid: \(valid)}\n").store
      return SourceAges(of: store.sources, on: day, limit: nil).isPast(store.sources[0])
    }
    #expect(!isPast("2023-08-31", "6 months", on: "2024-02-29"))
    #expect(isPast("2023-08-31", "6 months", on: "2024-03-01"))
    #expect(!isPast("2023", "1 year", on: "2024-12-31"))
    #expect(isPast("2023", "1 year", on: "2025"))
    #expect(!isPast("2024-12-31", "60 days", on: "2025-03-01"))
    #expect(isPast("2024-12-31", "60 days", on: "2025-03-02"))
    #expect(loaded("sources:\n  s: {valid: long}\n").diagnostics.all.map(\.id) == ["data.invalid-duration"])
  }
}
