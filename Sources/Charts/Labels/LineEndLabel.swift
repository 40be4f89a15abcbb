import Graphics

/// The name of a series and its last value, at the end of its line.
struct LineEndLabel {
  static let gap = 6.0
  var series: Int
  var block: TextBlock
  /// Whether the line ends where the plot does, so that the label stands beside the plot.
  var isAtEdge: Bool
  var datum: MarkDatum
  var layer: PlotLayer

  static func make(for layout: CartesianLayout) -> [LineEndLabel] {
    var labels: [LineEndLabel] = []
    let lines = layout.panel.layers.filter { $0.mark.kind == .line && $0.namesSeries }
    let known = lines.flatMap { $0.data.filter { $0.y != nil }.compactMap(\.x) }
    guard let first = known.min(), let last = known.max() else { return [] }
    let maximum = layout.width * 0.32
    for layer in lines {
      for series in layout.plot.series.indices {
        guard let name = layout.plot.series[series].name, !labels.contains(where: { $0.series == series }),
          let end = layer.data.last(where: { datum in
            datum.series == series && datum.x != nil && datum.y != nil
              && datum.x == layer.data.filter { $0.series == series && $0.y != nil }.compactMap(\.x).max()
          }), let x = end.x
        else { continue }
        let look = layout.painter.series[series].label(.name)
        guard !look.isHidden, !layout.painter.series[series].isHidden else { continue }
        let text = end.label.map { name + " " + $0 } ?? name
        labels.append(
          LineEndLabel(
            series: series, block: layout.painter.block(text, look, maximum: maximum),
            isAtEdge: last - x <= (last - first) * 0.02, datum: end, layer: layer))
      }
    }
    return labels
  }
}

extension LinePainter {
  func drawLabels() {
    guard layer.labels != .none || layout.naming == .direct else { return }
    var done: Set<Int> = []
    if layout.naming == .direct {
      setEdgeLabels()
      setInnerLabels()
      for label in layout.endLabels { done.insert(label.series) }
    }
    // Of many lines in a small panel, some values would find room and others none.
    let isCrowded =
      layout.painter.isAmongOthers && layer.mark.labels == nil && Set(layer.data.map(\.series)).count > 2
    for (index, datum) in layer.data.enumerated() where !isCrowded {
      guard let label = datum.label, let place = layout.place(datum, layer) else { continue }
      layout.painter.inSeries(datum.series) { drawLabel(label, of: index, at: place, done) }
    }
    noteBreak()
  }

  /// - Parameter done: The series whose last value is printed with their names.
  private func drawLabel(_ label: MarkedText, of index: Int, at place: (x: Double, y: Double), _ done: Set<Int>) {
    let datum = layer.data[index]
    let isLast = isLastOfSeries(index)
    if isLast && done.contains(datum.series) { return }
    let look = layout.painter.series[datum.series].label(.value, datum)
    guard !look.isHidden, !layout.painter.series[datum.series].isHidden else { return }
    let upwards = isHigher(index)
    // The first value can be read off the axis, so it is no loss unless the spec asked for it; nor is any in one panel of
    // many, where lines are compared by their shapes.
    let isOptional = layer.mark.labels == nil && (!isLast || layout.painter.isAmongOthers)
    layout.placeLabel(
      label, look, at: place, distance: 5, isOptional: isOptional,
      sides: isLast
        ? [.right] + (upwards ? [.above, .below, .left] : [.below, .above, .left])
        : (isSlope ? [.left] : []) + (upwards ? [.above, .below] : [.below, .above]))
  }

  /// Whether lines lead from one state to another, with room for values at both sides.
  private var isSlope: Bool {
    if let axis = layout.panel.x, axis.kind == .point { axis.categories.count == 2 } else { false }
  }

  private func isLastOfSeries(_ index: Int) -> Bool {
    let datum = layer.data[index]
    return !layer.data.contains { $0.series == datum.series && $0.y != nil && ($0.x ?? 0) > (datum.x ?? 0) }
  }

