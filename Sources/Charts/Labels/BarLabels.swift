import Graphics

/// The values at the ends of bars, or inside the parts of stacks.
extension BarPainter {
  static let labelGap = 3.5

  func drawLabels() {
    guard layer.labels != .none, layout.painter.barsHaveLabels else { return }
    for datum in layer.data {
      layout.painter.inSeries(datum.series) { drawLabel(datum) }
    }
  }

  private func drawLabel(_ datum: MarkDatum) {
    let look = layout.painter.series[datum.series].label(.value, datum)
    guard !look.isHidden, !layout.painter.series[datum.series].isHidden else { return }
    guard let bar = bar(datum) else {
      if layer.isHorizontal ? datum.x == nil : datum.y == nil { drawMissing(datum, look) }
      return
    }
    guard let label = datum.label else { return }
    if layer.isStacked { drawInside(bar, datum, label, look) } else { drawAtEnd(bar, datum, label, look) }
  }

  /// The width that a label upright over a bar may take.
  var room: Double {
    guard !layer.isHorizontal, case .band(let band)? = layout.xScale else { return .infinity }
    return layer.slotCount > 1 ? band.bandwidth / Double(layer.slotCount) + 1 : abs(band.step) - 3
  }

  private func drawAtEnd(_ bar: Bar, _ datum: MarkDatum, _ label: MarkedText, _ look: TextLook) {
    let block = layout.painter.block(label, look, maximum: room)
    let reach = datum.openEnd == .above ? OpenEnd.reach : 0
    let gap = BarPainter.labelGap + reach
    let place: (x: Double, y: Double)
    if layer.isHorizontal {
      place = (
        bar.isNegative ? bar.box.x0 - gap - block.width : bar.box.x1 + gap,
        bar.box.midY - look.capHeight / 2
          - Double(block.lines.count - 1) * look.lineHeight / 2
      )
    } else {
      // Figures have no descenders, so the gap is measured from the baseline.
      place = (
        bar.box.midX - block.width / 2,
        bar.isNegative ? bar.box.y1 + gap : bar.box.y0 - gap - block.height + look.descent
      )
    }
    let box = Canvas.box(of: block, x: place.x, top: place.y)
    let fits =
      box.x0 >= -0.01 && box.x1 <= layout.width + 0.01 && block.lines.count <= 2
      && layout.painter.canvas.isFreeOfLabels(box.grown(x: 0, y: -look.descent), margin: 0.3)
      && !isBlocked(box.grown(x: 0, y: -look.descent))
    guard fits else {
      layout.painter.barLabelsFailed = true
      layout.painter.leftOut.append(label.text)
      return
    }
    layout.painter.canvas.add(
      block, x: place.x, top: place.y, align: !layer.isHorizontal ? .middle : bar.isNegative ? .end : .start)
  }

  /// Whether another mark lies where the label would.
  private func isBlocked(_ box: Box) -> Bool {
    layout.painter.canvas.obstacles.contains { $0.touches(box) }
  }

  private func drawInside(_ bar: Bar, _ datum: MarkDatum, _ label: MarkedText, _ look: TextLook) {
    var look = look
    let fill = layout.painter.series[datum.series].mark("bar", datum, layer.visual(datum)).fill ?? layout.painter.ground
    let under = datum.isEstimate ? fill.mixed(with: layout.painter.ground, 0.75) : fill
    look.color =
      [layout.painter.ground, look.color].max { under.contrast(with: $0) < under.contrast(with: $1) } ?? look.color
    look.color = look.color.legible(on: under)
    let block = layout.painter.block(label, look)
    let box = Canvas.box(of: block, x: bar.box.midX - block.width / 2, top: bar.box.midY - look.capHeight / 2)
    guard bar.box.grown(x: -2, y: -0.4).contains(box),
      layout.painter.canvas.isFreeOfLabels(box, margin: 0)
    else {
      layout.painter.leftOut.append(label.text)
      return
    }
    layout.painter.canvas.add(block, x: box.x0, top: box.y0, align: .middle, isOnMark: true)
  }

