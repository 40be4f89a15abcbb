import Geometry
import Graphics

/// Draws lines whose thickness shows a value.
struct TrailPainter {
  let layout: CartesianLayout
  let layer: PlotLayer

  func drawMarks() {
    var last: (datum: MarkDatum, place: (x: Double, y: Double))?
    for datum in layer.data {
      guard let place = layout.place(datum, layer) else {
        last = nil
        continue
      }
      defer { last = (datum, place) }
      let series = layout.painter.series[datum.series]
      guard !series.isHidden, let before = last, before.datum.series == datum.series, before.datum.piece == datum.piece
      else { continue }
      var visual = layer.visual(datum)
      let (from, to) = (half(before.datum), half(datum))
      visual?.strokeWidth = nil
      let look = series.mark("trail", datum, visual)
      guard let fill = look.fill ?? look.stroke else { continue }
      layout.painter.inSeries(datum.series) {
        layout.painter.canvas.addMark(.path(ribbon(before.place, from, place, to), fill: fill, stroke: nil))
        layout.painter.canvas.addMark(
          .path(Path.circle(center: Point(place.x, place.y), radius: .pt(to)), fill: fill, stroke: nil))
      }
      layout.painter.canvas.addObstacle(.segment(before.place, place, halfWidth: max(from, to)))
    }
  }

  /// Half of the thickness at a datum, in points.
  private func half(_ datum: MarkDatum) -> Double {
    let visual = layer.visual(datum)
    return max((visual?.size ?? visual?.strokeWidth ?? 2) * 0.75 / 2, 0.1)
  }

  private func ribbon(
    _ a: (x: Double, y: Double), _ from: Double, _ b: (x: Double, y: Double), _ to: Double
  ) -> Path {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = max((dx * dx + dy * dy).squareRoot(), 1e-9)
    let (nx, ny) = (-dy / length, dx / length)
    return Path([
      .move(Point(a.x + nx * from, a.y + ny * from)), .line(Point(b.x + nx * to, b.y + ny * to)),
      .line(Point(b.x - nx * to, b.y - ny * to)), .line(Point(a.x - nx * from, a.y - ny * from)), .close,
    ])
  }
}
