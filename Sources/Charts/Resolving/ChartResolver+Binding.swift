import DataModel
import Diagnostics

extension ChartResolver {
  /// Fetches a layer's rows and finds the columns of its channels.
  ///
  /// - Parameters:
  ///   - rows: The rows of the facet around, where the layer has no data of its own.
  ///   - template: The same layer over all rows of the facet, which decides the types.
  func bind(
    _ layer: LayerSpec, _ form: PlotPanel.Form, rows: DataTable? = nil, template: BoundLayer? = nil
  ) -> BoundLayer? {
    var layer = layer
    if case .figures = layer.data?.kind, layer.encoding[.x] == nil, layer.encoding[.y] == nil {
      // The columns that such data have are known, so the encoding can be left out.
      layer.encoding[.y] = ChannelSpec(field: SpecText(text: "label", range: layer.range), range: layer.range)
      layer.encoding[.x] = ChannelSpec(field: SpecText(text: "value", range: layer.range), range: layer.range)
    }
    guard
      var table = loader.rows(
        of: layer.data, layer.transforms, rows: rows, mayBeEmpty: template != nil, at: layer.range, into: &diagnostics)
    else { return nil }

    var columns: [EncodingSpec.Channel: Int] = [:]
    var isComplete = true
    for channel in EncodingSpec.Channel.allCases {
      guard let field = layer.encoding[channel]?.field else { continue }
      if let column = collect({ () throws(Diagnostic) in try table.column(field.text, at: field.range) }) {
        columns[channel] = column
      } else {
        isComplete = false
      }
    }
    var details: [Int] = []
    for detail in layer.encoding.details {
      guard let field = detail.field else { continue }
      if let column = collect({ () throws(Diagnostic) in try table.column(field.text, at: field.range) }) {
        details.append(column)
      } else {
        isComplete = false
      }
    }
    var breakColumn: Int?
    if let field = layer.breakSpec?.field {
      breakColumn = collect { () throws(Diagnostic) in try table.column(field.text, at: field.range) }
      isComplete = isComplete && breakColumn != nil
    }
    guard isComplete else { return nil }
    aggregate(layer, &table, &columns, &details, &breakColumn)

    var channels: [EncodingSpec.Channel: BoundChannel] = [:]
    for channel in EncodingSpec.Channel.allCases where channel != .detail {
      guard let spec = layer.encoding[channel] else { continue }
      let type = spec.type ?? template?.channels[channel]?.type ?? inferredType(spec, columns[channel], table)
      channels[channel] = BoundChannel(spec: spec, column: columns[channel], type: type)
    }
    return BoundLayer(
      spec: layer, form: form, table: table, channels: channels, details: details, breakColumn: breakColumn)
  }

  /// Groups the rows where a channel asks for an aggregate, by all columns that are shown as they are.
  private func aggregate(
    _ layer: LayerSpec, _ table: inout DataTable, _ columns: inout [EncodingSpec.Channel: Int], _ details: inout [Int],
    _ breakColumn: inout Int?
  ) {
    let channels = EncodingSpec.Channel.allCases.filter { layer.encoding[$0] != nil }
    guard channels.contains(where: { layer.encoding[$0]?.aggregate != nil }) else { return }
    var groups: [Int] = []
    var items: [Aggregation.Item] = []
    for channel in channels {
      guard let spec = layer.encoding[channel] else { continue }
      if let operation = spec.aggregate {
        let name = spec.field.map { "\(operation.rawValue)_\($0.text)" } ?? operation.rawValue
        if !items.contains(where: { $0.name == name }) {
          items.append(
            Aggregation.Item(operation: operation, column: columns[channel], name: name, range: spec.range))
        }
      } else if let column = columns[channel], !groups.contains(column) {
        groups.append(column)
      }
    }
    for column in details + (breakColumn.map { [$0] } ?? []) where !groups.contains(column) { groups.append(column) }
    let before = table
    let result = collect { () throws(Diagnostic) in
      try Aggregation(groups: groups, items: items).apply(to: before)
    }
    guard let result else { return }
    table = result
    for channel in channels {
      guard let spec = layer.encoding[channel] else { continue }
      if let operation = spec.aggregate {
        let name = spec.field.map { "\(operation.rawValue)_\($0.text)" } ?? operation.rawValue
        columns[channel] = items.firstIndex { $0.name == name }.map { groups.count + $0 }
      } else if let column = columns[channel] {
        columns[channel] = groups.firstIndex(of: column)
      }
    }
    details = details.compactMap { groups.firstIndex(of: $0) }
    breakColumn = breakColumn.flatMap { groups.firstIndex(of: $0) }
  }

