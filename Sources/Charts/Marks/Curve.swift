import Geometry
import Graphics

/// A line through points or near them, in parts that each lead on from one point towards the next.
///
/// The curves are those of d3-shape 3: B-splines, cardinal and Catmull–Rom splines, natural splines, and monotone ones after
/// M. Steffen, "A simple method for monotonic interpolation in one dimension" (1990).
struct Curve {
  typealias Place = (x: Double, y: Double)

  /// Where it begins.
  private(set) var start: Place
  /// One for each step between two points; a step of an open spline may have none.
  private(set) var parts: [[Path.Element]] = []

  /// - Parameters:
  ///   - tension: Of cardinal splines and bundles, 0 to 1; for Catmull–Rom splines, their exponent.
  ///   - isUpright: Whether a monotone curve follows y and not x.
  init(_ points: [Place], _ interpolation: CurveInterpolation, tension: Double? = nil, isUpright: Bool = false) {
    start = points.first ?? (0, 0)
    guard points.count > 1 else { return }
    let tight = 1 - min(max(tension ?? 0, 0), 1)
    switch interpolation {
    case .linear: parts = points.dropFirst().map { [Curve.line($0)] }
    case .linearClosed: parts = points.dropFirst().map { [Curve.line($0)] } + [[Curve.line(points[0])]]
    case .step, .stepBefore, .stepAfter: parts = steps(points, interpolation, isUpright)
    case .basis: basis(points)
    case .bundle: basis(bundled(points, tension ?? 0.85))
    case .basisOpen: basisOpen(points)
    case .basisClosed: basisClosed(points)
    case .cardinal: cardinal(points, tight / 6)
    case .cardinalOpen: cardinalOpen(points, tight / 6)
    case .cardinalClosed: cardinalClosed(points, tight / 6)
    case .catmullRom: catmullRom(points, tension ?? 0.5)
    case .catmullRomOpen:
      catmullRom(points, tension ?? 0.5)
      open(points)
    case .catmullRomClosed:
      catmullRom([points[points.count - 1]] + points + points.prefix(2), tension ?? 0.5)
      parts = Array(parts.dropFirst().dropLast())
      start = points[0]
    case .monotone: monotone(points, isUpright)
    case .natural: natural(points)
    }
  }

  /// The whole as a path that begins by moving to its start.
  var path: Path { Path([.move(Point(start.x, start.y))] + parts.flatMap { $0 }) }

  private static func line(_ p: Place) -> Path.Element { .line(Point(p.x, p.y)) }
  private static func cubic(_ a: Place, _ b: Place, _ c: Place) -> Path.Element {
    .curve(Point(a.x, a.y), Point(b.x, b.y), Point(c.x, c.y))
  }

  private func steps(
    _ points: [Place], _ interpolation: CurveInterpolation, _ isUpright: Bool
  ) -> [[Path.Element]] {
    zip(points, points.dropFirst()).map { a, b in
      let share = interpolation == .step ? 0.5 : interpolation == .stepBefore ? 0 : 1
      if isUpright {
        let y = a.y + (b.y - a.y) * share
        return [Curve.line((a.x, y)), Curve.line((b.x, y)), Curve.line(b)]
      }
      let x = a.x + (b.x - a.x) * share
      return [Curve.line((x, a.y)), Curve.line((x, b.y)), Curve.line(b)]
    }
  }

  // MARK: B-splines

  private static func basisPart(_ a: Place, _ b: Place, _ c: Place) -> Path.Element {
    cubic(
      ((2 * a.x + b.x) / 3, (2 * a.y + b.y) / 3), ((a.x + 2 * b.x) / 3, (a.y + 2 * b.y) / 3),
      ((a.x + 4 * b.x + c.x) / 6, (a.y + 4 * b.y + c.y) / 6))
  }

  private mutating func basis(_ points: [Place]) {
    guard points.count > 2, let last = points.last else {
      parts = points.dropFirst().map { [Curve.line($0)] }
      return
    }
    let (p0, p1) = (points[0], points[1])
    parts = [[Curve.line(((5 * p0.x + p1.x) / 6, (5 * p0.y + p1.y) / 6))]]
    for index in 2..<points.count {
      parts.append([Curve.basisPart(points[index - 2], points[index - 1], points[index])])
    }
    parts[parts.count - 1] += [
      Curve.basisPart(points[points.count - 2], last, last), Curve.line(last),
    ]
  }

