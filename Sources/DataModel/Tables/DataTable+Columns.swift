import Diagnostics
import Glibc

/// Rows that have the same in some columns.
public struct RowGroups: Sendable {
  /// The group of each row; groups are numbered in the order of their first rows.
  public let ofRow: [Int32]
  public let firstRows: [Int]
  public var count: Int { firstRows.count }

  /// The rows of each group, in their order.
  public var members: [[Int]] {
    var sizes = [Int](repeating: 0, count: count)
    for group in ofRow { sizes[Int(group)] += 1 }
    var members: [[Int]] = sizes.map { size in
      var rows: [Int] = []
      rows.reserveCapacity(size)
      return rows
    }
    for (row, group) in ofRow.enumerated() { members[Int(group)].append(row) }
    return members
  }
}

extension DataTable {
  /// What a made column holds.
  public enum Cells: Sendable {
    case values([Value])
    /// Plain numbers, of which nothing is known but their values; NaN is an empty cell.
    case numbers([Double])
    /// Milliseconds since 1970; NaN is an empty cell.
    case moments([Double])

    var count: Int {
      switch self {
      case .values(let values): values.count
      case .numbers(let numbers), .moments(let numbers): numbers.count
      }
    }
    var storage: Storage {
      switch self {
      case .values(let values): .values(values)
      case .numbers(let numbers): .numbers(numbers)
      case .moments(let moments): .moments(moments)
      }
    }
    var type: ColumnType {
      switch self {
      case .values(let values): DataTable.type(of: values)
      case .numbers: .number
      case .moments: .date
      }
    }
  }

  /// The numbers of a column, NaN where there is none; of dates the milliseconds since 1970.
  public func doubles(_ column: Int) -> [Double] {
    switch storage[column] {
    case .numbers(let numbers), .moments(let numbers): return numbers
    case .values(let values):
      if columns[column].type == .date { return moments(column) }
      return values.map { $0.number?.double ?? .nan }
    case .file(let fileColumn):
      if columns[column].type == .date { return moments(column) }
      guard let file else { return [] }
      return (0..<rowCount).map { file.double(fileRow($0), fileColumn) ?? .nan }
    }
  }

  /// The dates of a column in milliseconds since 1970, NaN where there is none. Numbers of four digits are years, others
  /// milliseconds.
  public func moments(_ column: Int) -> [Double] {
    switch storage[column] {
    case .moments(let moments): return moments
    case .file(let fileColumn):
      guard let file else { return [] }
      return (0..<rowCount).map { row in
        file.cell(fileRow(row), fileColumn) { DataTable.milliseconds($0) } ?? .nan
      }
    case .values, .numbers:
      return (0..<rowCount).map { row in
        guard var text = text(row, column) else { return .nan }
        return text.withUTF8 { DataTable.milliseconds($0) } ?? .nan
      }
    }
  }
  private static func milliseconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    WrittenDate.reading(bytes)?.moment.milliseconds ?? WrittenDecimal(utf8: bytes)?.value.double
  }

  /// Puts rows together that have the same in all of some columns; without columns all rows are one group.
  public func groups(by columns: [Int]) -> RowGroups {
    guard let first = columns.first else {
      return RowGroups(ofRow: Array(repeating: 0, count: rowCount), firstRows: rowCount > 0 ? [0] : [])
    }
    var codes = self.codes(first)
    for column in columns.dropFirst() { codes = DataTable.combined(codes, self.codes(column)) }
    var firstRows: [Int] = []
    for (row, code) in codes.enumerated() where Int(code) == firstRows.count { firstRows.append(row) }
    return RowGroups(ofRow: codes, firstRows: firstRows)
  }

  /// A number for each distinct value, in the order of first use; empty cells have one too.
  private func codes(_ column: Int) -> [Int32] {
    switch storage[column] {
    case .file(let fileColumn):
      guard let file else { return [] }
      return file.codes(fileColumn, rows: fileRows, count: rowCount)
    case .numbers(let numbers), .moments(let numbers):
      // All that is no number is one value, and -0 is 0.
      return DataTable.codes(numbers.map { $0.isNaN ? UInt64.max : ($0 + 0).bitPattern })
    case .values(let values): return DataTable.codes(values.map(\.plainText))
    }
  }

  private static func codes<Key: Hashable>(_ keys: [Key]) -> [Int32] {
    var known: [Key: Int32] = [:]
    return keys.map { key in
      if let code = known[key] { return code }
      let code = Int32(known.count)
      known[key] = code
      return code
    }
  }

  private static func combined(_ a: [Int32], _ b: [Int32]) -> [Int32] {
    codes(zip(a, b).map { UInt64(UInt32(bitPattern: $0)) << 32 | UInt64(UInt32(bitPattern: $1)) })
  }

  /// With one more column, or another in place of one of that name.
  public func adding(_ name: String, _ cells: Cells) -> DataTable {
    precondition(cells.count == rowCount, "a column has a value for each row")
    var columns = columns
    var storage = storage
    let column = Column(name: name, type: cells.type)
    if let place = columns.firstIndex(where: { $0.name == name }) {
      columns[place] = column
      storage[place] = cells.storage
    } else {
      columns.append(column)
      storage.append(cells.storage)
    }
    return DataTable(
      name: self.name, columns: columns, storage: storage, rowCount: rowCount, file: file, fileRows: fileRows,
      mapping: mapping, computedPrecision: computedPrecision, context: context, range: range)
  }

  /// What stands in some rows of a column, to make another table of. Figures stay figures.
  public func cells(_ column: Int, rows: [Int]) throws(Diagnostic) -> Cells {
    switch storage[column] {
    case .numbers(let numbers): return .numbers(rows.map { numbers[$0] })
    case .moments(let moments): return .moments(rows.map { moments[$0] })
    case .values(let values): return .values(rows.map { values[$0] })
    case .file:
      var values: [Value] = []
      values.reserveCapacity(rows.count)
      for row in rows { values.append(try cellValue(row, column)) }
      return .values(values)
    }
  }

  /// A cell as a value: a figure, a number, words or nothing.
  public func cellValue(_ row: Int, _ column: Int) throws(Diagnostic) -> Value {
    if columns[column].type == .number {
      do throws(Diagnostic) {
        if let figure = try figure(row, column) { return .figure(figure) }
      } catch {
        // Beside the values of a query stand numbers that are no figures, such as their precisions.
        guard error.id == "data.computed-without-precision", let number = number(row, column) else { throw error }
        return .number(number)
      }
    }
    if case .values(let values) = storage[column] { return values[row] }
    return text(row, column).map { .text($0) } ?? .null
  }

  /// Whether numbers of the column are figures, which have intervals and sources.
  public func hasFigures(_ column: Int) -> Bool {
    guard columns[column].type == .number else { return false }
    switch storage[column] {
    case .file: return true
    case .numbers, .moments: return false
    case .values(let values):
      return computedPrecision != nil || values.contains { if case .figure = $0 { true } else { false } }
    }
  }

  /// A table of made columns, all of one length.
  public static func of(
    name: String, cells: [(name: String, cells: Cells)], at range: SourceRange
  ) -> DataTable {
    DataTable(
      name: name, columns: cells.map { Column(name: $0.name, type: $0.cells.type) },
      storage: cells.map(\.cells.storage),
      rowCount: cells.first?.cells.count ?? 0, file: nil, fileRows: nil, mapping: .none, computedPrecision: nil,
      context: .empty, range: range)
  }
}

