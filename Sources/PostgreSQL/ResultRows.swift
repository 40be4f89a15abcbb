import Glibc

/// The rows that a query gave, as text.
struct ResultRows {
  enum ColumnType { case text, number }
  struct Column {
    var name: String
    var type: ColumnType
  }
  let columns: [Column]
  private(set) var rowCount = 0
  private(set) var bytes: [UInt8] = []
  private var starts: [Int] = []
  /// Below zero for null.
  private var lengths: [Int] = []

  init(columns: [Column]) { self.columns = columns }

  /// Adds the next cell of the row that is being filled.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    starts.append(bytes.count)
    lengths.append(text.count)
    unsafe bytes.append(contentsOf: text)
  }
  mutating func appendNull() {
    starts.append(bytes.count)
    lengths.append(-1)
  }
  mutating func endRow() { rowCount += 1 }

  private func cell(_ row: Int, _ column: Int) -> ArraySlice<UInt8>? {
    let index = row * columns.count + column
    return lengths[index] < 0 ? nil : bytes[starts[index]..<(starts[index] + lengths[index])]
  }

  /// Comma-separated values (RFC 4180) with a header. Null is an empty cell.
  ///
  /// - Parameter isOrdered: Whether the rows are in an order that the query asked for. Others come as the server
  /// likes, and
  ///   are put into the order of their columns, from the first to the last, so that the same rows give the same bytes.
  func csv(isOrdered: Bool) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + starts.count + 64)
    for (index, column) in columns.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      ResultRows.write(Array(column.name.utf8)[...], isAlone: columns.count == 1, to: &output)
    }
    output.append(10)
    for row in isOrdered ? Array(0..<rowCount) : order() {
      for column in columns.indices {
        if column > 0 { output.append(UInt8(ascii: ",")) }
        ResultRows.write(cell(row, column) ?? [], isAlone: columns.count == 1, to: &output)
      }
      output.append(10)
    }
    return output
  }

  /// - Parameter isAlone: Whether the row has no other cell; an empty one is then quoted, so that its line is not
  /// blank.
  private static func write(_ text: ArraySlice<UInt8>, isAlone: Bool, to output: inout [UInt8]) {
    let needsQuotes =
      text.isEmpty ? isAlone : text.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }
    guard needsQuotes else {
      output += text
      return
    }
    output.append(34)
    for byte in text {
      if byte == 34 { output.append(34) }
      output.append(byte)
    }
    output.append(34)
  }

  /// The rows in ascending order of their cells: numbers by size, texts by their bytes, nulls last.
  private func order() -> [Int] {
    let numbers = columns.indices.map { column in
      columns[column].type == .number
        ? (0..<rowCount).map { row in
          cell(row, column).flatMap { Double(String(decoding: $0, as: UTF8.self)) } ?? .infinity
        } : []
    }
    return (0..<rowCount).sorted { first, second in
      for column in columns.indices {
        let (a, b) = (cell(first, column), cell(second, column))
        guard let a, let b else {
          if (a == nil) == (b == nil) { continue }
          return b == nil
        }
        if columns[column].type == .number {
          let (x, y) = (numbers[column][first], numbers[column][second])
          if x != y { return x < y }
        }
        if !a.elementsEqual(b) { return a.lexicographicallyPrecedes(b) }
      }
      return first < second
    }
  }
}
