import Geometry

extension PropertyTable {
  static let textProperties: [PropertyDefinition] = [
    PropertyDefinition("letter-spacing", \.values.letterSpacing, inherited: true) { $0.spacing() },
    PropertyDefinition("word-spacing", \.values.wordSpacing, inherited: true) { $0.spacing() },
    PropertyDefinition("text-align", \.values.textAlign, inherited: true) { $0.constant(alignments) },
    PropertyDefinition("text-align-last", \.values.textAlignLast, inherited: true) { parser in
      parser.takeKeyword("auto") ? Specified(nil) : parser.keyword(alignments).map { Specified($0) }
    },
    PropertyDefinition("text-indent", \.values.textIndent, inherited: true) { $0.textIndent() },
    PropertyDefinition("text-transform", \.values.textTransform, inherited: true) {
      $0.constant([
        "none": .none, "uppercase": .uppercase, "lowercase": .lowercase, "capitalize": .capitalize,
      ])
    },
  ]

  private static let alignments: KeyValuePairs<String, StyleValues.TextAlign> = [
    "start": .start, "end": .end, "left": .left, "right": .right, "center": .center, "justify": .justify,
  ]

  /// Parts of charts.
  static let paintProperties: [PropertyDefinition] = [
    PropertyDefinition("fill", \.values.fill, inherited: true) { $0.paint() },
    PropertyDefinition("stroke", \.values.stroke, inherited: true) { $0.paint() },
    PropertyDefinition("stroke-width", \.values.strokeWidth, inherited: true) { parser in
      parser.pixels().map { Specified(.px($0)) } ?? parser.positiveLength()
    },
    PropertyDefinition("stroke-dasharray", \.values.strokeDasharray, inherited: true) { parser in
      if parser.takeKeyword("none") { return Specified([]) }
      return parser.dashes().map { dashes in
        Specified { environment in dashes.map { $0.resolved(environment) } }
      }
    },
  ]
}

extension ValueParser {
  fileprivate mutating func spacing() -> Specified<Length>? {
    if takeKeyword("normal") { return Specified(.zero) }
    return length().map { length in Specified { length.resolved($0) } }
  }

  /// A length or percentage, with `hanging` and `each-line` before or after it.
  fileprivate mutating func textIndent() -> Specified<TextIndent>? {
    var width: SpecifiedLength?
    var isHanging = false
    var isEachLine = false
    while !isAtEnd {
      if !isHanging, takeKeyword("hanging") {
        isHanging = true
      } else if !isEachLine, takeKeyword("each-line") {
        isEachLine = true
      } else if width == nil, let length = lengthOrPercentage() {
        width = length
      } else {
        return nil
      }
    }
    guard let width else {
      expect("a length such as 4mm")
      return nil
    }
    let (hanging, eachLine) = (isHanging, isEachLine)
    return Specified { TextIndent(width: width.extent($0), isHanging: hanging, isEachLine: eachLine) }
  }

  fileprivate mutating func paint() -> Specified<PaintValue>? {
    if takeKeyword("none") { return Specified(PaintValue.none) }
    if takeKeyword("currentcolor") { return Specified(PaintValue.currentColor) }
    return computedColor().map { color in Specified { PaintValue.color(color.compute($0)) } }
  }

  /// A number without a unit that is not negative, which SVG takes for pixels.
  fileprivate mutating func pixels() -> Double? {
    guard let token = next, token.kind == .number, token.number >= 0 else { return nil }
    advance()
    return token.number
  }

  mutating func dashes() -> [SpecifiedLength]? {
    var dashes: [SpecifiedLength] = []
    while !isAtEnd {
      if !dashes.isEmpty { _ = take(.comma) }
      if let pixels = pixels() {
        dashes.append(.dimension(pixels, .px))
      } else {
        let start = at
        guard let length = length(), !length.isNegative else {
          rewind(to: start)
          return nil
        }
        dashes.append(length)
      }
    }
    return dashes.isEmpty ? nil : dashes
  }
}
