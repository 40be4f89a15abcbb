import Diagnostics
import Glibc

/// The encoding of a style sheet's bytes, and its characters (CSS Syntax Level 3, section 3.2).
struct SheetEncoding: Equatable, Sendable {
  /// As the Encoding Standard names it, such as `utf-8` or `iso-8859-5`.
  let name: String

  static let utf8 = SheetEncoding(name: "utf-8")

  /// The encoding that a sheet is in: by its byte order mark, else as told, else by `@charset`, else UTF-8.
  ///
  /// - Parameters:
  ///   - told: What whoever sent the sheet says of it.
  ///   - environment: The encoding of the document that names the sheet.
  init(of bytes: [UInt8], told: String? = nil, environment: String? = nil) {
    let marks: KeyValuePairs<[UInt8], String> = [
      [0xEF, 0xBB, 0xBF]: "utf-8", [0xFE, 0xFF]: "utf-16be", [0xFF, 0xFE]: "utf-16le",
    ]
    if let mark = marks.first(where: { bytes.starts(with: $0.key) }) {
      name = mark.value
    } else if let told = told.flatMap(SheetEncoding.init(label:)) {
      name = told.name
    } else if let written = Self.charset(bytes).flatMap(SheetEncoding.init(label:)) {
      // A sheet whose `@charset` could be read byte by byte is not in UTF-16, whatever it says.
      name = written.name.hasPrefix("utf-16") ? "utf-8" : written.name
    } else {
      name = environment.flatMap(SheetEncoding.init(label:))?.name ?? "utf-8"
    }
  }

  private init(name: String) { self.name = name }

  /// The encoding of a name in any case, with space around it; nil if there is none of that name.
  private init?(label: String) {
    let known = asciiLowercased(label.trimmed)
    guard !known.isEmpty, known.utf8.count < 40,
      known.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || [45, 46, 58, 95].contains($0) })
    else { return nil }
    switch known {
    case "utf8": name = "utf-8"
    case "utf-16": name = "utf-16le"
    // What says Latin 1 or ASCII is read as Windows has it, as in the Encoding Standard.
    case "iso-8859-1", "latin1", "ascii", "us-ascii": name = "windows-1252"
    default: name = known
    }
    guard name == "utf-8" || name.hasPrefix("utf-16") || isConvertible else { return nil }
  }

  /// What stands in `@charset "…";` at the very start of a sheet, written in exactly this way.
  private static func charset(_ bytes: [UInt8]) -> String? {
    let opening = Array("@charset \"".utf8)
    guard bytes.starts(with: opening),
      let quote = bytes[opening.count...].prefix(100).firstIndex(of: UInt8(ascii: "\"")),
      bytes.dropFirst(quote + 1).first == UInt8(ascii: ";")
    else { return nil }
    return String(decoding: bytes[opening.count..<quote], as: UTF8.self)
  }

  /// The sheet's characters in UTF-8 without a byte order mark; what is none becomes U+FFFD.
  func decode(_ bytes: [UInt8]) -> [UInt8] {
    switch name {
    case "utf-8":
      let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
      return isUTF8(content) ? content : Array(String(decoding: content, as: UTF8.self).utf8)
    case "utf-16le", "utf-16be":
      let (high, low) = name == "utf-16le" ? (1, 0) : (0, 1)
      var units: [UInt16] = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
        UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + low])
      }
      if units.first == 0xFEFF { units.removeFirst() }
      if bytes.count % 2 == 1 { units.append(0xFFFD) }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    default: return converted(bytes)
    }
  }

  private func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  // MARK: Older encodings

  private var isConvertible: Bool {
    guard let converter = open() else { return false }
    iconv_close(converter)
    return true
  }

  private func open() -> iconv_t? {
    let converter = iconv_open("UTF-8", name.hasPrefix("windows-") ? "CP" + name.dropFirst(8) : name)
    // Failure is all ones, not null.
    return converter == iconv_t(bitPattern: -1) ? nil : converter
  }

  /// Converts by the C library, which knows all that are in use.
  private func converted(_ bytes: [UInt8]) -> [UInt8] {
    guard let converter = open() else { return Array(String(decoding: bytes, as: UTF8.self).utf8) }
    defer { iconv_close(converter) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 2)
    var input = bytes.map { CChar(bitPattern: $0) }
    var chunk = [CChar](repeating: 0, count: 4096)
    input.withUnsafeMutableBufferPointer { input in
      chunk.withUnsafeMutableBufferPointer { chunk in
        var from = input.baseAddress
        var left = input.count
        while left > 0 {
          var to = chunk.baseAddress
          var room = chunk.count
          let before = left
          let status = iconv(converter, &from, &left, &to, &room)
          result += chunk.prefix(chunk.count - room).map { UInt8(bitPattern: $0) }
          if status == -1, room == chunk.count, left == before {
            // A byte that is no character in this encoding.
            result += Array("\u{FFFD}".utf8)
            from = from?.advanced(by: 1)
            left -= 1
          }
        }
      }
    }
    return result
  }
}
