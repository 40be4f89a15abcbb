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
    PropertyDefinition("content", \.values.content, inherited: false) { parser in
      if parser.keyword(["none": true, "normal": true]) != nil { return Specified([]) }
      return parser.contentParts().map { Specified($0) }
    },
    PropertyDefinition("string-set", \.values.stringSet, inherited: false) { $0.stringSettings() },
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

  /// The parts of `content` or `string-set`, one or more.
  mutating func contentParts() -> [ContentPart]? {
    var parts: [ContentPart] = []
    while !isAtEnd, next?.kind != .comma {
      guard let part = contentPart() else { return nil }
      parts.append(part)
    }
    return parts.isEmpty ? nil : parts
  }

  private mutating func contentPart() -> ContentPart? {
    let start = at
    if next?.kind == .string { return string().map { .text($0) } }
    if var arguments = function("counter") {
      if let name = arguments.ident() {
        if arguments.isAtEnd { return .counter(name, style: "decimal") }
        if arguments.take(.comma), let style = arguments.counterStyle(), arguments.isAtEnd {
          return .counter(name, style: style)
        }
      }
    } else if var arguments = function("string") {
      if let (name, position) = arguments.running() { return .string(name, position) }
    } else if var arguments = function("element") {
      if let (name, position) = arguments.running() { return .runningElement(name, position) }
    } else if var arguments = function("content") {
      if arguments.isAtEnd || (arguments.takeKeyword("text") && arguments.isAtEnd) { return .elementText }
    } else if var arguments = function("attr") {
      if let name = arguments.ident(), arguments.isAtEnd { return .attribute(asciiLowercased(name)) }
    } else if var arguments = function("target-counter") {
      if var target = arguments.function("attr"), target.takeKeyword("href"), target.isAtEnd,
        arguments.take(.comma),
        arguments.takeKeyword("page"), arguments.isAtEnd
      {
        return .targetPage
      }
    } else if var arguments = function("leader") {
      if let leader = arguments.leader(), arguments.isAtEnd { return .leader(leader) }
    }
    rewind(to: start)
    expect("a text in quotes, counter(page), string(…), content() or attr(…)")
    return nil
  }

  /// The name of a running string or element, and which of its values is meant.
  private mutating func running() -> (name: String, position: RunningPosition)? {
    guard let name = ident() else { return nil }
    if isAtEnd { return (name, .first) }
    guard take(.comma),
      let position = keyword([
        "first": RunningPosition.first, "start": .start, "last": .last, "first-except": .firstExcept,
      ]), isAtEnd
    else { return nil }
    return (name, position)
  }

  private mutating func leader() -> String? {
    next?.kind == .string ? string() : keyword(["dotted": ". ", "solid": "_", "space": " "])
  }

  /// The list styles that print numbers.
  private mutating func counterStyle() -> String? {
    let names = [
      "decimal", "decimal-leading-zero", "lower-roman", "upper-roman", "lower-alpha", "upper-alpha",
      "lower-latin",
      "upper-latin",
    ]
    guard let token = next, token.kind == .ident, names.contains(asciiLowercased(token.text)) else {
      expect("a counter style such as decimal")
      return nil
    }
    advance()
    return asciiLowercased(token.text)
  }

  fileprivate mutating func stringSettings() -> Specified<[StringSetting]>? {
    if takeKeyword("none") { return Specified([]) }
    var settings: [StringSetting] = []
    repeat {
      guard let name = ident(), let parts = contentParts() else { return nil }
      settings.append(StringSetting(name: name, parts: parts))
    } while take(.comma)
    return Specified(settings)
  }
}
