import DataModel
import Diagnostics
import Testing

@Suite("Sources in files")
struct BibliographyTests {
  private static let table = """
    source_id,publisher,title,date,where_seen,kind,licence_notes
    ecns,CNNIC via ECNS,"Report, 57th edition",2026-02-05,www.ecns.cn/news/2026.shtml,press,facts only
    copy,CNNIC via an agency,Report,2024-03,copy on an unrelated host (example.com); do not link,press,facts only
    itu,ITU,Facts and Figures,2025,https://www.itu.int/facts,"publisher; do not link",

    """

  @Test("A table of sources is read by its columns; what must not be linked has no address")
  func csv() throws {
    let store = try store(
      """
      bibliography: sources.csv
      sources:
        own: {title: Own, kind: report, container: A Journal, volume: 3, issue: 2, pages: 1-9, doi: https://doi.org/10.1/2}
      observations:
        a: {value: 1, source: ecns}
      """, files: ["sources.csv": Self.table])
    #expect(store.sources.map(\.id) == ["own", "ecns", "copy", "itu"])
    let source = try #require(store.source("ecns"))
    #expect(source.title == "Report, 57th edition" && source.publisher == "CNNIC via ECNS" && source.kind == "press")
    #expect(source.url == "https://www.ecns.cn/news/2026.shtml" && source.date == "2026-02-05")
    #expect(source.licence == "facts only" && source.range.line == 2 && source.range.file == "sources.csv")
    let copy = try #require(store.source("copy"))
    #expect(copy.url == nil && copy.seen == "copy on an unrelated host (example.com); do not link")
    #expect(store.source("itu")?.url == nil)
    #expect(store.source("own")?.doi == "10.1/2" && store.source("own")?.container == "A Journal")
  }

  @Test("Every source of a reference manager's CSL-JSON is read with what a reference needs")
  func csl() throws {
    let text = #"""
      [{"id": "smith2020", "type": "article-journal", "title": "Who is online",
        "author": [{"family": "Beauvoir", "given": "Ana", "non-dropping-particle": "de"}, {"literal": "ITU"}],
        "issued": {"date-parts": [[2020, 7, 1]]}, "accessed": {"raw": "2025-01-02"}, "URL": "https://example.org/a",
        "DOI": "10.1000/182", "publisher": "Press", "container-title": "Journal", "volume": 12, "issue": "3",
        "page": "1-20", "license": "CC BY 4.0", "abstract": "left out"}]
      """#
    let store = try store("bibliography: [library.json]", files: ["library.json": text])
    let source = try #require(store.source("smith2020"))
    #expect(source.authors == ["Ana de Beauvoir", "ITU"] && source.kind == "article-journal")
    #expect(source.date == "2020-07-01" && source.accessed == "2025-01-02" && source.url == "https://example.org/a")
    #expect(source.doi == "10.1000/182" && source.container == "Journal" && source.volume == "12")
    #expect(
      source.issue == "3" && source.pages == "1-20" && source.licence == "CC BY 4.0" && source.publisher == "Press")
    let ledger = String(decoding: Ledger().json(places: [], sources: store.sources).joined, as: UTF8.self)
    #expect(ledger.contains(#""container":"Journal","volume":"12","issue":"3","pages":"1-20","date":"2020-07-01""#))
  }

  @Test("A source that is given twice is an error with both places")
  func repeated() {
    let (_, diagnostics) = loaded(
      """
      bibliography: [a.csv, b.json]
      sources:
        x: {title: X}
      """,
      files: ["a.csv": "id,title\nx,Another\ny,Y\n", "b.json": #"[{"id": "y", "title": "Y again"}]"#])
    #expect(diagnostics.all.map(\.id) == ["data.repeated-source", "data.repeated-source"])
    #expect(
      diagnostics.all.map(\.message) == [
        "the source 'x' is given twice: here and at data.yaml:3", "the source 'y' is given twice: here and at a.csv:3",
      ])
    #expect(diagnostics.all.map(\.range.file) == ["a.csv", "b.json"])
  }

  @Test("What cannot be read is shown where it stands")
  func mistakes() {
    let (store, diagnostics) = loaded(
      "bibliography: [a.csv, none.csv, b.bib, c.csv, d.json]",
      files: [
        "a.csv": "id,date\nx,last year\n,2020\nz,2021\n", "b.bib": "", "c.csv": "name\nx\n", "d.json": #"{"id": "x"}"#,
      ])
    #expect(
      diagnostics.all.map(\.id) == [
        "data.invalid-date", "data.source-without-id", "input.missing", "data.unknown-file-type", "data.no-id-column",
        "json.not-an-array",
      ])
    #expect(diagnostics.all[0].range == SourceRange(file: "a.csv", line: 2, columns: 3..<12))
    #expect(store.sources.map(\.id) == ["x", "z"])
  }
}
