import DataModel
import Diagnostics

extension ChartResolver {
  /// Lists the series of all layers; a value of colour is one series in every layer that shows it.
  func makeSeries(_ build: inout PlotBuild) {
    var known: [[Int]: [[String: Int]]] = [:]
    for panel in build.panels.indices {
      let (template, group) = (build.panels[panel].template, build.panels[panel].panel.legend)
      let isShared = build.panels.count { $0.panel.legend == group } > 1
      // Panels of one facet have the series of all its rows.
      let layers = isShared ? build.templates[template] : build.panels[panel].layers
      let key = isShared ? [template, group] : [template, group, panel]
      let series = known[key] ?? makeSeries(of: layers, group, &build.plot)
      build.panels[panel].seriesOfLayer = series
      known[key] = series
    }
  }

  private func makeSeries(of layers: [BoundLayer], _ group: Int, _ plot: inout Plot) -> [[String: Int]] {
    let before = plot.series.count
    let series = layers.map { layer in
      seriesColumn(of: layer).map { column, channel in
        makeSeries(of: layer, column, channel, group, &plot)
      } ?? ["": makeSeries(of: layer, group, &plot)]
    }
    markSides(layers, series, &plot)
    // Series with names have a place that no other of the legend has; those without only need one of their own here.
    var place = Set(series.flatMap(\.values)).count { $0 < before }
    for index in plot.series.indices.dropFirst(before) {
      let named = plot.series[..<index].filter { $0.group == group && !$0.value.isEmpty }
      let next = named.map { $0.place + 1 }.max() ?? 0
      plot.series[index].place = plot.series[index].value.isEmpty ? place : max(place, next)
      place += 1
    }
    return series
  }

  /// Says of the answers to a question on which side of the neutral one they are, and how far from it.
  private func markSides(_ layers: [BoundLayer], _ series: [[String: Int]], _ plot: inout Plot) {
    for (layer, places) in zip(layers, series) {
      guard
        [EncodingSpec.Channel.x, .y].contains(where: { layer.channels[$0]?.spec.stack.mode == .divergingNormalize })
      else { continue }
      let order = Set(places.values).sorted()
      let half = order.count / 2
      for (place, index) in order.enumerated() {
        let isMiddle = order.count % 2 == 1 && place == half
        let distance = place < half ? half - place : place - (order.count - 1 - half)
        // One answer to each side is as strong as the stronger of two.
        let level = min(half == 1 ? 2 : distance, 3)
        plot.series[index].classes.append(isMiddle ? "middle" : "\(place < half ? "low" : "high")-\(level)")
      }
    }
  }

  /// The one series of a layer whose marks are alike, which a constant colour may name.
  private func makeSeries(of layer: BoundLayer, _ group: Int, _ plot: inout Plot) -> Int {
    let constant = layer.channels[.color]?.spec
    let value = constant?.datum?.text ?? ""
    if let known = plot.series.firstIndex(where: { $0.value == value && $0.group == group && !value.isEmpty }) {
      return known
    }
    let color = constantColor(layer)
    // The parts of one mark, such as the box and the whiskers of a box plot, are one series.
    if value.isEmpty, let last = plot.series.indices.last, plot.series[last].value.isEmpty,
      plot.series[last].group == group, plot.series[last].mark == layer.spec.mark.range
    {
      return last
    }
    plot.series.append(
      PlotSeries(
        value: value, group: group,
        name: value.isEmpty
          ? nil : constant?.legend.labelTexts[value].map { marked($0) } ?? cited(value, at: constant?.range),
        classes: layer.spec.mark.classes, color: color, mark: layer.spec.mark.range))
    return plot.series.count - 1
  }

  /// A series for each value of a column.
  ///
  /// - Returns: The place of each.
  private func makeSeries(
    of layer: BoundLayer, _ column: Int, _ channel: EncodingSpec.Channel, _ group: Int, _ plot: inout Plot
  ) -> [String: Int] {
    var values: [String] = []
    var seen: Set<String> = []
    for row in 0..<layer.table.rowCount {
      if let text = layer.table.text(row, column), seen.insert(text).inserted { values.append(text) }
    }
    let bound = layer.channels[channel]
    if let domain = bound?.spec.scale.domain {
      let wanted = domain.compactMap { node in node.text.map { SpecText(text: $0, range: node.range) } }
      values = explicit(wanted, of: values)
    } else {
      values = sortedSeries(values, bound?.spec.sort ?? .automatic, isOrdinal: bound?.spec.type == .ordinal)
    }
    let colors = seriesColors(bound, channel, count: values.count, layer)
    // Bars coloured by their own category need no second name.
    let repeatsAxis = [EncodingSpec.Channel.x, .y].contains { layer.channels[$0]?.column == column }
    let labels = bound?.spec.legend.labelTexts ?? [:]
    reportUnused(labels, values)
    var places: [String: Int] = [:]
    for (order, value) in values.enumerated() {
      if let known = plot.series.firstIndex(where: { $0.value == value && $0.group == group && !value.isEmpty }) {
        places[value] = known
        continue
      }
      places[value] = plot.series.count
      let name = repeatsAxis ? nil : labels[value].map { marked($0) } ?? cited(value, at: bound?.range)
      plot.series.append(
        PlotSeries(
          value: value, group: group, name: name, classes: layer.spec.mark.classes,
          color: colors.isEmpty ? channel.isColor ? nil : constantColor(layer) : colors[order % colors.count]))
    }
    if let spec = bound?.spec.legend, plot.legends[group].spec.isShown == nil {
      plot.legends[group] = PlotLegend(spec: spec, title: (spec.title ?? bound?.spec.title).map { marked($0) })
    }
    return places
  }

