import Glibc
import DataModel
import Diagnostics
import Testing

/// Files that exist in memory only.
struct MemoryReader: InputReading {
  var files: [String: String] = [:]
  var bytes: [String: [UInt8]] = [:]
  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    if let bytes = bytes[path] { return InputFile(name: path, bytes: bytes) }
    guard let text = files[path] else {
      throw .error(
        "input.missing", "there is no file '\(path)'", at: range ?? .file(path),
        hint: didYouMean(path, in: files.keys))
    }
    return InputFile(name: path, bytes: Array(text.utf8))
  }
}

/// Builds a tree as the reader of YAML would: mappings in braces by indentation, `{a: b}` and `[a, b]` in flow style,
/// quoted and plain scalars. Only what the tests write is understood.
struct TestYAML {
  private let lines: [(indent: Int, text: [Character], number: Int)]
  private var at = 0

  static func node(_ source: String) -> SourceNode {
    var reader = TestYAML(source)
    return reader.block(indent: 0) ?? SourceNode(.scalar("", isPlain: true), at: .file("data.yaml"))
  }

  private init(_ source: String) {
    lines = source.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      number, line in
      let indent = line.prefix { $0 == " " }.count
      return line.allSatisfy { $0 == " " } ? nil : (indent, Array(line), number + 1)
    }
  }

  private mutating func block(indent: Int) -> SourceNode? {
    var entries: [SourceNode.Entry] = []
    let first = at
    while at < lines.count, lines[at].indent == indent {
      let line = lines[at]
      var cursor = indent
      let key = plainKey(line, &cursor)
      at += 1
      while cursor < line.text.count, line.text[cursor] == " " { cursor += 1 }
      let value: SourceNode
      if cursor >= line.text.count {
        if at < lines.count, lines[at].indent > indent, let inner = block(indent: lines[at].indent) {
          value = inner
        } else {
          value = SourceNode(.scalar("", isPlain: true), at: place(line, cursor, cursor))
        }
      } else {
        value = flow(line, &cursor, isInside: false)
      }
      entries.append(.init(key: key.0, keyRange: key.1, value: value))
    }
    guard first < lines.count else { return nil }
    return SourceNode(
      .mapping(entries), at: place(lines[first], lines[first].indent, lines[first].text.count))
  }

  private func place(_ line: (indent: Int, text: [Character], number: Int), _ start: Int, _ end: Int)
    -> SourceRange
  {
    SourceRange(file: "data.yaml", line: line.number, columns: (start + 1)..<(end + 1))
  }

  private func plainKey(
    _ line: (indent: Int, text: [Character], number: Int), _ cursor: inout Int
  ) -> (String, SourceRange) {
    while line.text[cursor] == " " { cursor += 1 }
    let start = cursor
    while line.text[cursor] != ":" { cursor += 1 }
    defer { cursor += 1 }
    return (String(line.text[start..<cursor]), place(line, start, cursor))
  }

  private func flow(
    _ line: (indent: Int, text: [Character], number: Int), _ cursor: inout Int, isInside: Bool
  ) -> SourceNode {
    let text = line.text
    while cursor < text.count, text[cursor] == " " { cursor += 1 }
    let start = cursor
    if text[cursor] == "{" || text[cursor] == "[" {
      let isMapping = text[cursor] == "{"
      let close: Character = isMapping ? "}" : "]"
      cursor += 1
      var entries: [SourceNode.Entry] = []
      var items: [SourceNode] = []
      while true {
        while text[cursor] == " " || text[cursor] == "," { cursor += 1 }
        if text[cursor] == close { break }
        if isMapping {
          let key = plainKey(line, &cursor)
          entries.append(.init(key: key.0, keyRange: key.1, value: flow(line, &cursor, isInside: true)))
        } else {
          items.append(flow(line, &cursor, isInside: true))
        }
      }
      cursor += 1
      return SourceNode(isMapping ? .mapping(entries) : .sequence(items), at: place(line, start, cursor))
    }
    if text[cursor] == "\"" {
      cursor += 1
      while text[cursor] != "\"" { cursor += 1 }
      cursor += 1
      return SourceNode(
        .scalar(String(text[(start + 1)..<(cursor - 1)]), isPlain: false), at: place(line, start, cursor))
    }
    while cursor < text.count,
      !(isInside && (text[cursor] == "," || text[cursor] == "}" || text[cursor] == "]"))
    {
      cursor += 1
    }
    return SourceNode(.scalar(String(text[start..<cursor]), isPlain: true), at: place(line, start, cursor))
  }
}

let here = SourceRange(file: "report.md", line: 1, columns: 1..<1)

/// A store over YAML and files in memory, which must load without mistakes.
func store(
  _ yaml: String, files: [String: String] = [:], language: String = "en",
  parameters: [String: SourceNode] = [:]
) throws -> FigureStore {
  let (store, diagnostics) = loaded(yaml, files: files, language: language, parameters: parameters)
  try #require(diagnostics.all.isEmpty, "\(diagnostics.all)")
  return store
}

/// A store with whatever was found wrong.
func loaded(
  _ yaml: String, files: [String: String] = [:], language: String = "en",
  parameters: [String: SourceNode] = [:]
) -> (store: FigureStore, diagnostics: Diagnostics) {
  var diagnostics = Diagnostics()
  let store = FigureStore.load(
    TestYAML.node(yaml), file: "data.yaml", reader: MemoryReader(files: files),
    locale: NumberLocale(language: language), parameters: parameters, into: &diagnostics)
  return (store, diagnostics)
}

/// What a body throws.
func diagnostic(_ body: () throws(Diagnostic) -> Void) -> Diagnostic? {
  do { try body() } catch { return error }
  return nil
}

struct UnreadableFile: Error {
  var path: String
}

/// The bytes of a file in the folder `Fixtures` beside the tests.
func fixture(_ name: String) throws -> [UInt8] {
  let path = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Fixtures/" + name
  guard let file = fopen(path, "rb") else { throw UnreadableFile(path: path) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}
