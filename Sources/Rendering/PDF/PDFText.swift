import Geometry
import Graphics

/// Appending the parts of PDF's syntax (ISO 32000-1, 7.3) to bytes.
extension [UInt8] {
  mutating func append(_ text: StaticString) {
    unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(ascii text: String) { append(contentsOf: text.utf8) }

  mutating func append(decimal value: Int) {
    if value < 0 {
      append(UInt8(ascii: "-"))
      append(decimal: -value)
      return
    }
    if value >= 10 { append(decimal: value / 10) }
    append(48 + UInt8(value % 10))
  }

  /// A number with at most `places` decimal places and no zeros at its end.
  mutating func append(_ value: Double, places: Int) {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    var digits = Int((value * Double(scale)).rounded())
    if digits < 0 {
      append(UInt8(ascii: "-"))
      digits = -digits
    }
    append(decimal: digits / scale)
    var rest = digits % scale
    if rest == 0 { return }
    append(UInt8(ascii: "."))
    while rest > 0 {
      scale /= 10
      append(48 + UInt8(rest / scale))
      rest %= scale
    }
  }

  mutating func append(reference number: Int) {
    append(decimal: number)
    append(" 0 R")
  }

  mutating func append(references numbers: some Sequence<Int>) {
    var isFirst = true
    for number in numbers {
      if !isFirst { append(UInt8(ascii: " ")) }
      append(reference: number)
      isFirst = false
    }
  }

  /// A rectangle, turned from our coordinates into PDF's, which grow upwards.
  mutating func append(_ r: Rectangle, pageHeight: Length) {
    append(UInt8(ascii: "["))
    let corners = [r.minX.points, (pageHeight - r.maxY).points, r.maxX.points, (pageHeight - r.minY).points]
    for (index, value) in corners.enumerated() {
      if index > 0 { append(UInt8(ascii: " ")) }
      append(value, places: 2)
    }
    append(UInt8(ascii: "]"))
  }

  mutating func append(boundingBox r: Rectangle, pageHeight: Length) {
    append("/BBox")
    append(r, pageHeight: pageHeight)
  }

  /// A string of bytes.
  mutating func append(string bytes: some Sequence<UInt8>) {
    append(UInt8(ascii: "("))
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      case UInt8(ascii: "\r"): append("\\r")  // A bare one would be read as a line feed.
      default: append(byte)
      }
    }
    append(UInt8(ascii: ")"))
  }

  /// A text string: ASCII as it is, anything else in UTF-16 with a byte order mark.
  mutating func append(text: String) {
    if text.utf8.allSatisfy({ (32...126).contains($0) }) {
      append(string: text.utf8)
    } else {
      append(string: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
    }
  }

  /// A name, without its slash in `name`.
  mutating func append(name: String) {
    append(UInt8(ascii: "/"))
    for byte in name.utf8 {
      let isRegular = (33...126).contains(byte) && !"()<>[]{}/%#".utf8.contains(byte)
      if isRegular {
        append(byte)
      } else {
        append(UInt8(ascii: "#"))
        append(hexadecimal: byte)
      }
    }
  }

  mutating func append(hexadecimal byte: UInt8) {
    for digit in [byte >> 4, byte & 15] { append(digit < 10 ? 48 + digit : 55 + digit) }
  }

  /// Midnight UTC of a day.
  mutating func append(date: CalendarDate) {
    append("(D:")
    append(ascii: date.digits(separator: ""))
    append("000000Z)")
  }
}

extension CalendarDate {
  /// Year, month and day, such as 2025-06-30.
  func digits(separator: String) -> String {
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
    return [padded(year, 4), padded(month, 2), padded(day, 2)].joined(separator: separator)
  }
}
