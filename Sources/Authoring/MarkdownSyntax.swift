import CMarkGFM

/// What our syntax adds to CommonMark, found while cmark-gfm parses.
///
/// The callbacks of the syntax extension put nodes of our own types into cmark's tree; what they stand for is kept here,
/// under the number in the node's user data. Offsets are bytes in the content of the block that cmark is parsing, which
/// a ``ContentMap`` leads back to the file.
final class MarkdownSyntax {
  enum Inline {
    /// `{{ … }}`; `expression` is what stands between the braces.
    case figure(expression: String, expressionRange: Range<Int>)
    /// The `[` of a span whose attributes follow its `]`.
    case spanOpening
    case attributes(Attributes, AttributesOwner)
    case citation([CitationItem], isBracketed: Bool)
    case footnoteCall(label: String)
    case mistake(Mistake)
  }
  enum AttributesOwner {
    /// The span that was opened by this record.
    case span(opening: Int)
    /// The link, image or code just before.
    case previous
    /// The heading or caption that they end.
    case block
  }
  enum Mistake {
    case unclosedFigure, emptyFigure, brokenAttributes, unownedAttributes
  }
  struct InlineRecord {
    var part: Inline
    var range: Range<Int>
  }
  struct BlockRecord {
    enum Kind: Equatable {
      case division
      /// A line of colons that closes nothing.
      case strayEnd
      case footnote(label: String)
    }
    var kind: Kind
    /// From 1, in the text that was given to the parser.
    var line: Int
    /// The bytes of what was written, within its line.
    var columns: Range<Int>
    var isClosed = false
  }

  private(set) var inlines: [InlineRecord] = []
  var blocks: [BlockRecord] = []
  /// The content offsets of line ends that a figure runs over, by block; cmark does not count them.
  private(set) var swallowedLineEnds: [OpaquePointer: [Int]] = [:]

  /// Our inline parts are nodes of this type with user data, since it is one that cells of tables accept.
  static let inlineType = CMARK_NODE_HTML_INLINE
  /// The type of the marks that close a division: neither block nor inline, so that nothing takes them but the division.
  static let endType = cmark_node_type(rawValue: 0x0001)
  /// The type of our blocks. cmark numbers types for the whole process.
  static let blockType = cmark_syntax_extension_add_node(0)

  // MARK: Records of nodes

  func inline(_ node: OpaquePointer) -> InlineRecord? {
    let at = Int(bitPattern: cmark_node_get_user_data(node)) - 1
    return inlines.indices.contains(at) ? inlines[at] : nil
  }
  func inlineNumber(_ node: OpaquePointer) -> Int { Int(bitPattern: cmark_node_get_user_data(node)) - 1 }
  func block(_ node: OpaquePointer) -> BlockRecord? {
    let at = Int(bitPattern: cmark_node_get_user_data(node)) - 1
    return blocks.indices.contains(at) ? blocks[at] : nil
  }

  private func makeInline(
    _ part: Inline, _ range: Range<Int>, syntax: OpaquePointer, parser: OpaquePointer
  ) -> OpaquePointer? {
    inlines.append(InlineRecord(part: part, range: range))
    guard
      let node = cmark_node_new_with_mem_and_ext(
        Self.inlineType, cmark_get_default_mem_allocator(), syntax)
    else { return nil }
    cmark_node_set_user_data(node, UnsafeMutableRawPointer(bitPattern: inlines.count))
    return node
  }

  // MARK: Inline syntax

  /// Called by cmark at each `{`, `@` and `^` in the text of a block.
  func matchInline(
    _ character: UInt8, syntax: OpaquePointer, parser: OpaquePointer, parent: OpaquePointer,
    input: OpaquePointer
  ) -> OpaquePointer? {
    let start = Int(cmark_inline_parser_get_offset(input))
    func byte(_ at: Int) -> UInt8 { cmark_inline_parser_peek_at(input, Int32(at)) }
    func finish(_ part: Inline, to end: Int) -> OpaquePointer? {
      cmark_inline_parser_set_offset(input, Int32(end))
      return makeInline(part, start..<end, syntax: syntax, parser: parser)
    }
    switch character {
    case UInt8(ascii: "{") where byte(start + 1) == UInt8(ascii: "{"):
      return matchFigure(from: start, parent: parent, byte: byte, finish: finish)
    case UInt8(ascii: "{"):
      return matchAttributes(
        from: start, syntax: syntax, parser: parser, parent: parent, byte: byte, finish: finish)
    case UInt8(ascii: "@"):
      return matchCitation(from: start, parent: parent, byte: byte, finish: finish)
    case UInt8(ascii: "^"):
      guard start > 0, isBracket(cmark_node_last_child(parent), "[") else { return nil }
      var end = start + 1
      while isLabelByte(byte(end)) { end += 1 }
      guard end > start + 1, byte(end) == UInt8(ascii: "]") else { return nil }
      return finish(.footnoteCall(label: string(start + 1, end, byte)), to: end)
    default: return nil
    }
  }

