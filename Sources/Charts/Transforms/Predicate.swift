import DataModel
import Diagnostics

/// A condition on rows: an expression, one of Vega-Lite's field predicates, or a combination of such.
indirect enum Predicate: Sendable {
  case expression(SpecText)
  case field(FieldPredicate)
  case and([Predicate])
  case or([Predicate])
  case not(Predicate)

  static func read(_ node: SourceNode, _ what: String, into diagnostics: inout Diagnostics) -> Predicate? {
    if let text = node.text { return .expression(SpecText(text: text, range: node.range)) }
    func list(_ value: SourceNode) -> [Predicate]? {
      guard let items = value.items, !items.isEmpty else {
        diagnostics.error(
          "chart.not-a-list", "'and' and 'or' take a list of conditions", at: value.range)
        return nil
      }
      let read = items.compactMap { Predicate.read($0, what, into: &diagnostics) }
      return read.count == items.count ? read : nil
    }
    for key in ["and", "or", "not"] {
      guard let value = node[key] else { continue }
      guard SpecObject(node, what, keys: [key], into: &diagnostics) != nil else { return nil }
      switch key {
      case "and": return list(value).map { .and($0) }
      case "or": return list(value).map { .or($0) }
      default: return Predicate.read(value, what, into: &diagnostics).map { .not($0) }
      }
    }
    return FieldPredicate.read(node, what, into: &diagnostics).map { .field($0) }
  }

  /// Whether it holds, row by row.
  func holds(over table: DataTable, _ store: FigureStore) throws(Diagnostic) -> [Bool] {
    switch self {
    case .expression(let text):
      let evaluation = try store.rowExpression(text.text, at: text.range).evaluation(over: table)
      var holds: [Bool] = []
      holds.reserveCapacity(table.rowCount)
      for row in 0..<table.rowCount { holds.append(try evaluation.holds(row)) }
      return holds
    case .field(let predicate): return try predicate.holds(over: table, store)
    case .and(let parts), .or(let parts):
      var all: [[Bool]] = []
      for part in parts { all.append(try part.holds(over: table, store)) }
      let isAll = if case .and = self { true } else { false }
      return (0..<table.rowCount).map { row in
        isAll ? all.allSatisfy { $0[row] } : all.contains { $0[row] }
      }
    case .not(let part): return try part.holds(over: table, store).map { !$0 }
    }
  }
}

/// `{field: x, gt: 5}`: a column compared with constants.
struct FieldPredicate: Sendable {
  enum Test: Sendable {
    case compare(Comparison, SourceNode)
    case range(SourceNode?, SourceNode?)
    case oneOf([SourceNode])
    case valid(Bool)
  }
  enum Comparison: String, CaseIterable, Sendable { case equal, lt, lte, gt, gte }

  var field: SpecText
  var timeUnit: TimeUnitSpec?
  var test: Test
  var range: SourceRange

  static func read(_ node: SourceNode, _ what: String, into diagnostics: inout Diagnostics) -> FieldPredicate? {
    let tests = Comparison.allCases.map(\.rawValue) + ["range", "oneOf", "valid"]
    guard let object = SpecObject(node, what, keys: ["field", "timeUnit"] + tests, into: &diagnostics) else {
      return nil
    }
    guard let field = object.text("field", into: &diagnostics) else {
      diagnostics.error("chart.no-field", "\(what) names no 'field'", at: node.range)
      return nil
    }
    let given = tests.filter { object[$0] != nil }
    guard given.count == 1, let key = given.first, let value = object[key] else {
      diagnostics.error(
        "chart.no-predicate",
        given.isEmpty
          ? "\(what) compares '\(field.text)' with nothing" : "\(what) has both '\(given[0])' and '\(given[1])'",
        at: node.range,
        hint: given.isEmpty ? "add one of \(tests.joined(separator: ", "))" : "write them as two conditions under 'and'"
      )
      return nil
    }
    let unit = object["timeUnit"].flatMap { TimeUnitSpec.read($0, what, into: &diagnostics) }
    guard let test = readTest(key, value, into: &diagnostics) else { return nil }
    return FieldPredicate(field: field, timeUnit: unit, test: test, range: node.range)
  }