extension DataFile {
  /// As ``DataTable/groups(by:)`` needs them: told apart by their bytes, without a text for each.
  func codes(_ column: Int, rows: [Int32]?, count: Int) -> [Int32] {
    var codes = [Int32](repeating: 0, count: count)
    var slots = [Int32](repeating: -1, count: 1024)
    // For each code, a row that has it.
    var known: [Int] = []
    withCells(column) { cells in
      for row in 0..<count {
        let fileRow = rows.map { Int($0[row]) } ?? row
        let cell = cells(fileRow)
        if known.count * 2 > slots.count {
          slots = [Int32](repeating: -1, count: slots.count * 4)
          for (code, first) in known.enumerated() {
            var slot = Self.hash(cells(first)) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(code)
          }
        }
        var slot = Self.hash(cell) & (slots.count - 1)
        while slots[slot] >= 0, !Self.equal(cells(known[Int(slots[slot])]), cell) {
          slot = (slot + 1) & (slots.count - 1)
        }
        if slots[slot] < 0 {
          slots[slot] = Int32(known.count)
          known.append(fileRow)
        }
        codes[row] = slots[slot]
      }
    }
    return codes
  }

  /// Fowler, Noll and Vo's hash, with the bits of the last steps spread over all.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
  private static func equal(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    a.count == b.count && (a.count == 0 || memcmp(a.baseAddress!, b.baseAddress!, a.count) == 0)
  }

  /// The nearest binary number to what a cell writes; nil where it is empty or no number.
  func double(_ row: Int, _ column: Int) -> Double? {
    cell(row, column) { bytes in
      if let (mantissa, place) = Self.smallDecimal(bytes) {
        let value = Double(mantissa)
        return place < 0 ? value / Self.powersOfTen[-place] : value * Self.powersOfTen[place]
      }
      return WrittenDecimal(utf8: bytes)?.value.double
    }
  }
  private static let powersOfTen: [Double] = (0...15).map { pow(10, Double($0)) }

  /// A number of at most 15 digits without an exponent, as an integer and the place of its last digit. JSON's grammar.
  static func smallDecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> (mantissa: Int, place: Int)? {
    var at = 0
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { at = 1 }
    let first = at
    var value = 0
    while at < bytes.count, bytes[at] &- 48 < 10 {
      value = value * 10 + Int(bytes[at] &- 48)
      at += 1
      if at - first > 15 { return nil }
    }
    let integers = at - first
    if integers == 0 || (integers > 1 && bytes[first] == 48) { return nil }
    var decimals = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      while at < bytes.count, bytes[at] &- 48 < 10 {
        value = value * 10 + Int(bytes[at] &- 48)
        at += 1
        decimals += 1
        if integers + decimals > 15 { return nil }
      }
      if decimals == 0 { return nil }
    }
    return at == bytes.count ? (isNegative ? -value : value, -decimals) : nil
  }
}