  /// A category without a value says so where its bar would begin.
  private func drawMissing(_ datum: MarkDatum, _ look: TextLook) {
    var look = look
    look.color = layout.painter.look("annotation").color
    guard let scale = layer.isHorizontal ? layout.xScale : layout.yScale else { return }
    var zero = datum
    if layer.isHorizontal { zero.x = 0 } else { zero.y = 0 }
    guard let bar = bar(zero), !layer.isStacked else { return }
    let block = layout.painter.block(MarkedText(text: layout.painter.words.noData), look, maximum: room)
    let x = layer.isHorizontal ? scale.baseline + BarPainter.labelGap : bar.box.midX - block.width / 2
    let top =
      layer.isHorizontal
      ? bar.box.midY - look.capHeight / 2 : scale.baseline - BarPainter.labelGap - block.height + look.descent
    let box = Canvas.box(of: block, x: x, top: top)
    guard layout.painter.canvas.isFreeOfLabels(box) else { return }
    layout.painter.canvas.add(block, x: x, top: top, align: layer.isHorizontal ? .start : .middle)
  }
}

enum BarLabels {
  /// Shortens the range of a scale so that the values at the ends of bars stay within the plot.
  ///
  /// - Parameter alongX: Whether the range runs from left to right; otherwise from the foot upwards.
  static func makeRoom(for layout: CartesianLayout, in range: inout ScaleRange, alongX: Bool) {
    guard let axis = alongX ? layout.panel.x : layout.panel.y, axis.kind == .linear, !axis.scale.isReversed else {
      return
    }
    let span = axis.domain.upperBound - axis.domain.lowerBound
    guard span > 0 else { return }
    let whole = range
    let key = ScaleRoom(group: axis.scaleGroup, isX: alongX, length: whole.length)
    let ends = layout.painter.chart.room(for: key) { room(for: layout, axis, whole, alongX) }
    guard let ends else {
      layout.painter.barLabelsFailed = true
      return
    }
    let sign = whole.end < whole.start ? -1.0 : 1.0
    range = ScaleRange(start: whole.start + sign * ends.low, end: whole.start + sign * ends.high)
  }

  /// Where a scale begins and ends within its room, so that the values of all panels that share it stay within theirs;
  /// nil if too little would be left.
  private static func room(
    for layout: CartesianLayout, _ axis: PlotAxis, _ whole: ScaleRange, _ alongX: Bool
  ) -> ScaleRoom.Ends? {
    let span = axis.domain.upperBound - axis.domain.lowerBound
    // Distances are counted from the start of the range towards its end.
    var low = 0.0
    var high = whole.length
    let isLabelled = layout.painter.barsHaveLabels || layout.panel.form == .dumbbell
    for _ in 0..<2 {
      for layer in layout.panels(on: axis, isX: alongX).flatMap(\.layers) where !layer.isStacked {
        let isDumbbell = layout.panel.form == .dumbbell
        guard isDumbbell || layer.mark.kind == .bar && layer.isHorizontal == alongX else { continue }
        for datum in layer.data {
          guard let value = alongX ? datum.x : datum.y, axis.domain.contains(value) else { continue }
          let fraction = (value - axis.domain.lowerBound) / span
          var need = datum.openEnd == .above ? OpenEnd.reach : 0
          if isLabelled, let label = datum.label {
            let look = layout.painter.series[datum.series].label(.value, datum)
            if !look.isHidden {
              need += BarPainter.labelGap + 1
              if alongX {
                need += look.width(of: label.text)
              } else {
                let room = BarPainter(layout: layout, layer: layer).room
                need += layout.painter.block(label, look, maximum: room).height
              }
            }
          }
          if isDumbbell { need += 4 }
          if isDumbbell || value >= 0 {
            // low + fraction × (high − low) + need ≤ whole
            if fraction > 0 { high = min(high, low + (whole.length - need - low) / fraction) }
          }
          if isDumbbell || value < 0 {
            if fraction < 1 { low = max(low, (need - fraction * high) / (1 - fraction)) }
          }
        }
      }
    }
    return high - low < whole.length * 0.4 ? nil : ScaleRoom.Ends(low: low, high: high)
  }
}

/// The room of a scale, the same for panels that share it and are equally large.
struct ScaleRoom: Hashable {
  struct Ends {
    var low: Double
    var high: Double
  }
  var group: Int
  var isX: Bool
  var length: Double
}
