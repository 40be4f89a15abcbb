import Content
import DataModel
import Diagnostics
import Testing

@Suite("Text with its figures in place")
struct TextTests {
  @Test("Figures are printed and marked, and each has its entry in the ledger")
  func figures() throws {
    let resolved = resolve("There are {{ users }} users, *{{ rural | bare }}* of them rural.\n")
    #expect(resolved.found.isEmpty, "\(resolved.found)")
    #expect(
      resolved.body.hasPrefix("p(There are 1.123\u{A0}billion users, em(322\u{A0}million) of them rural.) "),
      "\(resolved.body)")
    let marked = resolved.report.content.nodes.compactMap { node in
      if case .text(let text, let mark?) = node.kind { (text, mark.rawValue) } else { nil }
    }
    let entries = resolved.ledger.entries
    #expect(marked.allSatisfy { entries[Int($0.1)].text == $0.0 })
    #expect(resolved.entry("1.123\u{A0}billion")?.kind == .observation)
    #expect(resolved.entry("1.123\u{A0}billion")?.written == "report.md:4:14")
  }

  @Test("A claim over figures of different bases says that it is meant with mixes")
  func mixes() {
    let data = """
      observations:
        before: {value: 65.6, unit: percent, period: 2024-12, basis: earlier}
        after: {value: 69.2, unit: percent, period: 2025-06, basis: end-2024}
      """
    let claim = "The share is [higher than before]{claim=\"growth(before, after) > 0\"}.\n"
    #expect(resolve(claim, data: data).ids == ["coherence.joined-bases"])
    #expect(resolve(claim.replacing("\"}", with: "\" mixes=\"basis\"}"), data: data).ids == [])
    let unknown = resolve(claim.replacing("\"}", with: "\" mixes=\"base\"}"), data: data)
    #expect(unknown.ids == ["data.unknown-mixture"] && unknown.places == ["4:76"], "\(unknown.places)")
  }

  @Test("Every mistake is found in one run, each at its place")
  func mistakes() {
    let resolved = resolve(
      """
      {{ usres }} and [more]{claim="rural > users"} and @cnic and @fig-none and [x](#sec-no)[^2].

      # A {#sec-a}

      # B {#sec-a}

      [^1]: Unused.

      ::: {when="users <"}
      x
      :::
      """)
    let ids = resolved.ids
    #expect(ids.contains("content.duplicate-id") && ids.contains("content.unknown-source"))
    #expect(ids.filter { $0 == "content.unknown-reference" }.count == 2)
    #expect(ids.contains("content.unknown-footnote") && ids.contains("content.unused-footnote"))
    #expect(resolved.found.count == 9, "\(resolved.found)")
    let places = Set(resolved.places)
    #expect(
      places.isSuperset(of: ["4:4", "4:31", "4:52", "4:62", "4:75", "4:87", "8:7", "10:1", "12:19"]),
      "\(places)")
    #expect(resolved.found.first { $0.id == "content.unknown-source" }?.hint == "did you mean 'cnnic'?")
    #expect(
      resolved.found.first { $0.id == "content.duplicate-id" }?.hint
        == "the first is in line 6; ids name one thing each")
  }

  @Test("Blocks whose condition fails are left out, with their headings and figures")
  func conditions() {
    let resolved = resolve(
      "::: {when=\"rural > users\"}\n# No\n:::\n\n::: {when=\"rural < users\"}\n# Yes\n\ny\n:::\n",
      front: "title: T\ncontents: false")
    #expect(resolved.found.isEmpty)
    #expect(resolved.body == "section(h2#sec-yes(Yes) p(y))", "\(resolved.body)")
    #expect(resolved.report.headings.map(\.text) == ["Yes"])
  }

  @Test("Headings make sections, within one another by level")
  func sections() {
    let resolved = resolve("a\n\n# B\n\n## C {#sec-c .x}\n\nc\n\n# D\n", front: "title: T\ncontents: false")
    #expect(
      resolved.body
        == "p(a) section(h2#sec-b(B) section(h3#sec-c.x(C) p(c))) section(h2#sec-d(D))",
      "\(resolved.body)")
  }

  @Test("The contents stand before the first section, in their own place, or nowhere")
  func contents() {
    let text = "a\n\n# B *c*[^1]\n\n## D\n\n[^1]: n\n"
    #expect(
      resolve(text).body.hasPrefix(
        "p(a) nav.contents(p.title(Contents) p.level-2(a(B em(c))) p.level-3(a(D))) section(h2"
      ),
      "\(resolve(text).body)")
    #expect(
      resolve(text + "\n::: {.contents depth=1}\n:::\n").body.hasSuffix(
        "nav.contents(p.title(Contents) p.level-2(a(B em(c))))))"))
    #expect(!resolve(text, front: "title: T\ncontents: false").body.contains("nav"))
  }

  @Test("Notes are numbered in order of their calls and follow the block that calls them")
  func notes() {
    let resolved = resolve(
      "A[^b] b[^a].\n\n- x[^c]\n- y[^b]\n\nend\n\n[^a]: First\n[^b]: Second *s*\n[^c]: Third[^d]\n[^d]: Fourth\n",
      front: "title: T")
    #expect(resolved.found.isEmpty, "\(resolved.found)")
    #expect(
      resolved.body
        == "p(A^1→note-1 b^2→note-2.) footnote#note-1(p(Second em(s))) footnote#note-2(p(First)) "
        + "ul.tight(li(x^3→note-3) li(y^1→note-1)) footnote#note-3(p(Third^4→note-4)) footnote#note-4(p(Fourth)) p(end)",
      "\(resolved.body)")
  }

  @Test("The title block has title, subtitle, authors and the date in the language's form")
  func titleBlock() throws {
    let resolved = resolve(
      "a\n",
      front:
        "title: \"Who *is* {{ users }}?\"\nsubtitle: It's so\nauthors: [A, B]\ndate: 2026-01-15\nlang: de\nkeywords: [x]"
    )
    let header = try #require(resolved.first("header"))
    #expect(
      resolved.outline(header)
        == "header.title-block(h1(Who em(is) 1,123\u{A0}Milliarden?) p.subtitle(It’s so) p.authors(A, B) p.date(15. Januar 2026))",
      "\(resolved.outline(header))")
    #expect(resolved.report.metadata.title == "Who is 1,123\u{A0}Milliarden?")
    #expect(resolved.report.metadata.date.day == 15 && resolved.report.metadata.keywords == ["x"])
    #expect(resolved.entry("15. Januar 2026")?.kind == .date)
    #expect(resolve("a\n", front: "lang: en").ids == ["content.no-title"])
    #expect(resolve("a\n", front: "title: A\nautors: x").found.map(\.hint) == ["did you mean 'authors'?"])
  }

  @Test("Typed numbers are dates, literals or quotations; others are a warning at their place")
  func typedNumbers() {
    let resolved = resolve(
      "On 30 June 2025, G20 and COVID-19, [5G]{.literal}, 4G and \"60 percent\"; but 84 to 86.5% in the 1990s.\n",
      front: "title: T\nliterals: [4G]")
    #expect(
      resolved.found.map(\.id) == ["content.untracked-number", "content.untracked-number"],
      "\(resolved.found)")
    #expect(resolved.places == ["5:77", "5:83"])
    let kinds = resolved.ledger.entries.map { "\($0.text) \($0.kind)" }
    #expect(
      kinds == [
        "30 date", "2025 date", "5G literal", "4G literal", "60 cited", "84 literal", "86.5% literal",
        "1990s date",
      ],
      "\(kinds)")
  }

  @Test("Pictures need words for those who do not see them")
  func pictures() throws {
    let png: [UInt8] = [
      0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0,
      0, 1, 8, 6, 0, 0, 0, 0x1F,
      0x15, 0xC4, 0x89, 0, 0, 0, 13, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0xFF, 0xFF, 0xFF, 0x7F,
      0, 0x09, 0xFB, 0x03,
      0xFD, 0x05, 0x43, 0x45, 0xCA, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]
    let resolved = resolve(
      "![](a.png) b ![Logo {{ rural }}](a.png){width=9mm}\n\n![P](a.png \"Title\"){#fig-p .wide}\n\n![x](b.gif) y\n",
      files: ["a.png": png])
    #expect(resolved.ids == ["content.no-alternative-text", "content.picture"], "\(resolved.found)")
    #expect(
      resolved.body.hasPrefix(
        "p(img<> b img<Logo 322\u{A0}million>) figure#fig-p.wide(figcaption(p.title(span.number(Figure\u{A0}1)\u{2002}Title)) img<P>) p( y)"
      ),
      "\(resolved.body)")
    let image = try #require(resolved.all("img").dropFirst().first)
    #expect(resolved.report.content[image].attributes["width"] == "9mm")
  }

  @Test("Lists, quotes, code and boxes keep their form")
  func blocks() {
    let resolved = resolve(
      "3. a\n4. b\n\n   c\n\n> q \"30\"\n\n```\nx\n y\n```\n\n::: {.lead}\nl\n:::\n\n::: callout\n## H\n:::\n",
      front: "title: T")
    #expect(
      resolved.body
        == "ol(li(p(a)) li(p(b) p(c))) blockquote(p(q “30”)) pre(x⏎ y) div.lead(p.lead(l)) nav.contents(p.title(Contents) p.level-3(a(H))) div.callout(h3#sec-h(H))",
      "\(resolved.body)")
    #expect(resolved.first("ol").map { resolved.report.content[$0].attributes["start"] } == "3")
  }
}
