import DataModel
import Diagnostics

extension ChartResolver {
  /// Lists the series of all layers; a value of colour is one series in every layer that shows it.
  func makeSeries(_ build: inout PlotBuild) {
    for index in build.layers.indices {
      let layer = build.layers[index]
      guard let (column, channel) = seriesColumn(of: layer) else {
        // The layer's marks are alike: they are one series, which a constant colour may name.
        let constant = layer.channels[.color]?.spec
        let value = constant?.datum?.text ?? ""
        if let known = build.plot.series.firstIndex(where: { $0.value == value && !value.isEmpty }) {
          build.seriesOfLayer[index] = ["": known]
          continue
        }
        build.seriesOfLayer[index] = ["": build.plot.series.count]
        build.plot.series.append(
          PlotSeries(
            value: value,
            name: value.isEmpty
              ? nil : constant?.legend.labelTexts[value].map { marked($0) } ?? cited(value, at: constant?.range),
            classes: layer.spec.mark.classes, color: layer.spec.mark.color ?? constantColor(layer)))
        continue
      }
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
        values = sortedSeries(values, bound?.spec.sort ?? .automatic)
      }
      // Bars coloured by their own category need no second name.
      let repeatsAxis = [EncodingSpec.Channel.x, .y].contains { layer.channels[$0]?.column == column }
      let labels = bound?.spec.legend.labelTexts ?? [:]
      reportUnused(labels, values)
      var places: [String: Int] = [:]
      for (order, value) in values.enumerated() {
        if let known = build.plot.series.firstIndex(where: { $0.value == value && !value.isEmpty }) {
          places[value] = known
          continue
        }
        places[value] = build.plot.series.count
        let name = repeatsAxis ? nil : labels[value].map { marked($0) } ?? cited(value, at: bound?.range)
        let range = bound?.spec.scale.range ?? []
        build.plot.series.append(
          PlotSeries(
            value: value, name: name, classes: layer.spec.mark.classes,
            color: order < range.count && channel == .color ? range[order] : layer.spec.mark.color))
      }
      build.seriesOfLayer[index] = places
      if let spec = bound?.spec.legend, build.plot.legend.isShown == nil {
        build.plot.legend = spec
        build.plot.legendTitle = (spec.title ?? bound?.spec.title).map { marked($0) }
      }
    }
  }

  /// The column that tells a layer's series apart, and the channel that shows it.
  func seriesColumn(of layer: BoundLayer) -> (column: Int, channel: EncodingSpec.Channel)? {
    for channel in [EncodingSpec.Channel.color, .shape, .xOffset, .yOffset] {
      if let column = layer.channels[channel]?.column { return (column, channel) }
    }
    return nil
  }

  private func constantColor(_ layer: BoundLayer) -> SpecText? {
    guard let node = layer.channels[.color]?.spec.value, let text = node.text else { return nil }
    return SpecText(text: text, range: node.range)
  }

  private func sortedSeries(_ values: [String], _ sort: SortSpec) -> [String] {
    switch sort {
    case .automatic, .none: return values
    case .ascending: return values.sorted()
    case .descending: return values.sorted(by: >)
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
    var names: [String] = []
    for text in spec.highlight {
      var isFound = false
      for index in build.plot.series.indices
      where build.plot.series[index].value == text.text || build.plot.series[index].name?.text == text.text {
        build.plot.series[index].classes.append("accent")
        isFound = true
      }
      isFound = highlightCategory(text.text, .x, &build) || isFound
      isFound = highlightCategory(text.text, .y, &build) || isFound
      if !isFound {
        names = build.plot.series.map(\.value).filter { !$0.isEmpty }
        names += (build.plot.x?.categories ?? []).map(\.value) + (build.plot.y?.categories ?? []).map(\.value)
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

  private func highlightCategory(
    _ text: String, _ channel: EncodingSpec.Channel, _ build: inout PlotBuild
  ) -> Bool {
    guard var axis = channel == .x ? build.plot.x : build.plot.y,
      let place = axis.categories.firstIndex(where: { $0.value == text || $0.text.text == text })
    else { return false }
    axis.categories[place].isHighlighted = true
    if channel == .x { build.plot.x = axis } else { build.plot.y = axis }
    for layer in build.plot.layers.indices {
      for index in build.plot.layers[layer].data.indices {
        let datum = build.plot.layers[layer].data[index]
        guard let value = channel == .x ? datum.x : datum.y else { continue }
        if Int(value) == place {
          build.plot.layers[layer].data[index].emphasis = .accent
        } else if datum.emphasis == .none {
          build.plot.layers[layer].data[index].emphasis = .context
        }
      }
    }
    return true
  }
}
