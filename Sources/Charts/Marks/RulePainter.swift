import Geometry
import Graphics

/// Draws straight lines: across the whole plot, or from one value to another.
struct RulePainter {
  let layout: CartesianLayout
  let layer: PlotLayer

  func drawMarks() {
    for datum in layer.data {
      layout.painter.inSeries(datum.series) { drawRule(datum) }
    }
  }

  private func drawRule(_ datum: MarkDatum) {
    guard let ends = ends(datum) else { return }
    let series = layout.painter.series[datum.series]
    guard !series.isHidden, let stroke = series.mark("rule", datum, layer.visual(datum)).line else { return }
    layout.painter.canvas.addMark(
      .path(Path.line(from: Point(ends.0.x, ends.0.y), to: Point(ends.1.x, ends.1.y)), fill: nil, stroke: stroke))
    layout.painter.canvas.addObstacle(.segment(ends.0, ends.1, halfWidth: stroke.width.points / 2))
  }

  private func ends(_ datum: MarkDatum) -> ((x: Double, y: Double), (x: Double, y: Double))? {
    guard let place = layout.place(datum, layer) else { return nil }
    let area = layout.area
    let x2 = datum.x2.flatMap { layout.xScale?.position($0) }
    let y2 = datum.y2.flatMap { layout.yScale?.position($0) }
    if x2 != nil || y2 != nil { return (place, (x2 ?? place.x, y2 ?? place.y)) }
    if !layer.hasY { return ((place.x, area.y0), (place.x, area.y1)) }
    if !layer.hasX { return ((area.x0, place.y), (area.x1, place.y)) }
    // With categories on one axis, a rule spans the category.
    if case .band(let band)? = layout.xScale {
      return ((place.x - band.bandwidth / 2, place.y), (place.x + band.bandwidth / 2, place.y))
    }
    if case .band(let band)? = layout.yScale {
      return ((place.x, place.y - band.bandwidth / 2), (place.x, place.y + band.bandwidth / 2))
    }
    return ((place.x, area.y0), (place.x, area.y1))
  }
}

/// Draws short strokes across an axis.
struct TickPainter {
  let layout: CartesianLayout
  let layer: PlotLayer

  func drawMarks() {
    for datum in layer.data {
      layout.painter.inSeries(datum.series) { drawTick(datum) }
    }
  }

  private func drawTick(_ datum: MarkDatum) {
    guard let place = layout.place(datum, layer) else { return }
    let series = layout.painter.series[datum.series]
    guard !series.isHidden, var stroke = series.mark("tick", datum, layer.visual(datum)).line else { return }
    if let width = layer.mark.thickness { stroke.width = .px(width) }
    // Level ticks mark values on y, upright ones values on x.
    let half = length(datum) / 2
    let ends =
      layer.isHorizontal
      ? ((x: place.x - half, y: place.y), (x: place.x + half, y: place.y))
      : ((x: place.x, y: place.y - half), (x: place.x, y: place.y + half))
    layout.painter.canvas.addMark(
      .path(Path.line(from: Point(ends.0.x, ends.0.y), to: Point(ends.1.x, ends.1.y)), fill: nil, stroke: stroke))
    layout.painter.canvas.addObstacle(.segment(ends.0, ends.1, halfWidth: stroke.width.points / 2))
  }

  private func length(_ datum: MarkDatum) -> Double {
    if let size = layer.mark.bandSize ?? layer.visual(datum)?.size { return size * 0.75 }
    let band = (layer.isHorizontal ? layout.xScale : layout.yScale)?.bandwidth ?? 0
    return band > 0 ? band : 10
  }
}
