import Diagnostics

/// Reads one file of a style sheet into rules.
struct SheetParser {
  let source: SourceText
  let list: TokenList
  let origin: StyleOrigin
  let block: DeclarationParser
  var sheet: StyleSheet
  var diagnostics: Diagnostics
  /// Called for `@import`, with what is written and where.
  let importing: (inout SheetParser, String, Range<Int>) -> Void
  private var mayImport = true

  init(
    source: SourceText, origin: StyleOrigin, diagnostics: Diagnostics,
    importing: @escaping (inout SheetParser, String, Range<Int>) -> Void
  ) {
    self.source = source
    self.origin = origin
    self.diagnostics = diagnostics
    self.importing = importing
    sheet = StyleSheet()
    var tokenizer = Tokenizer(source.bytes)
    list = TokenList(tokenizer.all())
    block = DeclarationParser(source: source, list: list)
    if let comment = tokenizer.unclosedComment {
      self.diagnostics.warning(
        "style.syntax", "the comment is never closed", at: source.range(comment..<(comment + 2)),
        hint: "add '*/'")
    }
  }

  mutating func parse() {
    rules(in: list.all, depth: 0)
    for (index, token) in list.tokens.enumerated()
    where token.opens && list.closing(of: index) == list.tokens.count {
      // Blocks within it are open for the same reason.
      warn("style.syntax", "'\(block.excerpt(index..<(index + 1)))' is never closed", token.start..<token.end)
      break
    }
  }

  mutating func warn(_ id: String, _ message: String, _ stretch: Range<Int>, hint: String? = nil) {
    diagnostics.warning(id, message, at: source.range(stretch), hint: hint)
  }

  /// Reads rules, at the top of the sheet or within so many `@media`.
  private mutating func rules(in range: Range<Int>, depth: Int) {
    guard depth < 16 else {
      return warn("style.syntax", "'@media' is nested too deeply", list.stretch(range))
    }
    var at = range.lowerBound
    while at < range.upperBound {
      switch list[at].kind {
      case .whitespace: at += 1
      case .htmlComment where depth == 0: at += 1
      case .atKeyword:
        let rule = block.atRule(at: &at, end: range.upperBound)
        if rule.name != "import", rule.name != "charset" { mayImport = false }
        atRule(rule, depth: depth)
      default:
        qualifiedRule(at: &at, end: range.upperBound)
        mayImport = false
      }
    }
  }

  private mutating func qualifiedRule(at: inout Int, end: Int) {
    let start = at
    while at < end, list[at].kind != .openBrace {
      if list[at].kind == .closeBrace || list[at].kind == .semicolon {
        // Not CSS's own recovery, which would take the next rule's block for this one: a stray brace or a declaration
        // outside a rule should not cost the rule after it.
        let stray = list.trimmed(start..<(at + 1))
        let isBrace = list[at].kind == .closeBrace
        let place = isBrace ? at..<(at + 1) : stray
        warn(
          "style.syntax",
          isBrace ? "'}' closes nothing" : "'\(block.excerpt(stray))' stands outside any rule",
          list.stretch(place), hint: isBrace ? "remove it, or add the '{' that it closes" : nil)
        at += 1
        return
      }
      at = min(list.after(at), end)
    }
    let prelude = list.trimmed(start..<at)
    guard at < end else {
      warn(
        "style.syntax", "'\(block.excerpt(prelude))' has no block of declarations", list.stretch(prelude),
        hint: "add '{ … }'")
      return
    }
    let body = (at + 1)..<min(list.closing(of: at), end)
    at = min(list.after(at), end)
    var parser = SelectorParser(list: list, source: source)
    var selectors: [ComplexSelector] = []
    do throws(SelectorProblem) { selectors = try parser.selectors(in: prelude) } catch {
      warn(error.id, error.message, error.stretch, hint: error.hint)
    }
    for problem in parser.warnings { warn(problem.id, problem.message, problem.stretch, hint: problem.hint) }
    // The block is read even where the selector is of no use, so that one run shows all that is wrong.
    let declarations = declarations(in: body)
    if !selectors.isEmpty, !declarations.isEmpty {
      sheet.rules.append(StyleRule(selectors: selectors, declarations: declarations, origin: origin))
    }
  }

