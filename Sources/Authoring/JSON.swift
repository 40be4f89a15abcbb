import Diagnostics

/// Reads JSON (RFC 8259) into the same tree as YAML, with the place of each value.
public enum JSON {
  /// Reads one value.
  ///
  /// - Returns: Nil where the text is no JSON; the diagnostics then say where it fails.
  public static func parse(
    text: String, file: String, into diagnostics: inout Diagnostics
  ) -> SourceNode? {
    var reader = JSONReader(source: SourceFile(name: file, bytes: Array(text.utf8), base: 0))
    do {
      let node = try reader.document()
      diagnostics.add(contentsOf: reader.found)
      return node
    } catch {
      diagnostics.add(contentsOf: reader.found)
      diagnostics.add(error)
      return nil
    }
  }
}

private struct JSONReader {
  let source: SourceFile
  var at = 0
  var found: [Diagnostic] = []

  init(source: SourceFile) { self.source = source }

  func failure(_ message: String, hint: String? = nil) -> Diagnostic {
    .error(
      "json.syntax", message, at: source.range(from: at, to: min(at + 1, source.bytes.count)), hint: hint)
  }

  var byte: UInt8? { at < source.bytes.count ? source.bytes[at] : nil }

  mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 10 || byte == 13 || byte == 9 { at += 1 }
  }

  mutating func document() throws(Diagnostic) -> SourceNode {
    skipSpace()
    let node = try value(depth: 0)
    skipSpace()
    if at < source.bytes.count { throw failure("something follows the end of the JSON value") }
    return node
  }

  mutating func value(depth: Int) throws(Diagnostic) -> SourceNode {
    guard depth < 200 else { throw failure("the JSON is nested too deeply") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""):
      let start = at
      return SourceNode(.scalar(try string(), isPlain: false), at: source.range(from: start, to: at))
    case nil: throw failure("a value is missing at the end of the JSON")
    default: return try word()
    }
  }

  mutating func word() throws(Diagnostic) -> SourceNode {
    let start = at
    while let byte,
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x2D || byte == 0x2B
        || byte == 0x2E
    {
      at += 1
    }
    let text = String(decoding: source.bytes[start..<at], as: UTF8.self)
    guard text == "true" || text == "false" || text == "null" || isJSONNumber(text) else {
      at = start
      throw failure(
        text.isEmpty ? "a value is expected here" : "'\(text)' is no JSON value",
        hint: "texts stand in double quotes")
    }
    return SourceNode(.scalar(text, isPlain: true), at: source.range(from: start, to: at))
  }

  mutating func array(depth: Int) throws(Diagnostic) -> SourceNode {
    let start = at
    at += 1
    var items: [SourceNode] = []
    skipSpace()
    if byte == UInt8(ascii: "]") {
      at += 1
      return SourceNode(.sequence([]), at: source.range(from: start, to: at))
    }
    while true {
      skipSpace()
      items.append(try value(depth: depth + 1))
      skipSpace()
      if byte == UInt8(ascii: ",") {
        at += 1
      } else if byte == UInt8(ascii: "]") {
        at += 1
        return SourceNode(.sequence(items), at: source.range(from: start, to: at))
      } else {
        throw failure("a comma or ] is expected here")
      }
    }
  }

  mutating func object(depth: Int) throws(Diagnostic) -> SourceNode {
    let start = at
    at += 1
    var entries: [SourceNode.Entry] = []
    var keys: Set<String> = []
    skipSpace()
    if byte == UInt8(ascii: "}") {
      at += 1
      return SourceNode(.mapping([]), at: source.range(from: start, to: at))
    }
    while true {
      skipSpace()
      let keyStart = at
      guard byte == UInt8(ascii: "\"") else { throw failure("a key in double quotes is expected here") }
      let key = try string()
      let keyRange = source.range(from: keyStart, to: at)
      skipSpace()
      guard byte == UInt8(ascii: ":") else { throw failure("a colon is expected after the key") }
      at += 1
      skipSpace()
      let value = try value(depth: depth + 1)
      if keys.insert(key).inserted {
        entries.append(SourceNode.Entry(key: key, keyRange: keyRange, value: value))
      } else {
        found.append(
          .error(
            "json.duplicate-key", "the key '\(key)' is there twice", at: keyRange, hint: "keep one of them"))
      }
      skipSpace()
      if byte == UInt8(ascii: ",") {
        at += 1
      } else if byte == UInt8(ascii: "}") {
        at += 1
        return SourceNode(.mapping(entries), at: source.range(from: start, to: at))
      } else {
        throw failure("a comma or } is expected here")
      }
    }
  }

  mutating func string() throws(Diagnostic) -> String {
    at += 1
    var bytes: [UInt8] = []
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        at += 1
        try escape(into: &bytes)
      case 0..<0x20: throw failure("a text may not run over the end of a line", hint: "write \\n")
      default:
        bytes.append(byte)
        at += 1
      }
    }
    throw failure("a text is never closed")
  }

  mutating func escape(into bytes: inout [UInt8]) throws(Diagnostic) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(source.bytes[at])
    case UInt8(ascii: "b"): bytes.append(8)
    case UInt8(ascii: "f"): bytes.append(12)
    case UInt8(ascii: "n"): bytes.append(10)
    case UInt8(ascii: "r"): bytes.append(13)
    case UInt8(ascii: "t"): bytes.append(9)
    case UInt8(ascii: "u"):
      var unit = try hexadecimal()
      if (0xD800..<0xDC00).contains(unit) {
        guard at + 2 < source.bytes.count, source.bytes[at + 1] == 0x5C, source.bytes[at + 2] == 0x75 else {
          throw failure("half of a surrogate pair is missing")
        }
        at += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a surrogate pair is missing") }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw failure("half of a surrogate pair is missing") }
      bytes += Array(String(scalar).utf8)
    default: throw failure("an unknown escape", hint: "a backslash is written \\\\")
    }
    at += 1
  }

  /// The four digits after `\u`; leaves `at` on the last of them.
  mutating func hexadecimal() throws(Diagnostic) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      at += 1
      guard let byte, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits are expected after \\u")
      }
      value = value << 4 + UInt32(digit)
    }
    return value
  }
}