  private func matchFigure(
    from start: Int, parent: OpaquePointer, byte: (Int) -> UInt8, finish: (Inline, Int) -> OpaquePointer?
  ) -> OpaquePointer? {
    var at = start + 2
    var quote: UInt8 = 0
    var lineEnds: [Int] = []
    while true {
      let here = byte(at)
      if here == 0 { return finish(.mistake(.unclosedFigure), start + 2) }
      if here == 10 { lineEnds.append(at) }
      if quote != 0 {
        if here == quote { quote = 0 }
      } else if here == 0x22 || here == 0x27 {
        quote = here
      } else if here == UInt8(ascii: "}"), byte(at + 1) == UInt8(ascii: "}") {
        break
      } else if here == UInt8(ascii: "{"), byte(at + 1) == UInt8(ascii: "{") {
        return finish(.mistake(.unclosedFigure), start + 2)
      }
      at += 1
    }
    if !lineEnds.isEmpty { swallowedLineEnds[parent, default: []] += lineEnds }
    var first = start + 2
    var last = at
    while first < last, byte(first) <= 0x20 { first += 1 }
    while last > first, byte(last - 1) <= 0x20 { last -= 1 }
    guard first < last else { return finish(.mistake(.emptyFigure), at + 2) }
    return finish(.figure(expression: string(first, last, byte), expressionRange: first..<last), at + 2)
  }

