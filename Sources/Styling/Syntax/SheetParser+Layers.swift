import Diagnostics

extension SheetParser {
  /// More layers within one another than any author names.
  private static let deepestLayer = 32

  /// `@layer name { … }`, `@layer { … }` or `@layer a, b;`, which only sets their order.
  mutating func layerRule(_ rule: DeclarationParser.AtRule, _ surroundings: Surroundings) {
    let names = rule.prelude.isEmpty ? [] : list.split(rule.prelude, at: .comma).map { list.trimmed($0) }
    guard rule.block != nil else {
      // Before the imports it may set the order of their layers, but not between them.
      if importing == .begun { importing = .closed }
      if names.isEmpty { return warnLayer(rule.prelude, stretch(rule)) }
      if surroundings.parent != nil {
        return warn(
          "style.misplaced-at-rule", "'@layer' without a block cannot stand inside a rule", stretch(rule),
          hint: "move it to the top of the sheet")
      }
      // One name that is none makes the whole statement invalid.
      let paths = names.map { layerPath($0) }
      if paths.contains(nil) { return warnLayer(rule.prelude, stretch(rule)) }
      for path in paths { _ = layer(path, in: surroundings.placement) }
      return
    }
    importing = .closed
    var inner = surroundings
    switch names.count {
    case 0: inner.placement.layer = layer(nil, in: surroundings.placement)
    case 1:
      guard let path = layerPath(names[0]) else { return warnLayer(rule.prelude, stretch(rule)) }
      inner.placement.layer = layer(path, in: surroundings.placement)
    default:
      return warn(
        "style.invalid-layer", "'@layer' with a block takes one name", list.stretch(rule.prelude),
        hint: "write a rule for each layer")
    }
    contents(of: rule, inner)
  }

  private func warnLayer(_ range: Range<Int>, _ whole: Range<Int>) {
    warn(
      "style.invalid-layer", range.isEmpty ? "'@layer' has no name" : "'\(block.excerpt(range))' does not name layers",
      range.isEmpty ? whole : list.stretch(range),
      hint: "write names such as base or base.tables, with commas between them")
  }

  /// The names that a dotted name consists of; nil for what is none.
  func layerPath(_ range: Range<Int>) -> [String]? {
    var path: [String] = []
    var at = range.lowerBound
    while at < range.upperBound, list[at].kind == .ident,
      Declaration.CustomValue(global: list[at]) == nil
    {
      path.append(list[at].text)
      at += 1
      if at == range.upperBound { return path }
      guard list[at].isDelimiter(".") else { return nil }
      at += 1
    }
    return nil
  }

  /// The layer of a dotted name within a place; without a name a new layer.
  func layer(_ path: [String]?, in placement: RulePlacement) -> Int {
    var layer = placement.layer
    for name in path.map({ $0.map(String?.some) }) ?? [nil] {
      guard sheet.layers[placement.origin, default: LayerTree()].depth(of: layer) < Self.deepestLayer else { break }
      layer = sheet.layers[placement.origin, default: LayerTree()].layer(name, in: layer, media: placement.media)
    }
    return layer
  }
}
