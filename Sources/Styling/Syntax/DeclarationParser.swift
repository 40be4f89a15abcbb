import Diagnostics
import Geometry

/// Reads what stands between the braces of a rule, by CSS Syntax Level 3, section 5.4.4.
struct DeclarationParser {
  let source: SourceText
  let list: TokenList

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
  func items(in range: Range<Int>, into diagnostics: inout Diagnostics) -> [Item] {
    var items: [Item] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let token = list[at]
      switch token.kind {
      case .whitespace, .semicolon: at += 1
      case .atKeyword: items.append(.atRule(atRule(at: &at, end: range.upperBound)))
      case .ident:
        if let declaration = declaration(at: &at, end: range.upperBound, into: &diagnostics) {
          items.append(.declaration(declaration))
        }
      default: skipStray(at: &at, end: range.upperBound, into: &diagnostics)
      }
    }
    return items
  }

  /// Reads an at-rule up to its semicolon or block.
  func atRule(at: inout Int, end: Int) -> AtRule {
    let token = at
    at += 1
    let start = at
    while at < end {
      switch list[at].kind {
      case .semicolon:
        at += 1
        return AtRule(
          name: asciiLowercased(list[token].text), token: token, prelude: list.trimmed(start..<(at - 1)),
          block: nil)
      case .openBrace:
        let prelude = list.trimmed(start..<at)
        let block = (at + 1)..<min(list.closing(of: at), end)
        at = min(list.after(at), end)
        return AtRule(name: asciiLowercased(list[token].text), token: token, prelude: prelude, block: block)
      default: at = min(list.after(at), end)
      }
    }
    return AtRule(
      name: asciiLowercased(list[token].text), token: token, prelude: list.trimmed(start..<at), block: nil)
  }

  private func declaration(at: inout Int, end: Int, into diagnostics: inout Diagnostics) -> Raw? {
    let nameToken = at
    var colon = at + 1
    while colon < end, list[colon].kind == .whitespace { colon += 1 }
    guard colon < end, list[colon].kind == .colon else {
      skipStray(at: &at, end: end, into: &diagnostics)
      return nil
    }
    at = colon + 1
    while at < end, list[at].kind != .semicolon { at = min(list.after(at), end) }
    var value = list.trimmed((colon + 1)..<at)
    if at < end { at += 1 }
    let isImportant = takeImportant(&value)
    let name = list[nameToken].text
    return Raw(
      name: name.hasPrefix("--") ? name : asciiLowercased(name), nameToken: nameToken, value: value,
      isImportant: isImportant)
  }

  private func takeImportant(_ value: inout Range<Int>) -> Bool {
    guard let last = list.tokens[value].last, last.isIdent("important") else { return false }
    let before = list.trimmed(value.lowerBound..<(value.upperBound - 1))
    guard let sign = list.tokens[before].last, sign.isDelimiter("!") else { return false }
    value = list.trimmed(before.lowerBound..<(before.upperBound - 1))
    return true
  }

  /// Passes over what is no declaration: up to a semicolon, or over a block, which is likely a rule in the wrong place.
  private func skipStray(at: inout Int, end: Int, into diagnostics: inout Diagnostics) {
    let start = at
    while at < end, list[at].kind != .semicolon, list[at].kind != .openBrace { at = min(list.after(at), end) }
    let isRule = at < end && list[at].kind == .openBrace
    let written = excerpt(list.trimmed(start..<at))
    diagnostics.warning(
      "style.syntax", isRule ? "a rule cannot stand inside another one" : "'\(written)' is no declaration",
      at: source.range(list.stretch(list.trimmed(start..<at))),
      hint: isRule
        ? "is a '}' missing before '\(written)'?" : "a declaration is a property, a colon and a value")
    if at < end { at = min(list.after(at), end) }
  }

  /// Part of what was written, for a message.
  func excerpt(_ range: Range<Int>) -> String {
    let bytes = source.bytes[list.stretch(range)]
    let text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    return text.count > 40 ? text.prefix(39) + "…" : text
  }

  // MARK: Values

  /// The declarations of a block that has no at-rules.
  func declarations(in range: Range<Int>, into diagnostics: inout Diagnostics) -> [Declaration] {
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
  func declaration(_ raw: Raw, inPage: Bool = false, into diagnostics: inout Diagnostics) -> Declaration? {
    let token = list[raw.nameToken]
    let stretch = raw.value.isEmpty ? token.start..<token.end : list.stretch(raw.value)
    let place = SourcePlace(source: source, stretch: stretch)
    if raw.name.hasPrefix("--") {
      return Declaration(
        name: raw.name, value: .custom(name: raw.name, customValue(raw.value)), isImportant: raw.isImportant,
        place: place)
    }
    guard let reference = PropertyTable.reference(raw.name) else {
      diagnostics.warning(
        "style.unknown-property", "'\(raw.name)' is not a property that style sheets have here",
        at: source.range(token.start..<token.end), hint: didYouMean(raw.name, in: PropertyTable.names))
      return nil
    }
    if !inPage, PropertyTable.sheetPropertyNames.contains(raw.name) {
      diagnostics.warning(
        "style.misplaced-property", "'\(raw.name)' is a property of pages", at: source.range(token.start..<token.end),
        hint: "write it in @page { … }")
      return nil
    }
    if raw.value.isEmpty {
      diagnostics.warning(
        "style.invalid-value", "'\(raw.name)' has no value", at: source.range(token.start..<token.end))
      return nil
    }
    if list.tokens[raw.value].contains(where: { $0.isFunction("var") }) {
      return Declaration(
        name: raw.name, value: .deferred(reference, TokenList(Array(list.tokens[raw.value]))),
        isImportant: raw.isImportant, place: place)
    }
    var parser = ValueParser(list, in: raw.value)
    guard let values = PropertyTable.parse(reference, &parser) else {
      diagnostics.warning(
        "style.invalid-value", "'\(excerpt(raw.value))' is not a value of '\(raw.name)'", at: place.range,
        hint: missingSemicolon(in: raw.value) ?? parser.hint)
      return nil
    }
    for remark in parser.remarks { diagnostics.add(.remark(remark, on: raw.name, at: place.range)) }
    return Declaration(name: raw.name, value: .parsed(values), isImportant: raw.isImportant, place: place)
  }

  private func customValue(_ range: Range<Int>) -> Declaration.CustomValue {
    let tokens = Array(list.tokens[range])
    if tokens.count == 1 {
      if tokens[0].isIdent("inherit") || tokens[0].isIdent("unset") { return .inherit }
      if tokens[0].isIdent("initial") { return .initial }
    }
    return .tokens(tokens)
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
    .warning("style.changed-value", "'\(property)': \(remark.message)", at: range, hint: remark.hint)
  }
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
  /// `inherit`, `initial` or `unset`, where that is all there is.
  fileprivate mutating func globalKeyword() -> SpecifiedValue? {
    guard let token = next, token.kind == .ident, list.trimmed(at..<end).count == 1 else { return nil }
    if token.isIdent("inherit") { return .inherit }
    if token.isIdent("initial") { return .initial }
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
    let names = expectedKeywords.count > 14 ? Array(expectedKeywords.prefix(12)) + ["…"] : expectedKeywords
    let all = kinds + names
    guard let last = all.last else { return nil }
    return all.count == 1 ? last : all.dropLast().joined(separator: ", ") + " or " + last
  }
}
