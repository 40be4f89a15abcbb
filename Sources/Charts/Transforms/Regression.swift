import Glibc

/// A curve that is fitted to points, by the least squares of vega-statistics.
struct Regression {
  enum Method: String, CaseIterable, Sendable { case linear, log, exp, pow, quad, poly }

  /// As Vega gives them: from the constant upwards.
  let coefficients: [Double]
  let rSquared: Double
  let predict: (Double) -> Double

  /// - Parameter points: Finite numbers.
  /// - Returns: Nil for too few points.
  init?(_ points: [(x: Double, y: Double)], _ method: Method, order: Int) {
    var usable = points
    if method == .log || method == .pow { usable = usable.filter { $0.x > 0 } }
    if method == .exp || method == .pow { usable = usable.filter { $0.y > 0 } }
    guard usable.count > 1 else { return nil }
    switch method {
    case .linear:
      let (intercept, slope) = Self.line(usable.map { ($0.x, $0.y, 1) })
      coefficients = [intercept, slope]
      predict = { intercept + slope * $0 }
    case .log:
      let (intercept, slope) = Self.line(usable.map { (Glibc.log($0.x), $0.y, 1) })
      coefficients = [intercept, slope]
      predict = { intercept + slope * Glibc.log($0) }
    case .exp:
      // Weighted by the values, since the logarithm would make the small ones count too much.
      let (intercept, slope) = Self.line(usable.map { ($0.x, Glibc.log($0.y), $0.y) })
      coefficients = [Glibc.exp(intercept), slope]
      predict = { Glibc.exp(intercept + slope * $0) }
    case .pow:
      let (intercept, slope) = Self.line(usable.map { (Glibc.log($0.x), Glibc.log($0.y), 1) })
      coefficients = [Glibc.exp(intercept), slope]
      predict = { Glibc.exp(intercept) * Glibc.pow($0, slope) }
    case .quad, .poly:
      let order = method == .quad ? 2 : order
      guard let centred = Self.polynomial(usable, order) else { return nil }
      let middle = centred.middle
      let own = centred.coefficients
      coefficients = Self.shifted(own, by: -middle)
      predict = { x in own.reversed().reduce(0) { $0 * (x - middle) + $1 } }
    }
    let mean = usable.reduce(0) { $0 + $1.y } / Double(usable.count)
    var (error, total) = (0.0, 0.0)
    for point in usable {
      let residual = point.y - predict(point.x)
      error += residual * residual
      total += (point.y - mean) * (point.y - mean)
    }
    rSquared = total > 0 ? 1 - error / total : 1
  }

  /// Intercept and slope of a weighted line, reckoned from the middle of the points.
  private static func line(_ points: [(x: Double, y: Double, weight: Double)]) -> (Double, Double) {
    let weight = points.reduce(0) { $0 + $1.weight }
    let x = points.reduce(0) { $0 + $1.x * $1.weight } / weight
    let y = points.reduce(0) { $0 + $1.y * $1.weight } / weight
    var (xy, xx) = (0.0, 0.0)
    for point in points {
      xy += point.weight * (point.x - x) * (point.y - y)
      xx += point.weight * (point.x - x) * (point.x - x)
    }
    let slope = xx > 1e-24 ? xy / xx : 0
    return (y - slope * x, slope)
  }

  private static func polynomial(
    _ points: [(x: Double, y: Double)], _ order: Int
  ) -> (coefficients: [Double], middle: Double)? {
    let middle = points.reduce(0) { $0 + $1.x } / Double(points.count)
    let size = order + 1
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: size + 1), count: size)
    for point in points {
      var powers = [1.0]
      for _ in 0..<(2 * order) { powers.append(powers[powers.count - 1] * (point.x - middle)) }
      for row in 0..<size {
        for column in 0..<size { matrix[row][column] += powers[row + column] }
        matrix[row][size] += powers[row] * point.y
      }
    }
    return solved(matrix).map { ($0, middle) }
  }

  /// By Gauss's elimination with the largest pivot; a direction that the points do not tell has no part in the curve.
  private static func solved(_ rows: [[Double]]) -> [Double]? {
    var rows = rows
    let size = rows.count
    for column in 0..<size {
      let pivot = (column..<size).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      guard abs(rows[column][column]) > 1e-300 else { continue }
      for row in (column + 1)..<max(size, column + 1) {
        let factor = rows[row][column] / rows[column][column]
        for place in column...size { rows[row][place] -= factor * rows[column][place] }
      }
    }
    var result = [Double](repeating: 0, count: size)
    for row in (0..<size).reversed() {
      let known = ((row + 1)..<max(size, row + 1)).reduce(0) { $0 + rows[row][$1] * result[$1] }
      result[row] = abs(rows[row][row]) > 1e-300 ? (rows[row][size] - known) / rows[row][row] : 0
    }
    return result.allSatisfy(\.isFinite) ? result : nil
  }

  /// The coefficients of p(x + shift).
  private static func shifted(_ coefficients: [Double], by shift: Double) -> [Double] {
    var result = [Double](repeating: 0, count: coefficients.count)
    for coefficient in coefficients.reversed() {
      // Horner's rule on polynomials: times (x + shift), plus the next coefficient.
      for place in stride(from: result.count - 1, to: 0, by: -1) {
        result[place] = result[place] * shift + result[place - 1]
      }
      result[0] = result[0] * shift + coefficient
    }
    return result
  }
}