  /// What the spec says of the colours of series: a range or scheme, or steps of a ramp where the series have an order.
  private func seriesColors(
    _ bound: BoundChannel?, _ channel: EncodingSpec.Channel, count: Int, _ layer: BoundLayer
  ) -> [ScaledColor] {
    guard let bound, channel.isColor else { return [] }
    let scale = bound.spec.scale
    guard scale.range != nil || scale.scheme != nil || bound.spec.type == .ordinal else { return [] }
    return discreteLooks(channel, bound, count: count, [layer]).compactMap { look in
      if case .color(let color) = look { color } else { nil }
    }
  }

  /// The column that tells a layer's series apart, and the channel that shows it.
  func seriesColumn(of layer: BoundLayer) -> (column: Int, channel: EncodingSpec.Channel)? {
    for channel in [EncodingSpec.Channel.color, .fill, .stroke, .shape, .strokeDash, .xOffset, .yOffset] {
      guard let bound = layer.channels[channel], let column = bound.column else { continue }
      if channel == .xOffset || channel == .yOffset { return (column, channel) }
      let scale = bound.spec.scale
      guard bound.isDiscrete, scale.kind?.0.isDiscretizing != true, !scale.isIdentity, bound.spec.fieldTest == nil
      else { continue }
      // An edge of another colour is a look of a mark; a line has nothing but its edge.
      if channel == .stroke, ![MarkSpec.Kind.line, .rule, .tick, .trail].contains(layer.spec.mark.kind) { continue }
      return (column, channel)
    }
    return nil
  }

  /// The colour that all marks of a layer have by the spec.
  private func constantColor(_ layer: BoundLayer) -> ScaledColor? {
    for channel in [EncodingSpec.Channel.color, .fill, .stroke] {
      if let node = layer.channels[channel]?.spec.value, layer.channels[channel]?.column == nil {
        return ScaledColor.read(node, into: &diagnostics)
      }
    }
    let visual = layer.spec.mark.visual
    return visual.color ?? visual.fill ?? visual.stroke
  }

  func sortedSeries(_ values: [String], _ sort: SortSpec, isOrdinal: Bool = false) -> [String] {
    switch sort {
    case .automatic: return isOrdinal ? values.sorted(by: precedes) : values
    case .none: return values
    case .ascending: return values.sorted(by: precedes)
    case .descending: return values.sorted { precedes($1, $0) }
    case .values(let texts):
      let first = explicit(texts, of: values)
      return first + values.filter { !first.contains($0) }
    case .field(let field, _, _):
      diagnostics.error(
        "chart.unsupported-value", "series cannot be sorted by another column", at: field.range,
        hint: "list them in 'sort'")
      return values
    case .channel(_, _, let range):
      diagnostics.error(
        "chart.unsupported-value", "series cannot be sorted by an axis", at: range, hint: "list them in 'sort'")
      return values
    }
  }

  /// Makes what the spec names stand out, and the rest step back.
  func applyHighlight(_ build: inout PlotBuild) {
    guard !spec.highlight.isEmpty else { return }
    for text in spec.highlight {
      var isFound = false
      for index in build.plot.series.indices
      where build.plot.series[index].value == text.text || build.plot.series[index].name?.text == text.text {
        build.plot.series[index].classes.append("accent")
        isFound = true
      }
      for panel in build.panels.indices {
        isFound = build.panels[panel].panel.highlightCategory(text.text, .x) || isFound
        isFound = build.panels[panel].panel.highlightCategory(text.text, .y) || isFound
      }
      isFound = highlightFacet(text.text, &build) || isFound
      if !isFound {
        let categories = build.panels.flatMap { ($0.panel.x?.categories ?? []) + ($0.panel.y?.categories ?? []) }
        let names =
          build.plot.series.map(\.value).filter { !$0.isEmpty } + categories.map(\.value)
          + build.panels.flatMap(\.panel.facetValues)
        diagnostics.error(
          "chart.unknown-value", "nothing in the chart is called '\(text.text)'", at: text.range,
          hint: didYouMean(text.text, in: names))
      }
    }
    build.plot.hasHighlight = true
    if build.plot.series.contains(where: { $0.classes.contains("accent") }) {
      for index in build.plot.series.indices
      where !build.plot.series[index].value.isEmpty && !build.plot.series[index].classes.contains("accent") {
        build.plot.series[index].classes.append("context")
      }
    }
  }
}

extension ChartResolver {
  /// Makes the marks of the panels of a value stand out.
  private func highlightFacet(_ text: String, _ build: inout PlotBuild) -> Bool {
    guard build.panels.contains(where: { $0.panel.facetValues.contains(text) }) else { return false }
    for index in build.panels.indices {
      let isMeant = build.panels[index].panel.facetValues.contains(text)
      build.panels[index].panel.forEachDatum { datum, _ in
        if isMeant { datum.emphasis = .accent } else if datum.emphasis == .none { datum.emphasis = .context }
      }
    }
    return true
  }
}

extension PlotPanel {
  /// Makes the marks of a category stand out.
  ///
  /// - Returns: Whether there is such a category.
  fileprivate mutating func highlightCategory(_ text: String, _ channel: EncodingSpec.Channel) -> Bool {
    guard let place = self[channel]?.categories.firstIndex(where: { $0.value == text || $0.text.text == text }) else {
      return false
    }
    self[channel]?.categories[place].isHighlighted = true
    forEachDatum { datum, _ in
      guard let value = channel == .x ? datum.x : datum.y else { return }
      if Int(value) == place {
        datum.emphasis = .accent
      } else if datum.emphasis == .none {
        datum.emphasis = .context
      }
    }
    return true
  }
}
