import Authoring
import Diagnostics
import Testing

@Suite("YAML")
struct YAMLTests {
  func read(_ text: String, firstLine: Int = 1) -> (SourceNode?, [Diagnostic]) {
    var diagnostics = Diagnostics()
    let node = YAML.parse(text: text, file: "data.yaml", firstLine: firstLine, into: &diagnostics)
    return (node, diagnostics.all)
  }

  @Test("Scalars keep their text, and only true, false, null and JSON's numbers have a type")
  func scalars() throws {
    let (node, found) = read("a: NO\nb: 12:30\nc: 010\nd: 69.20\ne: true\nf: ~\ng: \"1\"\nh: 2025-07-21\n")
    let root = try #require(node)
    #expect(found.isEmpty)
    #expect(root["a"]?.text == "NO" && root["a"]?.bool == nil)
    #expect(root["b"]?.text == "12:30" && root["b"]?.numberText == nil)
    #expect(root["c"]?.text == "010" && root["c"]?.numberText == nil)
    #expect(root["d"]?.numberText == "69.20")
    #expect(root["e"]?.bool == true)
    #expect(root["f"]?.isNull == true)
    #expect(root["g"]?.numberText == nil && root["g"]?.text == "1")
    #expect(root["h"]?.text == "2025-07-21")
  }

  @Test("Every value has its place, in characters and not bytes")
  func places() throws {
    let (node, _) = read("é: {name: \"Zürich\", n: 5}\nlist:\n  - one\n", firstLine: 10)
    let root = try #require(node)
    let name = try #require(root["é"]?["name"])
    #expect(name.range == SourceRange(file: "data.yaml", line: 10, columns: 11..<19))
    #expect(root["é"]?["n"]?.range == SourceRange(file: "data.yaml", line: 10, columns: 24..<25))
    #expect(root["list"]?.items?[0].range == SourceRange(file: "data.yaml", line: 12, columns: 5..<8))
    #expect(root.entries?[1].keyRange == SourceRange(file: "data.yaml", line: 11, columns: 1..<5))
  }

  @Test("A key that is there twice is an error at the second, and the rest is read")
  func duplicates() throws {
    let (node, found) = read("a: 1\nb: 2\na: 3\nc: {x: 1, x: 2}\nd: 4\n")
    #expect(found.map(\.id) == ["yaml.duplicate-key", "yaml.duplicate-key"])
    #expect(Set(found.map(\.range.line)) == [3, 4])
    #expect(found.first { $0.range.line == 4 }?.range.column == 11)
    #expect(node?["a"]?.text == "1" && node?["d"]?.text == "4" && node?["c"]?["x"]?.text == "1")
  }

  @Test("A value that begins with {{ or @ must be quoted; the hint shows how, and reading goes on")
  func unquoted() throws {
    let (node, found) = read(
      "title: {{ a.b | bare }}\nby: @cnnic\nitems:\n  - value: {{ c }}\nok: \"{{ d }}\"\n")
    #expect(found.map(\.id) == ["yaml.unquoted", "yaml.unquoted", "yaml.unquoted"])
    #expect(found[0].hint == "write title: \"{{ a.b | bare }}\"")
    #expect(found[1].hint == "write by: \"@cnnic\"")
    #expect(found[2].hint == "write - value: \"{{ c }}\"")
    #expect(found[2].range == SourceRange(file: "data.yaml", line: 4, columns: 12..<19))
    #expect(node?["title"]?.text == "{{ a.b | bare }}" && node?["ok"]?.text == "{{ d }}")
  }

  @Test("{{ }} inside braces is told apart from a mapping")
  func unquotedInFlow() {
    let (_, found) = read("tiles:\n  - {value: {{ a }}, label: A}\n")
    #expect(found.map(\.id) == ["yaml.unquoted"])
    #expect(found.first?.range.line == 2)
    #expect(found.first?.hint == "write - {value: \"{{ a }}\", label: A}")
  }

  @Test("Broken YAML is one diagnostic with its place and a hint")
  func broken() throws {
    for (text, line) in [
      ("a: b: c\n", 1), ("a: [1, 2\nb: 3\n", 2), ("a: \"x\n", 2), ("a: 1\n\tb: 2\n", 2), ("a: 1\n b: 2\n", 2),
    ] {
      let (_, found) = read(text)
      #expect(found.count == 1, "\(text)")
      #expect(found.first?.id == "yaml.syntax")
      #expect(found.first?.range.line == line, "\(text): \(found)")
      #expect(found.first?.hint != nil)
    }
  }

  @Test("JSON is read into the same tree, with places")
  func json() throws {
    var diagnostics = Diagnostics()
    let node = JSON.parse(
      text: "{\"a\": [1, 2.50, \"é\\u00e9\\ud83d\\ude00\"],\n \"b\": null}", file: "d.json",
      into: &diagnostics)
    #expect(diagnostics.all.isEmpty)
    #expect(node?["a"]?.items?.map(\.text) == ["1", "2.50", "éé😀"])
    #expect(node?["b"]?.isNull == true)
    #expect(node?["b"]?.range == SourceRange(file: "d.json", line: 2, columns: 7..<11))
    #expect(JSON.parse(text: "{\"a\": [1, }", file: "d.json", into: &diagnostics) == nil)
    #expect(diagnostics.all.map(\.range) == [SourceRange(file: "d.json", line: 1, columns: 11..<12)])
  }
}
