import Diagnostics

extension SheetParser {
  /// `@media`: its rules count where the queries hold for paper of the report's size.
  mutating func mediaRule(_ rule: DeclarationParser.AtRule, _ surroundings: Surroundings) {
    var surroundings = surroundings
    guard constrain(&surroundings.placement, by: rule.prelude) else {
      if rule.block == nil { missingBlock(rule) }
      return
    }
    contents(of: rule, surroundings)
  }

  /// Puts a place under media queries; false if they hold on no page.
  func constrain(_ placement: inout RulePlacement, by range: Range<Int>) -> Bool {
    var parser = MediaQueryParser(list: list)
    let condition = parser.queries(in: range)
    for problem in parser.problems {
      warn("style.unsupported-media", problem.message, list.stretch(problem.range), hint: problem.hint)
    }
    if let constant = condition.constant { return constant }
    placement.media.append(condition)
    return true
  }

  /// `@supports`: its rules count where all is understood that they ask for (CSS Conditional Rules Level 4).
  mutating func supportsRule(_ rule: DeclarationParser.AtRule, _ surroundings: Surroundings) {
    if rule.block == nil { return missingBlock(rule) }
    if supports(rule.prelude, isBare: false) { contents(of: rule, surroundings) }
  }

  /// Whether a condition of `@supports` holds.
  ///
  /// - Parameter isBare: Whether it may be a declaration without parentheses, as in `@import`.
  func supports(_ range: Range<Int>, isBare: Bool) -> Bool {
    if isBare, let answer = supportsDeclaration(in: range) { return answer }
    var parser = ValueParser(list, in: range)
    guard let condition = parser.condition({ supportsTest(&$0) }), parser.isAtEnd else {
      warn(
        "style.unsupported-condition", "'\(block.excerpt(range))' is no condition", list.stretch(range),
        hint: "write it as (property: value), selector(…), or these with 'not', 'and' or 'or'")
      return false
    }
    if let reason = parser.mismatch {
      warn(
        "style.unsupported-condition", "'\(block.excerpt(range))' counts as false", list.stretch(range), hint: reason)
    }
    return condition.value { $0 } ?? false
  }

  private func supportsTest(_ parser: inout ValueParser) -> Condition<Bool>? {
    if var arguments = parser.function("selector") {
      var selectors = SelectorParser(list: list, source: source, parent: nil)
      let range = list.trimmed(arguments.at..<arguments.end)
      arguments = ValueParser(list, in: range)
      let isKnown = (try? selectors.selectors(in: range)) != nil && selectors.warnings.isEmpty
      // A list of selectors is none.
      return .test(isKnown && list.first(.comma, in: range) == nil)
    }
    if var arguments = parser.function("font-format") {
      return .test(arguments.keyword(["opentype": true, "truetype": true, "collection": true]) ?? false)
    }
    if let arguments = parser.function("font-tech") {
      let names = ["features-opentype"]
      return .test(arguments.next.map { token in names.contains { token.isIdent($0) } } ?? false)
    }
    guard parser.next?.kind == .openParenthesis else { return nil }
    let start = parser.at
    guard let inner = parser.group() else { return nil }
    if let answer = supportsDeclaration(in: list.trimmed(inner.at..<inner.end)) { return .test(answer) }
    parser.rewind(to: start)
    return nil
  }

  /// Whether a declaration is understood; nil for what is none.
  private func supportsDeclaration(in range: Range<Int>) -> Bool? {
    var at = range.lowerBound
    guard let found = syntax.declaration(at: &at, end: range.upperBound, endsAtSemicolon: false) else { return nil }
    // What is wrong with it is the answer, not a mistake.
    var unheard = CountedDiagnostics(mostOfAKind: 0)
    return block.declaration(block.raw(found), into: &unheard) != nil
  }
}
