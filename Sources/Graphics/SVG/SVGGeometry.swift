import Geometry

/// Paths of SVG's basic shapes. Coordinates are in user units, held as points until a transform maps them.
enum SVGGeometry {
  /// The lengths that each shape is described by.
  static let attributes: [String: Set<String>] = [
    "rect": ["x", "y", "width", "height", "rx", "ry"], "circle": ["cx", "cy", "r"],
    "ellipse": ["cx", "cy", "rx", "ry"], "line": ["x1", "y1", "x2", "y2"],
  ]

  static func point(_ x: Double, _ y: Double) -> Point { Point(x: .pt(x), y: .pt(y)) }

  static func path(_ name: String, _ v: [String: Double]) -> Path {
    func value(_ key: String) -> Double { v[key] ?? 0 }
    switch name {
    case "rect":
      return rectangle(
        value("x"), value("y"), value("width"), value("height"), v["rx"] ?? v["ry"] ?? 0,
        v["ry"] ?? v["rx"] ?? 0)
    case "circle": return ellipse(value("cx"), value("cy"), value("r"), value("r"))
    case "ellipse":
      return ellipse(value("cx"), value("cy"), v["rx"] ?? v["ry"] ?? 0, v["ry"] ?? v["rx"] ?? 0)
    case "line":
      return Path([.move(point(value("x1"), value("y1"))), .line(point(value("x2"), value("y2")))])
    default: return Path()
    }
  }

  static func polygon(_ numbers: [Double], isClosed: Bool) -> Path {
    var path = Path()
    for index in stride(from: 0, to: numbers.count - 1, by: 2) {
      let p = point(numbers[index], numbers[index + 1])
      path.elements.append(index == 0 ? .move(p) : .line(p))
    }
    if isClosed && !path.elements.isEmpty { path.elements.append(.close) }
    return path
  }

  private static func ellipse(_ cx: Double, _ cy: Double, _ rx: Double, _ ry: Double) -> Path {
    guard rx > 0, ry > 0 else { return Path() }
    return rectangle(cx - rx, cy - ry, 2 * rx, 2 * ry, rx, ry)
  }

  /// A rectangle whose corners are quarters of an ellipse.
  private static func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ rx: Double, _ ry: Double
  ) -> Path {
    guard width > 0, height > 0 else { return Path() }
    let (rx, ry) = (min(max(rx, 0), width / 2), min(max(ry, 0), height / 2))
    let (right, bottom) = (x + width, y + height)
    if rx == 0 || ry == 0 {
      return polygon([x, y, right, y, right, bottom, x, bottom], isClosed: true)
    }
    // The distance of the inner points that brings a cubic nearest to a quarter circle.
    let (kx, ky) = (rx * 0.4477152502, ry * 0.4477152502)
    return Path([
      .move(point(x + rx, y)), .line(point(right - rx, y)),
      .curve(point(right - kx, y), point(right, y + ky), point(right, y + ry)),
      .line(point(right, bottom - ry)),
      .curve(point(right, bottom - ky), point(right - kx, bottom), point(right - rx, bottom)),
      .line(point(x + rx, bottom)),
      .curve(point(x + kx, bottom), point(x, bottom - ky), point(x, bottom - ry)), .line(point(x, y + ry)),
      .curve(point(x, y + ky), point(x + kx, y), point(x + rx, y)), .close,
    ])
  }
}
