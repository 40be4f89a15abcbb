import Geometry
import Graphics

/// Draws bars, from zero or from one value to another.
struct BarPainter {
  let layout: CartesianLayout
  let layer: PlotLayer

  /// The rectangle of one bar.
  struct Bar {
    var box: Box
    /// Whether it grows to the left or downwards.
    var isNegative: Bool
  }

  func bar(_ datum: MarkDatum) -> Bar? {
    let alongX = layer.isHorizontal
    guard let value = alongX ? datum.x : datum.y, let scale = alongX ? layout.xScale : layout.yScale else { return nil }
    let start = (alongX ? datum.x2 : datum.y2).map { scale.position($0) } ?? scale.baseline
    let end = scale.position(value)
    guard start.isFinite, end.isFinite, scale.range.contains(end), scale.range.contains(start),
      let across = across(datum)
    else { return nil }
    let isNegative = alongX ? end < start : end > start
    let (low, high) = (min(start, end), max(start, end))
    return Bar(
      box: alongX
        ? Box(x0: low, y0: across.start, x1: high, y1: across.end)
        : Box(x0: across.start, y0: low, x1: across.end, y1: high),
      isNegative: isNegative)
  }

  /// Where a bar lies across its length.
  private func across(_ datum: MarkDatum) -> (start: Double, end: Double)? {
    let alongX = layer.isHorizontal
    let area = layout.area
    guard let scale = alongX ? layout.yScale : layout.xScale, alongX ? layer.hasY : layer.hasX else {
      let middle = alongX ? area.midY : area.midX
      let half = min((alongX ? area.height : area.width) / 2, 10)
      return (middle - half, middle + half)
    }
    guard let value = alongX ? datum.y : datum.x else { return nil }
    if case .band(let band) = scale {
      // Rows are as high as their words; bars are not. A few bars across a wide page would be slabs.
      let most = alongX ? Double(layer.slotCount) * 14 : max(60, Double(layer.slotCount) * 30)
      let usual = min(band.bandwidth, most)
      let width = min(length(of: band.bandwidth, datum) ?? usual, abs(band.step))
      let start = band.position(Int(value)) + (band.bandwidth - width) / 2
      let slot = width / Double(layer.slotCount)
      // A hair of ground keeps bars side by side apart.
      let gap = layer.slotCount > 1 ? min(1, slot * 0.12) : 0
      let from = start + slot * Double(datum.slot)
      return (from + gap / 2, from + slot - gap / 2)
    }
    if let far = alongX ? datum.y2 : datum.x2 { return bin(value, far, scale) }
    let middle = scale.position(value)
    guard middle.isFinite, scale.range.contains(middle) else { return nil }
    let half = (length(of: thickness(scale, alongX), datum) ?? thickness(scale, alongX)) / 2
    return (middle - half, middle + half)
  }

  /// How thick the spec wants a bar in a band, in points.
  private func length(of band: Double, _ datum: MarkDatum) -> Double? {
    switch layer.isHorizontal ? layer.mark.height : layer.mark.width {
    case .pixels(let pixels): return pixels * 0.75
    case .share(let share): return band * share
    case nil: return (layer.mark.bandSize ?? layer.visual(datum)?.size).map { $0 * 0.75 }
    }
  }

  /// From one end of a bin to the other, with a hair of ground beside the next one.
  private func bin(_ value: Double, _ far: Double, _ scale: Scale) -> (start: Double, end: Double)? {
    let (a, b) = (layout.held(scale.position(value), scale), layout.held(scale.position(far), scale))
    guard a.isFinite, b.isFinite else { return nil }
    let (low, high) = (min(a, b), max(a, b))
    let gap = min((layer.mark.binSpacing ?? 1) * 0.75, (high - low) * 0.4)
    return (low + gap / 2, high - gap / 2)
  }

  /// Two thirds of the least distance between bars on a continuous axis.
  private func thickness(_ scale: Scale, _ alongX: Bool) -> Double {
    let places = Set(layer.data.compactMap { alongX ? $0.y : $0.x }).sorted().map { scale.position($0) }
    let least = zip(places.dropFirst(), places).map { abs($0 - $1) }.min() ?? scale.range.length / 2
    return max(min(least * 2 / 3, 40), 0.5)
  }

  func drawMarks() {
    for datum in layer.data {
      layout.painter.inSeries(datum.series) { drawBar(datum) }
    }
  }

