extension PropertyTable {
  static let otherShorthands: [ShorthandDefinition] = [
    // It takes only the keywords that every property takes, which are read before.
    ShorthandDefinition(name: "all", longhands: Array(longhands.indices)) { parser in
      for keyword in ["inherit", "initial", "unset", "revert", "revert-layer"] { _ = parser.takeKeyword(keyword) }
      return nil
    },
    ShorthandDefinition(name: "background", longhands: [index("background-color")]) { parser in
      if parser.takeKeyword("none") { return [(index("background-color"), .initial)] }
      return anyOrder([index("background-color")], &parser)
    },
    ShorthandDefinition(name: "list-style", longhands: listStyle) { anyOrder(listStyle, &$0) },
    ShorthandDefinition(name: "font-variant", longhands: fontVariants) { parser in
      if parser.takeKeyword("normal") { return fontVariants.map { ($0, .initial) } }
      // Several words of one group belong together, which each group's own rule sees to.
      return anyOrder(fontVariants, &parser)
    },
    ShorthandDefinition(
      name: "font", longhands: fontParts + [fontSize, index("line-height"), index("font-family")] + alsoReset
    ) { $0.font() },
  ]

  // Position first, since any name might be that of a counter style.
  private static let listStyle = [index("list-style-position"), index("list-style-type")]

  private static let fontVariants = [
    index("font-variant-numeric"), index("font-variant-caps"), index("font-variant-ligatures"),
    index("font-variant-position"), index("font-variant-east-asian"),
  ]

  /// What may stand before the size in `font`, and what it sets back without a word.
  fileprivate static let fontParts = [index("font-style"), index("font-weight"), index("font-variant-caps")]
  fileprivate static let alsoReset =
    [index("font-variant-numeric"), index("font-variant-ligatures"), index("font-variant-position")]
    + [index("font-variant-east-asian"), index("font-kerning"), index("font-feature-settings")]
}

extension ValueParser {
  /// `font`: style, weight and small capitals in any order, size, line height after a slash, families.
  fileprivate mutating func font() -> [(property: Int, value: SpecifiedValue)]? {
    var values: [Int: SpecifiedValue] = [:]
    leading: while let token = next, token.kind == .ident || token.kind == .number {
      if takeKeyword("normal") { continue }
      for part in PropertyTable.fontParts where values[part] == nil {
        if let value = PropertyTable.longhands[part].parse(&self) {
          values[part] = value
          continue leading
        }
      }
      break
    }
    guard let size = PropertyTable.longhands[PropertyTable.fontSize].parse(&self) else { return nil }
    values[PropertyTable.fontSize] = size
    let lineHeight = PropertyTable.index("line-height")
    if takeDelimiter("/") {
      guard let value = PropertyTable.longhands[lineHeight].parse(&self) else { return nil }
      values[lineHeight] = value
    }
    let family = PropertyTable.index("font-family")
    guard let families = PropertyTable.longhands[family].parse(&self) else { return nil }
    values[family] = families
    return (PropertyTable.fontParts + [PropertyTable.fontSize, lineHeight, family] + PropertyTable.alsoReset)
      .map {
        ($0, values[$0] ?? .initial)
      }
  }
}
