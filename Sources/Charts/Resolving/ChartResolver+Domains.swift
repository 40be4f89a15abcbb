import DataModel
import Diagnostics
import Graphics

extension ChartResolver {
  /// Finds the domain of a continuous axis: what is drawn, zero where bars or the spec ask for it, and round ends.
  func fitDomain(_ group: AxisGroup, _ build: inout PlotBuild) {
    let channel = group.channel
    let panels = group.panels.map { build.panels[$0] }
    guard var axis = panels.first?.panel[channel], axis.isContinuous else { return }
    axis.resolution = panels.compactMap { $0.panel[channel]?.resolution }.max() ?? axis.resolution
    let isX = channel == .x
    let layers = panels.flatMap(\.panel.layers)
    let place = panels[0].layers.first?.channels[channel]?.range ?? spec.range
    var low = Double.infinity
    var high = -Double.infinity
    var needsZero = false
    for layer in layers {
      for datum in layer.data {
        for value in isX ? [datum.x, datum.x2] : [datum.y, datum.y2] {
          guard let value else { continue }
          low = min(low, value)
          high = max(high, value)
        }
      }
      let isLength = (layer.mark.kind == .bar || layer.mark.kind == .area) && layer.isHorizontal == isX
      if isLength, !layer.isRanged(isX) { needsZero = true }
    }
    guard low <= high else {
      // One panel of many may have no rows, and stands empty.
      if panels.allSatisfy({ !$0.panel.facetValues.isEmpty && $0.layers.allSatisfy { $0.table.rowCount == 0 } }) {
        return
      }
      diagnostics.error(
        "chart.no-rows", "no row has a value for '\(channel.rawValue)'",
        at: place)
      return
    }
    if layers.contains(where: { $0.isDiverging && $0.isHorizontal == isX }) {
      // Both sides are compared, so they are equally long.
      axis.isMirrored = true
      (low, high) = (min(low, -high), max(high, -low))
    }
    fit(&axis, low...high, channel, layers, needsZero: needsZero, at: place)
    noteUnit(&axis, channel, panels)
    for panel in group.panels { build.panels[panel].panel[channel] = axis }
  }

  /// Widens what is drawn along an axis to its domain, by the scale's properties.
  private func fit(
    _ axis: inout PlotAxis, _ interval: ClosedRange<Double>, _ channel: EncodingSpec.Channel, _ layers: [PlotLayer],
    needsZero: Bool, at place: SourceRange
  ) {
    let scale = axis.scale
    var (low, high) = (interval.lowerBound, interval.upperBound)
    for value in scale.domainAddition.compactMap({ continuousValue($0, axis, "the ends of a domain") }) {
      (low, high) = (min(low, value), max(high, value))
    }
    if let written = scale.domain {
      axis.domain = writtenDomain(written, &axis, channel) ?? axis.domain
    } else {
      let isX = channel == .x
      switch axis.kind {
      case .linear: fitNumbers(&axis, low...high, channel, layers, needsZero: needsZero, at: place)
      case .logarithmic: fitLogarithms(&axis, low...high)
      case .time:
        if layers.contains(where: { $0.mark.kind == .bar && $0.isHorizontal != isX && !$0.isRanged(isX) }) {
          // Half a step at each end, so that the outer bars are whole.
          let half = smallestStep(isX, layers) / 2
          (low, high) = (low - half, high + half)
        } else if low == high {
          let half = axis.resolution > .day ? 0.5 : 183
          (low, high) = (low - half, high + half)
        }
        axis.domain = low...high
        fitTime(&axis)
      case .band, .point: break
      }
    }
    moveEnds(&axis)
    let domain = axis.domain
    if let written = scale.domain?.first ?? scale.domainMin ?? scale.domainMax {
      if interval.lowerBound < domain.lowerBound || interval.upperBound > domain.upperBound, !scale.isClamped {
        diagnostics.warning(
          "chart.outside-domain", "some values of '\(channel.rawValue)' lie outside the domain and are not drawn",
          at: written.range)
      }
      if needsZero && !domain.contains(0) {
        diagnostics.error(
          "chart.bars-without-zero", "bars start at zero, which the domain leaves out", at: written.range)
      }
    }
  }

