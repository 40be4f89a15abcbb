import Diagnostics

extension LayerSpec {
  static let keys = ["name", "data", "transform", "mark", "encoding", "layer", "break"]

  /// What a layer takes over from the view around it.
  struct Inherited {
    var data: DataSpec?
    var transforms: [any DataTransform] = []
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
    if let node = object["transform"] { shared.transforms += Transforms.readList(node, into: &diagnostics) }
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
