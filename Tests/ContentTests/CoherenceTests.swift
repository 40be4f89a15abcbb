import Content
import DataModel
import Diagnostics
import Testing

@Suite("Coherence of what is printed")
struct CoherenceTests {
  // MARK: Ages of sources

  private static let dated = """
    sources:
      old: {publisher: Office, date: 2023-06}
      kept: {publisher: Office, date: 2023-06, valid: 5 years}
      short: {publisher: Agency, date: 2025-11-20, valid: P30D}
      unused: {publisher: Nobody, date: 1999}
    observations:
      a: {value: 5, unit: persons, source: old}
      b: {value: 6, unit: persons, source: old}
      c: {value: 7, unit: persons, source: kept}
      d: {value: 8, unit: persons, source: short}
    tables:
      t: {values: [{place: x, value: 3}], unit: persons, source: old}
    """

  @Test("A source past its age is reported once, with the figures that are printed from it")
  func ages() throws {
    let text = "{{ a }}, {{ b }}, {{ a }}, {{ c }} and {{ d }}.\n"
    let front = "title: Test\ndate: 2026-01-15\nsource-age: 24 months"
    let resolved = resolve(text, front: front, data: Self.dated)
    #expect(resolved.ids == ["coherence.old-source", "coherence.old-source"])
    #expect(
      resolved.found.first?.message
        == "source 'old' is of 2023-06, more than 2 years before the report's date, 2026-01-15; printed from it: a, b")
    #expect(resolved.found.first?.range.line == 2 && resolved.found.first?.severity == .warning)
    #expect(resolved.found.last?.message.contains("'short' is of 2025-11-20, more than 30 days") == true)
    #expect(resolve(text, front: "title: Test\ndate: 2025-06\nsource-age: 24 months", data: Self.dated).ids == [])
    #expect(
      resolve(text, front: "title: Test\nsource-age: long", data: Self.dated).ids.first == "content.front-matter")
    let table = resolve("```table {#tbl-x}\ndata: t\n```\n", front: front, data: Self.dated)
    #expect(table.ids == ["coherence.old-source"] && table.found[0].message.hasSuffix("from it: t[1].value, tbl-x"))
  }

  @Test("Figures that are printed and name no source are told of in one warning, at the first of them")
  func sources() throws {
    let data = """
      sources:
        office: {publisher: Office}
      observations:
        a: {value: 5, unit: persons}
        b: {value: 6, unit: persons, source: office}
        c: {value: 7, unit: persons}
        unused: {value: 8, unit: persons}
      """
    let resolved = resolve("{{ b }} of {{ a }}, {{ a }} and {{ c }}.\n", data: data)
    #expect(resolved.ids == ["content.no-source"])
    #expect(resolved.found[0].message == "2 figures name no source: a, c" && resolved.found[0].severity == .warning)
    #expect(resolved.found[0].range.column == 15)
    #expect(resolve("{{ b }}.\n", data: data).ids == [])
  }

  // MARK: Totals of tables

  private func table(_ total: Int, rural: String = "322", label: String = "All", more: String = "") -> Resolved {
    resolve(
      "```table\ndata: t\ncolumns: [place, value]\ntotal: \(label)\n```\n",
      data: """
        sources:
          office: {publisher: Office}
        tables:
          t:
            source: office
            unit: million persons
            values: [{place: All, value: \(total)}, {place: Urban, value: 801}, {place: Rural, value: \(rural)}\(more)]
        """)
  }

  @Test("A total that stands in the data is the table's last row, and its parts are held against it")
  func totals() throws {
    let exact = table(1123)
    #expect(exact.ids == [])
    #expect(exact.body.contains("!Urban | 801 / !Rural | 322 / !All | 1,123>"), Comment(rawValue: exact.body))
    let rounded = table(1124)
    #expect(rounded.ids == [] && rounded.body.contains("may not sum"))
    let wrong = table(1130)
    #expect(wrong.ids == ["coherence.parts"])
    let notes = try #require(wrong.found.first?.notes)
    #expect(notes.count == 2 && notes[0].contains("from 1122 to 1124"))
    #expect(notes.last?.contains("t[1].value is 1130 million persons") == true)
    #expect(wrong.found.first?.hint?.contains("leave 'total' out") == true)
    // What is not known may make up the rest, but no part may exceed the whole.
    #expect(table(1130, rural: "null").ids == [])
    #expect(table(700, rural: "null").ids == ["coherence.parts"])
    // Without such a row the sum is computed.
    #expect(table(1130, label: "Sum").body.contains("2,253"))
  }

  // MARK: What the text prints

  private static let shares = """
    sources:
      office: {publisher: Office}
    observations:
      total: {value: 1123, unit: million persons, period: 2025, source: office}
      rural: {value: 322, unit: million persons, period: 2025, source: office}
      people: {value: 943.50, unit: million persons, period: 2025, source: office}
      now: {value: 69.2, unit: percent, period: 2025, source: office}
      before: {value: 65.6, unit: percent, period: 2025, source: office}
      fine: {value: 69.24, unit: percent, period: 2025, source: office}
      coarse: {value: 65.58, unit: percent, period: 2025, source: office}
    tables:
      t: {values: [{place: x, value: 84.9}, {place: y, value: 12}], unit: percent, source: office}
    derived:
      urban: {formula: total - rural}
      share: {formula: (total - rural) / people, unit: percent}
      rise: {formula: now - before}
      fine_rise: {formula: fine - coarse}
      sum: {formula: now + before}
    """

  private func found(_ text: String, language: String = "en") -> [Diagnostic] {
    resolve(text + "\n", front: "title: Test\nlang: \(language)", data: Self.shares).found
  }
  private func ids(_ text: String, language: String = "en") -> [String] {
    found(text, language: language).map { $0.id.replacing("coherence.", with: "") }
  }

  @Test("One quantity with different digits in the running text is reported at the second place, with the first")
  func twoWays() throws {
    let twice = found("It is {{ share }}, and again {{ share }}.\n\nLater it is {{ share | percent(0) }}.")
    #expect(twice.map(\.id) == ["coherence.printed-two-ways"])
    #expect(twice[0].message == "'share' is printed as 85% here and as 84.9% at report.md:5:10")
    #expect(twice[0].range.line == 7 && twice[0].range.column == 16)
    #expect(ids("{{ total | millions(0) }} and {{ total }} users.") == ["printed-two-ways"])
    // By another id, or computed in the text, it is the same quantity.
    #expect(ids("{{ share }} and {{ (total - rural)/people | percent(0) }}.") == ["printed-two-ways"])
    #expect(ids("{{ now }} and {{ now | bare }} and {{ now | number }} per cent, {{ now | change }}.") == [])
    #expect(ids("{{ now }}, in words {{ rural | range }}, {{ rural }}, {{ now | range }}.") == [])
    // Headings, tables and tiles round as they have room.
    #expect(ids("# Now {{ share | percent(0) }}\n\nIt is {{ share }}.") == [])
    #expect(ids("| a | b |\n|---|--:|\n| x | {{ share \\| percent(0) }} |\n\nIt is {{ share }}.") == [])
  }

  @Test("A sum or difference that the printed numbers do not give is reported; one that they give is not")
  func rounding() throws {
    let rise = found(
      "From {{ coarse | percent(1) }} to {{ fine | percent(1) }}, by {{ fine_rise | number(1) }} points.")
    #expect(rise.map(\.id) == ["coherence.rounding"])
    #expect(
      rise[0].message
        == "'fine_rise' is printed as 3.7, but a reader who computes it from 69.2% and 65.6%, as printed, gets 3.6")
    #expect(rise[0].hint?.contains("more decimals") == true)
    #expect(ids("From {{ before }} to {{ now }}, by {{ rise }} points.") == [])
    #expect(ids("By {{ fine_rise | number(1) }} points to {{ fine | percent(1) }}.") == [])
    #expect(ids("{{ total | millions }}, {{ rural }} and {{ urban }}.") == [])
    #expect(
      ids("From {{ coarse | percent(0) }} to {{ fine | percent(0) }}, by {{ fine_rise | number(1) }} points.")
        == ["rounding"])
  }

  @Test("Percent and percentage points are told apart in six languages")
  func percentPoints() throws {
    let points = found("It rose by {{ rise }} percent.")
    #expect(points.map(\.id) == ["coherence.percent-points"])
    #expect(
      points[0].message
        == "'rise' is a difference of percentages, in points, but 'percent' stands with 3.6")
    #expect(points[0].range.column == 15)
    for wrong in [
      "{{ rise }}% more", "**{{ rise }}** per cent", "{{ rise | percent }} more", "{{ now }} points",
      "{{ now | number }} percentage points",
    ] { #expect(ids(wrong) == ["percent-points"], "\(wrong)") }
    for right in [
      "{{ rise }} points", "{{ rise }} percentage points", "{{ now }} of all", "{{ now | number }} percent",
      "{{ rise }}, percent of what", "{{ rise }} pointed", "{{ total }} points",
    ] { #expect(ids(right) == [], "\(right)") }
    let languages: [(String, wrong: [String], right: [String])] = [
      ("fr", ["{{ rise }} pour cent", "{{ now }} points"], ["{{ rise }} points de pourcentage"]),
      ("es", ["{{ rise }} por ciento", "{{ now }} puntos"], ["{{ rise }} puntos porcentuales"]),
      ("ru", ["{{ rise }} процента", "{{ now | number }} процентных пункта"], ["{{ rise }} процентного пункта"]),
      ("ar", ["{{ rise }} في المئة", "{{ now }} نقطة"], ["{{ rise }} نقطة مئوية"]),
      ("zh", ["{{ rise }}%", "百分之{{ rise }}", "{{ now }}个百分点"], ["{{ rise }}个百分点", "百分之{{ now | number }}"]),
    ]
    for (language, wrong, right) in languages {
      for text in wrong { #expect(ids(text, language: language) == ["percent-points"], "\(language): \(text)") }
      for text in right { #expect(ids(text, language: language) == [], "\(language): \(text)") }
    }
  }
  @Test("Percent beside a number that is printed with its sign is an error with the fix")
  func repeatedPercent() throws {
    let twice = found("Of these {{ now }} percent.")
    #expect(twice.map(\.id) == ["coherence.repeated-percent"] && twice.first?.severity == .error)
    #expect(twice.first?.message.hasSuffix("is printed with its sign, and 'percent' stands beside it as well") == true)
    #expect(twice.first?.hint == "leave 'percent' out, or write {{ now | number }}")
    for text in ["{{ now }}% more", "{{ now }} per cent"] { #expect(ids(text) == ["repeated-percent"], "\(text)") }
    for text in ["{{ now }}, percent of what", "{{ now | number }}%"] { #expect(ids(text) == [], "\(text)") }
    #expect(ids("百分之{{ now }}", language: "zh") == ["repeated-percent"])
    #expect(ids("{{ now }} pour cent", language: "fr") == ["repeated-percent"])
  }
}
