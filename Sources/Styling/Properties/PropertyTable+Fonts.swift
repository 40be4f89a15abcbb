import Geometry

extension PropertyTable {
  static let fontSizeAndColor: [PropertyDefinition] = [
    PropertyDefinition("font-size", \.values.fontSize, inherited: true) { $0.fontSize() },
    PropertyDefinition("color", \.values.color, inherited: true) { parser in
      parser.color().map { color in Specified { color.resolved(current: $0.parentColor) } }
    },
  ]

  static let fontProperties: [PropertyDefinition] = [
    PropertyDefinition("font-family", \.values.fontFamily, inherited: true) { $0.families() },
    PropertyDefinition("font-weight", \.values.fontWeight, inherited: true) { $0.fontWeight() },
    PropertyDefinition("font-style", \.values.isItalic, inherited: true) {
      $0.constant(["normal": false, "italic": true, "oblique": true])
    },
    PropertyDefinition("line-height", \.lineHeight, inherited: true) { $0.lineHeight() },
    PropertyDefinition("font-variant-numeric", \.variants.numeric, inherited: true) {
      $0.features([
        "oldstyle-nums": ("onum", 1), "lining-nums": ("lnum", 1), "tabular-nums": ("tnum", 1),
        "proportional-nums": ("pnum", 1), "slashed-zero": ("zero", 1), "diagonal-fractions": ("frac", 1),
        "stacked-fractions": ("afrc", 1), "ordinal": ("ordn", 1),
      ])
    },
    PropertyDefinition("font-variant-caps", \.variants.caps, inherited: true) { parser in
      if parser.takeKeyword("all-small-caps") {
        return Specified([
          FontFeatureSetting(tag: "smcp", value: 1), FontFeatureSetting(tag: "c2sc", value: 1),
        ])
      }
      return parser.features(["small-caps": ("smcp", 1), "titling-caps": ("titl", 1)])
    },
    PropertyDefinition("font-variant-ligatures", \.variants.ligatures, inherited: true) { parser in
      if parser.takeKeyword("none") {
        return Specified(["clig", "dlig", "hlig", "liga"].map { FontFeatureSetting(tag: $0, value: 0) })
      }
      return parser.features([
        "common-ligatures": ("liga", 1), "no-common-ligatures": ("liga", 0),
        "discretionary-ligatures": ("dlig", 1),
        "no-discretionary-ligatures": ("dlig", 0), "historical-ligatures": ("hlig", 1),
        "no-historical-ligatures": ("hlig", 0), "contextual": ("calt", 1), "no-contextual": ("calt", 0),
      ])
    },
    PropertyDefinition("font-variant-position", \.variants.position, inherited: true) {
      $0.features(["super": ("sups", 1), "sub": ("subs", 1)])
    },
    PropertyDefinition("font-variant-east-asian", \.variants.eastAsian, inherited: true) {
      // One form of the characters, one width, and smaller letters for ruby (CSS Fonts Level 4, section 6.10).
      $0.features(
        [
          "jis78": ("jp78", 1), "jis83": ("jp83", 1), "jis90": ("jp90", 1), "jis04": ("jp04", 1),
          "simplified": ("smpl", 1), "traditional": ("trad", 1), "full-width": ("fwid", 1),
          "proportional-width": ("pwid", 1), "ruby": ("ruby", 1),
        ], apart: [["jp78", "jp83", "jp90", "jp04", "smpl", "trad"], ["fwid", "pwid"]])
    },
    PropertyDefinition("font-kerning", \.variants.kerning, inherited: true) {
      $0.constant(["auto": [], "normal": [], "none": [FontFeatureSetting(tag: "kern", value: 0)]])
    },
    PropertyDefinition("font-feature-settings", \.variants.settings, inherited: true) {
      $0.featureSettings()
    },
  ]
}

