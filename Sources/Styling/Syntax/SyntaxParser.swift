/// Divides tokens into rules and declarations, whatever these are called (CSS Syntax Level 3, section 5.4).
///
/// It gives places in a flat list, so that nothing is copied and no depth of nesting can exhaust the stack; what a block
/// holds is divided only when someone asks for it. Each method reads one item from a place on and moves the place past it.
struct SyntaxParser: Sendable {
  let list: TokenList

  /// `name: value`
  struct Declaration {
    var name: Int
    /// With the white space around it, but without `!important`.
    var value: Range<Int>
    var isImportant: Bool
  }
  /// `@keyword prelude;` or `@keyword prelude { block }`
  struct AtRule {
    var keyword: Int
    /// With the white space around it.
    var prelude: Range<Int>
    /// What stands between its braces; nil if it ends in a semicolon.
    var block: Range<Int>?
  }
  /// `prelude { block }`
  struct QualifiedRule {
    /// With the white space before the brace.
    var prelude: Range<Int>
    var block: Range<Int>
  }
  enum Item {
    case declaration(Declaration)
    case atRule(AtRule)
    case rule(QualifiedRule)
    /// What is none of these and is passed over.
    case invalid(Range<Int>)
  }

  /// The next rule of a style sheet or of a block that has rules only.
  ///
  /// - Parameter isTopLevel: Whether `<!--` and `-->` are passed over between rules.
  func nextRule(at: inout Int, end: Int, isTopLevel: Bool) -> Item? {
    while at < end {
      switch list[at].kind {
      case .whitespace: at += 1
      case .htmlComment where isTopLevel: at += 1
      case .atKeyword: return .atRule(atRule(at: &at, end: end))
      default: return qualifiedRule(at: &at, end: end, isNested: false)
      }
    }
    return nil
  }

  /// The next item of a style rule's block, which may hold declarations, at-rules and nested rules.
  func nextContent(at: inout Int, end: Int) -> Item? {
    while at < end {
      switch list[at].kind {
      case .whitespace, .semicolon: at += 1
      case .atKeyword: return .atRule(atRule(at: &at, end: end))
      default:
        if let found = declaration(at: &at, end: end, endsAtSemicolon: true) { return .declaration(found) }
        return qualifiedRule(at: &at, end: end, isNested: true)
      }
    }
    return nil
  }

  /// The next item of a block that has no rules but at-rules.
  func nextDeclaration(at: inout Int, end: Int) -> Item? {
    while at < end {
      switch list[at].kind {
      case .whitespace, .semicolon: at += 1
      case .atKeyword: return .atRule(atRule(at: &at, end: end))
      default:
        if let found = declaration(at: &at, end: end, endsAtSemicolon: true) { return .declaration(found) }
        let start = at
        while at < end, list[at].kind != .semicolon { at = min(list.after(at), end) }
        return .invalid(start..<at)
      }
    }
    return nil
  }

  /// A declaration that begins at a place; nil, and the place as it was, if there is none.
  func declaration(at: inout Int, end: Int, endsAtSemicolon: Bool) -> Declaration? {
    guard at < end, list[at].kind == .ident else { return nil }
    let colon = afterSpace(at + 1, end)
    guard colon < end, list[colon].kind == .colon else { return nil }
    let isCustom = list[at].text.hasPrefix("--")
    var place = colon + 1
    var braces: Int?
    while place < end {
      let token = list[place]
      if token.kind == .semicolon, endsAtSemicolon { break }
      // What has braces among other things is a nested rule, such as `a:hover { … }`. The search ends as soon as this is
      // known, so that many such rules in a row are not each read to the last one's end.
      if !isCustom, token.kind != .whitespace {
        if token.kind == .openBrace {
          guard braces == nil, afterSpace(colon + 1, end) == place else { return nil }
          braces = place
        } else if braces != nil, !token.isDelimiter("!"), !token.isIdent("important") {
          return nil
        }
      }
      place = min(list.after(place), end)
    }
    var value = (colon + 1)..<place
    let isImportant = takeImportant(&value)
    if let braces, list.trimmed(value).upperBound > list.after(braces) { return nil }
    defer { at = place }
    return Declaration(name: at, value: value, isImportant: isImportant)
  }

  private func afterSpace(_ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, list[at].kind == .whitespace { at += 1 }
    return at
  }

  /// Removes `!important` from the end of a value.
  private func takeImportant(_ value: inout Range<Int>) -> Bool {
    let word = list.trimmed(value).upperBound - 1
    guard word > value.lowerBound, list[word].isIdent("important") else { return false }
    let sign = list.trimmed(value.lowerBound..<word).upperBound - 1
    guard sign >= value.lowerBound, list[sign].isDelimiter("!") else { return false }
    value = value.lowerBound..<sign
    return true
  }

  /// Reads an at-rule up to its semicolon or block.
  private func atRule(at: inout Int, end: Int) -> AtRule {
    let keyword = at
    at += 1
    let start = at
    while at < end {
      switch list[at].kind {
      case .semicolon:
        at += 1
        return AtRule(keyword: keyword, prelude: start..<(at - 1), block: nil)
      case .openBrace:
        let prelude = start..<at
        return AtRule(keyword: keyword, prelude: prelude, block: block(at: &at, end: end))
      default: at = min(list.after(at), end)
      }
    }
    return AtRule(keyword: keyword, prelude: start..<at, block: nil)
  }

  private func qualifiedRule(at: inout Int, end: Int, isNested: Bool) -> Item {
    let start = at
    while at < end {
      switch list[at].kind {
      case .semicolon where isNested: return .invalid(start..<at)
      case .openBrace:
        let prelude = start..<at
        let body = block(at: &at, end: end)
        // `--name: { … }` is a custom property in a place that has none.
        if list[start].kind == .ident, list[start].text.hasPrefix("--"),
          let colon = list.tokens[(start + 1)..<prelude.upperBound].first(where: { $0.kind != .whitespace }),
          colon.kind == .colon
        {
          return .invalid(start..<at)
        }
        return .rule(QualifiedRule(prelude: prelude, block: body))
      default: at = min(list.after(at), end)
      }
    }
    return .invalid(start..<at)
  }

  /// What stands in the braces that begin at a place.
  private func block(at: inout Int, end: Int) -> Range<Int> {
    let body = (at + 1)..<min(list.closing(of: at), end)
    at = min(list.after(at), end)
    return body
  }
}
