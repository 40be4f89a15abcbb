import Geometry

/// Turns paths that are meant to be filled by the even-odd rule into ones for the nonzero rule, which is the only one that
/// a ``Shape`` has.
///
/// Subpaths in an even number of others run one way round and the rest the other way, so that holes cancel out. That is
/// right as long as subpaths do not cross.
enum EvenOdd {
  static func windingPath(_ path: Path) -> Path {
    let subpaths = split(path)
    if subpaths.count < 2 { return path }
    let outlines = subpaths.map(polygon)
    var result = Path()
    for (index, subpath) in subpaths.enumerated() {
      guard let point = outlines[index].first else { continue }
      let depth = outlines.indices.count { $0 != index && contains(outlines[$0], point) }
      let isForward = area(outlines[index]) >= 0
      result.elements += isForward == (depth % 2 == 0) ? subpath : reversed(subpath)
    }
    return result
  }

  private static func split(_ path: Path) -> [[Path.Element]] {
    var subpaths: [[Path.Element]] = []
    for element in path.elements {
      if case .move = element { subpaths.append([]) }
      if subpaths.isEmpty { subpaths.append([]) }
      subpaths[subpaths.count - 1].append(element)
    }
    return subpaths
  }

  /// The end points of a subpath's lines, and some points on its curves.
  private static func polygon(_ subpath: [Path.Element]) -> [(x: Double, y: Double)] {
    var points: [(x: Double, y: Double)] = []
    for element in subpath {
      switch element {
      case .move(let p), .line(let p): points.append((p.x.points, p.y.points))
      case .curve(let a, let b, let p):
        guard let from = points.last else { continue }
        for step in 1...8 {
          let t = Double(step) / 8
          let u = 1 - t
          let (w0, w1, w2, w3) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
          points.append(
            (
              w0 * from.x + w1 * a.x.points + w2 * b.x.points + w3 * p.x.points,
              w0 * from.y + w1 * a.y.points + w2 * b.y.points + w3 * p.y.points
            ))
        }
      case .close: break
      }
    }
    return points
  }

  private static func area(_ points: [(x: Double, y: Double)]) -> Double {
    var sum = 0.0
    for (index, p) in points.enumerated() {
      let q = points[(index + 1) % points.count]
      sum += p.x * q.y - q.x * p.y
    }
    return sum
  }

  /// Whether a point is in a polygon: by how many edges a ray to the right crosses.
  private static func contains(_ points: [(x: Double, y: Double)], _ p: (x: Double, y: Double)) -> Bool {
    var isInside = false
    for (index, a) in points.enumerated() {
      let b = points[(index + 1) % points.count]
      if (a.y > p.y) != (b.y > p.y), p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x { isInside.toggle() }
    }
    return isInside
  }

  private static func reversed(_ subpath: [Path.Element]) -> [Path.Element] {
    var points: [Point] = []
    var result: [Path.Element] = []
    var isClosed = false
    for element in subpath {
      switch element {
      case .move(let p), .line(let p), .curve(_, _, let p): points.append(p)
      case .close: isClosed = true
      }
    }
    guard let last = points.last else { return subpath }
    result.append(.move(last))
    let drawn = subpath.filter { if case .close = $0 { false } else { true } }
    for index in stride(from: drawn.count - 1, to: 0, by: -1) {
      let to = points[index - 1]
      if case .curve(let a, let b, _) = drawn[index] {
        result.append(.curve(b, a, to))
      } else {
        result.append(.line(to))
      }
    }
    if isClosed { result.append(.close) }
    return result
  }
}
