/// `[name]`, `[name=value]` and their kin.
struct AttributeTest: Hashable, Sendable {
  enum Operator: String, Hashable, Sendable {
    case exists = ""
    case equals = "="
    /// One of the words is the value.
    case hasWord = "~="
    /// The value, or it and a hyphen at the start.
    case dashMatch = "|="
    case hasPrefix = "^="
    case hasSuffix = "$="
    case contains = "*="
  }
  /// In lower case.
  var name: String
  var operation: Operator
  var value: String
  var ignoresCase: Bool

  func matches(_ attribute: String?) -> Bool {
    guard let written = attribute else { return false }
    if operation == .exists { return true }
    let attribute = ignoresCase ? asciiLowercased(written) : written
    switch operation {
    case .exists: return true
    case .equals: return attribute == value
    case .hasWord:
      return !value.isEmpty && (attribute == value || hasWord(value, among: attribute))
    case .dashMatch:
      guard attribute.utf8.starts(with: value.utf8) else { return false }
      let rest = attribute.utf8.dropFirst(value.utf8.count)
      return rest.first.map { $0 == UInt8(ascii: "-") } ?? true
    case .hasPrefix: return !value.isEmpty && attribute.utf8.starts(with: value.utf8)
    case .hasSuffix:
      return !value.isEmpty && attribute.utf8.reversed().starts(with: value.utf8.reversed())
    case .contains: return !value.isEmpty && occurs(Array(value.utf8), in: Array(attribute.utf8))
    }
  }
}

/// Whether one of the words that white space divides is a value.
private func hasWord(_ value: String, among words: String) -> Bool {
  var wanted = value.utf8.makeIterator()
  var fits = true
  for byte in words.utf8 {
    if byte == 32 || (9...13).contains(byte) {
      if fits, wanted.next() == nil { return true }
      wanted = value.utf8.makeIterator()
      fits = true
    } else if fits {
      fits = wanted.next() == byte
    }
  }
  return fits && wanted.next() == nil
}

private func occurs(_ part: [UInt8], in whole: [UInt8]) -> Bool {
  guard whole.count >= part.count else { return false }
  return (0...(whole.count - part.count)).contains { whole[$0..<($0 + part.count)].elementsEqual(part) }
}
