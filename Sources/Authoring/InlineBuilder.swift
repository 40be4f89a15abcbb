import CMarkGFM
import Diagnostics

/// Makes the inline nodes of one block.
struct InlineBuilder {
  let map: ContentMap
  let file: TreeBuilder.FileContext
  let block: Int
  var skipping: Int

  private func offset(_ content: Int) -> Int { file.source.base + map.offset(content) }

  private func extent(of node: OpaquePointer) -> (start: Int, end: Int) {
    let start = map.offset(line: cmark_node_get_start_line(node), column: cmark_node_get_start_column(node))
    let end = map.offset(line: cmark_node_get_end_line(node), column: cmark_node_get_end_column(node)) + 1
    return (file.source.base + start, file.source.base + max(start, min(end, file.source.bytes.count)))
  }

  /// Makes nodes from siblings of cmark's, up to `stop`.
  mutating func build(
    from first: OpaquePointer?, until stop: OpaquePointer?, parent: Int, depth: Int,
    in tree: inout TreeBuilder
  ) {
    guard depth < TreeBuilder.depthLimit else {
      tree.found.append(
        .error("authoring.too-deep", "inline parts are nested too deeply", at: tree.document.range(of: block))
      )
      return
    }
    var next = first
    while let node = next, node != stop {
      next = cmark_node_next(node)
      if let record = file.syntax.inline(node) {
        next = ours(node, record, next: next, parent: parent, depth: depth, in: &tree)
      } else {
        cmarks(node, parent: parent, depth: depth, in: &tree)
      }
    }
  }

  // MARK: CommonMark's own

  private mutating func cmarks(_ node: OpaquePointer, parent: Int, depth: Int, in tree: inout TreeBuilder) {
    let type = cmark_node_get_type(node)
    switch type {
    case CMARK_NODE_TEXT: text(node, parent: parent, in: &tree)
    case CMARK_NODE_SOFTBREAK:
      addWords([SmartPunctuation.Marker.softLineEnd], at: nil, parent: parent, in: &tree)
    case CMARK_NODE_LINEBREAK: lineBreak(node, parent: parent, in: &tree)
    case CMARK_NODE_CODE:
      let index = object(.code, extent(of: node), parent: parent, in: &tree)
      if let literal = cmark_node_get_literal(node) { tree.setText(String(cString: literal).utf8, of: index) }
    case CMARK_NODE_EMPH: container(.emphasis, node, parent: parent, depth: depth, in: &tree)
    case CMARK_NODE_STRONG: container(.strong, node, parent: parent, depth: depth, in: &tree)
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      let isImage = type == CMARK_NODE_IMAGE
      if isImage { addMarker(SmartPunctuation.Marker.object, in: &tree) }
      let index = container(isImage ? .image : .link, node, parent: parent, depth: depth, in: &tree)
      tree.document.nodes[index].detail = Int32(tree.document.targets.count)
      tree.document.targets.append(
        LinkTarget(
          address: cmark_node_get_url(node).map { String(cString: $0) } ?? "",
          title: cmark_node_get_title(node).map { String(cString: $0) } ?? ""))
    case CMARK_NODE_HTML_INLINE: html(node, parent: parent, in: &tree)
    case let type where cmark_type_is_strikethrough(type):
      container(.strikethrough, node, parent: parent, depth: depth, in: &tree)
    default:
      build(from: cmark_node_first_child(node), until: nil, parent: parent, depth: depth + 1, in: &tree)
    }
  }

  @discardableResult
  private mutating func container(
    _ kind: DocumentNode.Kind, _ node: OpaquePointer, parent: Int, depth: Int, in tree: inout TreeBuilder
  ) -> Int {
    let (start, end) = extent(of: node)
    let index = tree.add(DocumentNode(kind, start, end), to: parent)
    tree.words.open = nil
    build(from: cmark_node_first_child(node), until: nil, parent: index, depth: depth + 1, in: &tree)
    tree.words.open = nil
    return index
  }

