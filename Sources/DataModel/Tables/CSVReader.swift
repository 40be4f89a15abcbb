import Diagnostics

/// Finds the cells of comma-separated values (RFC 4180) in one pass over the bytes.
struct CSVReader {
  private let file: String
  private let bytes: [UInt8]
  private let separator: UInt8
  private var at: Int
  private var line = 1
  private var lineStart: Int
  private(set) var header: [String] = []
  private(set) var starts: [UInt32] = []
  private(set) var lengths: [UInt32] = []
  private(set) var lines: [Int32] = []
  private(set) var rowStarts: [UInt32] = []
  /// Cells that hold doubled quotes.
  private(set) var escaped: [Int] = []

  init(file: InputFile, separator: UInt8) {
    self.separator = separator
    self.file = file.name
    bytes = file.bytes
    at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = at
  }

  mutating func readHeader(into diagnostics: inout Diagnostics) -> Bool {
    if String(validating: bytes[at...], as: UTF8.self) == nil {
      // The precise line comes from the shared reader.
      if case .failure(let diagnostic) = Result(catching: { () throws(Diagnostic) in
        try InputFile(name: file, bytes: bytes).text()
      }) {
        diagnostics.add(diagnostic)
      }
      return false
    }
    while starts.isEmpty, at < bytes.count { readRow(into: &diagnostics) }
    if starts.isEmpty {
      diagnostics.error(
        "csv.empty", "the file has no header row", at: .file(file), hint: "name the columns in the first row")
      return false
    }
    if separator == UInt8(ascii: ","), let sign = otherSeparator() {
      diagnostics.error(
        "csv.other-separator", "the columns are parted by \(sign), not by commas", at: place(Int(starts[0]), line: 1),
        hint: "save the file with commas, and with points in decimals")
      return false
    }
    var seen: Set<String> = []
    for index in starts.indices {
      let range = Int(starts[index])..<(Int(starts[index]) + Int(lengths[index]))
      var name = String(decoding: bytes[range], as: UTF8.self)
      if escaped.contains(index) {
        name = name.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"")
      }
      if !seen.insert(name).inserted {
        diagnostics.error(
          "csv.repeated-column", "the column '\(name)' is named twice", at: place(range.lowerBound, line: 1))
      }
      header.append(name)
    }
    starts.removeAll()
    lengths.removeAll()
    lines.removeAll()
    rowStarts.removeAll()
    escaped.removeAll()
    return true
  }

  /// What parts the columns of a header in which no comma does; nil if that is one column.
  private func otherSeparator() -> String? {
    guard starts.count == 1, bytes[Int(starts[0]) - (starts[0] > 0 ? 1 : 0)] != UInt8(ascii: "\"") else { return nil }
    let header = bytes[Int(starts[0])..<Int(starts[0] + lengths[0])]
    return header.contains(UInt8(ascii: ";")) ? "semicolons" : header.contains(9) ? "tabs" : nil
  }

  mutating func readRows(into diagnostics: inout Diagnostics) {
    let guess = (bytes.count - at) / 8 + 1
    starts.reserveCapacity(guess)
    lengths.reserveCapacity(guess)
    while at < bytes.count { readRow(into: &diagnostics) }
  }

  private func place(_ offset: Int, line: Int) -> SourceRange {
    var start = offset
    while start > 0, bytes[start - 1] != 10 { start -= 1 }
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, offset) }
    let column = bytes[start..<offset].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return SourceRange(file: file, line: line, columns: column..<(column + 1))
  }

  /// Reads one row, and leaves `at` behind its line end.
  private mutating func readRow(into diagnostics: inout Diagnostics) {
    let firstCell = starts.count
    let firstEscaped = escaped.count
    let rowLine = line
    let rowStart = at
    var isSound = true
    bytes.withUnsafeBufferPointer { bytes in
      let count = bytes.count
      while true {
        if at < count, bytes[at] == UInt8(ascii: "\"") {
          let opening = at
          let openingLine = line
          at += 1
          let start = at
          var hasQuotes = false
          while true {
            guard at < count else {
              diagnostics.error(
                "csv.unclosed-quote", "the quoted cell that begins here is not closed",
                at: place(opening, line: openingLine),
                hint: "end it with \", and write a quote inside as \"\"")
              isSound = false
              break
            }
            if bytes[at] == UInt8(ascii: "\"") {
              guard at + 1 < count, bytes[at + 1] == UInt8(ascii: "\"") else { break }
              hasQuotes = true
              at += 2
            } else {
              if bytes[at] == 10 { line += 1 }
              at += 1
            }
          }
          if hasQuotes { escaped.append(starts.count) }
          starts.append(UInt32(start))
          lengths.append(UInt32(at - start))
          if at < count { at += 1 }
          if at < count, bytes[at] != separator, bytes[at] != 10, bytes[at] != 13 {
            diagnostics.error(
              "csv.text-after-quote", "a separator or line end has to follow the closing quote",
              at: place(at, line: line),
              hint: "write a quote inside a quoted cell as \"\"")
            isSound = false
            while at < count, bytes[at] != separator, bytes[at] != 10 { at += 1 }
          }
        } else {
          let start = at
          while at < count, bytes[at] != separator, bytes[at] != 10 {
            if bytes[at] == UInt8(ascii: "\""), isSound {
              diagnostics.error(
                "csv.stray-quote", "a quote inside a cell that is not quoted", at: place(at, line: line),
                hint: "quote the whole cell, and write the quote as \"\"")
              isSound = false
            }
            at += 1
          }
          var end = at
          if end > start, bytes[end - 1] == 13, at == count || bytes[at] == 10 { end -= 1 }
          starts.append(UInt32(start))
          lengths.append(UInt32(end - start))
        }
        if at < count, bytes[at] == 13 { at += 1 }
        guard at < count, bytes[at] == separator else { break }
        at += 1
      }
      if at < count, bytes[at] == 10 {
        at += 1
        line += 1
      }
    }
    let cells = starts.count - firstCell
    let isBlank =
      cells == 1 && lengths[firstCell] == 0 && bytes[rowStart..<at].allSatisfy { $0 == 10 || $0 == 13 }
    if isBlank || (!header.isEmpty && cells != header.count) || (!header.isEmpty && !isSound) {
      if !isBlank, isSound {
        diagnostics.error(
          "csv.ragged-row",
          "the row has \(cells) cell\(cells == 1 ? "" : "s"), the header has \(header.count)",
          at: SourceRange(file: file, line: rowLine, columns: 1..<1),
          hint: cells > header.count ? "quote cells that hold commas" : nil)
      }
      starts.removeLast(cells)
      lengths.removeLast(cells)
      escaped.removeLast(escaped.count - firstEscaped)
      return
    }
    lines.append(Int32(clamping: rowLine))
    rowStarts.append(UInt32(rowStart))
  }
}
