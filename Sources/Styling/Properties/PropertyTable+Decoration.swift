import Geometry

/// CSS Text Decoration Level 4, section 2.
extension PropertyTable {
  static let decorationProperties: [PropertyDefinition] = [
    PropertyDefinition("text-decoration-line", \.decoration.lines, inherited: false) { $0.decorationLines() },
    PropertyDefinition("text-decoration-style", \.decoration.style, inherited: false) {
      $0.constant(["solid": .solid, "double": .double, "dotted": .dotted, "dashed": .dashed, "wavy": .wavy])
    },
    PropertyDefinition("text-decoration-color", \.decoration.color, inherited: false) { $0.colorOrCurrent() },
    PropertyDefinition("text-decoration-thickness", \.decoration.thickness, inherited: false) { parser in
      if parser.keyword(["auto": true, "from-font": true]) != nil { return Specified(nil) }
      return parser.lengthOrPercentage().map { length in
        Specified { max(length.resolved($0, percentages: $0.fontSize), .zero) }
      }
    },
    PropertyDefinition("text-underline-offset", \.values.textUnderlineOffset, inherited: true) { parser in
      if parser.takeKeyword("auto") { return Specified(nil) }
      return parser.lengthOrPercentage().map { length in
        Specified { length.resolved($0, percentages: $0.fontSize) }
      }
    },
  ]

  static let decorationShorthands: [ShorthandDefinition] = [
    ShorthandDefinition(name: "text-decoration", longhands: decorationParts) { anyOrder(decorationParts, &$0) }
  ]

  private static let decorationParts = ["line", "thickness", "style", "color"].map { index("text-decoration-\($0)") }
}

extension ValueParser {
  fileprivate mutating func decorationLines() -> Specified<TextDecoration.Lines>? {
    if takeKeyword("none") { return Specified([]) }
    var lines: TextDecoration.Lines = []
    while let line = keyword(
      ["underline": .underline, "overline": .overline, "line-through": .lineThrough]
        as KeyValuePairs<String, TextDecoration.Lines>)
    {
      guard !lines.contains(line) else { return nil }
      lines.insert(line)
    }
    return lines.isEmpty ? nil : Specified(lines)
  }
}
