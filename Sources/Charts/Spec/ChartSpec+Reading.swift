import Diagnostics
import Geometry

extension ChartSpec {
  /// What a chart has besides what its view has.
  private static let keys = [
    "title", "subtitle", "source", "note", "alt", "description", "width", "height", "highlight", "datasets",
    "$schema",
  ]

  /// Reads a spec; what is wrong with it is reported and left out.
  ///
  /// - Returns: Nil if there is no mark to draw.
  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> ChartSpec? {
    guard let written = SpecObject(node, "the chart", keys: keys + ViewSpec.keys(of: node), into: &diagnostics) else {
      return nil
    }
    let expanded = ViewSpec.expanded(written, into: &diagnostics)
    let object = expanded ?? written
    let root = expanded.flatMap { ViewSpec.read($0, inherited: nil, isExpanded: true, into: &diagnostics) }
    var spec = ChartSpec(root: root ?? .unit(UnitSpec(layers: [], range: node.range)), range: node.range)
    spec.readTitles(object, into: &diagnostics)
    spec.source = object.text("source", into: &diagnostics)
    spec.hidesSource = object["source"]?.isNull ?? false
    if let value = object["note"], !value.isNull { spec.note = texts(value, "note", into: &diagnostics) }
    spec.alternativeText =
      object.text("alt", into: &diagnostics) ?? object.text("description", into: &diagnostics)
    spec.width = readSize(object, "width", of: spec.root, into: &diagnostics)
    spec.height = readSize(object, "height", of: spec.root, into: &diagnostics)
    if let value = object["highlight"], !value.isNull { spec.highlight = texts(value, "highlight", into: &diagnostics) }
    if let node = object["datasets"] { spec.readDatasets(node, into: &diagnostics) }
    return root == nil ? nil : spec
  }

  /// The size of the whole drawing. Where the view is one plot for each value of a column, it is a plot's, as in Vega-Lite,
  /// and so is one that is counted by categories.
  private static func readSize(
    _ object: SpecObject, _ key: String, of root: ViewSpec, into diagnostics: inout Diagnostics
  ) -> Length? {
    guard let node = object[key], node.text != "container" else { return nil }
    switch root {
    case .facet where object["facet"] == nil: return nil
    case .unit where node.entries != nil: return nil
    case .unit, .facet, .concat: return readLength(node, key, into: &diagnostics)
    }
  }

  private mutating func readDatasets(_ node: SourceNode, into diagnostics: inout Diagnostics) {
    guard let entries = node.entries else {
      diagnostics.error(
        "chart.not-a-mapping", "'datasets' has to map names to lists of rows", at: node.range,
        hint: "write 'datasets: {name: […]}'")
      return
    }
    for entry in entries { datasets[entry.key] = entry.value }
  }

  private mutating func readTitles(_ object: SpecObject, into diagnostics: inout Diagnostics) {
    if let value = object["title"], !value.isNull {
      if value.entries != nil {
        if let inner = SpecObject(value, "the title", keys: ["text", "subtitle"], into: &diagnostics) {
          if let text = inner["text"] { title = texts(text, "text", into: &diagnostics) }
          if let text = inner["subtitle"] { subtitle = texts(text, "subtitle", into: &diagnostics) }
        }
      } else {
        title = texts(value, "title", into: &diagnostics)
      }
    }
    if let value = object["subtitle"], !value.isNull { subtitle = texts(value, "subtitle", into: &diagnostics) }
  }
}

/// One text, or a list of them.
func texts(_ node: SourceNode, _ name: String, into diagnostics: inout Diagnostics) -> [SpecText] {
  (node.items ?? [node]).compactMap { item in
    guard let text = item.text else {
      diagnostics.error("chart.not-a-text", "'\(name)' has to be a text or a list of texts", at: item.range)
      return nil
    }
    return SpecText(text: text, range: item.range)
  }
}

/// A length with its unit, such as `118mm`; a bare number counts CSS pixels, as in Vega-Lite.
func readLength(_ node: SourceNode, _ name: String, into diagnostics: inout Diagnostics) -> Length? {
  let units: [(String, (Double) -> Length)] = [
    ("mm", Length.mm), ("cm", { .mm($0 * 10) }), ("in", { .pt($0 * 72) }), ("pt", Length.pt), ("px", Length.px),
  ]
  var length: Length?
  if let number = node.double { length = .px(number) }
  if let text = node.text {
    for (unit, make) in units where text.hasSuffix(unit) {
      let digits = text.dropLast(unit.count).trimmingSpaces
      if isJSONNumber(digits), let number = Double(digits) { length = make(number) }
    }
  }
  guard let length, length.points >= 20, length.points <= 14_400 else {
    diagnostics.error(
      "chart.not-a-length", "'\(name)' of the chart has to be a length from 20pt to 14400pt", at: node.range,
      hint: "write it as '118mm', or as a number of pixels")
    return nil
  }
  return length
}

extension StringProtocol {
  /// Without spaces at its ends.
  var trimmingSpaces: String {
    var bytes = Substring(self).utf8
    while let first = bytes.first, first == 32 || first == 9 { bytes.removeFirst() }
    while let last = bytes.last, last == 32 || last == 9 { bytes.removeLast() }
    return String(Substring(bytes))
  }
}

extension AnnotationSpec {
  static func readList(_ node: SourceNode, into diagnostics: inout Diagnostics) -> [AnnotationSpec] {
    guard let items = node.items else {
      diagnostics.error(
        "chart.not-a-list", "'annotations' of the chart has to be a list", at: node.range,
        hint: "write '- {x: 2025-03, text: …}' under it")
      return []
    }
    return items.compactMap { read($0, into: &diagnostics) }
  }

  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> AnnotationSpec? {
    guard
      let object = SpecObject(node, "an annotation", keys: ["x", "y", "text"], into: &diagnostics)
    else { return nil }
    guard let text = object.text("text", into: &diagnostics), object["x"] != nil || object["y"] != nil else {
      diagnostics.error(
        "chart.incomplete-annotation", "an annotation needs a 'text' and an 'x' or 'y' to stand at", at: node.range)
      return nil
    }
    return AnnotationSpec(x: object["x"], y: object["y"], text: text, range: node.range)
  }
}
