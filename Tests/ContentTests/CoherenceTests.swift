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

  // MARK: Totals of tables

  private func table(_ total: Int, rural: String = "322", label: String = "All", more: String = "") -> Resolved {
    resolve(
      "```table\ndata: t\ncolumns: [place, value]\ntotal: \(label)\n```\n",
      data: """
        tables:
          t:
            unit: million persons
            values: [{place: All, value: \(total)}, {place: Urban, value: 801}, {place: Rural, value: \(rural)}\(more)]
        """)
  }

  @Test("A total that stands in the data is the table's last row, and its parts are held against it")
  func totals() throws {
    let exact = table(1123)
    #expect(exact.ids == [])
    #expect(exact.body.hasSuffix("!Urban | 801 / !Rural | 322 / !All | 1,123>)"), Comment(rawValue: exact.body))
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
}
