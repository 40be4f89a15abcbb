import Geometry
import Graphics

/// Draws rectangles: cells of a heat map, or from one value to another along both axes.
struct RectPainter {
  let layout: CartesianLayout
  let layer: PlotLayer

  func drawMarks() {
    for datum in layer.data {
      guard let box = box(datum) else { continue }
      let series = layout.painter.series[datum.series]
      guard !series.isHidden else { continue }
      let look = series.mark("rect", datum, layer.visual(datum))
      guard !look.isHidden else { continue }
      let path = Path.rectangle(box, corners: layer.mark.corners.radii(end: nil))
      layout.painter.inSeries(datum.series) {
        layout.painter.canvas.addMark(.path(path, fill: look.fill, stroke: look.line))
      }
      // Words on a cell are legible by its own colour; at its edge they are not.
      if let fill = look.fill { layout.painter.grounds.append((box, fill)) }
    }
  }

  func box(_ datum: MarkDatum) -> Box? {
    let area = layout.area
    guard
      let x = side(
        datum.x, datum.x2, layout.xScale, layer.hasX, (area.x0, area.x1), layer.mark.width, layer.data.lazy.map(\.x)),
      let y = side(
        datum.y, datum.y2, layout.yScale, layer.hasY, (area.y0, area.y1), layer.mark.height, layer.data.lazy.map(\.y))
    else { return nil }
    return Box(x0: x.0, y0: y.0, x1: x.1, y1: y.1)
  }

  private func side(
    _ value: Double?, _ end: Double?, _ scale: Scale?, _ isBound: Bool, _ whole: (Double, Double),
    _ length: BandLength?, _ all: some Sequence<Double?>
  ) -> (Double, Double)? {
    guard isBound, let scale else { return whole }
    guard let value else { return nil }
    if case .band(let band) = scale {
      let start = band.position(Int(value))
      let last = end.map { band.position(Int($0)) } ?? start
      let (low, high) = (min(start, last), max(start, last) + band.bandwidth)
      return shortened((low, high), length)
    }
    if let end {
      let (a, b) = (layout.held(scale.position(value), scale), layout.held(scale.position(end), scale))
      return a.isFinite && b.isFinite && a != b ? (min(a, b), max(a, b)) : nil
    }
    let middle = scale.position(value)
    guard middle.isFinite, scale.range.contains(middle) else { return nil }
    return shortened((middle - 4, middle + 4), length)
  }

  private func shortened(_ side: (Double, Double), _ length: BandLength?) -> (Double, Double) {
    let middle = (side.0 + side.1) / 2
    switch length {
    case .pixels(let pixels): return (middle - pixels * 0.375, middle + pixels * 0.375)
    case .share(let share):
      let half = (side.1 - side.0) * share / 2
      return (middle - half, middle + half)
    case nil: return side
    }
  }
}

/// Radii of the corners of a box, in points.
struct CornerRadii: Hashable {
  var topLeft = 0.0
  var topRight = 0.0
  var bottomRight = 0.0
  var bottomLeft = 0.0
}

extension CornerSpec {
  enum End { case top, bottom, left, right }

  /// In points, for a box that ends at a side.
  func radii(end side: End?) -> CornerRadii {
    let all = all ?? 0
    var radii = CornerRadii(topLeft: all, topRight: all, bottomRight: all, bottomLeft: all)
    if let end {
      if side == .top || side == .left { radii.topLeft = end }
      if side == .top || side == .right { radii.topRight = end }
      if side == .bottom || side == .right { radii.bottomRight = end }
      if side == .bottom || side == .left { radii.bottomLeft = end }
    }
    radii.topLeft = (topLeft ?? radii.topLeft) * 0.75
    radii.topRight = (topRight ?? radii.topRight) * 0.75
    radii.bottomRight = (bottomRight ?? radii.bottomRight) * 0.75
    radii.bottomLeft = (bottomLeft ?? radii.bottomLeft) * 0.75
    return radii
  }
}

extension Path {
  /// A box with round corners, which are made smaller where they would meet.
  static func rectangle(_ box: Box, corners: CornerRadii) -> Path {
    guard corners != CornerRadii() else { return Path.rectangle(box.rectangle) }
    let most = min(box.width, box.height) / 2
    func radius(_ r: Double) -> Double { min(max(r, 0), most) }
    let (a, b) = (radius(corners.topLeft), radius(corners.topRight))
    let (c, d) = (radius(corners.bottomRight), radius(corners.bottomLeft))
    // What is left of a corner for the control points of a quarter of a circle.
    let k = 1 - 0.5522847498
    return Path([
      .move(Point(box.x0 + a, box.y0)), .line(Point(box.x1 - b, box.y0)),
      .curve(Point(box.x1 - b * k, box.y0), Point(box.x1, box.y0 + b * k), Point(box.x1, box.y0 + b)),
      .line(Point(box.x1, box.y1 - c)),
      .curve(Point(box.x1, box.y1 - c * k), Point(box.x1 - c * k, box.y1), Point(box.x1 - c, box.y1)),
      .line(Point(box.x0 + d, box.y1)),
      .curve(Point(box.x0 + d * k, box.y1), Point(box.x0, box.y1 - d * k), Point(box.x0, box.y1 - d)),
      .line(Point(box.x0, box.y0 + a)),
      .curve(Point(box.x0, box.y0 + a * k), Point(box.x0 + a * k, box.y0), Point(box.x0 + a, box.y0)), .close,
    ])
  }
}
