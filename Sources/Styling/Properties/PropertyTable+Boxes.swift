import Geometry

extension PropertyTable {
  static let boxProperties: [PropertyDefinition] =
    sides.flatMap { side in
      [
        PropertyDefinition("margin-\(side.name)", side.margin, inherited: false) {
          $0.extent(allowsAuto: true)
        },
        PropertyDefinition("padding-\(side.name)", side.padding, inherited: false) {
          $0.extent(allowsAuto: false, allowsNegative: false)
        },
        PropertyDefinition("border-\(side.name)-width", side.borderWidth, inherited: false) {
          $0.borderWidth()
        },
        PropertyDefinition("border-\(side.name)-style", side.borderStyle, inherited: false) {
          $0.borderStyle()
        },
        PropertyDefinition("border-\(side.name)-color", side.borderColor, inherited: false) {
          $0.colorOrCurrent()
        },
      ]
    } + [
      PropertyDefinition("background-color", \.values.backgroundColor, inherited: false) {
        $0.computedColor()
      },
      PropertyDefinition("box-sizing", \.values.boxSizing, inherited: false) {
        $0.constant(["content-box": .contentBox, "border-box": .borderBox])
      },
      PropertyDefinition("box-decoration-break", \.values.boxDecorationBreak, inherited: false) {
        $0.constant(["slice": .slice, "clone": .clone])
      },
      PropertyDefinition("width", \.values.width, inherited: false) {
        $0.extent(allowsAuto: true, allowsNegative: false)
      },
      PropertyDefinition("height", \.values.height, inherited: false) {
        $0.extent(allowsAuto: true, allowsNegative: false)
      },
      PropertyDefinition("min-width", \.values.minWidth, inherited: false) {
        $0.extent(allowsAuto: true, allowsNegative: false)
      },
      PropertyDefinition("min-height", \.values.minHeight, inherited: false) {
        $0.extent(allowsAuto: true, allowsNegative: false)
      },
      PropertyDefinition("max-width", \.values.maxWidth, inherited: false) { $0.limit() },
      PropertyDefinition("max-height", \.values.maxHeight, inherited: false) { $0.limit() },
    ]

  private struct Side: Sendable {
    let name: String
    let margin: any WritableKeyPath<ComputedState, Extent> & Sendable
    let padding: any WritableKeyPath<ComputedState, Extent> & Sendable
    let borderWidth: any WritableKeyPath<ComputedState, Length> & Sendable
    let borderStyle: any WritableKeyPath<ComputedState, Border.Style> & Sendable
    let borderColor: any WritableKeyPath<ComputedState, Color?> & Sendable
  }

  /// In the order in which shorthands name them.
  private static let sides: [Side] = [
    Side(
      name: "top", margin: \.values.margin.top, padding: \.values.padding.top,
      borderWidth: \.values.border.top.width, borderStyle: \.values.border.top.style,
      borderColor: \.values.border.top.color),
    Side(
      name: "right", margin: \.values.margin.right, padding: \.values.padding.right,
      borderWidth: \.values.border.right.width, borderStyle: \.values.border.right.style,
      borderColor: \.values.border.right.color),
    Side(
      name: "bottom", margin: \.values.margin.bottom, padding: \.values.padding.bottom,
      borderWidth: \.values.border.bottom.width, borderStyle: \.values.border.bottom.style,
      borderColor: \.values.border.bottom.color),
    Side(
      name: "left", margin: \.values.margin.left, padding: \.values.padding.left,
      borderWidth: \.values.border.left.width, borderStyle: \.values.border.left.style,
      borderColor: \.values.border.left.color),
  ]

  static let boxShorthands: [ShorthandDefinition] =
    [
      fourSides("margin", "margin-", "") { PropertyTable.longhands[$1].parse(&$0) },
      fourSides("padding", "padding-", "") { PropertyTable.longhands[$1].parse(&$0) },
      fourSides("border-width", "border-", "-width") { PropertyTable.longhands[$1].parse(&$0) },
      fourSides("border-style", "border-", "-style") { PropertyTable.longhands[$1].parse(&$0) },
      fourSides("border-color", "border-", "-color") { PropertyTable.longhands[$1].parse(&$0) },
      border("border", sides.map(\.name)),
    ] + sides.map { border("border-\($0.name)", [$0.name]) }

