import Diagnostics

extension SelectorParser {
  /// Reads a pseudo-element, whose first colon comes next; false if it is none.
  func pseudoElement(_ reader: inout CompoundReader) throws(SelectorProblem) -> Bool {
    let (at, end) = (reader.at, reader.end)
    let hasTwoColons = at + 1 < end && list[at + 1].kind == .colon
    let place = at + (hasTwoColons ? 2 : 1)
    guard place < end, list[place].kind == .ident || (hasTwoColons && list[place].kind == .function) else {
      if hasTwoColons { throw unexpected(at + 1, "a name has to follow '::'") }
      return false
    }
    let name = asciiLowercased(list[place].text)
    let element = PseudoElement(rawValue: name)
    if !hasTwoColons, element.map({ !PseudoElement.writtenWithOneColon.contains($0) }) ?? true { return false }
    if let known = reader.pseudoElement {
      throw misplaced(known, "there is one for each selector, at its end", at..<end)
    }
    if let element {
      reader.pseudoElement = element
    } else if PseudoElement.onScreen.contains(name) {
      reader.compound.conditions.append(.state(":" + name, holds: false))
    } else {
      throw SelectorProblem(
        id: "style.unknown-pseudo-element", message: "there is no pseudo-element '::\(name)'",
        stretch: list[at].start..<list[place].end,
        hint: didYouMean(name, in: PseudoElement.allCases.map(\.rawValue))
          ?? "there are " + PseudoElement.allCases.map { "::" + $0.rawValue }.joined(separator: ", "))
    }
    reader.at = min(list.after(place), end)
    reader.weight.elements += 1
    return true
  }

  /// Reads a pseudo-class, whose colon comes next.
  mutating func pseudoClass(_ reader: inout CompoundReader) throws(SelectorProblem) {
    let colon = reader.at
    guard colon + 1 < reader.end, list[colon + 1].kind == .ident || list[colon + 1].kind == .function else {
      throw unexpected(colon, "a name has to follow ':'")
    }
    let token = list[colon + 1]
    let name = asciiLowercased(token.text)
    let stretch = list[colon].start..<token.end
    reader.at = min(list.after(colon + 1), reader.end)
    if Self.screenStates.contains(name) { return reader.add(.state(name, holds: false)) }
    // After a pseudo-element only states may follow (Selectors Level 4, section 3.6.3).
    if let element = reader.pseudoElement {
      throw misplaced(element, "it has to stand at the end of the selector", colon..<reader.end)
    }
    if token.kind == .ident {
      guard let conditions = Self.pseudoClasses[name] else { throw unknown(name, stretch) }
      reader.compound.conditions += conditions
      reader.weight.classes += 1
    } else {
      let closing = min(list.closing(of: colon + 1), reader.end)
      try function(name, stretch, list.trimmed((colon + 2)..<closing), &reader)
    }
  }

  private mutating func function(
    _ name: String, _ stretch: Range<Int>, _ arguments: Range<Int>, _ reader: inout CompoundReader
  ) throws(SelectorProblem) {
    let deeper = reader.nesting.deeper
    switch name {
    case "is", "where", "matches":
      let inner = try forgivingSelectors(in: arguments, deeper)
      reader.compound.conditions.append(.any(inner, counts: name != "where"))
      if name != "where" { reader.weight = reader.weight + highest(inner) }
    case "not":
      let inner = try selectors(in: arguments, deeper)
      reader.compound.conditions.append(.none(inner))
      reader.weight = reader.weight + highest(inner)
    case "has":
      guard !reader.nesting.isInHas else {
        throw SelectorProblem(
          id: "style.invalid-selector", message: "':has()' cannot stand inside another one", stretch: stretch)
      }
      let nesting = Nesting(depth: deeper.depth, isInHas: true)
      let inner = try selectors(in: arguments, nesting, isRelative: true)
      reader.compound.conditions.append(.has(inner))
      reader.weight = reader.weight + highest(inner)
    case "lang": reader.add(.language(try languages(in: arguments, stretch)))
    case "dir":
      let word = arguments.count == 1 ? asciiLowercased(list[arguments.lowerBound].text) : ""
      // Another word is no mistake and matches nothing (Selectors Level 4, section 7.1).
      reader.add(TextDirection(rawValue: word).map { .direction($0) } ?? .state("dir(\(word))", holds: false))
    default:
      guard let (ofType, fromEnd) = Self.countingFunctions[name] else { throw unknown(name, stretch) }
      try position(name, ofType: ofType, fromEnd: fromEnd, arguments, &reader)
    }
  }

