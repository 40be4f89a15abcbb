import Diagnostics

/// A style sheet's bytes, and the lines and columns of places in them.
final class SourceText: Sendable {
  let name: String
  /// UTF-8, without a byte order mark.
  let bytes: [UInt8]
  private let lineStarts: [Int]
  /// How many scalars begin before each thousandth byte or so, so that a place in a line of any length is soon counted.
  private let scalarsBefore: [Int]
  private static let stretch = 1024

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      // A carriage return counts only where no line feed follows, which will count for both.
      let isEnd = byte == 10 || (byte == 13 && (index + 1 == bytes.count || bytes[index + 1] != 10))
      if isEnd { starts.append(index + 1) }
    }
    lineStarts = starts
    var scalars = [0]
    var from = 0
    while from + Self.stretch <= bytes.count {
      scalars.append(scalars[scalars.count - 1] + Self.scalars(in: bytes[from..<(from + Self.stretch)]))
      from += Self.stretch
    }
    scalarsBefore = scalars
  }

  /// Every byte but UTF-8's continuation bytes begins a scalar.
  private static func scalars(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  private func scalars(before offset: Int) -> Int {
    let whole = offset / Self.stretch
    return scalarsBefore[whole] + Self.scalars(in: bytes[(whole * Self.stretch)..<offset])
  }

  /// Line and column of a stretch of bytes.
  func range(_ stretch: Range<Int>) -> SourceRange {
    let start = place(stretch.lowerBound)
    let end = place(stretch.upperBound)
    return SourceRange(
      file: name, line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }

  private func place(_ offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = 1 + scalars(before: min(offset, bytes.count)) - scalars(before: lineStarts[low])
    return (low + 1, column)
  }
}

/// Where a value or rule was written. Lines and columns are counted only when someone asks.
struct SourcePlace: Sendable {
  let source: SourceText
  let stretch: Range<Int>
  var range: SourceRange { source.range(stretch) }
}
