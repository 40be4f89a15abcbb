import Geometry

extension PropertyTable {
  /// How text is broken into lines and lines are filled.
  static let lineBreakingProperties: [PropertyDefinition] = [
    PropertyDefinition("direction", \.values.direction, inherited: true) {
      $0.constant(["ltr": .leftToRight, "rtl": .rightToLeft])
    },
    PropertyDefinition("white-space-collapse", \.values.whiteSpaceCollapse, inherited: true) {
      $0.constant([
        "collapse": .collapse, "preserve": .preserve, "preserve-breaks": .preserveBreaks,
      ])
    },
    PropertyDefinition("text-wrap-mode", \.values.textWrapMode, inherited: true) {
      $0.constant(["wrap": .wrap, "nowrap": .nowrap])
    },
    PropertyDefinition("text-wrap-style", \.values.textWrapStyle, inherited: true) {
      $0.constant(["auto": .auto, "balance": .balance, "pretty": .pretty])
    },
    PropertyDefinition("tab-size", \.values.tabSize, inherited: true) { parser in
      let start = parser.at
      if let size = parser.integer(), (0...100).contains(size) { return Specified(size) }
      parser.rewind(to: start)
      parser.expect("a number of spaces from 0 to 100")
      return nil
    },
    PropertyDefinition("word-break", \.values.wordBreak, inherited: true) {
      $0.constant(["normal": .normal, "keep-all": .keepAll, "break-all": .breakAll])
    },
    PropertyDefinition("overflow-wrap", \.values.overflowWrap, inherited: true) {
      $0.constant(["normal": .normal, "break-word": .breakWord, "anywhere": .anywhere])
    },
    PropertyDefinition("line-break", \.values.lineBreak, inherited: true) {
      $0.constant([
        "auto": .auto, "loose": .loose, "normal": .normal, "strict": .strict, "anywhere": .anywhere,
      ])
    },
    PropertyDefinition("text-autospace", \.values.textAutospace, inherited: true) {
      $0.constant(["normal": true, "no-autospace": false])
    },
    PropertyDefinition("text-spacing-trim", \.values.textSpacingTrim, inherited: true) {
      $0.constant(["normal": true, "space-all": false])
    },
    PropertyDefinition("-bulletin-margin-kerning", \.values.marginKerning, inherited: true) {
      $0.constant(["none": false, "auto": true])
    },
    PropertyDefinition("hanging-punctuation", \.values.hangingPunctuation, inherited: true) {
      $0.hangingPunctuation()
    },
    PropertyDefinition("-bulletin-font-expansion", \.values.fontExpansion, inherited: true) { parser in
      if parser.takeKeyword("none") { return Specified(0) }
      return parser.share(0...0.05, "a percentage from 0% to 5%").map { Specified($0) }
    },
    PropertyDefinition("-bulletin-letter-spacing-limits", \.values.letterSpacingLimits, inherited: true) {
      $0.letterSpacingLimits()
    },
  ]

  static let hyphenProperties: [PropertyDefinition] = [
    PropertyDefinition("hyphens", \.values.hyphens, inherited: true) {
      $0.constant(["none": .none, "manual": .manual, "auto": .auto])
    },
    PropertyDefinition("hyphenate-character", \.values.hyphenateCharacter, inherited: true) { parser in
      parser.takeKeyword("auto") ? Specified(nil) : parser.string().map { Specified($0) }
    },
    PropertyDefinition("hyphenate-limit-chars", \.values.hyphenateLimitChars, inherited: true) {
      $0.hyphenLimits()
    },
    PropertyDefinition("hyphenate-limit-lines", \.values.hyphenateLimitLines, inherited: true) { parser in
      if parser.takeKeyword("no-limit") { return Specified(nil) }
      let start = parser.at
      if let count = parser.integer(), count >= 0 { return Specified(count) }
      parser.rewind(to: start)
      return nil
    },
    PropertyDefinition("hyphenate-limit-last", \.values.hyphenateLimitLast, inherited: true) {
      $0.constant(["none": .none, "always": .always, "column": .frame, "page": .frame, "spread": .frame])
    },
    PropertyDefinition("hyphenate-limit-zone", \.values.hyphenateLimitZone, inherited: true) {
      $0.extent(allowsAuto: false, allowsNegative: false)
    },
  ]