  private func highest(_ selectors: [ComplexSelector]) -> Specificity {
    selectors.map(\.specificity).max() ?? Specificity()
  }

  /// What stands in `:nth-child()` and its kin, `of` and selectors among it.
  private mutating func position(
    _ name: String, ofType: Bool, fromEnd: Bool, _ arguments: Range<Int>, _ reader: inout CompoundReader
  ) throws(SelectorProblem) {
    var of = arguments.lowerBound
    let formula = AnPlusB(list, at: &of, end: arguments.upperBound)
    while of < arguments.upperBound, list[of].kind == .whitespace { of += 1 }
    guard let formula, of == arguments.upperBound || list[of].isIdent("of") else {
      throw SelectorProblem(
        id: "style.invalid-selector", message: "':\(name)()' takes a number, odd, even or a form such as 2n+1",
        stretch: list.stretch(arguments))
    }
    let test = PositionTest(formula: formula, ofType: ofType, fromEnd: fromEnd)
    guard of < arguments.upperBound else { return reader.add(.position(test)) }
    guard !ofType else {
      throw SelectorProblem(
        id: "style.invalid-selector", message: "':\(name)()' takes no selectors",
        stretch: list.stretch(of..<arguments.upperBound),
        hint: "write ':\(fromEnd ? "nth-last-child" : "nth-child")(… of …)'")
    }
    let inner = try selectors(in: list.trimmed((of + 1)..<arguments.upperBound), reader.nesting.deeper)
    reader.add(.positionAmong(test, inner))
    reader.weight = reader.weight + highest(inner)
  }

  private func languages(in range: Range<Int>, _ stretch: Range<Int>) throws(SelectorProblem) -> [LanguageRange] {
    var ranges: [LanguageRange] = []
    for part in list.split(range, at: .comma) {
      let tokens = list.tokens[list.trimmed(part)]
      guard let first = tokens.first, tokens.count == 1, first.kind == .ident || first.kind == .string else {
        throw SelectorProblem(
          id: "style.invalid-selector", message: "':lang()' takes languages", stretch: stretch,
          hint: "write it as :lang(fr), :lang(de, nl) or :lang(\"*-CH\")")
      }
      ranges.append(LanguageRange(first.text))
    }
    return ranges
  }

  private func unknown(_ name: String, _ stretch: Range<Int>) -> SelectorProblem {
    let known =
      Array(Self.pseudoClasses.keys) + Self.countingFunctions.keys + Self.screenStates
      + ["is", "not", "where", "has", "lang", "dir"]
    return SelectorProblem(
      id: "style.unknown-pseudo-class", message: "there is no pseudo-class ':\(name)'",
      stretch: stretch, hint: didYouMean(name, in: known))
  }

  /// Pseudo-classes without arguments, each with what it stands for.
  private static let pseudoClasses: [String: [SimpleSelector]] = {
    func nth(_ ofType: Bool, _ fromEnd: Bool) -> SimpleSelector {
      .position(PositionTest(formula: AnPlusB(step: 0, offset: 1), ofType: ofType, fromEnd: fromEnd))
    }
    let isLink = SimpleSelector.attribute(
      AttributeTest(name: "href", operation: .exists, value: "", ignoresCase: false))
    return [
      "first-child": [nth(false, false)], "last-child": [nth(false, true)],
      "only-child": [nth(false, false), nth(false, true)], "first-of-type": [nth(true, false)],
      "last-of-type": [nth(true, true)], "only-of-type": [nth(true, false), nth(true, true)],
      "root": [.root], "scope": [.root], "empty": [.empty], "link": [isLink], "any-link": [isLink],
      "defined": [.state("defined", holds: true)], "read-only": [.state("read-only", holds: true)],
    ]
  }()

  private static let countingFunctions: [String: (ofType: Bool, fromEnd: Bool)] = [
    "nth-child": (false, false), "nth-last-child": (false, true), "nth-of-type": (true, false),
    "nth-last-of-type": (true, true),
  ]

  /// What a page on paper is never in: states of links, of what a user does, of forms, of media and of windows.
  private static let screenStates: Set<String> = [
    "visited", "local-link", "target", "target-within", "hover", "active", "focus", "focus-visible", "focus-within",
    "current", "past", "future", "playing", "paused", "seeking", "buffering", "stalled", "muted", "volume-locked",
    "open", "popover-open", "modal", "fullscreen", "picture-in-picture", "enabled", "disabled", "read-write",
    "placeholder-shown", "autofill", "default", "checked", "unchecked", "indeterminate", "blank", "valid", "invalid",
    "in-range", "out-of-range", "required", "optional", "user-valid", "user-invalid", "host", "host-context", "state",
  ]
}
