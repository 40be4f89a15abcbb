import Geometry
import Graphics

/// A row of series' colours with their names, under the titles.
struct LegendPainter {
  let painter: PanelPainter

  /// Draws the legend and moves `y` under it.
  func draw(_ y: inout Double) {
    let look = painter.look("legend")
    guard !look.isHidden else { return }
    painter.inPart("legend") { draw(look, &y) }
  }

  private func draw(_ look: TextLook, _ y: inout Double) {
    let used = painter.panel.namedSeries
    var x = 0.0
    var baseline = y + (look.lineHeight + look.capHeight) / 2
    if let title = painter.plot.legends[painter.panel.legend].title {
      let block = painter.block(title, look)
      painter.canvas.add(block, x: 0, top: baseline - look.capHeight)
      x = block.width + 10
    }
    for (index, series) in painter.plot.series.enumerated() {
      guard used.contains(index), let name = series.name, !painter.series[index].isHidden else { continue }
      let block = painter.block(name, look, maximum: painter.width - swatch - 4)
      if x > 0, x + swatch + 4 + block.width > painter.width {
        x = 0
        baseline += look.lineHeight
      }
      draw(index, x: x, middle: baseline - look.capHeight / 2)
      painter.canvas.add(block, x: x + swatch + 4, top: baseline - look.capHeight)
      x += swatch + 4 + block.width + 14
      baseline += Double(block.lines.count - 1) * look.lineHeight
    }
    y = baseline + (look.lineHeight - look.capHeight) / 2 + max(look.marginBottom, 5)
  }

  private var swatch: Double { 9 }

  /// What the series looks like in the plot.
  private func draw(_ index: Int, x: Double, middle: Double) {
    painter.inSeries(index) { drawSwatch(index, x: x, middle: middle) }
  }

  private func drawSwatch(_ index: Int, x: Double, middle: Double) {
    let look = painter.series[index]
    guard let layer = painter.panel.layers.first(where: { $0.namesSeries && $0.data.contains { $0.series == index } })
    else {
      return
    }
    let own = layer.data.first { $0.series == index }
    let visual = own.flatMap { layer.visual($0) }
    switch layer.mark.kind {
    case .line, .rule, .tick:
      guard var stroke = look.mark(layer.mark.kind.rawValue, nil, visual).line else { return }
      if layer.mark.kind == .line, stroke.dashes.isEmpty { stroke.dashes = look.dashes(width: stroke.width) }
      painter.canvas.addMark(
        .path(Path.line(from: Point(x, middle), to: Point(x + swatch, middle)), fill: nil, stroke: stroke))
    case .point, .circle, .square:
      var datum = own ?? MarkDatum()
      datum.isEstimate = layer.data.allSatisfy { $0.isEstimate || $0.series != index }
      datum.emphasis = .none
      let plain: PointShape = layer.mark.kind == .point && painter.panel.form == .cartesian ? look.shape : .circle
      PointPainter.paint(
        layer.mark.kind == .square ? .square : visual?.shape ?? plain, x: x + swatch / 2, y: middle, radius: 3.2,
        PointPainter.look(look, nil, visual, isFilled: layer.mark.isFilled), datum, painter)
    case .bar, .area, .rect, .arc, .trail, .text, .errorbar, .errorband, .boxplot:
      let kind = [MarkSpec.Kind.area, .rect, .arc, .trail].contains(layer.mark.kind) ? layer.mark.kind.rawValue : "bar"
      let box = Box(x0: x, y0: middle - 3.6, x1: x + swatch, y1: middle + 3.6)
      painter.canvas.addMark(
        .path(Path.rectangle(box.rectangle), fill: look.mark(kind, nil, visual?.withoutLine).fill, stroke: nil))
    }
  }
}