  /// Adds a node that stands among the words as one of them.
  private mutating func object(
    _ kind: DocumentNode.Kind, _ extent: (start: Int, end: Int), parent: Int, in tree: inout TreeBuilder
  ) -> Int {
    addMarker(SmartPunctuation.Marker.object, in: &tree)
    return tree.add(DocumentNode(kind, extent.start, extent.end), to: parent)
  }

  private func addMarker(_ marker: UInt8, in tree: inout TreeBuilder) {
    tree.words.open = nil
    tree.words.bytes.append(marker)
  }

  private mutating func lineBreak(_ node: OpaquePointer, parent: Int, in tree: inout TreeBuilder) {
    addMarker(SmartPunctuation.Marker.lineEnd, in: &tree)
    let (start, end) = extent(of: node)
    _ = tree.add(DocumentNode(.lineBreak, start, end), to: parent)
  }

  private mutating func html(_ node: OpaquePointer, parent: Int, in tree: inout TreeBuilder) {
    let html = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    if HTMLAdvice.isComment(html) { return }
    let tag = HTMLAdvice.tagName(html)
    if tag == "br" { return lineBreak(node, parent: parent, in: &tree) }
    // One mistake for an element, at its opening tag.
    guard !html.hasPrefix("</") else { return }
    let (start, end) = extent(of: node)
    tree.found.append(
      .error(
        "authoring.html", "\(tag.map { "<\($0)>" } ?? html) is HTML, which reports do not take",
        at: tree.document.range(from: Int32(start), to: Int32(end)), hint: HTMLAdvice.hint(for: tag)))
  }

  // MARK: Words

  private mutating func text(_ node: OpaquePointer, parent: Int, in tree: inout TreeBuilder) {
    guard let literal = cmark_node_get_literal(node) else { return }
    let pointer = UnsafeRawPointer(literal).assumingMemoryBound(to: UInt8.self)
    var length = 0
    while pointer[length] != 0 { length += 1 }
    let extent = extent(of: node)
    var first = 0
    if skipping > 0 {
      first = min(skipping, length)
      skipping -= first
    }
    // The brackets around a citation or the call of a note are its own.
    if length > first, pointer[length - 1] == UInt8(ascii: "["), let next = cmark_node_next(node),
      ownsBrackets(next)
    {
      length -= 1
    }
    if length > first, pointer[first] == UInt8(ascii: "]"), let previous = cmark_node_previous(node),
      ownsBrackets(previous)
    {
      first += 1
    }
    guard first < length else { return }
    let start = file.source.bytes.startIndex + extent.start - file.source.base
    let literalBytes = UnsafeBufferPointer(start: pointer + first, count: length - first)
    let end = min(extent.end - file.source.base, file.source.bytes.count)
    if end - start != length, start < end, file.source.bytes[start..<end].contains(UInt8(ascii: "\\")) {
      let marked = markEscapes(in: literalBytes, written: file.source.bytes[start..<end])
      addWords(marked, at: extent, parent: parent, in: &tree)
    } else {
      addWords(literalBytes, at: extent, parent: parent, in: &tree)
    }
  }

  /// Whether a node is the call of a note or a citation between two brackets that are still text.
  private func ownsBrackets(_ node: OpaquePointer) -> Bool {
    guard let record = file.syntax.inline(node) else { return false }
    switch record.part {
    case .footnoteCall, .citation(_, isBracketed: true): break
    default: return false
    }
    func touches(_ neighbour: OpaquePointer?, _ bracket: UInt8, last: Bool) -> Bool {
      guard let neighbour, cmark_node_get_type(neighbour) == CMARK_NODE_TEXT,
        let literal = cmark_node_get_literal(neighbour), literal[0] != 0
      else { return false }
      var at = 0
      if last { while literal[at + 1] != 0 { at += 1 } }
      return UInt8(bitPattern: literal[at]) == bracket
    }
    return touches(cmark_node_previous(node), UInt8(ascii: "["), last: true)
      && touches(cmark_node_next(node), UInt8(ascii: "]"), last: false)
  }

