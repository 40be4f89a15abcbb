import Geometry
import Graphics

/// Draws points of several series in each category, joined by a line.
struct DumbbellPainter {
  let layout: CartesianLayout
  let layer: PlotLayer

  private var alongX: Bool { layer.isHorizontal }
  static let radius = 3.2

  /// The marks of each category, by value.
  private func rows() -> [[MarkDatum]] {
    var rows: [Double: [MarkDatum]] = [:]
    for datum in layer.data where layout.place(datum, layer) != nil {
      rows[(alongX ? datum.y : datum.x) ?? 0, default: []].append(datum)
    }
    return rows.keys.sorted().map { key in
      (rows[key] ?? []).enumerated().sorted { a, b in
        let (x, y) = (value(a.element), value(b.element))
        return x < y || x == y && a.offset < b.offset
      }.map(\.element)
    }
  }
  private func value(_ datum: MarkDatum) -> Double { (alongX ? datum.x : datum.y) ?? 0 }

  func drawMarks() {
    for row in rows() {
      guard let first = row.first, let last = row.last, let from = layout.place(first, layer),
        let to = layout.place(last, layer)
      else { continue }
      let isClose = self.isClose(row)
      if row.count > 1, !isClose, let stroke = joint(row) {
        layout.painter.canvas.addMark(
          .path(Path.line(from: Point(from.x, from.y), to: Point(to.x, to.y)), fill: nil, stroke: stroke))
        layout.painter.canvas.addObstacle(.segment(from, to, halfWidth: stroke.width.points / 2))
      }
      // What stands out lies above the rest.
      for datum in row.filter({ !isAccent($0) }) + row.filter(isAccent) {
        guard let place = layout.place(datum, layer) else { continue }
        let series = layout.painter.series[datum.series]
        guard !series.isHidden else { continue }
        let shift = isClose ? shift(row, isLower: (value(datum), datum.series) == (value(first), first.series)) : (0, 0)
        layout.painter.inSeries(datum.series) {
          PointPainter.paintOnLine(
            layer.visual(datum)?.shape ?? .circle, x: place.x + shift.0, y: place.y + shift.1,
            radius: DumbbellPainter.radius, series.mark("point", datum, layer.visual(datum)), datum, layout.painter)
        }
      }
    }
  }

  /// Whether two points would lie on one another.
  private func isClose(_ row: [MarkDatum]) -> Bool {
    guard row.count == 2 else { return false }
    return distance(row) < 2 * DumbbellPainter.radius + 0.6
  }

  private func distance(_ row: [MarkDatum]) -> Double {
    guard let a = layout.place(row[0], layer), let b = layout.place(row[1], layer) else { return .infinity }
    return abs(alongX ? b.x - a.x : b.y - a.y)
  }

  /// Moves two points apart across the scale, so that both are whole and each still stands at its value.
  private func shift(_ row: [MarkDatum], isLower: Bool) -> (Double, Double) {
    let (whole, along) = (2 * DumbbellPainter.radius + 0.6, distance(row))
    let across = max(whole * whole - along * along, 0).squareRoot() / 2 * (isLower ? -1 : 1)
    return alongX ? (0, across) : (across, 0)
  }

  private func isAccent(_ datum: MarkDatum) -> Bool {
    datum.emphasis == .accent || layout.plot.series[datum.series].classes.contains("accent")
  }

  /// What joins the points is no series; the sheet knows it as `plot > mark.rule`, and as `plot > mark.range` where it is a
  /// bar.
  private func joint(_ row: [MarkDatum]) -> Stroke? {
    let classes =
      [layout.panel.name == ChartKind.range.rawValue ? "range" : "rule"] + (row.first?.emphasis.classes ?? [])
    return MarkLook(layout.painter.plotContext.child(ChartPart("mark", classes: classes), at: .only)).line
  }

