import Diagnostics
import Yams

/// Reads YAML by the 1.2 core schema: scalars keep their text, and what type they are is decided on asking.
public enum YAML {
  /// Reads one YAML document.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - file: The name of the file that it stands in.
  ///   - firstLine: The line of the file that the text begins on.
  ///   - indent: How many characters of each line of the file stand before the text, as in a fence within a list.
  ///   - diagnostics: Gets what is wrong, with its place.
  /// - Returns: Nil where the text is empty or is no YAML.
  public static func parse(
    text: String, file: String, firstLine: Int = 1, indent: Int = 0, into diagnostics: inout Diagnostics
  ) -> SourceNode? {
    var reader = YAMLReader(text: text, file: file, firstLine: firstLine, indent: indent)
    let node = reader.read()
    diagnostics.add(contentsOf: reader.found)
    return node
  }
}

/// A line and column from 1; columns count Unicode scalars.
private struct Place {
  var line: Int
  var column: Int
  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
  init(_ mark: Mark?) { self.init(line: mark?.line ?? 1, column: mark?.column ?? 1) }
}

private struct YAMLReader {
  let file: String
  let firstLine: Int
  let indent: Int
  var source: SourceFile
  var found: [Diagnostic] = []
  /// How many nodes may still be made; aliases could otherwise multiply a small file without end.
  var budget = 2_000_000

  /// Stands in for the first character of a key that is there twice, so that the rest of the file can be read.
  static let duplicateMark: Unicode.Scalar = "\u{E000}"

  init(text: String, file: String, firstLine: Int, indent: Int) {
    self.file = file
    self.firstLine = firstLine
    self.indent = indent
    source = SourceFile(name: file, bytes: Array(text.utf8), base: 0)
  }

  mutating func read() -> SourceNode? {
    quoteFigures()
    for _ in 0..<50 {
      do {
        let text = String(decoding: source.bytes, as: UTF8.self)
        guard let root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else {
          return nil
        }
        return convert(root, depth: 0)
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        guard let name = names.first, hideDuplicate(name, first: Place(context.mark)) else { return nil }
      } catch let error as YamlError {
        found.append(diagnostic(for: error))
        return nil
      } catch {
        found.append(.error("yaml.unreadable", "the YAML cannot be read", at: place(line: 1, column: 1)))
        return nil
      }
    }
    return nil
  }

  // MARK: Places

  func place(line: Int, column: Int, length: Int = 1) -> SourceRange {
    let column = column + indent
    return SourceRange(file: file, line: firstLine + line - 1, columns: column..<(column + length))
  }

  func lineText(_ line: Int) -> String {
    String(decoding: source.bytes[source.lineBytes(line - 1)], as: UTF8.self)
  }

  /// The byte offset of a mark.
  func offset(of mark: Place) -> Int {
    let range = source.lineBytes(mark.line - 1)
    var column = 1
    var at = range.lowerBound
    while at < range.upperBound, column < mark.column {
      at += 1
      while at < range.upperBound, source.bytes[at] & 0xC0 == 0x80 { at += 1 }
      column += 1
    }
    return at
  }

  func range(from start: Int, to end: Int) -> SourceRange {
    let (line, column) = source.place(at: start)
    let (endLine, endColumn) = source.place(at: end)
    return SourceRange(
      file: file, line: firstLine + line - 1, column: column + indent, endLine: firstLine + endLine - 1,
      endColumn: endColumn + indent)
  }

  // MARK: Values

  mutating func convert(_ node: Node, depth: Int) -> SourceNode {
    budget -= 1
    let mark = Place(node.mark)
    guard budget > 0, depth < 200 else {
      if !found.contains(where: { $0.id == "yaml.too-large" }) {
        found.append(
          .error(
            "yaml.too-large", "the YAML is nested too deeply, or its aliases make it too large",
            at: place(line: mark.line, column: mark.column)))
      }
      return SourceNode(.scalar("", isPlain: true), at: place(line: mark.line, column: mark.column))
    }
    switch node {
    case .scalar(let scalar):
      return SourceNode(
        .scalar(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any),
        at: scalarRange(scalar, at: mark))
    case .sequence(let sequence):
      let items = sequence.map { convert($0, depth: depth + 1) }
      return SourceNode(.sequence(items), at: hull(from: mark, to: items.last?.range))
    case .mapping(let mapping):
      var entries: [SourceNode.Entry] = []
      entries.reserveCapacity(mapping.count)
      for (key, value) in mapping {
        guard let name = key.scalar?.string else {
          found.append(unquotedFigure(at: key.mark.map { Place($0) } ?? mark))
          continue
        }
        if name.unicodeScalars.first == Self.duplicateMark { continue }
        entries.append(
          SourceNode.Entry(
            key: name, keyRange: convert(key, depth: depth + 1).range, value: convert(value, depth: depth + 1)
          ))
      }
      return SourceNode(.mapping(entries), at: hull(from: mark, to: entries.last?.value.range))
    case .alias:
      return SourceNode(.scalar("", isPlain: true), at: place(line: mark.line, column: mark.column))
    }
  }

