import Diagnostics
import Testing

@Test("The nearest name is the one that was probably meant, and none if all are far")
func nearest() {
  #expect(nearestName(to: "reveneu", in: ["region", "revenue", "revision"]) == "revenue")
  #expect(nearestName(to: "xyz", in: ["revenue", "region"]) == nil)
  #expect(didYouMean("widht", in: ["height", "width"]) == "did you mean 'width'?")
}

@Test("Of two names that are as near, the first in alphabetical order is offered")
func nearestIsStable() {
  #expect(nearestName(to: "cat", in: ["hat", "bat"]) == nearestName(to: "cat", in: ["bat", "hat"]))
}

@Test(
  "Numbers are JSON's, so that codes with leading zeros stay text",
  arguments: [
    ("12", true), ("-0.5", true), ("1e6", true), ("6.02E+23", true), ("0", true),
    ("012", false), ("+1", false), (".5", false), ("5.", false), ("1e", false), ("", false), ("NO", false),
  ])
func jsonNumbers(text: String, isNumber: Bool) {
  #expect(isJSONNumber(text) == isNumber)
}

@Test("A quoted scalar is a string even if it looks like a number or a truth value")
func quotedScalars() {
  let range = SourceRange.file("a.yaml")
  #expect(SourceNode(.scalar("true", isPlain: true), at: range).bool == true)
  #expect(SourceNode(.scalar("true", isPlain: false), at: range).bool == nil)
  #expect(SourceNode(.scalar("56", isPlain: true), at: range).int == 56)
  #expect(SourceNode(.scalar("56", isPlain: false), at: range).int == nil)
  #expect(SourceNode(.scalar("NO", isPlain: true), at: range).bool == nil)
}

@Test("Where a stretch begins can be read back, whatever the file's name")
func starts() throws {
  for file in ["report.md", "C:/a:b.md"] {
    let read = try #require(SourceRange(start: SourceRange(file: file, line: 12, columns: 3..<9).start))
    #expect(read == SourceRange(file: file, line: 12, columns: 3..<3))
  }
  for text in ["", "report.md", "report.md:12", "report.md:12:x", "report.md:0:1", "report.md:12:-1"] {
    #expect(SourceRange(start: text) == nil, "\(text)")
  }
  #expect(SourceRange.file("a.csv").place == "a.csv")
}

@Test("A diagnostic prints its place, the line with the words underlined, and the hint")
func printing() {
  let range = SourceRange(file: "report.md", line: 2, columns: 4..<11)
  let found = Diagnostic.error(
    "data.unknown-column", "table 'sales' has no column 'reveneu'", at: range, notes: ["it has two"],
    hint: "did you mean 'revenue'?")
  let printer = DiagnosticPrinter { $0 == "report.md" ? Array("one\n{{ reveneu }}\n".utf8) : nil }
  #expect(
    printer.print(found) == """
      report.md:2:4: error: table 'sales' has no column 'reveneu' [data.unknown-column]
          2 | {{ reveneu }}
            |    ^~~~~~~
        note: it has two
        hint: did you mean 'revenue'?

      """)
}

@Test("Diagnostics are listed by file and place, each once, with a count")
func listing() {
  var all = Diagnostics()
  let late = Diagnostic.error("a.b", "late", at: SourceRange(file: "r.md", line: 9, columns: 1..<2))
  let early = Diagnostic.warning("a.c", "early", at: SourceRange(file: "r.md", line: 3, columns: 1..<2))
  all.add(contentsOf: [late, early, late])
  let text = DiagnosticPrinter().print(all)
  #expect(all.all.count == 2 && all.hasErrors)
  #expect(text.split(separator: "\n").first == "r.md:3:1: warning: early [a.c]")
  #expect(text.hasSuffix("1 error, 1 warning\n"))
}

@Test("Bytes that are no UTF-8 are reported at their line; a byte order mark is not part of the text")
func encodings() throws {
  #expect(try InputFile(name: "a.md", bytes: [0xEF, 0xBB, 0xBF, 65]).text() == "A")
  let broken = InputFile(name: "a.md", bytes: [65, 10, 0xFF, 10])
  let found = try #require(throws: Diagnostic.self) { try broken.text() }
  #expect(found.id == "input.not-utf8" && found.range.line == 2)
}

@Test("Control characters of an author are shown as signs and never reach the terminal")
func controlCharacters() {
  let found = Diagnostic.warning(
    "a.b", "'\u{1B}[31m' and '\u{202E}x' are nothing", at: SourceRange(file: "a\u{7}.css", line: 1, columns: 3..<4),
    hint: "did you mean\n'\u{9B}1m'?")
  let printed = DiagnosticPrinter { _ in Array("p \u{1B}]0;title\u{7}{\u{7F}".utf8) }.print(found)
  #expect(
    printed.contains("'␛[31m' and '\u{FFFD}x'") && printed.contains("a␇.css:1:3") && printed.contains("p ␛]0;title␇{␡"))
  #expect(printed.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
}
