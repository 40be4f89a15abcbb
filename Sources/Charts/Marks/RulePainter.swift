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
    guard !series.isHidden, var stroke = series.mark("rule", datum).line else { return }
    if let width = layer.mark.strokeWidth { stroke.width = .px(width) }
    if let dashes = layer.mark.strokeDash { stroke.dashes = dashes.map { .px($0) } }
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
    guard !series.isHidden, var stroke = series.mark("tick", datum).line else { return }
    if let width = layer.mark.strokeWidth { stroke.width = .px(width) }
    // Level ticks mark values on y, upright ones values on x.
    let half = length / 2
    let ends =
      layer.isHorizontal
      ? ((x: place.x - half, y: place.y), (x: place.x + half, y: place.y))
      : ((x: place.x, y: place.y - half), (x: place.x, y: place.y + half))
    layout.painter.canvas.addMark(
      .path(Path.line(from: Point(ends.0.x, ends.0.y), to: Point(ends.1.x, ends.1.y)), fill: nil, stroke: stroke))
    layout.painter.canvas.addObstacle(.segment(ends.0, ends.1, halfWidth: stroke.width.points / 2))
  }

  private var length: Double {
    if let size = layer.mark.size { return size * 0.75 }
    let band = (layer.isHorizontal ? layout.xScale : layout.yScale)?.bandwidth ?? 0
    return band > 0 ? band : 10
  }
}

/// Sets words at places of the data.
struct TextMarkPainter {
  let layout: CartesianLayout
  let layer: PlotLayer

  func draw() {
    for datum in layer.data {
      layout.painter.inSeries(datum.series) { drawWords(of: datum) }
    }
  }

  private func drawWords(of datum: MarkDatum) {
    guard let label = datum.label, let place = layout.place(datum, layer) else { return }
    let series = layout.painter.series[datum.series]
    var look = series.label(.value, datum)
    guard !look.isHidden, !series.isHidden else { return }
    if let color = layout.painter.colors(datum.series) { look.color = color.legible(on: layout.painter.ground) }
    let block = layout.painter.block(label, look, maximum: max(60, layout.width * 0.4))
    let x = place.x + layer.mark.dx * 0.75
    let left =
      switch layer.mark.alignment ?? .center {
      case .left: x
      case .center: x - block.width / 2
      case .right: x - block.width
      }
    let top = place.y + layer.mark.dy * 0.75 - block.height / 2
    let box = Canvas.box(of: block, x: left, top: top)
    let whole = Box(x0: -0.01, y0: 0, x1: layout.width + 0.01, y1: .infinity)
    guard whole.contains(box), layout.painter.canvas.isFree(box, margin: 0) else {
      layout.painter.leftOut.append(label.text)
      return
    }
    let align: TextShape.Anchor =
      switch layer.mark.alignment ?? .center {
      case .left: .start
      case .center: .middle
      case .right: .end
      }
    layout.painter.canvas.add(block, x: left, top: top, align: align)
  }
}
