import Testing

@testable import Styling

@Suite("css-parsing-tests", .enabled(if: ParsingSuite.isInstalled))
struct ParsingSuiteTests {
  private func check(_ file: String, _ result: (String) -> JSON?) throws {
    let cases = try ParsingSuite.cases(file)
    #expect(!cases.isEmpty)
    for (input, expected) in cases {
      let text = try #require(input.string)
      let made = result(text) ?? .null
      #expect(made == expected, "\(text.debugDescription)")
    }
  }

  @Test("Lists of component values")
  func componentValues() throws {
    try check("component_value_list") { text in
      let parsed = ParsedText(text, unicodeRangesAllowed: true)
      return .array(parsed.values(parsed.list.all))
    }
  }

  @Test("One component value")
  func oneComponentValue() throws {
    try check("one_component_value") { text in
      let parsed = ParsedText(text)
      let range = parsed.list.trimmed(parsed.list.all)
      if range.isEmpty { return .named("error", .string("empty")) }
      if parsed.list.after(range.lowerBound) < range.upperBound { return .named("error", .string("extra-input")) }
      return parsed.values(range).first
    }
  }

  @Test("Lists of declarations")
  func declarations() throws {
    try check("declaration_list") { text in
      let parsed = ParsedText(text)
      return .array(parsed.items { parsed.syntax.nextDeclaration(at: &$0, end: $1) })
    }
  }

  @Test("Contents of a rule's block")
  func contents() throws {
    try check("blocks_contents") { text in
      let parsed = ParsedText(text)
      return .array(parsed.items { parsed.syntax.nextContent(at: &$0, end: $1) })
    }
  }

  @Test("One declaration")
  func oneDeclaration() throws {
    try check("one_declaration") { text in
      let parsed = ParsedText(text)
      let range = parsed.list.trimmed(parsed.list.all)
      if range.isEmpty { return .named("error", .string("empty")) }
      var at = range.lowerBound
      let found = parsed.syntax.declaration(at: &at, end: parsed.list.tokens.count, endsAtSemicolon: false)
      return found.map { parsed.declaration($0, trimmed: false) } ?? .named("error", .string("invalid"))
    }
  }

  @Test("Lists of rules")
  func rules() throws {
    try check("rule_list") { text in
      let parsed = ParsedText(text)
      return .array(parsed.items { parsed.syntax.nextRule(at: &$0, end: $1, isTopLevel: false) })
    }
  }

  @Test("One rule")
  func oneRule() throws {
    try check("one_rule") { text in
      let parsed = ParsedText(text)
      let rules = parsed.items { parsed.syntax.nextRule(at: &$0, end: $1, isTopLevel: false) }
      if rules.count > 1 { return .named("error", .string("extra-input")) }
      return rules.first ?? .named("error", .string("empty"))
    }
  }

  @Test("Style sheets")
  func sheets() throws {
    try check("stylesheet") { text in
      let parsed = ParsedText(text)
      return .array(parsed.items { parsed.syntax.nextRule(at: &$0, end: $1, isTopLevel: true) })
    }
  }

  @Test("Style sheets in bytes, whose encoding is found out")
  func sheetBytes() throws {
    let cases = try ParsingSuite.cases("stylesheet_bytes")
    #expect(!cases.isEmpty)
    for (input, expected) in cases {
      guard case .object(let given) = input, let written = given["css_bytes"]?.string else { continue }
      let bytes = written.unicodeScalars.map { UInt8($0.value) }
      let encoding = SheetEncoding(
        of: bytes, told: given["protocol_encoding"]?.string, environment: given["environment_encoding"]?.string)
      let parsed = ParsedText(encoding.decode(bytes))
      let rules = parsed.items { parsed.syntax.nextRule(at: &$0, end: $1, isTopLevel: true) }
      #expect(JSON.array([.array(rules), .string(encoding.name)]) == expected, "\(input)")
    }
  }

  @Test("An+B")
  func anPlusB() throws {
    try check("An+B") { text in
      let list = TokenList(Tokenizer.tokens(of: text))
      var at = 0
      guard let found = AnPlusB(list, at: &at, end: list.tokens.count),
        list.trimmed(at..<list.tokens.count).isEmpty
      else { return nil }
      return .array([.number(Double(found.step)), .number(Double(found.offset))])
    }
  }
}