  /// One to four values, which go to the sides as CSS deals them out.
  private static func fourSides(
    _ name: String, _ prefix: String, _ suffix: String,
    parse: @escaping @Sendable (inout ValueParser, Int) -> SpecifiedValue?
  ) -> ShorthandDefinition {
    let longhands = sides.map { index(prefix + $0.name + suffix) }
    return ShorthandDefinition(name: name, longhands: longhands) { parser in
      // The four take the same values, so it does not matter by whose rule one is read; only where it is put does.
      let start = parser
      var ends: [ValueParser] = []
      while ends.count < 4, !parser.isAtEnd {
        let before = parser
        guard parse(&parser, longhands[0]) != nil else { break }
        ends.append(before)
      }
      guard !ends.isEmpty else {
        parser = start
        _ = parse(&parser, longhands[0])
        return nil
      }
      let source = [
        0, ends.count > 1 ? 1 : 0, ends.count > 2 ? 2 : 0, ends.count > 3 ? 3 : ends.count > 1 ? 1 : 0,
      ]
      var values: [(property: Int, value: SpecifiedValue)] = []
      for (side, longhand) in longhands.enumerated() {
        var again = ends[source[side]]
        guard let value = parse(&again, longhand) else { return nil }
        values.append((longhand, value))
      }
      return values
    }
  }

  /// Width, style and colour in any order, each at most once, for one side or all.
  static func border(_ name: String, _ sideNames: [String]) -> ShorthandDefinition {
    let widths = sideNames.map { index("border-\($0)-width") }
    let styles = sideNames.map { index("border-\($0)-style") }
    let colors = sideNames.map { index("border-\($0)-color") }
    return ShorthandDefinition(name: name, longhands: widths + styles + colors) { parser in
      let parts = sideNames.indices.map { [widths[$0], styles[$0], colors[$0]] }
      // Read once for each side, from the same tokens.
      let start = parser
      var values: [(property: Int, value: SpecifiedValue)] = []
      for side in parts {
        parser = start
        guard let found = anyOrder(side, &parser) else { return nil }
        values.append(contentsOf: found)
      }
      return values
    }
  }

  /// Values of several properties in any order; those that are left out become initial. Nil if there is none at all.
  static func anyOrder(
    _ properties: [Int], _ parser: inout ValueParser
  ) -> [(property: Int, value: SpecifiedValue)]? {
    var found: [Int: SpecifiedValue] = [:]
    reading: while !parser.isAtEnd {
      for property in properties where found[property] == nil {
        if let value = longhands[property].parse(&parser) {
          found[property] = value
          continue reading
        }
      }
      break
    }
    guard !found.isEmpty else { return nil }
    return properties.map { ($0, found[$0] ?? .initial) }
  }
}

extension ValueParser {
  mutating func extent(allowsAuto: Bool, allowsNegative: Bool = true) -> Specified<Extent>? {
    if allowsAuto, takeKeyword("auto") { return Specified(.auto) }
    let start = at
    guard let length = lengthOrPercentage() else { return nil }
    if allowsNegative { return Specified { length.extent($0) } }
    guard !length.isNegative else {
      rewind(to: start)
      expect("a length that is not negative")
      return nil
    }
    return Specified { length.extent($0).nonNegative }
  }

  fileprivate mutating func limit() -> Specified<Extent>? {
    takeKeyword("none") ? Specified(.auto) : extent(allowsAuto: false, allowsNegative: false)
  }

  mutating func borderWidth() -> Specified<Length>? {
    if let width = keyword(["thin": 0.75, "medium": 2.25, "thick": 3.75]) { return Specified(.pt(width)) }
    return positiveLength()
  }

  mutating func borderStyle() -> Specified<Border.Style>? {
    if let carved = keyword(["groove": "groove", "ridge": "ridge", "inset": "inset", "outset": "outset"]) {
      remark(
        "a border that is '\(carved)' looks carved on a screen; on paper it is a solid line", hint: "write 'solid'")
      return Specified(.solid)
    }
    return constant([
      "none": Border.Style.none, "hidden": .none, "solid": .solid, "dashed": .dashed, "dotted": .dotted,
      "double": .double,
    ])
  }

  /// A colour; nil for `currentcolor`.
  mutating func colorOrCurrent() -> Specified<Color?>? {
    if takeKeyword("currentcolor") { return Specified(nil) }
    return computedColor().map { color in Specified { color.compute($0) } }
  }

  mutating func positiveLength() -> Specified<Length>? {
    let start = at
    guard let length = length() else { return nil }
    guard !length.isNegative else {
      rewind(to: start)
      expect("a length that is not negative")
      return nil
    }
    return Specified { max(length.resolved($0), .zero) }
  }
}

extension Extent {
  /// What a calculation makes, brought into the range of a property that takes nothing negative.
  fileprivate var nonNegative: Extent {
    switch self {
    case .auto: .auto
    case .length(let length): .length(max(length, .zero))
    case .fraction(let share): .fraction(max(share, 0))
    case .calculated(let calculation): .calculated(calculation.nonNegative)
    }
  }
}
