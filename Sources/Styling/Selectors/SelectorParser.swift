import Diagnostics

/// Why a selector cannot be used.
struct SelectorProblem: Error {
  var id: String
  var message: String
  /// The bytes it is about.
  var stretch: Range<Int>
  var hint: String?
}

/// Reads selector lists by Selectors Level 4, as far as Bulletin knows them.
struct SelectorParser {
  let list: TokenList
  let source: SourceText
  /// What is odd about selectors that can be used nonetheless.
  private(set) var warnings: [SelectorProblem] = []

  init(list: TokenList, source: SourceText) {
    self.list = list
    self.source = source
  }

  /// Deeper nesting of `:is()` and `:not()` is refused, so that none exhausts the stack.
  private static let deepest = 16
  private static let longest = 64

  mutating func selectors(in range: Range<Int>, depth: Int = 0) throws(SelectorProblem) -> [ComplexSelector] {
    guard depth < Self.deepest else {
      throw SelectorProblem(
        id: "style.invalid-selector", message: "the selector is nested too deeply",
        stretch: list.stretch(range))
    }
    var selectors: [ComplexSelector] = []
    for part in list.split(range, at: .comma) {
      selectors.append(try selector(in: list.trimmed(part), depth: depth))
    }
    return selectors
  }

  private mutating func selector(in range: Range<Int>, depth: Int) throws(SelectorProblem) -> ComplexSelector {
    guard !range.isEmpty else {
      throw SelectorProblem(
        id: "style.invalid-selector", message: "a selector is missing", stretch: list.stretch(range),
        hint: "remove the comma that has no selector beside it")
    }
    var steps: [ComplexSelector.Step] = []
    var specificity = Specificity()
    var pseudoElement: PseudoElement?
    var at = range.lowerBound
    while at < range.upperBound {
      if let pseudoElement { throw misplaced(pseudoElement, "it has to stand at the end of the selector", range) }
      guard steps.count < Self.longest else {
        throw SelectorProblem(
          id: "style.invalid-selector", message: "the selector is longer than any document is deep",
          stretch: list.stretch(range))
      }
      let (compound, weight, end) = try self.compound(
        from: at, to: range.upperBound, depth: depth, pseudoElement: &pseudoElement)
      if let pseudoElement, depth > 0 { throw misplaced(pseudoElement, "it cannot stand in parentheses", range) }
      specificity = specificity + weight
      at = end
      var combinator = ComplexSelector.Combinator.descendant
      let place = at
      while at < range.upperBound, list[at].kind == .whitespace { at += 1 }
      if at < range.upperBound, list[at].kind == .delimiter {
        switch list[at].text {
        case ">":
          combinator = .child
          at += 1
        case "+", "~":
          throw SelectorProblem(
            id: "style.unsupported-selector", message: "'\(list[at].text)' between siblings is not supported",
            stretch: list[at].start..<list[at].end, hint: "use :first-child, :nth-child() or a class")
        default: break
        }
        while at < range.upperBound, list[at].kind == .whitespace { at += 1 }
        if at >= range.upperBound {
          throw SelectorProblem(
            id: "style.invalid-selector", message: "nothing follows '>'", stretch: list.stretch(place..<at))
        }
      }
      // The combinator read here relates this compound to the next one, which will stand before it in the array.
      steps.insert(ComplexSelector.Step(compound: compound, combinator: combinator), at: 0)
    }
    // Shift combinators, so that each step holds the one to its left.
    for index in steps.indices {
      steps[index].combinator = index + 1 < steps.count ? steps[index + 1].combinator : .descendant
    }
    return ComplexSelector(steps: steps, specificity: specificity, pseudoElement: pseudoElement)
  }

  private func misplaced(_ element: PseudoElement, _ hint: String, _ range: Range<Int>) -> SelectorProblem {
    SelectorProblem(
      id: "style.invalid-selector", message: "the pseudo-element '::\(element.rawValue)' cannot stand here",
      stretch: list.stretch(range), hint: hint)
  }

