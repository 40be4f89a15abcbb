import DataModel
import Diagnostics
import Graphics

extension ChartResolver {
  /// Prints the labels that a layer's marks may carry, and enters them into the ledger.
  func printLabels(_ index: Int, _ panel: inout PanelBuild) {
    let layer = panel.layers[index]
    var plotLayer = panel.panel.layers[index]
    defer { panel.panel.layers[index] = plotLayer }
    let text = layer.channels[.text]
    plotLayer.labels = density(plotLayer.mark, text, panel.panel.form)
    if plotLayer.mark.labels == nil, text == nil, saysItself(index, panel) { plotLayer.labels = .none }
    guard plotLayer.labels != .none else { return }

    if plotLayer.mark.kind == .text, let written = plotLayer.mark.text {
      let label = marked(written)
      for place in plotLayer.data.indices { plotLayer.data[place].label = label }
      return
    }
    let quantity: EncodingSpec.Channel? =
      quantitative(
        layer, panel.panel.form == .polar ? [.theta, .radius] : plotLayer.isHorizontal ? [.x, .y] : [.y, .x])
    var format: FigureFormat?
    let written =
      text?.spec.format ?? quantity.flatMap { layer.channels[$0] }.flatMap { $0.spec.format ?? $0.spec.axis.format }
    if let written { format = collect { () throws(Diagnostic) in try readFormat(written) } }

    let wanted = plotLayer.labels == .ends ? lineEnds(plotLayer) : nil
    let largest = panel.figures[index].reduce(0.0) { most, figure in
      max(most, abs((quantity == .x || quantity == .radius ? figure.x : figure.y)?.double ?? 0))
    }
    for place in plotLayer.data.indices {
      if let wanted, !wanted.contains(place) { continue }
      let row = panel.figures[index][place].row
      if let text {
        plotLayer.data[place].label = textLabel(text, layer, row, format)
        if panel.panel.form == .timeline { plotLayer.data[place].date = dateLabel(layer, row) }
      } else if let quantity {
        let figure =
          quantity == .x || quantity == .radius ? panel.figures[index][place].x : panel.figures[index][place].y
        guard var figure else { continue }
        if plotLayer.isNormalized {
          guard let share = share(place, index, quantity, panel) else { continue }
          // What is published as a share of the whole stands as it was published.
          if figure.unit?.text != "percent" || abs(share.double - figure.double) > 1 { figure = share }
        }
        let axis = quantity == .x || quantity == .radius ? panel.panel.x : panel.panel.y
        plotLayer.data[place].label = print(figure, format, axis?.unit ?? .none, largest: largest, layer.spec.range)
      }
    }
  }

  /// Whether the labels of a layer would say what other marks say, or only one end of what the marks show.
  private func saysItself(_ index: Int, _ panel: PanelBuild) -> Bool {
    let layer = panel.panel.layers[index]
    switch layer.mark.kind {
    case .arc: return panel.panel.layers.contains { $0.mark.kind == .text }
    case .bar: return layer.isRanged(layer.isHorizontal)
    default: return false
    }
  }

  /// Which marks carry labels: those that the spec asks for, else those that are usual for their kind.
  func density(_ mark: MarkSpec, _ text: BoundChannel?, _ form: PlotPanel.Form) -> MarkSpec.LabelDensity {
    if let wish = mark.labels { return wish }
    if form == .timeline || text != nil { return .all }
    if form == .dumbbell { return .all }
    switch mark.kind {
    case .bar, .text, .arc: return .all
    case .line: return .ends
    default: return .none
    }
  }

  private func quantitative(_ layer: BoundLayer, _ channels: [EncodingSpec.Channel]) -> EncodingSpec.Channel? {
    channels.first { layer.channels[$0]?.type == .quantitative }
  }

  private func textLabel(
    _ text: BoundChannel, _ layer: BoundLayer, _ row: Int, _ format: FigureFormat?
  ) -> MarkedText? {
    guard let column = text.column else {
      return text.spec.value?.text.map { cited($0, at: text.range) }
    }
    if layer.table.columns[column].type == .number, text.type == .quantitative {
      let figure = collect { () throws(Diagnostic) in try layer.table.figure(row, column) } ?? nil
      return figure.flatMap { print($0, format, .none, largest: abs($0.double), text.range) }
    }
    return layer.table.text(row, column).map { cited($0, at: text.range) }
  }

