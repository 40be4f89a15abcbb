import Geometry

/// Columns (CSS Multi-column Layout 1), gaps (CSS Box Alignment 3, 8), page floats and the policy of notes (CSS GCPM 3).
extension PropertyTable {
  static let columnProperties: [PropertyDefinition] = [
    PropertyDefinition("column-count", \.values.columns.count, inherited: false) { parser in
      if parser.takeKeyword("auto") { return Specified(nil) }
      return parser.count().map { count in Specified { count.compute($0) } }
    },
    PropertyDefinition("column-width", \.values.columns.width, inherited: false) { parser in
      if parser.takeKeyword("auto") { return Specified(nil) }
      return parser.positiveLength().map { width in Specified { width.compute($0) } }
    },
    PropertyDefinition("column-gap", \.values.columnGap, inherited: false) { $0.gap() },
    PropertyDefinition("row-gap", \.values.rowGap, inherited: false) { $0.gap() },
    PropertyDefinition("column-rule-width", \.values.columns.rule.width, inherited: false) { $0.borderWidth() },
    PropertyDefinition("column-rule-style", \.values.columns.rule.style, inherited: false) { $0.borderStyle() },
    PropertyDefinition("column-rule-color", \.values.columns.rule.color, inherited: false) { $0.colorOrCurrent() },
    PropertyDefinition("column-span", \.values.columns.spansAll, inherited: false) {
      $0.constant(["none": false, "all": true])
    },
    PropertyDefinition("column-fill", \.values.columns.isBalanced, inherited: false) {
      $0.constant(["balance": true, "balance-all": true, "auto": false])
    },
    PropertyDefinition("float", \.values.float, inherited: false) { $0.float() },
    PropertyDefinition("float-reference", \.values.floatReference, inherited: false) {
      $0.constant(["auto": nil, "column": .column, "page": .page])
    },
    PropertyDefinition("clear", \.values.clearsFloats, inherited: false) {
      $0.constant(["none": false, "both": true, "top": true, "bottom": true, "page": true, "column": true])
    },
    PropertyDefinition("border-clip", \.values.borderClip, inherited: false) { parser in
      parser.takeKeyword("normal")
        ? Specified(.auto) : parser.extent(allowsAuto: false, allowsNegative: false)
    },
    PropertyDefinition("footnote-policy", \.values.footnotePolicy, inherited: false) {
      $0.constant(["auto": .auto, "line": .line, "block": .block])
    },
  ]

  static let columnShorthands: [ShorthandDefinition] = [
    ShorthandDefinition(name: "columns", longhands: [index("column-width"), index("column-count")]) { parser in
      let parts = [index("column-width"), index("column-count")]
      // `auto` may be meant for either, so it is left to the other words to say which one they are.
      while parser.takeKeyword("auto") {}
      guard !parser.isAtEnd else { return parts.map { ($0, .initial) } }
      let values = anyOrder(parts, &parser)
      while parser.takeKeyword("auto") {}
      return values
    },
    ShorthandDefinition(name: "column-rule", longhands: columnRule) { anyOrder(columnRule, &$0) },
    ShorthandDefinition(name: "gap", longhands: [index("row-gap"), index("column-gap")]) { parser in
      let start = parser
      guard let row = longhands[index("row-gap")].parse(&parser) else { return nil }
      if parser.isAtEnd { parser = start }
      guard let column = longhands[index("column-gap")].parse(&parser) else { return nil }
      return [(index("row-gap"), row), (index("column-gap"), column)]
    },
  ]

  private static let columnRule = [
    index("column-rule-width"), index("column-rule-style"), index("column-rule-color"),
  ]
}

extension ValueParser {
  /// Nil for `normal`.
  fileprivate mutating func gap() -> Specified<Length?>? {
    if takeKeyword("normal") { return Specified(nil) }
    return positiveLength().map { length in Specified { length.compute($0) } }
  }

  /// `float`: the edge that an element moves to, with `next` for that of a later page; page floats are named as Prince
  /// names them.
  fileprivate mutating func float() -> Specified<StyleValues.Float>? {
    typealias PageFloat = StyleValues.PageFloat
    let whole: KeyValuePairs<String, StyleValues.Float> = [
      "none": .none, "auto": .auto, "footnote": .footnote,
      "sidenote": .sidenote(nil), "leftnote": .sidenote(.left), "rightnote": .sidenote(.right),
      "next-page": .page(PageFloat(.top, isDeferred: true)),
      "top-next": .page(PageFloat(.top, isDeferred: true)),
      "bottom-next": .page(PageFloat(.bottom, isDeferred: true)),
    ]
    let edges: KeyValuePairs<String, PageFloat> = [
      "top": PageFloat(.top), "bottom": PageFloat(.bottom), "top-bottom": PageFloat(.nearest),
      "snap": PageFloat(.nearest), "column-top": PageFloat(.top, reference: .column),
      "column-bottom": PageFloat(.bottom, reference: .column),
    ]
    let start = at
    let isNextFirst = takeKeyword("next")
    if !isNextFirst, let float = keyword(whole) { return Specified(float) }
    guard var float = keyword(edges) else {
      rewind(to: start)
      return nil
    }
    float.isDeferred = isNextFirst || takeKeyword("next")
    return Specified(.page(float))
  }
}
