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

  /// Whether it holds for a count from 1, from whichever end it counts.
  func matches(_ index: Int) -> Bool {
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
