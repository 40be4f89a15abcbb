import DataModel
import Diagnostics

/// A smooth curve through each group, by local regression: W. Cleveland, "Robust Locally Weighted Regression and Smoothing
/// Scatterplots" (1979), with the choices of vega-statistics.
struct LoessTransform: DataTransform {
  static let name = "loess"
  static let keys = ["loess", "on", "groupby", "bandwidth", "as"]
  var y: SpecText
  var x: SpecText
  var groupBy: [SpecText]
  /// Which share of the points counts for each.
  var bandwidth: Double
  var names: [String]
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> LoessTransform? {
    guard let y = object.needed("loess", into: &diagnostics), let x = object.needed("on", into: &diagnostics) else {
      return nil
    }
    return LoessTransform(
      y: y, x: x, groupBy: object.fields("groupby", into: &diagnostics),
      bandwidth: object.number("bandwidth", in: 0...1, into: &diagnostics) ?? 0.3,
      names: object.names([x.text, y.text], into: &diagnostics), range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    let points = try table.points(x, y)
    let isDate = table.columns[try table.column(x)].type == .date
    let made = try table.curves(by: groupBy, names) { rows in
      Self.smoothed(rows.compactMap { points[$0] }, bandwidth: bandwidth)
    }
    return isDate ? made.adding(names[0], .moments(made.doubles(groupBy.count))) : made
  }

  /// How often points that lie far off are given less weight.
  private static let robustnessSteps = 2

  static func smoothed(_ points: [(x: Double, y: Double)], bandwidth: Double) -> [(Double, Double)] {
    let sorted = points.enumerated().sorted { ($0.element.x, $0.offset) < ($1.element.x, $1.offset) }.map(\.element)
    let count = sorted.count
    guard count > 1 else { return sorted.map { ($0.x, $0.y) } }
    // Near zero, sums of squares keep more of their digits.
    let middle = sorted.reduce(0) { $0 + $1.x } / Double(count)
    let xs = sorted.map { $0.x - middle }
    let ys = sorted.map(\.y)
    let near = min(count, max(2, Int(bandwidth * Double(count))))
    var weights = [Double](repeating: 1, count: count)
    var fitted = ys
    for step in 0...robustnessSteps {
      var low = 0
      for index in 0..<count {
        // The window moves on as long as that brings it nearer.
        while low + near < count, index > low, xs[low + near] - xs[index] <= xs[index] - xs[low] { low += 1 }
        fitted[index] = local(xs, ys, weights, at: xs[index], low..<(low + near))
      }
      let residuals = zip(ys, fitted).map { abs($0 - $1) }
      let median = AggregateOperation.quantile(0.5, of: residuals.sorted())
      if step == robustnessSteps || median < 1e-12 { break }
      weights = residuals.map { residual in
        let share = residual / (6 * median)
        return share >= 1 ? 1e-12 : (1 - share * share) * (1 - share * share)
      }
    }
    return averaged(zip(sorted, fitted).map { ($0.x, $1) })
  }

  /// A line through the points of a window, weighted by the cube of their nearness.
  private static func local(
    _ xs: [Double], _ ys: [Double], _ weights: [Double], at x: Double, _ window: Range<Int>
  ) -> Double {
    let first = x - xs[window.lowerBound]
    let last = xs[window.upperBound - 1] - x
    let reach = max(abs(first), abs(last))
    var (w, sumX, sumY, sumXY, sumXX) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for place in window {
      let distance = abs(x - xs[place]) / (reach > 0 ? reach : 1)
      let cube = 1 - distance * distance * distance
      let weight = cube * cube * cube * weights[place]
      w += weight
      sumX += weight * xs[place]
      sumY += weight * ys[place]
      sumXY += weight * xs[place] * ys[place]
      sumXX += weight * xs[place] * xs[place]
    }
    guard w > 0 else { return ys[window.lowerBound] }
    let (meanX, meanY) = (sumX / w, sumY / w)
    let spread = sumXX / w - meanX * meanX
    let slope = abs(spread) < 1e-24 ? 0 : (sumXY / w - meanX * meanY) / spread
    return meanY + slope * (x - meanX)
  }

  /// One point for each x.
  private static func averaged(_ points: [(Double, Double)]) -> [(Double, Double)] {
    var result: [(Double, Double)] = []
    var count = 0.0
    for point in points {
      if let last = result.last, last.0 == point.0 {
        count += 1
        result[result.count - 1].1 += (point.1 - last.1) / count
      } else {
        result.append(point)
        count = 1
      }
    }
    return result
  }
}
