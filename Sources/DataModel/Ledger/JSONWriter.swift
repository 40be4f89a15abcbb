import Diagnostics

/// Writes JSON in the order in which it is told to.
package struct JSONWriter {
  package private(set) var output = OutputBytes()
  /// What ``path(_:_:)`` leaves out at the beginning of a path.
  package var folder = ""
  private var needsComma = false
  private var depth = 0

  package init() {}

  package mutating func open(_ bracket: String) {
    separate()
    output.append(contentsOf: bracket.utf8)
    needsComma = false
    depth += 1
  }
  package mutating func close(_ bracket: String) {
    output.append(contentsOf: bracket.utf8)
    needsComma = true
    depth -= 1
  }
  /// Puts what comes next on a line of its own.
  package mutating func newLine() {
    if depth > 0 { separate() }
    output.append(10)
  }
  private mutating func separate() {
    if needsComma { output.append(UInt8(ascii: ",")) }
    needsComma = false
  }

  package mutating func key(_ name: String) {
    separate()
    // Names of members are plain.
    output.append(34)
    output.append(contentsOf: name.utf8)
    output.append(34)
    output.append(UInt8(ascii: ":"))
  }
  package mutating func flag(_ name: String, _ value: Bool) {
    key(name)
    raw(value ? "true" : "false")
  }
  package mutating func count(_ name: String, _ value: Int) {
    key(name)
    raw(String(value))
  }
  /// A value that is JSON already, after its key.
  package mutating func raw(_ json: String) {
    output.append(contentsOf: json.utf8)
    needsComma = true
  }
  /// An element of an array that is JSON already.
  package mutating func item(_ json: String) {
    separate()
    raw(json)
  }

  /// A place in a file; the file relative to ``folder`` where it lies in it.
  package mutating func path(_ name: String, _ value: String?) {
    guard let value else { return }
    key(name)
    string(relative(value))
    needsComma = true
  }
  /// A place in a file with its line and column: `report.md:12:3`.
  package mutating func path(_ name: String, _ file: String, line: Int, column: Int) {
    key(name)
    output.append(34)
    characters(relative(file))
    for number in [line, column] {
      output.append(UInt8(ascii: ":"))
      digits(of: number.magnitude)
    }
    output.append(34)
    needsComma = true
  }
  private func relative(_ path: String) -> Substring {
    guard !folder.isEmpty, path.utf8.starts(with: folder.utf8) else { return path[...] }
    return Substring(path.utf8.dropFirst(folder.utf8.count))
  }
  /// A member, left out where there is no value.
  package mutating func text(_ name: String, _ value: String?) {
    guard let value else { return }
    key(name)
    string(value)
    needsComma = true
  }
  package mutating func texts(_ name: String, _ values: [String]) {
    key(name)
    open("[")
    for value in values {
      separate()
      string(value)
      needsComma = true
    }
    close("]")
  }
  /// An array of objects, whose members `write` writes.
  package mutating func array<Items: Sequence>(
    _ name: String, _ items: Items, _ write: (Items.Element, inout JSONWriter) -> Void
  ) {
    key(name)
    open("[")
    for item in items {
      open("{")
      write(item, &self)
      close("}")
    }
    close("]")
  }
  /// A number with the digits that it was written with; a text where it is none.
  package mutating func number(_ name: String, _ value: String?) {
    guard let value else { return }
    if isJSONNumber(value) {
      key(name)
      raw(value)
    } else {
      text(name, value)
    }
  }

  package mutating func number(_ name: String, _ value: Decimal?) {
    guard let value else { return }
    key(name)
    needsComma = true
    guard value.exponent <= 0, value.exponent > -19, let magnitude = UInt(exactly: value.mantissa.magnitude) else {
      return raw(value.description)
    }
    if value.isNegative { output.append(UInt8(ascii: "-")) }
    let decimals = Int(-value.exponent)
    let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: (0..<decimals).reduce(1) { power, _ in power * 10 })
    digits(of: whole)
    if decimals > 0 {
      output.append(UInt8(ascii: "."))
      digits(of: rest, count: decimals)
    }
  }

  private mutating func string(_ text: some StringProtocol) {
    output.append(34)
    characters(text)
    output.append(34)
  }

  private mutating func characters(_ text: some StringProtocol) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { characters in
      // Nearly every text is plain, and goes in at once.
      let isPlain = characters.allSatisfy { $0 >= 32 && $0 != 34 && $0 != 92 }
      if isPlain { output.append(contentsOf: characters) } else { escape(characters) }
    }
    if isDone == nil { escape(text.utf8) }
  }

  private mutating func escape(_ characters: some Sequence<UInt8>) {
    for byte in characters {
      switch byte {
      case 34, 92: output.append(contentsOf: [92, byte])
      case 10: output.append(contentsOf: [92, UInt8(ascii: "n")])
      case 9: output.append(contentsOf: [92, UInt8(ascii: "t")])
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        output.append(contentsOf: Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      default: output.append(byte)
      }
    }
  }

  /// An element of an array: a length in points with at most two decimals.
  package mutating func item(points length: Double) {
    separate()
    needsComma = true
    guard length.isFinite, abs(length) < 1e12 else {
      output.append(48)
      return
    }
    let hundredths = Int((length * 100).rounded())
    if hundredths < 0 { output.append(UInt8(ascii: "-")) }
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    digits(of: whole)
    if rest == 0 { return }
    output.append(UInt8(ascii: "."))
    output.append(48 + UInt8(rest / 10))
    if rest % 10 > 0 { output.append(48 + UInt8(rest % 10)) }
  }

  private mutating func digits(of number: UInt) {
    if number >= 10 { digits(of: number / 10) }
    output.append(48 + UInt8(number % 10))
  }

  /// With zeros before it.
  private mutating func digits(of number: UInt, count: Int) {
    if count > 1 { digits(of: number / 10, count: count - 1) }
    output.append(48 + UInt8(number % 10))
  }
}
