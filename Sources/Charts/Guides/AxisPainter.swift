import Geometry
import Graphics

/// Draws gridlines, ticks, labels and lines of both axes.
struct AxisPainter {
  let layout: CartesianLayout
  private var painter: PanelPainter { layout.painter }
  private var area: Box { layout.area }

  func draw() {
    painter.inAxis(.y) { drawY() }
    painter.inAxis(.x) { drawX() }
  }

  private func drawY() {
    guard let axis = layout.panel.y, let scale = layout.yScale else { return }
    let look = painter.yLook
    guard axis.spec.isShown != false, !look.isHidden else { return }
    if axis.isContinuous {
      let isGrid = layout.showsGrid(axis, isX: false)
      for tick in layout.yTicks {
        let y = scale.position(tick.value)
        guard scale.range.contains(y) else { continue }
        if isGrid, let stroke = look.gridline.line, !isBaseline(tick.value, scale, alongX: false) {
          painter.canvas.addGridline(from: (area.x0, y), to: (area.x1, y), stroke)
        }
        if axis.spec.ticks ?? false { drawTick(atY: y, axis, look) }
        guard layout.showsLabels(axis, look) else { continue }
        let block = painter.block(MarkedText(text: tick.text), look.label)
        let top = y - look.label.capHeight / 2 + (axis.spec.label.offset ?? 0) * 0.75
        if layout.yIsAtRight {
          painter.canvas.add(block, x: area.x1 + layout.yOffset + max(look.padding, 6), top: top, mark: axis.mark)
          continue
        }
        let isLeft =
          axis.spec.label.align.map { $0 == .left } ?? (look.label.align == .left || look.label.align == .start)
        painter.canvas.add(
          block, x: isLeft ? 0 : area.x0 - layout.yOffset - max(look.padding, 6) - block.width, top: top,
          align: isLeft ? .start : .end, mark: axis.mark)
      }
      return
    }
    drawRows(axis, scale, look)
    guard layout.showsLabels(axis, look), case .band(let band) = scale else { return }
    let isRight = look.label.align == .right || look.label.align == .end
    for index in axis.categories.indices {
      let block = layout.yCategories[index]
      let y = band.position(index) + band.bandwidth / 2
      // Capitals, not the whole line, are centred on the bar.
      let height = Double(block.lines.count - 1) * look.label.lineHeight + look.label.capHeight
      if axis.spec.ticks ?? false { drawTick(atY: y, axis, look) }
      if layout.yIsAtRight {
        painter.canvas.add(block, x: area.x1 + layout.yOffset + max(look.padding, 6), top: y - height / 2)
        continue
      }
      painter.canvas.add(
        block, x: isRight ? area.x0 - max(look.padding, 6) - 2 - block.width : 0, top: y - height / 2,
        align: isRight ? .end : .start)
    }
  }

  private func drawTick(atY y: Double, _ axis: PlotAxis, _ look: AxisLook) {
    guard let stroke = look.tick.line ?? look.domain.line else { return }
    let length = (axis.spec.tickSize ?? 4) * 0.75
    let x = layout.yIsAtRight ? area.x1 + layout.yOffset : area.x0 - layout.yOffset - length
    painter.canvas.addLine(
      .path(Path.line(from: Point(x, y), to: Point(x + length, y)), fill: nil, stroke: stroke))
  }

  private func drawTick(atX x: Double, _ axis: PlotAxis, _ look: AxisLook) {
    guard layout.tickLength > 0 || axis.spec.ticks ?? false, let stroke = look.tick.line ?? look.domain.line else {
      return
    }
    let length = (axis.spec.tickSize ?? 4) * 0.75
    let y = layout.xIsOnTop ? area.y0 - layout.xOffset - length : area.y1 + layout.xOffset
    painter.canvas.addLine(
      .path(Path.line(from: Point(x, y), to: Point(x, y + length)), fill: nil, stroke: stroke))
  }

  /// Where points carry their values, a light line leads from the name of each row to them.
  private func drawRows(_ axis: PlotAxis, _ scale: Scale, _ look: AxisLook) {
    guard layout.panel.form == .dumbbell, layout.isHorizontal, painter.xLook.isHidden, case .band(let band) = scale,
      let stroke = look.gridline.line
    else { return }
    for index in axis.categories.indices {
      let y = band.position(index) + band.bandwidth / 2
      painter.canvas.addGridline(from: (area.x0, y), to: (area.x1, y), stroke)
    }
  }

  private func drawX() {
    guard let axis = layout.panel.x, let scale = layout.xScale else { return }
    let look = painter.xLook
    guard axis.spec.isShown != false, !look.isHidden else { return }
    if axis.isContinuous {
      drawContinuousX(axis, scale, look)
    } else if case .band(let band) = scale {
      for index in axis.categories.indices {
        let middle = band.position(index) + band.bandwidth / 2
        if axis.spec.ticks ?? false { drawTick(atX: middle, axis, look) }
        guard layout.showsLabels(axis, look), index < layout.xCategories.count, let block = layout.xCategories[index]
        else { continue }
        drawLabel(block, of: axis.categories[index].text, at: middle)
      }
    }
    guard let title = axis.title, !look.title.isHidden else { return }
    let block = painter.block(title, look.title, maximum: layout.width)
    let foot = layout.footHeight - look.title.lineHeight - 1
    let labelled = layout.showsLabels(axis, look)
    let y =
      layout.xIsOnTop
      ? area.y0 - layout.footHeight : labelled ? area.y1 + foot : area.y1 + layout.tickLength + layout.labelGap
    let isMiddle = axis.spec.titleAnchor == "middle" || axis.spec.titleLook.align == .center
    let isStart = axis.spec.titleAnchor == "start" || axis.spec.titleLook.align == .left
    let x = isStart ? area.x0 : isMiddle ? area.midX - block.width / 2 : area.x1 - block.width
    painter.canvas.add(block, x: max(x, 0), top: y, align: isStart ? .start : isMiddle ? .middle : .end)
  }