  private static func readTest(
    _ key: String, _ value: SourceNode, into diagnostics: inout Diagnostics
  ) -> Test? {
    switch key {
    case "range":
      guard let items = value.items, items.count == 2 else {
        diagnostics.error("chart.not-a-list", "'range' has to be two ends", at: value.range, hint: "write [0, 10]")
        return nil
      }
      return .range(items[0].isNull ? nil : items[0], items[1].isNull ? nil : items[1])
    case "oneOf":
      guard let items = value.items else {
        diagnostics.error("chart.not-a-list", "'oneOf' has to be a list", at: value.range)
        return nil
      }
      return .oneOf(items)
    case "valid":
      guard let bool = value.bool else {
        diagnostics.error("chart.not-a-truth-value", "'valid' has to be true or false", at: value.range)
        return nil
      }
      return .valid(bool)
    default: return Comparison(rawValue: key).map { .compare($0, value) }
    }
  }

  func holds(over table: DataTable, _ store: FigureStore) throws(Diagnostic) -> [Bool] {
    let column = try table.column(field)
    if case .valid(let isWanted) = test {
      let isText = table.columns[column].type == .text
      return (0..<table.rowCount).map { row in
        let text = table.text(row, column)
        return (text != nil && (!isText || text != "NaN")) == isWanted
      }
    }
    let isDate = timeUnit != nil || table.columns[column].type == .date || constants.contains { $0.entries != nil }
    if isDate { return try holdsForDates(column, table) }
    return try holdsAsExpression(column, table, store)
  }

  private var constants: [SourceNode] {
    switch test {
    case .compare(_, let node): [node]
    case .range(let low, let high): [low, high].compactMap { $0 }
    case .oneOf(let nodes): nodes
    case .valid: []
    }
  }

  private func holdsForDates(_ column: Int, _ table: DataTable) throws(Diagnostic) -> [Bool] {
    let unit = timeUnit?.unit
    let moments = table.moments(column).map { value in
      value.isNaN ? value : unit?.floor(Moment(milliseconds: value)).milliseconds ?? value
    }
    func constant(_ node: SourceNode) throws(Diagnostic) -> Double {
      let moment = try DateTime.moment(of: node, unit)
      return unit?.floor(moment).milliseconds ?? moment.milliseconds
    }
    switch test {
    case .compare(let comparison, let node):
      let value = try constant(node)
      return moments.map { moment in
        switch comparison {
        case .equal: moment == value
        case .lt: moment < value
        case .lte: moment <= value
        case .gt: moment > value
        case .gte: moment >= value
        }
      }
    case .range(let low, let high):
      let from = try low.map { node throws(Diagnostic) in try constant(node) } ?? -.infinity
      let to = try high.map { node throws(Diagnostic) in try constant(node) } ?? .infinity
      return moments.map { $0 >= from && $0 <= to }
    case .oneOf(let nodes):
      var values: Set<Double> = []
      for node in nodes { values.insert(try constant(node)) }
      return moments.map { values.contains($0) }
    case .valid: return []
    }
  }

  /// In words of the expression language, so that figures are compared by their intervals.
  private func holdsAsExpression(
    _ column: Int, _ table: DataTable, _ store: FigureStore
  ) throws(Diagnostic) -> [Bool] {
    let cell = "datum[\(Self.quoted(table.columns[column].name))]"
    let source: String
    switch test {
    case .compare(let comparison, let node):
      let sign: [Comparison: String] = [.equal: "==", .lt: "<", .lte: "<=", .gt: ">", .gte: ">="]
      source = "\(cell) \(sign[comparison] ?? "==") \(Self.literal(node))"
    case .range(let low, let high):
      let ends = [low.map { "\(cell) >= \(Self.literal($0))" }, high.map { "\(cell) <= \(Self.literal($0))" }]
      source = (["isValid(\(cell))"] + ends.compactMap { $0 }).joined(separator: " && ")
    case .oneOf(let nodes):
      source =
        nodes.isEmpty ? "false" : nodes.map { "\(cell) == \(Self.literal($0))" }.joined(separator: " || ")
    case .valid: source = "true"
    }
    return try Predicate.expression(SpecText(text: source, range: range)).holds(over: table, store)
  }

  private static func literal(_ node: SourceNode) -> String {
    node.numberText ?? (node.bool != nil || node.isNull ? node.text ?? "null" : quoted(node.text ?? ""))
  }
  private static func quoted(_ text: String) -> String {
    "'"
      + text.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
      .split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'") + "'"
  }
}