  func hull(from mark: Place, to last: SourceRange?) -> SourceRange {
    var range = place(line: mark.line, column: mark.column)
    if let last, (last.endLine, last.endColumn) > (range.line, range.column) {
      range.endLine = last.endLine
      range.endColumn = last.endColumn
    }
    return range
  }

  func scalarRange(_ scalar: Node.Scalar, at mark: Place) -> SourceRange {
    let start = offset(of: mark)
    let bytes = source.bytes
    let lineEnd = source.lineBytes(mark.line - 1).upperBound
    switch scalar.style {
    case .doubleQuoted, .singleQuoted:
      guard start < bytes.count else { break }
      // An anchor or tag may stand before the quote.
      let quote: UInt8 = scalar.style == .doubleQuoted ? 0x22 : 0x27
      guard var at = bytes[start..<lineEnd].firstIndex(of: quote) else { break }
      at += 1
      while at < bytes.count {
        if bytes[at] == UInt8(ascii: "\\"), quote == 0x22 {
          at += 2
        } else if bytes[at] == quote {
          guard quote == 0x27, at + 1 < bytes.count, bytes[at + 1] == quote else { break }
          at += 2
        } else {
          at += 1
        }
      }
      return range(from: start, to: min(at + 1, bytes.count))
    case .literal, .folded:
      return range(from: start, to: lineEnd)
    case .plain, .any:
      let text = Array(scalar.string.utf8)
      if bytes[start...].starts(with: text) { return range(from: start, to: start + text.count) }
    }
    return range(from: start, to: lineEnd)
  }
}

// MARK: - Mistakes

extension YAMLReader {
  /// Puts values that begin with `{{` or `@` into quotes, as YAML asks for, and says so.
  mutating func quoteFigures() {
    guard source.bytes.contains(UInt8(ascii: "{")) || source.bytes.contains(UInt8(ascii: "@")) else { return }
    var bytes: [UInt8] = []
    var copied = 0
    var blockIndent: Int?
    for line in source.lineStarts.indices {
      let range = source.lineBytes(line)
      let content = source.bytes[range]
      guard let first = content.firstIndex(where: { $0 != 0x20 }) else { continue }
      // The lines of a block scalar are text, whatever they look like.
      if let outer = blockIndent {
        if first - range.lowerBound > outer { continue }
        blockIndent = nil
      }
      guard let value = valueStart(in: content, from: first) else { continue }
      if source.bytes[value] == UInt8(ascii: "|") || source.bytes[value] == UInt8(ascii: ">") {
        blockIndent = first - range.lowerBound
      }
      let rest = content[value...]
      guard rest.starts(with: Array("{{".utf8)) || rest.first == UInt8(ascii: "@") else { continue }
      let written = String(decoding: rest, as: UTF8.self)
      let trimmed = trimEnd(rest)
      found.append(
        .error(
          "yaml.unquoted",
          "a value that begins with \(written.hasPrefix("@") ? "@" : "{{ }}") has to be quoted in YAML",
          at: self.range(from: value, to: trimmed),
          hint:
            "write \(String(decoding: source.bytes[first..<value], as: UTF8.self))\(quoted(rest[..<trimmed]))"
        ))
      bytes += source.bytes[copied..<value]
      bytes += Array(quoted(rest[..<trimmed]).utf8)
      copied = trimmed
    }
    guard copied > 0 else { return }
    bytes += source.bytes[copied...]
    source = SourceFile(name: file, bytes: bytes, base: 0)
  }

  func trimEnd(_ bytes: ArraySlice<UInt8>) -> Int {
    var end = bytes.endIndex
    while end > bytes.startIndex, bytes[end - 1] == 0x20 || bytes[end - 1] == 9 { end -= 1 }
    return end
  }

