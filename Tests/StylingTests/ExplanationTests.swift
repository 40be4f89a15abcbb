import Diagnostics
import Testing

@testable import Styling

@Suite("Why a node looks as it does")
struct ExplanationTests {
  private let sheets = [
    parse(
      "p { color: grey; margin: 1pt 2pt; widows: 3 !important } :root { font-size: 9pt; --ink: black }",
      origin: .installed
    ).0,
    parse(
      """
      body { line-height: 1.5; --accent: red }
      p { color: blue; widows: 4 !important }
      p.a, .a { color: var(--accent); margin-top: 3pt }
      p::marker { color: green }
      @page { margin: 10mm; color: red }
      @page :first { margin-top: 20mm; @top-left { content: "a"; color: blue } }
      """
    ).0,
  ]

  /// The explanation as lines: the nodes, then each property with its declarations, strongest first.
  private func explain(_ selector: String, _ paths: [String]) throws -> [String] {
    let cascade = Cascade(sheets: sheets, probe: try StyleProbe(selector))
    for path in paths { _ = cascade.root.descendant(path) }
    return cascade.explain().flatMap { style in
      [style.path.joined(separator: " ")]
        + style.properties.map { property in
          "\(property.name): "
            + property.declarations.map { declaration in
              let value = declaration.substituted.map { "\(declaration.value) = \($0)" } ?? declaration.value
              let name = declaration.name == property.name ? "" : declaration.name + " "
              return "\(name)\(value) by \(declaration.selector) at \(declaration.place.line)"
                + (declaration.loss.map { " (\($0.words))" } ?? "")
            }.joined(separator: ", ") + (property.inheritedFrom.map { ", from \($0)" } ?? "")
        }
    }
  }

  @Test("What won and what lost, shorthands, importance, variables and inheritance")
  func elements() throws {
    #expect(
      try explain("p.a", ["body p.a", "body p.b"]) == [
        ":root body p.a",
        "color: var(--accent) = red by p.a at 3, blue by p at 2 (less specific), grey by p at 1 (weaker origin)",
        "margin-top: 3pt by p.a at 3, margin 1pt 2pt by p at 1 (weaker origin)",
        "margin-right: margin 1pt 2pt by p at 1", "margin-bottom: margin 1pt 2pt by p at 1",
        "margin-left: margin 1pt 2pt by p at 1", "widows: 3 by p at 1, 4 by p at 2 (weaker origin)",
        "font-size: 9pt by :root at 1, from :root", "line-height: 1.5 by body at 1, from body",
      ])
  }

  @Test("Like nodes are one, nodes that rules tell apart are several")
  func grouping() throws {
    let lines = try explain("p", ["body p.b", "body p.c", "body p.a", "body section p"])
    #expect(lines.filter { $0.hasPrefix(":root") } == [":root body p.b", ":root body p.a", ":root body section p"])
    #expect(try explain("h1", ["body p"]) == [])
  }

  @Test("A part of an element, which inherits from it")
  func pseudoElements() throws {
    let lines = try explain("p::marker", ["body p.a", "body em"])
    #expect(lines.prefix(2) == [":root body p.a p.a::marker", "color: green by p::marker at 4"])
    #expect(lines.contains("widows: 3 by p at 1, from p.a"))
  }

  @Test("Rules in layers and nested rules")
  func layers() throws {
    let (sheet, _) = parse(
      "@layer a { p.a { color: red; widows: 5 !important } } section { p { color: blue; widows: 6 !important } &.b { color: red } }"
    )
    let cascade = Cascade(sheets: [sheet], probe: try StyleProbe("p, .b"))
    _ = cascade.root.descendant("section.b p.a")
    let found = cascade.explain().map { style in
      style.properties.filter { $0.inheritedFrom == nil }.map { property in
        property.declarations.map { "\($0.value) by \($0.selector)" + ($0.loss.map { ", \($0.words)" } ?? "") }
      }
    }
    #expect(
      found == [
        [["red by :is(section).b"]],
        [
          ["blue by section p", "red by p.a, weaker layer"], ["5 by p.a", "6 by section p, weaker layer"],
        ],
      ])
  }

  @Test("Pages and the boxes in their margins")
  func pages() throws {
    #expect(
      try explain("@page :first", []).prefix(4) == [
        "@page :first", "color: red by @page at 5",
        "margin-top: 20mm by @page :first at 6, margin 10mm by @page at 5 (less specific)",
        "margin-right: margin 10mm by @page at 5",
      ])
    let box = try explain("@page :first @top-left", [])
    #expect(
      box.prefix(3) == [
        "@page :first @top-left", "color: blue by @page :first @top-left at 6",
        "content: \"a\" by @page :first @top-left at 6",
      ])
    #expect(box.contains("font-size: 9pt by :root at 1, from :root"))
    #expect(try explain("@page", [])[1] == "color: red by @page at 5")
  }

  @Test(
    "Selectors that cannot be read say what is wrong",
    arguments: [
      ("p:hovr", "did you mean 'hover'?"), ("@page :frist", "did you mean 'first'?"),
      ("@page @top-lefty", "did you mean 'top-left'?"),
      ("p,", "remove the comma that has no selector beside it"),
    ])
  func malformed(selector: String, hint: String) {
    let found = #expect(throws: Diagnostic.self) { try StyleProbe(selector) }
    #expect(found?.hint == hint)
  }

  @Test(
    "A selector is written out as it stands",
    arguments: [
      "section > p.lead + ul ~ *", "p:is(.a, #b):where(em)", "td[data-column=\"a\"][data-x~=\"e\" i]:not(:empty)",
      ":nth-child(2n+1 of .row):nth-last-of-type(-n+3)", "figure:has(> img, + p)", ":lang(\"fr\"):dir(rtl):hover",
      "li::marker",
      "p:first-child:last-of-type:root",
    ])
  func text(selector: String) {
    #expect(parse("\(selector) { color: red }").0.rules.first?.selectors.first?.text == selector)
  }
}
