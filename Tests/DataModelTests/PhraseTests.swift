import DataModel
import Diagnostics
import Testing

@Suite("Phrases")
struct PhraseTests {
  static let yaml = """
    sources:
      cnnic: {publisher: CNNIC}
    observations:
      before: {value: 65.6, unit: percent, period: 2024-12, source: cnnic}
      after: {value: 69.2, unit: percent, period: 2025-06, source: cnnic}
      again: {value: 69.2, unit: percent, period: 2025-12}
      wide: {value: 69, unit: percent, precision: 1, period: 2026-06}
      users: {value: 313, unit: million persons}
      more: {value: 325, unit: million persons}
      one: {value: 5, unit: percent, qualifier: exact}
      four: {value: 4, unit: percent, qualifier: exact}
    """

  @Test(
    "What a series did and how figures compare is written as speakers write it",
    arguments: [
      ("en", "rose", "fell", "did not change", "rose and fell", "higher than", "lower than", "the same as"),
      (
        "fr", "a augmenté", "a diminué", "n’a pas changé", "a connu des hausses et des baisses", "au-dessus de",
        "au-dessous de", "au même niveau que"
      ),
      (
        "es", "aumentó", "disminuyó", "no varió", "aumentó y disminuyó", "por encima de", "por debajo de",
        "al mismo nivel que"
      ),
      (
        "ru", "растёт", "снижается", "не меняется", "то растёт, то снижается", "выше, чем", "ниже, чем",
        "на том же уровне, что и"
      ),
      (
        "ar", "في ارتفاع", "في انخفاض", "دون تغيير", "بين ارتفاع وانخفاض", "أعلى من", "أدنى من", "على مستوى"
      ),
      ("zh", "上升", "下降", "没有变化", "有升有降", "高于", "低于", "等于"),
    ])
  func words(
    _ row: (
      language: String, rose: String, fell: String, steady: String, mixed: String, higher: String, lower: String,
      same: String
    )
  ) throws {
    let store = try store(Self.yaml, language: row.language)
    let printed = try [
      "trend([before, after])", "trend([after, 60])", "trend([after, again])", "trend([before, after, 60])",
      "compare(after, before)", "compare(before, after)", "compare(after, again)",
    ].map { try store.print($0, at: here).text }
    #expect(printed == [row.rose, row.fell, row.steady, row.mixed, row.higher, row.lower, row.same])
  }

  @Test(
    "A change is written with its size, in points between shares",
    arguments: [
      ("en", "rose by about 3.6 percentage points", "rose by about 12 million", "fell by 1 percentage point"),
      (
        "fr", "a augmenté d’environ 3,6 points de pourcentage", "a augmenté d’environ 12 millions",
        "a diminué de 1 point de pourcentage"
      ),
      (
        "es", "aumentó en alrededor de 3,6 puntos porcentuales", "aumentó en alrededor de 12 millones",
        "disminuyó en 1 punto porcentual"
      ),
      (
        "ru", "растёт примерно на 3,6 процентного пункта", "растёт примерно на 12 миллионов",
        "снижается на 1 процентный пункт"
      ),
      ("ar", "في ارتفاع بمقدار نحو ٣٫٦ نقطة مئوية", "في ارتفاع بمقدار نحو ١٢ مليون", "في انخفاض بمقدار ١ نقطة مئوية"),
      ("zh", "上升约3.6个百分点", "增加约1200万", "下降1个百分点"),
    ])
  func changes(_ row: (language: String, points: String, count: String, fall: String)) throws {
    let store = try store(Self.yaml, language: row.language)
    let printed = try ["changed(before, after)", "changed(users, more)", "changed(one, four)"].map {
      try store.print($0, at: here).text.split(separator: "\u{A0}").joined(separator: " ")
    }
    #expect(printed == [row.points, row.count, row.fall])
  }

  @Test("A phrase takes 'cap', and a change a format for its size")
  func formats() throws {
    let store = try store(Self.yaml)
    #expect(try store.print("trend([before, after]) | cap", at: here).text == "Rose")
    #expect(
      try store.print("changed(before, after) | bare | cap", at: here).text == "Rose by 3.6\u{A0}percentage points")
    #expect(try store.print("changed(users, more) | number", at: here).text == "rose by about 12")
    for (written, id) in [
      ("trend([before, after]) | percent", "format.not-for-phrases"),
      ("changed(before, after) | percent", "format.points-as-percent"),
    ] {
      let found = diagnostic { () throws(Diagnostic) in _ = try store.print(written, at: here) }
      #expect(found?.id == id)
    }
  }

  @Test("Words that the data do not decide are not printed; the figures are shown")
  func unclear() throws {
    let store = try store(Self.yaml)
    for phrase in ["trend([before, after, wide])", "compare(wide, after)", "changed(after, wide)"] {
      let found = try #require(
        diagnostic { () throws(Diagnostic) in _ = try store.print(phrase, at: here) })
      #expect(found.id == "phrase.unclear")
      #expect(found.notes.contains("wide is 69 percent, from 68.5 to 69.5 (data.yaml:7)"))
      #expect(!found.notes.contains { $0.hasPrefix("before is") })
    }
    #expect(diagnostic { () throws(Diagnostic) in _ = try store.print("trend([before, after]) + 1", at: here) } != nil)
  }

  @Test("A phrase is in the ledger as a claim, and its entry has the figures that it rests on")
  func ledger() throws {
    let store = try store(Self.yaml)
    let trend = try store.print("trend([before, after])", at: here)
    #expect(trend.entry.inputs.map(\.id) == ["before", "after"] && trend.entry.sources == ["cnnic"])
    #expect(trend.entry.value == nil && trend.entry.written == "report.md:1:1")
    let claim = try #require(trend.claim)
    #expect(claim.kind == .phrase && claim.truth == .holds && claim.words == "rose")
    #expect(claim.comparisons.map { [$0.left.text, $0.right.text] } == [["after", "before"]])
    let change = try store.print("changed(before, after)", at: here)
    #expect(change.entry.value == "3.6" && change.entry.unit == "points" && change.entry.inputs.count == 2)
  }

  @Test("A language without words for phrases says so")
  func unknownLanguage() throws {
    let store = try store(Self.yaml, language: "sv")
    let found = diagnostic { () throws(Diagnostic) in _ = try store.print("trend([before, after])", at: here) }
    #expect(found?.id == "phrase.no-words")
  }
}
