import DataModel
import Diagnostics

/// What is put where a value is missing.
struct ImputeSpec: Sendable {
  enum Method: String, CaseIterable, Sendable { case value, median, max, min, mean }
  static let keys = ["frame", "keyvals", "method", "value"]
  var method = Method.value
  var value: SourceNode?
  var keyValues: [SourceNode] = []
  var frame: (before: Int?, after: Int?) = (nil, nil)
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> ImputeSpec? {
    var spec = ImputeSpec(range: object.node.range)
    spec.method = object.word("method", Method.self, into: &diagnostics) ?? .value
    spec.value = object["value"]
    if spec.method == .value, spec.value == nil {
      diagnostics.error(
        "chart.no-value", "\(object.name) says not what is put in", at: object.node.range,
        hint: "write 'value: 0', or 'method: mean'")
      return nil
    }
    if let frame = object["frame"], !frame.isNull {
      guard let ends = WindowTransform.readFrame(frame, into: &diagnostics) else { return nil }
      spec.frame = ends
    }
    if let values = object["keyvals"] {
      if let items = values.items {
        spec.keyValues = items
      } else if let range = SpecObject(values, "'keyvals'", keys: ["start", "stop", "step"], into: &diagnostics) {
        let limits = -1e15...1e15
        let start = range.number("start", in: limits, into: &diagnostics) ?? 0
        let stop = range.number("stop", in: limits, into: &diagnostics) ?? start
        let step = range.number("step", in: limits, into: &diagnostics) ?? 1
        let count = step == 0 ? 0 : ((stop - start) / step).rounded(.up)
        guard count >= 0, count <= 100_000 else {
          diagnostics.error("chart.not-a-list", "'keyvals' would be more than 100,000 keys, or none", at: values.range)
          return nil
        }
        spec.keyValues = (0..<Int(count)).map {
          SourceNode(.scalar(plain(start + Double($0) * step), isPlain: true), at: values.range)
        }
      }
    }
    return spec
  }
}

/// Adds the rows that are missing so that each group has each key, and fills in values.
struct ImputeTransform: DataTransform {
  static let name = "impute"
  static let keys = ["impute", "key", "groupby"] + ImputeSpec.keys
  var spec: ImputeSpec
  var field: SpecText
  var key: SpecText
  var groupBy: [SpecText]
  var range: SourceRange { spec.range }

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> ImputeTransform? {
    guard let field = object.needed("impute", into: &diagnostics), let key = object.needed("key", into: &diagnostics),
      let spec = ImputeSpec.read(object, into: &diagnostics)
    else { return nil }
    return ImputeTransform(
      spec: spec, field: field, key: key, groupBy: object.fields("groupby", into: &diagnostics))
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    try table.imputed(spec, try table.column(field), key: try table.column(key), by: try table.columns(groupBy))
  }
}

extension DataTable {
  func imputed(
    _ spec: ImputeSpec, _ column: Int, key: Int, by groups: [Int]
  ) throws(Diagnostic) -> DataTable {
    var keys = spec.keyValues.compactMap(\.text)
    var known = Set(keys)
    for row in 0..<rowCount {
      if let text = text(row, key), known.insert(text).inserted { keys.append(text) }
    }
    let parts = self.groups(by: groups)
    var rows = Array(0..<rowCount)
    // For a row that is put in, its key.
    var added: [String?] = Array(repeating: nil, count: rowCount)
    for members in parts.members {
      let present = Set(members.compactMap { text($0, key) })
      for missing in keys where !present.contains(missing) {
        rows.append(members[0])
        added.append(missing)
      }
    }
    let isPutIn = added.map { $0 != nil }
    var cells: [(name: String, cells: Cells)] = []
    for (place, description) in columns.enumerated() {
      let isGroup = groups.contains(place)
      let own = try self.cells(place, optionalRows: rows.indices.map { isPutIn[$0] && !isGroup ? nil : rows[$0] })
      cells.append((description.name, place == key ? own.filled(with: added) : own))
    }
    let complete = DataTable.of(name: name, cells: cells, at: range)
    return try complete.filled(spec, column, key: key, by: groups, isPutIn)
  }

  /// With values where there are none: by a constant in the rows that were put in, by another method in all.
  private func filled(
    _ spec: ImputeSpec, _ column: Int, key: Int, by groups: [Int], _ isPutIn: [Bool]
  ) throws(Diagnostic) -> DataTable {
    var values: [Value] = []
    for row in 0..<rowCount { values.append(try value(row, column)) }
    if spec.method == .value {
      let constant = spec.value.map(Value.init(constant:)) ?? .null
      for row in values.indices where isPutIn[row] { values[row] = constant }
      return adding(columns[column].name, values)
    }
    let operation: AggregateOperation =
      switch spec.method {
      case .median: .median
      case .max: .max
      case .min: .min
      case .mean, .value: .mean
      }
    let numbers = doubles(column)
    let order = order(in: key)
    for members in self.groups(by: groups).members {
      let sorted = members.sorted(by: order)
      for (index, row) in sorted.enumerated() where text(row, column) == nil {
        let low = spec.frame.before.map { Swift.max(0, index - $0) } ?? 0
        let high = spec.frame.after.map { Swift.min(sorted.count, index + $0 + 1) } ?? sorted.count
        let near = sorted[low..<high].compactMap { numbers[$0].isNaN ? nil : numbers[$0] }
        values[row] = Decimal(operation.ofNumbers(near)).map { .number($0) } ?? .null
      }
    }
    return adding(columns[column].name, values)
  }
}

extension Value {
  /// What a spec writes: a number, a text or nothing.
  init(constant node: SourceNode) {
    if node.isNull {
      self = .null
    } else if let number = node.numberText.flatMap({ WrittenDecimal($0) }) {
      self = .number(number.value)
    } else {
      self = node.text.map { .text($0) } ?? .null
    }
  }
}

extension DataTable.Cells {
  /// With texts or numbers of keys where they are given.
  fileprivate func filled(with keys: [String?]) -> DataTable.Cells {
    switch self {
    case .values(let values):
      return .values(
        zip(values, keys).map { value, key in
          guard let key else { return value }
          let isNumber = values.contains { $0.number != nil && $0.isNumeric }
          return isNumber ? WrittenDecimal(key).map { .number($0.value) } ?? .text(key) : .text(key)
        })
    case .numbers(let numbers): return .numbers(zip(numbers, keys).map { $1.flatMap { Double($0) } ?? $0 })
    case .moments(let moments):
      return .moments(zip(moments, keys).map { $1.flatMap { WrittenDate($0)?.moment.milliseconds } ?? $0 })
    }
  }
}

extension Value {
  fileprivate var isNumeric: Bool {
    switch self {
    case .number, .figure: true
    default: false
    }
  }
}
