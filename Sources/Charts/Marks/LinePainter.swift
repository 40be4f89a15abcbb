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
        drawLine(stretch, series.mark("line", emphasis: emphasis))
      }
    }
    drawPoints()
  }

  private func drawLine(_ stretch: [Vertex], _ look: MarkLook) {
    guard var stroke = look.line, stretch.count > 1 else { return }
    if let width = layer.mark.strokeWidth { stroke.width = .px(width) }
    if let dashes = layer.mark.strokeDash { stroke.dashes = dashes.map { .px($0) } }
    stroke.join = .round
    stroke.cap = .round
    var dashed = stroke
    dashed.cap = .butt
    if dashed.dashes.isEmpty { dashed.dashes = [stroke.width * 2.2, stroke.width * 1.4] }
    // A part that leads to an estimate is dashed, whatever it comes from.
    var path = Path([.move(Point(stretch[0].x, stretch[0].y))])
    var isDashed = stretch[1].datum.isEstimate
    func finish() {
      layout.painter.canvas.addMark(.path(path, fill: nil, stroke: isDashed ? dashed : stroke))
    }
    for (a, b) in zip(stretch, stretch.dropFirst()) {
      if b.datum.isEstimate != isDashed {
        finish()
        path = Path([.move(Point(a.x, a.y))])
        isDashed = b.datum.isEstimate
      }
      for point in steps(a, b) { path.elements.append(.line(Point(point.x, point.y))) }
      var from = (x: a.x, y: a.y)
      for point in steps(a, b) {
        layout.painter.canvas.addObstacle(.segment(from, point, halfWidth: stroke.width.points / 2))
        from = point
      }
    }
    finish()
  }

  private func steps(_ a: Vertex, _ b: Vertex) -> [(x: Double, y: Double)] {
    switch layer.mark.interpolation {
    case .linear: [(b.x, b.y)]
    case .stepBefore: [(a.x, b.y), (b.x, b.y)]
    case .stepAfter: [(b.x, a.y), (b.x, b.y)]
    case .step: [((a.x + b.x) / 2, a.y), ((a.x + b.x) / 2, b.y), (b.x, b.y)]
    }
  }

  /// Points at the ends of lines, at values that stand alone, and at all values if the spec asks for them.
  private func drawPoints() {
    for stretch in stretches() {
      for vertex in stretch {
        let isEnd = vertex.datum.label != nil && layer.labels == .ends
        guard layer.mark.showsPoints || isEnd || stretch.count == 1 || isAtBreak(vertex) else { continue }
        let series = layout.painter.series[vertex.datum.series]
        guard !series.isHidden else { continue }
        let classes = layout.plot.series[vertex.datum.series].classes
        let radius = classes.contains("accent") ? 3.2 : layer.mark.showsPoints && !isEnd ? 2.0 : 2.6
        layout.painter.inSeries(vertex.datum.series) {
          PointPainter.paint(
            .circle, x: vertex.x, y: vertex.y, radius: radius, series.mark("point", vertex.datum), vertex.datum,
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
