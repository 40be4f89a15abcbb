/// Reads `{#id .class key=value key="a value"}`, Pandoc's notation for attributes.
enum AttributeParser {
  /// Reads the attributes whose `{` is at an offset.
  ///
  /// - Parameters:
  ///   - start: The offset of the `{`.
  ///   - byte: The byte at an offset; 0 after the last.
  /// - Returns: The attributes, with offsets in the same text, and the offset after the `}`; nil where it is no list of
  ///   attributes.
  static func parse(from start: Int, byte: (Int) -> UInt8) -> (attributes: Attributes, end: Int)? {
    var at = start + 1
    var attributes = Attributes()
    while true {
      while isSpace(byte(at)) { at += 1 }
      switch byte(at) {
      case UInt8(ascii: "}"): return (attributes, at + 1)
      case UInt8(ascii: "#"):
        guard let name = word(from: at + 1, byte: byte), attributes.identifier == nil else { return nil }
        attributes.identifier = name
        at = Int(name.end)
      case UInt8(ascii: "."):
        guard let name = word(from: at + 1, byte: byte) else { return nil }
        attributes.classes.append(name)
        at = Int(name.end)
      case let first where isWordByte(first):
        guard let key = word(from: at, byte: byte), byte(Int(key.end)) == UInt8(ascii: "="),
          let (value, end) = value(from: Int(key.end) + 1, byte: byte)
        else { return nil }
        attributes.pairs.append(Attributes.Pair(key: key, value: value))
        at = end
      default: return nil
      }
      // Parts are kept apart by spaces.
      guard isSpace(byte(at)) || byte(at) == UInt8(ascii: "}") else { return nil }
    }
  }

  /// The same for bytes in an array.
  static func parse(_ bytes: [UInt8], from start: Int, to end: Int) -> (attributes: Attributes, end: Int)? {
    parse(from: start) { $0 < end ? bytes[$0] : 0 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 9 || byte == 10 || byte == 13 }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte >= 0x80 || byte == 0x5F
      || byte == 0x2D
  }

  /// A name: letters, digits, `_`, `-`, and within it `.` and `:`.
  private static func word(from start: Int, byte: (Int) -> UInt8) -> PlacedText? {
    var at = start
    var bytes: [UInt8] = []
    while isWordByte(byte(at)) || (at > start && (byte(at) == 0x2E || byte(at) == 0x3A)) {
      bytes.append(byte(at))
      at += 1
    }
    guard !bytes.isEmpty else { return nil }
    return PlacedText(String(decoding: bytes, as: UTF8.self), start: Int32(start), end: Int32(at))
  }

  private static func value(from start: Int, byte: (Int) -> UInt8) -> (PlacedText, end: Int)? {
    var at = start
    var bytes: [UInt8] = []
    let quote = byte(at)
    guard quote == 0x22 || quote == 0x27 else {
      while byte(at) != 0, !isSpace(byte(at)), byte(at) != UInt8(ascii: "}") {
        bytes.append(byte(at))
        at += 1
      }
      guard at > start else { return nil }
      return (PlacedText(String(decoding: bytes, as: UTF8.self), start: Int32(start), end: Int32(at)), at)
    }
    at += 1
    while byte(at) != quote {
      guard byte(at) != 0 else { return nil }
      if byte(at) == UInt8(ascii: "\\"), byte(at + 1) == quote || byte(at + 1) == UInt8(ascii: "\\") {
        at += 1
      }
      bytes.append(byte(at))
      at += 1
    }
    return (
      PlacedText(String(decoding: bytes, as: UTF8.self), start: Int32(start + 1), end: Int32(at)), at + 1
    )
  }
}
