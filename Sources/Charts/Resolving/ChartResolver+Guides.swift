import DataModel
import Diagnostics
import Graphics

extension ChartResolver {
  /// Notes what has to be explained of a channel's looks.
  func addGuide(
    _ channel: EncodingSpec.Channel, _ lead: BoundChannel, _ users: [BoundLayer], _ scale: VisualScale,
    _ build: inout PlotBuild
  ) {
    guard lead.spec.legend.isShown != false, channel != .angle, let layer = users.first else { return }
    if case .identity = scale.kind { return }
    // What the series are told apart by is explained with their colours.
    let explained = users.contains { seriesColumn(of: $0)?.column == lead.column }
    let repeatsAxis = [EncodingSpec.Channel.x, .y].contains { layer.channels[$0]?.column == lead.column }
    guard !explained, !(repeatsAxis && lead.spec.legend.isShown != true) else { return }
    var axis = PlotAxis(kind: lead.type == .temporal ? .time : .linear)
    switch scale.kind {
    case .numbers(let numbers), .ramp(let numbers, _):
      axis.domain = numbers.interval
      if numbers.transform.isLogarithmic { axis.kind = .logarithmic }
    case .classes(let classes, _):
      axis.domain = (classes.thresholds.first ?? 0)...max(classes.thresholds.first ?? 0, classes.thresholds.last ?? 1)
    case .ordinal, .identity: break
    }
    axis.scale = lead.spec.scale
    if let format = lead.spec.legend.format ?? lead.spec.format {
      if axis.kind == .time {
        axis.dateFormat = readDateFormat(format)
      } else {
        axis.format = collect { () throws(Diagnostic) in try readFormat(format) }
      }
    }
    axis.values = lead.spec.legend.values?.compactMap { $0.double ?? $0.text.flatMap { WrittenDate($0)?.days } }
    var guide = PlotGuide(spec: lead.spec.legend, scale: scale, axis: axis, mark: layer.spec.mark)
    guide.unit = unit(of: lead, layer)
    if let title = lead.spec.legend.title ?? lead.spec.title {
      guide.title = marked(title)
    } else if !lead.spec.legend.hidesTitle, !lead.spec.hidesTitle, let column = lead.column {
      guide.title = MarkedText(text: lead.spec.field?.text ?? layer.table.columns[column].name)
    }
    if case .ordinal(let places, _) = scale.kind {
      guide.entries = places.sorted { $0.value < $1.value }.map { value, _ in
        (value, lead.spec.legend.labelTexts[value].map { marked($0) } ?? cited(value, at: lead.range))
      }
    }
    if let known = build.plot.guides.firstIndex(where: { $0.field == lead.spec.field?.text && $0.merges(guide) }) {
      // Two channels that show one field are explained by one guide.
      build.plot.guides[known].others.append(scale)
      return
    }
    guide.field = lead.spec.field?.text
    let domain = [axis.domain.lowerBound, axis.domain.upperBound].map { plain($0) }.joined(separator: " … ")
    let id = ledger.record(LedgerEntry(kind: .scale, id: identifier, text: domain, domain: domain))
    guide.axis.mark = NumberMark(rawValue: id.rawValue)
    build.plot.guides.append(guide)
  }

  /// The unit of a channel's figures, where all have the same.
  private func unit(of bound: BoundChannel, _ layer: BoundLayer) -> String? {
    bound.column.flatMap { layer.table.unit(of: $0)?.text }
  }
}

extension PlotGuide {
  /// Whether another guide shows the same kind of values.
  func merges(_ other: PlotGuide) -> Bool {
    switch (scale.kind, other.scale.kind) {
    case (.ordinal, .ordinal): entries.map(\.value) == other.entries.map(\.value)
    case (.numbers, .numbers): axis.domain == other.axis.domain
    default: false
    }
  }
}
