import Geometry
import Glibc
import Graphics

/// Draws points, circles and squares.
struct PointPainter {
  let layout: CartesianLayout
  let layer: PlotLayer

  func drawMarks() {
    for datum in layer.data {
      layout.painter.inSeries(datum.series) { drawPoint(datum) }
    }
  }

  private func drawPoint(_ datum: MarkDatum) {
    guard let place = layout.place(datum, layer) else { return }
    let series = layout.painter.series[datum.series]
    guard !series.isHidden else { return }
    let visual = layer.visual(datum)
    let look = PointPainter.look(series, datum, visual, isFilled: layer.mark.isFilled)
    let own = layout.naming == .direct ? .circle : series.shape
    let shape = layer.mark.kind == .square ? .square : visual?.shape ?? own
    PointPainter.paint(
      layer.mark.kind == .circle ? .circle : shape, x: place.x, y: place.y, radius: PointPainter.radius(visual), look,
      datum, layout.painter, angle: visual?.angle ?? 0)
  }

  /// Filled as the sheet says, or hollow.
  static func look(
    _ series: SeriesLook, _ datum: MarkDatum?, _ visual: MarkVisual?, isFilled: Bool?
  ) -> MarkLook {
    var look = series.mark("point", datum, visual)
    guard isFilled == false else { return look }
    if visual?.stroke == nil {
      var plain = visual
      plain?.fill = nil
      let own = series.mark("point", datum, plain)
      look.stroke = own.fill ?? own.stroke
    }
    if visual?.strokeWidth == nil { look.strokeWidth = max(look.strokeWidth, 1) }
    if visual?.fill == nil { look.fill = nil }
    return look
  }

  /// From Vega-Lite's size, which is an area in square pixels.
  static func radius(_ visual: MarkVisual?) -> Double {
    guard let size = visual?.size else { return 2.6 }
    return (size / .pi).squareRoot() * 0.75
  }

  /// A point on a line that leads up to it, without the edge of ground that sets points apart from lines under them.
  static func paintOnLine(
    _ shape: PointShape, x: Double, y: Double, radius: Double, _ look: MarkLook, _ datum: MarkDatum,
    _ painter: PanelPainter
  ) {
    var look = look
    if look.stroke == painter.ground { look.stroke = nil }
    paint(shape, x: x, y: y, radius: radius, look, datum, painter)
  }

  static func paint(
    _ shape: PointShape, x: Double, y: Double, radius: Double, _ look: MarkLook, _ datum: MarkDatum,
    _ painter: PanelPainter, angle: Double = 0
  ) {
    guard !look.isHidden, radius > 0 else { return }
    let path = outline(shape, x: x, y: y, radius: radius, angle: angle)
    let contrast = [look.fill, look.stroke].compactMap { $0 }.max {
      $0.contrast(with: painter.ground) < $1.contrast(with: painter.ground)
    }
    if datum.isEstimate, let fill = contrast {
      // Hollow: it is estimated.
      painter.canvas.addMark(
        .path(
          outline(shape, x: x, y: y, radius: max(radius - 0.4, 0.2), angle: angle), fill: painter.ground,
          stroke: Stroke(color: fill, width: .pt(1.2))))
    } else {
      painter.canvas.addMark(.path(path, fill: look.fill, stroke: look.line))
    }
    let reach = radius + (look.line == nil ? 0 : look.strokeWidth / 2)
    painter.canvas.addObstacle(.box(Box(x0: x - reach, y0: y - reach, x1: x + reach, y1: y + reach)))
  }

  /// A shape about as large as a circle of the radius, turned clockwise by an angle in degrees.
  static func outline(_ shape: PointShape, x: Double, y: Double, radius r: Double, angle: Double = 0) -> Path {
    if shape == .circle { return Path.circle(center: Point(x, y), radius: .pt(r)) }
    let (sine, cosine) = angle == 0 ? (0, 1) : (sin(angle * .pi / 180), cos(angle * .pi / 180))
    let points = corners(shape)
    return Path(
      points.enumerated().map { index, point in
        let place = Point(
          x + (point.0 * cosine - point.1 * sine) * r, y + (point.0 * sine + point.1 * cosine) * r)
        return index == 0 ? .move(place) : .line(place)
      } + (points.count > 2 ? [.close] : []))
  }

  private static func corners(_ shape: PointShape) -> [(Double, Double)] {
    switch shape {
    case .circle, .square: return [(-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)]
    case .diamond: return [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)]
    case .triangleUp, .triangle: return [(0, -1.2), (1.2, 0.95), (-1.2, 0.95)]
    case .triangleDown: return [(0, 1.2), (1.2, -0.95), (-1.2, -0.95)]
    case .triangleRight: return [(1.2, 0), (-0.95, 1.2), (-0.95, -1.2)]
    case .triangleLeft: return [(-1.2, 0), (0.95, -1.2), (0.95, 1.2)]
    case .stroke: return [(-1, 0), (1, 0)]
    case .arrow:
      return [(0, -1), (0.5, -0.4), (0.14, -0.4), (0.14, 1), (-0.14, 1), (-0.14, -0.4), (-0.5, -0.4)]
    case .wedge: return [(0, -1.2), (0.35, 1), (-0.35, 1)]
    case .cross:
      let (a, b) = (0.4, 1.15)
      return [
        (-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a), (a, b), (-a, b), (-a, a), (-b, a), (-b, -a), (-a, -a),
      ]
    }
  }

  func drawLabels() {
    for datum in layer.data {
      guard let label = datum.label, let place = layout.place(datum, layer) else { continue }
      let look = layout.painter.series[datum.series].label(.value, datum)
      guard !look.isHidden, !layout.painter.series[datum.series].isHidden else { continue }
      layout.painter.inSeries(datum.series) {
        layout.placeLabel(
          label, look, at: place, distance: PointPainter.radius(layer.visual(datum)) + 2.5,
          sides: [.right, .above, .below, .left])
      }
    }
  }
}

enum LabelSide { case right, above, below, left }

extension CartesianLayout {
  /// Sets a label beside a place, on the first side where it touches nothing; leaves it out where there is none.
  func placeLabel(
    _ label: MarkedText, _ look: TextLook, at place: (x: Double, y: Double), distance: Double, isOptional: Bool = false,
    sides: [LabelSide]
  ) {
    let block = painter.block(label, look, maximum: max(60, width * 0.3))
    for side in sides {
      let (x, top): (Double, Double)
      switch side {
      case .right: (x, top) = (place.x + distance, place.y - block.height / 2)
      case .left: (x, top) = (place.x - distance - block.width, place.y - block.height / 2)
      case .above: (x, top) = (place.x - block.width / 2, place.y - distance - block.height)
      case .below: (x, top) = (place.x - block.width / 2, place.y + distance)
      }
      // Above and below, a label at the edge may move along.
      let moved = side == .above || side == .below ? min(max(x, area.x0 + 1), max(width - block.width, 0)) : x
      let box = Canvas.box(of: block, x: moved, top: top)
      // Beside the lowest point, half of a label lies under it.
      let foot = side == .left || side == .right ? area.y1 + block.height / 2 + 0.01 : area.y1
      guard box.x0 >= area.x0, box.x1 <= width + 0.01, box.y0 >= max(area.y0 - look.lineHeight, 0), box.y1 <= foot,
        painter.canvas.isFree(box)
      else { continue }
      let align: TextShape.Anchor =
        switch side {
        case .right: .start
        case .left: .end
        case .above, .below: .middle
        }
      painter.canvas.add(block, x: moved, top: top, align: align)
      return
    }
    if !isOptional { painter.leftOut.append(label.text) }
  }
}
