import Diagnostics

extension ScaleSpec {
  static let keys =
    ["type", "domain", "range", "zero", "nice", "reverse", "clamp", "round", "padding", "paddingInner", "paddingOuter"]
    + ["align", "exponent", "constant", "base", "scheme", "interpolate", "domainMin", "domainMax", "domainMid"]
    + ["rangeMin", "rangeMax"]

  static func read(_ node: SourceNode, _ name: String, into diagnostics: inout Diagnostics) -> ScaleSpec {
    var scale = ScaleSpec()
    if node.isNull {
      scale.isIdentity = true
      return scale
    }
    guard
      let object = SpecObject(
        node, "'scale' of \(name)", keys: keys, unheeded: ["bins", "domainRaw"], into: &diagnostics)
    else { return scale }
    scale.places = object.places
    if let kind = object.word("type", Kind.self, into: &diagnostics) {
      scale.kind = (kind, object["type"]?.range ?? node.range)
    }
    scale.readDomain(object, into: &diagnostics)
    scale.readRange(object, into: &diagnostics)
    scale.zero = object.bool("zero", into: &diagnostics)
    scale.nice = Nice.read(object, into: &diagnostics)
    scale.isReversed = object.bool("reverse", into: &diagnostics) ?? false
    scale.isClamped = object.bool("clamp", into: &diagnostics) ?? false
    scale.rounds = object.bool("round", into: &diagnostics) ?? false
    scale.padding = object.number("padding", in: 0...1000, into: &diagnostics)
    scale.paddingInner = object.number("paddingInner", in: 0...0.99, into: &diagnostics)
    scale.paddingOuter = object.number("paddingOuter", in: 0...10, into: &diagnostics)
    scale.align = object.number("align", in: 0...1, into: &diagnostics)
    scale.exponent = object.number("exponent", in: 0.01...100, into: &diagnostics)
    scale.constant = object.number("constant", in: 1e-12...1e12, into: &diagnostics)
    scale.base = object.number("base", in: 1.0001...1e6, into: &diagnostics)
    for (key, kind) in [("exponent", Kind.pow), ("constant", .symlog), ("base", .log)] {
      guard let place = scale.places[key], scale.kind?.0 != kind else { continue }
      diagnostics.error(
        "chart.unsupported-property", "'\(key)' belongs to a scale of type '\(kind.rawValue)'", at: place,
        hint: "write 'type: \(kind.rawValue)', or remove it")
    }
    return scale
  }

  private mutating func readDomain(_ object: SpecObject, into diagnostics: inout Diagnostics) {
    if let value = object["domain"] {
      if let union = value["unionWith"]?.items {
        domainAddition = union
      } else if let items = value.items, !items.isEmpty {
        domain = items
      } else if value.entries != nil, value["param"] != nil || value["selection"] != nil {
        diagnostics.warning(
          "chart.no-effect", "a domain of a parameter has no effect on the drawing", at: value.range, hint: "remove it")
      } else {
        diagnostics.error(
          "chart.not-a-list", "'domain' of \(object.name) has to be a list", at: value.range,
          hint: "write [0, 100], or {unionWith: [0, 100]}")
      }
    }
    domainMin = object["domainMin"].flatMap { $0.isNull ? nil : $0 }
    domainMax = object["domainMax"].flatMap { $0.isNull ? nil : $0 }
    domainMid = object["domainMid"].flatMap { $0.isNull ? nil : $0 }
  }

  private mutating func readRange(_ object: SpecObject, into diagnostics: inout Diagnostics) {
    rangeMin = object.number("rangeMin", in: 0...100_000, into: &diagnostics)
    rangeMax = object.number("rangeMax", in: 0...100_000, into: &diagnostics)
    if let value = object["range"] {
      switch value.text {
      case "category", "ordinal", "ramp", "diverging", "heatmap", "symbol": break
      default:
        if let items = value.items, !items.isEmpty {
          range = items
        } else {
          diagnostics.error(
            "chart.not-a-list", "'range' of \(object.name) has to be a list", at: value.range,
            hint: "name a colour scheme by 'scheme'")
        }
      }
    }
    if let value = object["scheme"], !value.isNull { scheme = SchemeSpec.read(value, object.name, into: &diagnostics) }
    if let value = object["interpolate"] {
      interpolation = parseWord(
        value["type"] ?? value, "'interpolate' of \(object.name)", ColorInterpolation.self, into: &diagnostics)
    }
  }
}

extension ScaleSpec.Nice {
  /// `true`, a number of steps, the name of an interval, or `{interval: month, step: 3}`.
  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> ScaleSpec.Nice? {
    guard let value = object["nice"], !value.isNull else { return nil }
    if let count = value.double, count >= 1, count <= 100 { return .count(count) }
    if let bool = value.bool { return bool ? .yes : .no }
    if let name = (value["interval"] ?? value).text,
      let interval = CalendarInterval(name: name, step: max(1, min(value["step"]?.int ?? 1, 10_000)))
    {
      return .interval(interval)
    }
    diagnostics.error(
      "chart.unsupported-value", "'nice' of \(object.name) cannot be '\(value.text ?? "that")'", at: value.range,
      hint: "it can be true, false, a number of steps, or one of " + CalendarInterval.names.joined(separator: ", "))
    return nil
  }
}

extension SchemeSpec {
  static func read(_ node: SourceNode, _ name: String, into diagnostics: inout Diagnostics) -> SchemeSpec? {
    guard let text = (node["name"] ?? node).text else {
      diagnostics.error("chart.not-a-text", "'scheme' of \(name) has to name a colour scheme", at: node.range)
      return nil
    }
    var spec = SchemeSpec(name: SpecText(text: text, range: (node["name"] ?? node).range))
    // `blues-5` is five colours of blues.
    if ColorSchemes.colors(text) == nil, let dash = text.lastIndex(of: "-"),
      let count = Int(text[text.index(after: dash)...]), (1...100).contains(count)
    {
      spec.name.text = String(text[..<dash])
      spec.count = count
    }
    guard ColorSchemes.colors(spec.name.text) != nil else {
      diagnostics.error(
        "chart.unknown-scheme", "there is no colour scheme '\(spec.name.text)'", at: spec.name.range,
        hint: didYouMean(spec.name.text.lowercased(), in: ColorSchemes.names) ?? "one is blues, another viridis")
      return nil
    }
    if let count = node["count"]?.int, (1...100).contains(count) { spec.count = count }
    if let ends = node["extent"]?.items?.compactMap(\.double), ends.count == 2, ends[0] != ends[1] {
      spec.extent = min(ends[0], ends[1])...max(ends[0], ends[1])
      spec.isReversed = ends[0] > ends[1]
    }
    return spec
  }
}
