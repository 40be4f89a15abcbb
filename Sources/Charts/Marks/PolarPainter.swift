import Geometry
import Glibc
import Graphics

/// Draws arcs around a middle, and words at places around it.
final class PolarPainter {
  let painter: PanelPainter
  private let fixedHeight: Double?
  private var middle = (x: 0.0, y: 0.0)
  /// Of the circle that the outermost arcs reach, in points.
  private var radius = 0.0

  init(painter: PanelPainter, fixedHeight: Double?) {
    self.painter = painter
    self.fixedHeight = fixedHeight
  }

  private var legend: LegendSpec { painter.plot.legends[painter.panel.legend].spec }
  private var arcLayers: [PlotLayer] { painter.panel.layers.filter { $0.mark.kind == .arc } }
  /// Whether arcs are named beside them, so that no legend is needed.
  private var labelsOutside: Bool { arcLayers.contains { $0.labels != .none } }

  /// Draws from `y` downwards and moves it under the circle.
  func draw(_ y: inout Double) {
    let isDirect = namesFit
    if !isDirect, legend.isShown != false, !painter.panel.namedSeries.isEmpty {
      LegendPainter(painter: painter).draw(&y)
    }
    if !painter.isAmongOthers { GuidePainter(painter: painter).draw(&y) }
    let margin = labelsOutside ? 16.0 : 4
    let wish = min(max(painter.width * 0.44, 120), 200)
    let height = max(fixedHeight.map { $0 - margin } ?? wish, 60)
    let room = labelsOutside ? painter.width - 2 * min(widestLabel(isDirect) + 14, painter.width * 0.34) : painter.width
    radius = max(min(height - 2 * margin, room) / 2, 20)
    if let written = arcLayers.compactMap({ $0.mark.outerRadius ?? $0.mark.radius }).max() {
      radius = min(radius, written * 0.75)
    }
    middle = (painter.width / 2, y + margin + radius)
    for layer in painter.panel.layers where layer.mark.kind == .arc { draw(layer) }
    for layer in painter.panel.layers where layer.mark.kind == .text { drawTexts(layer) }
    for layer in arcLayers where layer.labels != .none { drawLabels(layer, isDirect) }
    y += 2 * (radius + margin)
  }

  // MARK: Scales

  /// From the data to radians, clockwise from the top.
  private func angle(_ value: Double, _ layer: PlotLayer) -> Double {
    let all = painter.panel.layers.flatMap { layer in layer.data.compactMap { layer.isStacked ? $0.y : nil } }
    if layer.isStacked || !all.isEmpty { return value / max(all.max() ?? 1, 1e-300) * 2 * .pi }
    let largest = layer.data.compactMap(\.y).max() ?? 1
    return value / max(largest, 1e-300) * 2 * .pi
  }

  private func outer(_ datum: MarkDatum, _ layer: PlotLayer) -> Double {
    let offset = layer.mark.radiusOffset * 0.75
    guard let value = datum.x else {
      return min((layer.mark.outerRadius ?? layer.mark.radius).map { $0 * 0.75 } ?? radius, radius) + offset
    }
    let largest = painter.panel.layers.flatMap { $0.data.compactMap(\.x) }.max() ?? 1
    let scale = layer.radiusScale.transform
    let inner = layer.radiusScale.rangeMin.map { $0 * 0.75 } ?? 0
    let share = scale.apply(value) / max(scale.apply(largest), 1e-300)
    return inner + max(share, 0) * (radius - inner) + offset
  }

  private func inner(_ datum: MarkDatum, _ layer: PlotLayer) -> Double { (layer.mark.innerRadius ?? 0) * 0.75 }

  /// Where an arc begins and ends, in radians.
  private func ends(_ datum: MarkDatum, _ index: Int, _ layer: PlotLayer) -> (start: Double, end: Double)? {
    guard let value = datum.y else {
      // Without an angle of its own each has an equal part.
      guard layer.data.allSatisfy({ $0.y == nil }), datum.x != nil else { return nil }
      let part = 2 * .pi / Double(layer.data.count)
      return (Double(index) * part, Double(index + 1) * part)
    }
    return (datum.y2.map { angle($0, layer) } ?? 0, angle(value, layer))
  }

  private func point(_ radius: Double, _ angle: Double) -> (x: Double, y: Double) {
    (middle.x + radius * sin(angle), middle.y - radius * cos(angle))
  }

  // MARK: Arcs

  private func draw(_ layer: PlotLayer) {
    for (index, datum) in layer.data.enumerated() {
      let series = painter.series[datum.series]
      guard !series.isHidden, let (start, end) = ends(datum, index, layer), start != end else { continue }
      let look = series.mark("arc", datum, layer.visual(datum))
      guard !look.isHidden else { continue }
      let (inside, outside) = (inner(datum, layer), outer(datum, layer))
      let pad = layer.mark.padAngle / 2
      let path = sector(inside, outside, start + pad, max(end - pad, start + pad))
      // Parts that touch are set apart by a line of ground.
      let edge = look.line ?? Stroke(color: painter.ground, width: .pt(1), join: .round)
      painter.inSeries(datum.series) {
        painter.canvas.addMark(.path(path, fill: look.fill, stroke: edge))
      }
    }
  }

