import Content
import DataModel
import Testing

@Suite("Figures that sources do not agree on")
struct DisputeTests {
  static let data = """
    sources:
      cnnic: {publisher: CNNIC, title: Report, date: 2025-07-21}
      bank: {publisher: World Bank, title: Indicators, date: 2025}
      two: {authors: [Ada Lee, Bo Xu], title: Survey}
    observations:
      share: {value: 79.7, unit: percent, source: cnnic, period: 2025-06}
      share.bank: {value: 92.0, unit: percent, source: bank, period: 2025-06}
      share.same: {value: 79.7, unit: percent, source: two, period: 2025-06}
      share.two: {value: 81, unit: percent, source: two, period: 2024}
      share.nobody: {value: 50, unit: percent}
      rural: {value: 69.2, unit: percent, source: cnnic}
    """
  static let rivals = ["share": ["share.bank", "share.same"], "rural": ["share.two"]]

  func report(_ text: String, lang: String = "en", rivals: [String: [String]] = rivals) -> Resolved {
    resolve(text, front: "title: \"T {{ share }}\"\ncontents: false\nlang: \(lang)", data: Self.data, rivals: rivals)
  }

  @Test(
    "The running text gets one footnote, where the figure is first printed, with the values as figures of the ledger")
  func footnote() {
    let resolved = report("# At {{ share }}\n\nA {{ share }} of people.\n\nAgain {{ share }}.\n")
    #expect(resolved.found.isEmpty, "\(resolved.found)")
    #expect(
      resolved.body.contains(
        "p(A span.disputed(79.7%) ^1→note-1 of people.) footnote#note-1.disputed(p(CNNIC\u{A0}[a.citation(1)] gives 79.7% "
          + "(used here); World Bank\u{A0}[a.citation(2)] gives 92.0%.)) p(Again span.disputed(79.7%).)"),
      "\(resolved.body)")
    let bank = resolved.ledger.entries.filter { $0.id == "share.bank" }
    #expect(bank.map(\.text) == ["92.0%"] && bank.first?.sources == ["bank"])
    #expect(resolved.all("footnote").count == 1)
  }

  @Test("A figure is not noted where the author asks for silence, nor where the sources agree")
  func silence() {
    let silent = report("A {{ share | undisputed }} and {{ share | percent(0) | undisputed }}.\n")
    #expect(silent.body.hasPrefix("p(A 79.7% and 80%.)"), "\(silent.body)")
    let agreed = report("A {{ share }}.\n", rivals: ["share": ["share.same"]])
    #expect(agreed.body.hasPrefix("p(A 79.7%.)"), "\(agreed.body)")
  }

  @Test("Periods are said where they differ, and the verb agrees with the authors")
  func periods() {
    let resolved = report(
      "A {{ share }}.\n", rivals: ["share": ["share.two"]])
    #expect(
      resolved.body.contains(
        "gives 79.7% for June 2025 (used here); Ada Lee & Bo Xu\u{A0}[a.citation(2)] give 81% for 2024.))"),
      "\(resolved.body)")
  }

  @Test(
    "The note is in the report's language",
    arguments: [
      ("fr", "% (retenu ici)\u{202F}; World Bank\u{A0}[a.citation(2)] indique 92,0"),
      ("es", "] indica 79,7\u{A0}% (usado aquí); World Bank"),
      ("ru", "] приводит 79,7\u{A0}% (используется здесь); World Bank"),
      ("ar", "]: ٧٩٫٧٪\u{061C} (المستخدم هنا)؛ World Bank"),
      ("zh", "]给出的数值为79.7%（本文采用）；World Bank"),
      ("zh-Hant", "]給出的數值為79.7%（本文採用）；World Bank"),
    ])
  func languages(language: String, words: String) throws {
    let resolved = report("{{ share }}\n", lang: language)
    let note = try #require(resolved.first("footnote"))
    let plain = resolved.outline(note).replacing("a.citation(1)", with: "1")
    #expect(plain.contains(words), "\(plain)")
  }

  @Test("Tiles get a sign and one note under the row")
  func tiles() {
    let resolved = report(
      """
      ```tiles
      - {value: "{{ share }}", label: "of people, or {{ share }}"}
      - {value: "{{ rural }}", label: in the country}
      ```
      """)
    #expect(resolved.found.isEmpty, "\(resolved.found)")
    #expect(
      resolved.body.hasPrefix(
        "tiles.noted(tile(p.value(span.disputed(79.7%)*) p.label(of people, or span.disputed(79.7%)*)) "
          + "tile(p.value(span.disputed(69.2%)†) p.label(in the country))) "
          + "div.notes(p.note.disputed(*\u{A0}CNNIC\u{A0}[a.citation(1)] gives 79.7% (used here); World Bank\u{A0}[a.citation(2)] gives "
          + "92.0%.) p.note.disputed(†\u{A0}CNNIC\u{A0}[a.citation(1)] gives 69.2% (used here); Ada Lee"),
      "\(resolved.body)")
  }

  @Test("Tables over data and tables in Markdown get a sign in the cell and one note under the table")
  func tables() {
    let resolved = report(
      """
      ```table
      title: Shares, all {{ share }}
      rows:
        - {who: All, share: "{{ share }}"}
        - {who: Rural, share: "{{ rural }}"}
      ```

      | who | share |
      |-----|------:|
      | All | {{ share }} |
      """)
    #expect(resolved.found.isEmpty, "\(resolved.found)")
    #expect(resolved.body.contains("table<!who | !share, percent / !All | 79.7* / !Rural | 69.2†>"), "\(resolved.body)")
    #expect(resolved.body.contains("Shares, all span.disputed(79.7%)*))"), "\(resolved.body)")
    #expect(resolved.body.contains("/ !All | span.disputed(79.7%)*> p.note.disputed(*\u{A0}CNNIC"), "\(resolved.body)")
    #expect(resolved.all("p").filter { resolved.report.content[$0].classes == ["note", "disputed"] }.count == 3)
    #expect(resolved.ledger.entries.contains { $0.text == "79.7" })
  }

  @Test("A rival without a source is an error, since no note could say whose it is")
  func withoutSource() {
    let resolved = report("A {{ share }}.\n", rivals: ["share": ["share.nobody"]])
    #expect(resolved.ids == ["content.dispute-without-source"], "\(resolved.found)")
  }
}
