import Diagnostics
import Synchronization

/// Observations that are the rows of one table, told apart by the values of key columns.
///
/// A figure is made when it is first asked for; until then a row costs an entry in a dictionary.
final class ObservationFamily: Sendable {
  let id: String
  let declaration: ObservationDeclaration
  let table: DataTable
  let keyColumns: [Int]
  let valueColumn: Int
  /// The columns that name the series of a member.
  let seriesColumns: [Int]
  /// The members' rows in the table, in its order.
  let rows: [Int]
  /// The place in ``rows`` of each key.
  private let places: [String: Int]
  private let figures = Mutex<[Int: Result<Figure, Diagnostic>]>([:])

  /// Finds the members' rows. Throws a diagnostic for an unknown column, a row without a key, and two rows with one.
  init(
    id: String, _ declaration: ObservationDeclaration, finder: RowFinder, valueColumn: Int
  ) throws(Diagnostic) {
    self.id = id
    self.declaration = declaration
    self.valueColumn = valueColumn
    let table = finder.table
    self.table = table
    let columns = try declaration.key.map { node throws(Diagnostic) in
      try table.column(node.text ?? "", at: node.range)
    }
    keyColumns = columns
    seriesColumns = table.seriesColumns(among: finder.columns + columns)
    rows = try finder.rows()
    var places: [String: Int] = [:]
    places.reserveCapacity(rows.count)
    for (place, row) in rows.enumerated() {
      let key = ObservationFamily.joined(try ObservationFamily.key(of: row, columns, in: table))
      if let first = places.updateValue(place, forKey: key) {
        throw ObservationFamily.repeatedKey(rows, first, place, columns, table, at: declaration.key[0].range)
      }
    }
    self.places = places
  }

  private static func key(of row: Int, _ columns: [Int], in table: DataTable) throws(Diagnostic) -> [String] {
    var key: [String] = []
    for column in columns {
      guard let text = table.text(row, column) else {
        throw .error(
          "data.empty-key",
          "row \(row + 1) of table '\(table.name)' has no \(table.columns[column].name), which is a key",
          at: table.place(row, column), hint: "leave the row out with 'where', or name another column under 'key'")
      }
      key.append(text)
    }
    return key
  }

  /// A sign that no data hold stands between the values.
  private static func joined(_ key: [String]) -> String { key.count == 1 ? key[0] : key.joined(separator: "\u{1F}") }

  private static func repeatedKey(
    _ rows: [Int], _ first: Int, _ second: Int, _ columns: [Int], _ table: DataTable, at range: SourceRange
  ) -> Diagnostic {
    let key = columns.map { table.text(rows[second], $0) }
    let same = rows.filter { row in columns.map { table.text(row, $0) } == key }
    let (shown, differing) = table.comparison(of: same)
    let values = columns.map { "\(table.columns[$0].name) '\(table.text(rows[first], $0) ?? "")'" }
    return .error(
      "data.repeated-row",
      "\(same.count) rows of table '\(table.name)' have \(values.joined(separator: " and ")): \(shown)",
      at: range,
      hint: differing.isEmpty
        ? "the rows are the same: leave all but one out"
        : "they differ in \(differing.joined(separator: ", ")): add one to 'key' or 'where'")
  }

  /// The place of a member by the values of all key columns.
  func place(of key: [String]) -> Int? { places[ObservationFamily.joined(key)] }

  /// The places of the members whose first key columns have these values.
  func places(beginning key: [String]) -> [Int] {
    rows.indices.filter { place in zip(keyColumns, key).allSatisfy { table.text(rows[place], $0) == $1 } }
  }

  /// The values of the key columns of a member.
  func key(at place: Int) -> [String] { keyColumns.map { table.text(rows[place], $0) ?? "" } }

  /// A member's figure, made by `make` if it was not asked for before.
  func figure(
    at place: Int, make: () throws(Diagnostic) -> Figure
  ) throws(Diagnostic) -> Figure {
    if let known = figures.withLock({ $0[place] }) { return try known.get() }
    let result = Result(catching: make)
    figures.withLock { $0[place] = result }
    return try result.get()
  }

  /// How an expression names a member: `world.use.Africa`, or `world.use['South Asia']` where a value is no part of an id.
  static func name(of key: [String], in family: String) -> String {
    key.reduce(into: family) { name, value in
      if DeclarationReader.isID(value), !value.contains(".") {
        name += ".\(value)"
      } else {
        name += value.contains("'") ? "[\"\(value)\"]" : "['\(value)']"
      }
    }
  }

  /// The member that a misspelt key is nearest to, or the keys that there are.
  func hint(for key: [String]) -> String? {
    let depth = key.count
    let candidates = Dictionary(
      rows.indices.map { place in
        let known = Array(self.key(at: place).prefix(depth))
        return (known.joined(separator: " "), known)
      }, uniquingKeysWith: { first, _ in first })
    if let near = nearestName(to: key.joined(separator: " "), in: candidates.keys), let found = candidates[near] {
      return "did you mean '\(ObservationFamily.name(of: found, in: id))'?"
    }
    let sorted = candidates.keys.sorted()
    return "there \(sorted.count == 1 ? "is" : "are") \(sorted.prefix(8).joined(separator: ", "))"
      + (sorted.count > 8 ? " and \(sorted.count - 8) more" : "")
  }
}