  private func drawBar(_ datum: MarkDatum) {
    guard let bar = bar(datum) else { return }
    let look = layout.painter.series[datum.series].mark("bar", datum, layer.visual(datum))
    guard !look.isHidden, !layout.painter.series[datum.series].isHidden else { return }
    let open = OpenEnd(datum, bar, alongX: layer.isHorizontal)
    paint(open.solid, look, datum, corners: open.slices.isEmpty ? corners(bar) : CornerRadii())
    for slice in open.slices { paint(slice, look, datum, isSlice: true) }
    layout.painter.canvas.addObstacle(.box(bar.box))
    for slice in open.slices { layout.painter.canvas.addObstacle(.box(slice)) }
  }

  private func corners(_ bar: Bar) -> CornerRadii {
    layer.mark.corners.radii(
      end: layer.isHorizontal ? bar.isNegative ? .left : .right : bar.isNegative ? .bottom : .top)
  }

  private func paint(
    _ box: Box, _ look: MarkLook, _ datum: MarkDatum, corners: CornerRadii = CornerRadii(), isSlice: Bool = false
  ) {
    guard box.width > 0, box.height > 0 else { return }
    let path = Path.rectangle(box, corners: corners)
    if datum.isEstimate, let fill = look.fill, !isSlice {
      let pale = fill.mixed(with: layout.painter.ground, 0.75)
      layout.painter.canvas.addMark(.path(path, fill: pale, stroke: nil))
      let inner = box.grown(by: -0.4)
      layout.painter.canvas.addMark(
        .path(hatching(of: box, every: 3.2), fill: nil, stroke: Stroke(color: fill, width: .pt(0.8))))
      if inner.width > 0, inner.height > 0 {
        layout.painter.canvas.addMark(
          .path(Path.rectangle(inner.rectangle), fill: nil, stroke: Stroke(color: fill, width: .pt(0.8))))
      }
      return
    }
    // Parts of a stack that touch are set apart by a line of ground.
    let edge: Stroke? = layer.isStacked ? Stroke(color: layout.painter.ground, width: .pt(0.8)) : look.line
    layout.painter.canvas.addMark(.path(path, fill: look.fill, stroke: edge))
  }
}

/// Lines at 45 degrees across a box, ending at its edges.
func hatching(of box: Box, every distance: Double) -> Path {
  var path = Path()
  let step = distance * 2.0.squareRoot()
  // Lines x + y = c; multiples of the step, so that bars side by side have one pattern.
  var c = ((box.x0 + box.y0) / step).rounded(.up) * step
  while c < box.x1 + box.y1 {
    let (from, to) = (max(box.y0, c - box.x1), min(box.y1, c - box.x0))
    if to > from {
      path.elements.append(.move(Point(c - from, from)))
      path.elements.append(.line(Point(c - to, to)))
    }
    c += step
  }
  return path
}

/// The end of a bar whose true value may lie beyond what is stated: it fades out in slices.
struct OpenEnd {
  var solid: Box
  var slices: [Box] = []
  /// How far it reaches beyond the stated value.
  static let reach = 7.2
  private static let pattern = [(1.3, 1.5), (4.1, 1.1), (6.6, 0.6)]

  init(_ datum: MarkDatum, _ bar: BarPainter.Bar, alongX: Bool) {
    solid = bar.box
    guard datum.openEnd != .none else { return }
    // 'less than' fades out within the bar, which may be shorter.
    var box = bar.box
    if datum.openEnd == .below {
      guard (alongX ? box.width : box.height) > OpenEnd.reach * 1.5 else { return }
      box = OpenEnd.moved(box, by: -OpenEnd.reach, bar, alongX)
      solid = box
    }
    slices = OpenEnd.pattern.map { start, thickness in
      let far = OpenEnd.edge(of: box, bar, alongX)
      let sign = alongX == bar.isNegative ? -1.0 : 1.0
      let from = far + sign * start
      let to = from + sign * thickness
      return alongX
        ? Box(x0: min(from, to), y0: box.y0, x1: max(from, to), y1: box.y1)
        : Box(x0: box.x0, y0: min(from, to), x1: box.x1, y1: max(from, to))
    }
  }

  /// The end that shows the value.
  private static func edge(of box: Box, _ bar: BarPainter.Bar, _ alongX: Bool) -> Double {
    alongX ? (bar.isNegative ? box.x0 : box.x1) : (bar.isNegative ? box.y1 : box.y0)
  }

  private static func moved(_ box: Box, by distance: Double, _ bar: BarPainter.Bar, _ alongX: Bool) -> Box {
    var box = box
    switch (alongX, bar.isNegative) {
    case (true, false): box.x1 += distance
    case (true, true): box.x0 -= distance
    case (false, false): box.y0 -= distance
    case (false, true): box.y1 += distance
    }
    return box
  }
}
