import DataModel
import Diagnostics
import Graphics

/// What stands for the drawing where it cannot be seen, in the language of the report.
extension ChartResolver {
  /// A few sentences: kind, titles, extent, highest and lowest, trend, and what stands far from the rest.
  func alternativeText(_ build: PlotBuild) -> String {
    if let own = spec.alternativeText { return marked(own).text }
    guard let first = build.panels.first else { return titles(build.plot) }
    var sentences = [kindName(first) + ": " + titles(build.plot)]
    if build.panels.count > 1 { sentences.append(words.description.panels(build.panels.count)) }
    // What many panels say in detail is left to the long description.
    for panel in build.panels.prefix(build.panels.count > 6 ? 3 : 6) {
      let said = extents(panel, build.plot)
      guard !said.isEmpty else { continue }
      let lead = build.panels.count > 1 ? lead(of: panel) : ""
      sentences.append(lead + said[0])
      sentences += said.dropFirst()
    }
    if build.panels.count > 6 { sentences.append(words.description.more(build.panels.count - 3)) }
    return joined(sentences)
  }

  /// Which panel is spoken of.
  private func lead(of panel: PanelBuild) -> String {
    let titles = panel.panel.facetValues.isEmpty ? panel.panel.title.map(\.text) : panel.panel.facetValues
    return titles.isEmpty ? "" : titles.joined(separator: ", ") + ": "
  }

  private func extents(_ panel: PanelBuild, _ plot: Plot) -> [String] {
    if panel.panel.form == .timeline { return [eventExtent(panel.panel)].filter { !$0.isEmpty } }
    return panel.layers.indices.flatMap { extent($0, panel, plot) }
  }

  private func eventExtent(_ panel: PlotPanel) -> String {
    let events = panel.layers.flatMap(\.data).filter { $0.x != nil }.sorted { ($0.x ?? 0) < ($1.x ?? 0) }
    guard let first = events.first?.date?.text, let last = events.last?.date?.text else { return "" }
    return words.description.events(events.count, first, last)
  }

  /// Every value in words, or the first of many.
  func longDescription(_ build: PlotBuild) -> String {
    var parts: [String] = []
    // A reader who listens to it has to come to an end.
    let most = max(80 / max(build.panels.count, 1), 6)
    for (number, panel) in build.panels.enumerated() {
      let lead = build.panels.count > 1 ? lead(of: panel) : ""
      for (index, layer) in panel.panel.layers.enumerated() {
        for (place, datum) in layer.data.enumerated().prefix(most) {
          guard var reading = reading(place, datum, index, panel, build.plot, number) else { continue }
          let words = reading.words(withSeries: true)
          parts.append(place == 0 && index == 0 ? lead + words : words)
          // In a table each row says of which panel it is.
          reading.place = lead + reading.place
          readings.append(reading)
        }
        if layer.data.count > most { parts.append(words.description.more(layer.data.count - most)) }
      }
    }
    return parts.joined(separator: "; ") + (parts.isEmpty ? "" : ".")
  }

  private func joined(_ sentences: [String]) -> String {
    sentences.filter { !$0.isEmpty }.map { sentence in
      let end = sentence.unicodeScalars.last
      return end == "." || end == "!" || end == "?" ? sentence : sentence + "."
    }.joined(separator: " ")
  }

  private func titles(_ plot: Plot) -> String {
    let texts = (plot.title + plot.subtitle).map(\.text)
    return texts.isEmpty ? identifier : texts.joined(separator: ". ")
  }

  private func kindName(_ panel: PanelBuild) -> String { words.description.name(kind(of: panel)) }

  private func kind(of build: PanelBuild) -> DescriptionWords.Kind {
    let panel = build.panel
    switch build.spec.kind {
    case .timeline: return .timeline
    case .dumbbell, .dot: return .dumbbell
    case .range: return .range
    case .waffle: return .waffle
    case .slope: return .slope
    case .likert: return .likert
    case .pyramid: return .pyramid
    case .multiples, .spark, nil: break
    }
    guard let layer = panel.layers.first else { return .chart }
    if panel.layers.contains(where: { $0.mark.kind == .line }) { return .line }
    switch layer.mark.kind {
    case .bar:
      if build.spec.layers.contains(where: { $0.mark.kind == .boxplot }) { return .box }
      if layer.isStacked { return .stackedBar }
      return layer.slotCount > 1 ? .groupedBar : .bar
    case .line, .trail: return .line
    case .area: return layer.isStacked ? .stackedArea : .area
    case .rect: return .heatMap
    case .arc: return .pie
    case .point, .circle, .square: return .dot
    case .tick: return .strip
    case .rule, .text, .errorbar, .errorband, .boxplot:
      return build.spec.layers.contains { $0.mark.kind == .boxplot } ? .box : .chart
    }
  }