  /// A domain that the spec gives; one that runs downwards turns the axis around.
  private func writtenDomain(
    _ written: [SourceNode], _ axis: inout PlotAxis, _ channel: EncodingSpec.Channel
  ) -> ClosedRange<Double>? {
    let ends = written.compactMap { continuousValue($0, axis, "the ends of a domain") }
    guard ends.count == 2, written.count == 2, ends[0] != ends[1] else {
      if written.count != 2 || ends.count == 2 {
        diagnostics.error(
          "chart.not-a-domain", "a domain has two different ends", at: written.first?.range ?? spec.range)
      }
      return nil
    }
    if ends[0] > ends[1] { axis.scale.isReversed.toggle() }
    return min(ends[0], ends[1])...max(ends[0], ends[1])
  }

  private func fitNumbers(
    _ axis: inout PlotAxis, _ interval: ClosedRange<Double>, _ channel: EncodingSpec.Channel, _ layers: [PlotLayer],
    needsZero: Bool, at place: SourceRange
  ) {
    let scale = axis.scale
    var (low, high) = (interval.lowerBound, interval.upperBound)
    if needsZero && scale.zero == false {
      diagnostics.error(
        "chart.bars-without-zero", "bars start at zero", at: place,
        hint: "remove 'zero: false', or use 'mark: point'")
    }
    let isBounded = scale.domainMin != nil || scale.domainMax != nil
    if needsZero || scale.zero ?? (wantsZero(channel, layers) && !isBounded) {
      low = min(low, 0)
      high = max(high, 0)
    }
    if low == high {
      // One value alone: half of it to each side, so that it stands in the middle.
      let half = low == 0 ? 1 : abs(low) / 2
      (low, high) = (low - half, high + half)
    }
    axis.domain = low...max(low, high)
    switch scale.nice {
    case .no: break
    case .count(let count): axis.domain = niceInterval(axis.domain, count: count)
    case .yes, .interval: axis.domain = niceInterval(axis.domain)
    case nil: if !isBounded { axis.domain = niceInterval(axis.domain) }
    }
  }

  /// Vega-Lite's rule: all numbers start at zero, but for those that lines and areas run along.
  private func wantsZero(_ channel: EncodingSpec.Channel, _ layers: [PlotLayer]) -> Bool {
    let lines = layers.filter { [.line, .area, .trail].contains($0.mark.kind) && $0.hasX && $0.hasY }
    return lines.isEmpty || lines.contains { $0.isHorizontal == (channel == .x) }
  }

  private func fitLogarithms(_ axis: inout PlotAxis, _ interval: ClosedRange<Double>) {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    guard low * high > 0, case .log(let base) = axis.scale.transform else {
      diagnostics.error(
        "chart.not-above-zero", "a logarithmic scale has no place for \(plain(low <= 0 ? low : high))",
        at: axis.scale.kind?.1 ?? spec.range,
        hint: "filter the values that are not above zero, or use a scale of type 'symlog'")
      return
    }
    let wantsNice = if case .no? = axis.scale.nice { false } else { true }
    axis.domain = wantsNice || low == high ? niceLogInterval(interval, base: base) : interval
    if axis.domain.lowerBound == axis.domain.upperBound {
      axis.domain = low > 0 ? low / base...high * base : low * base...high / base
    }
  }

  private func fitTime(_ axis: inout PlotAxis) {
    let (low, high) = (axis.domain.lowerBound, axis.domain.upperBound)
    switch axis.scale.nice {
    case .yes:
      axis.domain = TimeScale.nice(axis.domain, interval: CalendarInterval.of(from: low, to: high, count: 10))
    case .count(let count):
      axis.domain = TimeScale.nice(axis.domain, interval: CalendarInterval.of(from: low, to: high, count: count))
    case .interval(let interval): axis.domain = TimeScale.nice(axis.domain, interval: interval)
    case .no, nil: break
    }
  }

  /// Ends of a domain that the spec gives one by one.
  private func moveEnds(_ axis: inout PlotAxis) {
    var (low, high) = (axis.domain.lowerBound, axis.domain.upperBound)
    if let node = axis.scale.domainMin, let value = continuousValue(node, axis, "the ends of a domain") { low = value }
    if let node = axis.scale.domainMax, let value = continuousValue(node, axis, "the ends of a domain") { high = value }
    guard low < high else {
      diagnostics.error(
        "chart.not-a-domain", "the domain ends at \(plain(high)) before it begins at \(plain(low))",
        at: (axis.scale.domainMin ?? axis.scale.domainMax)?.range ?? spec.range)
      return
    }
    axis.domain = low...high
  }

