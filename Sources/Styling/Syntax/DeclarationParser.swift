import Diagnostics
import Geometry

/// Gives meaning to the declarations and at-rules that ``SyntaxParser`` finds between braces.
struct DeclarationParser {
  let source: SourceText
  let list: TokenList
  let syntax: SyntaxParser

  init(source: SourceText, list: TokenList) {
    self.source = source
    self.list = list
    syntax = SyntaxParser(list: list)
  }

  /// A declaration as written, its value not yet looked at.
  struct Raw {
    /// In lower case, but for custom properties.
    var name: String
    var nameToken: Int
    var value: Range<Int>
    var isImportant: Bool
  }
  /// An at-rule as written.
  struct AtRule {
    /// In lower case.
    var name: String
    var token: Int
    var prelude: Range<Int>
    /// What stands between its braces; nil if it ends in a semicolon.
    var block: Range<Int>?
  }
  enum Item {
    case declaration(Raw)
    case atRule(AtRule)
  }

  /// Divides a block into declarations and at-rules; what is neither is left out with a diagnostic.
  func items(in range: Range<Int>, into diagnostics: inout CountedDiagnostics) -> [Item] {
    var items: [Item] = []
    var at = range.lowerBound
    while let item = syntax.nextDeclaration(at: &at, end: range.upperBound) {
      switch item {
      case .declaration(let found): items.append(.declaration(raw(found)))
      case .atRule(let rule): items.append(.atRule(atRule(rule)))
      case .invalid(let range): reportStray(range, into: &diagnostics)
      case .rule(let rule): reportStray(rule.prelude, into: &diagnostics)
      }
    }
    return items
  }

  func raw(_ found: SyntaxParser.Declaration) -> Raw {
    let name = list[found.name].text
    return Raw(
      name: name.hasPrefix("--") ? name : asciiLowercased(name), nameToken: found.name,
      value: list.trimmed(found.value), isImportant: found.isImportant)
  }

  func atRule(_ found: SyntaxParser.AtRule) -> AtRule {
    AtRule(
      name: asciiLowercased(list[found.keyword].text), token: found.keyword, prelude: list.trimmed(found.prelude),
      block: found.block)
  }

  /// Says that something between braces is no declaration.
  func reportStray(_ range: Range<Int>, into diagnostics: inout CountedDiagnostics) {
    let range = list.trimmed(range)
    diagnostics.add("style.syntax") {
      let brace = list.first(.openBrace, in: range)
      let written = excerpt(range.lowerBound..<(brace ?? range.upperBound))
      return .warning(
        "style.syntax", brace == nil ? "'\(written)' is no declaration" : "a rule cannot stand inside this one",
        at: source.range(list.stretch(range)),
        hint: brace == nil
          ? "a declaration is a property, a colon and a value" : "is a '}' missing before '\(written)'?")
    }
  }

  /// Part of what was written, for a message.
  func excerpt(_ range: Range<Int>) -> String {
    // No more than what is shown is looked at, and a character has at most four bytes.
    let bytes = source.bytes[list.stretch(range)].prefix(400)
    let text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    return text.count > 40 ? text.prefix(39) + "…" : text
  }

  // MARK: Values

  /// The declarations of a block that has no at-rules.
  func declarations(in range: Range<Int>, into diagnostics: inout CountedDiagnostics) -> [Declaration] {
    var declarations: [Declaration] = []
    for item in items(in: range, into: &diagnostics) {
      switch item {
      case .atRule(let rule):
        let token = list[rule.token]
        diagnostics.warning(
          "style.unknown-at-rule", "'@\(rule.name)' cannot stand inside a rule",
          at: source.range(token.start..<token.end))
      case .declaration(let raw):
        if let declaration = declaration(raw, into: &diagnostics) { declarations.append(declaration) }
      }
    }
    return declarations
  }

  /// - Parameter inPage: Whether it stands in `@page` itself, where the properties of paper have a meaning.
  func declaration(_ raw: Raw, inPage: Bool = false, into diagnostics: inout CountedDiagnostics) -> Declaration? {
    let token = list[raw.nameToken]
    let stretch = raw.value.isEmpty ? token.start..<token.end : list.stretch(raw.value)
    let place = SourcePlace(source: source, stretch: stretch)
    if raw.name.hasPrefix("--") {
      guard let value = customValue(raw.value) else {
        diagnostics.add("style.invalid-value") {
          .warning(
            "style.invalid-value", "'\(excerpt(raw.value))' cannot be the value of a custom property", at: place.range,
            hint: "brackets have to be in pairs, a text has to end on its line, and '!' is only for '!important'")
        }
        return nil
      }
      return Declaration(
        name: raw.name, value: .custom(name: raw.name, value), isImportant: raw.isImportant, place: place)
    }
    guard let reference = PropertyTable.reference(raw.name) else {
      diagnostics.add("style.unknown-property") {
        .warning(
          "style.unknown-property", "'\(raw.name)' is not a property that style sheets have here",
          at: source.range(token.start..<token.end), hint: didYouMean(raw.name, in: PropertyTable.names))
      }
      return nil
    }
    if !inPage, PropertyTable.sheetPropertyNames.contains(raw.name) {
      diagnostics.warning(
        "style.misplaced-property", "'\(raw.name)' is a property of pages", at: source.range(token.start..<token.end),
        hint: "write it in @page { … }")
      return nil
    }
    if raw.value.isEmpty {
      diagnostics.add("style.invalid-value") {
        .warning("style.invalid-value", "'\(raw.name)' has no value", at: source.range(token.start..<token.end))
      }
      return nil
    }
    if list.tokens[raw.value].contains(where: { $0.isFunction("var") }) {
      return Declaration(
        name: raw.name, value: .deferred(reference, TokenList(Array(list.tokens[raw.value]))),
        isImportant: raw.isImportant, place: place)
    }
    var parser = ValueParser(list, in: raw.value)
    guard let values = PropertyTable.parse(reference, &parser) else {
      diagnostics.add("style.invalid-value") {
        .warning(
          "style.invalid-value", "'\(excerpt(raw.value))' is not a value of '\(raw.name)'", at: place.range,
          hint: missingSemicolon(in: raw.value) ?? parser.hint)
      }
      return nil
    }
    for remark in parser.remarks {
      diagnostics.add(Diagnostic.remarkID) { .remark(remark, on: raw.name, at: place.range) }
    }
    return Declaration(name: raw.name, value: .parsed(values), isImportant: raw.isImportant, place: place)
  }

