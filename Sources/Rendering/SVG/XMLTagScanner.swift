/// A tag of an XML file.
struct XMLTag {
  enum Kind { case start, end, empty }
  struct Attribute {
    var name: String
    /// As written, with entities.
    var value: ArraySlice<UInt8>
  }
  var kind: Kind
  var name: String
  var attributes: [Attribute]

  subscript(name: String) -> ArraySlice<UInt8>? { attributes.first { $0.name == name }?.value }
}

/// Reads the tags of XML that Cairo wrote, which has no text between tags, no comments and no CDATA.
struct XMLTagScanner {
  private let source: [UInt8]
  private var position = 0

  init(_ source: [UInt8]) { self.source = source }

  mutating func next() throws(RenderingError) -> XMLTag? {
    while true {
      guard let open = source[position...].firstIndex(of: UInt8(ascii: "<")) else { return nil }
      position = open + 1
      guard position < source.count else { throw malformed }
      if source[position] == UInt8(ascii: "?") || source[position] == UInt8(ascii: "!") {
        guard let end = source[position...].firstIndex(of: UInt8(ascii: ">")) else { throw malformed }
        position = end + 1
        continue
      }
      return try tag()
    }
  }

  private var malformed: RenderingError {
    RenderingError("writing an SVG", "Cairo's file has an unknown form")
  }

  private mutating func tag() throws(RenderingError) -> XMLTag {
    var tag = XMLTag(kind: .start, name: "", attributes: [])
    if source[position] == UInt8(ascii: "/") {
      tag.kind = .end
      position += 1
    }
    tag.name = word()
    while true {
      while position < source.count, source[position] <= 32 { position += 1 }
      guard position < source.count else { throw malformed }
      switch source[position] {
      case UInt8(ascii: ">"):
        position += 1
        return tag
      case UInt8(ascii: "/"):
        tag.kind = .empty
        position += 1
      default:
        let name = word()
        guard position + 1 < source.count, source[position] == UInt8(ascii: "="),
          case let quote = source[position + 1], quote == 0x22 || quote == 0x27,
          let end = source[(position + 2)...].firstIndex(of: quote)
        else { throw malformed }
        tag.attributes.append(XMLTag.Attribute(name: name, value: source[(position + 2)..<end]))
        position = end + 1
      }
    }
  }

  private mutating func word() -> String {
    let start = position
    while position < source.count, !isEndOfWord(source[position]) { position += 1 }
    return String(decoding: source[start..<position], as: UTF8.self)
  }

  private func isEndOfWord(_ c: UInt8) -> Bool {
    c <= 32 || c == UInt8(ascii: "=") || c == UInt8(ascii: "/") || c == UInt8(ascii: ">")
  }
}