extension ValueParser {
  /// The size of a font; relative ones are relative to the parent's.
  mutating func fontSize() -> Specified<Length>? {
    // Steps of CSS Fonts Level 4, section 2.5, from a medium size of 12 points.
    let named: KeyValuePairs = [
      "xx-small": 7.2, "x-small": 9, "small": 10.7, "medium": 12, "large": 14.4, "x-large": 18,
      "xx-large": 24,
    ]
    if let size = keyword(named) { return Specified(.pt(size)) }
    if let factor = keyword(["larger": 1.2, "smaller": 1 / 1.2]) {
      return Specified { min($0.parentFontSize * factor, .pt(largestFontSize)) }
    }
    let start = at
    guard let length = lengthOrPercentage() else { return nil }
    guard !length.isNegative else {
      rewind(to: start)
      expect("a length that is not negative")
      return nil
    }
    if length.resolved(.none, percentages: Environment.none.parentFontSize).points > largestFontSize {
      remark("letters are not so large; \(Int(largestFontSize))pt stands for it", hint: "is the unit right?")
    }
    return Specified {
      min(max(length.resolved($0, percentages: $0.parentFontSize), .zero), .pt(largestFontSize))
    }
  }

  /// Families in order of preference; a name of several words may stand without quotes.
  mutating func families() -> Specified<[String]>? {
    var families: [String] = []
    repeat {
      if let token = next, token.kind == .string {
        advance()
        families.append(token.text)
        continue
      }
      guard var name = ident() else { return nil }
      while let token = next, token.kind == .ident {
        advance()
        name += " " + token.text
      }
      families.append(name)
    } while take(.comma)
    return Specified(families)
  }

  mutating func fontWeight() -> Specified<Int>? {
    if let weight = keyword(["normal": 400, "bold": 700]) { return Specified(weight) }
    // The steps of CSS Fonts Level 4, section 2.2.1.
    if takeKeyword("bolder") {
      return Specified { environment in
        let weight = environment.parentFontWeight
        return weight < 350 ? 400 : weight < 550 ? 700 : max(weight, 900)
      }
    }
    if takeKeyword("lighter") {
      return Specified { environment in
        let weight = environment.parentFontWeight
        return weight < 100 ? weight : weight < 550 ? 100 : weight < 750 ? 400 : 700
      }
    }
    let start = at
    if let number = number(), (1...1000).contains(number) { return Specified(Int(number.rounded())) }
    rewind(to: start)
    expect("a weight from 1 to 1000")
    return nil
  }

  mutating func lineHeight() -> Specified<ComputedState.LineHeight>? {
    if takeKeyword("normal") { return Specified(.factor(1.2)) }
    let start = at
    if let factor = number() {
      if factor >= 0 { return Specified(.factor(factor)) }
    } else if let length = lengthOrPercentage(), !length.isNegative {
      return Specified { .length(max(length.resolved($0, percentages: $0.fontSize), .zero)) }
    }
    rewind(to: start)
    expect("a number, length or percentage that is not negative")
    return nil
  }

  /// One or more words that each switch a feature, or `normal`.
  ///
  /// - Parameter apart: Features of which one may be asked for.
  fileprivate mutating func features(
    _ table: KeyValuePairs<String, (tag: String, value: Int)>, apart: [Set<String>] = []
  ) -> Specified<[FontFeatureSetting]>? {
    if takeKeyword("normal") { return Specified([]) }
    var features: [FontFeatureSetting] = []
    while let (tag, value) = keyword(table) {
      let excluded = apart.first { $0.contains(tag) } ?? [tag]
      guard !features.contains(where: { excluded.contains($0.tag) }) else { return nil }
      features.append(FontFeatureSetting(tag: tag, value: value))
    }
    return features.isEmpty ? nil : Specified(features)
  }

  fileprivate mutating func featureSettings() -> Specified<[FontFeatureSetting]>? {
    if takeKeyword("normal") { return Specified([]) }
    var features: [FontFeatureSetting] = []
    repeat {
      let start = at
      guard let tag = string() else { return nil }
      guard tag.utf8.count == 4, tag.utf8.allSatisfy({ (32...126).contains($0) }) else {
        rewind(to: start)
        expect("a tag of four letters")
        return nil
      }
      var value = 1
      if next?.kind == .number {
        guard let number = integer(), number >= 0 else { return nil }
        value = number
      } else if let isOn = keyword(["on": true, "off": false]) {
        value = isOn ? 1 : 0
      }
      features.append(FontFeatureSetting(tag: tag, value: value))
    } while take(.comma)
    return Specified(features)
  }
}

/// In points; FreeType sets letters of at most 65,535 pixels, and the largest page of a PDF is 14,400 points.
private let largestFontSize = 10_000.0