  func drawLabels() {
    if layout.naming == .direct { DumbbellNames.draw(self, rows().first ?? []) }
    guard layer.labels != .none, layout.painter.barsHaveLabels else { return }
    for row in rows() {
      for (index, datum) in row.enumerated() {
        // The outer ones stand beside the marks; those between are read off the axis.
        let isOuter = index == 0 || index == row.count - 1
        guard isOuter, let label = datum.label else { continue }
        layout.painter.inSeries(datum.series) { set(label, datum, isLower: index == 0 && row.count > 1) }
      }
    }
  }

  private func set(_ label: MarkedText, _ datum: MarkDatum, isLower: Bool) {
    guard let place = layout.place(datum, layer) else { return }
    let look = layout.painter.series[datum.series].label(.value, datum)
    guard !look.isHidden, !layout.painter.series[datum.series].isHidden else { return }
    let block = layout.painter.block(label, look)
    let distance = DumbbellPainter.radius + BarPainter.labelGap
    let x: Double
    let top: Double
    if alongX {
      x = isLower ? place.x - distance - block.width : place.x + distance
      top = place.y - look.capHeight / 2
    } else {
      x = place.x - block.width / 2
      top = isLower ? place.y + distance : place.y - distance - look.capHeight
    }
    let box = Canvas.box(of: block, x: x, top: top)
    let tight = Box(x0: box.x0, y0: box.y0, x1: box.x1, y1: box.y0 + look.capHeight)
    guard box.x0 >= layout.area.x0 - 4, box.x1 <= layout.width + 0.01, layout.painter.canvas.isFree(tight) else {
      layout.painter.barLabelsFailed = true
      layout.painter.leftOut.append(label.text)
      return
    }
    layout.painter.canvas.add(block, x: x, top: top, align: !alongX ? .middle : isLower ? .end : .start)
  }
}

/// The names of a dumbbell chart's series, over the points of its first row.
enum DumbbellNames {
  /// Whether the names of two series have room over the first row.
  static func fit(_ layout: CartesianLayout, _ named: [Int]) -> Bool {
    guard named.count == 2, let layer = layout.panel.layers.first, layer.isHorizontal, let axis = layout.panel.x else {
      return false
    }
    let row = layer.data.filter { $0.y == 0 && $0.x != nil }.sorted { ($0.x ?? 0) < ($1.x ?? 0) }
    guard row.count == 2, row[0].series != row[1].series else { return false }
    var range = ScaleRange(start: layout.area.x0, end: layout.width)
    BarLabels.makeRoom(for: layout, in: &range, alongX: true)
    let scale = ContinuousScale(domain: axis.domain, range: range)
    let boxes = row.enumerated().map { index, datum in
      box(layout, datum, isLeft: index == 0, x: scale.position(datum.x ?? 0)) ?? (0, 0)
    }
    return boxes[0].1 + 6 <= boxes[1].0
  }

  /// The left name ends over its point and the right one begins there, as far as the edges of the drawing let them.
  private static func box(
    _ layout: CartesianLayout, _ datum: MarkDatum, isLeft: Bool, x: Double
  ) -> (Double, Double)? {
    guard let name = layout.plot.series[datum.series].name else { return nil }
    let width = layout.painter.block(name, layout.painter.series[datum.series].label(.name)).width
    let wish = isLeft ? x + DumbbellPainter.radius - width : x - DumbbellPainter.radius
    let start = min(max(wish, 0), layout.width - width)
    return (start, start + width)
  }

  static func draw(_ painter: DumbbellPainter, _ row: [MarkDatum]) {
    let layout = painter.layout
    for (index, datum) in row.enumerated() {
      guard let name = layout.plot.series[datum.series].name, let place = layout.place(datum, painter.layer),
        let box = box(layout, datum, isLeft: index == 0, x: place.x)
      else { continue }
      let look = layout.painter.series[datum.series].label(.name)
      guard !look.isHidden else { continue }
      let block = layout.painter.block(name, look)
      layout.painter.inSeries(datum.series) {
        layout.painter.canvas.add(
          block, x: box.0, top: place.y - DumbbellPainter.radius - 4 - block.height, align: index == 0 ? .end : .start)
      }
    }
  }
}