  /// Nil for what no value may hold (CSS Syntax Level 3, section 8.2).
  private func customValue(_ range: Range<Int>) -> Declaration.CustomValue? {
    if range.count == 1, let global = Declaration.CustomValue(global: list[range.lowerBound]) { return global }
    var at = range.lowerBound
    while at < range.upperBound {
      if list[at].isDelimiter("!") { return nil }
      at = list.after(at)
    }
    let tokens = Array(list.tokens[range])
    // Closing tokens that close nothing are those that are left over.
    var closings = 0
    for (index, token) in zip(range, tokens) {
      switch token.kind {
      case .badString, .badURL: return nil
      case .function, .openParenthesis, .openSquare, .openBrace:
        if list.closing(of: index) < range.upperBound { closings += 1 }
      case .closeParenthesis, .closeSquare, .closeBrace: closings -= 1
      default: break
      }
    }
    return closings == 0 ? .tokens(tokens) : nil
  }

  /// A hint where a value runs on into the next declaration.
  private func missingSemicolon(in range: Range<Int>) -> String? {
    guard let colon = list.first(.colon, in: range) else { return nil }
    let before = list.trimmed(range.lowerBound..<colon)
    guard let name = list.tokens[before].last, name.kind == .ident, before.count > 1 else { return nil }
    return "is a ';' missing before '\(name.text)'?"
  }
}

extension Diagnostic {
  /// A value that is taken, but not quite as it is written.
  static func remark(_ remark: ValueParser.Remark, on property: String, at range: SourceRange) -> Diagnostic {
    .warning(remarkID, "'\(property)': \(remark.message)", at: range, hint: remark.hint)
  }
  static let remarkID = "style.changed-value"
}

extension PropertyTable {
  /// Reads the whole of a value; nil if it is none of the property's.
  static func parse(
    _ reference: Reference, _ parser: inout ValueParser
  ) -> [(property: Int, value: SpecifiedValue)]? {
    let properties: [Int]
    switch reference {
    case .longhand(let index): properties = [index]
    case .shorthand(let index): properties = shorthands[index].longhands
    }
    if let global = parser.globalKeyword() { return properties.map { ($0, global) } }
    switch reference {
    case .longhand(let index):
      guard let value = longhands[index].parse(&parser), parser.isAtEnd else { return nil }
      return [(index, value)]
    case .shorthand(let index):
      guard let values = shorthands[index].parse(&parser), parser.isAtEnd else { return nil }
      return values
    }
  }
}

extension ValueParser {
  /// A keyword that every property takes, where that is all there is.
  fileprivate mutating func globalKeyword() -> SpecifiedValue? {
    guard let token = next, token.kind == .ident, list.trimmed(at..<end).count == 1 else { return nil }
    if token.isIdent("inherit") { return .inherit }
    if token.isIdent("initial") { return .initial }
    if token.isIdent("revert") { return .revert }
    if token.isIdent("revert-layer") { return .revertLayer }
    return token.isIdent("unset") ? .unset : nil
  }

  /// What might have been meant where the value went wrong.
  var hint: String? {
    if let mismatch { return mismatch }
    guard furthest < end else { return expectation.map { "\($0) is missing" } }
    let token = list[furthest]
    switch token.kind {
    case .ident:
      if let hint = didYouMean(token.text, in: expectedKeywords) { return hint }
      if expectedKinds.contains("a colour"), let hint = didYouMean(token.text, in: colorNames) { return hint }
    case .dimension:
      if SpecifiedLength(0, unit: token.text) == nil {
        return didYouMean(token.text, in: Unit.lengths)
          ?? "lengths are in mm, pt, cm, in, px, pc, q, em or rem"
      }
    case .number where expectedKinds.contains("a unit after the number"):
      return "a length needs its unit, such as mm or pt"
    default: break
    }
    return expectation.map { "expected \($0)" } ?? "nothing may follow here"
  }

  /// What would have been taken at the furthest place.
  private var expectation: String? {
    let kinds = expectedKinds.filter { $0 != "a unit after the number" }
    if expectedKeywords.count > 14 { return (kinds + expectedKeywords.prefix(12)).joined(separator: ", ") + " …" }
    let all = kinds + expectedKeywords
    guard let last = all.last else { return nil }
    return all.count == 1 ? last : all.dropLast().joined(separator: ", ") + " or " + last
  }
}