  /// The declarations of a block that has no at-rules.
  mutating func declarations(in range: Range<Int>) -> [Declaration] {
    block.declarations(in: range, into: &diagnostics)
  }

  private mutating func atRule(_ rule: DeclarationParser.AtRule, depth: Int) {
    let token = list[rule.token]
    let stretch = token.start..<token.end
    switch rule.name {
    case "charset": break  // Sheets are UTF-8; what is not was refused on reading.
    case "import": importRule(rule)
    case "media":
      guard let body = rule.block else { return missingBlock(rule) }
      if appliesToPrint(rule.prelude) { rules(in: body, depth: depth + 1) }
    case "font-face":
      guard let body = rule.block else { return missingBlock(rule) }
      fontFace(in: body, named: stretch)
    case "page":
      guard let body = rule.block else { return missingBlock(rule) }
      pageRule(rule.prelude, body)
    default:
      warn(
        "style.unknown-at-rule", "'@\(rule.name)' is not supported", stretch,
        hint: didYouMean(rule.name, in: ["import", "media", "font-face", "page", "charset"]))
    }
  }

  private mutating func missingBlock(_ rule: DeclarationParser.AtRule) {
    let token = list[rule.token]
    warn("style.syntax", "'@\(rule.name)' has no block", token.start..<token.end, hint: "add '{ … }'")
  }

  private mutating func importRule(_ rule: DeclarationParser.AtRule) {
    let token = list[rule.token]
    let whole = token.start..<token.end
    guard rule.block == nil, let (path, target, rest) = address(in: rule.prelude) else {
      return warn(
        "style.syntax", "'@import' takes the name of a style sheet", whole,
        hint: "write it as @import \"bulletin:briefing.css\";")
    }
    guard mayImport else {
      return warn(
        "style.late-import", "'@import' has to stand before all other rules; it is left out", whole,
        hint: "move it to the top of the sheet")
    }
    if rest.isEmpty || appliesToPrint(rest) { importing(&self, path, target) }
  }

  /// The address at the start of a range, its place, and what follows it.
  func address(in range: Range<Int>) -> (String, Range<Int>, rest: Range<Int>)? {
    guard let first = list.tokens[range].first else { return nil }
    let at = range.lowerBound
    if first.kind == .string || first.kind == .url {
      return (first.text, first.start..<first.end, list.trimmed((at + 1)..<range.upperBound))
    }
    guard first.isFunction("url") else { return nil }
    let inner = list.trimmed((at + 1)..<min(list.closing(of: at), range.upperBound))
    guard inner.count == 1, list[inner.lowerBound].kind == .string else { return nil }
    let token = list[inner.lowerBound]
    let after = min(list.after(at), range.upperBound)
    return (token.text, token.start..<token.end, list.trimmed(after..<range.upperBound))
  }

  /// Whether a list of media queries holds for print. Conditions in parentheses are not supported and do not hold.
  private mutating func appliesToPrint(_ range: Range<Int>) -> Bool {
    if range.isEmpty { return true }
    var applies = false
    for part in list.split(range, at: .comma) {
      var words = list.tokens[list.trimmed(part)].filter { $0.kind != .whitespace }[...]
      var isNegated = false
      if let first = words.first, first.isIdent("not") || first.isIdent("only") {
        isNegated = first.isIdent("not")
        words.removeFirst()
      }
      guard let type = words.popFirst(), type.kind == .ident, words.isEmpty else {
        warn(
          "style.unsupported-media",
          "the media query '\(block.excerpt(list.trimmed(part)))' is not supported",
          list.stretch(list.trimmed(part)), hint: "print, screen and all are")
        continue
      }
      let name = asciiLowercased(type.text)
      if !["print", "screen", "all", "speech"].contains(name) {
        warn(
          "style.unsupported-media", "there is no medium '\(name)'", type.start..<type.end,
          hint: didYouMean(name, in: ["print", "screen", "all"]))
      }
      if (name == "print" || name == "all") != isNegated { applies = true }
    }
    return applies
  }
}
