import Diagnostics

/// The cells of a data file, as places in its bytes.
///
/// Nothing is copied but texts that were written with escapes, so a file of 100,000 rows is a few flat arrays.
struct DataFile: Sendable {
  let name: String
  /// The file, and after it the texts that had escapes.
  private(set) var bytes: [UInt8]
  private(set) var columns: [String] = []
  private(set) var rowCount = 0
  /// The line on which each row begins.
  private(set) var lines: [Int32] = []
  /// The offset at which each row of a CSV file begins.
  private var rowStarts: [UInt32] = []
  /// Start and length of each cell, row by row; empty cells have no length.
  private var starts: [UInt32] = []
  private var lengths: [UInt32] = []

  /// Columns of lists, row by row.
  private(set) var lists: [Int: [Value]] = [:]

  private init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The bytes of a cell.
  func cell<Result>(_ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let index = row * columns.count + column
    let start = Int(starts[index])
    let end = start + Int(lengths[index])
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
  }
  /// Lends the bytes of a column's cells, by their rows.
  func withCells(_ column: Int, _ body: ((Int) -> UnsafeBufferPointer<UInt8>) -> Void) {
    let width = columns.count
    bytes.withUnsafeBufferPointer { bytes in
      starts.withUnsafeBufferPointer { starts in
        lengths.withUnsafeBufferPointer { lengths in
          body { row in
            let index = row * width + column
            let start = Int(starts[index])
            return UnsafeBufferPointer(rebasing: bytes[start..<(start + Int(lengths[index]))])
          }
        }
      }
    }
  }
  func isEmpty(_ row: Int, _ column: Int) -> Bool { lengths[row * columns.count + column] == 0 }
  func text(_ row: Int, _ column: Int) -> String? {
    isEmpty(row, column) ? nil : cell(row, column) { String(decoding: $0, as: UTF8.self) }
  }
  func number(_ row: Int, _ column: Int) -> WrittenDecimal? {
    isEmpty(row, column) ? nil : cell(row, column) { WrittenDecimal(utf8: $0) }
  }
  func equals(_ row: Int, _ column: Int, _ text: [UInt8]) -> Bool {
    let index = row * columns.count + column
    guard Int(lengths[index]) == text.count else { return false }
    return cell(row, column) { $0.elementsEqual(text) }
  }