  /// The least distance between two dates.
  private func smallestStep(_ isX: Bool, _ layers: [PlotLayer]) -> Double {
    let days = Set(layers.flatMap { $0.data.compactMap { isX ? $0.x : $0.y } }).sorted()
    let steps = zip(days.dropFirst(), days).map { $0 - $1 }
    return steps.min() ?? 365
  }

  /// How the axis names its unit: not at all where the titles do.
  private func noteUnit(_ axis: inout PlotAxis, _ channel: EncodingSpec.Channel, _ panels: [PanelBuild]) {
    guard axis.kind != .time else { return }
    var units: [String] = []
    var place: Figure?
    for figures in panels.flatMap(\.figures) {
      for figure in figures {
        guard let found = channel == .x ? figure.x : figure.y, let unit = found.unit?.text else { continue }
        if !units.contains(unit) {
          units.append(unit)
          if units.count == 2 { place = found }
        }
      }
    }
    if units.count > 1, let place {
      diagnostics.error(
        "chart.mixed-units", "'\(channel.rawValue)' has values in '\(units[0])' and in '\(units[1])', as \(place.id)",
        at: panels[0].layers.first?.channels[channel]?.range ?? spec.range,
        hint: "filter the rows, or give them one unit")
    }
    let isShare = panels.flatMap(\.panel.layers).contains { $0.isNormalized && $0.isHorizontal == (channel == .x) }
    let unit = isShare ? "percent" : units.first ?? ""
    axis.isInPercent = unit == "percent" || unit == "points"
    let isNamed = mentions(unit)
    let largest = max(abs(axis.domain.lowerBound), abs(axis.domain.upperBound))
    if unit == "percent" || unit == "points" {
      axis.unit = isNamed || unit == "points" ? .none : .percent
    } else if largest >= 1_000_000, !scaleWords.contains(where: { unit.hasPrefix($0) }) {
      axis.unit = .scaled
    }
    let hidesTitle =
      axis.spec.hidesTitle
      || panels.flatMap(\.layers).contains { $0.channels[channel]?.spec.hidesTitle ?? false }
    if axis.title == nil, !hidesTitle, !unit.isEmpty, unit != "percent", unit != "ratio", !isNamed {
      axis.title = MarkedText(text: unit)
    }
  }

  private var scaleWords: [String] { ["thousand", "million", "billion", "trillion"] }

  /// Whether the titles say what a unit's name says.
  private func mentions(_ unit: String) -> Bool {
    if unit == "percent" {
      return ["percent", "per cent", "%", "prozent", "pour cent", "por ciento", "procent"].contains {
        titleWords.contains($0)
      }
    }
    if let word = scaleWords.first(where: { unit.hasPrefix($0) }) {
      // "mill" is in million, Millionen, millones and milliards.
      return titleWords.contains(word) || titleWords.contains(word.prefix(4))
    }
    // The second title is measure, place and period, so it names the plain things that are counted.
    return !spec.subtitle.isEmpty
  }

  /// One entry in the ledger for each axis with numbers on it.
  func recordScale(_ group: AxisGroup, _ build: inout PlotBuild) {
    guard let first = group.panels.first, let axis = build.panels[first].panel[group.channel], axis.isContinuous,
      axis.spec.isShown != false
    else { return }
    let ends = [axis.domain.lowerBound, axis.domain.upperBound].map { value in
      if axis.kind == .time { return Moment(days: value).text }
      return Decimal(value)?.description ?? plain(value)
    }
    let text = ends.joined(separator: " … ")
    let id = ledger.record(LedgerEntry(kind: .scale, id: identifier, text: text, domain: text))
    for panel in group.panels {
      build.panels[panel].panel[group.channel]?.mark = NumberMark(rawValue: id.rawValue)
    }
  }
}

func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

extension PlotLayer {
  /// Whether the marks go from one value of the data to another, and not from zero.
  func isRanged(_ alongX: Bool) -> Bool {
    !isStacked && data.contains { alongX ? $0.x2 != nil : $0.y2 != nil }
  }
}