  /// A label of x where it touches no other; one that finds no room is left out.
  private func drawLabel(_ block: TextBlock, of text: MarkedText, at middle: Double) {
    let anchor = layout.xAnchor(of: block)
    guard layout.xAngle == 0 else {
      let place = (x: middle, y: layout.xLabelPlace)
      // Turned boxes overlap where the words do not, so the distance of the lines decides.
      painter.canvas.addTurned(block, at: place, anchor: anchor, angle: layout.xAngle)
      return
    }
    let x = min(max(middle - anchor.x, area.x0), max(layout.width - block.width, area.x0))
    let top = layout.xIsOnTop ? layout.xLabelPlace - block.height : layout.xLabelPlace
    guard painter.canvas.isFreeOfLabels(Canvas.box(of: block, x: x, top: top)) else {
      painter.leftOut.append(text.text)
      return
    }
    painter.canvas.add(block, x: x, top: top, align: .middle)
  }

  private func drawContinuousX(_ axis: PlotAxis, _ scale: Scale, _ look: AxisLook) {
    let isGrid = layout.showsGrid(axis, isX: true)
    var end = -Double.infinity
    for tick in layout.xTicks.sorted(by: { scale.position($0.value) < scale.position($1.value) }) {
      let x = scale.position(tick.value)
      guard scale.range.contains(x) else { continue }
      if isGrid, let stroke = look.gridline.line, !isBaseline(tick.value, scale, alongX: true) {
        painter.canvas.addGridline(from: (x, area.y0), to: (x, area.y1), stroke)
      }
      drawTick(atX: x, axis, look)
      guard layout.showsLabels(axis, look) else { continue }
      let block = painter.block(MarkedText(text: tick.text), look.label)
      if layout.xAngle != 0 {
        painter.canvas.addTurned(
          block, at: (x, layout.xLabelPlace), anchor: layout.xAnchor(of: block), angle: layout.xAngle, mark: axis.mark)
        continue
      }
      let left = min(max(x - layout.xAnchor(of: block).x, 0), layout.width - block.width)
      // A label that would touch its neighbour is thinned out; the tick stays.
      guard left > end + 4 || axis.spec.labelOverlap == false else { continue }
      let top = layout.xIsOnTop ? layout.xLabelPlace - block.height : layout.xLabelPlace
      painter.canvas.add(block, x: left, top: top, align: .middle, mark: axis.mark)
      end = left + block.width
    }
  }

  /// Zero has a line of its own.
  private func isBaseline(_ value: Double, _ scale: Scale, alongX: Bool) -> Bool {
    guard scale.hasZero, value == 0, !alongX || layout.isHorizontal else { return false }
    return baseLook(alongX) != nil
  }

  /// The line at zero of one axis is the line of the other.
  private func baseLook(_ alongX: Bool) -> Stroke? {
    // Points are places and not lengths, so nothing begins at zero.
    guard layout.panel.form != .dumbbell else { return nil }
    let other = alongX ? layout.panel.y : layout.panel.x
    let look = alongX ? painter.yLook : painter.xLook
    guard other == nil || other?.spec.domain != false else { return nil }
    return look.domain.line
  }

  /// The zero line, over the marks; or the line on which dates and numbers of x stand.
  func drawLines() {
    painter.inPart("domain") { drawZeroLines() }
  }

  private func drawZeroLines() {
    if let scale = layout.yScale, scale.hasZero, let stroke = baseLook(false) {
      level(scale.position(0), stroke)
    } else if layout.panel.y?.isContinuous ?? true, let axis = layout.panel.x,
      axis.spec.isShown != false, axis.isContinuous || axis.spec.domain == true,
      axis.spec.domain ?? !layout.showsGrid(axis, isX: true), var stroke = painter.xLook.domain.line
    {
      // A line in ink means zero; this one only carries the ticks.
      if let light = painter.xLook.tick.line ?? painter.xLook.gridline.line { stroke = light }
      level(area.y1, stroke)
    }
    if let scale = layout.xScale, scale.hasZero, layout.isHorizontal,
      let stroke = baseLook(true)
    {
      let x = scale.position(0)
      painter.canvas.addLine(
        .path(Path.line(from: Point(x, area.y0), to: Point(x, area.y1)), fill: nil, stroke: stroke))
      painter.canvas.addObstacle(.segment((x, area.y0), (x, area.y1), halfWidth: stroke.width.points / 2))
    }
  }

  private func level(_ y: Double, _ stroke: Stroke) {
    painter.canvas.addLine(.path(Path.line(from: Point(area.x0, y), to: Point(area.x1, y)), fill: nil, stroke: stroke))
    painter.canvas.addObstacle(.segment((area.x0, y), (area.x1, y), halfWidth: stroke.width.points / 2))
  }
}
