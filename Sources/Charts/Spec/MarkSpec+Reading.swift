import Diagnostics

extension MarkSpec {
  /// Properties that every mark heeds.
  private static let shared =
    ["type", "class", "style", "color", "fill", "stroke", "opacity", "fillOpacity", "strokeOpacity", "strokeWidth"]
    + ["strokeDash", "strokeCap", "strokeJoin", "filled", "orient", "labels", "size"]
  private static let corners =
    ["cornerRadius", "cornerRadiusEnd", "cornerRadiusTopLeft", "cornerRadiusTopRight", "cornerRadiusBottomLeft"]
    + ["cornerRadiusBottomRight"]
  /// What belongs to a screen, or has no bearing on a drawing of this kind.
  private static let withoutEffect = [
    "tooltip", "href", "cursor", "url", "aria", "description", "blend", "strokeMiterLimit", "strokeDashOffset",
    "minBandSize", "continuousBandSize", "discreteBandSize", "ellipsis", "dir", "font", "fontStyle", "fontWeight",
    "lineHeight", "xOffset", "yOffset", "x2Offset", "y2Offset", "order", "aspect",
  ]

  /// The properties that each kind of mark heeds besides.
  private static func keys(of kind: Kind) -> [String] {
    let line = ["interpolate", "tension", "point"]
    switch kind {
    case .bar: return shared + corners + ["width", "height", "binSpacing", "bandSize"]
    case .rect: return shared + corners + ["width", "height"]
    case .line: return shared + line
    case .trail: return shared + ["interpolate"]
    case .area: return shared + line + ["line"]
    case .point: return shared + ["shape", "angle"]
    case .circle, .square: return shared + ["angle"]
    case .rule: return shared
    case .tick: return shared + ["thickness", "bandSize", "angle", "width", "height"]
    case .text:
      return shared
        + ["text", "align", "baseline", "dx", "dy", "angle", "fontSize", "limit", "radius", "theta"]
        + ["radiusOffset"]
    case .arc:
      return shared + ["innerRadius", "outerRadius", "radius", "theta", "padAngle", "cornerRadius", "radiusOffset"]
    case .errorbar: return shared + ["extent", "center", "ticks", "rule", "thickness"]
    case .errorband: return shared + ["extent", "center", "band", "borders", "interpolate", "tension"]
    case .boxplot: return shared + ["extent", "ticks", "rule", "box", "median", "outliers"]
    }
  }

  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> MarkSpec? {
    if node.text != nil {
      return readKind(node, "'mark'", into: &diagnostics).map { MarkSpec(kind: $0, range: node.range) }
    }
    guard let type = node["type"] else {
      diagnostics.error("chart.no-mark", "'mark' has no 'type'", at: node.range, hint: "write 'mark: bar'")
      return nil
    }
    guard let kind = readKind(type, "'type' of the mark", into: &diagnostics),
      let object = SpecObject(
        node, "mark '\(kind.rawValue)'", keys: keys(of: kind), unheeded: withoutEffect, into: &diagnostics)
    else { return nil }
    var mark = MarkSpec(kind: kind, range: node.range)
    mark.readLooks(object, into: &diagnostics)
    mark.readShape(object, into: &diagnostics)
    mark.readText(object, into: &diagnostics)
    mark.readComposite(object, into: &diagnostics)
    return mark
  }

  private static func readKind(_ node: SourceNode, _ what: String, into diagnostics: inout Diagnostics) -> Kind? {
    if let text = node.text, text == "geoshape" || text == "image" {
      diagnostics.error(
        "chart.unsupported-value", "\(what) cannot be '\(text)': maps and pictures are not drawn in charts",
        at: node.range, hint: "it can be " + Kind.allCases.map(\.rawValue).joined(separator: ", "))
      return nil
    }
    return parseWord(node, what, Kind.self, into: &diagnostics)
  }