  func quoted(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("\"") else { return "\"\(text)\"" }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// Where the value begins on a line of a block mapping or sequence: after `- ` and `key: `.
  func valueStart(in line: ArraySlice<UInt8>, from first: Int) -> Int? {
    var at = first
    func skipSpaces() { while at < line.endIndex, line[at] == 0x20 { at += 1 } }
    while at + 1 < line.endIndex, line[at] == UInt8(ascii: "-"), line[at + 1] == 0x20 {
      at += 1
      skipSpaces()
    }
    let item = at
    // A plain key: letters, digits and what ids are made of.
    while at < line.endIndex {
      let byte = line[at]
      let isWord =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte >= 0x80 || byte == 0x5F
        || byte == 0x2E || byte == 0x2D
      guard isWord else { break }
      at += 1
    }
    if at > item, at + 1 < line.endIndex, line[at] == UInt8(ascii: ":"), line[at + 1] == 0x20 {
      at += 1
      skipSpaces()
      return at < line.endIndex ? at : nil
    }
    return item > first && item < line.endIndex ? item : nil
  }

  func unquotedFigure(at mark: Place) -> Diagnostic {
    let line = lineText(mark.line)
    guard line.contains("{{") else {
      return .error(
        "yaml.key", "a key has to be a word", at: place(line: mark.line, column: mark.column),
        hint: "put a value that begins with { or [ in quotes")
    }
    return .error(
      "yaml.unquoted", "a value with {{ }} has to be quoted in YAML",
      at: place(line: mark.line, column: mark.column), hint: "write \(quotingFigures(in: line))")
  }

  /// The line with each `{{ … }}` in quotes that has none yet.
  func quotingFigures(in line: String) -> String {
    var result = ""
    var rest = Substring(line)
    while let character = rest.first {
      if rest.hasPrefix("{{"), let end = rest.firstRange(of: "}}") {
        result += "\"" + rest[..<end.upperBound] + "\""
        rest = rest[end.upperBound...]
      } else {
        result.append(character)
        rest.removeFirst()
      }
    }
    return String(result.drop { $0 == " " })
  }

  /// Reports a key that a mapping has twice and takes the second out of the way.
  mutating func hideDuplicate(_ name: String, first: Place) -> Bool {
    let key = Array(name.utf8)
    guard !key.isEmpty else { return false }
    var bytes = source.bytes
    var at = offset(of: first) + 1
    let isQuoted = bytes[at - 1] == 0x22 || bytes[at - 1] == 0x27
    while at + key.count <= bytes.count {
      let previous = bytes[at - 1]
      let isStart =
        previous == 10 || previous == 0x20 || previous == 0x2C || previous == 0x7B || previous == 0x22
        || previous == 0x27
      var next = at + key.count
      if isStart, bytes[at..<next].elementsEqual(key) {
        if next < bytes.count, bytes[next] == 0x22 || bytes[next] == 0x27 { next += 1 }
        while next < bytes.count, bytes[next] == 0x20 { next += 1 }
        let (line, column) = source.place(at: at)
        let isColon = next < bytes.count && bytes[next] == 0x3A
        // In a block mapping, keys of one mapping stand in one column.
        if isColon, line == first.line || column == first.column + (isQuoted ? 1 : 0) {
          found.append(
            .error(
              "yaml.duplicate-key", "the key '\(name)' is there twice",
              at: range(from: at, to: at + key.count),
              hint: "the first is in line \(firstLine + first.line - 1); keep one of them"))
          var end = at + 1
          while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
          bytes.replaceSubrange(at..<end, with: Array(String(Self.duplicateMark).utf8))
          source = SourceFile(name: file, bytes: bytes, base: 0)
          return true
        }
      }
      at += 1
    }
    found.append(
      .error(
        "yaml.duplicate-key", "the key '\(name)' is there twice",
        at: place(line: first.line, column: first.column)))
    return false
  }

  func diagnostic(for error: YamlError) -> Diagnostic {
    let (problem, context, mark): (String, YamlError.Context?, Place)
    switch error {
    case .scanner(let where_, let what, let at, _), .parser(let where_, let what, let at, _),
      .composer(let where_, let what, let at, _):
      (problem, context, mark) = (what, where_, Place(at))
    case .reader(let what, let offset, _, _):
      let bytes = source.bytes
      let (line, column) = source.place(at: min(offset ?? 0, bytes.count))
      (problem, context, mark) = (what, nil, Place(line: line, column: column))
    default:
      (problem, context, mark) = ("the YAML cannot be read", nil, Place(line: 1, column: 1))
    }
    // The scanner often notices only on the line after the one that is wrong.
    for line in [mark.line, mark.line - 1, context?.mark.line ?? mark.line] where line >= 1 {
      if lineText(line).contains("{{"), !lineText(line).contains("\"{{") {
        return unquotedFigure(at: Place(line: line, column: 1 + lineText(line).prefix { $0 == " " }.count))
      }
    }
    let inside = context.map {
      $0.mark.line == mark.line ? "" : " (in what began in line \(firstLine + $0.mark.line - 1))"
    }
    return .error(
      "yaml.syntax", "the YAML cannot be read: \(problem)\(inside ?? "")",
      at: place(line: mark.line, column: mark.column), hint: hint(for: problem, line: mark.line))
  }

  func hint(for problem: String, line: Int) -> String {
    let text = lineText(line)
    if text.contains("\t") { return "indent with spaces; YAML does not allow tabs" }
    switch problem {
    case "mapping values are not allowed in this context":
      return "a text with ': ' in it has to be quoted; or the line is indented too far"
    case "could not find expected ':'":
      return "a key is followed by ': ' and its value; a long text has to be quoted"
    case "did not find expected key", "did not find expected <block end>",
      "did not find expected '-' indicator":
      return
        "look at the indentation of this line and the one before: keys of one mapping stand in one column"
    case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
      return "a bracket opened here or above is not closed, or a comma is missing"
    case "found unexpected end of stream": return "a quote that was opened is never closed"
    case "found character that cannot start any token":
      return "a value that begins with @, ` or % has to be quoted"
    case "found undefined alias": return "a value that begins with * has to be quoted"
    default: return "put the value in quotes if it holds : # { } [ ] , & * ! | > ' \" % @"
    }
  }
}
