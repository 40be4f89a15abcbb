import Geometry
import Graphics

/// Draws what explains colours, sizes and shapes that are no series: ramps, classes, and rows of symbols.
struct GuidePainter {
  let painter: PanelPainter

  /// Those that stand over or under the plot, or at its right.
  enum Side { case top, bottom, right }

  private func guides(_ side: Side) -> [PlotGuide] {
    painter.plot.guides.filter { guide in
      switch guide.spec.orient {
      case .bottom: side == .bottom
      case .right, .left, .topRight, .bottomRight, .topLeft, .bottomLeft: side == .right
      case .none?: false
      case .top, nil: side == .top
      }
    }
  }
  func has(_ side: Side) -> Bool { !guides(side).isEmpty }

  private var look: TextLook { painter.look("legend") }

  /// Draws the guides of a side in rows, and moves `y` under them.
  func draw(_ y: inout Double, side: Side = .top) {
    let look = self.look
    guard !look.isHidden, has(side) else { return }
    painter.inPart("legend") {
      var x = 0.0
      var rowHeight = 0.0
      for guide in guides(side) {
        let entry = Entry(guide, painter: painter, look: look, isUpright: guide.spec.direction == .vertical)
        if x > 0, x + entry.width > painter.width {
          x = 0
          y += rowHeight + 4
          rowHeight = 0
        }
        entry.draw(x: x, y: y)
        x += entry.width + 20
        rowHeight = max(rowHeight, entry.height)
      }
      y += rowHeight + max(look.marginBottom, 6)
    }
  }

  /// What the guides at the right take up beside the plot.
  var rightWidth: Double {
    let look = self.look
    guard !look.isHidden else { return 0 }
    let widths = guides(.right).map {
      Entry($0, painter: painter, look: look, isUpright: $0.spec.direction != .horizontal).width
    }
    return widths.max().map { $0 + 14 } ?? 0
  }

  func drawRight(top: Double) {
    let look = self.look
    guard !look.isHidden, has(.right) else { return }
    painter.inPart("legend") {
      var y = top
      let left = painter.width - rightWidth + 14
      for guide in guides(.right) {
        let entry = Entry(guide, painter: painter, look: look, isUpright: guide.spec.direction != .horizontal)
        entry.draw(x: left, y: y)
        y += entry.height + 10
      }
    }
  }
}

/// One guide at a place.
private struct Entry {
  let guide: PlotGuide
  let painter: PanelPainter
  let look: TextLook
  let isUpright: Bool
  private let title: TextBlock?
  /// For a ramp or classes: places along the bar, 0 to 1, with their words.
  private var ticks: [(share: Double, block: TextBlock)] = []
  /// For symbols: looks with their words.
  private var symbols: [(visual: MarkVisual, block: TextBlock)] = []
  private(set) var width = 0.0
  private(set) var height = 0.0

  private static let symbolGap = 5.0

  init(_ guide: PlotGuide, painter: PanelPainter, look: TextLook, isUpright: Bool) {
    self.guide = guide
    self.painter = painter
    self.look = look
    self.isUpright = isUpright
    var words = guide.title
    if let unit = guide.unit, !unit.isEmpty, let title = words {
      words = title + (unit == "percent" ? ", %" : ", \(unit)")
    }
    title = words.map { painter.block($0, look, maximum: isUpright ? 130 : 180) }
    switch guide.scale.kind {
    case .ramp(let scale, _): makeTicks(scale)
    case .classes(let scale, let values):
      if guide.scale.channel.isColor { makeBounds(scale) } else { makeClassSymbols(scale, values) }
    case .numbers(let scale): makeNumberSymbols(scale)
    case .ordinal(_, let values): makeSymbols(values)
    case .identity: break
    }
    measure()
  }

  private var isBar: Bool { !ticks.isEmpty }
  private var length: Double { min((guide.spec.gradientLength ?? (isUpright ? 130 : 150)) * 0.75, painter.width * 0.6) }
  private var thickness: Double { (guide.spec.gradientThickness ?? 11) * 0.75 }
  private var titleHeight: Double { title.map { $0.height + 4 } ?? 0 }
  private var rowHeight: Double {
    max(look.lineHeight, (symbols.map { reach($0.visual) * 2 + 2 }.max() ?? 0))
  }