  private mutating func basisOpen(_ points: [Place]) {
    guard points.count > 2 else { return }
    let (a, b, c) = (points[0], points[1], points[2])
    start = ((a.x + 4 * b.x + c.x) / 6, (a.y + 4 * b.y + c.y) / 6)
    parts = [[]]
    for index in 3..<max(points.count, 3) {
      parts.append([Curve.basisPart(points[index - 2], points[index - 1], points[index])])
    }
    parts.append([])
  }

  private mutating func basisClosed(_ points: [Place]) {
    guard points.count > 2 else {
      basis(points)
      return
    }
    let ring = points + points.prefix(3)
    let (a, b, c) = (ring[0], ring[1], ring[2])
    start = ((a.x + 4 * b.x + c.x) / 6, (a.y + 4 * b.y + c.y) / 6)
    parts = (3..<ring.count).map { [Curve.basisPart(ring[$0 - 2], ring[$0 - 1], ring[$0])] }
  }

  /// Points drawn towards the straight line from the first to the last (D. Holten, "Hierarchical Edge Bundles", 2006).
  private func bundled(_ points: [Place], _ beta: Double) -> [Place] {
    guard let first = points.first, let last = points.last, points.count > 1 else { return points }
    return points.enumerated().map { index, point in
      let share = Double(index) / Double(points.count - 1)
      return (
        beta * point.x + (1 - beta) * (first.x + share * (last.x - first.x)),
        beta * point.y + (1 - beta) * (first.y + share * (last.y - first.y))
      )
    }
  }

  // MARK: Cardinal splines

  private static func cardinalPart(_ a: Place, _ b: Place, _ c: Place, _ d: Place, _ k: Double) -> Path.Element {
    cubic((b.x + k * (c.x - a.x), b.y + k * (c.y - a.y)), (c.x + k * (b.x - d.x), c.y + k * (b.y - d.y)), c)
  }

  private mutating func cardinal(_ points: [Place], _ k: Double) {
    let last = points.count - 1
    guard last > 1 else {
      parts = points.dropFirst().map { [Curve.line($0)] }
      return
    }
    parts = (0..<last).map { index in
      // At its ends a spline looks back at the point that it leads to.
      let before = index == 0 ? points[1] : points[index - 1]
      let after = index == last - 1 ? points[last - 1] : points[index + 2]
      return [Curve.cardinalPart(before, points[index], points[index + 1], after, k)]
    }
  }

  private mutating func cardinalOpen(_ points: [Place], _ k: Double) {
    cardinal(points, k)
    open(points)
  }

  /// Leaves out the first and last part.
  private mutating func open(_ points: [Place]) {
    guard points.count > 3 else {
      parts = []
      return
    }
    start = points[1]
    parts[0] = []
    parts[parts.count - 1] = []
  }

  private mutating func cardinalClosed(_ points: [Place], _ k: Double) {
    guard points.count > 2 else {
      cardinal(points, k)
      return
    }
    let count = points.count
    parts = (0..<count).map { index in
      [
        Curve.cardinalPart(
          points[(index + count - 1) % count], points[index], points[(index + 1) % count], points[(index + 2) % count],
          k)
      ]
    }
  }