  static let lineBreakingShorthands: [ShorthandDefinition] = [
    ShorthandDefinition(name: "text-wrap", longhands: [index("text-wrap-mode"), index("text-wrap-style")]) {
      anyOrder([index("text-wrap-mode"), index("text-wrap-style")], &$0)
    },
    ShorthandDefinition(
      name: "white-space", longhands: [index("white-space-collapse"), index("text-wrap-mode")]
    ) { parser in
      let named: KeyValuePairs<String, (StyleValues.WhiteSpaceCollapse, StyleValues.TextWrapMode)> = [
        "normal": (.collapse, .wrap), "pre": (.preserve, .nowrap), "pre-wrap": (.preserve, .wrap),
        "pre-line": (.preserveBreaks, .wrap),
      ]
      if let (collapse, mode) = parser.keyword(named) {
        return [
          (index("white-space-collapse"), .value { state, _ in state.values.whiteSpaceCollapse = collapse }),
          (index("text-wrap-mode"), .value { state, _ in state.values.textWrapMode = mode }),
        ]
      }
      return anyOrder([index("white-space-collapse"), index("text-wrap-mode")], &parser)
    },
  ]
}

extension ValueParser {
  /// A percentage within bounds, as a share.
  fileprivate mutating func share(_ bounds: ClosedRange<Double>, _ expected: String) -> Double? {
    if let token = next, token.kind == .percentage, bounds.contains(token.number / 100) {
      advance()
      return token.number / 100
    }
    expect(expected)
    return nil
  }

  /// `none`, or by how much of their width letters may be set closer together, a negative percentage, and farther apart.
  fileprivate mutating func letterSpacingLimits() -> Specified<LetterSpacingLimits>? {
    if takeKeyword("none") { return Specified(LetterSpacingLimits()) }
    guard let closer = share(-0.1...0, "a percentage from -10% to 0%"),
      let wider = share(0...0.2, "a percentage from 0% to 20%")
    else { return nil }
    return Specified(LetterSpacingLimits(closer: -closer, wider: wider))
  }

  /// `none`, or `first`, `last` and one of `allow-end` and `force-end` in any order (CSS Text Level 3, section 8.1).
  fileprivate mutating func hangingPunctuation() -> Specified<HangingPunctuation>? {
    if takeKeyword("none") { return Specified(HangingPunctuation()) }
    var hanging = HangingPunctuation()
    while !isAtEnd {
      if !hanging.first, takeKeyword("first") {
        hanging.first = true
      } else if !hanging.last, takeKeyword("last") {
        hanging.last = true
      } else if hanging.end == .none,
        let end = keyword(["allow-end": HangingPunctuation.End.allow, "force-end": .force])
      {
        hanging.end = end
      } else {
        return nil
      }
    }
    return hanging == HangingPunctuation() ? nil : Specified(hanging)
  }

  /// Up to three whole numbers or `auto`: letters in the word, before the break, after it.
  fileprivate mutating func hyphenLimits() -> Specified<HyphenLimits>? {
    let standard = StyleValues().hyphenateLimitChars
    var numbers: [Int?] = []
    while numbers.count < 3, !isAtEnd {
      if takeKeyword("auto") {
        numbers.append(nil)
      } else if let count = integer(), count >= 0 {
        numbers.append(count)
      } else {
        return nil
      }
    }
    guard let word = numbers.first else {
      expect("one to three whole numbers")
      return nil
    }
    let before = (numbers.count > 1 ? numbers[1] : nil) ?? standard.before
    // With two numbers the second stands for both ends of the word (CSS Text Level 4, section 5.3.2).
    let after = numbers.count > 2 ? numbers[2] ?? standard.after : numbers.count > 1 ? before : standard.after
    return Specified(HyphenLimits(word: word ?? standard.word, before: before, after: after))
  }
}