  private func words(_ values: [Double]) -> [AxisTick] {
    var axis = guide.axis
    axis.values = values
    axis.domain = (values.min() ?? 0)...max(values.max() ?? 1, values.min() ?? 0)
    return AxisTicks(axis: axis, locale: painter.locale).ticks(room: 5)
  }

  private mutating func makeTicks(_ scale: ContinuousScale) {
    let found =
      guide.axis.values != nil
      ? words(guide.axis.values ?? [])
      : AxisTicks(axis: guide.axis, locale: painter.locale).ticks(room: guide.spec.tickCount ?? 4)
    let isReversed = (scale.range.first ?? 0) > (scale.range.last ?? 1)
    let place = ContinuousScale(scale.transform, domain: scale.domain, range: scale.domain.indices.map { Double($0) })
    let last = Double(max(scale.domain.count - 1, 1))
    ticks = found.map { tick in
      // The bar runs from the lowest value to the highest, whichever colour is first.
      let share = place.position(tick.value) / last
      return (min(max(share, 0), 1), painter.block(MarkedText(text: tick.text), look))
    }
    if isReversed, ticks.isEmpty { return }
  }

  private mutating func makeBounds(_ scale: DiscretizingScale) {
    let found = words(scale.thresholds)
    ticks = found.enumerated().map { index, tick in
      (Double(index + 1) / Double(scale.classCount), painter.block(MarkedText(text: tick.text), look))
    }
  }

  private mutating func makeClassSymbols(_ scale: DiscretizingScale, _ values: [VisualValue]) {
    let bounds = words(scale.thresholds).map(\.text)
    symbols = values.enumerated().prefix(scale.classCount).map { index, value in
      let text =
        index == 0
        ? "< \(bounds.first ?? "")"
        : index < bounds.count
          ? "\(bounds[index - 1]) – \(bounds[index])"
          : "≥ \(bounds.last ?? "")"
      return (visual([value], at: nil), painter.block(MarkedText(text: text), look))
    }
  }

  private mutating func makeNumberSymbols(_ scale: ContinuousScale) {
    let found =
      guide.axis.values != nil
      ? words(guide.axis.values ?? [])
      : AxisTicks(axis: guide.axis, locale: painter.locale).ticks(room: guide.spec.tickCount ?? 4)
    for tick in found {
      guard let value = guide.scale.value(of: tick.value) else { continue }
      if case .number(let size) = value, guide.scale.channel == .size, size < 1 { continue }
      symbols.append((visual([value], at: tick.value), painter.block(MarkedText(text: tick.text), look)))
    }
  }

  private mutating func makeSymbols(_ values: [VisualValue]) {
    for (value, text) in guide.entries {
      guard let own = guide.scale.value(of: value) else { continue }
      var visual = visual([own], at: nil)
      for other in guide.others { if let more = other.value(of: value) { visual.set(more, on: other.channel) } }
      symbols.append((visual, painter.block(text, look, maximum: 160)))
    }
  }

  private func visual(_ values: [VisualValue], at number: Double?) -> MarkVisual {
    var visual = guide.mark.visual
    for value in values { visual.set(value, on: guide.scale.channel) }
    if let number {
      for other in guide.others { if let more = other.value(of: number) { visual.set(more, on: other.channel) } }
    }
    visual.shape = guide.spec.symbolType ?? visual.shape
    if guide.scale.channel != .size { visual.size = guide.spec.symbolSize }
    return visual.overridden(by: guide.spec.symbolLook)
  }

  private var isLine: Bool {
    [MarkSpec.Kind.line, .rule, .trail].contains(guide.mark.kind) || guide.scale.channel == .strokeDash
  }
  private func reach(_ visual: MarkVisual) -> Double {
    isLine ? 8 : guide.scale.channel == .size ? max(PointPainter.radius(visual), 1) : 3.4
  }

  private mutating func measure() {
    if isBar {
      width = isUpright ? thickness + 6 + (ticks.map(\.block.width).max() ?? 0) : length + 8
      height = titleHeight + (isUpright ? length : thickness + 3 + look.capHeight + look.descent)
    } else {
      let widths = symbols.map { reach($0.visual) * 2 + Entry.symbolGap + $0.block.width + 12 }
      let columns = columnCount
      if isUpright || columns > 0 {
        let count = max(columns, 1)
        width = (widths.max() ?? 0) * Double(count)
        height = titleHeight + rowHeight * (Double(symbols.count) / Double(count)).rounded(.up)
      } else {
        var (x, rows) = (0.0, 1.0)
        for own in widths {
          if x > 0, x + own > painter.width {
            x = 0
            rows += 1
          }
          x += own
          width = max(width, x)
        }
        height = titleHeight + rowHeight * rows
      }
    }
    width = max(width, title?.width ?? 0)
  }

