import Authoring
import Diagnostics
import Testing

@Suite("Markdown with figures, attributes, blocks and citations")
struct SyntaxTests {
  @Test("CommonMark's blocks and inline parts")
  func commonMark() {
    let (document, found) = parse(
      """
      # One

      Two *three* **four** `five *x*` ~~six~~
      seven\\
      eight [nine](ten "eleven") <https://twelve.org>

      - a
      - b
        1. c

      > q

      ---

          code

      ```swift
      let *x* = {{ y }} @z
      ```

      | a | b |
      |--:|:-:|
      | 1 | *2* |
      """)
    #expect(found.isEmpty)
    #expect(
      outline(document)
        == "h2('One') p('Two ' em('three') ' ' strong('four') ' ' code(five *x*) ' ' s('six') ' seven' br 'eight ' "
        + "a[ten]('nine') ' ' a[https://twelve.org]('https://twelve.org')) ul(li(p('a')) li(p('b') ol1(li(p('c'))))) "
        + "quote(p('q')) hr pre(code\n) pre(let *x* = {{ y }} @z\n){.swift} "
        + "table(head(cell('a') cell('b')) row(cell('1') cell(em('2'))))")
    let table = document.nodes.indices.first { document[$0].kind == .table }
    #expect(table.map { document.alignments(of: $0) } == [.end, .center])
  }

  @Test("Figures reach us raw: neither emphasis nor a tag is made of what stands between the braces")
  func figures() {
    let (document, found) = parse(
      "From {{ a*b }} to {{ c*d }}, {{ a <b and c> d }} and {{ x == '}}' }}, *{{ y_1_z }}*.\n")
    #expect(found.isEmpty)
    #expect(
      outline(document)
        == "p('From ' {{a*b}} ' to ' {{c*d}} ', ' {{a <b and c> d}} ' and ' {{x == '}}'}} ', ' em({{y_1_z}}) '.')"
    )
    let figures = document.nodes.indices.filter { document[$0].kind == .figure }
    #expect(figures.map { place(document.range(of: $0)) }[0...1] == ["1:9-1:12", "1:22-1:25"])
  }

  @Test("Figures stand in headings, links, tables, list items and over two lines, with their places")
  func figurePlaces() {
    let (document, found) = parse(
      """
      # é {{ a }}

      > - é [b {{ b }}](x) and {{ c +
      >   d }} then *é* {{ e }}
      >   and {{ f }}

      | é | x |
      |---|---|
      | é \\| {{ g \\| bare }} | {{ h }} |
      """)
    #expect(found.isEmpty)
    let figures = document.nodes.indices.filter { document[$0].kind == .figure }
    #expect(figures.map { document.text(of: $0) } == ["a", "b", "c +\nd", "e", "f", "g | bare", "h"])
    #expect(
      figures.map { place(document.range(of: $0)) }
        == [
          "1:8-1:9", "3:13-3:14", "3:29-4:6", "4:22-4:23", "5:12-5:13", "9:11-9:20", "9:29-9:30",
        ])
  }

  @Test("A figure that is never closed is an error at its braces, and what follows is read")
  func unclosedFigure() {
    let (document, found) = parse("One {{ a and more\n\nTwo {{}} {{ b }}\n")
    #expect(found.map(\.id) == ["authoring.unclosed-figure", "authoring.unclosed-figure"])
    #expect(found.map { place($0.range) } == ["1:5-1:7", "3:5-3:9"])
    #expect(outline(document).hasSuffix("{{b}})"))
  }

  @Test("Attributes follow headings, links, images, code, spans and fences")
  func attributes() {
    let (document, found) = parse(
      """
      # Heading *two* {#sec-a .wide}

      [words *here*]{claim="a > b" .x} [link](u){.ext} ![alt](p.png){width=30mm} `c`{.r} [5G]{.literal}

      ```chart {#fig-a .wide}
      mark: bar
      ```

      ```{.python #c}
      x
      ```
      """)
    #expect(found.isEmpty)
    #expect(
      outline(document)
        == "h2('Heading ' em('two') ''){#sec-a .wide} p(span{.x claim=a > b}('words ' em('here')) ' ' "
        + "a[u]('link'){.ext} ' ' img[p.png]('alt'){width=30mm} ' ' code(c){.r} ' ' span{.literal}('5G')) "
        + "chart{#fig-a .wide} pre(x\n){#c .python}")
    let claim = document.nodes.indices.lazy.compactMap { document.attributes(of: $0)?["claim"] }.first
    #expect(claim.map { place(document.range(of: $0)) } == "3:23-3:28")
  }

  @Test("Brackets with a backslash, brackets in brackets and braces that are text")
  func brackets() {
    let (document, found) = parse("[a [b] \\[ c]{.x} \\[d]{.y} {e} f} a{1} [g](h) {x\n")
    #expect(
      outline(document)
        == "p(span{.x}('a [b] [ c') ' [d] {e} f} a{1} ' a[h]('g') ' {x')")
    #expect(found.map(\.id) == ["authoring.attributes"])
    #expect(found.first.map { place($0.range) } == "1:22-1:26")
  }

  @Test("Attributes that cannot be read, or stand where nothing takes them, are errors with their place")
  func brokenAttributes() {
    let (_, found) = parse("[a]{.b c} and {.d} here\n\n*[e*]{.f}\n\n```chart {#}\na: 1\n```\n")
    #expect(found.map(\.id) == Array(repeating: "authoring.attributes", count: 4))
    #expect(found.map { place($0.range) } == ["1:4-1:10", "1:15-1:19", "3:6-3:10", "5:10-5:13"])
  }

  @Test("A division holds blocks, is nested, and its end closes lists and quotes opened within")
  func divisions() {
    let (document, found) = parse(
      """
      ::: {.callout when="a > 0"}
      One
      - a
        > b
      :::
      after

      ::: outer
      :::: {.inner}
      x
      ::::
      - y
        :::
      z
      """)
    #expect(found.isEmpty)
    #expect(
      outline(document)
        == "div{.callout when=a > 0}(p('One') ul(li(p('a') quote(p('b'))))) p('after') "
        + "div{.outer}(div{.inner}(p('x')) ul(li(p('y')))) p('z')")
  }

  @Test("A division that is never closed, and an end that closes nothing, are errors")
  func unclosedDivision() {
    let (document, found) = parse("a\n\n:::\n\n> ::: {.x}\n> b\n\nc\n")
    #expect(found.map(\.id) == ["authoring.stray-end", "authoring.unclosed-block"])
    #expect(found.map { place($0.range) } == ["3:1-3:4", "5:3-5:11"])
    #expect(outline(document) == "p('a') quote(div{.x}(p('b'))) p('c')")
  }

  @Test("A file is included, with places in the file; one that includes itself is an error")
  func includes() {
    let (document, found) = parse(
      "One\n\n::: {include=m.md}\n:::\n\nTwo\n",
      files: ["m.md": "# M {{ é }}\n\n::: {include=m.md}\n:::\n\n::: {include=none.md}\n:::\n"])
    #expect(
      outline(document)
        == "p('One') div{include=m.md}(h2('M ' {{é}}) div{include=m.md}() div{include=none.md}()) p('Two')")
    #expect(found.map(\.id) == ["authoring.include-cycle", "input.missing"])
    #expect(found.map(\.range.file) == ["m.md", "m.md"] && found.map(\.range.line) == [3, 6])
    let figure = document.nodes.indices.first { document[$0].kind == .figure }
    #expect(figure.map { document.range(of: $0) } == SourceRange(file: "m.md", line: 1, columns: 8..<9))
  }

  @Test("Citations, references to parts, and what is neither")
  func citations() {
    let (document, found) = parse(
      "See @fig-users and @cnnic-56. [@itu, p. 3; @b.2] a@b.org \\@c [@tbl-x](u) [@d] *@e*, ([@f])\n")
    #expect(found.isEmpty)
    #expect(
      outline(document)
        == "p('See ' cite(fig-users) ' and ' cite(cnnic-56) '. ' cite[itu, p. 3; b.2] ' a@b.org @c ' "
        + "a[u](cite[tbl-x]) ' ' cite[d] ' ' em(cite(e)) ', (' cite[f] ')')")
    let first = document.nodes.indices.first { if case .citation = document[$0].kind { true } else { false } }
    #expect(first.map { written(document, $0) } == "@fig-users")
    #expect(first.map { place(document.range(of: document.citation(of: $0)[0].key)) } == "1:6-1:15")
  }

  @Test("Footnotes keep their place and their blocks")
  func footnotes() {
    let (document, found) = parse(
      "A[^1] b *c[^x]*. [d [^1] e](u)\n\n[^1]: One *two*\n\n    More\n\n    - l\n\n[^x]: X\nlazy\n\nEnd\n")
    #expect(found.isEmpty)
    #expect(
      outline(document)
        == "p('A' ^1 ' b ' em('c' ^x) '. ' a[u]('d ' ^1 ' e')) "
        + "note 1(p('One ' em('two')) p('More') ul(li(p('l')))) note x(p('X lazy')) p('End')")
    let calls = document.nodes.indices.filter { document[$0].kind == .footnoteReference }
    #expect(calls.map { written(document, $0) } == ["[^1]", "[^x]", "[^1]"])
  }

  @Test("Comments and <br> are understood; other HTML is an error that shows the Markdown for it")
  func html() {
    let (document, found) = parse(
      "a<br>b <!-- c --> d <b>e</b>\n\n<!-- f\n\ng -->\n\n<div class=\"x\">\nh\n</div>\n\na < b\n")
    #expect(outline(document) == "p('a' br 'b d e') p('a < b')")
    #expect(found.map(\.id) == ["authoring.html", "authoring.html"])
    #expect(found.map { place($0.range) } == ["1:21-1:24", "7:1-9:7"])
    #expect(found.map(\.hint) == ["write **words**", "write ::: {.name} and, after the block, :::"])
  }

  @Test("A paragraph 'Table: words {#tbl-id}' before or after a table is its caption")
  func captions() {
    let (document, found) = parse(
      "| a |\n|---|\n| 1 |\n\nTable: Users {{ y }} {#tbl-a}\n\n: Other\n\n| b |\n|---|\n\nTable: no\n")
    #expect(found.isEmpty)
    #expect(
      outline(document)
        == "table(head(cell('a')) row(cell('1'))) caption('Users ' {{y}} ''){#tbl-a} caption('Other') "
        + "table(head(cell('b'))) caption('no')")
  }

  @Test("The title is the only heading of level 1; a skipped level is a warning with the fix")
  func headings() {
    let (document, found) = parse("---\ntitle: T\n---\n## A\n\n# B\n\n### C\n")
    #expect(outline(document) == "h3('A') h2('B') h4('C')")
    #expect(found.map(\.id) == ["authoring.heading-level", "authoring.heading-level"])
    #expect(found.map(\.range.line) == [4, 8])
    #expect(found[0].hint == "write #; the title is in the front matter, and # comes next")
    #expect(found[1].hint == "write ##, or put a heading between it and the one before")
  }

  @Test("The YAML of a fence has the places of the file, in a list as well")
  func fences() {
    let (document, found) = parse(
      "- x\n\n  ```tiles\n  - value: \"{{ é }}\"\n    label: a: b\n  ```\n\n```chart\n```\n")
    #expect(found.map(\.id) == ["yaml.syntax"])
    #expect(found.first.map { place($0.range) } == "5:13-5:14")
    let (fixed, none) = parse("- x\n\n  ```tiles {#t}\n  - value: \"{{ é }}\"\n    label: a\n  ```\n")
    #expect(none.isEmpty)
    let tiles = fixed.nodes.indices.first { fixed[$0].kind == .data(.tiles) }
    let value = tiles.flatMap { fixed.data(of: $0)?.items?[0]["value"] }
    #expect(value.map { place($0.range) } == "4:12-4:21")
    #expect(document.nodes.contains { $0.kind == .data(.chart) })
  }

  @Test("Front matter that is broken or never closed is an error, and the text is read")
  func frontMatter() {
    let (document, found) = parse("---\ntitle: \"T\"\nlang: fr\n---\n\"A\"\n")
    #expect(found.isEmpty && document.language == "fr" && document.frontMatter?["title"]?.text == "T")
    #expect(outline(document) == "p('«\u{202F}A\u{202F}»')")
    #expect(place(document.range(of: 2)) == "5:1-5:4")
    #expect(parse("---\ntitle: a: b\n---\nX\n").found.map { place($0.range) } == ["2:9-2:10"])
    #expect(parse("---\ntitle: a\n").found.map(\.id) == ["authoring.front-matter"])
    #expect(parse("---\nlang: English language\n---\n").found.map(\.id) == ["authoring.language"])
  }

  @Test("A very wide table is an error at once")
  func wideTable() {
    let row = String(repeating: "|a", count: 40_000)
    let (_, found) = parse("\(row)|\n\(String(repeating: "|-", count: 40_000))|\n\(row)|\n")
    #expect(found.map(\.id) == ["authoring.wide-table"])
  }

  @Test("Text nested without end is cut off with an error")
  func depth() {
    #expect(parse(String(repeating: "> ", count: 5000) + "a\n").found.map(\.id) == ["authoring.too-deep"])
    #expect(
      parse(String(repeating: "*a **b ", count: 500) + String(repeating: "c** d*", count: 500)).found.map(
        \.id) == ["authoring.too-deep"])
    #expect(parse(String(repeating: "[a]{.b", count: 5000)).found.count < 5)
  }

  @Test("However syntax is mixed up, every node has a place that ends after it begins")
  func mixedUp() {
    let pieces = [
      "{{", "}}", "[", "]", "{.a}", "{#b c=\"d\"}", "\n::: {.x}\n", "\n:::\n", "[@a, p; @b]", "[^1]", "\n[^1]: x\n",
      "> ", "- ",
      "\n", "\n\n", "|", "|---|\n", "\\", "*", "_", "`", "```chart\n", "\"", "<br>", "<!--", "-->", "é", "\t", "\r\n",
      "&#x20;",
      "](u)", "![", "[a]: b\n", "# ", "word ", "===", "~~",
    ]
    var state: UInt64 = 7
    for _ in 0..<1500 {
      var text = ""
      for _ in 0..<25 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let (document, found) = parse(text)
      let ranges = document.nodes.indices.map { document.range(of: $0) } + found.map(\.range)
      let isOrdered = ranges.allSatisfy {
        $0.line > 0 && $0.column > 0 && ($0.line, $0.column) <= ($0.endLine, $0.endColumn)
      }
      #expect(isOrdered, "\(text)")
      #expect(document.nodes.allSatisfy { document.written(from: $0.start, to: $0.end).count <= text.utf8.count })
    }
  }

  @Test("A file that is not UTF-8 is an error with its line")
  func encoding() {
    var diagnostics = Diagnostics()
    _ = Document.parse(
      file: InputFile(name: "report.md", bytes: Array("a\nb ".utf8) + [0xE9, 10]), reader: MemoryReader(),
      into: &diagnostics)
    #expect(diagnostics.all.map(\.id) == ["input.not-utf8"] && diagnostics.all[0].range.line == 2)
  }
}
