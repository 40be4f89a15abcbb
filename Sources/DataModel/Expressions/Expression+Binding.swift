import Diagnostics

extension Expression {
  /// With the cells of a table's rows found: `datum.name`, `datum['name']` and what lies within them.
  func bound(to table: DataTable) throws(EvaluationFailure) -> Expression {
    if let (parts, place) = datumPath { return try Expression.cell(parts, in: table, place) }
    switch self {
    case .number, .text, .truth, .null, .name, .pattern, .column: return self
    case .element(let index, let base, let place):
      return .element(try index.bound(to: table), of: try base.bound(to: table), place)
    case .prefix(let operation, let operand, let place):
      return .prefix(operation, try operand.bound(to: table), place)
    case .binary(let operation, let a, let b, let place):
      return .binary(operation, try a.bound(to: table), try b.bound(to: table), place)
    case .conditional(let a, let b, let c, let place):
      return .conditional(try a.bound(to: table), try b.bound(to: table), try c.bound(to: table), place)
    case .call(let name, let arguments, let place):
      return .call(name, try Expression.bound(arguments, to: table), place)
    case .list(let items, let place): return .list(try Expression.bound(items, to: table), place)
    case .object(let members, let place):
      var bound: [Member] = []
      for member in members { bound.append(Member(name: member.name, value: try member.value.bound(to: table))) }
      return .object(bound, place)
    }
  }

  private static func bound(
    _ expressions: [Expression], to table: DataTable
  ) throws(EvaluationFailure) -> [Expression] {
    var bound: [Expression] = []
    for expression in expressions { bound.append(try expression.bound(to: table)) }
    return bound
  }

  /// The names behind `datum`, as far as they are written out.
  private var datumPath: (parts: [String], place: Place)? {
    switch self {
    case .name(let parts, let place) where parts[0] == "datum": return (Array(parts.dropFirst()), place)
    case .element(.text(let member, _), let base, let place):
      return base.datumPath.map { ($0.parts + [member], place) }
    default: return nil
    }
  }

  /// The column of the longest name that the parts make, and what is looked for in its cells.
  private static func cell(
    _ parts: [String], in table: DataTable, _ place: Place
  ) throws(EvaluationFailure) -> Expression {
    for count in stride(from: parts.count, to: 0, by: -1) {
      let name = parts[..<count].joined(separator: ".")
      guard let column = table.columns.firstIndex(where: { $0.name == name }) else { continue }
      return parts[count...].reduce(.column(column, place)) { .element(.text($1, place), of: $0, place) }
    }
    guard let first = parts.first else {
      throw .mistake(
        ExpressionMistake(
          id: "expression.row-is-no-value", message: "'datum' is the whole row", start: place.start, end: place.end,
          hint: "name a column, as datum.\(table.columns.first?.name ?? "value")"))
    }
    let name = parts.count > 1 ? parts.joined(separator: ".") : first
    let names = table.columns.map(\.name)
    throw .mistake(
      ExpressionMistake(
        id: "data.unknown-column", message: "table '\(table.name)' has no column '\(name)'", start: place.start,
        end: place.end, hint: didYouMean(name, in: names) ?? "its columns are \(names.joined(separator: ", "))"))
  }
}
