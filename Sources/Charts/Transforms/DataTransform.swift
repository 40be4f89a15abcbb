import DataModel
import Diagnostics

/// A step that makes a table of another one before it is drawn, as it was written.
protocol DataTransform: Sendable {
  /// The property by which it is known.
  static var name: String { get }
  /// All properties that it has.
  static var keys: [String] { get }
  /// Reads it; what is wrong with it is reported, and nil returned.
  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> Self?
  var range: SourceRange { get }
  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable
}

enum Transforms {
  /// The name of the last one is a property of others too.
  static let all: [any DataTransform.Type] = [
    FilterTransform.self, CalculateTransform.self, AggregateTransform.self, JoinAggregateTransform.self,
    WindowTransform.self, BinTransform.self, TimeUnitTransform.self, FoldTransform.self, FlattenTransform.self,
    StackTransform.self, ImputeTransform.self, LookupTransform.self, PivotTransform.self, RegressionTransform.self,
    LoessTransform.self, DensityTransform.self, QuantileTransform.self, SampleTransform.self, SortTransform.self,
  ]

  static func readList(_ node: SourceNode, into diagnostics: inout Diagnostics) -> [any DataTransform] {
    guard let items = node.items else {
      diagnostics.error(
        "chart.not-a-list", "'transform' has to be a list", at: node.range, hint: "write '- filter: …' under it")
      return []
    }
    return items.compactMap { read($0, into: &diagnostics) }
  }

  private static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> (any DataTransform)? {
    let names = all.map { $0.name }
    guard let entries = node.entries else {
      diagnostics.error(
        "chart.not-a-mapping", "a transform has to be a mapping of names to values", at: node.range,
        hint: "write it as 'filter: …'")
      return nil
    }
    guard let type = all.first(where: { type in entries.contains { $0.key == type.name } }) else {
      if let extent = entries.first(where: { $0.key == "extent" }) {
        diagnostics.error(
          "chart.unsupported-property", "'extent' fills a parameter, which has no effect on paper", at: extent.keyRange,
          hint: "remove it")
        return nil
      }
      diagnostics.error(
        "chart.no-transform", "a transform is one of " + names.joined(separator: ", "),
        at: entries.first?.keyRange ?? node.range,
        hint: entries.compactMap { didYouMean($0.key, in: names) }.first)
      return nil
    }
    guard let object = SpecObject(node, "'\(type.name)'", keys: type.keys, into: &diagnostics) else { return nil }
    return type.read(object, into: &diagnostics)
  }
}

extension SpecObject {
  /// The names of columns; empty where the property is not given.
  func fields(_ key: String, into diagnostics: inout Diagnostics) -> [SpecText] {
    guard let value = self[key], !value.isNull else { return [] }
    return texts(value, key, into: &diagnostics)
  }

  /// A property that has to be there.
  func needed(_ key: String, into diagnostics: inout Diagnostics) -> SpecText? {
    if self[key] == nil {
      diagnostics.error("chart.no-field", "\(name) has no '\(key)'", at: node.range, hint: "add '\(key): …'")
      return nil
    }
    return text(key, into: &diagnostics)
  }

  /// The names of the columns that are made: as many as there are usual ones, or fewer.
  func names(_ usual: [String], into diagnostics: inout Diagnostics) -> [String] {
    guard let value = self["as"] else { return usual }
    let given = texts(value, "as", into: &diagnostics).map(\.text)
    guard given.count <= usual.count else {
      diagnostics.error(
        "chart.not-a-list", "'as' of \(name) names \(usual.count) column\(usual.count == 1 ? "" : "s") at most",
        at: value.range)
      return usual
    }
    return given + usual.dropFirst(given.count)
  }

  /// Two ends, each of which may be a date or a number.
  func pair(_ key: String, into diagnostics: inout Diagnostics) -> (Double, Double)? {
    guard let value = self[key], !value.isNull else { return nil }
    guard let items = value.items, items.count == 2, let low = items[0].double, let high = items[1].double else {
      diagnostics.error("chart.not-a-list", "'\(key)' of \(name) has to be two numbers", at: value.range)
      return nil
    }
    return (low, high)
  }
}

extension DataTable {
  /// The column that a field names: `a`, or a member such as `a.b` and `a['b']`, which are columns of their own.
  func column(_ field: SpecText) throws(Diagnostic) -> Int {
    if let place = columns.firstIndex(where: { $0.name == field.text }) { return place }
    let path = DataTable.path(field.text)
    if path != field.text, let place = columns.firstIndex(where: { $0.name == path }) { return place }
    return try column(field.text, at: field.range)
  }

  func columns(_ fields: [SpecText]) throws(Diagnostic) -> [Int] {
    var found: [Int] = []
    for field in fields { found.append(try column(field)) }
    return found
  }

  /// A field with its brackets as points, and without the backslashes that keep points in names.
  private static func path(_ field: String) -> String {
    var path = ""
    var rest = Array(field)[...]
    while let character = rest.popFirst() {
      switch character {
      case "\\": if let next = rest.popFirst() { path.append(next) }
      case "[":
        if !path.isEmpty { path.append(".") }
      case "]", "'", "\"": break
      default: path.append(character)
      }
    }
    return path
  }
}
