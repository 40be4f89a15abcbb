import Diagnostics
import Geometry

extension ViewSpec {
  /// The properties that a view has besides those of its kind.
  private static let shared = ["name", "title", "data", "transform", "resolve"]
  private static let grid = ["columns", "spacing", "align"]
  private static let concatenations = ["hconcat", "vconcat", "concat"]
  /// How deep views stand in views that a reader can follow.
  private static let deepest = 6

  /// What may stand in a view, by what it is.
  static func keys(of node: SourceNode) -> [String] {
    if let kind = concatenations.first(where: { node[$0] != nil }) { return shared + grid + [kind] }
    if node["facet"] != nil { return shared + grid + ["facet", "spec"] }
    if node["repeat"] != nil { return shared + grid + ["repeat", "spec"] }
    return shared + ["width", "height", "kind", "mark", "encoding", "layer", "break", "annotations"]
      + ["facet", "repeat", "spec"] + concatenations
  }

  /// Reads a view whose properties are known to be its own.
  ///
  /// - Parameters:
  ///   - depth: How many views it stands in. The chart itself, whose titles and size are read elsewhere, stands in none.
  ///   - isExpanded: Whether a short form is written out already.
  /// - Returns: Nil if there is no mark to draw.
  static func read(
    _ object: SpecObject, inherited: LayerSpec.Inherited?, depth: Int = 0, isExpanded: Bool = false,
    into diagnostics: inout Diagnostics
  ) -> ViewSpec? {
    if !isExpanded, object["kind"] != nil {
      return expanded(object, into: &diagnostics).flatMap { view in
        read(view, inherited: inherited, depth: depth, isExpanded: true, into: &diagnostics)
      }
    }
    guard depth <= deepest else {
      diagnostics.error(
        "chart.too-deep", "views stand in views \(deepest) times over, which no page has room for",
        at: object.node.range, hint: "make several charts of them")
      return nil
    }
    if let kind = concatenations.first(where: { object[$0] != nil }), let views = object[kind] {
      return readConcat(object, kind, views, inherited, depth, &diagnostics)
    }
    if let facet = object["facet"] { return readFacet(object, facet, inherited, depth, &diagnostics) }
    if let fields = object["repeat"] { return readRepeat(object, fields, inherited, depth, &diagnostics) }
    return readUnit(object, inherited, isRoot: depth == 0, &diagnostics)
  }

  /// A view in short form as what it stands for; nil if it lacks something, which is reported.
  static func expanded(_ object: SpecObject, into diagnostics: inout Diagnostics) -> SpecObject? {
    guard let node = object["kind"] else { return object }
    if let extra = object["mark"] ?? object["layer"] {
      diagnostics.error(
        "chart.two-marks", "a chart with 'kind' has no 'mark' or 'layer' of its own", at: extra.range,
        hint: "remove one of them")
      return nil
    }
    let kind = parseWord(node, "'kind' of \(object.name)", ChartKind.self, into: &diagnostics)
    return kind?.expanded(object.node, into: &diagnostics).map { SpecObject(known: $0, object.name) }
  }

  /// Reads a view inside another.
  private static func readInner(
    _ node: SourceNode, _ inherited: LayerSpec.Inherited?, _ depth: Int, _ diagnostics: inout Diagnostics
  ) -> ViewSpec? {
    guard let object = SpecObject(node, "a view", keys: keys(of: node), into: &diagnostics) else { return nil }
    return read(object, inherited: inherited, depth: depth + 1, into: &diagnostics)
  }

  // MARK: Units

  private static func readUnit(
    _ object: SpecObject, _ inherited: LayerSpec.Inherited?, isRoot: Bool, _ diagnostics: inout Diagnostics
  ) -> ViewSpec? {
    var object = object
    var inherited = inherited
    var facet: FacetSpec?
    if let encoding = object["encoding"], FacetSpec.Direction.allCases.contains(where: { encoding[$0.rawValue] != nil })
    {
      facet = FacetSpec.read(channels: encoding, at: object.node.range, into: &diagnostics)
      facet?.take(object, inherited, into: &diagnostics)
      // The data are cut up before the unit sees them.
      inherited = LayerSpec.Inherited(encoding: inherited?.encoding ?? EncodingSpec())
      object = object.without(["data", "transform"]).without(
        FacetSpec.Direction.allCases.map(\.rawValue), in: "encoding")
    }
    guard var unit = UnitSpec.read(object, inherited: inherited, into: &diagnostics) else { return nil }
    if !isRoot, let title = object["title"] { unit.title = readTitle(title, into: &diagnostics) }
    // The size of a chart that is one plot is that of the whole drawing.
    for (key, place) in [("width", \UnitSpec.width), ("height", \UnitSpec.height)] {
      guard let node = object[key] else { continue }
      if isRoot, facet == nil, node.entries == nil, node.text != "container" { continue }
      unit[keyPath: place] = ViewSize.read(node, key, into: &diagnostics)
    }
    if let node = object["resolve"] {
      unit.checkResolve(ResolveSpec.read(node, into: &diagnostics), into: &diagnostics)
    }
    return facet.map { .facet($0, .unit(unit)) } ?? .unit(unit)
  }

