import Content
import Testing

@Suite("Figures that are links to their sources")
struct NumberLinkTests {
  let front = "title: \"T {{ users }}\"\nnumber-links: true\ncontents: false"

  /// The addresses of the links of figures, in order.
  func targets(_ resolved: Resolved) -> [String?] {
    resolved.all("a").filter { resolved.report.content[$0].classes == ["source-of"] }.map {
      resolved.report.content[$0].attribute("href")
    }
  }

  @Test(
    "Figures in text, tiles and tables lead to the first source in the list; those in headings, titles and links are words"
  )
  func links() {
    let resolved = resolve(
      """
      # {{ rural }} in villages

      Of {{ users }} a share of {{ share }}, see [{{ rural }}](https://example.org).

      ```tiles
      - {value: "{{ offline }}", label: offline}
      ```
      """, front: front)
    #expect(resolved.found.isEmpty, "\(resolved.found)")
    #expect(targets(resolved) == ["#ref-cnnic", "#ref-nbs", "#ref-itu"])
    #expect(
      resolved.body.contains(
        "p(Of a.source-of(1.123\u{A0}billion) a share of a.source-of(69.2%), see a(322\u{A0}million).)"))
    let link = resolved.all("a").first { resolved.report.content[$0].classes == ["source-of"] }
    #expect(link.flatMap { resolved.report.content[$0].attribute("title") } == "CNNIC")
  }

  @Test("Without the key there are none")
  func off() { #expect(targets(resolve("{{ users }}\n")).isEmpty) }

  @Test("The cells of a table over data are links, and its sources are in the list")
  func cells() throws {
    let resolved = resolve("```table\ndata: groups\nsource: Somewhere\n```\n", front: front)
    let node = try #require(resolved.first("table"))
    guard case .table(let table) = resolved.report.content[node].kind else { return }
    let row = table.body.row(at: 0)
    #expect(row.cells.map(\.link?.destination) == [nil, nil, "ref-cnnic", nil], "\(row.cells)")
    #expect(resolved.body.contains("reference#ref-cnnic("))
  }

  @Test("What has no entry to lead to is no link: a figure after the list")
  func afterTheList() {
    let resolved = resolve("{{ users }}\n\n::: {#references}\n:::\n\n{{ share }}\n", front: front)
    #expect(targets(resolved) == ["#ref-cnnic", nil])
  }

  @Test("Figures lead to the evidence where the report has it")
  func evidence() throws {
    let resolved = resolve("{{ users }}\n\n```table\ndata: groups\n```\n", front: front + "\nannex: true")
    let target = try #require(targets(resolved).first ?? nil)
    #expect(target.hasPrefix("#evidence-"))
    let ids = Set(resolved.report.content.nodes.compactMap(\.identifier))
    #expect(ids.contains(String(target.dropFirst())))
    let node = try #require(resolved.first("table"))
    guard case .table(let table) = resolved.report.content[node].kind else { return }
    let destination = try #require(table.body.row(at: 0).cells[2].link?.destination)
    #expect(destination.hasPrefix("evidence-") && ids.contains(destination))
  }
}
