import Glibc

/// Points of a curve, close enough together that it looks smooth, by the rule of vega-statistics' `sampleCurve`.
enum CurveSampling {
  /// Where the curve bends by more than this between two points, there is one more between them.
  private static let bend = 0.5 * Double.pi / 180

  static func points(
    from start: Double, to stop: Double, least: Int = 25, most: Int = 200, _ function: (Double) -> Double
  ) -> [(Double, Double)] {
    let most = max(least, most)
    let span = stop - start
    func point(_ x: Double) -> (Double, Double) { (x, function(x)) }
    guard span > 0, least > 0 else { return [point(start)] }
    if least == most {
      return (0...least).map { point($0 == least ? stop : start + Double($0) / Double(least) * span) }
    }
    var done = [point(start)]
    // Those that come next are at the end.
    var next = [point(stop)]
    for index in stride(from: least - 1, to: 0, by: -1) {
      next.append(point(start + Double(index) / Double(least) * span))
    }
    let values = next.map(\.1) + [done[0].1]
    let height = (values.max() ?? 0) - (values.min() ?? 0)
    let (scaleX, scaleY) = (1 / span, height > 0 ? 1 / height : 1)
    func angle(_ p: (Double, Double), _ q: (Double, Double)) -> Double {
      atan2(scaleY * (q.1 - p.1), scaleX * (q.0 - p.0))
    }
    var from = done[0]
    while let to = next.last {
      let middle = point((from.0 + to.0) / 2)
      if middle.0 - from.0 >= span / Double(most), abs(angle(from, to) - angle(from, middle)) > bend {
        next.append(middle)
      } else {
        done.append(to)
        from = to
        next.removeLast()
      }
    }
    return done
  }
}
