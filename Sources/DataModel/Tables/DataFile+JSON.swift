import Diagnostics

extension DataFile {
  /// Reads a JSON array of objects (RFC 8259), of which those within others are columns `a.b`.
  ///
  /// - Parameter property: Where in the file the array is, such as `data.rows`.
  static func json(
    _ input: InputFile, property: String? = nil, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> DataFile? {
    _ = try input.text()
    var reader = JSONReader(input)
    var root = try reader.document()
    for part in (property ?? "").split(separator: ".") {
      guard let inner = root[String(part)] else {
        throw .error(
          "json.no-property", "the file has no '\(part)'\(property.map { " of '\($0)'" } ?? "")", at: root.range,
          hint: didYouMean(String(part), in: (root.entries ?? []).map(\.key)))
      }
      root = inner
    }
    guard let rows = root.items else {
      throw .error(
        "json.not-an-array", "the file has to hold an array of objects", at: root.range,
        hint: root.entries?.first { $0.value.items != nil }.map {
          "the rows may be its '\($0.key)': write 'format: {property: \($0.key)}'"
        }
          ?? "write [{\"date\": \"2025-06\", \"value\": 322}]")
    }
    return objects(rows, name: input.name, into: &diagnostics)
  }
}

/// Reads JSON into a tree with the place of each value.
struct JSONReader {
  private let file: String
  private let bytes: [UInt8]
  private var at: Int
  private var line = 1
  private var lineStart: Int
  private var depth = 0
  /// A place in the line and its column, from which those after it are counted: a line may be a whole file.
  private var counted: (offset: Int, column: Int)

  init(_ input: InputFile) {
    file = input.name
    bytes = input.bytes
    at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = at
    counted = (at, 1)
  }

  mutating func document() throws(Diagnostic) -> SourceNode {
    let node = try value()
    skipSpace()
    if at < bytes.count { throw mistake("nothing is expected after the value") }
    return node
  }

  private mutating func column(_ offset: Int) -> Int {
    if offset < counted.offset || counted.offset < lineStart { counted = (lineStart, 1) }
    while counted.offset < offset {
      if bytes[counted.offset] & 0xC0 != 0x80 { counted.column += 1 }
      counted.offset += 1
    }
    return counted.column
  }
  private mutating func mistake(_ message: String) -> Diagnostic {
    let column = column(at)
    return .error(
      "json.invalid", message, at: SourceRange(file: file, line: line, columns: column..<(column + 1)))
  }
  private mutating func skipSpace() {
    while at < bytes.count, [32, 9, 10, 13].contains(bytes[at]) {
      if bytes[at] == 10 {
        line += 1
        lineStart = at + 1
      }
      at += 1
    }
  }
  private mutating func place(from start: (line: Int, column: Int)) -> SourceRange {
    SourceRange(file: file, line: start.line, column: start.column, endLine: line, endColumn: column(at))
  }

  private mutating func value() throws(Diagnostic) -> SourceNode {
    skipSpace()
    guard at < bytes.count else { throw mistake("the file ends where a value is expected") }
    guard depth < 100 else { throw mistake("the file is nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    let start = (line, column(at))
    switch bytes[at] {
    case UInt8(ascii: "{"): return SourceNode(.mapping(try members()), at: place(from: start))
    case UInt8(ascii: "["): return SourceNode(.sequence(try elements()), at: place(from: start))
    case UInt8(ascii: "\""): return SourceNode(.scalar(try string(), isPlain: false), at: place(from: start))
    default:
      let first = at
      while at < bytes.count, ![32, 9, 10, 13, 44, 93, 125].contains(bytes[at]) { at += 1 }
      let word = String(decoding: bytes[first..<at], as: UTF8.self)
      guard ["true", "false", "null"].contains(word) || isJSONNumber(word) else {
        at = first
        throw mistake("'\(word.prefix(20))' is not a JSON value")
      }
      return SourceNode(.scalar(word, isPlain: true), at: place(from: start))
    }
  }

  private mutating func members() throws(Diagnostic) -> [SourceNode.Entry] {
    at += 1
    var entries: [SourceNode.Entry] = []
    skipSpace()
    if take("}") { return entries }
    repeat {
      skipSpace()
      let start = (line, column(at))
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
        throw mistake("a name in quotes is expected")
      }
      let key = try string()
      let range = place(from: start)
      skipSpace()
      guard take(":") else { throw mistake("':' is expected") }
      entries.append(SourceNode.Entry(key: key, keyRange: range, value: try value()))
      skipSpace()
    } while take(",")
    guard take("}") else { throw mistake("',' or '}' is expected") }
    return entries
  }

  private mutating func elements() throws(Diagnostic) -> [SourceNode] {
    at += 1
    var items: [SourceNode] = []
    skipSpace()
    if take("]") { return items }
    repeat {
      items.append(try value())
      skipSpace()
    } while take(",")
    guard take("]") else { throw mistake("',' or ']' is expected") }
    return items
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: sign) else { return false }
    at += 1
    return true
  }

  private mutating func string() throws(Diagnostic) -> String {
    at += 1
    var text: [UInt8] = []
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
      guard bytes[at] >= 32 else { throw mistake("a text must not hold a line end") }
      guard bytes[at] == UInt8(ascii: "\\") else {
        text.append(bytes[at])
        at += 1
        continue
      }
      at += 1
      guard at < bytes.count else { break }
      let simple: [UInt8: UInt8] = [
        34: 34, 92: 92, 47: 47, 98: 8, 102: 12, 110: 10, 114: 13, 116: 9,
      ]
      if let byte = simple[bytes[at]] {
        text.append(byte)
        at += 1
      } else if bytes[at] == UInt8(ascii: "u") {
        text += Array(String(Character(try escapedScalar())).utf8)
      } else {
        throw mistake("an unknown escape")
      }
    }
    guard take("\"") else { throw mistake("the text is not closed") }
    return String(decoding: text, as: UTF8.self)
  }

  /// `\u00e9`, and the pairs of surrogates that stand for what is beyond.
  private mutating func escapedScalar() throws(Diagnostic) -> Unicode.Scalar {
    let first = try hexUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
      bytes[at + 1] == UInt8(ascii: "u")
    else { throw mistake("half of a surrogate pair") }
    at += 1
    let second = try hexUnit()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw mistake("half of a surrogate pair") }
    return scalar
  }
  private mutating func hexUnit() throws(Diagnostic) -> UInt32 {
    guard at + 5 <= bytes.count,
      let unit = UInt32(String(decoding: bytes[(at + 1)..<(at + 5)], as: UTF8.self), radix: 16)
    else { throw mistake("four hexadecimal digits are expected after \\u") }
    at += 5
    return unit
  }
}
