import Geometry
import Graphics

/// Draws a hundred squares in ten rows from the foot upwards, of which each series has as many as it has percent, and beside
/// them what each stands for.
struct WafflePainter {
  let painter: PanelPainter
  private static let gap = 1.4
  private var side: Double { min(max(painter.width * 0.034, 7), 12) }
  private var extent: Double { side * 10 + WafflePainter.gap * 9 }

  func draw(_ y: inout Double) {
    guard let layer = painter.panel.layers.first else { return }
    let parts = layer.data.filter { $0.x != nil && !painter.series[$0.series].isHidden }
    let top = y
    let counts = WafflePainter.squares(parts.map { abs(($0.x ?? 0) - ($0.x2 ?? 0)) })
    var cell = 0
    for (part, count) in zip(parts, counts) {
      painter.inSeries(part.series) { for _ in 0..<count { drawSquare(&cell, part, top) } }
    }
    y = top + extent
    drawKey(parts, top, &y)
  }

  private func drawSquare(_ cell: inout Int, _ part: MarkDatum, _ top: Double) {
    let step = side + WafflePainter.gap
    let x = Double(cell % 10) * step
    let y = top + extent - side - Double(cell / 10) * step
    cell += 1
    let look = painter.series[part.series].mark("bar", part)
    guard !look.isHidden, let fill = look.fill else { return }
    var box = Box(x0: x, y0: y, x1: x + side, y1: y + side)
    var stroke: Stroke?
    if part.isEstimate {
      box = box.grown(by: -0.5)
      stroke = Stroke(color: fill, width: .pt(1))
    }
    painter.canvas.addMark(
      .path(
        Path.rectangle(box.rectangle), fill: part.isEstimate ? fill.mixed(with: painter.ground, 0.75) : fill,
        stroke: stroke))
  }

  /// The parts with their names and shares, in the order of the squares from the top.
  private func drawKey(_ parts: [MarkDatum], _ top: Double, _ foot: inout Double) {
    let left = extent + 16
    var y = top
    for part in parts.reversed() {
      let series = painter.series[part.series]
      let name = painter.plot.series[part.series].name ?? MarkedText(text: "")
      let look = series.label(.name, part)
      guard !look.isHidden else { continue }
      let text = part.label.map { name.text.isEmpty ? $0 : name + " " + $0 } ?? name
      let block = painter.block(text, look, maximum: max(painter.width - left - side - 5, 40))
      painter.inSeries(part.series) {
        let fill = series.mark("bar", part).fill
        let box = Box(x0: left, y0: y, x1: left + side, y1: y + side)
        painter.canvas.addMark(.path(Path.rectangle(box.rectangle), fill: fill, stroke: nil))
        painter.canvas.add(block, x: left + side + 5, top: y + (side - look.capHeight) / 2)
      }
      y += max(block.lineHeight, side) + 4
    }
    foot = max(foot, y - 4)
  }

  /// How many of a hundred squares each share gets: whole ones first, then one each to the largest remainders (Hamilton's
  /// method of apportionment).
  static func squares(_ shares: [Double]) -> [Int] {
    let total = shares.reduce(0, +)
    guard total > 0 else { return shares.map { _ in 0 } }
    let exact = shares.map { $0 / total * 100 }
    var counts = exact.map { Int($0) }
    let order = exact.indices.sorted { a, b in
      let (x, y) = (exact[a] - exact[a].rounded(.down), exact[b] - exact[b].rounded(.down))
      return x > y || x == y && a < b
    }
    for index in order.prefix(100 - counts.reduce(0, +)) { counts[index] += 1 }
    return counts
  }
}
