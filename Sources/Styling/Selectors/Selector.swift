/// A selector such as `section > p.lead`, as written.
struct ComplexSelector: Sendable {
  enum Combinator: Sendable { case descendant, child }
  struct Step: Sendable {
    var compound: CompoundSelector
    /// How the step after this one in the array, which stands to its left in writing, relates to it.
    var combinator: Combinator
  }
  /// Rightmost first: the selected element, then its ancestors. The last step's combinator means nothing.
  var steps: [Step]
  var specificity: Specificity
  /// The part of the selected element's box that is meant; nil for the element itself.
  var pseudoElement: PseudoElement?
}

/// Conditions on one element.
struct CompoundSelector: Sendable {
  /// In lower case; nil for any.
  var elementName: String?
  var conditions: [SimpleSelector] = []
}

enum SimpleSelector: Sendable {
  case identifier(String)
  case ofClass(String)
  case attribute(AttributeTest)
  case position(PositionTest)
  case root
  case any([ComplexSelector])
  case none([ComplexSelector])
  /// A state that a printed page is never in, such as `:hover`.
  case never
}

/// Selectors Level 4, section 17: ids, then classes and their like, then elements.
struct Specificity: Comparable, Hashable, Sendable {
  var identifiers = 0
  var classes = 0
  var elements = 0

  static func < (a: Specificity, b: Specificity) -> Bool {
    (a.identifiers, a.classes, a.elements) < (b.identifiers, b.classes, b.elements)
  }
  static func + (a: Specificity, b: Specificity) -> Specificity {
    Specificity(
      identifiers: a.identifiers + b.identifiers, classes: a.classes + b.classes,
      elements: a.elements + b.elements)
  }
}

/// `[name]`, `[name=value]` and their kin.
struct AttributeTest: Hashable, Sendable {
  enum Operator: Hashable, Sendable {
    case exists
    case equals
    /// `~=`: one of the words is the value.
    case hasWord
    /// `|=`: the value, or it and a hyphen at the start.
    case dashMatch
    case hasPrefix
    case hasSuffix
    case contains
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

/// `:nth-child(an+b)` and its kin: the position is a·n + b for some n from 0.
struct PositionTest: Hashable, Sendable {
  var step: Int
  var offset: Int
  /// Whether only siblings of the same element name count.
  var ofType: Bool
  var fromEnd: Bool

  func matches(_ position: SiblingPosition) -> Bool {
    let index = ofType ? position.indexOfType : position.index
    guard fromEnd else { return matches(index) }
    // Where the end is not known yet, nothing is near it.
    guard let count = ofType ? position.countOfType : position.count else { return false }
    return matches(count - index + 1)
  }

  private func matches(_ index: Int) -> Bool {
    let distance = index - offset
    if step == 0 { return distance == 0 }
    return distance % step == 0 && distance / step >= 0
  }

  /// Reads `odd`, `even`, `5`, `2n + 1`, `-n+3` (CSS Syntax Level 3, section 6).
  static func parse(_ text: String) -> (step: Int, offset: Int)? {
    var bytes = asciiLowercased(text).utf8.filter { $0 != 9 && $0 != 10 && $0 != 12 && $0 != 13 || $0 == 32 }[
      ...]
    func trim() {
      while bytes.first == 32 { bytes.removeFirst() }
      while bytes.last == 32 { bytes.removeLast() }
    }
    func number() -> Int? {
      var value: Int?
      while let digit = bytes.first, (48...57).contains(digit) {
        value = min((value ?? 0) * 10 + Int(digit - 48), 1_000_000)
        bytes.removeFirst()
      }
      return value
    }
    func sign() -> Int? {
      guard let first = bytes.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") else {
        return nil
      }
      bytes.removeFirst()
      return first == UInt8(ascii: "+") ? 1 : -1
    }
    trim()
    if bytes.elementsEqual("odd".utf8) { return (2, 1) }
    if bytes.elementsEqual("even".utf8) { return (2, 0) }
    let factor = sign() ?? 1
    let first = number()
    guard bytes.first == UInt8(ascii: "n") else {
      guard let first, bytes.isEmpty else { return nil }
      return (0, factor * first)
    }
    bytes.removeFirst()
    let step = factor * (first ?? 1)
    trim()
    if bytes.isEmpty { return (step, 0) }
    guard let direction = sign() else { return nil }
    trim()
    guard let offset = number(), bytes.isEmpty else { return nil }
    return (step, direction * offset)
  }
}
