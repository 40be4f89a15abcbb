import Diagnostics

extension EncodingSpec {
  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> EncodingSpec {
    var encoding = EncodingSpec()
    let names = Channel.allCases.map(\.rawValue)
    guard
      let object = SpecObject(
        node, "'encoding'", keys: names, unheeded: ["tooltip", "href", "url", "key", "description"], into: &diagnostics)
    else { return encoding }
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
    case .x2, .y2: return ["field", "type", "aggregate", "datum", "title"]
    case .xOffset, .yOffset: return data + ["sort", "scale"]
    case .order: return data + ["sort"]
    case .text: return data + ["datum", "value", "format", "condition"]
    case .detail: return data
    case .xError, .xError2, .yError, .yError2: return data + ["value"]
    case .theta, .radius: return data + ["datum", "sort", "scale", "stack"]
    case .theta2, .radius2: return ["field", "type", "aggregate", "datum", "title"]
    case .color, .fill, .stroke, .opacity, .fillOpacity, .strokeOpacity, .strokeWidth, .size, .shape, .strokeDash,
      .angle:
      return data + ["datum", "value", "sort", "scale", "legend", "condition", "format"]
    }
  }

  static func read(
    _ node: SourceNode, _ channel: EncodingSpec.Channel, into diagnostics: inout Diagnostics
  ) -> ChannelSpec? {
    let name = "encoding '\(channel.rawValue)'"
    let (node, fieldTest, conditions) = ConditionSpec.split(node, name, into: &diagnostics)
    if let text = node.text {
      diagnostics.error(
        "chart.not-a-mapping", "\(name) has to say what it shows", at: node.range,
        hint: "write '\(channel.rawValue): {field: \(text)}'")
      return nil
    }
    guard let object = SpecObject(node, name, keys: keys(of: channel), into: &diagnostics) else { return nil }
    var spec = ChannelSpec(range: node.range)
    spec.places = object.places
    spec.conditions = conditions
    spec.fieldTest = fieldTest
    spec.field = object.text("field", into: &diagnostics)
    spec.datum = object["datum"]
    spec.value = object["value"]
    spec.type = object.word("type", DataType.self, into: &diagnostics)
    spec.aggregate = object.word("aggregate", AggregateOperation.self, into: &diagnostics)
    spec.title = object.text("title", into: &diagnostics)
    spec.hidesTitle = object["title"]?.isNull ?? false
    spec.format = object.text("format", into: &diagnostics)
    let given = ["field", "datum", "value"].filter { object[$0] != nil }
    if given.isEmpty && spec.aggregate != .count && conditions.isEmpty {
      diagnostics.error(
        "chart.no-field", "\(name) has no 'field'", at: node.range, hint: "name the column that it shows")
      return nil
    }
    if given.count > 1, fieldTest == nil || given.contains("datum") {
      diagnostics.error(
        "chart.two-sources", "\(name) has both '\(given[0])' and '\(given[1])'", at: node.range, hint: "remove one")
    }
    if let value = object["sort"] { spec.sort = SortSpec.read(value, name, into: &diagnostics) }
    if let value = object["stack"] { spec.readStack(value, name, into: &diagnostics) }
    if let value = object["scale"] { spec.scale = ScaleSpec.read(value, name, into: &diagnostics) }
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
      case "x", "y", "color", "size", "opacity", "fill", "stroke", "strokeWidth", "shape", "text":
        return .channel(EncodingSpec.Channel(rawValue: word) ?? .x, isDescending: isDescending, node.range)
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

extension ConditionSpec {
  /// Takes the conditions out of what a channel is said to show.
  ///
  /// - Returns: What is left; where a condition has a field, the channel shows that field, in the rows that pass the test.
  fileprivate static func split(
    _ node: SourceNode, _ name: String, into diagnostics: inout Diagnostics
  ) -> (node: SourceNode, fieldTest: Predicate?, conditions: [ConditionSpec]) {
    guard let written = node["condition"], var entries = node.entries else { return (node, nil, []) }
    entries.removeAll { $0.key == "condition" }
    var fieldTest: Predicate?
    var conditions: [ConditionSpec] = []
    for item in written.items ?? [written] {
      if let param = item["param"] ?? item["selection"] {
        diagnostics.warning(
          "chart.no-effect", "a condition of \(name) on a parameter has no effect on the drawing", at: param.range,
          hint: "write 'test: …' for a condition on the data")
        continue
      }
      guard let test = item["test"].flatMap({ Predicate.read($0, "'test' of \(name)", into: &diagnostics) }) else {
        diagnostics.error(
          "chart.no-predicate", "a condition of \(name) has no 'test'", at: item.range,
          hint: "write 'condition: {test: \"datum.x > 3\", value: …}'")
        continue
      }
      if let value = item["value"] {
        conditions.append(ConditionSpec(test: test, value: value))
      } else if item["field"] != nil || item["aggregate"] != nil {
        fieldTest = test
        entries += (item.entries ?? []).filter { $0.key != "test" }
      } else {
        diagnostics.error(
          "chart.no-field", "a condition of \(name) has neither 'value' nor 'field'", at: item.range)
      }
    }
    return (SourceNode(.mapping(entries), at: node.range), fieldTest, conditions)
  }
}
