import Diagnostics

/// Reads one file of a style sheet into rules.
struct SheetParser {
  let source: SourceText
  let list: TokenList
  let syntax: SyntaxParser
  let block: DeclarationParser
  let reading: SheetReading
  /// Whether `@import` may stand here.
  var importing = Importing.open

  enum Importing {
    case open
    /// After an import: the next one has to follow at once.
    case begun
    case closed
  }

  /// What stands around a rule.
  struct Surroundings {
    var placement: RulePlacement
    /// The rule that it is nested in; nil at the top of a sheet and in at-rules there.
    var parent: ParentRule?
    /// How many blocks are around it.
    var depth = 0

    var inner: Surroundings {
      var inner = self
      inner.depth += 1
      return inner
    }
  }

  /// Deeper nesting than any author writes by hand is refused, so that none exhausts the stack.
  private static let deepest = 32

  init(source: SourceText, reading: SheetReading) {
    self.source = source
    self.reading = reading
    var tokenizer = Tokenizer(source.bytes)
    list = TokenList(tokenizer.all())
    syntax = SyntaxParser(list: list)
    block = DeclarationParser(source: source, list: list)
    if let comment = tokenizer.unclosedComment {
      warn("style.syntax", "the comment is never closed", comment..<(comment + 2), hint: "add '*/'")
    }
  }

  var sheet: StyleSheet {
    get { reading.sheet }
    nonmutating _modify { yield &reading.sheet }
  }
  var diagnostics: CountedDiagnostics {
    get { reading.diagnostics }
    nonmutating _modify { yield &reading.diagnostics }
  }

  /// - Parameter placement: Where the rules stand at the top of this file.
  mutating func parse(_ placement: RulePlacement) {
    rules(in: list.all, Surroundings(placement: placement))
    reportUnclosed()
  }

  func warn(
    _ id: String, _ message: @autoclosure () -> String, _ stretch: @autoclosure () -> Range<Int>,
    hint: @autoclosure () -> String? = nil
  ) {
    diagnostics.add(id) { .warning(id, message(), at: source.range(stretch()), hint: hint()) }
  }

  /// Reads what stands in the block of an at-rule that holds rules: in a nested one also declarations.
  mutating func contents(of rule: DeclarationParser.AtRule, _ surroundings: Surroundings) {
    guard let body = rule.block else { return missingBlock(rule) }
    guard surroundings.depth < Self.deepest else { return reportDepth(body) }
    if surroundings.parent == nil {
      rules(in: body, surroundings.inner)
    } else {
      nestedContents(in: body, surroundings.inner)
    }
  }

  private mutating func rules(in range: Range<Int>, _ surroundings: Surroundings) {
    var at = range.lowerBound
    while let item = syntax.nextRule(at: &at, end: range.upperBound, isTopLevel: surroundings.depth == 0) {
      switch item {
      case .atRule(let rule): atRule(block.atRule(rule), surroundings)
      case .rule(let rule): styleRule(rule, surroundings)
      case .invalid(let range): reportRuleless(list.trimmed(range))
      case .declaration: break  // Only blocks of style rules have any.
      }
    }
  }

  /// Reads the block of a style rule, or that of an at-rule within one.
  private mutating func nestedContents(in range: Range<Int>, _ surroundings: Surroundings) {
    // Declarations that follow a nested rule count after it, as if they stood in a rule of their own (CSS Nesting Level 1,
    // section 4).
    var run: [Declaration] = []
    var at = range.lowerBound
    while let item = syntax.nextContent(at: &at, end: range.upperBound) {
      switch item {
      case .declaration(let found):
        if let declaration = block.declaration(block.raw(found), into: &diagnostics) { run.append(declaration) }
      case .atRule(let rule):
        add(&run, surroundings)
        atRule(block.atRule(rule), surroundings)
      case .rule(let rule):
        add(&run, surroundings)
        styleRule(rule, surroundings)
      case .invalid(let range): block.reportStray(range, into: &diagnostics)
      }
    }
    add(&run, surroundings)
  }

  /// Adds a rule of the declarations so far, which select what the rule around them does.
  private func add(_ run: inout [Declaration], _ surroundings: Surroundings) {
    if !run.isEmpty, let selectors = surroundings.parent?.selectors, !selectors.isEmpty {
      sheet.rules.append(StyleRule(selectors: selectors, declarations: run, placement: surroundings.placement))
    }
    run = []
  }

  private mutating func styleRule(_ rule: SyntaxParser.QualifiedRule, _ surroundings: Surroundings) {
    guard surroundings.depth < Self.deepest else { return reportDepth(rule.prelude) }
    let prelude = list.trimmed(rule.prelude)
    var inner = surroundings.inner
    if reportStraySign(prelude) {
      inner.parent = ParentRule.none
    } else {
      var parser = SelectorParser(list: list, source: source, parent: surroundings.parent)
      do throws(SelectorProblem) {
        inner.parent = ParentRule(try parser.selectors(in: prelude), tokens: prelude.count, parser)
        importing = .closed
      } catch {
        warn(error.id, error.message, error.stretch, hint: error.hint)
        inner.parent = ParentRule.none
      }
      for problem in parser.warnings { warn(problem.id, problem.message, problem.stretch, hint: problem.hint) }
    }
    // The block is read even where the selector is of no use, so that one run shows all that is wrong.
    nestedContents(in: rule.block, inner)
  }

  /// The declarations of a block that has no at-rules.
  func declarations(in range: Range<Int>) -> [Declaration] {
    block.declarations(in: range, into: &diagnostics)
  }

