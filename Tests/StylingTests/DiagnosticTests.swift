import Diagnostics
import Testing

@testable import Styling

@Suite("What is wrong with a sheet")
struct DiagnosticTests {
  private func only(_ css: String, files: [String: String] = [:]) throws -> Diagnostic {
    let (_, diagnostics) = parse(css, files: files)
    try #require(diagnostics.count == 1, "\(diagnostics)")
    return diagnostics[0]
  }

  @Test("A misspelt property is reported where it is written, with the nearest one as the hint")
  func property() throws {
    let found = try only("p {\n  /* é */ colour: red;\n}")
    #expect(found.id == "style.unknown-property" && found.severity == .warning)
    #expect(found.range == SourceRange(file: "style.css", line: 2, columns: 11..<17))
    #expect(found.hint == "did you mean 'color'?")
  }

  @Test(
    "A value that is none is reported where it is written, with a hint",
    arguments: [
      ("p { color: reed }", 12..<16, "did you mean 'red'?"),
      ("p { margin-top: 10 }", 17..<19, "a length needs its unit, such as mm or pt"),
      ("p { margin-top: 10ptt }", 17..<22, "did you mean 'pt'?"),
      ("p { display: blok }", 14..<18, "did you mean 'block'?"),
      ("p { width: calc(50% + 1) }", 12..<25, "a length and a number cannot be added"),
      ("p { color: red margin: 0 }", 12..<25, "is a ';' missing before 'margin'?"),
      ("p { font: bold \"Source\" }", 11..<24, nil),
      ("p { padding: -1pt }", 14..<18, nil),
      ("p { color: red blue }", 12..<20, "nothing may follow here"),
      ("p { border: 1pt sold red }", 13..<25, "did you mean 'solid'?"),
    ] as [(String, Range<Int>, String?)])
  func value(css: String, columns: Range<Int>, hint: String?) throws {
    let found = try only(css)
    #expect(found.id == "style.invalid-value")
    #expect(found.range == SourceRange(file: "style.css", line: 1, columns: columns))
    if let hint { #expect(found.hint == hint) }
  }

  @Test("Unknown at-rules, pseudo-classes and margin boxes are reported with the nearest name")
  func names() throws {
    let rule = try only("@medai print { p { color: red } }")
    #expect(rule.id == "style.unknown-at-rule" && rule.hint == "did you mean 'media'?")
    #expect(rule.range == SourceRange(file: "style.css", line: 1, columns: 1..<7))
    let pseudo = try only("p:fist-child { color: red }")
    #expect(pseudo.id == "style.unknown-pseudo-class" && pseudo.hint == "did you mean 'first-child'?")
    #expect(pseudo.range == SourceRange(file: "style.css", line: 1, columns: 2..<13))
    let box = try only("@page {\n  @top-lefty { content: \"a\" }\n}")
    #expect(box.hint == "did you mean 'top-left'?" && box.range.line == 2 && box.range.column == 3)
    #expect(try only("@page :frist { margin: 0 }").hint == "did you mean 'first'?")
    let part = try only("p::befor { content: \"a\" }")
    #expect(part.id == "style.unknown-pseudo-element" && part.hint == "did you mean 'before'?")
    #expect(try only("p::before em { color: red }").message == "the pseudo-element '::before' cannot stand here")
    #expect(try only("p:not(::before) { color: red }").id == "style.invalid-selector")
    #expect(try only("col || td { color: red }").id == "style.unsupported-selector")
    #expect(try only("@media (min-wdth: 1px) { p { color: red } }").hint == "did you mean 'min-width'?")
    #expect(try only("svg|p { color: red }").message == "no namespace 'svg' is declared")
    #expect(try only("p:has(a:has(b)) { color: red }").message == "':has()' cannot stand inside another one")
    #expect(try only("p:is(a, b:hovr) { color: red }").hint == "did you mean 'hover'?")
  }

  @Test("Places are right after line breaks of any kind, tabs and characters beyond ASCII")
  func places() throws {
    let found = try only("/* 字 */\r\np { }\rq {\n\t/* 🙂 */ colr: red }")
    #expect(found.range == SourceRange(file: "style.css", line: 4, columns: 10..<14))
    var diagnostics = Diagnostics()
    let marked = InputFile(name: "s.css", bytes: [0xEF, 0xBB, 0xBF] + Array("p{colr:red}".utf8))
    _ = StyleSheet.parse(marked, reader: MemoryReader(), into: &diagnostics)
    #expect(diagnostics.all.first?.range == SourceRange(file: "s.css", line: 1, columns: 3..<7))
  }

  @Test("One mistake costs no more than it has to: what stands around it is kept")
  func recovery() {
    func color(_ css: String, _ path: String = "body p") -> UInt8 {
      let (sheet, diagnostics) = parse(css)
      #expect(!diagnostics.isEmpty)
      let color = Cascade(sheets: [sheet]).root.descendant(path).values.color
      return UInt8((color.red * 255).rounded())
    }
    #expect(color("p { colr: blue; color: red }") == 255)
    #expect(color("p { color: red; ; 12 !; width: 1zz }") == 255)
    // A stray brace or semicolon is part of the next rule's selector, as CSS has it.
    #expect(color("} p { color: blue } p { color: red }") == 255)
    #expect(color("color: blue; p { color: blue } p { color: red }") == 255)
    #expect(color("p { h1:: { color: blue } color: red }") == 255)
    #expect(color("p { color blue; color: red }") == 255)
    #expect(color("p { color: {blue}; color: red }") == 255)
    #expect(color("p:nope { color: blue } p { color: red }") == 255)
    #expect(color("@nope a { b { c: d } } p { color: red }") == 255)
    #expect(color("@nope; p { color: red }") == 255)
    #expect(color("p { color: red") == 255)
    #expect(color("p { color: red } /* no end") == 255)
    #expect(color("p { color: red; background: (a; b") == 255)
    #expect(color("p { color: \"a\n; color: red }") == 255)
  }

  @Test("A rule that is nested only because a brace is missing before it says so")
  func missingBrace() throws {
    let found = try only("h1 { color: red;\nh2 { color: blue }")
    #expect(
      found.message == "'{' is never closed" && found.range == SourceRange(file: "style.css", line: 1, columns: 4..<5))
    #expect(found.hint == "is a '}' missing before 'h2'?")
    #expect(try only("h1 { color: red;\n  em { color: blue }").hint == nil)
  }

