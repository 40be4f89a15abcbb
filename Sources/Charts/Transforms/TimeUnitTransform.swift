import DataModel
import Diagnostics

/// `timeUnit: yearmonth`, or with `step`, `maxbins` and `utc`.
struct TimeUnitSpec: Sendable {
  /// Nil where ``maximum`` decides.
  var unit: TimeUnit?
  /// At most about how many units there are.
  var maximum: Double?
  /// Whether the data begin with the unit already.
  var isBinned = false
  /// As columns that it makes are called.
  var name: String
  var range: SourceRange

  static func read(_ node: SourceNode, _ what: String, into diagnostics: inout Diagnostics) -> TimeUnitSpec? {
    if node.isNull { return nil }
    func unit(_ node: SourceNode) -> TimeUnit? {
      if let text = node.text, let unit = TimeUnit(named: text) { return unit }
      diagnostics.error(
        "chart.unsupported-value", "'timeUnit' of \(what) cannot be '\(node.text ?? "this")'", at: node.range,
        hint: node.text.flatMap { didYouMean($0, in: TimeUnit.names) }
          ?? "it can be \(TimeUnit.names.joined(separator: ", "))")
      return nil
    }
    if let text = node.text {
      guard let found = unit(node) else { return nil }
      return TimeUnitSpec(unit: found, isBinned: text.contains("binned"), name: text, range: node.range)
    }
    guard
      let object = SpecObject(
        node, "'timeUnit' of \(what)", keys: ["unit", "step", "maxbins", "utc", "binned"], into: &diagnostics)
    else { return nil }
    var spec = TimeUnitSpec(name: "timeunit", range: node.range)
    let step = object.number("step", in: 1...10_000, into: &diagnostics)
    if let written = object["unit"] {
      guard let found = unit(written) else { return nil }
      spec.unit = TimeUnit(found.parts, step: Int(step ?? 1))
      spec.name = found.name
    }
    spec.maximum = object.number("maxbins", in: 1...10_000, into: &diagnostics)
    spec.isBinned = object.bool("binned", into: &diagnostics) ?? false
    if object.bool("utc", into: &diagnostics) == true { spec.name = "utc" + spec.name }
    if let step { spec.name += "_step_\(plain(step))" }
    if let maximum = spec.maximum { spec.name += "_maxbins_\(plain(maximum))" }
    if spec.unit == nil && spec.maximum == nil {
      diagnostics.error(
        "chart.no-unit", "'timeUnit' of \(what) names no 'unit' and no 'maxbins'", at: node.range,
        hint: "write 'timeUnit: yearmonth'")
      return nil
    }
    return spec
  }

  func unit(for moments: [Double]) -> TimeUnit {
    if let unit { return unit }
    let valid = moments.filter { !$0.isNaN }
    guard let low = valid.min(), let high = valid.max() else { return TimeUnit([.year]) }
    return .fitting(Moment(milliseconds: low)...Moment(milliseconds: high), maximum: maximum ?? 40)
  }
}

/// Adds where the unit of time begins and ends that a date lies in.
struct TimeUnitTransform: DataTransform {
  static let name = "timeUnit"
  static let keys = ["timeUnit", "field", "as"]
  var unit: TimeUnitSpec
  var field: SpecText
  var names: [String]
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> TimeUnitTransform? {
    guard let field = object.needed("field", into: &diagnostics), let node = object["timeUnit"],
      let unit = TimeUnitSpec.read(node, "the transform", into: &diagnostics)
    else { return nil }
    let first = object["as"]?.text ?? object["as"]?.items?.first?.text ?? "\(unit.name)_\(field.text)"
    return TimeUnitTransform(
      unit: unit, field: field, names: object.names([first, "\(first)_end"], into: &diagnostics),
      range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    try table.truncated(unit, try table.column(field), as: names, at: field.range)
  }
}

extension DataTable {
  /// - Parameter names: Of the beginnings and the ends.
  func truncated(
    _ spec: TimeUnitSpec, _ column: Int, as names: [String], at range: SourceRange
  ) throws(Diagnostic) -> DataTable {
    let moments = moments(column)
    if let row = moments.indices.first(where: { moments[$0].isNaN && text($0, column) != nil }) {
      throw .error(
        "chart.not-a-date", "'\(text(row, column) ?? "")' in column '\(columns[column].name)' is no date",
        at: place(row, column),
        hint:
          "write dates as 2025, 2025-06, 2025-06-30 or 2025-06-30T12:30, or say how they are written: 'data: {…, format: {parse: {\(columns[column].name): \"date:'%d.%m.%Y'\"}}}'"
      )
    }
    let unit = spec.unit(for: moments)
    var starts = [Double](repeating: .nan, count: moments.count)
    var ends = starts
    var known: [Double: (Double, Double)] = [:]
    for (row, value) in moments.enumerated() where !value.isNaN {
      let pair: (Double, Double)
      if let found = known[value] {
        pair = found
      } else {
        let start = spec.isBinned ? Moment(milliseconds: value) : unit.floor(Moment(milliseconds: value))
        pair = (start.milliseconds, unit.end(of: start).milliseconds)
        known[value] = pair
      }
      (starts[row], ends[row]) = pair
    }
    return adding(names[0], .moments(starts)).adding(names[1], .moments(ends))
  }
}
