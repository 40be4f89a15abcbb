import Diagnostics

/// Writes JSON in the order in which it is told to.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private var depth = 0

  mutating func open(_ bracket: String) {
    separate()
    bytes += bracket.utf8
    needsComma = false
    depth += 1
  }
  mutating func close(_ bracket: String) {
    bytes += bracket.utf8
    needsComma = true
    depth -= 1
  }
  /// Puts what comes next on a line of its own.
  mutating func newLine() {
    if depth > 0 { separate() }
    bytes.append(10)
  }
  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
  }

  mutating func key(_ name: String) {
    separate()
    string(name)
    bytes.append(UInt8(ascii: ":"))
  }
  /// A value that is JSON already, after its key.
  mutating func raw(_ json: String) {
    bytes += json.utf8
    needsComma = true
  }
  /// An element of an array that is JSON already.
  mutating func item(_ json: String) {
    separate()
    raw(json)
  }

  /// A member, left out where there is no value.
  mutating func text(_ name: String, _ value: String?) {
    guard let value else { return }
    key(name)
    string(value)
    needsComma = true
  }
  mutating func texts(_ name: String, _ values: [String]) {
    key(name)
    open("[")
    for value in values {
      separate()
      string(value)
      needsComma = true
    }
    close("]")
  }
  /// A number with the digits that it was written with; a text where it is none.
  mutating func number(_ name: String, _ value: String?) {
    guard let value else { return }
    if isJSONNumber(value) {
      key(name)
      raw(value)
    } else {
      text(name, value)
    }
  }

  private mutating func string(_ text: String) {
    bytes.append(34)
    for byte in text.utf8 {
      switch byte {
      case 34, 92: bytes += [92, byte]
      case 10: bytes += [92, UInt8(ascii: "n")]
      case 9: bytes += [92, UInt8(ascii: "t")]
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(34)
  }

  /// A length in points with two decimals.
  static func points(_ length: Double) -> String {
    guard length.isFinite else { return "0" }
    return Decimal((length * 100).rounded() / 100)?.rounded(toPlace: -2).description ?? "0"
  }
}