  /// A part of a ring; its arcs are cubic curves of at most a quarter of a circle each.
  private func sector(_ inside: Double, _ outside: Double, _ start: Double, _ end: Double) -> Path {
    let from = point(outside, start)
    var elements: [Path.Element] = [.move(Point(from.x, from.y))]
    elements += arc(outside, start, end)
    let isWhole = end - start > 2 * .pi - 1e-9
    let turn = point(inside, end)
    if inside > 0 {
      elements.append(isWhole ? .move(Point(turn.x, turn.y)) : .line(Point(turn.x, turn.y)))
      elements += arc(inside, end, start)
    } else if !isWhole {
      elements.append(.line(Point(middle.x, middle.y)))
    }
    return Path(elements + [.close])
  }

  private func arc(_ radius: Double, _ start: Double, _ end: Double) -> [Path.Element] {
    let count = max(1, Int((abs(end - start) / (.pi / 2)).rounded(.up)))
    let step = (end - start) / Double(count)
    let reach = 4.0 / 3 * tan(step / 4) * radius
    return (0..<count).map { index in
      let (a, b) = (start + Double(index) * step, start + Double(index + 1) * step)
      let (p, q) = (point(radius, a), point(radius, b))
      return .curve(
        Point(p.x + reach * cos(a), p.y + reach * sin(a)), Point(q.x - reach * cos(b), q.y - reach * sin(b)),
        Point(q.x, q.y))
    }
  }

  // MARK: Words

  private func text(_ datum: MarkDatum, _ isDirect: Bool) -> MarkedText? {
    let name = isDirect ? painter.plot.series[datum.series].name : nil
    switch (name, datum.label) {
    case (let name?, let label?): return name + " " + label
    case (let name?, nil): return name
    case (nil, let label): return label
    }
  }

  private func widestLabel(_ isDirect: Bool) -> Double {
    let widths = arcLayers.filter { $0.labels != .none }.flatMap { layer in
      layer.data.compactMap { datum in
        text(datum, isDirect).map { painter.block($0, painter.series[datum.series].label(.name, datum)).width }
      }
    }
    return widths.max() ?? 0
  }

  /// Whether the names of all arcs have room beside the circle.
  private var namesFit: Bool {
    guard legend.isShown != true, labelsOutside else { return false }
    let count = arcLayers.map(\.data.count).max() ?? 0
    return count <= 12 && arcLayers.count == 1 && widestLabel(true) <= painter.width * 0.3
  }

  private func drawLabels(_ layer: PlotLayer, _ isDirect: Bool) {
    for isRight in [true, false] {
      var labels: [(block: TextBlock, place: (x: Double, y: Double), series: Int)] = []
      for (index, datum) in layer.data.enumerated() {
        guard let (start, end) = ends(datum, index, layer), end > start, let text = text(datum, isDirect) else {
          continue
        }
        let angle = (start + end) / 2
        guard (sin(angle) >= 0) == isRight, !painter.series[datum.series].isHidden else { continue }
        let look = painter.series[datum.series].label(isDirect ? .name : .value, datum)
        guard !look.isHidden else { continue }
        let block = painter.block(text, look, maximum: painter.width * 0.32)
        labels.append((block, point(outer(datum, layer) + 5, angle), datum.series))
      }
      labels.sort { $0.place.y < $1.place.y }
      let middles = spread(
        labels.map(\.place.y), heights: labels.map { $0.block.height + 1 },
        within: (middle.y - radius - 14, middle.y + radius + 14))
      for (label, y) in zip(labels, middles) {
        // A label that was moved away from its arc stands clear of the circle.
        let reach = max(radius * radius - (y - middle.y) * (y - middle.y), 0).squareRoot() + 5
        let x = isRight ? max(label.place.x, middle.x + reach) : min(label.place.x, middle.x - reach)
        painter.inSeries(label.series) {
          painter.canvas.add(
            label.block, x: isRight ? x : x - label.block.width, top: y - label.block.height / 2,
            align: isRight ? .start : .end)
        }
      }
    }
  }

  private func drawTexts(_ layer: PlotLayer) {
    for (index, datum) in layer.data.enumerated() {
      guard let label = datum.label else { continue }
      let distance =
        datum.x == nil && layer.mark.radius == nil && layer.mark.outerRadius == nil ? 0 : outer(datum, layer)
      let angle = layer.mark.theta ?? ends(datum, index, layer).map { ($0.start + $0.end) / 2 } ?? 0
      let place = point(datum.y == nil && layer.mark.theta == nil ? 0 : distance, angle)
      painter.inSeries(datum.series) {
        TextMark(painter: painter, layer: layer).draw(label, datum, at: place, maximum: painter.width * 0.4)
      }
    }
  }
}
