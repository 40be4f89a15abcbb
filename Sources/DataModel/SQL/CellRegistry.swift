import Diagnostics
import GRDB
import Synchronization

/// Knows the cells and figures that numbers in SQL stand for, by their ids.
///
/// A cell's id is made of its table, column and row; the figures that a query computes have ids below zero.
final class CellRegistry: Sendable {
  private struct State {
    var tables: [DataTable] = []
    var figures: [Figure] = []
    /// What a function gave in this query, by its name and arguments.
    var computed: [String: Int64] = [:]
    var failure: Diagnostic?
  }
  private let state = Mutex(State())

  private static let rowBits = 32
  private static let columnBits = 14

  static func id(_ table: Int, _ column: Int, _ row: Int) -> Int64 {
    Int64(table) << (rowBits + columnBits) | Int64(column) << rowBits | Int64(row)
  }

  /// - Returns: The table's number in ids.
  func add(_ table: DataTable) -> Int {
    state.withLock {
      $0.tables.append(table)
      return $0.tables.count - 1
    }
  }

  var columnNames: [String] { state.withLock { $0.tables.flatMap { $0.columns.map(\.name) } } }

  /// Forgets what went wrong in the query before.
  func begin() {
    state.withLock {
      $0.failure = nil
      $0.computed = [:]
    }
  }
  /// Why one of our functions failed in the last query.
  var failure: Diagnostic? { state.withLock { $0.failure } }

  private func cell(_ id: Int64) -> (table: DataTable, row: Int, column: Int)? {
    let row = Int(id & (1 << CellRegistry.rowBits - 1))
    let column = Int(id >> CellRegistry.rowBits & (1 << CellRegistry.columnBits - 1))
    let table = Int(id >> (CellRegistry.rowBits + CellRegistry.columnBits))
    return state.withLock { state in
      guard state.tables.indices.contains(table) else { return nil }
      let found = state.tables[table]
      guard row < found.rowCount, column < found.columns.count else { return nil }
      return (found, row, column)
    }
  }
  private func computed(_ id: Int64) -> Figure? {
    state.withLock { state in
      let index = Int(-1 - id)
      return state.figures.indices.contains(index) ? state.figures[index] : nil
    }
  }

  private func figure(_ id: Int64) throws -> Figure? {
    if id < 0 { return computed(id) }
    guard let (table, row, column) = cell(id) else { return nil }
    do { return try table.figure(row, column) } catch {
      state.withLock { $0.failure = error }
      throw error
    }
  }

  /// What a number in a result is, if the cell or figure that it came with still has that value.
  func value(_ id: Int64, matching number: Double) throws -> Value? {
    if id < 0 {
      guard let figure = computed(id), figure.value?.double == number else { return nil }
      return .figure(figure)
    }
    guard let (table, row, column) = cell(id), table.double(row, column) == number else { return nil }
    return try table.value(row, column)
  }

  /// Ids of the cells of a group, for ``figure``.
  private struct Cells: DatabaseAggregate {
    private var ids: [String] = []
    mutating func step(_ values: [DatabaseValue]) throws {
      if let id = Int64.fromDatabaseValue(values[0]) { ids.append(String(id)) }
    }
    func finalize() throws -> (any DatabaseValueConvertible)? {
      ids.isEmpty ? nil : ids.joined(separator: " ")
    }
  }

  /// The functions that rewritten queries use.
  var functions: [DatabaseFunction] {
    [
      DatabaseFunction("_cells", argumentCount: 1, pure: true, aggregate: Cells.self),
      DatabaseFunction("_figure", pure: true) { [unowned self] values in try compute(values) },
      DatabaseFunction("_number", argumentCount: 1, pure: true) { [unowned self] values in
        guard let id = Int64.fromDatabaseValue(values[0]) else { return nil }
        return try figure(id)?.value?.double
      },
    ]
  }

  private func compute(_ values: [DatabaseValue]) throws -> Int64? {
    guard let name = values.first.flatMap({ String.fromDatabaseValue($0) }) else { return nil }
    // Ids of cells come as text, that of one cell or figure as a number.
    var arguments: [String] = []
    for value in values.dropFirst() {
      switch value.storage {
      case .string(let text): arguments.append(text)
      case .int64(let id): arguments.append(String(id))
      default: return nil
      }
    }
    let key = name + " " + arguments.joined(separator: ",")
    if let known = state.withLock({ $0.computed[key] }) { return known }
    var figures: [Figure] = []
    for argument in arguments {
      for id in argument.split(separator: " ") {
        if let id = Int64(id), let found = try figure(id) { figures.append(found) }
      }
    }
    let kinds: [String: Aggregate] = ["fsum": .sum, "fmean": .mean, "fshare": .share, "fdiff": .difference]
    guard let aggregate = kinds[name] else { return nil }
    if values.count == 3, figures.count != 2 { return nil }
    do {
      // The workspace puts the query's place in.
      guard let result = try aggregate.of(figures, at: .file("")) else { return nil }
      return state.withLock {
        $0.figures.append(result)
        let id = Int64(-$0.figures.count)
        $0.computed[key] = id
        return id
      }
    } catch {
      state.withLock { $0.failure = error }
      throw error
    }
  }
}
