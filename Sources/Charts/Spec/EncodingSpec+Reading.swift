import Diagnostics

extension EncodingSpec {
  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> EncodingSpec {
    var encoding = EncodingSpec()
    let names = Channel.allCases.map(\.rawValue)
    guard let object = SpecObject(node, "'encoding'", keys: names, into: &diagnostics) else { return encoding }
    for channel in Channel.allCases {
      guard let value = object[channel.rawValue], !value.isNull else { continue }
      if channel == .detail, let items = value.items {
        encoding.details = items.compactMap { ChannelSpec.read($0, channel, into: &diagnostics) }
      } else if let spec = ChannelSpec.read(value, channel, into: &diagnostics) {
        encoding[channel] = spec
      }
    }
    if let detail = encoding[.detail] { encoding.details = [detail] }
    return encoding
  }
}

extension ChannelSpec {
  private static func keys(of channel: EncodingSpec.Channel) -> [String] {
    let data = ["field", "type", "aggregate", "title"]
    switch channel {
    case .x, .y: return data + ["datum", "sort", "scale", "axis", "stack", "format"]
    case .x2, .y2: return ["field", "type", "aggregate", "datum"]
    case .color: return data + ["datum", "value", "sort", "scale", "legend"]
    case .shape: return data + ["value", "sort", "scale", "legend"]
    case .xOffset, .yOffset: return ["field", "type", "sort", "scale"]
    case .order: return ["field", "type", "aggregate", "sort"]
    case .text: return ["field", "type", "aggregate", "value", "format"]
    case .detail: return ["field", "type"]
    }
  }

  static func read(
    _ node: SourceNode, _ channel: EncodingSpec.Channel, into diagnostics: inout Diagnostics
  ) -> ChannelSpec? {
    let name = "encoding '\(channel.rawValue)'"
    if let text = node.text {
      diagnostics.error(
        "chart.not-a-mapping", "\(name) has to say what it shows", at: node.range,
        hint: "write '\(channel.rawValue): {field: \(text)}'")
      return nil
    }
    guard let object = SpecObject(node, name, keys: keys(of: channel), into: &diagnostics) else { return nil }
    var spec = ChannelSpec(range: node.range)
    spec.places = object.places
    spec.field = object.text("field", into: &diagnostics)
    spec.datum = object["datum"]
    spec.value = object["value"]
    spec.type = object.word("type", DataType.self, into: &diagnostics)
    spec.aggregate = object.word("aggregate", AggregateOperation.self, into: &diagnostics)
    spec.title = object.text("title", into: &diagnostics)
    spec.hidesTitle = object["title"]?.isNull ?? false
    spec.format = object.text("format", into: &diagnostics)
    let given = ["field", "datum", "value"].filter { object[$0] != nil }
    if given.isEmpty && spec.aggregate != .count {
      diagnostics.error(
        "chart.no-field", "\(name) has no 'field'", at: node.range, hint: "name the column that it shows")
      return nil
    }
    if given.count > 1 {
      diagnostics.error(
        "chart.two-sources", "\(name) has both '\(given[0])' and '\(given[1])'", at: node.range, hint: "remove one")
    }
    if let value = object["sort"] { spec.sort = SortSpec.read(value, name, into: &diagnostics) }
    if let value = object["stack"] { spec.readStack(value, name, into: &diagnostics) }
    if let value = object["scale"], !value.isNull { spec.scale = ScaleSpec.read(value, channel, into: &diagnostics) }
    if let value = object["axis"] { spec.axis = AxisSpec.read(value, name, into: &diagnostics) }
    if let value = object["legend"] { spec.legend = LegendSpec.read(value, name, into: &diagnostics) }
    return spec
  }

  private mutating func readStack(_ node: SourceNode, _ name: String, into diagnostics: inout Diagnostics) {
    if node.isNull || node.bool == false {
      stack = .none
    } else if node.bool == true {
      stack = .mode(.zero)
    } else if let mode = parseWord(node, "'stack' of \(name)", StackMode.self, into: &diagnostics) {
      stack = .mode(mode)
    }
  }
}

extension SortSpec {
  static func read(_ node: SourceNode, _ name: String, into diagnostics: inout Diagnostics) -> SortSpec {
    if node.isNull { return .none }
    if node.items != nil { return .values(texts(node, "sort", into: &diagnostics)) }
    if let text = node.text {
      let isDescending = text.hasPrefix("-")
      let word = isDescending ? String(text.dropFirst()) : text
      switch word {
      case "ascending" where !isDescending: return .ascending
      case "descending" where !isDescending: return .descending
      case "x", "y", "color":
        return .channel(word == "x" ? .x : word == "y" ? .y : .color, isDescending: isDescending, node.range)
      default:
        let words = ["ascending", "descending", "x", "y", "-x", "-y"]
        diagnostics.error(
          "chart.unsupported-value", "'sort' of \(name) cannot be '\(text)'", at: node.range,
          hint: didYouMean(text, in: words) ?? "it can be \(words.joined(separator: ", ")), null, a list, or {field: …}"
        )
        return .automatic
      }
    }
    guard
      let object = SpecObject(
        node, "'sort' of \(name)", keys: ["field", "op", "order", "encoding"], into: &diagnostics)
    else { return .automatic }
    let isDescending = object.word("order", Order.self, into: &diagnostics) == .descending
    if let field = object.text("field", into: &diagnostics) {
      return .field(field, object.word("op", AggregateOperation.self, into: &diagnostics), isDescending: isDescending)
    }
    if let channel = object.word("encoding", SortChannel.self, into: &diagnostics) {
      return .channel(channel == .x ? .x : .y, isDescending: isDescending, node.range)
    }
    diagnostics.error("chart.no-field", "'sort' of \(name) names no 'field' or 'encoding'", at: node.range)
    return .automatic
  }

