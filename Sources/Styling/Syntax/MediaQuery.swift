import Diagnostics
import Geometry

/// Media queries, any of which may hold (Media Queries Level 4), for a document that is printed.
typealias MediaCondition = Condition<MediaTest>

/// What a media query asks of the page. What it asks of anything else is decided as it is read.
enum MediaTest: Sendable {
  case constant(Bool)
  case width(Comparison, Length)
  case height(Comparison, Length)
  /// Width by height.
  case aspectRatio(Comparison, Double)
  case isLandscape(Bool)

  enum Comparison: Sendable {
    case less, atMost, equal, atLeast, greater

    func holds(_ a: Double, _ b: Double) -> Bool {
      switch self {
      case .less: a < b
      case .atMost: a <= b
      case .equal: a == b
      case .atLeast: a >= b
      case .greater: a > b
      }
    }
    /// The same with its sides exchanged.
    var reversed: Comparison {
      switch self {
      case .less: .greater
      case .atMost: .atLeast
      case .equal: .equal
      case .atLeast: .atMost
      case .greater: .less
      }
    }
  }

  /// Whether it holds for a sheet of paper.
  func holds(on page: Size) -> Bool {
    let (width, height) = (page.width.points, page.height.points)
    // Paper is measured to a hundredth of a point, so that 210mm is A4's width however it was computed.
    func rounded(_ points: Double) -> Double { (points * 100).rounded() / 100 }
    return switch self {
    case .constant(let value): value
    case .width(let comparison, let length): comparison.holds(rounded(width), rounded(length.points))
    case .height(let comparison, let length): comparison.holds(rounded(height), rounded(length.points))
    case .aspectRatio(let comparison, let ratio): comparison.holds(width, ratio * height)
    case .isLandscape(let expected): (width > height) == expected
    }
  }
}

extension Condition where Test == MediaTest {
  /// Whether it holds on any page or none; nil if that depends on the page.
  var constant: Bool? {
    var depends = false
    let value = value { test in
      if case .constant(let value) = test { return value }
      depends = true
      return nil
    }
    return depends && value == nil ? nil : value ?? false
  }

  func holds(on page: Size) -> Bool { value { $0.holds(on: page) } ?? false }
}

/// Reads the media queries of a range of tokens.
struct MediaQueryParser {
  let list: TokenList
  /// What could not be understood: a message, the tokens that it is about, and a hint.
  private(set) var problems: [(message: String, range: Range<Int>, hint: String?)] = []

  init(list: TokenList) { self.list = list }

  /// The condition that the queries make together; no query at all always holds.
  mutating func queries(in range: Range<Int>) -> MediaCondition {
    let range = list.trimmed(range)
    if range.isEmpty { return .test(.constant(true)) }
    // A query that is unknown does not hold, and must not make the whole list unknown either.
    return .any(list.split(range, at: .comma).map { query(in: list.trimmed($0)) })
  }

  private mutating func query(in range: Range<Int>) -> MediaCondition {
    var parser = ValueParser(list, in: range)
    let start = parser
    let isNegated = parser.takeKeyword("not")
    if !isNegated { _ = parser.takeKeyword("only") }
    if let token = parser.next, token.kind == .ident {
      var query: MediaCondition = .test(.constant(isPrinted(token, at: parser.at)))
      parser.advance()
      if parser.takeKeyword("and") {
        guard let condition = parser.condition(allowsOr: false, { test(&$0) }) else { return malformed(range) }
        query = .all([query, condition])
      }
      guard parser.isAtEnd else { return malformed(range) }
      return isNegated ? .not(query) : query
    }
    parser = start
    guard let condition = parser.condition({ test(&$0) }), parser.isAtEnd else { return malformed(range) }
    return condition
  }

  private mutating func malformed(_ range: Range<Int>) -> MediaCondition {
    problems.append(
      (
        "this is no media query", range,
        "write it as 'print', '(min-width: 150mm)' or 'print and (orientation: landscape)'"
      )
    )
    return .test(.constant(false))
  }

  private mutating func isPrinted(_ type: Token, at place: Int) -> Bool {
    let name = asciiLowercased(type.text)
    if !["print", "screen", "all", "speech", "tty", "tv", "projection", "handheld", "braille", "embossed", "aural"]
      .contains(name)
    {
      problems.append(
        (
          "there is no medium '\(name)'", place..<(place + 1),
          didYouMean(name, in: ["print", "screen", "all"]) ?? "there are print, screen and all"
        ))
    }
    return name == "print" || name == "all"
  }

  /// A feature in parentheses; nil for what is none.
  private mutating func test(_ parser: inout ValueParser) -> MediaCondition? {
    let place = parser.at
    let whole = place..<min(list.after(place), parser.end)
    guard let inner = parser.group() else {
      problems.append(("this condition is not understood", whole, nil))
      return nil
    }
    var reader = MediaFeatureReader(parser: inner)
    if let found = reader.feature() { return found }
    problems.append((reader.problem ?? "this condition is not understood", whole, reader.hint ?? reader.parser.hint))
    return .unknown
  }
}

/// Reads `name`, `name: value`, `name < value` and their kin.
private struct MediaFeatureReader {
  var parser: ValueParser
  var problem: String?
  var hint: String?

  init(parser: ValueParser) { self.parser = parser }

