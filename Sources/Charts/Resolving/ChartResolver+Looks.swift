import DataModel
import Diagnostics
import Geometry

extension ChartResolver {
  /// The scales of all channels of looks, each shared by the panels and layers that use it.
  func makeVisualScales(_ build: inout PlotBuild) {
    for channel in EncodingSpec.Channel.looks {
      let users = build.panels.flatMap(\.layers).filter { layer in
        guard let bound = layer.channels[channel] else { return false }
        return bound.column != nil && (!channel.isColor || seriesColumn(of: layer)?.channel != channel)
      }
      guard let lead = users.first?.channels[channel] else { continue }
      guard users.allSatisfy({ $0.channels[channel]?.isDiscrete == lead.isDiscrete }) else {
        diagnostics.error(
          "chart.mixed-types", "the layers show numbers and names by '\(channel.rawValue)'", at: lead.range,
          hint: "give both the same 'type'")
        continue
      }
      guard let scale = visualScale(channel, lead, users) else { continue }
      build.visualScales[channel] = scale
      addGuide(channel, lead, users, scale, &build)
    }
  }

  private func visualScale(
    _ channel: EncodingSpec.Channel, _ lead: BoundChannel, _ users: [BoundLayer]
  ) -> VisualScale? {
    let spec = lead.spec.scale
    if spec.isIdentity { return VisualScale(channel: channel, kind: .identity) }
    if lead.isDiscrete, spec.kind?.0.isDiscretizing != true {
      let values = explicitOrder(channel, lead, users)
      let looks = discreteLooks(channel, lead, count: values.count, users)
      return VisualScale(
        channel: channel,
        kind: .ordinal(Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) }), looks))
    }
    var numbers: [Double] = []
    for layer in users {
      guard let column = layer.channels[channel]?.column else { continue }
      for row in 0..<layer.table.rowCount {
        if let number = layer.table.number(row, column, isTime: lead.type == .temporal) { numbers.append(number) }
      }
    }
    guard let low = numbers.min(), let high = numbers.max() else {
      diagnostics.error(
        "chart.no-rows", "no row has a number for '\(channel.rawValue)'", at: lead.range,
        hint: lead.spec.type == nil ? nil : "set 'type: nominal' if its values are names")
      return nil
    }
    if let (kind, _) = spec.kind, kind.isDiscretizing {
      return classes(channel, lead, kind, numbers, low...high, users)
    }
    return continuous(channel, lead, low...high, users)
  }

  /// The values of a discrete channel in their order.
  private func explicitOrder(
    _ channel: EncodingSpec.Channel, _ lead: BoundChannel, _ users: [BoundLayer]
  ) -> [String] {
    var values: [String] = []
    var seen: Set<String> = []
    for layer in users {
      guard let column = layer.channels[channel]?.column else { continue }
      for row in 0..<layer.table.rowCount {
        if let text = layer.table.text(row, column), seen.insert(text).inserted { values.append(text) }
      }
    }
    if let domain = lead.spec.scale.domain {
      return explicit(domain.compactMap { n in n.text.map { SpecText(text: $0, range: n.range) } }, of: values)
    }
    return sortedSeries(values, lead.spec.sort, isOrdinal: lead.type == .ordinal)
  }

  // MARK: Domains

  private func continuous(
    _ channel: EncodingSpec.Channel, _ lead: BoundChannel, _ interval: ClosedRange<Double>, _ users: [BoundLayer]
  ) -> VisualScale? {
    let spec = lead.spec.scale
    var (low, high) = (interval.lowerBound, interval.upperBound)
    let isNumber = lead.type != .temporal
    let zero = spec.zero ?? (channel == .size && isNumber && spec.domain == nil)
    if zero, isNumber, !spec.transform.isLogarithmic { (low, high) = (min(low, 0), max(high, 0)) }
    func end(_ node: SourceNode) -> Double? {
      isNumber ? node.double : node.text.flatMap { WrittenDate($0)?.days } ?? node.double
    }
    var domain = spec.domain?.compactMap(end) ?? [low, high]
    if let written = spec.domain, domain.count != written.count || domain.count < 2 {
      diagnostics.error(
        "chart.not-a-domain", "the domain of '\(channel.rawValue)' has to be two or more values", at: written[0].range)
      return nil
    }
    for node in spec.domainAddition.compactMap(end) { domain = [min(domain[0], node), max(domain[1], node)] }
    if let node = spec.domainMin, let value = end(node) { domain[0] = value }
    if let node = spec.domainMax, let value = end(node) { domain[domain.count - 1] = value }
    if domain.count == 2, let node = spec.domainMid, let value = end(node) {
      domain = [min(domain[0], value), value, max(domain[1], value)]
    }
    if spec.transform.isLogarithmic, domain[0] * domain[domain.count - 1] <= 0 {
      diagnostics.error(
        "chart.not-above-zero", "a logarithmic scale of '\(channel.rawValue)' has no place for \(plain(domain[0]))",
        at: spec.kind?.1 ?? lead.range, hint: "filter the values that are not above zero, or use a symlog scale")
      return nil
    }
    var scale = ContinuousScale(spec.transform, domain: domain, range: [0, 1], isClamped: spec.isClamped)
    if isNumber {
      switch spec.nice {
      case .yes: scale.nice()
      case .count(let count): scale.nice(count: count)
      case .no, .interval, nil: break
      }
    }
    if channel.isColor {
      guard let source = rampSource(lead, hasMiddle: spec.domainMid != nil || spec.domain?.count == 3) else {
        return nil
      }
      scale.range = scale.domain.indices.map { Double($0) / Double(scale.domain.count - 1) }
      if spec.isReversed { scale.range.reverse() }
      return VisualScale(channel: channel, kind: .ramp(scale, source))
    }
    guard channel != .shape, channel != .strokeDash else {
      diagnostics.error(
        "chart.unfit-scale", "'\(channel.rawValue)' tells names apart, and cannot show a continuous number",
        at: lead.range, hint: "set 'type: ordinal', or a scale of type 'quantize'")
      return nil
    }
    scale.range = numberRange(channel, spec, users, startsAtZero: zero)
    while scale.range.count < scale.domain.count, let last = scale.range.last { scale.range.append(last) }
    if spec.isReversed { scale.range.reverse() }
    scale.rounds = spec.rounds
    // Beyond its range a size or opacity would be none.
    scale.isClamped = true
    return VisualScale(channel: channel, kind: .numbers(scale))
  }

  private func classes(
    _ channel: EncodingSpec.Channel, _ lead: BoundChannel, _ kind: ScaleSpec.Kind, _ numbers: [Double],
    _ interval: ClosedRange<Double>, _ users: [BoundLayer]
  ) -> VisualScale? {
    let spec = lead.spec.scale
    let written = spec.domain?.compactMap(\.double) ?? []
    let count = spec.range?.count ?? spec.scheme?.count ?? (channel.isColor ? 5 : 4)
    let scale: DiscretizingScale
    switch kind {
    case .quantile: scale = DiscretizingScale(quantile: written.isEmpty ? numbers : written, count: count)
    case .threshold, .binOrdinal:
      guard !written.isEmpty, written == written.sorted() else {
        diagnostics.error(
          "chart.not-a-domain", "a scale of type '\(kind.rawValue)' needs a domain of ascending bounds",
          at: spec.kind?.1 ?? lead.range, hint: "write 'domain: [10, 20, 50]'")
        return nil
      }
      scale = kind == .threshold ? DiscretizingScale(thresholds: written) : DiscretizingScale(bins: written)
    default:
      var domain = ContinuousScale(
        domain: written.count > 1 ? written : [interval.lowerBound, interval.upperBound], range: [0, 1])
      switch spec.nice {
      case .yes: domain.nice()
      case .count(let count): domain.nice(count: count)
      case .no, .interval, nil: break
      }
      scale = DiscretizingScale(quantize: domain.interval, count: count)
    }
    var looks = discreteLooks(channel, lead, count: scale.classCount, users, isOrdered: true)
    if spec.isReversed { looks.reverse() }
    return VisualScale(channel: channel, kind: .classes(scale, looks))
  }

  // MARK: Ranges

  /// The colours of a ramp: those of the spec, of a scheme, or of the sheet.
  func rampSource(_ lead: BoundChannel, hasMiddle: Bool) -> RampSource? {
    let spec = lead.spec.scale
    if let written = spec.range {
      let colors = written.compactMap { colorValue($0) }
      guard colors.count == written.count else { return nil }
      return .colors(ColorRamp(colors: colors, interpolation: spec.interpolation ?? .hcl))
    }
    if let scheme = spec.scheme, var colors = ColorSchemes.colors(scheme.name.text)?.colors {
      if let extent = scheme.extent {
        let whole = ColorRamp(colors: colors)
        colors = (0...16).map {
          whole.color(at: extent.lowerBound + (extent.upperBound - extent.lowerBound) * Double($0) / 16)
        }
      }
      if scheme.isReversed { colors.reverse() }
      return .colors(ColorRamp(colors: colors, interpolation: spec.interpolation ?? .rgb))
    }
    return .sheet(hasMiddle ? .diverging : .sequential)
  }

  private func colorValue(_ node: SourceNode) -> Color? {
    guard let read = ScaledColor.read(node, into: &diagnostics) else { return nil }
    if case .color(let color) = read { return color }
    return .transparent
  }

  /// The looks of classes or names, in their order.
  func discreteLooks(
    _ channel: EncodingSpec.Channel, _ lead: BoundChannel, count: Int, _ users: [BoundLayer], isOrdered: Bool = false
  ) -> [VisualValue] {
    let spec = lead.spec.scale
    switch channel {
    case .color, .fill, .stroke:
      if let written = spec.range, written.count >= count || !isOrdered {
        return written.compactMap { ScaledColor.read($0, into: &diagnostics) }.map { .color($0) }
      }
      if let scheme = spec.scheme, let known = ColorSchemes.colors(scheme.name.text), !known.isContinuous {
        return known.colors.map { .color(.color($0)) }
      }
      if spec.scheme == nil, spec.range == nil, lead.type == .nominal, !isOrdered {
        return (0..<max(count, 1)).map { .color(.palette($0)) }
      }
      return rampSource(lead, hasMiddle: false)?.steps(count).map { .color($0) } ?? []
    case .shape:
      let written = spec.range?.compactMap { parseWord($0, "a shape", PointShape.self, into: &diagnostics) }
      return (written ?? PointShape.palette).map { .shape($0) }
    case .strokeDash:
      let written = spec.range?.compactMap { readDash($0, "a dash", into: &diagnostics) }
      return (written ?? [[], [4, 2], [2, 1], [1, 1], [1, 2, 4, 2]]).map { .dash($0) }
    default:
      let range = numberRange(channel, spec, users, startsAtZero: false)
      if spec.range != nil, range.count >= count { return range.map { .number($0) } }
      let (low, high) = (range.first ?? 0, range.last ?? 0)
      return (0..<max(count, 1)).map {
        .number(count > 1 ? low + (high - low) * Double($0) / Double(count - 1) : (low + high) / 2)
      }
    }
  }

  /// From the least to the greatest look; the defaults are Vega-Lite's `config.scale`.
  private func numberRange(
    _ channel: EncodingSpec.Channel, _ spec: ScaleSpec, _ users: [BoundLayer], startsAtZero: Bool
  ) -> [Double] {
    if let written = spec.range {
      let numbers = written.compactMap(\.double)
      if numbers.count == written.count, numbers.count > 1 { return numbers }
      diagnostics.error(
        "chart.not-a-number", "'range' of '\(channel.rawValue)' has to be two or more numbers", at: written[0].range)
    }
    var range: [Double]
    switch channel {
    case .opacity, .fillOpacity, .strokeOpacity: range = [0.3, 0.8]
    case .strokeWidth: range = [1, 4]
    case .angle: range = [0, 360]
    default:
      switch users.first?.spec.mark.kind {
      case .bar, .tick: range = [2, 20]
      case .line, .trail, .rule: range = [1, 4]
      case .text: range = [8, 40]
      default: range = [startsAtZero ? 0 : 9, 361]
      }
    }
    range[0] = spec.rangeMin ?? range[0]
    range[1] = spec.rangeMax ?? range[1]
    return range
  }
}

