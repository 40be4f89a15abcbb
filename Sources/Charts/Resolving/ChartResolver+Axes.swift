import DataModel
import Diagnostics

extension ChartResolver {
  /// Makes the axis that some panels share.
  func makeAxis(_ group: AxisGroup, _ build: inout PlotBuild) {
    var axis = makeAxis(group.channel, build.layers(of: group))
    axis?.scaleGroup = group.scale
    for panel in group.panels where build.panels[panel].layers.contains(where: { $0.channels[group.channel] != nil }) {
      build.panels[panel].panel[group.channel] = axis
    }
  }

  /// The axis that all layers share; nil if none of them uses it.
  private func makeAxis(_ channel: EncodingSpec.Channel, _ layers: [BoundLayer]) -> PlotAxis? {
    let bound = layers.filter { $0.channels[channel] != nil }
    guard let first = bound.first(where: { $0.channels[channel]?.column != nil }) ?? bound.first,
      let lead = first.channels[channel]
    else { return nil }
    var axis = PlotAxis(kind: .linear)
    for layer in bound {
      guard let own = layer.channels[channel] else { continue }
      // A constant takes the type of the columns beside it.
      guard
        own.column == nil || own.isDiscrete == lead.isDiscrete && (own.type == .temporal) == (lead.type == .temporal)
      else {
        diagnostics.error(
          "chart.mixed-types",
          "the layers share the axis \(channel.rawValue), which is \(lead.type.rawValue) in one and "
            + "\(own.type.rawValue) in another", at: own.range, hint: "give both the same 'type'")
        continue
      }
      if own.spec.axis.range != nil && axis.spec.range == nil { axis.spec = own.spec.axis }
      if axis.scale.isEmpty { axis.scale = own.spec.scale }
      if axis.title == nil, let title = own.spec.axis.title ?? own.spec.title { axis.title = marked(title) }
    }
    if case .descending = lead.spec.sort, !lead.isDiscrete { axis.scale.isReversed.toggle() }
    axis.kind = kind(of: channel, lead, axis.scale, layers)
    if let text = axis.spec.labelExpression {
      axis.labelExpression = collect { () throws(Diagnostic) in
        LabelExpression(expression: try store.rowExpression(text.text, at: text.range), range: text.range)
      }
    }
    switch axis.kind {
    case .band, .point: makeCategories(&axis, channel, bound)
    case .linear, .logarithmic:
      if let format = axis.spec.format {
        axis.format = collect { () throws(Diagnostic) in try readFormat(format) }
      }
    case .time:
      if let format = axis.spec.format { axis.dateFormat = readDateFormat(format) }
    }
    let ends: [EncodingSpec.Channel] = channel == .x ? [.x, .x2] : [.y, .y2]
    for layer in bound where axis.isContinuous {
      for node in ends.compactMap({ layer.channels[$0]?.spec.datum }) {
        _ = continuousValue(node, axis, "constants of '\(channel.rawValue)'")
      }
    }
    if axis.isContinuous {
      axis.values = axis.spec.values?.compactMap { continuousValue($0, axis, "axis values") }
    } else if let values = axis.spec.values {
      diagnostics.error(
        "chart.unsupported-property", "an axis of categories has no 'values'", at: values.first?.range ?? lead.range,
        hint: "set 'scale: {domain: […]}'")
    }
    return axis
  }

  private func kind(
    of channel: EncodingSpec.Channel, _ lead: BoundChannel, _ scale: ScaleSpec, _ layers: [BoundLayer]
  ) -> PlotAxis.Kind {
    let marks = layers.filter { $0.channels[channel] != nil }.map(\.spec.mark.kind)
    var kind: PlotAxis.Kind
    switch lead.type {
    case .quantitative: kind = .linear
    case .temporal: kind = .time
    case .nominal, .ordinal:
      kind = marks.allSatisfy { [.line, .area, .trail, .text].contains($0) } ? .point : .band
    }
    guard let (written, range) = scale.kind else { return kind }
    let isFit: Bool
    switch (written, lead.type) {
    case (.linear, .quantitative), (.pow, .quantitative), (.sqrt, .quantitative), (.symlog, .quantitative): isFit = true
    case (.log, .quantitative):
      kind = .logarithmic
      isFit = true
    case (.time, .temporal), (.utc, .temporal): isFit = true
    case (.band, .nominal), (.band, .ordinal):
      kind = .band
      isFit = true
    case (.point, .nominal), (.point, .ordinal):
      kind = .point
      isFit = true
    default: isFit = false
    }
    if !isFit {
      diagnostics.error(
        "chart.unfit-scale",
        "a scale of type '\(written.rawValue)' does not fit a \(lead.type.rawValue) '\(channel.rawValue)'",
        at: range, hint: "change the scale's type, or the type of '\(channel.rawValue)'")
    }
    if kind == .logarithmic && marks.contains(.bar) {
      diagnostics.error(
        "chart.unfit-scale", "bars have no beginning on a logarithmic scale", at: range, hint: "use 'mark: point'")
    }
    return kind
  }

  /// A constant on a continuous axis.
  func continuousValue(_ node: SourceNode, _ axis: PlotAxis, _ what: String) -> Double? {
    guard let text = node.text else {
      diagnostics.error("chart.not-a-value", "\(what) have to be plain values", at: node.range)
      return nil
    }
    if axis.kind == .time {
      if let date = WrittenDate(text) { return date.days }
      diagnostics.error(
        "chart.not-a-date", "'\(text)' is no date", at: node.range, hint: "write it as 2025, 2025-06 or 2025-06-30")
      return nil
    }
    if let number = node.double, number.isFinite { return number }
    // A figure of the report can be a line in the chart.
    if let value = collect({ () throws(Diagnostic) in try store.value(of: text, at: node.range) }) {
      if case .figure(let figure) = value { return figure.double }
      if case .number(let number) = value { return number.double }
      diagnostics.error("chart.not-a-number", "'\(text)' is not a number", at: node.range)
    }
    return nil
  }