  private var columnCount: Int { guide.spec.columns ?? 0 }

  func draw(x: Double, y: Double) {
    if let title { painter.canvas.add(title, x: x, top: y) }
    if isBar { drawBar(x: x, y: y + titleHeight) } else { drawSymbols(x: x, y: y + titleHeight) }
  }

  private func drawBar(x: Double, y: Double) {
    let colors: [ScaledColor]
    switch guide.scale.kind {
    case .ramp(let scale, let source):
      let isReversed = (scale.range.first ?? 0) > (scale.range.last ?? 1)
      colors = (0..<64).map { source.color(at: isReversed ? 1 - (Double($0) + 0.5) / 64 : (Double($0) + 0.5) / 64) }
    case .classes(let scale, let values):
      colors = (0..<scale.classCount).compactMap { index in
        guard !values.isEmpty, case .color(let color) = values[index % values.count] else { return nil }
        return color
      }
    default: return
    }
    let step = length / Double(max(colors.count, 1))
    for (index, color) in colors.enumerated() {
      // Neighbours overlap a little, or the ground would show between them.
      let overlap = index == colors.count - 1 ? 0 : 0.4
      let start = Double(index) * step
      let box =
        isUpright
        ? Box(x0: x, y0: y + length - start - step - overlap, x1: x + thickness, y1: y + length - start)
        : Box(x0: x + start, y0: y, x1: x + start + step + overlap, y1: y + thickness)
      painter.canvas.addMark(
        .path(Path.rectangle(box.rectangle), fill: painter.palette.color(color), stroke: nil))
    }
    var end = -Double.infinity
    for (share, block) in ticks {
      if isUpright {
        let top = y + length * (1 - share) - look.capHeight / 2
        painter.canvas.add(
          block, x: x + thickness + 5, top: min(max(top, y), y + length - look.capHeight), mark: guide.axis.mark)
      } else {
        let left = min(max(x + length * share - block.width / 2, 0), painter.width - block.width)
        guard left > end + 3 else { continue }
        painter.canvas.add(block, x: left, top: y + thickness + 4, align: .middle, mark: guide.axis.mark)
        end = left + block.width
      }
    }
  }

  private func drawSymbols(x: Double, y: Double) {
    let widest = symbols.map { reach($0.visual) }.max() ?? 0
    let columns = isUpright ? max(columnCount, 1) : columnCount
    let columnWidth = width / Double(max(columns, 1))
    var (left, top) = (x, y)
    for (index, symbol) in symbols.enumerated() {
      let half = columns > 0 ? widest : reach(symbol.visual)
      let need = half * 2 + Entry.symbolGap + symbol.block.width
      if columns > 0 {
        left = x + columnWidth * Double(index % columns)
        top = y + rowHeight * Double(index / columns)
      } else if left > x, left + need > painter.width {
        left = x
        top += rowHeight
      }
      let middle = top + rowHeight / 2
      drawSymbol(symbol.visual, x: left + half, y: middle)
      painter.canvas.add(
        symbol.block, x: left + half * 2 + Entry.symbolGap, top: middle - look.capHeight / 2, mark: guide.axis.mark)
      left += need + 12
    }
  }

  private func drawSymbol(_ visual: MarkVisual, x: Double, y: Double) {
    guard let series = painter.series.first else { return }
    if isLine {
      guard let stroke = series.mark("line", nil, visual).line else { return }
      painter.canvas.addMark(.path(Path.line(from: Point(x - 8, y), to: Point(x + 8, y)), fill: nil, stroke: stroke))
      return
    }
    let isPoint = [MarkSpec.Kind.point, .circle, .square].contains(guide.mark.kind)
    var shown = visual
    if !isPoint, guide.scale.channel != .shape { shown.shape = .square }
    let look = PointPainter.look(series, nil, shown, isFilled: isPoint ? guide.mark.isFilled : true)
    PointPainter.paint(
      shown.shape ?? (guide.mark.kind == .square ? .square : .circle), x: x, y: y,
      radius: guide.scale.channel == .size ? PointPainter.radius(visual) : 3.4, look, MarkDatum(), painter)
  }
}