  /// What a printed page of vectors answers to features that do not depend on its size.
  private static let words: [String: String] = [
    "update": "none", "overflow-block": "paged", "overflow-inline": "none", "pointer": "none", "any-pointer": "none",
    "hover": "none", "any-hover": "none", "scan": "progressive", "color-gamut": "srgb", "dynamic-range": "standard",
    "prefers-color-scheme": "light", "prefers-contrast": "no-preference", "prefers-reduced-motion": "no-preference",
    "scripting": "none",
  ]
  /// The bits of a colour component, and what a page that is not monochrome, indexed or a grid of characters has.
  private static let numbers: [String: Double] = ["color": 8, "color-index": 0, "monochrome": 0, "grid": 0]
  private static let measures = [
    "width", "height", "device-width", "device-height", "aspect-ratio", "device-aspect-ratio", "orientation",
    "resolution",
  ]

  mutating func feature() -> MediaCondition? {
    if let token = parser.next, token.kind == .ident {
      let written = asciiLowercased(token.text)
      parser.advance()
      if parser.isAtEnd { return bare(written) }
      if parser.take(.colon) {
        let (name, comparison) = prefixed(written)
        let found = comparing(name, comparison, written: written)
        return parser.isAtEnd ? found : nil
      }
      guard let comparison = comparison() else { return nil }
      let found = comparing(written, comparison)
      return parser.isAtEnd ? found : nil
    }
    // `150mm <= width < 300mm`: the name comes second, so it is looked for first.
    let start = parser
    while let token = parser.next, token.kind != .ident { parser.advance() }
    guard let token = parser.next else { return nil }
    let name = asciiLowercased(token.text)
    parser.advance()
    var second: MediaCondition?
    if !parser.isAtEnd {
      guard let comparison = comparison() else { return nil }
      second = comparing(name, comparison)
      guard second != nil, parser.isAtEnd else { return nil }
    }
    parser = start
    guard let first = comparingReversed(name) else { return nil }
    return second.map { .all([first, $0]) } ?? first
  }

  private func prefixed(_ name: String) -> (String, MediaTest.Comparison) {
    if name.hasPrefix("min-") { return (String(name.dropFirst(4)), .atLeast) }
    if name.hasPrefix("max-") { return (String(name.dropFirst(4)), .atMost) }
    return (name, .equal)
  }

  private mutating func comparison() -> MediaTest.Comparison? {
    if parser.takeDelimiter("=") { return .equal }
    if parser.takeDelimiter("<") { return parser.takeDelimiter("=") ? .atMost : .less }
    if parser.takeDelimiter(">") { return parser.takeDelimiter("=") ? .atLeast : .greater }
    return nil
  }

  /// Whether a feature is there at all.
  private mutating func bare(_ name: String) -> MediaCondition? {
    if let word = Self.words[name] { return .test(.constant(word != "none" && word != "no-preference")) }
    if let number = Self.numbers[name] { return .test(.constant(number != 0)) }
    if Self.measures.contains(name) { return .test(.constant(true)) }
    return unknown(name)
  }

  private mutating func comparing(
    _ name: String, _ comparison: MediaTest.Comparison, written: String? = nil
  ) -> MediaCondition? {
    if let word = Self.words[name] { return parser.ident().map { .test(.constant(asciiLowercased($0) == word)) } }
    if let number = Self.numbers[name] {
      return parser.number().map { .test(.constant(comparison.holds(number, $0))) }
    }
    switch name {
    case "width", "device-width": return length().map { .test(.width(comparison, $0)) }
    case "height", "device-height": return length().map { .test(.height(comparison, $0)) }
    case "aspect-ratio", "device-aspect-ratio": return ratio().map { .test(.aspectRatio(comparison, $0)) }
    case "orientation":
      return parser.keyword(["landscape": true, "portrait": false]).map { .test(.isLandscape($0)) }
    case "resolution":
      // Lines and letters are drawn as finely as the printer can.
      return resolution().map { .test(.constant(comparison.holds(.infinity, $0))) }
    default: return unknown(written ?? name)
    }
  }

  private mutating func comparingReversed(_ name: String) -> MediaCondition? {
    // The value comes first: it is read for its end, and again once the sign is known.
    let start = parser
    guard comparing(name, .equal) != nil, let sign = comparison() else { return nil }
    parser = start
    return comparing(name, sign.reversed)
  }

  private mutating func unknown(_ name: String) -> MediaCondition? {
    let known = Array(Self.words.keys) + Array(Self.numbers.keys) + Self.measures
    problem = "there is no media feature '\(name)'"
    hint = didYouMean(name, in: known + Self.measures.flatMap { ["min-" + $0, "max-" + $0] })
    return nil
  }

  /// Lengths in queries are relative to the initial font.
  private mutating func length() -> Length? { parser.length().map { $0.resolved(.none) } }

  private mutating func ratio() -> Double? {
    guard let width = parser.number() else { return nil }
    guard parser.takeDelimiter("/") else { return width }
    guard let height = parser.number(), height > 0 else { return nil }
    return width / height
  }

  private mutating func resolution() -> Double? {
    if parser.takeKeyword("infinite") { return .infinity }
    guard let token = parser.next, token.kind == .dimension, let unit = Unit(name: token.text),
      unit.dimension == .resolution
    else {
      parser.expect("a resolution such as 300dpi")
      return nil
    }
    parser.advance()
    return unit.absolute(token.number)
  }
}
