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
        if axis.spec.ticks ?? false, let stroke = look.tick.line ?? look.domain.line {
          painter.canvas.addLine(
            .path(Path.line(from: Point(area.x0 - 3, y), to: Point(area.x0, y)), fill: nil, stroke: stroke))
        }
        guard layout.showsLabels(axis, look) else { continue }
        let block = painter.block(MarkedText(text: tick.text), look.label)
        let left = look.label.align == .left || look.label.align == .start
        painter.canvas.add(
          block, x: left ? 0 : area.x0 - max(look.padding, 6) - block.width, top: y - look.label.capHeight / 2,
          align: left ? .start : .end, mark: axis.mark)
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
      painter.canvas.add(
        block, x: isRight ? area.x0 - max(look.padding, 6) - 2 - block.width : 0, top: y - height / 2,
        align: isRight ? .end : .start)
    }
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
    var y = area.y1 + layout.tickLength + layout.labelGap
    if axis.isContinuous {
      drawContinuousX(axis, scale, look, y)
    } else if layout.showsLabels(axis, look), case .band(let band) = scale {
      for index in axis.categories.indices {
        guard index < layout.xCategories.count, let block = layout.xCategories[index] else { continue }
        let middle = band.position(index) + band.bandwidth / 2
        let x = min(max(middle - block.width / 2, area.x0), max(layout.width - block.width, area.x0))
        guard painter.canvas.isFreeOfLabels(Canvas.box(of: block, x: x, top: y)) else {
          painter.leftOut.append(axis.categories[index].text.text)
          continue
        }
        painter.canvas.add(block, x: x, top: y, align: .middle)
      }
    }
    guard let title = axis.title, !look.title.isHidden else { return }
    if layout.showsLabels(axis, look) { y = area.y1 + layout.footHeight - look.title.lineHeight - 1 }
    let block = painter.block(title, look.title, maximum: layout.width)
    painter.canvas.add(block, x: max(area.x1 - block.width, 0), top: y, align: .end)
  }

  private func drawContinuousX(_ axis: PlotAxis, _ scale: Scale, _ look: AxisLook, _ top: Double) {
    let isGrid = layout.showsGrid(axis, isX: true)
    var end = -Double.infinity
    for tick in layout.xTicks {
      let x = scale.position(tick.value)
      guard scale.range.contains(x) else { continue }
      if isGrid, let stroke = look.gridline.line, !isBaseline(tick.value, scale, alongX: true) {
        painter.canvas.addGridline(from: (x, area.y0), to: (x, area.y1), stroke)
      }
      if layout.tickLength > 0 || axis.spec.ticks ?? false, let stroke = look.tick.line ?? look.domain.line {
        painter.canvas.addLine(
          .path(Path.line(from: Point(x, area.y1), to: Point(x, area.y1 + 3)), fill: nil, stroke: stroke))
      }
      guard layout.showsLabels(axis, look) else { continue }
      let block = painter.block(MarkedText(text: tick.text), look.label)
      let left = min(max(x - block.width / 2, 0), layout.width - block.width)
      // A label that would touch its neighbour is thinned out; the tick stays.
      guard left > end + 4 else { continue }
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
