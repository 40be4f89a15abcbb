/// Properties by the direction of writing, which is from left to right and downwards in every sheet (CSS Logical Properties
/// Level 1): other names of those by the sides of the page.
extension PropertyTable {
  /// Names with those that they stand for.
  static let logicalNames: [(logical: String, physical: String)] =
    sides.flatMap { flow, side in
      [
        ("margin-\(flow)", "margin-\(side)"), ("padding-\(flow)", "padding-\(side)"),
        ("border-\(flow)", "border-\(side)"),
      ]
        + ["width", "style", "color"].map { ("border-\(flow)-\($0)", "border-\(side)-\($0)") }
    } + [
      ("inline-size", "width"), ("block-size", "height"), ("min-inline-size", "min-width"),
      ("min-block-size", "min-height"), ("max-inline-size", "max-width"), ("max-block-size", "max-height"),
      ("border-start-start-radius", "border-top-left-radius"), ("border-start-end-radius", "border-top-right-radius"),
      ("border-end-end-radius", "border-bottom-right-radius"),
      ("border-end-start-radius", "border-bottom-left-radius"),
    ]

  private static let sides: KeyValuePairs = [
    "block-start": "top", "block-end": "bottom", "inline-start": "left", "inline-end": "right",
  ]

  /// `margin-inline` and its kin: one value for both ends, or one for each.
  static let logicalShorthands: [ShorthandDefinition] =
    ["block", "inline"].flatMap { axis in
      let ends = axis == "block" ? ["top", "bottom"] : ["left", "right"]
      let pairs =
        [("margin-\(axis)", "margin-", ""), ("padding-\(axis)", "padding-", "")]
        + ["width", "style", "color"].map { ("border-\(axis)-\($0)", "border-", "-\($0)") }
      return pairs.map { name, prefix, suffix in pair(name, ends.map { index(prefix + $0 + suffix) }) }
        + [border("border-\(axis)", ends)]
    }

  private static func pair(_ name: String, _ longhands: [Int]) -> ShorthandDefinition {
    ShorthandDefinition(name: name, longhands: longhands) { parser in
      // Both ends take the same values; where one is put is what differs.
      let start = parser
      guard let first = PropertyTable.longhands[longhands[0]].parse(&parser) else { return nil }
      var again = parser.isAtEnd ? start : parser
      guard let second = PropertyTable.longhands[longhands[1]].parse(&again) else { return nil }
      parser = again
      return [(longhands[0], first), (longhands[1], second)]
    }
  }
}