  /// The lines of a view's title.
  static func readTitle(_ node: SourceNode, into diagnostics: inout Diagnostics) -> [SpecText] {
    guard !node.isNull else { return [] }
    guard node.entries != nil else { return texts(node, "title", into: &diagnostics) }
    guard let inner = SpecObject(node, "the title", keys: ["text", "subtitle"], into: &diagnostics) else { return [] }
    return ["text", "subtitle"].flatMap { key in
      inner[key].map { texts($0, key, into: &diagnostics) } ?? []
    }
  }

  // MARK: Arrangements

  private static func readConcat(
    _ object: SpecObject, _ kind: String, _ views: SourceNode, _ inherited: LayerSpec.Inherited?, _ depth: Int,
    _ diagnostics: inout Diagnostics
  ) -> ViewSpec? {
    guard let items = views.items, !items.isEmpty else {
      diagnostics.error("chart.not-a-list", "'\(kind)' has to be a list of views", at: views.range)
      return nil
    }
    var grid = GridSpec.read(object, isRoot: depth == 0, into: &diagnostics)
    if kind != "concat", let columns = object["columns"] {
      diagnostics.error(
        "chart.unsupported-property", "'\(kind)' has no 'columns'", at: columns.range, hint: "write 'concat: […]'")
    }
    if kind == "hconcat" { grid.columns = items.count }
    if kind == "vconcat" { grid.columns = 1 }
    let own = LayerSpec.readShared(object, inherited: inherited, into: &diagnostics)
    let inner = items.compactMap { readInner($0, own, depth, &diagnostics) }
    guard inner.count == items.count else { return nil }
    return .concat(ConcatSpec(grid: grid, range: object.node.range), inner)
  }

  private static func readFacet(
    _ object: SpecObject, _ facet: SourceNode, _ inherited: LayerSpec.Inherited?, _ depth: Int,
    _ diagnostics: inout Diagnostics
  ) -> ViewSpec? {
    guard let node = object["spec"] else {
      diagnostics.error(
        "chart.no-spec", "'facet' has no 'spec', the view that it repeats", at: facet.range,
        hint: "write 'spec: {mark: …, encoding: …}' beside it, or 'facet' under 'encoding'")
      return nil
    }
    var spec: FacetSpec?
    if facet["row"] != nil || facet["column"] != nil {
      if SpecObject(facet, "'facet'", keys: ["row", "column"], into: &diagnostics) != nil {
        spec = FacetSpec.read(channels: facet, at: object.node.range, into: &diagnostics)
      }
    } else if let field = FacetFieldSpec.read(facet, "'facet'", into: &diagnostics) {
      spec = FacetSpec(fields: [.facet: field], grid: GridSpec(), range: object.node.range)
    }
    spec?.grid = GridSpec.read(object, isRoot: depth == 0, into: &diagnostics)
    spec?.take(object, inherited, into: &diagnostics)
    let inner = LayerSpec.Inherited(encoding: inherited?.encoding ?? EncodingSpec())
    guard let view = readInner(node, inner, depth, &diagnostics), let spec else { return nil }
    return .facet(spec, view)
  }

  private static func readRepeat(
    _ object: SpecObject, _ fields: SourceNode, _ inherited: LayerSpec.Inherited?, _ depth: Int,
    _ diagnostics: inout Diagnostics
  ) -> ViewSpec? {
    guard let node = object["spec"] else {
      diagnostics.error("chart.no-spec", "'repeat' has no 'spec', the view that it repeats", at: fields.range)
      return nil
    }
    guard let repetition = Repetition(fields, into: &diagnostics) else { return nil }
    var grid = GridSpec.read(object, isRoot: depth == 0, into: &diagnostics)
    if repetition.isMatrix { grid.columns = repetition.columnCount }
    let own = LayerSpec.readShared(object, inherited: inherited, into: &diagnostics)
    let nodes = repetition.views(of: node)
    // Every copy has the same mistakes, so those of the first say all.
    guard let first = readInner(nodes[0], own, depth, &diagnostics) else { return nil }
    var unheard = Diagnostics()
    let views = [first] + nodes.dropFirst().compactMap { readInner($0, own, depth, &unheard) }
    guard views.count == nodes.count else { return nil }
    if nodes.count == 1 { return first }
    return .concat(
      ConcatSpec(
        grid: grid, columnTitles: repetition.columnTitles, rowTitles: repetition.rowTitles, range: object.node.range),
      views)
  }
}