  /// Whether a point lies above most others at its place, so that its label is clearer above it.
  private func isHigher(_ index: Int) -> Bool {
    guard let y = layer.data[index].y else { return true }
    let others = layer.data.filter { $0.x == layer.data[index].x && $0.series != layer.data[index].series }.compactMap(
      \.y)
    let below = others.count { $0 < y }
    return below * 2 >= others.count
  }

  /// Beside the plot, each as near to its line's end as the others allow.
  private func setEdgeLabels() {
    let labels = layout.endLabels.filter { $0.isAtEdge && layer.data.contains(datum: $0.datum) }
    var stack: [(label: LineEndLabel, middle: Double)] = labels.compactMap { label in
      layout.place(label.datum, layer).map { (label, $0.y) }
    }
    stack.sort { $0.middle < $1.middle }
    let middles = spread(
      stack.map(\.middle), heights: stack.map { $0.label.block.height + 2 },
      within: (max(layout.area.y0 - 6, 0), layout.area.y1 + 6))
    for (index, entry) in stack.enumerated() {
      let block = entry.label.block
      layout.painter.inSeries(entry.label.series) {
        layout.painter.canvas.add(block, x: layout.area.x1 + LineEndLabel.gap, top: middles[index] - block.height / 2)
      }
    }
  }

  private func setInnerLabels() {
    for label in layout.endLabels where !label.isAtEdge && layer.data.contains(datum: label.datum) {
      guard let place = layout.place(label.datum, layer), let name = layout.plot.series[label.series].name else {
        continue
      }
      let text = label.datum.label.map { name + " " + $0 } ?? name
      layout.painter.inSeries(label.series) {
        layout.placeLabel(text, label.block.look, at: place, distance: 5, sides: [.right, .above, .below])
      }
    }
  }

  /// One small note where the first break is that has room for it.
  private func noteBreak() {
    guard layer.hasBreaks, layer.breakNote != nil || layout.panel.annotations.isEmpty else { return }
    let places = breakPlaces()
    guard !places.isEmpty else { return }
    let note = layer.breakNote ?? MarkedText(text: layout.painter.words.breakInSeries)
    layout.painter.inPart("annotation") { AnnotationPainter(layout: layout).addNote(note, atAnyOf: places) }
  }
}

extension [MarkDatum] {
  fileprivate func contains(datum: MarkDatum) -> Bool {
    contains { $0.series == datum.series && $0.x == datum.x && $0.y == datum.y && $0.piece == datum.piece }
  }
}

/// Moves the middles of things one above another so that none overlap, each as little as possible.
///
/// Neighbours that push each other form a group that stands at the mean of where its members want to be, as in the
/// pool-adjacent-violators method for isotonic regression (Barlow and others, 1972).
func spread(_ middles: [Double], heights: [Double], within limits: (low: Double, high: Double)) -> [Double] {
  struct Group {
    var start: Int
    var count: Int
    /// The sum of where members would have the group's top.
    var wish: Double
    var height: Double
    var top: Double { wish / Double(count) }
  }
  var groups: [Group] = []
  for index in middles.indices {
    groups.append(Group(start: index, count: 1, wish: middles[index] - heights[index] / 2, height: heights[index]))
    while groups.count > 1,
      groups[groups.count - 2].top + groups[groups.count - 2].height > groups[groups.count - 1].top
    {
      let last = groups.removeLast()
      let before = groups.removeLast()
      groups.append(
        Group(
          start: before.start, count: before.count + last.count,
          wish: before.wish + last.wish - before.height * Double(last.count), height: before.height + last.height))
    }
  }
  var result = middles
  var lowest = limits.low
  for group in groups {
    var top = max(group.top, lowest)
    top = max(min(top, limits.high - group.height), lowest)
    for index in group.start..<group.start + group.count {
      result[index] = top + heights[index] / 2
      top += heights[index]
    }
    lowest = top
  }
  return result
}