  private func matchAttributes(
    from start: Int, syntax: OpaquePointer, parser: OpaquePointer, parent: OpaquePointer,
    byte: (Int) -> UInt8,
    finish: (Inline, Int) -> OpaquePointer?
  ) -> OpaquePointer? {
    let parsed = AttributeParser.parse(from: start, byte: byte)
    let last = cmark_node_last_child(parent)
    let previous = start > 0 ? byte(start - 1) : 0
    if let last {
      let type = cmark_node_get_type(last)
      if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) && (previous == 0x29 || previous == 0x5D)
        || type == CMARK_NODE_CODE && previous == 0x60
      {
        guard let parsed else { return broken(from: start, byte: byte, finish: finish) }
        return finish(.attributes(parsed.attributes, .previous), parsed.end)
      }
      if previous == UInt8(ascii: "]"), isBracket(last, "]"), let opening = openingBracket(before: last) {
        guard let parsed else { return broken(from: start, byte: byte, finish: finish) }
        guard let marker = makeInline(.spanOpening, start..<start, syntax: syntax, parser: parser) else {
          return nil
        }
        let number = inlines.count - 1
        cmark_node_insert_before(opening, marker)
        remove(opening)
        remove(last)
        return finish(.attributes(parsed.attributes, .span(opening: number)), parsed.end)
      }
    }
    guard let parsed, !parsed.attributes.isEmpty else { return nil }
    var rest = parsed.end
    while byte(rest) == 0x20 || byte(rest) == 9 || byte(rest) == 10 || byte(rest) == 13 { rest += 1 }
    if byte(rest) == 0, ownsTrailingAttributes(parent, byte: byte) {
      return finish(.attributes(parsed.attributes, .block), parsed.end)
    }
    return finish(.mistake(.unownedAttributes), parsed.end)
  }

  /// Headings, and paragraphs that are captions of tables.
  private func ownsTrailingAttributes(_ parent: OpaquePointer, byte: (Int) -> UInt8) -> Bool {
    switch cmark_node_get_type(parent) {
    case CMARK_NODE_HEADING: true
    case CMARK_NODE_PARAGRAPH: CaptionMark.length(byte: byte) != nil
    default: false
    }
  }

  private func broken(
    from start: Int, byte: (Int) -> UInt8, finish: (Inline, Int) -> OpaquePointer?
  ) -> OpaquePointer? {
    // Only what was meant as attributes is a mistake; other braces are text.
    var first = start + 1
    while byte(first) == 0x20 { first += 1 }
    guard
      byte(first) == UInt8(ascii: "#") || byte(first) == UInt8(ascii: ".")
        || hasEqualSign(from: first, byte: byte)
    else { return nil }
    var end = start + 1
    while byte(end) != 0, byte(end) != 10, byte(end) != UInt8(ascii: "}") { end += 1 }
    return finish(.mistake(.brokenAttributes), byte(end) == UInt8(ascii: "}") ? end + 1 : end)
  }
  private func hasEqualSign(from start: Int, byte: (Int) -> UInt8) -> Bool {
    var at = start
    while byte(at) != 0, byte(at) != 10, byte(at) != UInt8(ascii: "}") {
      if byte(at) == UInt8(ascii: "=") { return true }
      at += 1
    }
    return false
  }

  private func matchCitation(
    from start: Int, parent: OpaquePointer, byte: (Int) -> UInt8, finish: (Inline, Int) -> OpaquePointer?
  ) -> OpaquePointer? {
    // A letter or digit before it makes it an address of e-mail.
    if start > 0, isKeyByte(byte(start - 1)) { return nil }
    guard let (first, firstEnd) = citationKey(from: start, byte: byte) else { return nil }
    let alone = [CitationItem(key: first, suffix: "")]
    let last = cmark_node_last_child(parent)
    // `[-@a]` asks Pandoc for a citation without the author, as one in brackets is anyway where sources have numbers.
    let sign = start > 1 && isBracket(last, "-") ? last : nil
    guard start > 0, isBracket(sign.map { cmark_node_previous($0) } ?? last, "[") else {
      return finish(.citation(alone, isBracketed: false), firstEnd)
    }
    // `[@a, p. 3; @b]`: all up to the bracket, which cmark then closes itself.
    var items: [CitationItem] = []
    var at = start
    while let (key, keyEnd) = citationKey(from: at, byte: byte) {
      at = keyEnd
      var suffix: [UInt8] = []
      while byte(at) != 0, byte(at) != UInt8(ascii: "]"), byte(at) != UInt8(ascii: "["),
        byte(at) != UInt8(ascii: ";")
      {
        suffix.append(byte(at) == 10 ? 0x20 : byte(at))
        at += 1
      }
      items.append(CitationItem(key: key, suffix: trimmedSuffix(suffix)))
      guard byte(at) == UInt8(ascii: ";") else { break }
      at += 1
      while byte(at) == 0x20 || byte(at) == 10 { at += 1 }
      if byte(at) == UInt8(ascii: "-"), byte(at + 1) == UInt8(ascii: "@") { at += 1 }
    }
    guard byte(at) == UInt8(ascii: "]") else { return finish(.citation(alone, isBracketed: false), firstEnd) }
    if let sign { remove(sign) }
    return finish(.citation(items, isBracketed: true), at)
  }

  private func trimmedSuffix(_ bytes: [UInt8]) -> String {
    var slice = bytes[...]
    while let first = slice.first, first == 0x20 || first == UInt8(ascii: ",") { slice.removeFirst() }
    while slice.last == 0x20 { slice.removeLast() }
    return String(decoding: slice, as: UTF8.self)
  }

  private func citationKey(from start: Int, byte: (Int) -> UInt8) -> (PlacedText, end: Int)? {
    guard byte(start) == UInt8(ascii: "@"), isKeyByte(byte(start + 1)) else { return nil }
    var end = start + 1
    while isKeyByte(byte(end)) || (isKeyInner(byte(end)) && (isKeyByte(byte(end + 1)))) { end += 1 }
    return (PlacedText(string(start + 1, end, byte), start: Int32(start + 1), end: Int32(end)), end)
  }
  private func isKeyByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x5F || byte >= 0x80
  }
  private func isKeyInner(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x2E || byte == 0x3A }
  func isLabelByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x5B && byte != 0x5D && byte != 0x5E
  }

  private func string(_ start: Int, _ end: Int, _ byte: (Int) -> UInt8) -> String {
    String(decoding: (start..<end).map(byte), as: UTF8.self)
  }

  // MARK: Brackets that cmark left as text

  /// Whether a node is a bracket or other sign that was written without a backslash, which makes it two columns wide.
  private func isBracket(_ node: OpaquePointer?, _ bracket: StaticString) -> Bool {
    guard let node, cmark_node_get_type(node) == CMARK_NODE_TEXT,
      cmark_node_get_start_column(node) == cmark_node_get_end_column(node),
      let literal = cmark_node_get_literal(node)
    else { return false }
    return UInt8(bitPattern: literal[0]) == bracket.utf8Start[0] && literal[1] == 0
  }

  /// The `[` that a `]` belongs to, among the parts of the same block.
  private func openingBracket(before closing: OpaquePointer) -> OpaquePointer? {
    var depth = 1
    var node = cmark_node_previous(closing)
    // Bounded, so that a text of nothing but brackets does not take forever.
    for _ in 0..<10_000 {
      guard let here = node else { return nil }
      if isBracket(here, "]") {
        depth += 1
      } else if isBracket(here, "[") {
        depth -= 1
        if depth == 0 { return here }
      }
      node = cmark_node_previous(here)
    }
    return nil
  }

  private func remove(_ node: OpaquePointer) {
    cmark_node_unlink(node)
    cmark_node_free(node)
  }
}
