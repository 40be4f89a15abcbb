import Foundation

@testable import Styling

/// A value as the files of css-parsing-tests have it.
enum JSON: Decodable, Equatable, CustomStringConvertible {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  /// A named thing with what it holds, such as `["ident", "red"]`.
  static func named(_ name: String, _ parts: JSON...) -> JSON { .array([.string(name)] + parts) }
  static func named(_ name: String, _ parts: [JSON]) -> JSON { .array([.string(name)] + parts) }

  var string: String? { if case .string(let value) = self { value } else { nil } }

  var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): value.debugDescription
    case .array(let values): "[\(values.map(\.description).joined(separator: ", "))]"
    case .object(let values): "{\(values.map { "\($0.key): \($0.value)" }.sorted().joined(separator: ", "))}"
    }
  }
}

/// The files of css-parsing-tests, which `Scripts/test-suites` installs.
enum ParsingSuite {
  private static let folder = repositoryFile(".build/test-suites/css-parsing-tests")

  static var isInstalled: Bool { isReadable(folder + "/stylesheet.json") }

  /// What a file says is put in and has to come out; nothing where the suite is not installed.
  static func cases(_ name: String) throws -> [(input: JSON, expected: JSON)] {
    guard isInstalled else { return [] }
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).json"))
    let all = try JSONDecoder().decode([JSON].self, from: data)
    return stride(from: 0, to: all.count - 1, by: 2).map { (all[$0], all[$0 + 1]) }
  }
}

/// What our parser made of a text, in the form that the suite has.
struct ParsedText {
  let bytes: [UInt8]
  let list: TokenList
  var syntax: SyntaxParser { SyntaxParser(list: list) }

  /// - Parameter unicodeRangesAllowed: The suite has Unicode ranges in any place, as CSS Syntax had them when it was
  ///   written, and has them nowhere else than in lists of component values.
  init(_ text: String, unicodeRangesAllowed: Bool = false) { self.init(Array(text.utf8), unicodeRangesAllowed) }

  init(_ bytes: [UInt8], _ unicodeRangesAllowed: Bool = false) {
    self.bytes = bytes
    var tokenizer = Tokenizer(bytes, unicodeRangesAllowed: unicodeRangesAllowed)
    list = TokenList(tokenizer.all())
  }

  func values(_ range: Range<Int>) -> [JSON] {
    var values: [JSON] = []
    var at = range.lowerBound
    while at < range.upperBound {
      // Selectors join these signs, which CSS Syntax had as tokens before.
      if at + 1 < range.upperBound, list[at].kind == .delimiter, list[at + 1].start == list[at].end,
        ["~=", "|=", "^=", "$=", "*=", "||"].contains(list[at].text + list[at + 1].text)
      {
        values.append(.string(list[at].text + list[at + 1].text))
        at += 2
        continue
      }
      values += value(at, range.upperBound)
      at = min(list.after(at), range.upperBound)
    }
    return values
  }

  private func value(_ at: Int, _ end: Int) -> [JSON] {
    let token = list[at]
    let text = JSON.string(token.text)
    let error = token.isUnclosed ? [JSON.named("error", .string("eof-in-\(token.kind)"))] : []
    var inner: [JSON] { values((at + 1)..<min(list.closing(of: at), end)) }
    switch token.kind {
    case .ident: return [.named("ident", text)]
    case .atKeyword: return [.named("at-keyword", text)]
    case .hash: return [.named("hash", text, .string(token.isIdentifier ? "id" : "unrestricted"))]
    case .string: return [.named("string", text)] + error
    case .url: return [.named("url", text)] + error
    case .badString: return [.named("error", .string("bad-string"))]
    case .badURL: return [.named("error", .string("bad-url"))]
    case .delimiter, .htmlComment: return [text]
    case .whitespace: return [.string(" ")]
    case .colon: return [.string(":")]
    case .semicolon: return [.string(";")]
    case .comma: return [.string(",")]
    case .number: return [.named("number", numeric(token))]
    case .percentage: return [.named("percentage", numeric(token))]
    case .dimension: return [.named("dimension", numeric(token) + [text])]
    case .unicodeRange:
      let (first, last) = token.unicodeRange
      return [.named("unicode-range", .number(Double(first)), .number(Double(last)))]
    case .function: return [.named("function", [text] + inner)]
    case .openBrace: return [.named("{}", inner)]
    case .openSquare: return [.named("[]", inner)]
    case .openParenthesis: return [.named("()", inner)]
    case .closeBrace: return [.named("error", .string("}"))]
    case .closeSquare: return [.named("error", .string("]"))]
    case .closeParenthesis: return [.named("error", .string(")"))]
    }
  }

  private func numeric(_ token: Token) -> [JSON] {
    // A number's text is the longest beginning of the token that reads as its value: a unit never goes on with a number.
    let written = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
    let digits = written.prefix { "+-.eE0123456789".contains($0) }
    let number = digits.indices.reversed().lazy.map { digits[...$0] }.first { text in
      Double(text) == token.number && !text.hasSuffix(".")
    }
    return [
      .string(String(number ?? "")), .number(token.number), .string(token.isInteger ? "integer" : "number"),
    ]
  }

  func item(_ item: SyntaxParser.Item) -> JSON {
    switch item {
    case .declaration(let found): declaration(found, trimmed: true)
    case .atRule(let rule):
      .named(
        "at-rule", .string(list[rule.keyword].text), .array(values(rule.prelude)),
        rule.block.map { .array(values($0)) } ?? .null)
    case .rule(let rule): .named("qualified rule", .array(values(rule.prelude)), .array(values(rule.block)))
    case .invalid: .named("error", .string("invalid"))
    }
  }

  func declaration(_ found: SyntaxParser.Declaration, trimmed: Bool) -> JSON {
    .named(
      "declaration", .string(list[found.name].text),
      .array(values(trimmed ? list.trimmed(found.value) : found.value)), .bool(found.isImportant))
  }

  /// All the items that one of the parser's methods finds.
  func items(_ next: (inout Int, Int) -> SyntaxParser.Item?) -> [JSON] {
    var items: [JSON] = []
    var at = 0
    while let found = next(&at, list.tokens.count) { items.append(item(found)) }
    return items
  }
}
