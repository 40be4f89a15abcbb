import Diagnostics

/// Why a selector cannot be used.
struct SelectorProblem: Error {
  var id: String
  var message: String
  /// The bytes it is about.
  var stretch: Range<Int>
  var hint: String?
}

/// Reads selector lists by Selectors Level 4, section 18.
struct SelectorParser {
  let list: TokenList
  let source: SourceText
  /// What is wrong within selectors that can be used nonetheless.
  var warnings: [SelectorProblem] = []
  /// The rule that `&` stands for; nil where it stands for `:root`.
  let parent: ParentRule?
  /// How often `&` was used so far, written or not.
  private(set) var parentUses = 0

  init(list: TokenList, source: SourceText, parent: ParentRule?) {
    self.list = list
    self.source = source
    self.parent = parent
  }

  /// Where a selector stands: how many parentheses are around it, and whether one of them is that of `:has()`.
  struct Nesting {
    var depth = 0
    var isInHas = false
    var deeper: Nesting { Nesting(depth: depth + 1, isInHas: isInHas) }
  }

  /// Deeper nesting of `:is()` and `:not()` is refused, so that none exhausts the stack.
  private static let deepest = 16
  private static let longest = 64
  /// `&` may come to no more than this many compounds and names, so that selectors that double at each level end somewhere.
  private static let heaviest = 1000

  /// Selectors with commas between them; one that is wrong makes all of them so.
  mutating func selectors(in range: Range<Int>) throws(SelectorProblem) -> [ComplexSelector] {
    guard parent != nil else { return try selectors(in: range, Nesting()) }
    var selectors: [ComplexSelector] = []
    for part in list.split(range, at: .comma) { selectors.append(try nestedSelector(in: list.trimmed(part))) }
    return selectors
  }

  /// A selector of a nested rule: where it has no `&`, or begins with a combinator, one stands before it.
  private mutating func nestedSelector(in range: Range<Int>) throws(SelectorProblem) -> ComplexSelector {
    let uses = parentUses
    var selector = try selector(in: range, Nesting(), isRelative: true)
    let isRelative = selector.steps.last.map { $0.combinator != .descendant } ?? false
    if isRelative || parentUses == uses {
      let outer = CompoundSelector(conditions: [try self.outer(at: range)])
      selector.steps.append(ComplexSelector.Step(compound: outer, combinator: .descendant))
      selector.specificity = selector.specificity + (parent?.specificity ?? Specificity())
    }
    return selector
  }

  /// What `&` stands for.
  private mutating func outer(at range: Range<Int>) throws(SelectorProblem) -> SimpleSelector {
    parentUses += 1
    guard let parent else { return .root }
    guard parentUses * parent.weight < Self.heaviest else {
      throw SelectorProblem(
        id: "style.too-deep", message: "the selectors of the rules around this one have become too long",
        stretch: list.stretch(range), hint: "use fewer '&' or nest less deeply")
    }
    return .parent(parent)
  }

  /// - Parameter isRelative: Whether each may begin with a combinator, as in `:has()`.
  mutating func selectors(
    in range: Range<Int>, _ nesting: Nesting, isRelative: Bool = false
  ) throws(SelectorProblem) -> [ComplexSelector] {
    try checkDepth(nesting, range)
    var selectors: [ComplexSelector] = []
    for part in list.split(range, at: .comma) {
      selectors.append(try selector(in: list.trimmed(part), nesting, isRelative: isRelative))
    }
    return selectors
  }

  /// A list in which each selector stands for itself: one that is wrong is left out, with a warning.
  mutating func forgivingSelectors(
    in range: Range<Int>, _ nesting: Nesting
  ) throws(SelectorProblem) -> [ComplexSelector] {
    try checkDepth(nesting, range)
    if range.isEmpty { return [] }
    var selectors: [ComplexSelector] = []
    for part in list.split(range, at: .comma) {
      do throws(SelectorProblem) {
        selectors.append(try selector(in: list.trimmed(part), nesting, isRelative: false))
      } catch {
        warnings.append(error)
      }
    }
    return selectors
  }

