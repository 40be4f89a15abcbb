import Diagnostics

extension MarkSpec {
  /// The properties that each kind of mark heeds, besides those of all.
  private static func keys(of kind: Kind) -> [String] {
    let shared = ["type", "class", "color"]
    switch kind {
    case .bar: return shared + ["orient", "labels"]
    case .line: return shared + ["strokeWidth", "strokeDash", "interpolate", "point", "labels"]
    case .point: return shared + ["shape", "size", "filled", "labels"]
    case .rule: return shared + ["strokeWidth", "strokeDash"]
    case .text: return shared + ["text", "align", "dx", "dy"]
    case .tick: return shared + ["size", "strokeWidth", "orient", "labels"]
    }
  }

  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> MarkSpec? {
    if node.text != nil {
      return parseWord(node, "'mark'", Kind.self, into: &diagnostics).map { MarkSpec(kind: $0, range: node.range) }
    }
    guard let type = node["type"] else {
      diagnostics.error("chart.no-mark", "'mark' has no 'type'", at: node.range, hint: "write 'mark: bar'")
      return nil
    }
    guard let kind = parseWord(type, "'type' of the mark", Kind.self, into: &diagnostics),
      let object = SpecObject(node, "mark '\(kind.rawValue)'", keys: keys(of: kind), into: &diagnostics)
    else { return nil }
    var mark = MarkSpec(kind: kind, range: node.range)
    mark.classes =
      object.text("class", into: &diagnostics)?.text.split(separator: " ").map(String.init) ?? []
    mark.color = object.text("color", into: &diagnostics)
    mark.strokeWidth = object.number("strokeWidth", in: 0...100, into: &diagnostics)
    mark.size = object.number("size", in: 0...10_000, into: &diagnostics)
    mark.shape = object.word("shape", PointShape.self, into: &diagnostics)
    mark.isFilled = object.bool("filled", into: &diagnostics)
    mark.interpolation = object.word("interpolate", Interpolation.self, into: &diagnostics) ?? .linear
    mark.showsPoints = object.bool("point", into: &diagnostics) ?? false
    mark.orientation = object.word("orient", Orientation.self, into: &diagnostics)
    if let value = object["labels"] {
      if let bool = value.bool {
        mark.labels = bool ? LabelDensity.all : LabelDensity.none
      } else {
        mark.labels = object.word("labels", LabelDensity.self, into: &diagnostics)
      }
    }
    mark.text = object.text("text", into: &diagnostics)
    mark.alignment = object.word("align", Alignment.self, into: &diagnostics)
    mark.dx = object.number("dx", in: -1000...1000, into: &diagnostics) ?? 0
    mark.dy = object.number("dy", in: -1000...1000, into: &diagnostics) ?? 0
    if let dashes = object["strokeDash"] {
      let lengths = dashes.items?.compactMap { $0.double } ?? []
      if lengths.isEmpty || lengths.count != dashes.items?.count || lengths.contains(where: { $0 < 0 }) {
        diagnostics.error(
          "chart.not-a-dash", "'strokeDash' has to be a list of lengths in pixels", at: dashes.range,
          hint: "write [4, 2]")
      } else {
        mark.strokeDash = lengths
      }
    }
    return mark
  }
}