  private mutating func atRule(_ rule: DeclarationParser.AtRule, _ surroundings: Surroundings) {
    if surroundings.parent == nil, !["charset", "import", "layer"].contains(rule.name) { importing = .closed }
    switch rule.name {
    case "media": mediaRule(rule, surroundings)
    case "supports": supportsRule(rule, surroundings)
    case "layer": layerRule(rule, surroundings)
    case "font-face", "counter-style", "page":
      guard surroundings.parent == nil else { return misplaced(rule, "inside a rule") }
      guard let body = rule.block else { return missingBlock(rule) }
      switch rule.name {
      case "page": pageRule(rule.prelude, body, surroundings.placement)
      case "font-face": fontFace(in: body, named: stretch(rule), surroundings.placement)
      default: counterStyleRule(rule.prelude, in: body, named: stretch(rule), surroundings.placement)
      }
    case "charset", "import", "namespace":
      guard surroundings.depth == 0 else { return misplaced(rule, "inside a block") }
      switch rule.name {
      case "import": importRule(rule, surroundings.placement)
      case "charset": break  // It is for the decoder, which looks for it in the bytes.
      default: namespaceRule(rule)
      }
    default:
      warn(
        "style.unknown-at-rule", "'@\(rule.name)' is not supported", stretch(rule),
        hint: didYouMean(
          rule.name,
          in: [
            "import", "media", "supports", "layer", "font-face", "counter-style", "page", "charset", "namespace",
          ]))
    }
  }

  /// Namespaces tell the elements of several languages apart, of which a report has one.
  private func namespaceRule(_ rule: DeclarationParser.AtRule) {
    var rest = rule.prelude
    let prefix = list.tokens[rest].first.flatMap { $0.kind == .ident ? $0.text : nil }
    if prefix != nil { rest = list.trimmed((rest.lowerBound + 1)..<rest.upperBound) }
    guard rule.block == nil, let (address, _, end) = address(in: rest), end.isEmpty else {
      return warn(
        "style.syntax", "'@namespace' takes an address", stretch(rule), hint: "leave it out: it does nothing here")
    }
    // This one is that of HTML, whose names the elements of a report have.
    if prefix == nil, address == "http://www.w3.org/1999/xhtml" { return }
    warn(
      "style.unsupported-namespace", "elements have no namespaces here, so '@namespace' does nothing", stretch(rule),
      hint: "leave it out")
  }

  /// The bytes of an at-rule's name.
  func stretch(_ rule: DeclarationParser.AtRule) -> Range<Int> { list[rule.token].start..<list[rule.token].end }

  // MARK: What is wrong

  private func misplaced(_ rule: DeclarationParser.AtRule, _ place: String) {
    warn(
      "style.misplaced-at-rule", "'@\(rule.name)' cannot stand \(place)", stretch(rule),
      hint: "move it out, before the rule"
    )
  }

  func missingBlock(_ rule: DeclarationParser.AtRule) {
    warn("style.syntax", "'@\(rule.name)' has no block", stretch(rule), hint: "add '{ … }'")
  }

  private func reportDepth(_ range: Range<Int>) {
    warn("style.too-deep", "rules are nested more than \(Self.deepest) deep here", list.stretch(range.prefix(1)))
  }

  /// Says that something at the top of a sheet or in a block of rules is none.
  private func reportRuleless(_ range: Range<Int>) {
    if let first = list.tokens[range].first, first.text.hasPrefix("--") {
      return warn(
        "style.syntax", "'\(first.text)' stands outside any rule", list.stretch(range),
        hint: "write it as :root { \(first.text): … }")
    }
    warn(
      "style.syntax", "'\(block.excerpt(range))' has no block of declarations", list.stretch(range), hint: "add '{ … }'"
    )
  }

  /// Says that a selector has a sign in it that belongs to something else, and with it is lost with its rule.
  private func reportStraySign(_ prelude: Range<Int>) -> Bool {
    guard let brace = list.first(.closeBrace, in: prelude) ?? list.first(.semicolon, in: prelude) else { return false }
    let sign = list[brace]
    if sign.kind == .closeBrace {
      warn(
        "style.syntax", "'}' closes nothing, and the rule after it is lost", sign.start..<sign.end,
        hint: "remove it, or add the '{' that it closes")
    } else {
      let stray = prelude.lowerBound..<(brace + 1)
      warn(
        "style.syntax", "'\(block.excerpt(stray))' stands outside any rule, and the rule after it is lost",
        list.stretch(stray))
    }
    return true
  }

  private func reportUnclosed() {
    for (index, token) in list.tokens.enumerated() {
      if token.isUnclosed {
        let what = token.kind == .string ? "the text in quotes" : "the address in 'url('"
        return warn("style.syntax", "\(what) is never closed", token.start..<(token.start + 1))
      }
      guard token.opens, list.closing(of: index) == list.tokens.count else { continue }
      // Blocks within it are open for the same reason.
      return warn(
        "style.syntax", "'\(block.excerpt(index..<(index + 1)))' is never closed", token.start..<token.end,
        hint: token.kind == .openBrace ? missingBrace(in: (index + 1)..<list.tokens.count) : nil)
    }
  }

  /// A hint where a rule seems to be nested only because the block before it has no end.
  private func missingBrace(in range: Range<Int>) -> String? {
    var at = range.lowerBound
    while let item = syntax.nextContent(at: &at, end: range.upperBound) {
      guard case .rule(let rule) = item else { continue }
      let start = list[rule.prelude.lowerBound].start
      // Authors indent what they mean to be nested.
      if start > 0, source.bytes[start - 1] == 10 {
        return "is a '}' missing before '\(block.excerpt(list.trimmed(rule.prelude)))'?"
      }
    }
    return nil
  }
}