  private mutating func readLooks(_ object: SpecObject, into diagnostics: inout Diagnostics) {
    for key in ["class", "style"] {
      classes +=
        object[key].flatMap { $0.text ?? $0.items?.compactMap(\.text).joined(separator: " ") }?
        .split(separator: " ").map(String.init) ?? []
    }
    visual = MarkVisual.read(object, into: &diagnostics)
    isFilled = object.bool("filled", into: &diagnostics)
    cap = object.word("strokeCap", StrokeCap.self, into: &diagnostics)
    join = object.word("strokeJoin", StrokeJoin.self, into: &diagnostics)
    orientation = object.word("orient", Orientation.self, into: &diagnostics)
    if let value = object["labels"] {
      if let bool = value.bool {
        labels = bool ? LabelDensity.all : LabelDensity.none
      } else {
        labels = object.word("labels", LabelDensity.self, into: &diagnostics)
      }
    }
  }

  private mutating func readShape(_ object: SpecObject, into diagnostics: inout Diagnostics) {
    let lengths = 0.0...10_000
    interpolation = object.word("interpolate", CurveInterpolation.self, into: &diagnostics) ?? .linear
    tension = object.number("tension", in: 0...1, into: &diagnostics)
    point = OverlaySpec.read(object, "point", into: &diagnostics)
    line = OverlaySpec.read(object, "line", into: &diagnostics)
    thickness = object.number("thickness", in: 0...1000, into: &diagnostics)
    bandSize = object.number("bandSize", in: lengths, into: &diagnostics)
    binSpacing = object.number("binSpacing", in: 0...100, into: &diagnostics)
    width = BandLength.read(object, "width", into: &diagnostics)
    height = BandLength.read(object, "height", into: &diagnostics)
    corners.all = object.number("cornerRadius", in: lengths, into: &diagnostics)
    corners.end = object.number("cornerRadiusEnd", in: lengths, into: &diagnostics)
    corners.topLeft = object.number("cornerRadiusTopLeft", in: lengths, into: &diagnostics)
    corners.topRight = object.number("cornerRadiusTopRight", in: lengths, into: &diagnostics)
    corners.bottomLeft = object.number("cornerRadiusBottomLeft", in: lengths, into: &diagnostics)
    corners.bottomRight = object.number("cornerRadiusBottomRight", in: lengths, into: &diagnostics)
    innerRadius = object.number("innerRadius", in: lengths, into: &diagnostics)
    outerRadius = object.number("outerRadius", in: lengths, into: &diagnostics)
    radius = object.number("radius", in: lengths, into: &diagnostics)
    radiusOffset = object.number("radiusOffset", in: -1000...1000, into: &diagnostics) ?? 0
    theta = object.number("theta", in: -100...100, into: &diagnostics)
    padAngle = object.number("padAngle", in: 0...1, into: &diagnostics) ?? 0
  }

  private mutating func readText(_ object: SpecObject, into diagnostics: inout Diagnostics) {
    if let value = object["text"], let lines = value.items {
      let words = lines.compactMap(\.text).joined(separator: "\n")
      text = SpecText(text: words, range: value.range)
    } else {
      text = object.text("text", into: &diagnostics)
    }
    alignment = object.word("align", Alignment.self, into: &diagnostics)
    baseline = object.word("baseline", Baseline.self, into: &diagnostics)
    fontSize = object.number("fontSize", in: 1...400, into: &diagnostics)
    dx = object.number("dx", in: -1000...1000, into: &diagnostics) ?? 0
    dy = object.number("dy", in: -1000...1000, into: &diagnostics) ?? 0
    limit = object.number("limit", in: 0...10_000, into: &diagnostics)
  }

  private mutating func readComposite(_ object: SpecObject, into diagnostics: inout Diagnostics) {
    composite.center = object.word("center", CompositeSpec.Center.self, into: &diagnostics)
    if let value = object["extent"] {
      switch (value.text, value.double) {
      case (_, let factor?) where factor >= 0 && kind == .boxplot: composite.extent = .tukey(factor)
      case ("min-max", _) where kind == .boxplot: composite.extent = .minMax
      case ("ci", _) where kind != .boxplot: composite.extent = .ci
      case ("stderr", _) where kind != .boxplot: composite.extent = .stderr
      case ("stdev", _) where kind != .boxplot: composite.extent = .stdev
      case ("iqr", _) where kind != .boxplot: composite.extent = .iqr
      default:
        diagnostics.error(
          "chart.unsupported-value", "'extent' of \(object.name) cannot be '\(value.text ?? "that")'", at: value.range,
          hint: kind == .boxplot ? "it can be 'min-max' or a number such as 1.5" : "it can be ci, stderr, stdev or iqr")
      }
    }
    for key in ["ticks", "rule", "box", "median", "outliers", "band", "borders"] {
      guard let value = object[key] else { continue }
      if let bool = value.bool {
        composite.parts[key] = CompositeSpec.PartSpec(isShown: bool)
      } else if let inner = SpecObject(
        value, "'\(key)' of \(object.name)", keys: MarkVisual.keys + ["size", "thickness"],
        unheeded: MarkSpec.withoutEffect, into: &diagnostics)
      {
        composite.parts[key] = CompositeSpec.PartSpec(
          visual: MarkVisual.read(inner, into: &diagnostics),
          size: inner.number("size", in: 0...10_000, into: &diagnostics))
      }
    }
  }
}

