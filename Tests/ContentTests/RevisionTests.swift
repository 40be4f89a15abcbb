import Diagnostics
import Testing

@testable import DataModel

@Suite("The table of revisions")
struct RevisionTests {
  private static let old = """
    sources:
      itu-ff24: {publisher: ITU, title: Facts and Figures 2024}
      cnnic-55: {publisher: CNNIC, title: 55th report}
    observations:
      world.offline: {value: 2.6, unit: billion persons, period: 2024, source: itu-ff24}
      rural: {value: 65.6, unit: percent, period: 2024-12, basis: end-2023, source: cnnic-55}
      villages: {value: 90, unit: percent, precision: 1, qualifier: more than}
    """
  private static let new = """
    sources:
      itu-ff24: {publisher: ITU, title: Facts and Figures 2024}
      itu-ff25: {publisher: ITU, title: Facts and Figures 2025}
      cnnic-55: {publisher: CNNIC, title: 55th report}
      cnnic-56: {publisher: CNNIC, title: 56th report}
    observations:
      world.offline: {value: 2.3, unit: billion persons, period: 2024, source: itu-ff25}
      rural: {value: 66.6, unit: percent, period: 2024-12, basis: end-2024, source: cnnic-56, label: R}
      villages: {value: 90.4, unit: percent}
    """

  /// The edition of a report that prints the three figures.
  private static func edition() throws -> Edition {
    let printed = resolve("{{ world.offline }} {{ rural }} {{ villages }}", data: old)
    let json = printed.ledger.json(places: []).joined
    return Edition(try LedgerFile(reading: InputFile(name: "ledger.json", bytes: json)))
  }

  @Test(
    "It has revised and restated figures with both values and the difference, in the report's language",
    arguments: [
      (
        "en",
        "!Quantity | !Period | !Previous | !Revised | !Difference | !Sources / !Revised / !World offline | 2024 | 2.6 billion | 2.3 billion | −0.3 billion | ITU [(1), (2)] / !Restated on another basis or in another unit / !R (end-2023, now end-2024) | Dec 2024 | 65.6% | 66.6% | +1.0 points | CNNIC [(3), (4)]"
      ),
      (
        "fr",
        "!Grandeur | !Période | !Précédent | !Révisé | !Écart | !Sources / !Chiffres révisés / !World offline | 2024 | 2,6 milliards | 2,3 milliards | −0,3 milliard | ITU [(1), (2)] / !Chiffres recalculés sur une autre base ou dans une autre unité / !R (end-2023, désormais end-2024) | déc. 2024 | 65,6 % | 66,6 % | +1,0 point | CNNIC [(3), (4)]"
      ),
      (
        "es",
        "!Magnitud | !Período | !Anterior | !Revisado | !Diferencia | !Fuentes / !Cifras revisadas / !World offline | 2024 | 2,6 mil millones | 2,3 mil millones | −0,3 mil millones | ITU [(1), (2)] / !Cifras recalculadas con otra base o en otra unidad / !R (end-2023, ahora end-2024) | dic 2024 | 65,6 % | 66,6 % | +1,0 punto | CNNIC [(3), (4)]"
      ),
      (
        "ru",
        "!Показатель | !Период | !Прежнее значение | !Новое значение | !Разница | !Источники / !Пересмотренные показатели / !World offline | 2024 | 2,6 миллиарда | 2,3 миллиарда | −0,3 миллиарда | ITU [(1), (2)] / !Показатели, пересчитанные на другой базе или в других единицах / !R (end-2023, теперь end-2024) | дек. 2024 г. | 65,6 % | 66,6 % | +1,0 п. п. | CNNIC [(3), (4)]"
      ),
      (
        "zh",
        "!指标 | !时期 | !原值 | !修订值 | !差异 | !资料来源 / !修订的数据 / !World offline | 2024年 | 26亿 | 23亿 | −3亿 | ITU [(1), (2)] / !按其他口径或单位重新计算的数据 / !R (原为end-2023，现为end-2024) | 2024年12月 | 65.6% | 66.6% | +1.0个百分点 | CNNIC [(3), (4)]"
      ),
    ])
  func table(_ language: String, _ rows: String) throws {
    let report = resolve(
      "::: {.revisions}\n:::", front: "title: Test\nlang: \(language)", data: Self.new, previous: try Self.edition())
    #expect(report.found.isEmpty, "\(report.found)")
    let table = try #require(report.first("table"))
    let outline = report.outline(table).replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    #expect(outline.replacing("a.citation", with: "") == "table<\(rows)>", "\(outline)")
  }

  @Test(
    "Where nothing was revised a sentence says so",
    arguments: [
      ("en", "No figure of the previous edition has been revised."),
      ("fr", "Aucun chiffre de l’édition précédente n’a été révisé."),
      ("es", "No se ha revisado ninguna cifra de la edición anterior."),
      ("ru", "Показатели предыдущего выпуска не пересматривались."),
      ("ar", "لم يُنقَّح أي رقم من أرقام الإصدار السابق."), ("zh", "上一版的数据未作修订。"), ("zh-Hant", "上一版的資料未作修訂。"),
    ])
  func none(_ language: String, _ sentence: String) throws {
    let report = resolve(
      "::: {.revisions}\n:::", front: "title: Test\nlang: \(language)", data: Self.old, previous: try Self.edition())
    #expect(report.found.isEmpty && report.body.hasPrefix("div.revisions(p(\(sentence)))"), "\(report.body)")
  }

  @Test("In prose a revised figure is printed as any other, and the ledger has its flag")
  func prose() throws {
    let report = resolve("{{ world.offline }} and {{ villages }}", data: Self.new, previous: try Self.edition())
    #expect(report.body.hasPrefix("p(2.3\u{A0}billion and 90.4%)"))
    // More precise is not revised.
    #expect(report.entry("2.3\u{A0}billion")?.status == .revised && report.entry("90.4%")?.status == [])
  }
}
