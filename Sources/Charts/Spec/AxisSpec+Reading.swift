import Diagnostics

extension AxisSpec {
  static let keys =
    ["title", "format", "values", "grid", "ticks", "domain", "labels", "tickCount", "tickMinStep"]
    + ["tickSize", "orient", "offset", "labelExpr", "labelOverlap", "labelAngle", "labelAlign"]
    + ["labelColor", "labelFontSize", "labelFontWeight", "labelFontStyle", "labelLimit", "labelPadding", "labelOffset"]
    + ["labelOpacity", "titleAlign", "titleAnchor", "titleColor", "titleFontSize"]
    + ["titleFontWeight", "titleFontStyle", "titleOpacity", "gridColor", "gridDash"]
    + ["gridOpacity", "gridWidth", "tickColor", "tickDash", "tickOpacity", "tickWidth", "domainColor", "domainDash"]
    + ["domainOpacity", "domainWidth", "zindex"]
  /// What Vega-Lite has for finer points that the layout or the sheet decides here.
  static let unheeded = [
    "aria", "description", "bandPosition", "domainCap", "domainDashOffset", "gridCap", "gridDashOffset", "labelBound",
    "labelFlush", "labelFlushOffset", "labelFont", "labelLineHeight", "labelSeparation", "maxExtent", "minExtent",
    "position", "style", "tickBand", "tickCap", "tickDashOffset", "tickExtra", "tickOffset", "tickRound", "titleFont",
    "titleLineHeight", "titleX", "titleY", "translate", "labelBaseline", "titleAngle", "titleBaseline", "titleLimit",
    "titlePadding",
  ]

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
    guard
      let object = SpecObject(node, "'axis' of \(name)", keys: keys, unheeded: unheeded, into: &diagnostics)
    else { return axis }
    axis.isShown = true
    axis.places = object.places
    axis.readWords(object, into: &diagnostics)
    axis.readTicks(object, into: &diagnostics)
    axis.label = TextSpec.read(object, "label", into: &diagnostics)
    axis.titleLook = TextSpec.read(object, "title", into: &diagnostics)
    axis.gridLine = LineSpec.read(object, "grid", into: &diagnostics)
    axis.tickLine = LineSpec.read(object, "tick", into: &diagnostics)
    axis.domainLine = LineSpec.read(object, "domain", into: &diagnostics)
    axis.orient = object.word("orient", Orient.self, into: &diagnostics)
    axis.offset = object.number("offset", in: -1000...1000, into: &diagnostics)
    axis.titleAnchor = object.text("titleAnchor", into: &diagnostics)?.text
    axis.isAbove = (object.number("zindex", in: 0...100, into: &diagnostics) ?? 0) > 0
    return axis
  }

  private mutating func readWords(_ object: SpecObject, into diagnostics: inout Diagnostics) {
    title = titleText(object, into: &diagnostics)
    hidesTitle = object["title"]?.isNull ?? false
    format = object.text("format", into: &diagnostics)
    labelExpression = object.text("labelExpr", into: &diagnostics)
    if let labels = object["labels"] {
      if labels.entries != nil {
        labelTexts = readLabelTexts(labels, into: &diagnostics)
      } else {
        self.labels = object.bool("labels", into: &diagnostics)
      }
    }
    if let value = object["labelOverlap"] {
      labelOverlap = value.bool ?? (value.text == "parity" || value.text == "greedy")
    }
  }

  private mutating func readTicks(_ object: SpecObject, into diagnostics: inout Diagnostics) {
    grid = object.bool("grid", into: &diagnostics)
    ticks = object.bool("ticks", into: &diagnostics)
    domain = object.bool("domain", into: &diagnostics)
    tickMinStep = object.number("tickMinStep", in: 0...1e15, into: &diagnostics)
    tickSize = object.number("tickSize", in: 0...1000, into: &diagnostics)
    if let value = object["tickCount"], let name = (value["interval"] ?? value).text, value.double == nil {
      tickInterval = CalendarInterval(name: name, step: max(1, min(value["step"]?.int ?? 1, 10_000)))
      if tickInterval == nil {
        diagnostics.error(
          "chart.unsupported-value", "'tickCount' of \(object.name) cannot be '\(name)'", at: value.range,
          hint: "it can be a number, or one of " + CalendarInterval.names.joined(separator: ", "))
      }
    } else {
      tickCount = object.number("tickCount", in: 0...1000, into: &diagnostics)
    }
    if let values = object["values"], !values.isNull {
      if let items = values.items {
        self.values = items
      } else {
        diagnostics.error("chart.not-a-list", "'values' of \(object.name) has to be a list", at: values.range)
      }
    }
  }
}

/// A title in one or more lines.
func titleText(_ object: SpecObject, into diagnostics: inout Diagnostics) -> SpecText? {
  guard let value = object["title"], let lines = value.items else { return object.text("title", into: &diagnostics) }
  return SpecText(text: lines.compactMap(\.text).joined(separator: "\n"), range: value.range)
}

