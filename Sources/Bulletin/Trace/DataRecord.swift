import DataModel
import Diagnostics

/// A row of a data file as it stands there.
struct DataRecord {
  /// The names of the columns, as written in the file's first line; nil where they stand in each row, or nowhere.
  var head: String?
  var row: String

  /// Nil where the file has no such line.
  init?(_ origin: CellOrigin, in file: FileLines) {
    guard let start = file.start(of: origin.line) else { return nil }
    let bytes = file.bytes
    let ending = origin.file.split(separator: ".").last.map { $0.lowercased() }
    switch ending {
    case "csv", "tsv":
      row = DataRecord.text(bytes[start..<DataRecord.endOfRecord(bytes, from: start)])
      head = DataRecord.text(bytes[..<DataRecord.endOfRecord(bytes, from: 0)])
    case "json":
      row = DataRecord.text(bytes[start..<DataRecord.endOfObject(bytes, from: start)])
    default:
      row = DataRecord.text(bytes[start...].prefix { $0 != 10 })
    }
    guard !row.isEmpty else { return nil }
  }

  /// A quoted cell may hold line ends.
  private static func endOfRecord(_ bytes: [UInt8], from start: Int) -> Int {
    var isQuoted = false
    for index in start..<bytes.count {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if bytes[index] == 10, !isQuoted { return index }
    }
    return bytes.count
  }

  private static func endOfObject(_ bytes: [UInt8], from start: Int) -> Int {
    var (depth, isQuoted, isEscaped) = (0, false, false)
    for index in start..<bytes.count {
      let byte = bytes[index]
      if isQuoted {
        if isEscaped {
          isEscaped = false
        } else if byte == 92 {
          isEscaped = true
        } else if byte == 34 {
          isQuoted = false
        }
        continue
      }
      if byte == 34 { isQuoted = true }
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth <= 0 { return index + 1 }
      }
    }
    return bytes.count
  }

  /// On one line, without the spaces around it.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).split { $0.isNewline }.map { $0.trimmed }.joined(separator: " ")
  }
}

extension String {
  /// With spaces that every terminal shows and every search finds.
  var withPlainSpaces: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }))
  }
}