  /// Where a cell stands in the file.
  func place(_ row: Int, _ column: Int) -> SourceRange {
    let index = row * columns.count + column
    let start = Int(starts[index])
    guard start < originalCount else {
      return SourceRange(file: name, line: Int(lines[row]), columns: 1..<1)
    }
    // A quoted cell before it may have line ends.
    var lineStart = start
    while lineStart > 0, bytes[lineStart - 1] != 10 { lineStart -= 1 }
    let line = bytes[Int(rowStarts[row])..<start].reduce(Int(lines[row])) { $0 + ($1 == 10 ? 1 : 0) }
    let first = scalarCount(lineStart..<start) + 1
    let width = scalarCount(start..<(start + Int(lengths[index])))
    return SourceRange(file: name, line: line, columns: first..<(first + width))
  }
  private func scalarCount(_ range: Range<Int>) -> Int {
    bytes[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
  private var originalCount = 0
}

extension DataFile {
  /// Reads comma-separated values (RFC 4180): quoted cells may hold commas, line ends and doubled quotes; lines end in
  /// LF or CRLF; empty lines are left out.
  ///
  /// Ragged rows, stray quotes and repeated columns are added to `diagnostics`; a ragged row is left out.
  /// - Parameter separator: What stands between cells, such as a tab.
  static func csv(
    _ file: InputFile, separator: UInt8 = UInt8(ascii: ","), into diagnostics: inout Diagnostics
  ) -> DataFile? {
    guard file.bytes.count < Int(UInt32.max) else {
      diagnostics.error("data.too-large", "the file is larger than 4 GB", at: .file(file.name))
      return nil
    }
    var result = DataFile(name: file.name, bytes: file.bytes)
    result.originalCount = file.bytes.count
    var reader = CSVReader(file: file, separator: separator)
    guard reader.readHeader(into: &diagnostics) else { return nil }
    result.columns = reader.header
    reader.readRows(into: &diagnostics)
    result.starts = reader.starts
    result.lengths = reader.lengths
    result.lines = reader.lines
    result.rowStarts = reader.rowStarts
    result.rowCount = reader.lines.count
    result.resolveEscapes(reader.escaped)
    result.emptyMissingValues()
    return result
  }

  /// SDMX-CSV writes a missing observation as NaN.
  private mutating func emptyMissingValues() {
    guard let column = columns.firstIndex(where: { $0.lowercased() == "obs_value" }) else { return }
    let missing = Array("NaN".utf8)
    for row in 0..<rowCount where equals(row, column, missing) { lengths[row * columns.count + column] = 0 }
  }

  private mutating func resolveEscapes(_ escaped: [Int]) {
    for index in escaped {
      let start = Int(starts[index])
      let end = start + Int(lengths[index])
      let newStart = bytes.count
      var at = start
      while at < end {
        let byte = bytes[at]
        bytes.append(byte)
        at += byte == UInt8(ascii: "\"") ? 2 : 1
      }
      starts[index] = UInt32(newStart)
      lengths[index] = UInt32(bytes.count - newStart)
    }
  }

  /// Rows that were read elsewhere.
  static func rows(_ rows: [[String?]], columns: [String], name: String) -> DataFile {
    var result = DataFile(name: name, bytes: [])
    result.columns = columns
    for (index, row) in rows.enumerated() {
      result.lines.append(Int32(clamping: index + 1))
      for text in row {
        result.starts.append(UInt32(result.bytes.count))
        result.lengths.append(UInt32(text?.utf8.count ?? 0))
        if let text { result.bytes.append(contentsOf: text.utf8) }
      }
    }
    result.rowCount = rows.count
    return result
  }

  /// A table of objects, as JSON and inline YAML have them: a column for each key, in the order of first use.
  ///
  /// Members of objects within objects are columns `a.b`; lists stay lists, for `flatten`. Rows that are plain values have
  /// the one column `data`. Nulls and keys left out are empty cells.
  static func objects(
    _ rows: [SourceNode], name: String, into diagnostics: inout Diagnostics
  ) -> DataFile? {
    var result = DataFile(name: name, bytes: [])
    var places: [String: Int] = [:]
    var flat: [[SourceNode.Entry]] = []
    for row in rows {
      var entries: [SourceNode.Entry] = []
      guard flatten(row, under: nil, depth: 0, into: &entries) else {
        diagnostics.error(
          "data.row-not-a-mapping", "a row has to be a mapping of columns to values", at: row.range,
          hint: "write {date: 2025-06, value: 322}")
        return nil
      }
      for entry in entries where places[entry.key] == nil {
        places[entry.key] = result.columns.count
        result.columns.append(entry.key)
      }
      flat.append(entries)
    }
    for (index, entries) in flat.enumerated() {
      let first = result.starts.count
      result.starts.append(contentsOf: repeatElement(0, count: result.columns.count))
      result.lengths.append(contentsOf: repeatElement(0, count: result.columns.count))
      result.lines.append(Int32(clamping: rows[index].range.line))
      for entry in entries {
        guard let column = places[entry.key] else { continue }
        if entry.value.items != nil {
          result.lists[column, default: Array(repeating: .null, count: rows.count)][index] = Value(list: entry.value)
          continue
        }
        guard let text = entry.value.text, !entry.value.isNull else { continue }
        result.starts[first + column] = UInt32(result.bytes.count)
        result.lengths[first + column] = UInt32(text.utf8.count)
        result.bytes.append(contentsOf: text.utf8)
      }
    }
    result.rowCount = rows.count
    return result
  }

  /// The members of a row, those of objects within it under names with points.
  private static func flatten(
    _ node: SourceNode, under name: String?, depth: Int, into entries: inout [SourceNode.Entry]
  ) -> Bool {
    guard let members = node.entries, depth < 8 else {
      guard name == nil, node.text != nil else { return false }
      entries.append(.init(key: "data", keyRange: node.range, value: node))
      return true
    }
    for member in members {
      let key = name.map { "\($0).\(member.key)" } ?? member.key
      if member.value.entries != nil {
        guard flatten(member.value, under: key, depth: depth + 1, into: &entries) else { return false }
      } else {
        entries.append(.init(key: key, keyRange: member.keyRange, value: member.value))
      }
    }
    return true
  }
}

extension Value {
  /// A list that a spec or file writes.
  fileprivate init(list node: SourceNode) {
    if let items = node.items {
      self = .series(items.map { Value(list: $0) })
    } else if node.isNull {
      self = .null
    } else if let number = node.numberText.flatMap({ WrittenDecimal($0) }) {
      self = .number(number.value)
    } else {
      self = node.text.map { .text($0) } ?? .null
    }
  }
}