extension UnitSpec {
  /// - Returns: Nil if there is no mark to draw.
  fileprivate static func read(
    _ object: SpecObject, inherited: LayerSpec.Inherited?, into diagnostics: inout Diagnostics
  ) -> UnitSpec? {
    let node = object.node
    var unit = UnitSpec(layers: [], range: node.range)
    unit.kind = object["kind"]?.text.flatMap { ChartKind(rawValue: $0) }
    if let value = object["annotations"] { unit.annotations = AnnotationSpec.readList(value, into: &diagnostics) }
    guard let kind = unit.kind, object["mark"] == nil, object["layer"] == nil else {
      unit.layers = LayerSpec.readTree(object, inherited: inherited, into: &diagnostics)
      return unit.layers.isEmpty ? nil : unit
    }
    let mark = MarkSpec(kind: kind == .waffle ? .bar : .point, range: object["kind"]?.range ?? node.range)
    guard let layer = LayerSpec.read(object, mark: mark, inherited: inherited, into: &diagnostics) else { return nil }
    unit.layers = [layer]
    return unit
  }

  /// Layers lie over one another, so that their axes are one; a second axis would say whatever its maker wants.
  fileprivate func checkResolve(_ resolve: ResolveSpec, into diagnostics: inout Diagnostics) {
    for channel in ["x", "y"] where resolve.scales[channel] == .independent {
      diagnostics.error(
        "chart.two-scales", "layers that lie over one another have one scale along '\(channel)'",
        at: resolve.places[channel] ?? range, hint: "put the views under one another with 'vconcat'")
    }
  }
}

extension ViewSize {
  static func read(_ node: SourceNode, _ name: String, into diagnostics: inout Diagnostics) -> ViewSize? {
    if node.text == "container" { return .container }
    guard node.entries != nil else { return readLength(node, name, into: &diagnostics).map { .fixed($0) } }
    guard let object = SpecObject(node, "'\(name)'", keys: ["step"], into: &diagnostics),
      let step = object.number("step", in: 1...1000, into: &diagnostics)
    else { return nil }
    return .step(.px(step))
  }
}

extension FacetSpec {
  /// Reads `row`, `column` and `facet`, which stand under 'encoding' or 'facet'.
  fileprivate static func read(
    channels node: SourceNode, at range: SourceRange, into diagnostics: inout Diagnostics
  ) -> FacetSpec? {
    var spec = FacetSpec(grid: GridSpec(), range: range)
    for direction in Direction.allCases {
      guard let value = node[direction.rawValue], !value.isNull else { continue }
      let name = "encoding '\(direction.rawValue)'"
      let grid = ["align", "spacing"] + (direction == .facet ? ["columns"] : [])
      guard let field = FacetFieldSpec.read(value, name, extra: grid, into: &diagnostics) else { return nil }
      spec.fields[direction] = field
      let object = SpecObject(known: value, name)
      spec.grid.readArrangement(object, into: &diagnostics)
      if let spacing = object.number("spacing", in: 0...500, into: &diagnostics) {
        if direction != .column { spec.grid.rowSpacing = .px(spacing) }
        if direction != .row { spec.grid.columnSpacing = .px(spacing) }
      }
    }
    if spec.fields[.facet] != nil, spec.fields.count > 1 {
      diagnostics.error(
        "chart.two-facets", "a view has 'facet', or 'row' and 'column'", at: node.range, hint: "remove one of them")
    }
    return spec.fields.isEmpty ? nil : spec
  }

  /// Takes the data and transforms that stand beside the facet, or those of the view around.
  fileprivate mutating func take(
    _ object: SpecObject, _ inherited: LayerSpec.Inherited?, into diagnostics: inout Diagnostics
  ) {
    let own = LayerSpec.readShared(object.only(["data", "transform"]), inherited: inherited, into: &diagnostics)
    data = own.data
    transforms = own.transforms
    if let node = object["resolve"], object["facet"] == nil {
      grid.resolve = ResolveSpec.read(node, into: &diagnostics)
    }
  }
}

