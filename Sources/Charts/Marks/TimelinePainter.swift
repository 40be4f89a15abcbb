import Geometry
import Graphics
import Styling
import TextShaping

/// Draws dated events: along a line on both sides of it, or one under another where there is no room for that.
struct TimelinePainter {
  let painter: PanelPainter

  struct Event {
    var day: Double
    var date: TextBlock
    var words: TextBlock
    var series: Int
    var datum: MarkDatum
    var shape: PointShape
    var height: Double { date.look.lineHeight + words.height }
    var width: Double { max(date.width, words.width) }
  }

  private func events(width: Double, dateIsBeside: Bool = false) -> [Event] {
    var events: [Event] = []
    for layer in painter.panel.layers {
      for datum in layer.data {
        guard let day = datum.x, let label = datum.label else { continue }
        let series = painter.series[datum.series]
        guard !series.isHidden else { continue }
        events.append(
          Event(
            day: day, date: painter.block(datum.date ?? MarkedText(text: ""), series.label(.name, datum)),
            words: painter.block(label, series.label(.value, datum), maximum: width), series: datum.series,
            datum: datum,
            shape: layer.visual(datum)?.shape ?? .circle
          ))
      }
    }
    return events.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
  }

  /// Draws the events and moves `y` under them.
  func draw(_ y: inout Double) {
    let labelWidth = min(max(painter.width / 4.6, 84), 116)
    let events = events(width: labelWidth)
    if painter.width >= 300, !events.isEmpty {
      let sides = arrange(events)
      if sides.height <= painter.width * 0.72 {
        draw(events, sides, &y)
        return
      }
    }
    drawList(&y)
  }

  // MARK: Along a line

  private struct Sides {
    var scale: TimeScale
    /// For each event, whether it stands above the line, and how far its label's near edge is from it.
    var places: [(isAbove: Bool, distance: Double)]
    var above: Double
    var below: Double
    var height: Double { above + below + TimelinePainter.band }
  }

  private static let nearest = 8.0
  private static let gap = 6.0
  /// Holds the line and the labels of its ticks.
  private static let band = 16.0
  private static let indent = 4.0

  /// Stacks labels from the right to the left, each so high that it is clear of the labels and lines that its words
  /// would run into, on the side where it comes lower.
  private func arrange(_ events: [Event]) -> Sides {
    let low = events.first?.day ?? 0
    let domain = low...max(events.last?.day ?? 1, low + 1)
    // Labels stand to the right of their points; the line ends where all of them stay within the drawing.
    let start = 3.0
    var end = painter.width - 3
    for event in events where event.day > low {
      let share = (event.day - low) / (domain.upperBound - low)
      end = min(end, start + (painter.width - event.width - TimelinePainter.indent - start) / share)
    }
    let scale = TimeScale(domain: domain, range: ScaleRange(start: start, end: end))
    var places = Array(repeating: (isAbove: true, distance: 0.0), count: events.count)
    var reach: [[(x: Double, top: Double)]] = [[], []]
    var outermost = [0.0, 0.0]
    for index in events.indices.reversed() {
      let event = events[index]
      let x = scale.position(event.day)
      let end = x + TimelinePainter.indent + event.width + 8
      let distances = reach.map { side in
        side.filter { $0.x < end }.map { $0.top + TimelinePainter.gap }.max() ?? TimelinePainter.nearest
      }
      let side = distances[1] < distances[0] ? 1 : 0
      places[index] = (side == 0, distances[side])
      let top = distances[side] + event.height
      reach[side].append((x, top))
      outermost[side] = max(outermost[side], top)
    }
    return Sides(scale: scale, places: places, above: outermost[0], below: outermost[1])
  }

  private func draw(_ events: [Event], _ sides: Sides, _ y: inout Double) {
    let line = y + sides.above
    let foot = line + TimelinePainter.band
    painter.inAxis(.x) { drawAxis(sides.scale, line) }
    for (event, place) in zip(events, sides.places) {
      let x = sides.scale.position(event.day)
      let top = place.isAbove ? line - place.distance - event.height : foot + place.distance - TimelinePainter.nearest
      if let stroke = painter.xLook.tick.line ?? painter.xLook.gridline.line {
        let end = place.isAbove ? top : top + event.height
        painter.canvas.addGridline(from: (x, line), to: (x, end), stroke)
      }
      drawPoint(event, x: x, y: line)
      let left = x + TimelinePainter.indent
      painter.inSeries(event.series) {
        painter.canvas.add(event.date, x: left, top: top)
        painter.canvas.add(event.words, x: left, top: top + event.date.look.lineHeight)
      }
    }
    y = foot + sides.below - TimelinePainter.nearest + 2
  }