extension OverlaySpec {
  /// `true`, `"transparent"`, or a mapping of looks.
  static func read(_ object: SpecObject, _ key: String, into diagnostics: inout Diagnostics) -> OverlaySpec? {
    guard let value = object[key] else { return nil }
    if let bool = value.bool { return bool ? OverlaySpec() : nil }
    if value.text == "transparent" {
      var visual = MarkVisual()
      visual.opacity = 0
      return OverlaySpec(visual: visual)
    }
    guard
      let inner = SpecObject(
        value, "'\(key)' of \(object.name)", keys: MarkVisual.keys + ["filled", "interpolate"],
        unheeded: ["tooltip", "strokeCap", "strokeJoin"], into: &diagnostics)
    else { return nil }
    return OverlaySpec(
      visual: MarkVisual.read(inner, into: &diagnostics), isFilled: inner.bool("filled", into: &diagnostics),
      interpolation: inner.word("interpolate", CurveInterpolation.self, into: &diagnostics))
  }
}

extension BandLength {
  /// A number of pixels, or `{band: 0.7}`.
  static func read(_ object: SpecObject, _ key: String, into diagnostics: inout Diagnostics) -> BandLength? {
    guard let value = object[key] else { return nil }
    if let share = value["band"]?.double, share > 0, share <= 1 { return .share(share) }
    if let pixels = value.double, pixels > 0, pixels <= 10_000 { return .pixels(pixels) }
    diagnostics.error(
      "chart.not-a-length", "'\(key)' of \(object.name) has to be a number of pixels or a share of the band",
      at: value.range, hint: "write \(key): 20, or \(key): {band: 0.7}")
    return nil
  }
}

extension MarkVisual {
  static let keys = [
    "color", "fill", "stroke", "opacity", "fillOpacity", "strokeOpacity", "strokeWidth", "strokeDash", "size", "shape",
    "angle",
  ]

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> MarkVisual {
    var visual = MarkVisual()
    visual.color = object["color"].flatMap { ScaledColor.read($0, into: &diagnostics) }
    visual.fill = object["fill"].flatMap { ScaledColor.read($0, into: &diagnostics) }
    visual.stroke = object["stroke"].flatMap { ScaledColor.read($0, into: &diagnostics) }
    visual.opacity = object.number("opacity", in: 0...1, into: &diagnostics)
    visual.fillOpacity = object.number("fillOpacity", in: 0...1, into: &diagnostics)
    visual.strokeOpacity = object.number("strokeOpacity", in: 0...1, into: &diagnostics)
    visual.strokeWidth = object.number("strokeWidth", in: 0...1000, into: &diagnostics)
    visual.size = object.number("size", in: 0...100_000, into: &diagnostics)
    visual.shape = object.word("shape", PointShape.self, into: &diagnostics)
    visual.angle = object.number("angle", in: -3600...3600, into: &diagnostics)
    visual.dash = object["strokeDash"].flatMap { readDash($0, "'strokeDash'", into: &diagnostics) }
    return visual
  }
}

/// A list of lengths in pixels; `[]` and `[1, 0]` draw a whole line.
func readDash(_ node: SourceNode, _ what: String, into diagnostics: inout Diagnostics) -> [Double]? {
  let lengths = node.items?.compactMap(\.double) ?? []
  guard let items = node.items, lengths.count == items.count, !lengths.contains(where: { $0 < 0 }) else {
    diagnostics.error(
      "chart.not-a-dash", "\(what) has to be a list of lengths in pixels", at: node.range, hint: "write [4, 2]")
    return nil
  }
  return lengths
}
