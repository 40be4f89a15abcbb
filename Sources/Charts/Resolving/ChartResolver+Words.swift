import DataModel
import Diagnostics
import Graphics

/// What stands for the drawing where it cannot be seen. In English; for other languages too, in the same structure.
extension ChartResolver {
  /// A sentence or two: kind, titles, extent, highest and lowest.
  func alternativeText(_ build: PlotBuild) -> String {
    if let own = spec.alternativeText { return marked(own).text }
    var sentences: [String] = []
    for panel in build.panels {
      sentences.append(kindName(panel.panel) + ": " + titles(build.plot))
      if panel.panel.form == .timeline {
        sentences.append(eventExtent(panel.panel))
      } else {
        for index in panel.layers.indices { sentences += extent(index, panel, build.plot) }
      }
    }
    return joined(sentences)
  }

  private func eventExtent(_ panel: PlotPanel) -> String {
    let events = panel.layers.flatMap(\.data).filter { $0.x != nil }.sorted { ($0.x ?? 0) < ($1.x ?? 0) }
    guard let first = events.first?.date?.text, let last = events.last?.date?.text else { return "" }
    return "\(events.count) events, from \(first) to \(last)"
  }

  /// Every value in words, or the ends of long series.
  func longDescription(_ build: PlotBuild) -> String {
    var parts: [String] = []
    for panel in build.panels {
      for (index, layer) in panel.panel.layers.enumerated() {
        for (place, datum) in layer.data.enumerated().prefix(80) {
          guard let words = words(place, datum, index, panel, build.plot) else { continue }
          parts.append(words)
        }
        if layer.data.count > 80 { parts.append("and \(layer.data.count - 80) more") }
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

  private func kindName(_ panel: PlotPanel) -> String {
    switch panel.form {
    case .timeline: return "Timeline"
    case .dumbbell: return "Dumbbell chart"
    case .cartesian: break
    }
    guard let layer = panel.layers.first else { return "Chart" }
    if panel.layers.contains(where: { $0.mark.kind == .line }) { return "Line chart" }
    switch layer.mark.kind {
    case .bar:
      if layer.isStacked { return "Stacked bar chart" }
      return layer.slotCount > 1 ? "Grouped bar chart" : "Bar chart"
    case .line: return "Line chart"
    case .point: return "Dot chart"
    case .tick: return "Strip chart"
    case .rule, .text: return "Chart"
    }
  }

  /// Highest and lowest of each series; for lines, where they begin and end.
  private func extent(_ index: Int, _ panel: PanelBuild, _ plot: Plot) -> [String] {
    let layer = panel.panel.layers[index]
    guard layer.mark.kind != .rule, layer.mark.kind != .text else { return [] }
    var sentences: [String] = []
    for series in plot.series.indices {
      let members = layer.data.indices.filter { place in
        layer.data[place].series == series && figure(place, index, panel) != nil
      }
      guard !members.isEmpty else { continue }
      let name = plot.series[series].name?.text
      let lead = name.map { "\($0): " } ?? ""
      func value(_ place: Int) -> Double { figure(place, index, panel)?.double ?? 0 }
      if members.count == 1 {
        if let text = words(members[0], layer.data[members[0]], index, panel, plot, withSeries: false) {
          sentences.append(lead + text)
        }
        continue
      }
      guard let highest = members.max(by: { value($0) < value($1) }),
        let lowest = members.min(by: { value($0) < value($1) })
      else { continue }
      let high = words(highest, layer.data[highest], index, panel, plot, withSeries: false) ?? ""
      let low = words(lowest, layer.data[lowest], index, panel, plot, withSeries: false) ?? ""
      if layer.mark.kind == .line, let first = members.first, let last = members.last {
        let start = words(first, layer.data[first], index, panel, plot, withSeries: false) ?? ""
        let end = words(last, layer.data[last], index, panel, plot, withSeries: false) ?? ""
        sentences.append("\(lead)from \(start) to \(end)")
        if highest != first && highest != last { sentences.append("highest \(high)") }
        if lowest != first && lowest != last { sentences.append("lowest \(low)") }
      } else {
        sentences.append("\(lead)\(members.count) values, highest \(high), lowest \(low)")
      }
    }
    return sentences
  }

  private func figure(_ place: Int, _ layer: Int, _ panel: PanelBuild) -> Figure? {
    let figures = panel.figures[layer][place]
    return panel.panel.layers[layer].isHorizontal ? figures.x ?? figures.y : figures.y ?? figures.x
  }

  /// Such as `Rural users 322`.
  private func words(
    _ place: Int, _ datum: MarkDatum, _ layer: Int, _ panel: PanelBuild, _ plot: Plot, withSeries: Bool = true
  ) -> String? {
    var parts: [String] = []
    if withSeries, let name = plot.series[datum.series].name?.text { parts.append(name) }
    if panel.panel.form == .timeline {
      return [datum.date?.text, datum.label?.text].compactMap { $0 }.joined(separator: " ")
    }
    for (axis, value) in [(panel.panel.x, datum.x), (panel.panel.y, datum.y)] {
      guard let axis, let value else { continue }
      switch axis.kind {
      case .band, .point:
        if axis.categories.indices.contains(Int(value)) { parts.append(axis.categories[Int(value)].text.text) }
      case .time: parts.append(dateText(value, axis.resolution))
      case .linear, .logarithmic: break
      }
    }
    guard let figure = figure(place, layer, panel) else {
      return parts.isEmpty ? nil : parts.joined(separator: ", ") + " \(words.noData)"
    }
    let axis = panel.panel.layers[layer].isHorizontal ? panel.panel.x : panel.panel.y
    guard let text = datum.label?.text ?? plainText(figure, axis?.unit ?? .none) else { return nil }
    return parts.isEmpty ? text : parts.joined(separator: ", ") + " " + text
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