  /// Numbers are quantities, dates are dates, and everything else are names. Years are numbers by their digits alone, so
  /// the column's name decides for them.
  private func inferredType(_ spec: ChannelSpec, _ column: Int?, _ table: DataTable) -> ChannelSpec.DataType {
    if spec.aggregate != nil { return .quantitative }
    guard let column else {
      guard let datum = spec.datum else { return .nominal }
      return datum.double != nil ? .quantitative : datum.text.flatMap { WrittenDate($0) } != nil ? .temporal : .nominal
    }
    switch table.columns[column].type {
    case .date: return .temporal
    case .text:
      // Years beside months and days, as events have them.
      var isDate = false
      for row in 0..<table.rowCount {
        guard let text = table.text(row, column) else { continue }
        guard WrittenDate(text) != nil else { return .nominal }
        isDate = true
      }
      return isDate ? .temporal : .nominal
    case .number:
      let name = table.columns[column].name.lowercased()
      guard name.hasSuffix("year") || name.hasSuffix("date") || name.hasSuffix("period") else { return .quantitative }
      for row in 0..<table.rowCount {
        guard let text = table.text(row, column) else { continue }
        guard text.utf8.count == 4, WrittenDate(text) != nil else { return .quantitative }
      }
      return .temporal
    }
  }

  /// Whether the layers have what the chart's kind or mark needs.
  func checkForm(_ layers: [BoundLayer], _ form: PlotPanel.Form) -> Bool {
    var isFit = true
    func need(_ channel: EncodingSpec.Channel, _ what: String, in layer: BoundLayer) {
      guard layer.channels[channel] == nil else { return }
      diagnostics.error(
        "chart.missing-channel", "\(what) needs encoding '\(channel.rawValue)'", at: layer.spec.range,
        hint: "write '\(channel.rawValue): {field: …}' under 'encoding'")
      isFit = false
    }
    for layer in layers {
      switch form {
      case .timeline:
        need(.x, "a timeline", in: layer)
        need(.text, "a timeline", in: layer)
        if let x = layer.channels[.x], x.type != .temporal {
          diagnostics.error(
            "chart.not-a-date", "a timeline needs dates on x, and '\(x.spec.field?.text ?? "x")' has none", at: x.range,
            hint: "write dates as 2025, 2025-06 or 2025-06-30")
          isFit = false
        }
      case .dumbbell:
        need(.x, "a dumbbell chart", in: layer)
        need(.y, "a dumbbell chart", in: layer)
      case .waffle: need(.x, "a waffle chart", in: layer)
      case .cartesian:
        let mark = "mark '\(layer.spec.mark.kind.rawValue)'"
        switch layer.spec.mark.kind {
        case .line:
          need(.x, mark, in: layer)
          need(.y, mark, in: layer)
        case .area, .trail:
          if layer.channels[.x]?.spec.datum == nil { need(.x, mark, in: layer) }
          need(.y, mark, in: layer)
        case .arc:
          if layer.channels[.radius] == nil { need(.theta, mark, in: layer) }
        case .bar, .point, .circle, .square, .tick, .rule, .rect, .errorbar, .errorband, .boxplot:
          if layer.channels[.x] == nil { need(.y, mark, in: layer) }
        case .text:
          if layer.spec.mark.text == nil { need(.text, mark, in: layer) }
        }
      case .polar:
        if layer.spec.mark.kind == .arc, layer.channels[.radius] == nil { need(.theta, "an arc", in: layer) }
      }
      isFit = checkAxes(layer) && isFit
    }
    return isFit
  }

  private func checkAxes(_ layer: BoundLayer) -> Bool {
    var isFit = true
    for (channel, end) in [(EncodingSpec.Channel.x2, EncodingSpec.Channel.x), (.y2, .y)] {
      if let spec = layer.channels[channel], layer.channels[end] == nil {
        diagnostics.error(
          "chart.missing-channel", "encoding '\(channel.rawValue)' needs '\(end.rawValue)' beside it",
          at: spec.spec.range)
        isFit = false
      }
    }
    for (channel, end) in [(EncodingSpec.Channel.xOffset, EncodingSpec.Channel.x), (.yOffset, .y)] {
      if let spec = layer.channels[channel], layer.channels[end]?.isDiscrete != true {
        diagnostics.error(
          "chart.missing-channel", "encoding '\(channel.rawValue)' needs categories on '\(end.rawValue)'",
          at: spec.spec.range, hint: "write 'type: nominal' or 'type: ordinal' for '\(end.rawValue)'")
        isFit = false
      }
    }
    if layer.spec.mark.kind == .bar, let x = layer.channels[.x], let y = layer.channels[.y],
      x.type != .quantitative, y.type != .quantitative
    {
      diagnostics.error(
        "chart.no-quantity", "a bar needs a number on x or y", at: layer.spec.mark.range,
        hint: "neither '\(x.spec.field?.text ?? "x")' nor '\(y.spec.field?.text ?? "y")' is one")
      isFit = false
    }
    return isFit
  }
}
