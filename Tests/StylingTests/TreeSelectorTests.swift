import Testing

@testable import Styling

/// A small document written as nested elements, with what every selector selects in it.
@Suite("Selectors over a tree")
struct TreeSelectorTests {
  /// An element by its name, id and classes; each is named by its id here.
  private struct Node {
    let element: Element
    let children: [Node]
    init(_ written: String, _ children: [Node] = []) { self.init(written, [:], children) }
    init(_ written: String, _ attributes: [String: String], _ children: [Node] = []) {
      element = Element(written, attributes)
      self.children = children
    }
  }

  private let document = Node(
    "body#body",
    [
      Node("h2#a"), Node("p.lead#b", [Node("em#b1"), Node("a#b2", ["href": "#g"])]), Node("p.empty#c"),
      Node("h2.x#d"),
      Node(
        "section#e", ["lang": "de-CH"],
        [
          Node("p#f", [Node("em.x#f1", ["lang": "fr"])]),
          Node("ul#g", [Node("li#g1"), Node("li.x#g2"), Node("li#g3")]),
          Node("p.x#h", ["dir": "rtl"], [Node("strong#h1", [Node("em#h2")])]),
        ]),
      Node("p.x#i"), Node("hr.empty#j", ["title": "End Note"]), Node("p.x.y#k"),
    ])

  /// The ids of the elements that a selector selects, in order; `root` for `:root`.
  private func selected(by selector: String, language: String = "en") -> String {
    let (sheet, diagnostics) = parse("\(selector) { width: 7pt }")
    #expect(diagnostics == [])
    let cascade = Cascade(sheets: [sheet], language: language)
    var builder = ElementTree.Builder(cascade)
    var flat: [(id: String, parent: Int?)] = []
    func add(_ node: Node, under parent: Int?, at position: SiblingPosition) {
      let place = builder.append(node.element, under: parent, at: position)
      flat.append((node.element.identifier ?? "", parent))
      for (index, child) in node.children.enumerated() {
        let alike = node.children.indices.filter {
          node.children[$0].element.elementName == child.element.elementName
        }
        add(
          child, under: place,
          at: SiblingPosition(
            index: index + 1, indexOfType: (alike.firstIndex(of: index) ?? 0) + 1,
            count: node.children.count, countOfType: alike.count))
      }
    }
    add(document, under: nil, at: .only)
    let tree = builder.finish()
    var contexts = [cascade.root(of: tree)]
    for (index, node) in flat.enumerated() {
      contexts.append(contexts[node.parent ?? 0].child(index + 1, of: tree))
    }
    return zip(["root"] + flat.map(\.id), contexts).filter { $1.values.width == .length(.pt(7)) }.map(\.0)
      .joined(separator: " ")
  }

  @Test(
    "What each selector selects",
    arguments: [
      // Names, ids, classes and namespaces.
      ("h2", "a d"), ("H2", "a d"), ("*|h2", "a d"), ("|h2", "a d"), ("*|*#a", "a"), ("p.x", "h i k"), (".x.y", "k"),
      (".X", ""), ("#k, hr", "j k"), (":root", "root"), (":scope > body", "body"), ("html", "root"),
      // Descendants, children and siblings.
      ("section em", "f1 h2"), ("section > em", ""), ("section p > em", "f1"), ("h2 + p", "b"), ("h2 ~ p", "b c i k"),
      ("p + p", "c"), ("h2 + p + p", "c"), ("p ~ hr + p", "k"), ("h2+section>p", "f h"), ("ul ~ p em", "h2"),
      ("body > h2 + section li + li", "g2 g3"), ("li.x ~ li", "g3"), ("section li ~ li", "g2 g3"), ("* + hr", "j"),
      ("body body", ""), ("em + a", "b2"), ("hr ~ h2", ""), ("h2.x + section ~ p.y", "k"),
      // Positions.
      ("p:first-child", "f"), ("p:last-child", "h k"), ("em:only-child", "f1 h2"), ("li:nth-child(odd)", "g1 g3"),
      ("li:nth-last-child(1)", "g3"), ("body > p:nth-of-type(2)", "c"), ("body > p:nth-last-of-type(-n + 2)", "i k"),
      ("h2:first-of-type", "a"), ("h2:last-of-type", "d"), ("ul:only-of-type, hr:only-of-type", "g j"),
      ("body > :nth-child(2 of p)", "c"), ("body > :nth-child(even of p)", "c k"), ("p:nth-child(1 of .x)", "h"),
      ("body > :nth-child(1 of .x)", "d"), (":nth-last-child(1 of .x)", "f1 g2 h k"),
      ("body > p:nth-child(1 of p, h2)", ""), (":nth-child(1 of section p)", "f"),
      ("body > :nth-child(n + 2 of p.x)", "k"),
      // Logic.
      (":is(h2, hr)", "a d j"), (":is(section, ul) > :is(p, li)", "f g1 g2 g3 h"), ("p:not(.x, .lead)", "c f"),
      ("p:not(section p)", "b c i k"), (":where(#a)", "a"), ("p:not(h2 + p)", "c f h i k"), (":is()", ""),
      (":not(:not(h2))", "a d"), ("section :not(:has(em))", "f1 g g1 g2 g3 h2"),
      // :has().
      ("p:has(em)", "b f h"), ("p:has(> em)", "b f"), ("body > :has(em)", "b e"), ("h2:has(+ p)", "a"),
      ("h2:has(~ section)", "a d"), ("p:has(+ p)", "b"), (":has(> li + li.x)", "g"), ("p:has(em, a)", "b f h"),
      ("ul:has(li ~ li ~ li)", "g"), ("section:has(> p ~ p em)", "e"), ("section:has(> ul p)", ""),
      (":root:has(hr)", "root"), ("p:has(em):has(a)", "b"), ("h2:has(+ section > p.x)", "d"), ("h2:has(+ p) ~ hr", "j"),
      ("p:not(:has(*))", "c i k"), ("li:has(~ .x)", "g1"), ("p:has(strong > em)", "h"), ("p:has(p > em)", ""),
      // Emptiness, links, languages and directions.
      (":empty", "c j"), ("p:not(:empty) + hr", "j"), (":link", "b2"), ("a:any-link", "b2"),
      (":lang(de)", "e f g g1 g2 g3 h h1 h2"),
      (":lang(fr)", "f1"), ("p:lang(\"*-CH\")", "f h"), ("h2:lang(en, it)", "a d"), ("p:lang(de-DE)", ""),
      (":dir(rtl)", "h h1 h2"), ("p:dir(ltr)", "b c f i k"), (":dir(sideways)", ""),
      // Attributes.
      ("[title]", "j"), ("[*|title]", "j"), ("[|TITLE = 'End Note']", "j"), ("[title='end note']", ""),
      ("[title='end note' i]", "j"), ("[title='End Note' s]", "j"), ("[title~=Note]", "j"), ("[title^=End]", "j"),
      ("[title$=Note]", "j"), ("[title*='d N']", "j"), ("[lang|=de]", "e"), ("[lang=\"\"]", ""), ("[title*='']", ""),
      // States of a screen.
      ("p:hover", ""), ("a:visited, a:target", ""), ("p:not(:focus).y", "k"), ("hr:defined", "j"),
      ("a:link:hover", ""), ("p::selection", ""), (":is(:hover, h2)", "a d"), (":host(p)", ""),
    ])
  func selectors(selector: String, expected: String) {
    #expect(selected(by: selector) == expected)
  }