extension DataTable {
  /// The number or date of a cell, finite.
  func number(_ row: Int, _ column: Int, isTime: Bool) -> Double? {
    let number = isTime ? text(row, column).flatMap { WrittenDate($0)?.days } : double(row, column)
    return number.flatMap { $0.isFinite ? $0 : nil }
  }
}

/// Reads what the channels of a layer say about the looks of its rows.
struct LookReader {
  private struct Part {
    var channel: EncodingSpec.Channel
    var bound: BoundChannel
    var scale: VisualScale?
    /// The rows in which the column is shown; nil for all.
    var test: [Bool]?
    var conditions: [(test: [Bool], value: VisualValue?)]
    var constant: VisualValue?
  }
  private let table: DataTable
  private let base: MarkVisual
  private var parts: [Part] = []

  init(layer: BoundLayer, scales: [EncodingSpec.Channel: VisualScale], resolver: ChartResolver) {
    table = layer.table
    base = layer.spec.mark.visual
    for channel in EncodingSpec.Channel.looks {
      guard let bound = layer.channels[channel] else { continue }
      func rows(_ test: Predicate) -> [Bool]? {
        resolver.collect { () throws(Diagnostic) in try test.holds(over: layer.table, resolver.store) }
      }
      var part = Part(channel: channel, bound: bound, conditions: [])
      part.scale = bound.column == nil ? nil : scales[channel]
      part.test = bound.spec.fieldTest.flatMap(rows)
      for condition in bound.spec.conditions {
        if let test = rows(condition.test) {
          part.conditions.append((test, resolver.look(condition.value, channel)))
        }
      }
      part.constant = bound.spec.value.flatMap { resolver.look($0, channel) }
      if part.scale != nil || part.constant != nil || !part.conditions.isEmpty { parts.append(part) }
    }
  }

