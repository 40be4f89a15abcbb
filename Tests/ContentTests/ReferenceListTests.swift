import Content
import Testing

@Suite("Entries of the list of references")
struct ReferenceListTests {
  static let data = """
    bibliography: seen.csv
    sources:
      article: {authors: [Ana Silva, Bo Xu], title: "Who is online", container: Journal of Counting, volume: 12, issue: 3,
        pages: 1-20, publisher: Press, date: 2020-07, doi: 10.1000/182, url: "https://example.org/a", accessed: 2025-01-02}
      page: {publisher: ITU, title: Facts and Figures 2025, date: 2025-11-17, url: "https://www.itu.int/facts/",
        accessed: 2026-01-10, licence: CC BY-NC-SA 3.0 IGO, credit: "© ITU 2025."}
      chapter: {authors: [Li Wei], title: Rates, container: Handbook, pages: 7, publisher: University Press, date: 2019}
      report: {publisher: 中国互联网络信息中心, title: 第56次统计报告, date: 2025-07-21}
      dated: {publisher: Росстат, title: Отчёт, date: 2025-07-21}
    """
  static let seen = """
    id,publisher,title,date,where_seen,licence_notes
    copy,CNNIC via an agency,Report,2024-03,copy on an unrelated host (example.com),facts only; do not link
    """

  /// The entry of a source in a report that cites all of them.
  func entry(_ id: String, lang: String = "en") -> String {
    let resolved = resolve(
      "[@\(id)]\n", front: "title: T\nlang: \(lang)", data: Self.data, files: ["seen.csv": Array(Self.seen.utf8)])
    #expect(resolved.found.isEmpty, "\(resolved.found)")
    return resolved.first("reference").map { resolved.outline($0).replacing("\u{A0}", with: "~") } ?? ""
  }

  @Test("An article names its journal with volume, issue and pages, and its DOI instead of an address")
  func article() {
    #expect(
      entry("article")
        == "reference#ref-article(1.\u{2002}Ana Silva, Bo Xu, “Who is online”, em(Journal of Counting), vol.~12, no.~3, "
        + "pp.~1–20, July 2020. a.url(doi:10.1000/182).)")
    #expect(
      entry("article", lang: "de").contains(
        "„Who is online“, em(Journal of Counting), Jg.~12, Nr.~3, S.~1–20, Juli 2020."))
    #expect(
      entry("article", lang: "fr").contains("em(Journal of Counting), vol.~12, nº~3, p.~1–20, juillet 2020."))
    #expect(
      entry("chapter")
        == "reference#ref-chapter(1.\u{2002}Li Wei, “Rates”, em(Handbook), p.~7, University Press, 2019.)")
  }

  @Test("A page on the web has its address, the day it was looked at, its licence and the credit it asks for")
  func page() {
    #expect(
      entry("page")
        == "reference#ref-page(1.\u{2002}ITU, em(Facts and Figures 2025), 17 November 2025. a.url(itu.int/facts) (accessed "
        + "10 January 2026). CC BY-NC-SA 3.0 IGO. © ITU 2025.)")
    #expect(entry("page", lang: "de").contains("(abgerufen am 10. Januar 2026)."))
  }

  @Test("A source that is not to be linked has no address, and a remark begins with a capital")
  func notLinked() {
    #expect(
      entry("copy")
        == "reference#ref-copy(1.\u{2002}CNNIC via an agency, em(Report), March 2024. Facts only.)")
  }

  @Test("Chinese has marks around titles and signs of its own; a date's abbreviation ends the sentence")
  func scripts() {
    #expect(
      entry("report", lang: "zh") == "reference#ref-report(1.\u{2002}中国互联网络信息中心，《第56次统计报告》，2025年7月21日。)")
    #expect(entry("article", lang: "zh").contains("em(Journal of Counting)，第12卷，第3期，第1–20页，2020年7月。"))
    #expect(entry("dated", lang: "ru").hasSuffix("г.)"))
  }

  @Test("Pandoc's [-@key] is a citation by number")
  func suppressed() {
    let resolved = resolve("As ITU says [-@itu, p. 3; -@nbs]. And [-x].\n", front: "title: T")
    #expect(resolved.found.isEmpty, "\(resolved.found)")
    #expect(
      resolved.body.hasPrefix("p(As ITU says\u{A0}[a.citation(1), p. 3; a.citation(2)]. And [-x].)"), "\(resolved.body)"
    )
  }
}
