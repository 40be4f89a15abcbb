import Diagnostics

extension SheetParser {
  /// `@import address layer(name) supports(condition) media;`
  mutating func importRule(_ rule: DeclarationParser.AtRule, _ placement: RulePlacement) {
    guard rule.block == nil, let (path, target, rest) = address(in: rule.prelude) else {
      return warn(
        "style.syntax", "'@import' takes the name of a style sheet", stretch(rule),
        hint: "write it as @import \"bulletin:briefing.css\";")
    }
    guard importing != .closed else {
      return warn(
        "style.late-import", "'@import' has to stand before all other rules; it is left out", stretch(rule),
        hint: "move it to the top of the sheet")
    }
    importing = .begun
    var placement = placement
    if path.hasPrefix(SheetReading.installedPrefix), placement.origin > .installed {
      // An origin has layers of its own, and those around the rule are of another one.
      placement = RulePlacement(origin: .installed, media: placement.media)
    }
    guard let media = importLayer(in: rest, &placement) else { return }
    guard constrain(&placement, by: media) else { return }
    reading.importSheet(path, from: source.name, at: SourcePlace(source: source, stretch: target), placement)
  }

  /// Reads `layer` and `supports()`.
  ///
  /// - Returns: What follows them; nil if the sheet is not to be read.
  private func importLayer(in range: Range<Int>, _ placement: inout RulePlacement) -> Range<Int>? {
    var rest = range
    if let token = list.tokens[rest].first {
      if token.isIdent("layer") {
        placement.layer = layer(nil, in: placement)
        rest = list.trimmed((rest.lowerBound + 1)..<rest.upperBound)
      } else if token.isFunction("layer") {
        let name = arguments(at: rest.lowerBound, in: rest)
        guard let path = layerPath(name) else {
          warn(
            "style.invalid-layer", "'\(block.excerpt(name))' names no layer", list.stretch(name),
            hint: "write it as layer(name); the sheet is left out")
          return nil
        }
        placement.layer = layer(path, in: placement)
        rest = list.trimmed(min(list.after(rest.lowerBound), rest.upperBound)..<rest.upperBound)
      }
    }
    if let token = list.tokens[rest].first, token.isFunction("supports") {
      guard supports(arguments(at: rest.lowerBound, in: rest), isBare: true) else { return nil }
      rest = list.trimmed(min(list.after(rest.lowerBound), rest.upperBound)..<rest.upperBound)
    }
    return rest
  }

  private func arguments(at index: Int, in range: Range<Int>) -> Range<Int> {
    list.trimmed((index + 1)..<min(list.closing(of: index), range.upperBound))
  }

  /// The address at the start of a range, its place, and what follows it.
  func address(in range: Range<Int>) -> (String, Range<Int>, rest: Range<Int>)? {
    guard let first = list.tokens[range].first else { return nil }
    let at = range.lowerBound
    if first.kind == .string || first.kind == .url {
      return (first.text, first.start..<first.end, list.trimmed((at + 1)..<range.upperBound))
    }
    guard first.isFunction("url") else { return nil }
    let inner = arguments(at: at, in: range)
    guard inner.count == 1, list[inner.lowerBound].kind == .string else { return nil }
    let token = list[inner.lowerBound]
    let after = min(list.after(at), range.upperBound)
    return (token.text, token.start..<token.end, list.trimmed(after..<range.upperBound))
  }
}
