import Diagnostics

/// A file that a document was read from, or a stretch of one, with the offsets of its lines.
///
/// Nodes keep byte offsets that run on from one file of a document to the next; places with lines and columns are worked
/// out only when something is said about them.
public struct SourceFile: Sendable {
  public let name: String
  public let bytes: [UInt8]
  /// The offset of the first byte among all files of the document.
  let base: Int
  /// Where the text stands in its file: 1 and 1 but for fragments.
  let firstLine: Int
  let firstColumn: Int
  /// The offset of the start of each line, from the start of this text.
  let lineStarts: [Int]

  init(name: String, bytes: [UInt8], base: Int, firstLine: Int = 1, firstColumn: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.base = base
    self.firstLine = firstLine
    self.firstColumn = firstColumn
    var starts = [0]
    starts.reserveCapacity(bytes.count / 60 + 1)
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte == 10 || (byte == 13 && !(index < bytes.count && bytes[index] == 10)) { starts.append(index) }
      }
    }
    lineStarts = starts
  }

  /// The line (from 0) that holds the byte at an offset within this text.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line (from 0), without its end.
  func lineBytes(_ line: Int) -> Range<Int> {
    guard line < lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == 10 || bytes[end - 1] == 13 { end -= 1 }
    return start..<end
  }

  /// Line and column of a place, both from 1; columns count Unicode scalars.
  func place(at offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    var column = line == 0 ? firstColumn : 1
    for byte in bytes[lineStarts[line]..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return (firstLine + line, column)
  }

  func range(from start: Int, to end: Int) -> SourceRange {
    let (line, column) = place(at: start)
    let (endLine, endColumn) = place(at: max(start, end))
    return SourceRange(file: name, line: line, column: column, endLine: endLine, endColumn: endColumn)
  }
}
