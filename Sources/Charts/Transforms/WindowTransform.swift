import DataModel
import Diagnostics

/// What a row is among its neighbours, by vega-transforms' `window`.
enum WindowOperation: String, CaseIterable, Sendable {
  case rowNumber = "row_number"
  case rank
  case denseRank = "dense_rank"
  case percentRank = "percent_rank"
  case cumeDist = "cume_dist"
  case ntile, lag, lead
  case firstValue = "first_value"
  case lastValue = "last_value"
  case nthValue = "nth_value"
  case prevValue = "prev_value"
  case nextValue = "next_value"

  var needsField: Bool {
    switch self {
    case .lag, .lead, .firstValue, .lastValue, .nthValue, .prevValue, .nextValue: true
    default: false
    }
  }
}

/// Adds what each row is in a window of rows around it, such as a rank, a running total or a moving mean.
struct WindowTransform: DataTransform {
  static let name = "window"
  static let keys = ["window", "frame", "ignorePeers", "groupby", "sort"]
  enum Operation: Sendable {
    case place(WindowOperation, parameter: Int?)
    case aggregate(AggregateOperation)
  }
  struct Item: Sendable {
    var operation: Operation
    var field: SpecText?
    var name: String
    var range: SourceRange
  }
  var items: [Item]
  /// How many rows before and after belong to the window; nil for all.
  var frame: (before: Int?, after: Int?) = (nil, 0)
  var ignoresPeers = false
  var groupBy: [SpecText] = []
  var sort = SortFields()
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> WindowTransform? {
    guard let node = object["window"] else { return nil }
    var items: [Item] = []
    for item in node.items ?? [node] {
      guard let read = readItem(item, into: &diagnostics) else { return nil }
      items.append(read)
    }
    var transform = WindowTransform(items: items, range: object.node.range)
    if let frame = object["frame"], !frame.isNull {
      guard let ends = readFrame(frame, into: &diagnostics) else { return nil }
      transform.frame = ends
    }
    transform.ignoresPeers = object.bool("ignorePeers", into: &diagnostics) ?? false
    transform.groupBy = object.fields("groupby", into: &diagnostics)
    transform.sort = SortFields.read(object["sort"], into: &diagnostics)
    return transform
  }

  /// `[-3, 0]`; null for all rows before or after.
  static func readFrame(
    _ node: SourceNode, into diagnostics: inout Diagnostics
  ) -> (before: Int?, after: Int?)? {
    guard let items = node.items, items.count == 2, items.allSatisfy({ $0.isNull || $0.int != nil }) else {
      diagnostics.error(
        "chart.not-a-list", "'frame' has to be two whole numbers, or null for no limit", at: node.range,
        hint: "write [-3, 0] for the three rows before and the row itself")
      return nil
    }
    return (items[0].int.map { min(abs($0), 1_000_000_000) }, items[1].int.map { min(abs($0), 1_000_000_000) })
  }