  private func drawAxis(_ scale: TimeScale, _ y: Double) {
    guard let axis = painter.panel.x, axis.spec.isShown != false, !painter.xLook.isHidden else { return }
    let look = painter.xLook
    if let stroke = look.domain.line {
      painter.canvas.addMark(
        .path(Path.line(from: Point(0, y), to: Point(painter.width, y)), fill: nil, stroke: stroke))
    }
    guard !look.label.isHidden, axis.spec.labels != false else { return }
    var drawn = axis
    drawn.domain = scale.domain
    drawn.resolution = .year
    let ticks = AxisTicks(axis: drawn, locale: painter.locale).ticks(room: min(8, scale.range.length / 45))
    for tick in ticks {
      let block = painter.block(MarkedText(text: tick.text), look.label)
      let x = scale.position(tick.value)
      painter.canvas.add(block, x: max(x - block.width / 2, 0), top: y + 5, align: .middle, mark: axis.mark)
    }
  }

  private func drawPoint(_ event: Event, x: Double, y: Double) {
    let look = painter.series[event.series].mark("point", event.datum)
    painter.inSeries(event.series) {
      PointPainter.paintOnLine(event.shape, x: x, y: y, radius: 2.8, look, event.datum, painter)
    }
  }

  // MARK: One under another

  /// Between two columns of events.
  private static let gutter = 24.0

  private func drawList(_ y: inout Double) {
    let natural = events(width: .infinity)
    let dateWidth = natural.map(\.date.width).max() ?? 0
    let left = dateWidth + 20
    // Short events leave half a wide page empty, so they are set in two columns.
    let narrow = column - left >= 90 && natural.count >= 8 ? events(width: column - left) : []
    let isDouble = !narrow.isEmpty && narrow.allSatisfy { $0.words.lines.count <= 2 }
    let events = isDouble ? narrow : events(width: max(painter.width - left, 40))
    let half = isDouble ? (events.count + 1) / 2 : events.count
    let columns = [Array(events[..<half]), Array(events[half...])]
    // Rows of both columns stand on common lines. Dates say how long after one another events are: space in a list that
    // is cut in two would say it differently in each part.
    var tops: [Double] = []
    for row in 0..<half {
      tops.append(y)
      y += (columns.compactMap { row < $0.count ? $0[row].words.height : nil }.max() ?? 0) + Self.rowGap
    }
    for (index, column) in columns.enumerated() {
      drawColumn(column, x: Double(index) * (self.column + Self.gutter), dateWidth: dateWidth, tops)
    }
    y += 2 - Self.rowGap
  }

  private static let rowGap = 7.0
  /// The width of one of two columns.
  private var column: Double { (painter.width - Self.gutter) / 2 }

  private func drawColumn(_ events: [Event], x: Double, dateWidth: Double, _ tops: [Double]) {
    let lineX = x + dateWidth + 10
    for (event, top) in zip(events, tops) {
      let (date, words) = (event.date, event.words)
      painter.inSeries(event.series) {
        painter.canvas.add(
          date, x: x + dateWidth - date.width, top: top + (words.look.capHeight - date.look.capHeight) / 2, align: .end)
        painter.canvas.add(words, x: lineX + 10, top: top)
      }
    }
    guard let first = tops.first, events.count > 0 else { return }
    let last = tops[events.count - 1]
    let middle = (events.first?.words.look.capHeight ?? 0) / 2
    if let stroke = painter.xLook.tick.line ?? painter.xLook.domain.line {
      let line = Path.line(from: Point(lineX, first + middle), to: Point(lineX, last + middle))
      painter.canvas.addMark(
        .path(line, fill: nil, stroke: Stroke(color: stroke.color, width: max(stroke.width, .pt(0.8)))))
    }
    for (event, top) in zip(events, tops) { drawPoint(event, x: lineX, y: top + middle) }
  }
}
