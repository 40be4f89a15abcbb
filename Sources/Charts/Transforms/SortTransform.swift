import DataModel
import Diagnostics

enum Order: String, CaseIterable, Sendable { case ascending, descending }

/// Columns by which rows are put in order, as `[a, -b]` or Vega-Lite's `[{field: a}, {field: b, order: descending}]`.
struct SortFields: Sendable {
  var fields: [(field: SpecText, isDescending: Bool)] = []

  static func read(_ node: SourceNode?, into diagnostics: inout Diagnostics) -> SortFields {
    guard let node, !node.isNull else { return SortFields() }
    let fields = (node.items ?? [node]).compactMap { item -> (field: SpecText, isDescending: Bool)? in
      if let text = item.text {
        let isDescending = text.hasPrefix("-")
        return (SpecText(text: isDescending ? String(text.dropFirst()) : text, range: item.range), isDescending)
      }
      guard let object = SpecObject(item, "'sort'", keys: ["field", "order"], into: &diagnostics),
        let field = object.needed("field", into: &diagnostics)
      else { return nil }
      return (field, object.word("order", Order.self, into: &diagnostics) == .descending)
    }
    return SortFields(fields: fields)
  }

  /// Negative where the first row comes before the second, 0 where they are equal.
  func comparison(in table: DataTable) throws(Diagnostic) -> (Int, Int) -> Int {
    var keys: [(order: (Int, Int) -> Int, sign: Int)] = []
    for (field, isDescending) in fields {
      keys.append((table.order(in: try table.column(field)), isDescending ? -1 : 1))
    }
    return { a, b in
      for key in keys {
        let order = key.order(a, b)
        if order != 0 { return order * key.sign }
      }
      return 0
    }
  }
}

/// Puts the rows in order; rows that are equal keep theirs.
struct SortTransform: DataTransform {
  static let name = "sort"
  static let keys = ["sort"]
  var sort: SortFields
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> SortTransform? {
    SortTransform(sort: SortFields.read(object["sort"], into: &diagnostics), range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    table.selecting(rows: Array(0..<table.rowCount).sorted(by: try sort.comparison(in: table)))
  }
}

extension [Int] {
  /// In the order of a comparison; what is equal keeps its order.
  func sorted(by comparison: (Int, Int) -> Int) -> [Int] {
    enumerated().sorted { a, b in
      let order = comparison(a.element, b.element)
      return order != 0 ? order < 0 : a.offset < b.offset
    }.map(\.element)
  }
}

extension DataTable {
  /// Compares the cells of a column: numbers and dates by value, words by their letters, empty cells last.
  func order(in column: Int) -> (Int, Int) -> Int {
    func order<Key: Comparable>(_ x: Key?, _ y: Key?) -> Int {
      switch (x, y) {
      case (let x?, let y?): x < y ? -1 : x == y ? 0 : 1
      case (nil, nil): 0
      case (nil, _): 1
      case (_, nil): -1
      }
    }
    if columns[column].type != .text {
      let numbers = doubles(column)
      return { order(numbers[$0].isNaN ? nil : numbers[$0], numbers[$1].isNaN ? nil : numbers[$1]) }
    }
    let texts = (0..<rowCount).map { text($0, column) }
    return { order(texts[$0], texts[$1]) }
  }
}