  // MARK: Categories

  private func makeCategories(
    _ axis: inout PlotAxis, _ channel: EncodingSpec.Channel, _ layers: [BoundLayer]
  ) {
    var values: [String] = []
    var seen: Set<String> = []
    for layer in layers {
      guard let own = layer.channels[channel] else { continue }
      if let column = own.column {
        for row in 0..<layer.table.rowCount {
          if let text = layer.table.text(row, column), seen.insert(text).inserted { values.append(text) }
        }
      } else if let text = own.spec.datum?.text, seen.insert(text).inserted {
        values.append(text)
      }
    }
    guard let lead = layers.first(where: { $0.channels[channel]?.column != nil }),
      let own = lead.channels[channel]
    else {
      axis.categories = values.map { .init(value: $0, text: cited($0, at: nil)) }
      return
    }
    if let domain = axis.scale.domain {
      values = explicit(
        domain.compactMap { node in node.text.map { SpecText(text: $0, range: node.range) } }, of: values)
    } else {
      values = sorted(values, own, channel, lead)
    }
    if axis.scale.isReversed { values.reverse() }
    axis.isOrdered = own.type == .ordinal
    let texts = axis.labelExpression?.texts(of: values.map { (.text($0), $0) })
    axis.categories = values.enumerated().map { index, value in
      if let text = axis.spec.labelTexts[value] { return .init(value: value, text: marked(text)) }
      return .init(value: value, text: cited(texts?[index] ?? value, at: own.range))
    }
    reportUnused(axis.spec.labelTexts, values)
  }

  /// A label for a value that is not in the data is a slip of the pen.
  func reportUnused(_ labels: [String: SpecText], _ values: [String]) {
    for (value, text) in labels.sorted(by: { $0.key < $1.key }) where !values.contains(value) {
      diagnostics.error(
        "chart.unknown-value", "no row has '\(value)', for which a label is given", at: text.range,
        hint: didYouMean(value, in: values))
    }
  }

  /// The values of an explicit domain or order.
  func explicit(_ domain: [SpecText], of values: [String]) -> [String] {
    for text in domain where !values.contains(text.text) {
      diagnostics.error(
        "chart.unknown-value", "no row has '\(text.text)'", at: text.range, hint: didYouMean(text.text, in: values))
    }
    return domain.map(\.text).filter { values.contains($0) }
  }

  private func sorted(
    _ values: [String], _ own: BoundChannel, _ channel: EncodingSpec.Channel, _ layer: BoundLayer
  ) -> [String] {
    switch own.spec.sort {
    case .none: return values
    case .ascending: return values.sorted(by: precedes)
    case .descending: return values.sorted { precedes($1, $0) }
    case .values(let texts):
      let first = explicit(texts, of: values)
      return first + values.filter { !first.contains($0) }
    case .field(let field, let operation, let isDescending):
      guard let column = collect({ () throws(Diagnostic) in try layer.table.column(field.text, at: field.range) })
      else { return values }
      return byValue(values, own, column, operation ?? .min, isDescending, layer)
    case .channel(let other, let isDescending, let range):
      guard let column = layer.channels[other]?.column else {
        diagnostics.error(
          "chart.missing-channel", "'sort' names '\(other.rawValue)', which shows no column", at: range)
        return values
      }
      return byValue(values, own, column, .sum, isDescending, layer)
    case .automatic:
      // As Vega-Lite has it where a type is written. Where none is, categories have no order of their own, and the values
      // give them one.
      let opposite = layer.channels[channel == .x ? .y : .x]
      if own.spec.type == nil, layer.spec.mark.kind == .bar || layer.form != .cartesian,
        opposite?.type == .quantitative,
        let column = opposite?.column
      {
        return byValue(values, own, column, .sum, true, layer)
      }
      return own.spec.type == nil ? values : values.sorted(by: precedes)
    }
  }

  /// Numbers by value, everything else by its letters.
  func precedes(_ a: String, _ b: String) -> Bool {
    if let x = Double(a), let y = Double(b) { return x < y }
    return a < b
  }

  private func byValue(
    _ values: [String], _ own: BoundChannel, _ column: Int, _ operation: AggregateOperation, _ isDescending: Bool,
    _ layer: BoundLayer
  ) -> [String] {
    guard let category = own.column else { return values }
    if layer.table.columns[column].type != .number {
      var texts: [String: String] = [:]
      for row in 0..<layer.table.rowCount {
        guard let key = layer.table.text(row, category), let text = layer.table.text(row, column) else { continue }
        texts[key] = min(texts[key] ?? text, text)
      }
      return stableSort(values) { a, b in
        guard let x = texts[a], let y = texts[b] else { return texts[a] != nil && texts[b] == nil }
        return isDescending ? y < x : x < y
      }
    }
    var groups: [String: [Double]] = [:]
    for row in 0..<layer.table.rowCount {
      guard let key = layer.table.text(row, category), let value = layer.table.double(row, column) else { continue }
      groups[key, default: []].append(value)
    }
    let keys = groups.mapValues { operation.ofNumbers($0) }
    return stableSort(values) { a, b in
      guard let x = keys[a], let y = keys[b] else { return keys[a] != nil && keys[b] == nil }
      return isDescending ? x > y : x < y
    }
  }

  func stableSort(_ values: [String], _ precedes: (String, String) -> Bool) -> [String] {
    values.enumerated().sorted { a, b in
      precedes(a.element, b.element) || (!precedes(b.element, a.element) && a.offset < b.offset)
    }.map(\.element)
  }
}
