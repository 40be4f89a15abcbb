import Geometry

/// What only `@page` can set (CSS Paged Media Level 3, section 7).
struct SheetProperties: Hashable, Sendable {
  /// Nil for `auto`.
  var size: Size?
  var marks = PageStyle.Marks()
  /// Nil for `auto`: 6 pt where there are crop marks.
  var bleed: Length?
  var rotation = 0

  /// The bleed that is used.
  var usedBleed: Length { bleed ?? (marks.crop ? .pt(6) : .zero) }
}

extension PropertyTable {
  static let sheetProperties: [PropertyDefinition] = [
    PropertyDefinition("size", \.sheet.size, inherited: false) { $0.pageSize() },
    PropertyDefinition("marks", \.sheet.marks, inherited: false) { parser in
      if parser.takeKeyword("none") { return Specified(PageStyle.Marks()) }
      var marks = PageStyle.Marks()
      repeat {
        guard let mark = parser.keyword(["crop": \PageStyle.Marks.crop, "cross": \.cross]), !marks[keyPath: mark]
        else { return nil }
        marks[keyPath: mark] = true
      } while !parser.isAtEnd
      return Specified(marks)
    },
    PropertyDefinition("bleed", \.sheet.bleed, inherited: false) { parser in
      if parser.takeKeyword("auto") { return Specified(nil) }
      return parser.positiveLength().map { length in Specified { length.compute($0) } }
    },
    PropertyDefinition("page-orientation", \.sheet.rotation, inherited: false) {
      $0.constant(["upright": 0, "rotate-right": 90, "rotate-left": 270])
    },
  ]

  /// Names of the properties that mean nothing outside of `@page`.
  static let sheetPropertyNames = Set(sheetProperties.map(\.name))

  static let runningProperties: [PropertyDefinition] = [
    PropertyDefinition("position", \.values.running, inherited: false) { parser in
      if parser.takeKeyword("static") { return Specified(nil) }
      guard var arguments = parser.function("running") else {
        parser.expect("running(name)")
        return nil
      }
      guard let name = arguments.ident(), arguments.isAtEnd else { return nil }
      return Specified(name)
    }
  ]
}

extension ValueParser {
  /// A paper's name with or without an orientation, or one or two lengths.
  fileprivate mutating func pageSize() -> Specified<Size?>? {
    if takeKeyword("auto") { return Specified(nil) }
    let start = at
    if let width = length() {
      let height = isAtEnd ? width : length() ?? .zero
      guard ![width, height].contains(where: { $0 == .zero || $0.isNegative }) else {
        rewind(to: start)
        expect("a length above 0")
        return nil
      }
      return Specified { environment in
        // What is calculated may come to nothing, and a page without any surface holds nothing.
        Size(
          width: max(width.resolved(environment), .pt(1)), height: max(height.resolved(environment), .pt(1)))
      }
    }
    let orientations: KeyValuePairs = ["portrait": false, "landscape": true]
    var isLandscape = keyword(orientations)
    let paper = keyword(Self.papers)
    if isLandscape == nil { isLandscape = keyword(orientations) }
    guard paper != nil || isLandscape != nil else { return nil }
    let (width, height) = paper ?? (210, 297)
    return Specified(
      isLandscape == true
        ? Size(width: .mm(height), height: .mm(width)) : Size(width: .mm(width), height: .mm(height)))
  }

  /// Widths and heights in millimetres: ISO 216, JIS P 0138 and ANSI.
  private static let papers: KeyValuePairs<String, (Double, Double)> = [
    "a0": (841, 1189), "a1": (594, 841), "a2": (420, 594), "a3": (297, 420), "a4": (210, 297), "a5": (148, 210),
    "a6": (105, 148), "a7": (74, 105), "a8": (52, 74), "a9": (37, 52), "a10": (26, 37),
    "b0": (1000, 1414), "b1": (707, 1000), "b2": (500, 707), "b3": (353, 500), "b4": (250, 353), "b5": (176, 250),
    "b6": (125, 176), "b7": (88, 125), "b8": (62, 88), "b9": (44, 62), "b10": (31, 44),
    "jis-b4": (257, 364), "jis-b5": (182, 257),
    "letter": (215.9, 279.4), "legal": (215.9, 355.6), "ledger": (279.4, 431.8), "executive": (184.15, 266.7),
  ]
}