  /// Whether all rows look as the mark says.
  var isConstant: Bool { parts.isEmpty && base.isEmpty }

  func visual(_ row: Int, into diagnostics: inout Diagnostics) -> MarkVisual {
    var visual = base
    for part in parts {
      if let condition = part.conditions.first(where: { $0.test[row] }) {
        if let value = condition.value { visual.set(value, on: part.channel) }
        continue
      }
      if part.scale != nil, part.test?[row] ?? true {
        if let value = scaled(part, row) { visual.set(value, on: part.channel) }
      } else if let constant = part.constant {
        visual.set(constant, on: part.channel)
      }
    }
    return visual
  }

  private func scaled(_ part: Part, _ row: Int) -> VisualValue? {
    guard let scale = part.scale, let column = part.bound.column else { return nil }
    switch scale.kind {
    case .ordinal: return table.text(row, column).flatMap { scale.value(of: $0) }
    case .identity:
      if let number = table.double(row, column), !part.channel.isColor { return .number(number) }
      return table.text(row, column).flatMap { text in
        var ignored = Diagnostics()
        let node = SourceNode(.scalar(text, isPlain: false), at: part.bound.range)
        return part.channel.isColor ? ScaledColor.read(node, into: &ignored).map { .color($0) } : nil
      }
    case .numbers, .ramp, .classes:
      return table.number(row, column, isTime: part.bound.type == .temporal).flatMap { scale.value(of: $0) }
    }
  }
}

extension ChartResolver {
  /// A constant of the drawing on a channel.
  func look(_ node: SourceNode, _ channel: EncodingSpec.Channel) -> VisualValue? {
    switch channel {
    case .color, .fill, .stroke: return ScaledColor.read(node, into: &diagnostics).map { .color($0) }
    case .shape:
      return parseWord(node, "'value' of encoding 'shape'", PointShape.self, into: &diagnostics).map { .shape($0) }
    case .strokeDash: return readDash(node, "'value' of encoding 'strokeDash'", into: &diagnostics).map { .dash($0) }
    default:
      if node.isNull { return nil }
      guard let number = node.double, number.isFinite else {
        diagnostics.error(
          "chart.not-a-number", "'value' of encoding '\(channel.rawValue)' has to be a number", at: node.range)
        return nil
      }
      return .number(number)
    }
  }
}
