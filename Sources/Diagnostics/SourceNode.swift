/// A value read from YAML, JSON or CSV, with the place where each part was written.
///
/// Scalars keep their text. Types follow YAML 1.2's core schema and only on asking: an unquoted `true`, `null` or JSON
/// number is one, everything else is a string.
public struct SourceNode: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public var key: String
    public var keyRange: SourceRange
    public var value: SourceNode
    public init(key: String, keyRange: SourceRange, value: SourceNode) {
      self.key = key
      self.keyRange = keyRange
      self.value = value
    }
  }

  public indirect enum Value: Hashable, Sendable {
    /// `isPlain` is false for a quoted or block scalar, which is always a string.
    case scalar(String, isPlain: Bool)
    case sequence([SourceNode])
    case mapping([Entry])
  }

  public var value: Value
  public var range: SourceRange

  public init(_ value: Value, at range: SourceRange) {
    self.value = value
    self.range = range
  }

  /// The text of a scalar, whatever its type.
  public var text: String? {
    if case .scalar(let text, _) = value { text } else { nil }
  }
  public var isNull: Bool {
    if case .scalar(let text, isPlain: true) = value { text.isEmpty || text == "null" || text == "~" } else { false }
  }
  public var bool: Bool? {
    guard case .scalar(let text, isPlain: true) = value else { return nil }
    return text == "true" ? true : text == "false" ? false : nil
  }
  /// The text of an unquoted JSON number, as written.
  public var numberText: String? {
    guard case .scalar(let text, isPlain: true) = value, isJSONNumber(text) else { return nil }
    return text
  }
  public var double: Double? { numberText.flatMap(Double.init) }
  public var int: Int? { numberText.flatMap { Int($0) } }

  public var items: [SourceNode]? {
    if case .sequence(let items) = value { items } else { nil }
  }
  public var entries: [Entry]? {
    if case .mapping(let entries) = value { entries } else { nil }
  }
  /// The value under a key of a mapping.
  public subscript(key: String) -> SourceNode? {
    entries?.first { $0.key == key }?.value
  }
}

/// Whether a text is a number by JSON's grammar (RFC 8259), which allows no leading zeros, plus sign or bare point.
public func isJSONNumber(_ text: String) -> Bool {
  var bytes = Substring(text).utf8
  func digits() -> Int {
    var count = 0
    while let first = bytes.first, (48...57).contains(first) {
      bytes.removeFirst()
      count += 1
    }
    return count
  }
  if bytes.first == UInt8(ascii: "-") { bytes.removeFirst() }
  if bytes.first == UInt8(ascii: "0") {
    bytes.removeFirst()
  } else if digits() == 0 {
    return false
  }
  if bytes.first == UInt8(ascii: ".") {
    bytes.removeFirst()
    if digits() == 0 { return false }
  }
  if let first = bytes.first, first | 32 == UInt8(ascii: "e") {
    bytes.removeFirst()
    if let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { bytes.removeFirst() }
    if digits() == 0 { return false }
  }
  return bytes.isEmpty
}