extension FacetFieldSpec {
  /// - Parameter extra: What else may stand beside the field.
  fileprivate static func read(
    _ node: SourceNode, _ name: String, extra: [String] = [], into diagnostics: inout Diagnostics
  ) -> FacetFieldSpec? {
    let keys = ["field", "type", "sort", "title", "header"] + extra
    guard let object = SpecObject(node, name, keys: keys, into: &diagnostics) else { return nil }
    guard let field = object.text("field", into: &diagnostics) else {
      diagnostics.error(
        "chart.no-field", "\(name) has no 'field'", at: node.range, hint: "name the column that it shows")
      return nil
    }
    var spec = FacetFieldSpec(field: field)
    spec.type = object.word("type", ChannelSpec.DataType.self, into: &diagnostics)
    spec.title = object.text("title", into: &diagnostics)
    if let sort = object["sort"] { spec.sort = SortSpec.read(sort, name, into: &diagnostics) }
    if let header = object["header"] {
      if header.isNull {
        spec.hidesHeaders = true
      } else if let inner = SpecObject(header, "'header' of \(name)", keys: ["title", "labels"], into: &diagnostics) {
        spec.title = inner.text("title", into: &diagnostics) ?? spec.title
        if let labels = inner["labels"] {
          if labels.entries != nil {
            spec.labelTexts = readLabelTexts(labels, into: &diagnostics)
          } else {
            spec.hidesHeaders = inner.bool("labels", into: &diagnostics) == false
          }
        }
      }
    }
    return spec
  }
}

extension GridSpec {
  fileprivate static func read(
    _ object: SpecObject, isRoot: Bool, into diagnostics: inout Diagnostics
  ) -> GridSpec {
    var grid = GridSpec()
    if !isRoot, let title = object["title"] { grid.title = ViewSpec.readTitle(title, into: &diagnostics) }
    grid.readArrangement(object, into: &diagnostics)
    if let node = object["resolve"] { grid.resolve = ResolveSpec.read(node, into: &diagnostics) }
    guard let node = object["spacing"] else { return grid }
    if node.entries != nil {
      if let inner = SpecObject(node, "'spacing'", keys: ["row", "column"], into: &diagnostics) {
        grid.rowSpacing = inner.number("row", in: 0...500, into: &diagnostics).map { .px($0) }
        grid.columnSpacing = inner.number("column", in: 0...500, into: &diagnostics).map { .px($0) }
      }
    } else if let spacing = object.number("spacing", in: 0...500, into: &diagnostics) {
      grid.rowSpacing = .px(spacing)
      grid.columnSpacing = .px(spacing)
    }
    return grid
  }

  fileprivate mutating func readArrangement(_ object: SpecObject, into diagnostics: inout Diagnostics) {
    if object["columns"] != nil {
      columns = object.number("columns", in: 1...100, into: &diagnostics).map { Int($0) }
    }
    if let align = object["align"] {
      if align.entries != nil {
        // Rows and columns are drawn by one rule; the stricter of the two serves both.
        guard let inner = SpecObject(align, "'align'", keys: ["row", "column"], into: &diagnostics) else { return }
        let modes = ["row", "column"].compactMap { inner.word($0, Alignment.self, into: &diagnostics) }
        alignment = Alignment.allCases.first { modes.contains($0) }
      } else {
        alignment = object.word("align", Alignment.self, into: &diagnostics)
      }
    }
  }
}

extension ResolveSpec {
  private static let channels = [
    "x", "y", "color", "fill", "stroke", "opacity", "size", "shape", "strokeDash", "xOffset", "yOffset",
  ]

  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> ResolveSpec {
    var resolve = ResolveSpec()
    guard let object = SpecObject(node, "'resolve'", keys: ["scale", "axis", "legend"], into: &diagnostics) else {
      return resolve
    }
    let parts: [(String, [String], WritableKeyPath<ResolveSpec, [String: Mode]>)] = [
      ("scale", channels, \.scales), ("axis", ["x", "y"], \.axes),
      ("legend", channels.filter { !["x", "y", "xOffset", "yOffset"].contains($0) }, \.legends),
    ]
    for (key, names, place) in parts {
      guard let value = object[key],
        let inner = SpecObject(value, "'\(key)' of 'resolve'", keys: names, into: &diagnostics)
      else { continue }
      for name in names {
        guard let mode = inner.word(name, Mode.self, into: &diagnostics) else { continue }
        resolve[keyPath: place][name] = mode
        resolve.places[name] = inner[name]?.range
      }
    }
    return resolve
  }
}

extension SpecObject {
  /// The same mapping without some of its entries, which are read elsewhere.
  func without(_ keys: [String]) -> SpecObject { filtered { !keys.contains($0) } }

  func only(_ keys: [String]) -> SpecObject { filtered { keys.contains($0) } }

  private func filtered(_ isKept: (String) -> Bool) -> SpecObject {
    var node = node
    node.value = .mapping((node.entries ?? []).filter { isKept($0.key) })
    return SpecObject(known: node, name)
  }

  /// The same mapping with one of its values without some entries.
  func without(_ keys: [String], in outer: String) -> SpecObject {
    var node = node
    node.value = .mapping(
      (node.entries ?? []).map { entry in
        guard entry.key == outer, let entries = entry.value.entries else { return entry }
        var entry = entry
        entry.value.value = .mapping(entries.filter { !keys.contains($0.key) })
        return entry
      })
    return SpecObject(known: node, name)
  }
}