extension AxisSpec.TextSpec {
  fileprivate static func read(_ object: SpecObject, _ part: String, into diagnostics: inout Diagnostics) -> Self {
    var look = AxisSpec.TextSpec()
    look.color = object["\(part)Color"].flatMap { ScaledColor.read($0, into: &diagnostics) }
    look.size = object.number("\(part)FontSize", in: 1...200, into: &diagnostics)
    if let value = object["\(part)FontWeight"] {
      look.weight = value.double ?? (value.text == "bold" ? 700 : value.text == "normal" ? 400 : nil)
    }
    look.isItalic = object["\(part)FontStyle"].map { $0.text == "italic" || $0.text == "oblique" }
    look.angle = object.number("\(part)Angle", in: -360...360, into: &diagnostics)
    look.align = object.word("\(part)Align", MarkSpec.Alignment.self, into: &diagnostics)
    look.padding = object.number("\(part)Padding", in: -1000...1000, into: &diagnostics)
    look.limit = object.number("\(part)Limit", in: 0...10_000, into: &diagnostics)
    look.offset = object.number("\(part)Offset", in: -1000...1000, into: &diagnostics)
    if let opacity = object.number("\(part)Opacity", in: 0...1, into: &diagnostics), opacity == 0 {
      look.color = ScaledColor.unpainted
    }
    return look
  }
}

extension AxisSpec.LineSpec {
  fileprivate static func read(_ object: SpecObject, _ part: String, into diagnostics: inout Diagnostics) -> Self {
    var look = AxisSpec.LineSpec()
    look.color = object["\(part)Color"].flatMap { ScaledColor.read($0, into: &diagnostics) }
    look.width = object.number("\(part)Width", in: 0...100, into: &diagnostics)
    look.dash = object["\(part)Dash"].flatMap { readDash($0, "'\(part)Dash'", into: &diagnostics) }
    look.opacity = object.number("\(part)Opacity", in: 0...1, into: &diagnostics)
    return look
  }
}

extension LegendSpec {
  static let keys =
    ["title", "labels", "orient", "direction", "columns", "values", "format", "tickCount"]
    + [
      "type", "symbolType", "symbolSize", "symbolFillColor", "symbolStrokeColor", "symbolStrokeWidth", "symbolOpacity",
    ]
    + ["symbolDash", "gradientLength", "gradientThickness"]
  static let unheeded = [
    "aria", "clipHeight", "columnPadding", "rowPadding", "cornerRadius", "fillColor", "gradientOpacity",
    "gradientStrokeColor", "gradientStrokeWidth", "gridAlign", "labelAlign", "labelBaseline", "labelColor", "labelFont",
    "labelFontSize", "labelFontStyle", "labelFontWeight", "labelLimit", "labelOffset", "labelOpacity", "labelOverlap",
    "labelPadding", "labelSeparation", "legendX", "legendY", "offset", "padding", "strokeColor", "symbolLimit",
    "symbolOffset", "tickMinStep", "titleAlign", "titleAnchor", "titleBaseline", "titleColor", "titleFont",
    "titleFontSize", "titleFontStyle", "titleFontWeight", "titleLimit", "titleLineHeight", "titleOpacity",
    "titleOrient", "titlePadding", "zindex", "description", "symbolDashOffset",
  ]

  static func read(_ node: SourceNode, _ name: String, into diagnostics: inout Diagnostics) -> LegendSpec {
    var legend = LegendSpec()
    legend.range = node.range
    if node.isNull || node.bool == false {
      legend.isShown = false
      return legend
    }
    if node.bool == true {
      legend.isShown = true
      return legend
    }
    guard
      let object = SpecObject(node, "'legend' of \(name)", keys: keys, unheeded: unheeded, into: &diagnostics)
    else { return legend }
    legend.title = titleText(object, into: &diagnostics)
    legend.hidesTitle = object["title"]?.isNull ?? false
    if legend.title != nil || object["orient"] != nil { legend.isShown = true }
    if let labels = object["labels"] { legend.labelTexts = readLabelTexts(labels, into: &diagnostics) }
    legend.orient = object.word("orient", Orient.self, into: &diagnostics)
    legend.direction = object.word("direction", Direction.self, into: &diagnostics)
    legend.columns = object.number("columns", in: 0...100, into: &diagnostics).map { Int($0) }
    legend.values = object["values"]?.items
    legend.format = object.text("format", into: &diagnostics)
    legend.tickCount = object.number("tickCount", in: 1...100, into: &diagnostics)
    legend.kind = object.word("type", Kind.self, into: &diagnostics)
    legend.symbolType = object.word("symbolType", PointShape.self, into: &diagnostics)
    legend.symbolSize = object.number("symbolSize", in: 0...10_000, into: &diagnostics)
    legend.symbolLook.fill = object["symbolFillColor"].flatMap { ScaledColor.read($0, into: &diagnostics) }
    legend.symbolLook.stroke = object["symbolStrokeColor"].flatMap { ScaledColor.read($0, into: &diagnostics) }
    legend.symbolLook.strokeWidth = object.number("symbolStrokeWidth", in: 0...100, into: &diagnostics)
    legend.symbolLook.opacity = object.number("symbolOpacity", in: 0...1, into: &diagnostics)
    legend.symbolLook.dash = object["symbolDash"].flatMap { readDash($0, "'symbolDash'", into: &diagnostics) }
    legend.gradientLength = object.number("gradientLength", in: 10...2000, into: &diagnostics)
    legend.gradientThickness = object.number("gradientThickness", in: 2...100, into: &diagnostics)
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
