import Diagnostics

extension SheetParser {
  /// Reads an `@counter-style` rule, by CSS Counter Styles Level 3, section 3.
  mutating func counterStyleRule(
    _ prelude: Range<Int>, in range: Range<Int>, named stretch: Range<Int>, _ placement: RulePlacement
  ) {
    guard prelude.count == 1, list[prelude.lowerBound].kind == .ident else {
      return warn(
        "style.counter-style", "'@counter-style' takes the name of the style that it makes", stretch,
        hint: "write it as @counter-style stars { system: cyclic; symbols: \"*\"; }")
    }
    let name = list[prelude.lowerBound].text
    // Section 2: these cannot be made anew.
    guard
      !["none", "decimal", "disc", "square", "circle", "disclosure-open", "disclosure-closed"].contains(
        asciiLowercased(name))
    else {
      return warn(
        "style.counter-style", "the counter style '\(name)' cannot be made anew", list.stretch(prelude),
        hint: "give it another name")
    }
    var rule = CounterStyleRule(
      name: ValueParser.counterStyleName(name), placement: placement,
      place: SourcePlace(source: source, stretch: list.stretch(prelude)))
    for item in block.items(in: range, into: &diagnostics) {
      guard case .declaration(let raw) = item else { continue }
      descriptor(raw, of: &rule)
    }
    if let problem = problem(in: rule) {
      return warn("style.counter-style", problem, list.stretch(prelude), hint: "the style is left out")
    }
    sheet.counterStyles.append(rule)
  }

  private mutating func descriptor(_ raw: DeclarationParser.Raw, of rule: inout CounterStyleRule) {
    var parser = ValueParser(list, in: raw.value)
    let isValid: Bool
    switch raw.name {
    case "system": isValid = assign(parser.counterSystem(), to: &rule.system)
    case "symbols": isValid = assign(parser.counterSymbols(), to: &rule.symbols)
    case "additive-symbols": isValid = assign(parser.additiveSymbols(), to: &rule.additiveSymbols)
    case "prefix": isValid = assign(parser.counterSymbol(), to: &rule.prefix)
    case "suffix": isValid = assign(parser.counterSymbol(), to: &rule.suffix)
    case "negative":
      let before = parser.counterSymbol()
      isValid = assign(before.map { ($0, parser.isAtEnd ? "" : parser.counterSymbol() ?? "") }, to: &rule.negative)
    case "range": isValid = parser.takeKeyword("auto") || assign(parser.counterRanges(), to: &rule.ranges)
    case "pad": isValid = assign(parser.counterPad(), to: &rule.pad)
    case "fallback": isValid = assign(parser.counterStyleName(), to: &rule.fallback)
    default:
      let name = list[raw.nameToken]
      return warn(
        "style.unknown-property", "'\(raw.name)' is not supported in '@counter-style'", name.start..<name.end,
        hint: didYouMean(
          raw.name,
          in: [
            "system", "symbols", "additive-symbols", "prefix", "suffix", "negative", "range", "pad", "fallback",
          ]))
    }
    if !isValid || !parser.isAtEnd {
      warn(
        "style.invalid-value", "'\(block.excerpt(raw.value))' is not a value of '\(raw.name)' in '@counter-style'",
        raw.value.isEmpty ? list.stretch(raw.nameToken..<(raw.nameToken + 1)) : list.stretch(raw.value),
        hint: parser.hint)
    }
  }

  private func assign<Value>(_ value: Value?, to target: inout Value?) -> Bool {
    guard let value else { return false }
    target = value
    return true
  }

  /// What a style lacks to write any number.
  private func problem(in rule: CounterStyleRule) -> String? {
    let count = rule.symbols?.count ?? 0
    switch rule.system ?? .symbolic {
    case .extends: return nil
    case .cyclic, .fixed, .symbolic: return count > 0 ? nil : "the counter style '\(rule.name)' has no symbols"
    case .numeric, .alphabetic:
      return count > 1 ? nil : "the counter style '\(rule.name)' needs two symbols at least"
    case .additive:
      return rule.additiveSymbols == nil ? "the counter style '\(rule.name)' has no additive-symbols" : nil
    }
  }
}

extension ValueParser {
  fileprivate mutating func counterSystem() -> CounterStyleRule.System? {
    if takeKeyword("fixed") { return .fixed(first: isAtEnd ? 1 : counterValue() ?? 1) }
    if takeKeyword("extends") { return counterStyleName().map { .extends($0) } }
    return keyword([
      "cyclic": .cyclic, "numeric": .numeric, "alphabetic": .alphabetic, "symbolic": .symbolic, "additive": .additive,
    ])
  }

  /// A text in quotes or a name.
  mutating func counterSymbol() -> String? { next?.kind == .ident ? ident() : string() }

  mutating func counterSymbols() -> [String]? {
    var symbols: [String] = []
    while let symbol = counterSymbol() { symbols.append(symbol) }
    return symbols.isEmpty ? nil : symbols
  }

  /// A whole number from 0 and a symbol, in either order.
  private mutating func weight() -> CounterStyle.Weight? {
    if next?.kind == .number {
      guard let value = counterValue(), value >= 0, let symbol = counterSymbol() else { return nil }
      return CounterStyle.Weight(value, symbol)
    }
    guard let symbol = counterSymbol(), let value = counterValue(), value >= 0 else { return nil }
    return CounterStyle.Weight(value, symbol)
  }

  fileprivate mutating func additiveSymbols() -> [CounterStyle.Weight]? {
    var weights: [CounterStyle.Weight] = []
    repeat {
      guard let weight = weight() else { return nil }
      guard weights.last.map({ $0.value > weight.value }) ?? true else {
        expect("weights in descending order")
        return nil
      }
      weights.append(weight)
    } while take(.comma)
    return weights
  }

  fileprivate mutating func counterPad() -> (length: Int, symbol: String)? {
    weight().map { ($0.value, $0.symbol) }
  }

  fileprivate mutating func counterRanges() -> [ClosedRange<Int>]? {
    var ranges: [ClosedRange<Int>] = []
    repeat {
      guard let low = takeKeyword("infinite") ? Int.min : counterValue(),
        let high = takeKeyword("infinite") ? Int.max : counterValue(), low <= high
      else { return nil }
      ranges.append(low...high)
    } while take(.comma)
    return ranges
  }

  /// The name of a style, those that CSS defines in lower case.
  static func counterStyleName(_ text: String) -> String {
    let lower = asciiLowercased(text)
    return CounterStyles.predefined[lower] == nil ? text : lower
  }

  mutating func counterStyleName() -> String? {
    guard let name = customIdent() else {
      expect("a counter style such as decimal")
      return nil
    }
    return Self.counterStyleName(name)
  }

  /// The name of a style, or `symbols()`.
  mutating func counterStyle() -> CounterStyleReference? {
    if var arguments = function("symbols") {
      let system =
        arguments.keyword([
          "cyclic": CounterStyle.System.cyclic, "numeric": .numeric, "alphabetic": .alphabetic, "symbolic": .symbolic,
          "fixed": .fixed(first: 1),
        ]) ?? .symbolic
      var symbols: [String] = []
      while let symbol = arguments.string() { symbols.append(symbol) }
      let least = system == .numeric || system == .alphabetic ? 2 : 1
      guard arguments.isAtEnd, symbols.count >= least else { return nil }
      var style = CounterStyle(system, symbols)
      style.suffix = " "
      return .symbols(style)
    }
    return counterStyleName().map { .named($0) }
  }
}
