import Geometry

/// An upright rectangle in points, for the arithmetic of layout.
struct Box: Hashable, Sendable {
  var x0: Double
  var y0: Double
  var x1: Double
  var y1: Double

  var width: Double { x1 - x0 }
  var height: Double { y1 - y0 }
  var midX: Double { (x0 + x1) / 2 }
  var midY: Double { (y0 + y1) / 2 }
  var rectangle: Rectangle { Rectangle(x: .pt(x0), y: .pt(y0), width: .pt(width), height: .pt(height)) }

  /// Whether the two share more than an edge.
  func overlaps(_ other: Box) -> Bool { x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1 }
  func grown(by distance: Double) -> Box {
    Box(x0: x0 - distance, y0: y0 - distance, x1: x1 + distance, y1: y1 + distance)
  }
  func grown(x: Double, y: Double) -> Box { Box(x0: x0 - x, y0: y0 - y, x1: x1 + x, y1: y1 + y) }
  func contains(_ other: Box) -> Bool { x0 <= other.x0 && y0 <= other.y0 && x1 >= other.x1 && y1 >= other.y1 }
  func contains(x: Double, y: Double) -> Bool { x >= x0 && x <= x1 && y >= y0 && y <= y1 }

  /// Whether a straight line passes through the inside (Liang and Barsky's clipping).
  func isCrossed(from a: (x: Double, y: Double), to b: (x: Double, y: Double)) -> Bool {
    var (enter, leave) = (0.0, 1.0)
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    for (p, q) in [(-dx, a.x - x0), (dx, x1 - a.x), (-dy, a.y - y0), (dy, y1 - a.y)] {
      if p == 0 {
        if q <= 0 { return false }
      } else if p < 0 {
        enter = max(enter, q / p)
      } else {
        leave = min(leave, q / p)
      }
    }
    return enter < leave
  }
}

extension Point {
  init(_ x: Double, _ y: Double) { self.init(x: .pt(x), y: .pt(y)) }
}