  private func checkDepth(_ nesting: Nesting, _ range: Range<Int>) throws(SelectorProblem) {
    guard nesting.depth < Self.deepest else {
      throw SelectorProblem(
        id: "style.invalid-selector", message: "the selector is nested too deeply",
        stretch: list.stretch(range))
    }
  }

  private mutating func selector(
    in range: Range<Int>, _ nesting: Nesting, isRelative: Bool
  ) throws(SelectorProblem) -> ComplexSelector {
    guard !range.isEmpty else {
      throw SelectorProblem(
        id: "style.invalid-selector", message: "a selector is missing", stretch: list.stretch(range),
        hint: "remove the comma that has no selector beside it")
    }
    var steps: [ComplexSelector.Step] = []
    var specificity = Specificity()
    var pseudoElement: PseudoElement?
    var at = range.lowerBound
    var combinator = ComplexSelector.Combinator.descendant
    if isRelative, let leading = try self.combinator(at: &at, end: range.upperBound) { combinator = leading }
    while at < range.upperBound {
      if let pseudoElement { throw misplaced(pseudoElement, "it has to stand at the end of the selector", range) }
      guard steps.count < Self.longest else {
        throw SelectorProblem(
          id: "style.invalid-selector", message: "the selector is longer than any document is deep",
          stretch: list.stretch(range))
      }
      var reader = CompoundReader(at: at, end: range.upperBound, nesting: nesting)
      try compound(&reader)
      pseudoElement = reader.pseudoElement
      if let pseudoElement, nesting.depth > 0 {
        throw misplaced(pseudoElement, "it cannot stand in parentheses", range)
      }
      specificity = specificity + reader.weight
      at = reader.at
      steps.append(ComplexSelector.Step(compound: reader.compound, combinator: combinator))
      combinator = try self.combinator(at: &at, end: range.upperBound) ?? .descendant
    }
    // What stands before a compound in writing is what relates it to the one that stands before it.
    return ComplexSelector(
      steps: steps.reversed(), specificity: specificity, pseudoElement: pseudoElement)
  }

  func misplaced(_ element: PseudoElement, _ hint: String, _ range: Range<Int>) -> SelectorProblem {
    SelectorProblem(
      id: "style.invalid-selector", message: "the pseudo-element '::\(element.rawValue)' cannot stand here",
      stretch: list.stretch(range), hint: hint)
  }

  /// Reads `>`, `+` or `~` with the white space around it; nil if there is none.
  private func combinator(
    at: inout Int, end: Int
  ) throws(SelectorProblem) -> ComplexSelector.Combinator? {
    while at < end, list[at].kind == .whitespace { at += 1 }
    guard at < end, list[at].kind == .delimiter else { return nil }
    let sign = list[at]
    let combinators: KeyValuePairs<String, ComplexSelector.Combinator> = [
      ">": .child, "+": .nextSibling, "~": .laterSibling,
    ]
    guard let combinator = combinators.first(where: { $0.key == sign.text })?.value else {
      if sign.text == "|", at + 1 < end, list[at + 1].isDelimiter("|") {
        throw SelectorProblem(
          id: "style.unsupported-selector", message: "'||', which selects by columns, is not supported",
          stretch: sign.start..<list[at + 1].end, hint: "use [data-column=NAME] or :nth-child()")
      }
      return nil
    }
    at += 1
    while at < end, list[at].kind == .whitespace { at += 1 }
    guard at < end else {
      throw SelectorProblem(
        id: "style.invalid-selector", message: "nothing follows '\(sign.text)'", stretch: sign.start..<sign.end)
    }
    return combinator
  }

  /// A compound selector while it is read.
  struct CompoundReader {
    var at: Int
    let end: Int
    let nesting: Nesting
    var compound = CompoundSelector()
    var weight = Specificity()
    var pseudoElement: PseudoElement?

    mutating func add(_ condition: SimpleSelector) {
      compound.conditions.append(condition)
      weight.classes += 1
    }
  }

