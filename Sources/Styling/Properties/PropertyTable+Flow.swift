import Geometry

extension PropertyTable {
  static let flowProperties: [PropertyDefinition] = [
    PropertyDefinition("display", \.values.display, inherited: false) {
      $0.constant([
        "none": .none, "block": .block, "inline": .inline, "inline-block": .inlineBlock,
        "list-item": .listItem,
        "flex": .flex, "grid": .grid, "table": .table, "table-caption": .tableCaption,
        "table-header-group": .tableHeaderGroup,
        "table-row-group": .tableRowGroup, "table-footer-group": .tableFooterGroup, "table-row": .tableRow,
        "table-cell": .tableCell,
      ])
    },
    PropertyDefinition("break-before", \.values.breakBefore, inherited: false) { $0.pageBreak() },
    PropertyDefinition("break-after", \.values.breakAfter, inherited: false) { $0.pageBreak() },
    PropertyDefinition("break-inside", \.values.breakInside, inherited: false) {
      $0.constant(["auto": .auto, "avoid": .avoid, "avoid-page": .avoid, "avoid-column": .avoidColumn])
    },
    PropertyDefinition("vertical-align", \.values.verticalAlign, inherited: false) { parser in
      let keywords: KeyValuePairs<String, StyleValues.VerticalAlign> = [
        "baseline": .baseline, "super": .super, "sub": .sub, "top": .top, "middle": .middle, "bottom": .bottom,
      ]
      if let keyword = parser.keyword(keywords) { return Specified(keyword) }
      return parser.lengthOrPercentage().map { length in
        Specified { .raised(length.resolved($0, percentages: $0.lineHeight)) }
      }
    },
    PropertyDefinition("page", \.values.page, inherited: false) { parser in
      if parser.takeKeyword("auto") { return Specified(nil) }
      return parser.ident().map { Specified($0) }
    },
    PropertyDefinition("orphans", \.values.orphans, inherited: true) { $0.count() },
    PropertyDefinition("widows", \.values.widows, inherited: true) { $0.count() },
    PropertyDefinition("caption-side", \.values.captionSide, inherited: true) {
      $0.constant(["top": .top, "bottom": .bottom])
    },
  ]
}

extension ValueParser {
  /// One of some keywords, each standing for a value.
  mutating func constant<Value: Sendable>(_ table: KeyValuePairs<String, Value>) -> Specified<Value>? {
    keyword(table).map { Specified($0) }
  }

  fileprivate mutating func pageBreak() -> Specified<StyleValues.Break>? {
    constant([
      "auto": .auto, "avoid": .avoid, "avoid-page": .avoid, "avoid-column": .avoidColumn, "column": .column,
      "page": .page, "always": .page, "left": .left, "verso": .left, "right": .right, "recto": .right,
    ])
  }

  /// A whole number from 1.
  mutating func count() -> Specified<Int>? {
    let start = at
    if let count = integer(), count >= 1 { return Specified(count) }
    rewind(to: start)
    expect("a whole number from 1")
    return nil
  }
}
