/// A result of libpq: rows, or why there are none.
@safe struct QueryResult: ~Copyable {
  private let handle: OpaquePointer
  private let library: LibPQ

  /// Takes over the result.
  @unsafe init(_ handle: OpaquePointer, _ library: LibPQ) {
    unsafe self.handle = handle
    self.library = library
  }
  deinit { unsafe library.clear(handle) }

  var status: CInt { unsafe library.resultStatus(handle) }

  var error: ServerMessage {
    ServerMessage(
      state: field(LibPQCode.fieldState) ?? "", text: field(LibPQCode.fieldMessage) ?? "",
      hint: field(LibPQCode.fieldHint), position: field(LibPQCode.fieldPosition).flatMap { Int($0) })
  }
  private func field(_ code: CInt) -> String? {
    unsafe library.resultErrorField(handle, code).map { unsafe String(cString: $0) }
  }

  /// Types by their numbers in PostgreSQL's catalogue, pg_type.dat.
  private enum TypeNumber {
    static let bool: CUnsignedInt = 16
    static let bytea: CUnsignedInt = 17
    static let character: CUnsignedInt = 1042
    /// int8, int2, int4, float4, float8 and numeric.
    static let numbers: Set<CUnsignedInt> = [20, 21, 23, 700, 701, 1700]
  }

  private var columnCount: CInt { unsafe library.fieldCount(handle) }
  private var rowCount: CInt { unsafe library.rowCount(handle) }

  var columns: [ResultRows.Column] {
    (0..<columnCount).map { column in
      ResultRows.Column(
        name: unsafe library.fieldName(handle, column).map { unsafe String(cString: $0) } ?? "",
        type: TypeNumber.numbers.contains(unsafe library.fieldType(handle, column)) ? .number : .text)
    }
  }

  /// Adds the rows as text: truth values in words, fixed-width text without the blanks that fill it, no bytes.
  func add(to rows: inout ResultRows) {
    let columns = columnCount
    let types = (0..<columns).map { unsafe library.fieldType(handle, $0) }
    for row in 0..<rowCount {
      for column in 0..<columns {
        let type = types[Int(column)]
        guard unsafe library.isNull(handle, row, column) == 0, type != TypeNumber.bytea,
          let start = unsafe library.value(handle, row, column)
        else {
          rows.appendNull()
          continue
        }
        let count = Int(unsafe library.length(handle, row, column))
        unsafe start.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
          let value = unsafe UnsafeBufferPointer(start: bytes, count: count)
          switch type {
          case TypeNumber.bool:
            let word: StaticString = unsafe value.first == UInt8(ascii: "t") ? "true" : "false"
            word.withUTF8Buffer { unsafe rows.append($0) }
          case TypeNumber.character:
            var end = count
            while end > 0, unsafe value[end - 1] == UInt8(ascii: " ") { end -= 1 }
            unsafe rows.append(UnsafeBufferPointer(rebasing: value[..<end]))
          default: unsafe rows.append(value)
          }
        }
      }
      rows.endRow()
    }
  }
}