  private mutating func compound(_ reader: inout CompoundReader) throws(SelectorProblem) {
    let (start, end) = (reader.at, reader.end)
    try skipNamespace(&reader.at, end: end) { $0.kind == .ident || $0.isDelimiter("*") }
    if list[reader.at].kind == .ident {
      reader.compound.elementName = asciiLowercased(list[reader.at].text)
      reader.weight.elements = 1
      reader.at += 1
    } else if list[reader.at].isDelimiter("*") {
      reader.at += 1
    }
    reading: while reader.at < end {
      let at = reader.at
      let token = list[at]
      switch token.kind {
      case .hash where token.isIdentifier && reader.pseudoElement == nil:
        reader.compound.conditions.append(.identifier(token.text))
        reader.weight.identifiers += 1
        reader.at += 1
      case .delimiter where token.text == "." && reader.pseudoElement == nil:
        guard at + 1 < end, list[at + 1].kind == .ident else {
          throw unexpected(at, "a class name has to follow '.'")
        }
        reader.add(.ofClass(list[at + 1].text))
        reader.at += 2
      case .delimiter where token.text == "&" && reader.pseudoElement == nil:
        reader.compound.conditions.append(try outer(at: at..<(at + 1)))
        reader.weight = reader.weight + (parent?.specificity ?? Specificity())
        reader.at += 1
      case .openSquare where reader.pseudoElement == nil:
        let closing = min(list.closing(of: at), end)
        reader.add(.attribute(try attribute(in: list.trimmed((at + 1)..<closing), whole: at..<closing)))
        reader.at = min(closing + 1, end)
      case .colon:
        if try !self.pseudoElement(&reader) { try pseudoClass(&reader) }
      default: break reading
      }
    }
    if reader.at == start { throw unexpected(start, nil) }
  }

  func unexpected(_ at: Int, _ hint: String?) -> SelectorProblem {
    let token = list[at]
    let written = String(decoding: source.bytes[token.start..<token.end].prefix(24), as: UTF8.self)
    return SelectorProblem(
      id: "style.invalid-selector", message: "'\(written)' cannot stand here in a selector",
      stretch: token.start..<token.end, hint: hint)
  }

  /// Passes over `*|` or `|`, which say of a name that it may be in any namespace or in none, as all are here.
  ///
  /// - Parameter isName: Whether a token can be the name after it.
  func skipNamespace(
    _ at: inout Int, end: Int, isName: (Token) -> Bool
  ) throws(SelectorProblem) {
    let hasPrefix = at < end && (list[at].isDelimiter("*") || list[at].kind == .ident)
    let bar = hasPrefix ? at + 1 : at
    guard bar + 1 < end, list[bar].isDelimiter("|"), isName(list[bar + 1]) else { return }
    guard !hasPrefix || list[at].isDelimiter("*") else {
      throw SelectorProblem(
        id: "style.invalid-selector", message: "no namespace '\(list[at].text)' is declared",
        stretch: list[at].start..<list[bar].end,
        hint: "names in a report are in no namespace; leave out '\(list[at].text)|'")
    }
    at = bar + 1
  }

  /// What stands between the brackets of an attribute selector.
  private func attribute(in range: Range<Int>, whole: Range<Int>) throws(SelectorProblem) -> AttributeTest {
    let malformed = SelectorProblem(
      id: "style.invalid-selector", message: "the attribute in the selector is malformed",
      stretch: list.stretch(whole),
      hint: "write it as [data-status], [data-status=\"e\"] or with ~=, |=, ^=, $= or *=")
    var at = range.lowerBound
    try skipNamespace(&at, end: range.upperBound) { $0.kind == .ident }
    guard at < range.upperBound, list[at].kind == .ident else { throw malformed }
    var test = AttributeTest(
      name: asciiLowercased(list[at].text), operation: .exists, value: "", ignoresCase: false)
    var rest = list.tokens[(at + 1)..<range.upperBound].filter { $0.kind != .whitespace }[...]
    guard let sign = rest.popFirst() else { return test }
    if sign.isDelimiter("=") {
      test.operation = .equals
    } else {
      guard sign.kind == .delimiter, let operation = AttributeTest.Operator(rawValue: sign.text + "="),
        let equals = rest.popFirst(), equals.isDelimiter("="), equals.start == sign.end
      else { throw malformed }
      test.operation = operation
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
}