  private mutating func compound(
    from start: Int, to end: Int, depth: Int, pseudoElement: inout PseudoElement?
  ) throws(SelectorProblem) -> (CompoundSelector, Specificity, end: Int) {
    var compound = CompoundSelector()
    var weight = Specificity()
    var at = start
    if list[at].kind == .ident {
      compound.elementName = asciiLowercased(list[at].text)
      weight.elements = 1
      at += 1
    } else if list[at].isDelimiter("*") {
      at += 1
    }
    reading: while at < end {
      let token = list[at]
      switch token.kind {
      case .hash where token.isIdentifier:
        compound.conditions.append(.identifier(token.text))
        weight.identifiers += 1
        at += 1
      case .delimiter where token.text == ".":
        guard at + 1 < end, list[at + 1].kind == .ident else {
          throw unexpected(at, "a class name has to follow '.'")
        }
        compound.conditions.append(.ofClass(list[at + 1].text))
        weight.classes += 1
        at += 2
      case .openSquare:
        let closing = min(list.closing(of: at), end)
        compound.conditions.append(
          .attribute(try attribute(in: list.trimmed((at + 1)..<closing), whole: at..<closing)))
        weight.classes += 1
        at = min(closing + 1, end)
      case .colon:
        if let weighed = try self.pseudoElement(at: &at, end: end, into: &compound, &pseudoElement) {
          weight = weight + weighed
        } else {
          at += 1
          weight = weight + (try pseudoClass(at: &at, end: end, into: &compound, depth: depth))
        }
      default: break reading
      }
    }
    if at == start { throw unexpected(at, nil) }
    return (compound, weight, at)
  }

  private func unexpected(_ at: Int, _ hint: String?) -> SelectorProblem {
    let token = list[at]
    let written = String(decoding: source.bytes[token.start..<token.end].prefix(24), as: UTF8.self)
    return SelectorProblem(
      id: "style.invalid-selector", message: "'\(written)' cannot stand here in a selector",
      stretch: token.start..<token.end, hint: hint)
  }

  private func attribute(in range: Range<Int>, whole: Range<Int>) throws(SelectorProblem) -> AttributeTest {
    let malformed = SelectorProblem(
      id: "style.invalid-selector", message: "the attribute in the selector is malformed",
      stretch: list.stretch(whole),
      hint: "write it as [data-status], [data-status=\"e\"] or with ~=, |=, ^=, $= or *=")
    guard let first = list.tokens[range].first, first.kind == .ident else { throw malformed }
    var test = AttributeTest(
      name: asciiLowercased(first.text), operation: .exists, value: "", ignoresCase: false)
    var rest = list.tokens[range].dropFirst().filter { $0.kind != .whitespace }[...]
    guard let sign = rest.popFirst() else { return test }
    if sign.isDelimiter("=") {
      test.operation = .equals
    } else {
      let operators: KeyValuePairs<String, AttributeTest.Operator> = [
        "~": .hasWord, "|": .dashMatch, "^": .hasPrefix, "$": .hasSuffix, "*": .contains,
      ]
      guard sign.kind == .delimiter, let found = operators.first(where: { $0.key == sign.text })?.value,
        let equals = rest.popFirst(), equals.isDelimiter("="), equals.start == sign.end
      else { throw malformed }
      test.operation = found
    }
    guard let value = rest.popFirst(), value.kind == .ident || value.kind == .string else { throw malformed }
    test.value = value.text
    if let flag = rest.popFirst() {
      guard flag.isIdent("i") || flag.isIdent("s"), rest.isEmpty else { throw malformed }
      test.ignoresCase = flag.isIdent("i")
      if test.ignoresCase { test.value = asciiLowercased(test.value) }
    }
    return test
  }

  /// Reads a pseudo-element, whose first colon is at `at`; nil if it is none.
  private func pseudoElement(
    at: inout Int, end: Int, into compound: inout CompoundSelector, _ pseudoElement: inout PseudoElement?
  ) throws(SelectorProblem) -> Specificity? {
    let hasTwoColons = at + 1 < end && list[at + 1].kind == .colon
    let place = at + (hasTwoColons ? 2 : 1)
    guard place < end, list[place].kind == .ident || (hasTwoColons && list[place].kind == .function) else {
      if hasTwoColons { throw unexpected(at + 1, "a name has to follow '::'") }
      return nil
    }
    let name = asciiLowercased(list[place].text)
    let element = PseudoElement(rawValue: name)
    if !hasTwoColons, element.map({ !PseudoElement.writtenWithOneColon.contains($0) }) ?? true { return nil }
    let stretch = list[at].start..<list[place].end
    if let pseudoElement { throw misplaced(pseudoElement, "there is one for each selector, at its end", at..<end) }
    at = min(list.after(place), end)
    if let element {
      pseudoElement = element
    } else if PseudoElement.onScreen.contains(name) {
      compound.conditions.append(.never)
    } else {
      throw SelectorProblem(
        id: "style.unknown-pseudo-element", message: "there is no pseudo-element '::\(name)'", stretch: stretch,
        hint: didYouMean(name, in: PseudoElement.allCases.map(\.rawValue))
          ?? "there are " + PseudoElement.allCases.map { "::" + $0.rawValue }.joined(separator: ", "))
    }
    return Specificity(elements: 1)
  }

