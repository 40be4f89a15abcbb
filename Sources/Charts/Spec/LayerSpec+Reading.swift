import Diagnostics

extension LayerSpec {
  static let keys = ["name", "data", "transform", "mark", "encoding", "layer", "break"]

  /// What a layer takes over from the view around it.
  struct Inherited {
    var data: DataSpec?
    var transforms: [TransformSpec] = []
    var encoding = EncodingSpec()
    var breakSpec: BreakSpec?
  }

  /// Reads a view that has a mark, or layers of such views.
  static func readTree(
    _ object: SpecObject, inherited: Inherited?, into diagnostics: inout Diagnostics
  ) -> [LayerSpec] {
    guard let layers = object["layer"] else {
      guard let markNode = object["mark"] else {
        diagnostics.error(
          "chart.no-mark", "\(object.name) has no 'mark'", at: object.node.range,
          hint: "add one of " + MarkSpec.Kind.allCases.map(\.rawValue).joined(separator: ", "))
        return []
      }
      guard let mark = MarkSpec.read(markNode, into: &diagnostics) else { return [] }
      return read(object, mark: mark, inherited: inherited, into: &diagnostics).map { [$0] } ?? []
    }
    if let mark = object["mark"] {
      diagnostics.error(
        "chart.two-marks", "\(object.name) has both 'mark' and 'layer'", at: mark.range,
        hint: "move the mark into the list of layers")
    }
    let own = readShared(object, inherited: inherited, into: &diagnostics)
    guard let items = layers.items else {
      diagnostics.error("chart.not-a-list", "'layer' has to be a list", at: layers.range)
      return []
    }
    if items.isEmpty { diagnostics.error("chart.no-mark", "'layer' has no layers", at: layers.range) }
    return items.flatMap { item in
      guard let inner = SpecObject(item, "a layer", keys: keys, into: &diagnostics) else { return [LayerSpec]() }
      return readTree(inner, inherited: own, into: &diagnostics)
    }
  }

  static func read(
    _ object: SpecObject, mark: MarkSpec, inherited: Inherited?, into diagnostics: inout Diagnostics
  ) -> LayerSpec? {
    let own = readShared(object, inherited: inherited, into: &diagnostics)
    return LayerSpec(
      data: own.data, transforms: own.transforms, mark: mark, encoding: own.encoding, breakSpec: own.breakSpec,
      range: object.node.range)
  }

  static func readShared(
    _ object: SpecObject, inherited: Inherited?, into diagnostics: inout Diagnostics
  ) -> Inherited {
    var shared = inherited ?? Inherited()
    if let node = object["data"], let data = DataSpec.read(node, into: &diagnostics) {
      shared.data = data
      // Transforms belong to the data that they were written for.
      shared.transforms = []
    }
    if let node = object["transform"] { shared.transforms += TransformSpec.readList(node, into: &diagnostics) }
    if let node = object["encoding"] {
      shared.encoding = shared.encoding.overridden(by: EncodingSpec.read(node, into: &diagnostics))
    }
    if let node = object["break"], let value = BreakSpec.read(node, into: &diagnostics) { shared.breakSpec = value }
    return shared
  }
}

extension BreakSpec {
  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> BreakSpec? {
    if let text = node.text { return BreakSpec(field: SpecText(text: text, range: node.range)) }
    guard let object = SpecObject(node, "'break'", keys: ["field", "note"], into: &diagnostics) else { return nil }
    guard let field = object.text("field", into: &diagnostics) else {
      diagnostics.error("chart.no-field", "'break' names no 'field'", at: node.range)
      return nil
    }
    return BreakSpec(field: field, note: object.text("note", into: &diagnostics))
  }
}

extension DataSpec {
  static let sources = ["table", "sql", "url", "values", "figures"]

  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> DataSpec? {
    if let text = node.text, !node.isNull {
      return DataSpec(kind: .table(SpecText(text: text, range: node.range)), range: node.range)
    }
    guard
      let object = SpecObject(node, "'data'", keys: sources + ["source", "unit"], into: &diagnostics)
    else { return nil }
    var given = sources.filter { object[$0] != nil }
    var added: [FigureItem] = []
    if given.count == 2, given.last == "figures", let items = object["figures"] {
      given.removeLast()
      added = FigureItem.readList(items, into: &diagnostics)
    }
    guard given.count == 1, let name = given.first, let value = object[name] else {
      diagnostics.error(
        "chart.no-data",
        given.isEmpty ? "'data' says not where from" : "'data' has both '\(given[0])' and '\(given[1])'",
        at: node.range, hint: "give one of " + sources.joined(separator: ", "))
      return nil
    }
    let kind: Kind
    switch name {
    case "values":
      guard let items = value.items else {
        diagnostics.error("chart.not-a-list", "'values' has to be a list of rows", at: value.range)
        return nil
      }
      kind = .values(items)
    case "figures":
      guard value.items != nil else {
        _ = FigureItem.readList(value, into: &diagnostics)
        return nil
      }
      kind = .figures(FigureItem.readList(value, into: &diagnostics))
    default:
      guard let text = object.text(name, into: &diagnostics) else { return nil }
      kind = name == "table" ? .table(text) : name == "sql" ? .sql(text) : .url(text)
    }
    return DataSpec(
      kind: kind, added: added, source: object.text("source", into: &diagnostics),
      unit: object.text("unit", into: &diagnostics),
      range: node.range)
  }
}

extension DataSpec.FigureItem {
  static func readList(_ node: SourceNode, into diagnostics: inout Diagnostics) -> [DataSpec.FigureItem] {
    guard let items = node.items else {
      diagnostics.error("chart.not-a-list", "'figures' has to be a list of ids", at: node.range)
      return []
    }
    return items.compactMap { read($0, into: &diagnostics) }
  }

  /// An id or expression; or a mapping of `id`, `label` and what other columns there are.
  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> DataSpec.FigureItem? {
    if let text = node.text {
      return DataSpec.FigureItem(expression: SpecText(text: text, range: node.range), columns: [])
    }
    guard let entries = node.entries, let id = node["id"], let text = id.text else {
      diagnostics.error(
        "chart.no-figure", "a figure is named by its id", at: node.range, hint: "write '- {id: …, label: …}'")
      return nil
    }
    return DataSpec.FigureItem(
      expression: SpecText(text: text, range: id.range),
      label: node["label"].flatMap { label in
        label.text.map { SpecText(text: $0, range: label.range) }
      },
      columns: entries.filter { $0.key != "id" && $0.key != "label" })
  }
}
