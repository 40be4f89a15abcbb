import DataModel
import Diagnostics
import Testing

@Suite("Expressions")
struct ExpressionTests {
  @Test(
    "Numbers, texts and conditions follow Vega's grammar",
    arguments: [
      ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("-2 - -3", "1"), ("7 % 3", "1"), ("-7 % 3", "-1"),
      ("1 / 8", "0.125"),
      ("2 < 3 ? 'yes' : \"no\"", "yes"), ("1 = 1.0 && 2 == 2", "true"), ("1 ≠ 2", "true"),
      ("(3 >= 3) === true", "true"),
      ("!false || x.y", "true"), ("'a' + 'b'", "ab"), ("lower('ÄB')", "äb"), ("length([1, 2, 3])", "3"),
      ("[10, 20][1]", "20"), ("if(1 > 2, 'a', 'b')", "b"), ("isValid(null)", "false"),
      ("year('2025-06-30')", "2025"),
      ("month('2025-06')", "5"), ("round(2.5) + floor(-0.5) + ceil(0.1)", "3"), ("abs(-3) × 2 − 1", "5"),
      ("trend([1, 2, 3])", "rising"), ("trend([3, 2, 2.5])", "mixed"), ("rank(5, [9, 5, 7, 1])", "3"),
      ("max(1, [4, 2])", "4"), ("pow(2, 10)", "1024"), ("indexof('briefing', 'brief')", "0"),
      ("format(0.5, 'number(2)')", "0.50"), ("'2025-06' < '2025-12'", "true"), ("1e3", "1000"),
      ("1 == 'x'", "false"),
    ])
  func values(_ pair: (source: String, result: String)) throws {
    let store = try store("")
    let value = try store.value(of: pair.source, at: here)
    let text: String? =
      switch value {
      case .number(let number): number.description
      case .text(let text): text
      case .phrase(let phrase): phrase.key
      case .truth(let truth): truth == .holds ? "true" : truth == .fails ? "false" : "undecided"
      default: nil
      }
    #expect(text == pair.result)
  }

