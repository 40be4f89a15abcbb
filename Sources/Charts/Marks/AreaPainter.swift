import Geometry
import Graphics

/// Fills what lies between a line and zero, between two values, or between the parts of a stack.
struct AreaPainter {
  let layout: CartesianLayout
  let layer: PlotLayer

  private typealias Place = Curve.Place

  /// A stretch without gaps: its upper and lower edge.
  private struct Stretch {
    var datum: MarkDatum
    var top: [Place] = []
    var bottom: [Place] = []
  }

  private func stretches() -> [Stretch] {
    var result: [Stretch] = []
    var current: Stretch?
    func end() {
      if let current, !current.top.isEmpty { result.append(current) }
      current = nil
    }
    for datum in layer.data {
      if let last = current?.datum, last.series != datum.series || last.piece != datum.piece { end() }
      guard let top = layout.place(datum, layer), let bottom = foot(datum, top) else {
        end()
        continue
      }
      if current == nil { current = Stretch(datum: datum) }
      current?.top.append(top)
      current?.bottom.append(bottom)
    }
    end()
    return result
  }

  /// Where the area begins under, or beside, a place.
  private func foot(_ datum: MarkDatum, _ top: Place) -> Place? {
    guard let scale = layer.isHorizontal ? layout.xScale : layout.yScale else { return nil }
    let value = layer.isHorizontal ? datum.x2 : datum.y2
    let place = value.map { layout.held(scale.position($0), scale) } ?? scale.baseline
    guard place.isFinite else { return nil }
    return layer.isHorizontal ? (place, top.y) : (top.x, place)
  }

  func drawMarks() {
    for stretch in stretches() { layout.painter.inSeries(stretch.datum.series) { draw(stretch) } }
    if layer.mark.point != nil { drawPoints() }
  }

  private func draw(_ stretch: Stretch) {
    let series = layout.painter.series[stretch.datum.series]
    guard !series.isHidden else { return }
    let visual = layer.visual(stretch.datum)
    let look = series.mark("area", stretch.datum, visual?.withoutLine)
    guard !look.isHidden else { return }
    let (upper, lower) = (curve(stretch.top), curve(stretch.bottom.reversed(), isReversed: true))
    var path = upper.path
    path.elements.append(.line(Point(lower.start.x, lower.start.y)))
    path.elements += lower.parts.flatMap { $0 } + [.close]
    // Parts of a stack that touch are set apart by a line of ground.
    let edge = layer.isStacked ? Stroke(color: layout.painter.ground, width: .pt(0.6), join: .round) : nil
    layout.painter.canvas.addMark(.path(path, fill: look.fill, stroke: edge))
    if let overlay = layer.mark.line { drawLine(upper, series, stretch, visual, overlay) }
    addObstacles(stretch)
  }

  private func curve(_ places: [Place], isReversed: Bool = false) -> Curve {
    var interpolation = layer.mark.interpolation
    if isReversed {
      // Backwards, a step that comes before a value comes after it.
      if interpolation == .stepBefore {
        interpolation = .stepAfter
      } else if interpolation == .stepAfter {
        interpolation = .stepBefore
      }
    }
    return Curve(places, interpolation, tension: layer.mark.tension, isUpright: layer.isHorizontal)
  }

  private func drawLine(
    _ curve: Curve, _ series: SeriesLook, _ stretch: Stretch, _ visual: MarkVisual?, _ overlay: OverlaySpec
  ) {
    var own = visual ?? MarkVisual()
    own.opacity = nil
    own.fillOpacity = nil
    guard var stroke = series.mark("line", stretch.datum, own.overridden(by: overlay.visual)).line else { return }
    stroke.join = .round
    layout.painter.canvas.addMark(.path(curve.path, fill: nil, stroke: stroke))
  }

  private func drawPoints() {
    for datum in layer.data {
      guard let place = layout.place(datum, layer) else { continue }
      let series = layout.painter.series[datum.series]
      guard !series.isHidden, let overlay = layer.mark.point else { continue }
      layout.painter.inSeries(datum.series) {
        PointPainter.paint(
          overlay.visual.shape ?? .circle, x: place.x, y: place.y,
          radius: overlay.visual.size == nil ? 2 : PointPainter.radius(overlay.visual),
          PointPainter.look(series, datum, overlay.visual, isFilled: overlay.isFilled), datum, layout.painter)
      }
    }
  }

  /// Labels keep off the edges; within an area they can be read.
  private func addObstacles(_ stretch: Stretch) {
    for (a, b) in zip(stretch.top, stretch.top.dropFirst()) {
      layout.painter.canvas.addObstacle(.segment(a, b, halfWidth: 0.5))
    }
  }
}