  private enum SortChannel: String, CaseIterable { case x, y }
}

extension ScaleSpec {
  /// The properties that a channel's scale heeds.
  private static func keys(of channel: EncodingSpec.Channel) -> [String] {
    switch channel {
    case .color: ["type", "domain", "range"]
    case .shape, .xOffset, .yOffset: ["domain"]
    default:
      ["type", "domain", "zero", "nice", "reverse", "padding", "paddingInner", "paddingOuter"]
    }
  }

  static func read(
    _ node: SourceNode, _ channel: EncodingSpec.Channel, into diagnostics: inout Diagnostics
  ) -> ScaleSpec {
    var scale = ScaleSpec()
    let name = "encoding '\(channel.rawValue)'"
    guard let object = SpecObject(node, "'scale' of \(name)", keys: keys(of: channel), into: &diagnostics) else {
      return scale
    }
    scale.places = object.places
    if let kind = object.word("type", Kind.self, into: &diagnostics) {
      scale.kind = (kind, object["type"]?.range ?? node.range)
    }
    for key in ["domain", "range"] {
      guard let value = object[key] else { continue }
      guard let items = value.items, !items.isEmpty else {
        diagnostics.error("chart.not-a-list", "'\(key)' of the scale of \(name) has to be a list", at: value.range)
        continue
      }
      if key == "domain" { scale.domain = items } else { scale.range = texts(value, "range", into: &diagnostics) }
    }
    scale.zero = object.bool("zero", into: &diagnostics)
    if let value = object["nice"] {
      if let count = value.double, count >= 1, count <= 100 {
        scale.nice = true
        scale.niceCount = count
      } else {
        scale.nice = object.bool("nice", into: &diagnostics)
      }
    }
    scale.isReversed = object.bool("reverse", into: &diagnostics) ?? false
    let padding = object.number("padding", in: 0...1, into: &diagnostics)
    scale.paddingInner = object.number("paddingInner", in: 0...0.99, into: &diagnostics) ?? padding
    scale.paddingOuter = object.number("paddingOuter", in: 0...10, into: &diagnostics) ?? padding
    return scale
  }
}

extension AxisSpec {
  static let keys = ["title", "format", "values", "grid", "ticks", "domain", "labels", "tickCount"]

  static func read(_ node: SourceNode, _ name: String, into diagnostics: inout Diagnostics) -> AxisSpec {
    var axis = AxisSpec()
    axis.range = node.range
    if node.isNull || node.bool == false {
      axis.isShown = false
      return axis
    }
    if node.bool == true {
      axis.isShown = true
      return axis
    }
    guard let object = SpecObject(node, "'axis' of \(name)", keys: keys, into: &diagnostics) else { return axis }
    axis.isShown = true
    axis.places = object.places
    axis.title = object.text("title", into: &diagnostics)
    axis.hidesTitle = object["title"]?.isNull ?? false
    axis.format = object.text("format", into: &diagnostics)
    axis.grid = object.bool("grid", into: &diagnostics)
    axis.ticks = object.bool("ticks", into: &diagnostics)
    axis.domain = object.bool("domain", into: &diagnostics)
    axis.tickCount = object.number("tickCount", in: 1...50, into: &diagnostics)
    if let values = object["values"] {
      if let items = values.items, !items.isEmpty {
        axis.values = items
      } else {
        diagnostics.error("chart.not-a-list", "'values' of the axis of \(name) has to be a list", at: values.range)
      }
    }
    if let labels = object["labels"] {
      if labels.entries != nil {
        axis.labelTexts = readLabelTexts(labels, into: &diagnostics)
      } else {
        axis.labels = object.bool("labels", into: &diagnostics)
      }
    }
    return axis
  }
}

extension LegendSpec {
  static func read(_ node: SourceNode, _ name: String, into diagnostics: inout Diagnostics) -> LegendSpec {
    var legend = LegendSpec()
    if node.isNull || node.bool == false {
      legend.isShown = false
      return legend
    }
    if node.bool == true {
      legend.isShown = true
      return legend
    }
    guard let object = SpecObject(node, "'legend' of \(name)", keys: ["title", "labels"], into: &diagnostics) else {
      return legend
    }
    legend.title = object.text("title", into: &diagnostics)
    if legend.title != nil { legend.isShown = true }
    if let labels = object["labels"] { legend.labelTexts = readLabelTexts(labels, into: &diagnostics) }
    return legend
  }
}

/// A mapping of values as they are in the data to what is printed for them.
func readLabelTexts(_ node: SourceNode, into diagnostics: inout Diagnostics) -> [String: SpecText] {
  guard let entries = node.entries else {
    diagnostics.error(
      "chart.not-a-mapping", "'labels' has to map values to what is printed for them", at: node.range)
    return [:]
  }
  var result: [String: SpecText] = [:]
  for entry in entries {
    guard let text = entry.value.text else {
      diagnostics.error("chart.not-a-text", "the label of '\(entry.key)' has to be a text", at: entry.value.range)
      continue
    }
    result[entry.key] = SpecText(text: text, range: entry.value.range)
  }
  return result
}