  /// Highest and lowest of each series; for lines, where they begin and end and what comes between.
  private func extent(_ index: Int, _ panel: PanelBuild, _ plot: Plot) -> [String] {
    let layer = panel.panel.layers[index]
    guard layer.mark.kind != .rule, layer.mark.kind != .text, !layer.mark.classes.contains("context") else { return [] }
    var sentences: [String] = []
    for series in plot.series.indices {
      let members = layer.data.indices.filter { place in
        layer.data[place].series == series && figure(place, index, panel) != nil
      }
      guard !members.isEmpty else { continue }
      let lead = plot.series[series].name.map { "\($0.text): " } ?? ""
      func say(_ place: Int) -> String {
        words(place, layer.data[place], index, panel, plot, withSeries: false) ?? ""
      }
      if members.count == 1 {
        sentences.append(lead + say(members[0]))
        continue
      }
      let values = members.map { figure($0, index, panel)?.double ?? 0 }
      let order = members.indices.sorted { values[$0] < values[$1] }
      let (lowest, highest) = (members[order[0]], members[order[order.count - 1]])
      if layer.mark.kind == .line, let first = members.first, let last = members.last {
        let trend = trend(values).map { ", " + $0 } ?? ""
        sentences.append(lead + words.description.fromTo(say(first), say(last)) + trend)
        if highest != first && highest != last { sentences.append(words.description.highest(say(highest))) }
        if lowest != first && lowest != last { sentences.append(words.description.lowest(say(lowest))) }
      } else {
        let count = words.description.values(members.count)
        sentences.append(
          "\(lead)\(count), \(words.description.highest(say(highest))), \(words.description.lowest(say(lowest)))")
        sentences += exceptions(order.map { values[$0] }, order.map { members[$0] }, say)
      }
    }
    return sentences
  }

  /// Where a line leads: as far as its ends differ by a tenth of what it spans. Nil for two values, which say it themselves.
  private func trend(_ values: [Double]) -> String? {
    guard values.count > 2, let first = values.first, let last = values.last, let low = values.min(),
      let high = values.max()
    else { return nil }
    let change = last - first
    if abs(change) <= (high - low) / 10 { return words.description.steady }
    return change > 0 ? words.description.rising : words.description.falling
  }

  /// Values beyond Tukey's outer fences: three times the distance of the quartiles beyond them.
  ///
  /// - Parameter values: In ascending order.
  private func exceptions(_ values: [Double], _ places: [Int], _ say: (Int) -> String) -> [String] {
    guard values.count >= 8 else { return [] }
    let (q1, q3) = (values[values.count / 4], values[values.count * 3 / 4])
    let reach = 3 * (q3 - q1)
    guard reach > 0 else { return [] }
    let above = values.indices.filter { values[$0] > q3 + reach }.map { say(places[$0]) }
    let below = values.indices.filter { values[$0] < q1 - reach }.map { say(places[$0]) }
    func list(_ names: [String]) -> String { names.prefix(3).joined(separator: ", ") }
    return (above.isEmpty ? [] : [words.description.farAbove(list(above))])
      + (below.isEmpty ? [] : [words.description.farBelow(list(below))])
  }

  private func figure(_ place: Int, _ layer: Int, _ panel: PanelBuild) -> Figure? {
    let figures = panel.figures[layer][place]
    return panel.panel.layers[layer].isHorizontal ? figures.x ?? figures.y : figures.y ?? figures.x
  }

  /// Such as `Rural users 322`.
  private func words(
    _ place: Int, _ datum: MarkDatum, _ layer: Int, _ panel: PanelBuild, _ plot: Plot, withSeries: Bool = true
  ) -> String? {
    reading(place, datum, layer, panel, plot, 0)?.words(withSeries: withSeries)
  }

  private func reading(
    _ place: Int, _ datum: MarkDatum, _ layer: Int, _ panel: PanelBuild, _ plot: Plot, _ number: Int
  ) -> ChartReading? {
    if panel.panel.form == .timeline {
      return ChartReading(panel: number, place: datum.date?.text ?? "", value: datum.label?.text ?? "")
    }
    var parts: [String] = []
    var day: Double?
    for (axis, value) in [(panel.panel.x, datum.x), (panel.panel.y, datum.y)] {
      guard let axis, let value else { continue }
      switch axis.kind {
      case .band, .point:
        if axis.categories.indices.contains(Int(value)) { parts.append(axis.categories[Int(value)].text.text) }
      case .time:
        parts.append(dateText(value, axis.resolution))
        day = value
      case .linear, .logarithmic: break
      }
    }
    let series = plot.series[datum.series].name?.text
    guard let figure = figure(place, layer, panel) else {
      if parts.isEmpty, series == nil { return nil }
      return ChartReading(
        panel: number, series: series, place: parts.joined(separator: ", "), day: day, value: words.noData)
    }
    let axis = panel.panel.layers[layer].isHorizontal ? panel.panel.x : panel.panel.y
    guard
      let text = datum.label?.text
        ?? plainText(figure, panel.panel.layers[layer].isNormalized ? .none : axis?.unit ?? .none)
    else { return nil }
    return ChartReading(panel: number, series: series, place: parts.joined(separator: ", "), day: day, value: text)
  }

  private func plainText(_ figure: Figure, _ unit: UnitNote) -> String? {
    let format = FigureFormat(unit == .scaled ? .automatic : unit == .percent ? .percent : .number)
    return collect { () throws(Diagnostic) in try store.print(figure, as: format, at: spec.range) }.map {
      recorded($0).text
    }
  }

  private func dateText(_ value: Double, _ resolution: WrittenDate.Resolution) -> String {
    let moment = Moment(days: value)
    let (year, month, day) = moment.day.parts
    let written: String
    switch resolution {
    case .year: written = String(year)
    case .quarter, .month: written = "\(year)-\(padded(month))"
    case .day, .minute, .second: written = "\(year)-\(padded(month))-\(padded(day))"
    }
    let date = store.locale.date(written, style: .medium) ?? written
    guard resolution > .day else { return date }
    return "\(date) \(padded(moment.hour)):\(padded(moment.minute))"
  }
}
