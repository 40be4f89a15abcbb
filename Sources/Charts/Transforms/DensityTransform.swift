import DataModel
import Diagnostics
import Glibc

/// How densely numbers lie: a kernel estimate with normal distributions, as in vega-statistics.
struct DensityTransform: DataTransform {
  static let name = "density"
  static let keys = [
    "density", "groupby", "cumulative", "counts", "bandwidth", "extent", "minsteps", "maxsteps", "steps", "resolve",
    "as",
  ]
  enum Extent: String, CaseIterable, Sendable { case shared, independent }
  var field: SpecText
  var groupBy: [SpecText]
  var isCumulative: Bool
  /// Whether the curve is that of numbers of rows and not of shares.
  var counts: Bool
  /// Nil for what fits the data.
  var bandwidth: Double?
  var extent: (Double, Double)?
  var leastSteps: Int
  var mostSteps: Int
  var resolve: Extent
  var names: [String]
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> DensityTransform? {
    guard let field = object.needed("density", into: &diagnostics) else { return nil }
    let counts = 1.0...10_000
    let steps = object.number("steps", in: counts, into: &diagnostics).map { Int($0) }
    let bandwidth = object.number("bandwidth", in: 0...1e300, into: &diagnostics)
    return DensityTransform(
      field: field, groupBy: object.fields("groupby", into: &diagnostics),
      isCumulative: object.bool("cumulative", into: &diagnostics) ?? false,
      counts: object.bool("counts", into: &diagnostics) ?? false, bandwidth: bandwidth == 0 ? nil : bandwidth,
      extent: object.pair("extent", into: &diagnostics),
      leastSteps: steps ?? Int(object.number("minsteps", in: counts, into: &diagnostics) ?? 25),
      mostSteps: steps ?? Int(object.number("maxsteps", in: counts, into: &diagnostics) ?? 200),
      resolve: object.word("resolve", Extent.self, into: &diagnostics) ?? .shared,
      names: object.names(["value", "density"], into: &diagnostics), range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    let points = try table.points(field, field)
    let all = points.compactMap { $0?.x }
    return try table.curves(by: groupBy, names) { rows in
      let values = rows.compactMap { points[$0]?.x }
      guard !values.isEmpty else { return [] }
      let within = resolve == .shared ? all : values
      let low = extent?.0 ?? within.min() ?? 0
      let high = extent?.1 ?? within.max() ?? 0
      let width = bandwidth ?? Self.bandwidth(of: values)
      let scale = (counts ? Double(values.count) : 1) / Double(values.count)
      return CurveSampling.points(from: low, to: high, least: leastSteps, most: mostSteps) { x in
        values.reduce(0) { sum, value in
          let kernel = NormalDistribution(mean: value, deviation: width)
          return sum + (isCumulative ? kernel.probability(below: x) : kernel.density(x))
        } * scale
      }
    }
  }

  /// D. Scott's rule of thumb, "Multivariate Density Estimation" (1992).
  static func bandwidth(of values: [Double]) -> Double {
    let sorted = values.sorted()
    let deviation = AggregateOperation.stdev.ofNumbers(values)
    let q1 = AggregateOperation.quantile(0.25, of: sorted)
    let range = (AggregateOperation.quantile(0.75, of: sorted) - q1) / 1.34
    var spread = min(deviation.isNaN ? 0 : deviation, range)
    if spread == 0 { spread = deviation.isNaN || deviation == 0 ? (q1 != 0 ? abs(q1) : 1) : deviation }
    return 1.06 * spread * pow(Double(values.count), -0.2)
  }
}
