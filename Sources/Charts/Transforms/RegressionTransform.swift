import DataModel
import Diagnostics

/// The points of a curve that is fitted to each group, or what the curve is.
struct RegressionTransform: DataTransform {
  static let name = "regression"
  static let keys = ["regression", "on", "groupby", "method", "order", "extent", "params", "as"]
  var y: SpecText
  var x: SpecText
  var groupBy: [SpecText]
  var method: Regression.Method
  var order: Int
  var extent: (Double, Double)?
  /// Whether coefficients and R² are given instead of points.
  var givesParameters: Bool
  var names: [String]
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> RegressionTransform? {
    guard let y = object.needed("regression", into: &diagnostics), let x = object.needed("on", into: &diagnostics)
    else {
      return nil
    }
    let givesParameters = object.bool("params", into: &diagnostics) ?? false
    return RegressionTransform(
      y: y, x: x, groupBy: object.fields("groupby", into: &diagnostics),
      method: object.word("method", Regression.Method.self, into: &diagnostics) ?? .linear,
      order: Int(object.number("order", in: 1...20, into: &diagnostics) ?? 3),
      extent: object.pair("extent", into: &diagnostics), givesParameters: givesParameters,
      names: object.names(givesParameters ? ["coef", "rSquared"] : [x.text, y.text], into: &diagnostics),
      range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    let points = try table.points(x, y)
    if givesParameters { return try parameters(of: points, table) }
    let isDate = table.columns[try table.column(x)].type == .date
    let made = try table.curves(by: groupBy, names) { rows in
      let own = rows.compactMap { points[$0] }
      guard let curve = Regression(own, method, order: order) else { return [] }
      let low = extent?.0 ?? own.map(\.x).min() ?? 0
      let high = extent?.1 ?? own.map(\.x).max() ?? 0
      if method == .linear { return [(low, curve.predict(low)), (high, curve.predict(high))] }
      return CurveSampling.points(from: low, to: high, curve.predict).filter { $0.1.isFinite }
    }
    return isDate ? made.adding(names[0], .moments(made.doubles(groupBy.count))) : made
  }

  private func parameters(
    of points: [(x: Double, y: Double)?], _ table: DataTable
  ) throws(Diagnostic) -> DataTable {
    let columns = try table.columns(groupBy)
    let groups = table.groups(by: columns)
    var cells: [(name: String, cells: DataTable.Cells)] = []
    for column in columns {
      cells.append((table.columns[column].name, try table.cells(column, rows: groups.firstRows)))
    }
    let curves = groups.members.map { rows in
      Regression(rows.compactMap { points[$0] }, method, order: order)
    }
    let coefficients = curves.map { curve -> Value in
      curve.map { .series($0.coefficients.map { .number(Decimal($0) ?? .zero) }) } ?? .null
    }
    cells.append((names[0], .values(coefficients)))
    cells.append((names[1], .numbers(curves.map { $0?.rSquared ?? .nan })))
    return DataTable.of(name: table.name, cells: cells, at: table.range)
  }
}

extension DataTable {
  /// Two columns of numbers or dates as points; nil where one of them is empty.
  func points(_ x: SpecText, _ y: SpecText) throws(Diagnostic) -> [(x: Double, y: Double)?] {
    for field in [x, y] {
      let column = try column(field)
      guard columns[column].type == .text, (0..<rowCount).contains(where: { text($0, column) != nil }) else { continue }
      throw .error(
        "chart.not-a-number", "a curve needs numbers, and column '\(field.text)' has none", at: field.range)
    }
    return zip(doubles(try column(x)), doubles(try column(y))).map { x, y in
      x.isFinite && y.isFinite ? (x, y) : nil
    }
  }
}