  @Test(
    "A mistake is shown at its place",
    arguments: [
      ("1 +", "expression.unexpected", 3..<3), ("1 + * 2", "expression.unexpected", 4..<5),
      ("(1 + 2", "expression.unexpected", 6..<6), ("1 2", "expression.unexpected", 2..<3),
      ("a and b", "expression.unexpected", 2..<5), ("'abc", "expression.unclosed-text", 0..<4),
      ("1 < 2 < 3", "expression.chained-comparison", 6..<7),
      ("1 # 2", "expression.unexpected-character", 2..<3),
      ("summ(1)", "expression.unknown-function", 0..<7), ("abs(1, 2)", "expression.wrong-arguments", 0..<9),
      ("1 + unknown.name * 2", "data.unknown-name", 4..<16),
      ("2x", "expression.name-begins-with-digit", 0..<2),
      ("1 / 0", "expression.division-by-zero", 0..<5), ("1 + 'x' * 2", "expression.not-a-number", 4..<11),
      ("[1][4]", "expression.no-such-element", 0..<6), ("5 && true", "expression.not-a-condition", 0..<1),
      ("pow(10, 1000)", "expression.too-large", 0..<13), ("sqrt(-1)", "expression.outside-domain", 5..<7),
      ("trend([1])", "expression.short-series", 0..<10), ("a = 1 | bare", "expression.unexpected", 6..<7),
      ("“x”", "expression.unexpected-character", 0..<1), ("{a 1}", "expression.unexpected", 3..<4),
      ("now()", "expression.not-repeatable", 0..<5),
      ("padd('a', 2)", "expression.unknown-function", 0..<12), ("test(/(/, 'a')", "expression.invalid-pattern", 0..<14),
    ])
  func mistakes(_ row: (source: String, id: String, place: Range<Int>)) throws {
    let store = try store("")
    let width = row.source.unicodeScalars.count
    let range = SourceRange(file: "report.md", line: 3, columns: 11..<(11 + width))
    let found = try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.value(of: row.source, at: range) })
    #expect(found.id == row.id)
    let shown = found.range.column - 11..<found.range.endColumn - 11
    #expect(
      shown == row.place || (row.id == "expression.outside-domain" && found.range.line == 3), "\(found)")
  }

  @Test("Places are counted inside quotes and braces; where they cannot be told, the message says the column")
  func places() throws {
    let store = try store("")
    let braces = SourceRange(file: "r.md", line: 1, columns: 5..<17)
    let inBraces = try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.print(" 1 + b ", at: braces) })
    #expect(inBraces.message == "there is no figure 'b' (column 6 of ' 1 + b ')")
    let exact = SourceRange(file: "r.md", line: 1, columns: 5..<16)
    let found = try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.print(" 1 + b ", at: exact) })
    #expect(found.range.column == 12)
  }

  @Test("Nothing an author writes exhausts the stack")
  func depth() throws {
    let store = try store("")
    for source in [
      String(repeating: "(", count: 50_000) + "1", String(repeating: "-", count: 50_000) + "1",
      "1" + String(repeating: " + 1", count: 50_000), String(repeating: "[", count: 500) + "1",
      String(repeating: "!", count: 500) + "true", "1" + String(repeating: " ? 1 : 1", count: 900),
    ] {
      let found = diagnostic { () throws(Diagnostic) in _ = try store.value(of: source, at: here) }
      #expect(found != nil)
    }
    var yaml = "observations:\n  x0: {value: 1}\nderived:\n"
    for index in 1...300 { yaml += "  x\(index): {formula: x\(index - 1) + 1}\n" }
    // Declared in order, each rests on what is settled.
    #expect(try DataModelTests.store(yaml).figure("x300", at: here).value == 301)
  }

  @Test("Rows are seen through datum, value columns as figures and the others as numbers and texts")
  func rows() throws {
    let store = try store(
      "tables:\n  t: {file: t.csv, unit: percent}",
      files: ["t.csv": "year,group,value,my col\n2020,rural,50,1\n2021,urban,61.2,2\n2022,urban,,3\n"])
    let table = try store.table("t", at: here)
    func rows(_ source: String) throws -> [Int] {
      let filter = try store.rowExpression(source, at: here)
      return try (0..<3).filter { try filter.evaluation(over: table).holds($0) }
    }
    #expect(try rows("datum.year >= 2021") == [1, 2])
    #expect(try rows("datum.group == 'urban' && datum.value > 55") == [1])
    #expect(try rows("isValid(datum.value)") == [0, 1])
    #expect(try rows("datum['my col'] < 3") == [0, 1])
    #expect(try rows("stated(datum.value) > 49.9") == [0, 1])
    let undecided = try #require(
      diagnostic { () throws(Diagnostic) in
        _ = try store.rowExpression("datum.value > 50", at: here).evaluation(over: table).holds(0)
      })
    #expect(undecided.id == "expression.undecided")
    let misspelt = try #require(
      diagnostic { () throws(Diagnostic) in
        _ = try store.rowExpression("datum.yaer > 50", at: here).evaluation(over: table).holds(0)
      })
    #expect(misspelt.id == "data.unknown-column" && misspelt.hint == "did you mean 'year'?")
    let bare = try #require(
      diagnostic { () throws(Diagnostic) in
        _ = try store.rowExpression("year > 50", at: here).evaluation(over: table).holds(0)
      })
    #expect(bare.hint == "did you mean 'datum.year'?")
    guard
      case .figure(let doubled) = try store.rowExpression("datum.value * 2", at: here).evaluation(
        over: table
      ).value(0)
    else {
      Issue.record("no figure")
      return
    }
    #expect(doubled.interval.description == "[99, 101]" && doubled.unit == .percent)
    // A made column is seen like one that was read.
    let more = table.adding("twice", [.figure(doubled), .number(3), .null])
    #expect(try store.rowExpression("datum.twice", at: here).evaluation(over: more).value(1).number == 3)
    #expect(more.selecting(rows: [1, 0]).number(0, 0) == 2021)
  }

  @Test("Parameters are seen by name")
  func parameters() throws {
    let store = try store(
      "observations:\n  x: {value: 5}",
      parameters: [
        "region": TestYAML.node("code: north\nlimit: 4\nlist: [1, 2]"),
        "flag": SourceNode(.scalar("true", isPlain: true), at: here),
      ])
    #expect(try store.condition("x > region.limit && flag && region.code == 'north'", at: here))
    #expect(try store.print("region.code", at: here).text == "north")
    #expect(try store.condition("sum(region.list) = 3", at: here))
  }

  @Test("Columns of tables are series")
  func series() throws {
    let store = try store(
      "tables:\n  t: {file: t.csv}\nderived:\n  total: {formula: sum(t.value)}",
      files: ["t.csv": "k,value,unit\na,10,percent\nb,12,percent\nc,,percent\n"])
    #expect(try store.figure("total", at: here).interval.description == "[21, 23]")
    #expect(try store.condition("trend(t.value) == 'rising'", at: here))
    let found = try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.value(of: "t.valeu", at: here) })
    #expect(found.id == "data.unknown-column" && found.hint == "did you mean 'value'?")
  }
}