  private mutating func catmullRom(_ points: [Place], _ alpha: Double) {
    let last = points.count - 1
    guard last > 1, alpha > 0 else {
      cardinal(points, 1.0 / 6)
      return
    }
    func length(_ a: Place, _ b: Place) -> Double {
      let square = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)
      return power(square, alpha / 2)
    }
    parts = (0..<last).map { index in
      let (b, c) = (points[index], points[index + 1])
      let a = index == 0 ? b : points[index - 1]
      let d = index == last - 1 ? c : points[index + 2]
      let (l01, l12, l23) = (length(a, b), length(b, c), length(c, d))
      var (from, to) = (b, c)
      if l01 > 1e-12 {
        let (p, q) = (2 * l01 * l01 + 3 * l01 * l12 + l12 * l12, 3 * l01 * (l01 + l12))
        from = (
          (b.x * p - a.x * l12 * l12 + c.x * l01 * l01) / q, (b.y * p - a.y * l12 * l12 + c.y * l01 * l01) / q
        )
      }
      if l23 > 1e-12 {
        let (p, q) = (2 * l23 * l23 + 3 * l23 * l12 + l12 * l12, 3 * l23 * (l23 + l12))
        to = (
          (c.x * p + b.x * l23 * l23 - d.x * l12 * l12) / q, (c.y * p + b.y * l23 * l23 - d.y * l12 * l12) / q
        )
      }
      return [Curve.cubic(from, to, c)]
    }
  }

  // MARK: Splines through all points

  private mutating func monotone(_ points: [Place], _ isUpright: Bool) {
    let places = isUpright ? points.map { (x: $0.y, y: $0.x) } : points
    guard places.count > 2 else {
      parts = points.dropFirst().map { [Curve.line($0)] }
      return
    }
    let tangents = Curve.monotoneTangents(places)
    for index in 0..<places.count - 1 {
      let (a, b) = (places[index], places[index + 1])
      let third = (b.x - a.x) / 3
      let (from, to) = ((a.x + third, a.y + third * tangents[index]), (b.x - third, b.y - third * tangents[index + 1]))
      parts.append([
        isUpright
          ? Curve.cubic((from.1, from.0), (to.1, to.0), (b.y, b.x)) : Curve.cubic(from, to, b)
      ])
    }
  }

  private static func monotoneTangents(_ places: [Place]) -> [Double] {
    func sign(_ x: Double) -> Double { x < 0 ? -1 : 1 }
    var tangents = Array(repeating: 0.0, count: places.count)
    for index in 1..<places.count - 1 {
      let h0 = places[index].x - places[index - 1].x
      let h1 = places[index + 1].x - places[index].x
      let s0 = h0 == 0 ? 0 : (places[index].y - places[index - 1].y) / h0
      let s1 = h1 == 0 ? 0 : (places[index + 1].y - places[index].y) / h1
      let p = h0 + h1 == 0 ? 0 : (s0 * h1 + s1 * h0) / (h0 + h1)
      tangents[index] = (sign(s0) + sign(s1)) * min(abs(s0), abs(s1), 0.5 * abs(p))
    }
    func end(_ a: Int, _ b: Int, _ known: Double) -> Double {
      let h = places[b].x - places[a].x
      return h == 0 ? known : (3 * (places[b].y - places[a].y) / h - known) / 2
    }
    let last = places.count - 1
    tangents[0] = end(0, 1, tangents[1])
    tangents[last] = end(last - 1, last, tangents[last - 1])
    return tangents
  }

  private mutating func natural(_ points: [Place]) {
    guard points.count > 2 else {
      parts = points.dropFirst().map { [Curve.line($0)] }
      return
    }
    let (xs, ys) = (Curve.controls(points.map(\.x)), Curve.controls(points.map(\.y)))
    for index in 0..<points.count - 1 {
      parts.append([
        Curve.cubic((xs.0[index], ys.0[index]), (xs.1[index], ys.1[index]), points[index + 1])
      ])
    }
  }

  /// The control points of a natural spline, by the tridiagonal system that makes its second derivative continuous.
  private static func controls(_ x: [Double]) -> ([Double], [Double]) {
    let n = x.count - 1
    var a = Array(repeating: 0.0, count: n)
    var b = a
    var r = a
    (a[0], b[0], r[0]) = (0, 2, x[0] + 2 * x[1])
    for i in 1..<max(n - 1, 1) { (a[i], b[i], r[i]) = (1, 4, 4 * x[i] + 2 * x[i + 1]) }
    (a[n - 1], b[n - 1], r[n - 1]) = (2, 7, 8 * x[n - 1] + x[n])
    for i in 1..<n {
      let m = a[i] / b[i - 1]
      b[i] -= m
      r[i] -= m * r[i - 1]
    }
    a[n - 1] = r[n - 1] / b[n - 1]
    for i in (0..<n - 1).reversed() { a[i] = (r[i] - a[i + 1]) / b[i] }
    b[n - 1] = (x[n] + a[n - 1]) / 2
    for i in 0..<n - 1 { b[i] = 2 * x[i + 1] - a[i + 1] }
    return (a, b)
  }
}

/// x to a power between 0 and 1, for values that are not negative.
private func power(_ x: Double, _ exponent: Double) -> Double {
  x > 0 ? ScaleTransform.pow(exponent: exponent).apply(x) : 0
}