  private func addWords(
    _ bytes: some Sequence<UInt8>, at extent: (start: Int, end: Int)?, parent: Int, in tree: inout TreeBuilder
  ) {
    let start = tree.words.bytes.count
    if tree.words.open == nil {
      // A soft end of line has no place that matters; it takes the parent's.
      let place = extent ?? (Int(tree.document.nodes[parent].start), Int(tree.document.nodes[parent].start))
      let index = tree.add(DocumentNode(.text, place.start, place.end), to: parent)
      tree.words.open = index
      tree.words.pieces.append((index, start..<start))
    }
    // Spaces in a row are one, and so are those on both sides of a comment.
    var previous =
      start > tree.words.pieces[tree.words.pieces.count - 1].range.lowerBound ? tree.words.bytes.last : nil
    for byte in bytes {
      if byte == 0x20, previous == 0x20 { continue }
      tree.words.bytes.append(byte)
      previous = byte
    }
    let last = tree.words.pieces.count - 1
    tree.words.pieces[last].range = tree.words.pieces[last].range.lowerBound..<tree.words.bytes.count
    if let extent {
      let node = tree.words.pieces[last].node
      tree.document.nodes[node].end = max(tree.document.nodes[node].start, Int32(extent.end))
    }
  }

  /// Takes away the spaces at the end of the words so far, which only kept attributes apart from them.
  private func trimWords(in tree: inout TreeBuilder) {
    guard tree.words.open != nil, let last = tree.words.pieces.last else { return }
    while tree.words.bytes.count > last.range.lowerBound, tree.words.bytes.last == 0x20 {
      tree.words.bytes.removeLast()
    }
    tree.words.pieces[tree.words.pieces.count - 1].range = last.range.lowerBound..<tree.words.bytes.count
  }

  /// Marks what was written with a backslash, by going through what was written and what it became side by side.
  private func markEscapes(in literal: UnsafeBufferPointer<UInt8>, written: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var source = written.startIndex
    var at = 0
    while at < literal.count {
      guard source < written.endIndex else {
        result.append(literal[at])
        at += 1
        continue
      }
      let byte = written[source]
      if byte == UInt8(ascii: "\\"), source + 1 < written.endIndex, written[source + 1] == literal[at],
        literal[at] < 0x80
      {
        result += [SmartPunctuation.Marker.literal, literal[at]]
        source += 2
        at += 1
      } else if byte == literal[at] {
        result.append(byte)
        source += 1
        at += 1
      } else if byte == UInt8(ascii: "&"), let end = written[source...].firstIndex(of: UInt8(ascii: ";")) {
        // A character by its name or number: it takes what is there until what follows it.
        source = end + 1
        repeat {
          result.append(literal[at])
          at += 1
        } while at < literal.count
          && (literal[at] & 0xC0 == 0x80
            || source < written.endIndex && written[source] != literal[at]
              && written[source] != UInt8(ascii: "\\") && written[source] != UInt8(ascii: "&"))
      } else {
        // A bracket that was taken away.
        source += 1
      }
    }
    return result
  }

  // MARK: Our syntax

