import Content
import DataModel
import Diagnostics
import Testing

@Suite("Numbering, references and sources")
struct ReferenceTests {
  let figures = """
    @fig-b and @tbl-t, see @sec-s and [@fig-a; @tbl-t].

    # Section {#sec-s}

    ```chart {#fig-a}
    mark: bar
    data: {table: groups}
    encoding: {y: {field: group, type: nominal}, x: {field: value, type: quantitative}}
    ```

    ```chart {#fig-b}
    mark: bar
    data: {table: groups}
    encoding: {y: {field: group, type: nominal}, x: {field: value, type: quantitative}}
    ```

    | a | b |
    |---|--:|
    | x | {{ rural }} |

    Table: Pipe {#tbl-t}
    """

  @Test("Figures, tables and sections are numbered in order, and references are links to them")
  func crossReferences() {
    let resolved = resolve(figures, front: "title: T\ncontents: false")
    #expect(
      resolved.body.hasPrefix(
        "p(a.reference(Figure\u{A0}2) and a.reference(Table\u{A0}1), see a.reference(“Section”) and "
          + "a.reference(Figure\u{A0}1), a.reference(Table\u{A0}1).) section(h2#sec-s(Section) "
          + "figure#fig-a(figcaption(p.number(Figure\u{A0}1)) chart<fig-a>) figure#fig-b(figcaption(p.number(Figure\u{A0}2)) "
          + "chart<fig-b>) figure#tbl-t.table(figcaption(p.title(span.number(Table\u{A0}1)\u{2002}Pipe)) table<!a | !b / !x | 322\u{A0}million>)"
      ),
      "\(resolved.body)")
    #expect(resolved.report.charts.map(\.identifier) == ["fig-a", "fig-b"])
  }

  @Test("Lists of figures and of tables have a line for each, under what their authors wrote in the block")
  func lists() {
    let resolved = resolve(
      "::: {.list-of-figures}\n**Figures**\n:::\n\n::: {.list-of-tables}\n:::\n\n" + figures,
      front: "title: T\ncontents: false")
    #expect(
      resolved.body.hasPrefix(
        "p(strong(Figures)) nav.contents.list-of-figures(p.level-2(a(span.number(Figure\u{A0}1)\u{2002}"),
      "\(resolved.body)")
    #expect(
      resolved.body.contains(
        "nav.contents.list-of-tables(p.level-2(a(span.number(Table\u{A0}1)\u{2002}Pipe)"), "\(resolved.body)")
  }

  @Test("Sections are numbered if the front matter asks for it")
  func sectionNumbers() {
    let resolved = resolve(
      "See @sec-c.\n\n# A\n\n## B\n\n## C {#sec-c}\n\n# D {.unnumbered}\n\n# E\n",
      front: "title: T\nnumber-sections: true\nlang: fr")
    #expect(resolved.report.headings.map(\.number) == ["1", "1.1", "1.2", nil, "2"])
    #expect(
      resolved.body.hasPrefix(
        "p(See a.reference(section\u{A0}1.2).) nav.contents(p.title(Sommaire) p.level-2(a(span.number(1)\u{2002}A)"
      ), "\(resolved.body)")
  }

  @Test("Sources are numbered as they are cited; those that figures use follow")
  func sources() {
    let resolved = resolve("{{ users }} people [@itu, p. 3; @nbs] as @itu says [@nbs].\n", front: "title: T")
    #expect(resolved.found.isEmpty, "\(resolved.found)")
    #expect(
      resolved.body
        == "p(1.123\u{A0}billion people\u{A0}[a.citation(1), p. 3; a.citation(2)] as ITU\u{A0}[a.citation(1)] says\u{A0}[a.citation(2)].) "
        + "section.references(h2#references(References) div.references("
        + "reference#ref-itu(1.\u{2002}ITU, em(Facts and Figures), November 2025.) "
        + "reference#ref-nbs(2.\u{2002}National Bureau of Statistics, em(Communiqué), 2025. CC BY 4.0.) "
        + "reference#ref-cnnic(3.\u{2002}CNNIC, em(Report, 56th edition), 21 July 2025. a.url(cnnic.cn/r).)))",
      "\(resolved.body)")
    #expect(resolved.entry("56th")?.kind == .cited)
  }

  @Test("The list of references stands where the author puts it")
  func referencesPlace() {
    let resolved = resolve(
      "# A\n\n@itu\n\n# Sources\n\n::: {#references}\n:::\n\nAfter @nbs\n", front: "title: T\ncontents: false"
    )
    #expect(resolved.body.contains("div.references(reference#ref-itu("))
    #expect(resolved.ids == ["content.references"], "\(resolved.found)")
  }

  @Test("The list of references that is added at the end is in the contents")
  func referencesInContents() {
    let resolved = resolve("# A {#references}\n\n[@itu]\n")
    #expect(resolved.body.contains("p.level-2(a(References))"), "\(resolved.body)")
    #expect(resolved.body.contains("h2#list-of-references(References)"))
    #expect(resolved.report.headings.map(\.text) == ["A", "References"])
  }

  @Test("Tiles have value, unit, label and context")
  func tiles() {
    let resolved = resolve(
      "```tiles\n- value: \"{{ users }}\"\n  label: users[^1]\n  context: \"{{ rural }} of them rural\"\n- value: share\n  unit: of *all*\n- {valeu: x}\n```\n\n[^1]: N\n"
    )
    #expect(
      resolved.body.hasPrefix(
        "tiles(tile(p.value(1.123span.unit(\u{A0}billion)) p.label(users^1→note-1) p.context(322\u{A0}million of them rural)) "
          + "tile(p.value(69.2%\u{A0}span.unit(of em(all))))) footnote#note-1(p(N))"), "\(resolved.body)")
    #expect(resolved.ids == ["content.tiles", "content.tiles"])
    #expect(resolved.found.first?.hint == "did you mean 'value'?")
  }

  @Test("A table over data has its number, notes, key of marks and source line")
  func statisticalTable() {
    let resolved = resolve(
      "```table {#tbl-g}\ntitle: Users in {{ users }}\nsubtitle: China\ndata: groups\ncolumns:\n  - {field: group, title: Group}\n  - {field: value, title: Users, unit: million}\nnote: \"A *note* [@itu]\"\n```\n"
    )
    #expect(
      resolved.body.hasPrefix(
        "figure#tbl-g.table(figcaption(p.title(span.number(Table\u{A0}1)\u{2002}Users in 1.123\u{A0}billion) p.subtitle(China)) "
          + "table<!Group | !Users, million / !All | 1,123 / !Rural | 322\u{202F}[p] / !Old | ..> p.note(A em(note)\u{A0}[a.citation(1)])"
      ),
      "\(resolved.body)")
    #expect(resolved.body.contains("p.source(Source: CNNIC\u{A0}[a.citation(2)])"), "\(resolved.body)")
    #expect(resolved.report.dataFiles == ["groups.csv", "data.yaml"])
  }

  @Test("Numbers in a Markdown table stand on their decimal signs where the column is set to the right")
  func writtenTable() throws {
    let resolved = resolve("| a | b | c |\n|---|--:|:-:|\n| x | {{ share }} | y[^1] |\n\n[^1]: n\n")
    let node = try #require(resolved.first("table"))
    guard case .table(let table) = resolved.report.content[node].kind else { return }
    #expect(table.columns.map(\.alignment) == [.start, .decimal, .center])
    #expect(
      resolved.body.hasPrefix(
        "figure.table(table<!a | !b | !c / !x | 69.2% | y^1→note-1>) footnote#note-1(p(n))"),
      "\(resolved.body)")
  }

  @Test("The words that the report adds are in its language")
  func languages() {
    for (language, expected) in [
      ("de", "Abbildung\u{A0}2"), ("zh", "图\u{A0}2"), ("ru", "рисунок\u{A0}2"), ("es", "figura\u{A0}2"),
      ("ar", "الشكل\u{A0}٢"), ("xx", "Figure\u{A0}2"),
    ] {
      let body = resolve(figures, front: "title: T\ncontents: false\nlang: \(language)").body
      #expect(body.hasPrefix("p(a.reference(\(expected))"), "\(body)")
    }
  }
}