  /// What part of its stack a mark is, in percent.
  private func share(
    _ place: Int, _ index: Int, _ quantity: EncodingSpec.Channel, _ panel: PanelBuild
  ) -> Figure? {
    let layer = panel.panel.layers[index]
    let own = layer.data[place]
    func figure(_ place: Int) -> Figure? {
      quantity == .x || quantity == .radius ? panel.figures[index][place].x : panel.figures[index][place].y
    }
    let parts = layer.data.indices.filter { other in
      layer.isHorizontal ? layer.data[other].y == own.y : layer.data[other].x == own.x
    }.compactMap(figure)
    return collect { () throws(Diagnostic) in
      guard let part = figure(place), let total = try Aggregate.sum.of(parts, at: layer.range) else { return nil }
      return try Aggregate.share.of([part, total], at: layer.range)
    } ?? nil
  }

  /// The date of an event as precisely as it is written.
  private func dateLabel(_ layer: BoundLayer, _ row: Int) -> MarkedText? {
    guard let column = layer.channels[.x]?.column, let written = layer.table.text(row, column),
      let text = store.locale.date(written, style: .medium)
    else { return nil }
    return recorded(
      PrintedFigure(text: text, entry: LedgerEntry(kind: .date, id: identifier, text: text, value: written)))
  }

  /// Prints a figure for the label of a mark: in its unit as it stands, with no more decimals than the eye can use.
  private func print(
    _ figure: Figure, _ format: FigureFormat?, _ unit: UnitNote, largest: Double, _ range: SourceRange
  ) -> MarkedText? {
    if let format {
      return collect { () throws(Diagnostic) in try store.print(figure, as: format, at: range) }.map { recorded($0) }
    }
    var automatic = FigureFormat(unit == .scaled ? .automatic : unit == .percent ? .percent : .number)
    // Three significant digits of the largest value are what a label can bear.
    let most = largest >= 100 ? 0 : largest >= 10 ? 1 : 2
    if let place = figure.writtenPlace, -place > most, unit != .scaled { automatic.decimals = most }
    return collect { () throws(Diagnostic) in try store.print(figure, as: automatic, at: range) }.map { recorded($0) }
  }

  /// The first and last point of each series, and of the stretches of it that breaks set apart.
  private func lineEnds(_ layer: PlotLayer) -> Set<Int> {
    var first: [Int: Int] = [:]
    var last: [Int: Int] = [:]
    for (place, datum) in layer.data.enumerated() {
      guard let x = datum.x, datum.y != nil else { continue }
      if let known = first[datum.series], let before = layer.data[known].x, before <= x {
      } else {
        first[datum.series] = place
      }
      if let known = last[datum.series], let before = layer.data[known].x, before > x {
      } else {
        last[datum.series] = place
      }
    }
    // Beside an axis, the beginnings of many lines say little and stand in each other's way.
    return layer.mark.labels == nil && first.count > 2 ? Set(last.values) : Set(first.values).union(last.values)
  }

  func makeAnnotations(_ panel: inout PanelBuild) {
    for annotation in panel.spec.annotations {
      let x = annotation.x.flatMap { place($0, panel.panel.x, "x") }
      let y = annotation.y.flatMap { place($0, panel.panel.y, "y") }
      guard x != nil || y != nil else { continue }
      panel.panel.annotations.append(
        PlotAnnotation(x: x, y: y, text: marked(annotation.text), range: annotation.range))
    }
  }

  private func place(_ node: SourceNode, _ axis: PlotAxis?, _ name: String) -> Double? {
    guard let axis else {
      diagnostics.error("chart.no-axis", "the chart has no axis \(name) to stand at", at: node.range)
      return nil
    }
    if axis.isContinuous { return continuousValue(node, axis, "places of annotations") }
    let values = axis.categories.map(\.value)
    if let text = node.text, let place = values.firstIndex(of: text) { return Double(place) }
    diagnostics.error(
      "chart.unknown-value", "the axis \(name) has no '\(node.text ?? "")'", at: node.range,
      hint: node.text.flatMap { didYouMean($0, in: values) })
    return nil
  }
}
