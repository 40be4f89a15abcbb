/// Numbers as SVG writes them, one after another with or without spaces and commas between.
struct SVGNumbers {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// All numbers of a text that has nothing else; nil if it has.
  static func all(in text: String) -> [Double]? {
    var scanner = SVGNumbers(text)
    var values: [Double] = []
    while !scanner.isAtEnd {
      guard let value = scanner.number() else { return nil }
      values.append(value)
    }
    return values
  }

  /// A length in CSS pixels; nil for shares and for what depends on a font.
  static func length(_ text: String) -> Double? {
    let units: [(name: String, pixels: Double)] = [
      ("px", 1), ("pt", 96.0 / 72), ("pc", 16), ("mm", 96 / 25.4), ("cm", 96 / 2.54), ("in", 96),
      ("Q", 96 / 101.6),
    ]
    for unit in units where text.hasSuffix(unit.name) {
      return all(in: String(text.dropLast(unit.name.count))).flatMap {
        $0.count == 1 ? $0[0] * unit.pixels : nil
      }
    }
    return all(in: text).flatMap { $0.count == 1 ? $0[0] : nil }
  }

  /// Whether nothing but spaces is left.
  var isAtEnd: Bool {
    mutating get {
      skipSeparators()
      return position == bytes.count
    }
  }

  /// The next byte that is no separator.
  var next: UInt8? {
    mutating get { isAtEnd ? nil : bytes[position] }
  }

  mutating func skip() { position += 1 }

  private mutating func skipSeparators() {
    while position < bytes.count, bytes[position] <= 32 || bytes[position] == UInt8(ascii: ",") {
      position += 1
    }
  }

  mutating func number() -> Double? {
    skipSeparators()
    let start = position
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      position += 1
    }
    var digits = skipDigits()
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      digits += skipDigits()
    }
    guard digits > 0 else {
      position = start
      return nil
    }
    if position < bytes.count, bytes[position] | 32 == UInt8(ascii: "e") {
      let exponent = position
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
        position += 1
      }
      if skipDigits() == 0 { position = exponent }
    }
    let value = Double(String(decoding: bytes[start..<position], as: UTF8.self))
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
    return position - start
  }

  /// A flag of an arc, which needs no separator after it.
  mutating func flag() -> Bool? {
    guard let byte = next, byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return nil }
    position += 1
    return byte == UInt8(ascii: "1")
  }
}