  @Test("A missing import is the reader's error, with its place; one that comes too late is left out")
  func imports() throws {
    let missing = try only("@import \"no.css\";")
    #expect(
      missing.severity == .error && missing.range == SourceRange(file: "style.css", line: 1, columns: 9..<17))
    #expect(
      try only("p { color: red } @import url(a.css);", files: ["a.css": ""]).id == "style.late-import")
    let cycle = try only(
      "@import 'a.css';", files: ["a.css": "@import 'b.css';", "b.css": "@import url('a.css');"])
    #expect(cycle.id == "style.import-cycle" && cycle.range.file == "b.css" && cycle.severity == .warning)
    #expect(try only("@import p {}").id == "style.syntax")
  }

  @Test("A sheet that is not UTF-8 says so, and is read for what it is")
  func encoding() throws {
    var diagnostics = Diagnostics()
    let bytes = Array("p{--a:".utf8) + [10, 0xFF] + Array("}".utf8)
    let sheet = StyleSheet.parse(
      InputFile(name: "style.css", bytes: bytes), reader: MemoryReader(), into: &diagnostics)
    #expect(diagnostics.all.first?.id == "input.not-utf8" && !diagnostics.hasErrors)
    #expect(diagnostics.all.first?.range.line == 2)
    #expect(Cascade(sheets: [sheet]).root.descendant("p").customProperty("--a") == "\u{FFFD}")
  }

  @Test("A font face without a file or a family is reported")
  func fontFaces() throws {
    #expect(try only("@font-face { font-family: A }").id == "style.font-face")
    let (sheet, local) = parse("@font-face { font-family: A; src: local(B) }")
    #expect(local.first?.range.column == 35 && sheet.fontFaces.isEmpty)
    let (_, found) = parse("@font-face { font-famly: A; src: url(a.otf) }")
    #expect(found.map(\.id) == ["style.unknown-property", "style.font-face"])
    #expect(found[0].hint == "did you mean 'font-family'?")
  }
}