  /// Makes a node from one of our marks; returns the sibling to go on with.
  private mutating func ours(
    _ node: OpaquePointer, _ record: MarkdownSyntax.InlineRecord, next: OpaquePointer?, parent: Int,
    depth: Int,
    in tree: inout TreeBuilder
  ) -> OpaquePointer? {
    let extent = (start: offset(record.range.lowerBound), end: offset(record.range.upperBound))
    switch record.part {
    case .figure(let expression, let range):
      let place = (start: offset(range.lowerBound), end: offset(range.upperBound))
      let index = object(.figure, place, parent: parent, in: &tree)
      tree.setText(expression.utf8, of: index)
    case .citation(let items, let isBracketed):
      let index = object(.citation(isBracketed: isBracketed), extent, parent: parent, in: &tree)
      tree.document.nodes[index].detail = Int32(tree.document.citations.count)
      tree.document.citations.append(
        items.map { item in
          CitationItem(
            key: PlacedText(
              item.key.text, start: Int32(offset(Int(item.key.start))), end: Int32(offset(Int(item.key.end)))),
            suffix: tree.punctuation.apply(to: item.suffix))
        })
    case .footnoteCall(let label):
      // Notes are called after the punctuation, which does not see them.
      tree.words.open = nil
      let index = tree.add(DocumentNode(.footnoteReference, extent.start - 1, extent.end + 1), to: parent)
      tree.setText(label.utf8, of: index)
    case .spanOpening:
      return span(node, next: next, parent: parent, depth: depth, in: &tree)
    case .attributes(let attributes, let owner):
      let placed = attributes.moved(offset)
      switch owner {
      case .previous:
        let previous = tree.document.nodes[parent].lastChild
        if previous >= 0 { tree.setAttributes(placed, of: Int(previous)) }
      case .block:
        tree.setAttributes(placed, of: block)
        trimWords(in: &tree)
      // Its opening is not among its siblings.
      case .span: tree.found.append(crossed(extent, in: tree))
      }
      // An image's attributes do not part the words around it, but its own node does.
      tree.words.open = nil
    case .mistake(let mistake): tree.found.append(diagnostic(for: mistake, extent, in: tree))
    }
    return next
  }

  private mutating func span(
    _ opening: OpaquePointer, next: OpaquePointer?, parent: Int, depth: Int, in tree: inout TreeBuilder
  ) -> OpaquePointer? {
    let number = file.syntax.inlineNumber(opening)
    var at = next
    while let here = at {
      if let record = file.syntax.inline(here),
        case .attributes(let attributes, .span(opening: number)) = record.part
      {
        let start = openingBracket(opening, next: next, closing: record)
        let index = tree.add(DocumentNode(.span, start, offset(record.range.upperBound)), to: parent)
        tree.setAttributes(attributes.moved(offset), of: index)
        tree.words.open = nil
        build(from: next, until: here, parent: index, depth: depth + 1, in: &tree)
        tree.words.open = nil
        return cmark_node_next(here)
      }
      at = cmark_node_next(here)
    }
    // The closing half says what is wrong.
    return next
  }

  /// Where the bracket of a span stands: just before its first part.
  private func openingBracket(
    _ opening: OpaquePointer, next: OpaquePointer?, closing: MarkdownSyntax.InlineRecord
  ) -> Int {
    guard let next else { return offset(closing.range.lowerBound) }
    if let record = file.syntax.inline(next) {
      return max(0, offset(record.range.lowerBound) - 1)
    }
    return max(0, extent(of: next).start - 1)
  }

  private func crossed(_ extent: (start: Int, end: Int), in tree: TreeBuilder) -> Diagnostic {
    .error(
      "authoring.attributes", "the brackets before these attributes overlap with emphasis",
      at: tree.document.range(from: Int32(extent.start), to: Int32(extent.end)),
      hint: "put the * or _ marks inside the brackets or around all of them")
  }

  private func diagnostic(
    for mistake: MarkdownSyntax.Mistake, _ extent: (start: Int, end: Int), in tree: TreeBuilder
  ) -> Diagnostic {
    let range = tree.document.range(from: Int32(extent.start), to: Int32(extent.end))
    switch mistake {
    case .unclosedFigure:
      return .error(
        "authoring.unclosed-figure", "{{ is never closed", at: range, hint: "write }} after the expression")
    case .emptyFigure:
      return .error(
        "authoring.unclosed-figure", "there is nothing between {{ and }}", at: range,
        hint: "write the id of an observation, such as {{ users.total }}")
    case .brokenAttributes: return tree.brokenAttributes(from: extent.start, to: extent.end)
    case .unownedAttributes:
      return .error(
        "authoring.attributes", "these attributes belong to nothing", at: range,
        hint: "they follow ], ), `code`, a heading or a fence without a space; write \\{ for a plain brace")
    }
  }
}