  /// Reads what follows a colon.
  private mutating func pseudoClass(
    at: inout Int, end: Int, into compound: inout CompoundSelector, depth: Int
  ) throws(SelectorProblem) -> Specificity {
    guard at < end else { throw unexpected(at - 1, "a name has to follow ':'") }
    let colon = at - 1
    let token = list[at]
    let name = asciiLowercased(token.text)
    let stretch = list[colon].start..<token.end
    let one = Specificity(classes: 1)
    if token.kind == .ident {
      at += 1
      if let test = Self.positions[name] {
        compound.conditions += test.map { .position($0) }
        return one
      }
      switch name {
      case "root": compound.conditions.append(.root)
      case "link", "any-link":
        compound.conditions.append(
          .attribute(AttributeTest(name: "href", operation: .exists, value: "", ignoresCase: false)))
      case _ where Self.screenStates.contains(name):
        compound.conditions.append(.never)
        warnings.append(
          SelectorProblem(
            id: "style.never-matches", message: "':\(name)' never matches on paper", stretch: stretch,
            hint: nil))
      default: throw unknown(name, stretch)
      }
      return one
    }
    guard token.kind == .function else { throw unexpected(at, "a name has to follow ':'") }
    let closing = min(list.closing(of: at), end)
    let arguments = list.trimmed((at + 1)..<closing)
    at = min(closing + 1, end)
    if let (ofType, fromEnd) = Self.countingFunctions[name] {
      let bytes = source.bytes[list.stretch(arguments)]
      guard let (step, offset) = PositionTest.parse(String(decoding: bytes, as: UTF8.self)) else {
        throw SelectorProblem(
          id: "style.invalid-selector",
          message: "':\(name)()' takes a number, odd, even or a form such as 2n+1",
          stretch: list.stretch(arguments))
      }
      compound.conditions.append(
        .position(PositionTest(step: step, offset: offset, ofType: ofType, fromEnd: fromEnd)))
      return one
    }
    switch name {
    case "is", "where", "not", "matches":
      let inner = try selectors(in: arguments, depth: depth + 1)
      compound.conditions.append(name == "not" ? .none(inner) : .any(inner))
      return name == "where" ? Specificity() : inner.map(\.specificity).max() ?? Specificity()
    default: throw unknown(name, stretch)
    }
  }

  private func unknown(_ name: String, _ stretch: Range<Int>) -> SelectorProblem {
    let known =
      Array(Self.positions.keys) + Self.countingFunctions.keys + ["root", "is", "not", "where", "link"]
    return SelectorProblem(
      id: "style.unknown-pseudo-class", message: "the pseudo-class ':\(name)' is not supported",
      stretch: stretch,
      hint: didYouMean(name, in: known))
  }

  private static let positions: [String: [PositionTest]] = {
    func nth(_ ofType: Bool, _ fromEnd: Bool) -> PositionTest {
      PositionTest(step: 0, offset: 1, ofType: ofType, fromEnd: fromEnd)
    }
    return [
      "first-child": [nth(false, false)], "last-child": [nth(false, true)],
      "only-child": [nth(false, false), nth(false, true)], "first-of-type": [nth(true, false)],
      "last-of-type": [nth(true, true)], "only-of-type": [nth(true, false), nth(true, true)],
    ]
  }()

  private static let countingFunctions: [String: (ofType: Bool, fromEnd: Bool)] = [
    "nth-child": (false, false), "nth-last-child": (false, true), "nth-of-type": (true, false),
    "nth-last-of-type": (true, true),
  ]

  private static let screenStates: Set<String> = [
    "hover", "active", "focus", "focus-visible", "focus-within", "visited", "target", "checked", "disabled",
    "enabled",
  ]
}