  @Test("The report's language and its direction hold where nothing else is stated")
  func reportLanguage() {
    #expect(selected(by: "h2:lang(ar), em:lang(ar)", language: "ar") == "a b1 d")
    #expect(selected(by: "h2:dir(rtl), section:dir(rtl)", language: "ar-EG") == "a d e")
    #expect(
      selected(by: "h2:dir(rtl)", language: "az-Arab") == "a d" && selected(by: "h2:dir(rtl)", language: "az") == "")
    #expect(selected(by: ":root:lang(ru)", language: "ru") == "root")
  }

  @Test(
    "Ranges of languages take in tags by extended filtering",
    arguments: [
      ("de", "de-CH-1996", true), ("de", "den", false), ("de-CH", "de-Latn-CH", true), ("de-CH", "de-x-CH", false),
      ("*-CH", "fr-CH", true), ("*", "fr", true), ("*", "", false), ("", "", true), ("", "fr", false),
      ("zh-Hant", "zh", false),
      ("DE", "de", true),
    ])
  func ranges(range: String, tag: String, holds: Bool) {
    #expect(LanguageRange(range).matches(tag) == holds)
  }

  @Test(
    "Specificity of what is new in Selectors 4",
    arguments: [
      ("h2 + p ~ ul", 0, 0, 3), (":has(#a, p)", 1, 0, 0), ("p:has(> em)", 0, 0, 2), (":nth-child(2 of #a, p)", 1, 1, 0),
      ("p:nth-last-child(1)", 0, 1, 1), (":lang(de):dir(ltr)", 0, 2, 0), (":empty:hover:root", 0, 3, 0),
      (":is(.a, em):where(#b)", 0, 1, 0), (":is()", 0, 0, 0), ("p::first-line", 0, 0, 2), ("*|p", 0, 0, 1),
    ])
  func specificity(selector: String, identifiers: Int, classes: Int, elements: Int) {
    let (sheet, _) = parse("\(selector) { color: red }")
    #expect(
      sheet.rules.first?.selectors.first?.specificity
        == Specificity(identifiers: identifiers, classes: classes, elements: elements))
  }

  @Test("Where CSS forgives, one unknown selector of a list costs only itself; elsewhere it costs the rule")
  func forgiving() {
    func color(_ selector: String) -> Bool {
      let (sheet, diagnostics) = parse("\(selector) { width: 7pt }")
      #expect(diagnostics.count == 1)
      return Cascade(sheets: [sheet]).root.descendant("h2").values.width == .length(.pt(7))
    }
    #expect(color(":is(h2, :nope)") && color(":where(:nope, h2)") && color(":is(h2, ::before)"))
    #expect(!color("h2, :nope") && !color("h2:not(:nope)") && !color("h2, p:has(:nope)"))
    #expect(!color("h2, p:nth-child(1 of :nope)") && !color("h2, p:nth-of-type(1 of p)") && !color("h2, p +"))
  }

  @Test("Sheets that look around nodes are told apart from those that do not, which need no tree")
  func looksAround() {
    #expect(!cascade("section > p:nth-child(2):not(:empty):lang(de) { width: 7pt }").looksAround)
    for selector in ["h2 + p", "h2 ~ p", "p:has(em)", "p:nth-child(1 of .x)"] {
      #expect(cascade("\(selector) { width: 7pt }").looksAround)
    }
  }

  @Test("A selector that can be taken in countless ways is matched at once")
  func manyWays() {
    let deep = Array(repeating: "div", count: 60).joined(separator: " ")
    #expect(cascade("a \(deep) { widows: 7 }").root.descendant(deep + " " + deep).values.widows == 2)
    #expect(selected(by: "section:has(\(Array(repeating: "*", count: 60).joined(separator: " ")))") == "")
  }
}
