import Geometry
import Graphics

/// Draws lines through points, with gaps where values are missing or a series breaks.
struct LinePainter {
  let layout: CartesianLayout
  let layer: PlotLayer

  private struct Vertex {
    var x: Double
    var y: Double
    var datum: MarkDatum
    /// Its place in the layer's data.
    var index: Int
  }

  /// The connected stretches of each series, in the order in which they are drawn: what stands out comes last.
  private func stretches() -> [[Vertex]] {
    var result: [[Vertex]] = []
    var current: [Vertex] = []
    var last: MarkDatum?
    for (index, datum) in layer.data.enumerated() {
      if let last, last.series != datum.series || last.piece != datum.piece {
        if !current.isEmpty { result.append(current) }
        current = []
      }
      last = datum
      if let place = layout.place(datum, layer) {
        current.append(Vertex(x: place.x, y: place.y, datum: datum, index: index))
      } else if !current.isEmpty {
        result.append(current)
        current = []
      }
    }
    if !current.isEmpty { result.append(current) }
    func rank(_ stretch: [Vertex]) -> Int {
      guard let series = stretch.first?.datum.series else { return 0 }
      let classes = layout.plot.series[series].classes
      return classes.contains("accent") ? 2 : classes.contains("context") ? 0 : 1
    }
    return result.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  func drawMarks() {
    for stretch in stretches() {
      guard let first = stretch.first else { continue }
      let series = layout.painter.series[first.datum.series]
      guard !series.isHidden else { continue }
      layout.painter.inSeries(first.datum.series) {
        // A line stands out where all of it does.
        let emphasis = stretch.allSatisfy { $0.datum.emphasis == first.datum.emphasis } ? first.datum.emphasis : .none
        var look = series.mark("line", emphasis: emphasis, layer.visual(first.datum))
        if layout.naming != .direct, look.dashes.isEmpty { look.dashes = series.dashes(width: .pt(look.strokeWidth)) }
        drawLine(stretch, look)
      }
    }
    drawPoints()
  }

  private func drawLine(_ stretch: [Vertex], _ look: MarkLook) {
    guard var stroke = look.line, stretch.count > 1 else { return }
    stroke.join = layer.mark.join?.join ?? .round
    stroke.cap = layer.mark.cap?.cap ?? .round
    var dashed = stroke
    dashed.cap = .butt
    dashed.dashes = [stroke.width * 2.2, stroke.width * 1.4]
    if !stroke.dashes.isEmpty { stroke.cap = .butt }
    let curve = Curve(
      stretch.map { ($0.x, $0.y) }, layer.mark.interpolation, tension: layer.mark.tension,
      isUpright: layer.isHorizontal)
    // A part that leads to an estimate is dashed, whatever it comes from.
    var place = (x: curve.start.x, y: curve.start.y)
    var path = Path([.move(Point(place.x, place.y))])
    var isDashed = stretch[1].datum.isEstimate
    func finish() {
      guard path.elements.count > 1 else { return }
      layout.painter.canvas.addMark(.path(path, fill: nil, stroke: isDashed ? dashed : stroke))
    }
    for (index, part) in curve.parts.enumerated() {
      let isEstimate = stretch[min(index + 1, stretch.count - 1)].datum.isEstimate
      if isEstimate != isDashed {
        finish()
        path = Path([.move(Point(place.x, place.y))])
        isDashed = isEstimate
      }
      path.elements += part
      for next in part.places(from: place) {
        layout.painter.canvas.addObstacle(.segment(place, next, halfWidth: stroke.width.points / 2))
        place = next
      }
    }
    finish()
  }

  /// Points at the ends of lines, at values that stand alone, and at all values if the spec asks for them.
  private func drawPoints() {
    for stretch in stretches() {
      for vertex in stretch {
        let isEnd = vertex.datum.label != nil && layer.labels == .ends
        guard layer.mark.point != nil || isEnd || stretch.count == 1 || isAtBreak(vertex) else { continue }
        let series = layout.painter.series[vertex.datum.series]
        guard !series.isHidden else { continue }
        let classes = layout.plot.series[vertex.datum.series].classes
        let overlay = layer.mark.point.map { $0.visual }
        let visual = layer.visual(vertex.datum)?.withoutLine
        let merged = overlay.map { (visual ?? MarkVisual()).overridden(by: $0) } ?? visual
        let radius =
          overlay?.size != nil
          ? PointPainter.radius(overlay) : classes.contains("accent") ? 3.2 : overlay != nil && !isEnd ? 2.0 : 2.6
        layout.painter.inSeries(vertex.datum.series) {
          PointPainter.paint(
            overlay?.shape ?? layer.visual(vertex.datum)?.shape ?? .circle, x: vertex.x, y: vertex.y, radius: radius,
            PointPainter.look(series, vertex.datum, merged, isFilled: layer.mark.point?.isFilled), vertex.datum,
            layout.painter)
        }
      }
    }
  }

  /// Whether a line is interrupted by a change of base just before or after a point.
  private func isAtBreak(_ vertex: Vertex) -> Bool {
    guard layer.hasBreaks else { return false }
    return [vertex.index - 1, vertex.index + 1].contains { index in
      layer.data.indices.contains(index) && layer.data[index].series == vertex.datum.series
        && layer.data[index].piece != vertex.datum.piece
    }
  }

  /// Where lines break off and begin again, as places along x.
  func breakPlaces() -> [Double] {
    guard layer.hasBreaks else { return [] }
    var result: [Double] = []
    for (a, b) in zip(layer.data, layer.data.dropFirst()) where a.series == b.series && a.piece != b.piece {
      guard let from = layout.place(a, layer), let to = layout.place(b, layer) else { continue }
      result.append((from.x + to.x) / 2)
    }
    return result.sorted()
  }
}

extension [Path.Element] {
  /// Where the elements lead, one after another; curves by some points on them, for what must not touch them.
  func places(from start: (x: Double, y: Double)) -> [(x: Double, y: Double)] {
    var result: [(x: Double, y: Double)] = []
    for element in self {
      switch element {
      case .move(let p), .line(let p): result.append((p.x.points, p.y.points))
      case .curve(let a, let b, let c):
        let from = result.last ?? start
        for share in [0.25, 0.5, 0.75] {
          let t = 1 - share
          func mix(_ p: Double, _ q: Double, _ r: Double, _ s: Double) -> Double {
            t * t * t * p + 3 * t * t * share * q + 3 * t * share * share * r + share * share * share * s
          }
          result.append(
            (mix(from.x, a.x.points, b.x.points, c.x.points), mix(from.y, a.y.points, b.y.points, c.y.points)))
        }
        result.append((c.x.points, c.y.points))
      case .close: break
      }
    }
    return result
  }
}

extension StrokeCap {
  var cap: Stroke.Cap {
    switch self {
    case .butt: .butt
    case .round: .round
    case .square: .square
    }
  }
}

extension StrokeJoin {
  var join: Stroke.Join {
    switch self {
    case .miter: .miter
    case .round: .round
    case .bevel: .bevel
    }
  }
}

extension MarkVisual {
  /// For points on a line: without what is said of the line's own thickness and dashes.
  var withoutLine: MarkVisual {
    var visual = self
    visual.strokeWidth = nil
    visual.dash = nil
    visual.size = nil
    return visual
  }
}
