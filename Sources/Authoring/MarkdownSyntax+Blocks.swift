import CMarkGFM

extension MarkdownSyntax {
  /// Called by cmark for a line that begins no block of CommonMark's own.
  func openBlock(
    syntax: OpaquePointer, parser: OpaquePointer, parent: OpaquePointer, line: UnsafeBufferPointer<UInt8>
  ) -> OpaquePointer? {
    let first = Int(cmark_parser_get_first_nonspace(parser))
    guard first + 2 < line.count else { return nil }
    if line[first] == UInt8(ascii: ":") {
      return openDivision(first: first, syntax: syntax, parser: parser, parent: parent, line: line)
    }
    if line[first] == UInt8(ascii: "["), line[first + 1] == UInt8(ascii: "^") {
      return openFootnote(first: first, syntax: syntax, parser: parser, parent: parent, line: line)
    }
    return nil
  }

  private func openDivision(
    first: Int, syntax: OpaquePointer, parser: OpaquePointer, parent: OpaquePointer,
    line: UnsafeBufferPointer<UInt8>
  ) -> OpaquePointer? {
    var at = first
    while at < line.count, line[at] == UInt8(ascii: ":") { at += 1 }
    guard at - first >= 3 else { return nil }
    var end = line.count
    while end > at, line[end - 1] <= 0x20 { end -= 1 }
    var rest = at
    while rest < end, line[rest] <= 0x20 { rest += 1 }
    if rest == end, let division = openDivision(around: parent) {
      blocks[Int(bitPattern: cmark_node_get_user_data(division)) - 1].isClosed = true
      // A mark as its last child, which paragraphs, lists and quotes refuse, so that cmark closes those that are still
      // open within the division.
      let mark = cmark_parser_add_child(parser, parent, Self.endType, Int32(first + 1))
      cmark_node_set_syntax_extension(mark, syntax)
      advance(parser, over: line)
      return mark
    }
    let kind: BlockRecord.Kind = rest == end ? .strayEnd : .division
    let node = addBlock(kind, columns: first..<end, syntax: syntax, parser: parser, parent: parent)
    advance(parser, over: line)
    return node
  }

  private func openDivision(around node: OpaquePointer) -> OpaquePointer? {
    var at: OpaquePointer? = node
    while let here = at {
      if cmark_node_get_type(here) == Self.blockType, let record = block(here), record.kind == .division,
        !record.isClosed
      {
        return here
      }
      at = cmark_node_parent(here)
    }
    return nil
  }

  private func openFootnote(
    first: Int, syntax: OpaquePointer, parser: OpaquePointer, parent: OpaquePointer,
    line: UnsafeBufferPointer<UInt8>
  ) -> OpaquePointer? {
    var at = first + 2
    while at < line.count, isLabelByte(line[at]) { at += 1 }
    guard at > first + 2, at + 1 < line.count, line[at] == UInt8(ascii: "]"),
      line[at + 1] == UInt8(ascii: ":")
    else {
      return nil
    }
    let label = String(decoding: line[(first + 2)..<at], as: UTF8.self)
    let node = addBlock(
      .footnote(label: label), columns: first..<(at + 2), syntax: syntax, parser: parser, parent: parent)
    var end = at + 2
    while end < line.count, line[end] == 0x20 || line[end] == 9 { end += 1 }
    advance(parser, over: line, to: end)
    return node
  }

  private func addBlock(
    _ kind: BlockRecord.Kind, columns: Range<Int>, syntax: OpaquePointer, parser: OpaquePointer,
    parent: OpaquePointer
  ) -> OpaquePointer? {
    let node = cmark_parser_add_child(parser, parent, Self.blockType, Int32(columns.lowerBound + 1))
    cmark_node_set_syntax_extension(node, syntax)
    blocks.append(
      BlockRecord(kind: kind, line: Int(cmark_parser_get_line_number(parser)), columns: columns))
    cmark_node_set_user_data(node, UnsafeMutableRawPointer(bitPattern: blocks.count))
    return node
  }

  private func advance(_ parser: OpaquePointer, over line: UnsafeBufferPointer<UInt8>, to end: Int? = nil) {
    var end = end ?? line.count
    // The end of the line stays, so that cmark sees a blank rest.
    while end > 0, end == line.count, line[end - 1] == 10 || line[end - 1] == 13 {
      end -= 1
      if end > 0, line[end] == 10, line[end - 1] == 13 { end -= 1 }
      break
    }
    line.withMemoryRebound(to: CChar.self) { characters in
      cmark_parser_advance_offset(
        parser, characters.baseAddress, Int32(end) - cmark_parser_get_offset(parser), 0)
    }
  }

  /// Whether one of our blocks, still open, goes on with a line.
  func continues(_ node: OpaquePointer, parser: OpaquePointer, line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cmark_node_get_type(node) == Self.blockType, let record = block(node) else { return false }
    switch record.kind {
    case .division: return !record.isClosed
    case .strayEnd: return false
    case .footnote:
      if cmark_parser_get_indent(parser) >= 4 {
        line.withMemoryRebound(to: CChar.self) { characters in
          cmark_parser_advance_offset(parser, characters.baseAddress, 4, 1)
        }
        return true
      }
      return cmark_parser_is_blank(parser) != 0
    }
  }

  func canContain(_ node: OpaquePointer, _ child: cmark_node_type) -> Bool {
    guard cmark_node_get_type(node) == Self.blockType, let record = block(node) else { return false }
    if child == Self.endType { return record.kind == .division }
    guard record.kind != .strayEnd else { return false }
    let isBlock = child.rawValue & 0xC000 == 0x8000
    return isBlock && child != CMARK_NODE_ITEM && child != CMARK_NODE_DOCUMENT
  }
}