  private static func readItem(_ node: SourceNode, into diagnostics: inout Diagnostics) -> Item? {
    guard let object = SpecObject(node, "'window'", keys: ["op", "field", "param", "as"], into: &diagnostics),
      let word = object.needed("op", into: &diagnostics)
    else { return nil }
    let field = object.text("field", into: &diagnostics)
    let operation: Operation
    var needsField = false
    if let known = WindowOperation(rawValue: word.text) {
      let parameter = object.number("param", in: 0...1e6, into: &diagnostics).map { Int($0) }
      if known == .ntile || known == .nthValue, (parameter ?? 0) < 1 {
        diagnostics.error(
          "chart.no-parameter", "'\(word.text)' needs 'param', a number from 1", at: node.range)
        return nil
      }
      operation = .place(known, parameter: parameter)
      needsField = known.needsField
    } else if let known = AggregateOperation(rawValue: word.text), known != .argmin, known != .argmax {
      operation = .aggregate(known)
      needsField = known != .count
    } else {
      let names = WindowOperation.allCases.map(\.rawValue) + AggregateOperation.allCases.map(\.rawValue)
      diagnostics.error(
        "chart.unsupported-value", "'op' of 'window' cannot be '\(word.text)'", at: word.range,
        hint: didYouMean(word.text, in: names) ?? "it can be \(names.joined(separator: ", "))")
      return nil
    }
    if needsField, field == nil {
      diagnostics.error("chart.no-field", "'\(word.text)' names no 'field'", at: node.range)
      return nil
    }
    let usual = field.map { "\(word.text)_\($0.text)" } ?? word.text
    return Item(
      operation: operation, field: field, name: object.text("as", into: &diagnostics)?.text ?? usual,
      range: field?.range ?? node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    let comparison = try sort.comparison(in: table)
    let groups = table.groups(by: try table.columns(groupBy)).members.map { rows in
      WindowPartition(
        rows: sort.fields.isEmpty ? rows : rows.sorted(by: comparison), comparison: comparison,
        isSorted: !sort.fields.isEmpty, frame: frame, ignoresPeers: ignoresPeers)
    }
    var result = table
    for item in items {
      let column = try item.field.map { field throws(Diagnostic) in try table.column(field) }
      switch item.operation {
      case .place(let operation, let parameter):
        if operation.needsField, let column {
          let rows = sources(operation, parameter, column, groups, table)
          result = result.adding(item.name, try table.cells(column, optionalRows: rows))
        } else {
          result = result.adding(item.name, .values(places(operation, parameter, groups, table)))
        }
      case .aggregate(let operation):
        result = result.adding(item.name, try aggregates(operation, column, item, groups, table))
      }
    }
    return result
  }

  /// Ranks and their kin; counts of rows, which are exact.
  private func places(
    _ operation: WindowOperation, _ parameter: Int?, _ groups: [WindowPartition], _ table: DataTable
  ) -> [Value] {
    var values = [Value](repeating: .null, count: table.rowCount)
    for group in groups {
      let count = group.rows.count
      var rank = 1
      var dense = 1
      for index in 0..<count {
        if group.begins(at: index), index > 0 {
          rank = index + 1
          dense += 1
        }
        let share = Double(group.lastPeer(of: index) + 1) / Double(count)
        let row = group.rows[index]
        switch operation {
        case .rowNumber: values[row] = .figure(Aggregate.ofRows(index + 1))
        case .rank: values[row] = .figure(Aggregate.ofRows(rank))
        case .denseRank: values[row] = .figure(Aggregate.ofRows(dense))
        case .percentRank:
          values[row] = count > 1 ? .number(Decimal(Double(rank - 1) / Double(count - 1)) ?? .zero) : .number(.zero)
        case .ntile: values[row] = .figure(Aggregate.ofRows(Int((Double(parameter ?? 1) * share).rounded(.up))))
        default: values[row] = .number(Decimal(share) ?? .zero)
        }
      }
    }
    return values
  }

  /// The row that each row takes its value from.
  private func sources(
    _ operation: WindowOperation, _ parameter: Int?, _ column: Int, _ groups: [WindowPartition], _ table: DataTable
  ) -> [Int?] {
    var sources = [Int?](repeating: nil, count: table.rowCount)
    for group in groups {
      let count = group.rows.count
      var known: Int?
      func row(_ index: Int) -> Int? { (0..<count).contains(index) ? group.rows[index] : nil }
      for index in operation == .nextValue ? Array((0..<count).reversed()) : Array(0..<count) {
        let own = group.rows[index]
        let window = group.window(at: index)
        switch operation {
        case .lag: sources[own] = row(index - (parameter ?? 1))
        case .lead: sources[own] = row(index + (parameter ?? 1))
        case .firstValue: sources[own] = window.isEmpty ? nil : row(window.lowerBound)
        case .lastValue: sources[own] = window.isEmpty ? nil : row(window.upperBound - 1)
        case .nthValue:
          let place = window.lowerBound + (parameter ?? 1) - 1
          sources[own] = window.contains(place) ? row(place) : nil
        default:
          if table.text(own, column) != nil { known = own }
          sources[own] = known
        }
      }
    }
    return sources
  }

  private func aggregates(
    _ operation: AggregateOperation, _ column: Int?, _ item: Item, _ groups: [WindowPartition], _ table: DataTable
  ) throws(Diagnostic) -> DataTable.Cells {
    let windows = groups.map { group in group.rows.indices.map { group.window(at: $0) } }
    let work = windows.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
    guard work <= 50_000_000 else {
      return .numbers(try runningSums(operation, column, item, groups, windows, table))
    }
    // Small windows are groups like others, whose figures keep their intervals.
    let isSmall = work <= 100_000
    if isSmall || operation.isCount || operation == .count {
      var members: [[Int]] = Array(repeating: [], count: table.rowCount)
      for (group, ranges) in zip(groups, windows) {
        for (index, range) in ranges.enumerated() { members[group.rows[index]] = Array(group.rows[range]) }
      }
      let aggregation = Aggregation(
        groups: [], items: [.init(operation: operation, column: column, name: item.name, range: item.range)])
      return try aggregation.results(of: table, members)[0].cells
    }
    let numbers = column.map { table.doubles($0) } ?? []
    var values = [Double](repeating: .nan, count: table.rowCount)
    for (group, ranges) in zip(groups, windows) {
      for (index, range) in ranges.enumerated() {
        values[group.rows[index]] = operation.ofNumbers(
          group.rows[range].compactMap { numbers[$0].isNaN ? nil : numbers[$0] })
      }
    }
    return .numbers(values)
  }

  /// Sums, means and counts of large windows, as differences of sums from the beginning.
  private func runningSums(
    _ operation: AggregateOperation, _ column: Int?, _ item: Item, _ groups: [WindowPartition],
    _ windows: [[Range<Int>]], _ table: DataTable
  ) throws(Diagnostic) -> [Double] {
    switch operation {
    case .count, .valid, .missing, .sum, .mean, .average: break
    default:
      throw .error(
        "chart.too-many-rows", "'\(operation.rawValue)' over windows of so many rows takes too long", at: item.range,
        hint: "give a smaller 'frame'")
    }
    let numbers = column.map { table.doubles($0) } ?? [Double](repeating: 0, count: table.rowCount)
    var values = [Double](repeating: .nan, count: table.rowCount)
    for (group, ranges) in zip(groups, windows) {
      var sums = [0.0]
      var counts = [0]
      for row in group.rows {
        sums.append(sums[sums.count - 1] + (numbers[row].isNaN ? 0 : numbers[row]))
        counts.append(counts[counts.count - 1] + (numbers[row].isNaN ? 0 : 1))
      }
      for (index, range) in ranges.enumerated() {
        let sum = sums[range.upperBound] - sums[range.lowerBound]
        let count = counts[range.upperBound] - counts[range.lowerBound]
        switch operation {
        case .count: values[group.rows[index]] = Double(range.count)
        case .valid: values[group.rows[index]] = Double(count)
        case .missing: values[group.rows[index]] = Double(range.count - count)
        case .sum: values[group.rows[index]] = count > 0 ? sum : .nan
        default: values[group.rows[index]] = count > 0 ? sum / Double(count) : .nan
        }
      }
    }
    return values
  }
}

/// The rows of a group in their order, and the window of each.
struct WindowPartition {
  let rows: [Int]
  let isSorted: Bool
  private let frame: (before: Int?, after: Int?)
  private let ignoresPeers: Bool
  /// For each place, the first and last of those that are equal to it.
  private let peers: [(first: Int, last: Int)]

  init(
    rows: [Int], comparison: (Int, Int) -> Int, isSorted: Bool, frame: (before: Int?, after: Int?),
    ignoresPeers: Bool
  ) {
    self.rows = rows
    self.isSorted = isSorted
    self.frame = frame
    self.ignoresPeers = ignoresPeers
    var peers: [(first: Int, last: Int)] = []
    var first = 0
    for index in rows.indices {
      // Without an order every row stands alone.
      let ends = index + 1 == rows.count || !isSorted || comparison(rows[index], rows[index + 1]) != 0
      guard ends else { continue }
      for _ in first...index { peers.append((first, index)) }
      first = index + 1
    }
    self.peers = peers
  }

  /// Whether a row differs from the one before it.
  func begins(at index: Int) -> Bool { peers[index].first == index }
  func lastPeer(of index: Int) -> Int { peers[index].last }

  func window(at index: Int) -> Range<Int> {
    var low = frame.before.map { max(0, index - $0) } ?? 0
    var high = frame.after.map { min(rows.count, index + $0 + 1) } ?? rows.count
    if isSorted, !ignoresPeers, low < high {
      low = peers[low].first
      high = peers[high - 1].last + 1
    }
    return low..<max(low, high)
  }
}
