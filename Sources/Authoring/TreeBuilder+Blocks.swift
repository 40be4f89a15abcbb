import CMarkGFM
import Diagnostics

extension TreeBuilder {
  mutating func blocks(of container: OpaquePointer, parent: Int, depth: Int, in file: FileContext) {
    var next = cmark_node_first_child(container)
    guard depth < Self.depthLimit else {
      if next != nil {
        found.append(
          .error("authoring.too-deep", "blocks are nested too deeply", at: document.range(of: parent)))
      }
      return
    }
    while let node = next {
      next = cmark_node_next(node)
      block(node, parent: parent, depth: depth, in: file)
    }
  }

  /// Byte offsets of a block among the document's files.
  func extent(of node: OpaquePointer, in file: FileContext) -> (start: Int, end: Int) {
    func offset(_ line: Int32, _ column: Int32) -> Int {
      let range = file.source.lineBytes(max(0, file.lineOffset + Int(line) - 1))
      return min(range.lowerBound + max(0, Int(column)), range.upperBound)
    }
    let start = offset(cmark_node_get_start_line(node), cmark_node_get_start_column(node) - 1)
    let end = offset(cmark_node_get_end_line(node), cmark_node_get_end_column(node))
    return (file.source.base + start, file.source.base + max(start, end))
  }

  private mutating func block(_ node: OpaquePointer, parent: Int, depth: Int, in file: FileContext) {
    let type = cmark_node_get_type(node)
    let (start, end) = extent(of: node, in: file)
    func make(_ kind: DocumentNode.Kind) -> DocumentNode { DocumentNode(kind, start, end) }
    switch type {
    case CMARK_NODE_PARAGRAPH: paragraph(node, make(.paragraph), parent: parent, in: file)
    case CMARK_NODE_HEADING:
      let level = heading(hashes: Int(cmark_node_get_heading_level(node)), start: start, end: end)
      let index = add(make(.heading(level: level)), to: parent)
      inlineContent(of: node, block: index, in: file)
    case CMARK_NODE_BLOCK_QUOTE:
      blocks(of: node, parent: add(make(.blockQuote), to: parent), depth: depth + 1, in: file)
    case CMARK_NODE_LIST:
      let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      let kind = DocumentNode.Kind.list(
        start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
        isTight: cmark_node_get_list_tight(node) != 0)
      blocks(of: node, parent: add(make(kind), to: parent), depth: depth + 1, in: file)
    case CMARK_NODE_ITEM: blocks(of: node, parent: add(make(.item), to: parent), depth: depth + 1, in: file)
    case CMARK_NODE_THEMATIC_BREAK: _ = add(make(.thematicBreak), to: parent)
    case CMARK_NODE_CODE_BLOCK: codeBlock(node, make(.codeBlock), parent: parent, in: file)
    case CMARK_NODE_HTML_BLOCK: htmlBlock(node, start: start, end: end)
    case MarkdownSyntax.blockType:
      guard let record = file.syntax.block(node) else { return }
      switch record.kind {
      case .division: division(node, record, parent: parent, depth: depth, in: file)
      case .footnote(let label):
        let index = add(make(.footnoteDefinition), to: parent)
        setText(label.utf8, of: index)
        blocks(of: node, parent: index, depth: depth + 1, in: file)
      case .strayEnd: break
      }
    case let type where cmark_type_is_table(type): table(node, make(.table), parent: parent, in: file)
    // What is left are marks that close a division.
    default: break
    }
  }

  private mutating func paragraph(
    _ node: OpaquePointer, _ made: DocumentNode, parent: Int, in file: FileContext
  ) {
    var made = made
    let content = cmark_node_get_string_content(node)
    let mark = content.flatMap { bytes in CaptionMark.length { UInt8(bitPattern: bytes[$0]) } }
    var isCaption = false
    if mark != nil {
      for neighbour in [cmark_node_previous(node), cmark_node_next(node)] {
        if let neighbour, cmark_type_is_table(cmark_node_get_type(neighbour)) { isCaption = true }
      }
    }
    if isCaption { made.kind = .caption }
    let index = add(made, to: parent)
    inlineContent(of: node, block: index, skipping: isCaption ? mark ?? 0 : 0, in: file)
  }

  private mutating func heading(hashes: Int, start: Int, end: Int) -> Int {
    let level = min(hashes + 1, 6)
    let range = document.range(from: Int32(start), to: Int32(end))
    if hashes == 6 {
      found.append(
        .warning(
          "authoring.heading-level", "there are five levels of headings under the title", at: range,
          hint: "write #####"))
    } else if level > headingLevel + 1 {
      let right = String(repeating: "#", count: headingLevel)
      found.append(
        .warning(
          "authoring.heading-level", "this heading skips a level", at: range,
          hint: headingLevel == 1
            ? "write \(right); the title is in the front matter, and # comes next"
            : "write \(right), or put a heading between it and the one before"))
    }
    headingLevel = level
    return level
  }

  // MARK: Tables

  private mutating func table(_ node: OpaquePointer, _ made: DocumentNode, parent: Int, in file: FileContext) {
    let index = add(made, to: parent)
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    let letters = cmark_gfm_extensions_get_table_alignments(node)
    document.nodes[index].detail = Int32(document.columns.count)
    document.columns.append(
      (0..<count).map { column in
        switch letters?[column] {
        case UInt8(ascii: "l"): .start
        case UInt8(ascii: "c"): .center
        case UInt8(ascii: "r"): .end
        default: .none
        }
      })
    var nextRow = cmark_node_first_child(node)
    while let row = nextRow {
      nextRow = cmark_node_next(row)
      let (start, end) = extent(of: row, in: file)
      let isHead = cmark_gfm_extensions_get_table_row_is_header(row) != 0
      let rowIndex = add(DocumentNode(.tableRow(isHead: isHead), start, end), to: index)
      var nextCell = cmark_node_first_child(row)
      while let cell = nextCell {
        nextCell = cmark_node_next(cell)
        let (start, end) = extent(of: cell, in: file)
        let cellIndex = add(DocumentNode(.tableCell, start, end), to: rowIndex)
        inlineContent(of: cell, block: cellIndex, in: file)
      }
    }
  }

  // MARK: Fences

  private mutating func codeBlock(
    _ node: OpaquePointer, _ made: DocumentNode, parent: Int, in file: FileContext
  ) {
    var made = made
    let literal = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    var length: Int32 = 0
    var offset: Int32 = 0
    var character: CChar = 0
    guard cmark_node_get_fenced(node, &length, &offset, &character) != 0 else {
      let index = add(made, to: parent)
      setText(literal.utf8, of: index)
      return
    }
    let line = file.lineOffset + Int(cmark_node_get_start_line(node)) - 1
    let info = fenceInfo(onLine: line, in: file)
    var attributes = info.attributes
    let kind = info.word.flatMap { DocumentNode.DataKind(rawValue: $0.text) }
    if let kind {
      made.kind = .data(kind)
    } else if let word = info.word {
      attributes.classes.insert(word, at: 0)
      let near = nearestName(to: word.text, in: ["chart", "table", "tiles"])
      if let near, !["char", "shell", "title"].contains(word.text) {
        found.append(
          .warning(
            "authoring.fence", "a fence of the kind '\(word.text)' is printed as code",
            at: document.range(of: word), hint: "did you mean '\(near)'?"))
      }
    }
    let index = add(made, to: parent)
    if !attributes.isEmpty { setAttributes(attributes, of: index) }
    guard kind != nil else {
      setText(literal.utf8, of: index)
      return
    }
    document.nodes[index].detail = Int32(document.dataNodes.count)
    document.dataNodes.append(dataNode(literal, firstLine: line + 1, in: file))
    setText(literal.utf8, of: index)
  }

  private mutating func dataNode(_ literal: String, firstLine: Int, in file: FileContext) -> SourceNode? {
    // What the containers put before the first line, they put before each.
    let content = literal.utf8.prefix { $0 != 10 && $0 != 13 }.count
    let range = file.source.lineBytes(firstLine)
    let prefix = file.source.bytes[range].prefix(max(0, range.count - content))
    var diagnostics = Diagnostics()
    let node = YAML.parse(
      text: literal, file: file.source.name, firstLine: file.source.firstLine + firstLine,
      indent: prefix.count { $0 & 0xC0 != 0x80 }, into: &diagnostics)
    found += diagnostics.all
    return node
  }

  /// What stands after the colons or backticks of an opening line, with its places.
  private struct OpeningLine {
    var word: PlacedText?
    var attributes = Attributes()
  }

  private mutating func fenceInfo(onLine line: Int, in file: FileContext) -> OpeningLine {
    let range = file.source.lineBytes(line)
    var at = range.lowerBound
    let bytes = file.source.bytes
    // The fence begins after the containers' marks, which hold neither of its characters.
    while at < range.upperBound, bytes[at] != UInt8(ascii: "`"), bytes[at] != UInt8(ascii: "~") { at += 1 }
    while at < range.upperBound, bytes[at] == UInt8(ascii: "`") || bytes[at] == UInt8(ascii: "~") { at += 1 }
    return openingLine(from: at, to: range.upperBound, in: file)
  }

  private mutating func openingLine(from start: Int, to end: Int, in file: FileContext) -> OpeningLine {
    let bytes = file.source.bytes
    let base = file.source.base
    var result = OpeningLine()
    var at = start
    func skipSpaces() { while at < end, bytes[at] == 0x20 || bytes[at] == 9 { at += 1 } }
    skipSpaces()
    let wordStart = at
    while at < end, bytes[at] != 0x20, bytes[at] != 9, bytes[at] != UInt8(ascii: "{"),
      bytes[at] != UInt8(ascii: ":")
    { at += 1 }
    if at > wordStart {
      result.word = PlacedText(
        String(decoding: bytes[wordStart..<at], as: UTF8.self), start: Int32(base + wordStart),
        end: Int32(base + at))
    }
    skipSpaces()
    if at < end, bytes[at] == UInt8(ascii: "{") {
      guard let (attributes, after) = AttributeParser.parse(bytes, from: at, to: end) else {
        found.append(brokenAttributes(from: base + at, to: base + end))
        return result
      }
      result.attributes = attributes.moved { base + $0 }
      at = after
    }
    // Pandoc allows colons at the end, for looks.
    while at < end, bytes[at] == UInt8(ascii: ":") || bytes[at] == 0x20 { at += 1 }
    if at < end, result.word == nil || bytes[at] == UInt8(ascii: "{") {
      found.append(brokenAttributes(from: base + at, to: base + end))
    }
    return result
  }

  func brokenAttributes(from start: Int, to end: Int) -> Diagnostic {
    .error(
      "authoring.attributes", "these attributes cannot be read",
      at: document.range(from: Int32(start), to: Int32(end)),
      hint: "write {#id .class key=value key=\"a value\"}")
  }

  // MARK: Divisions

  private mutating func division(
    _ node: OpaquePointer, _ record: MarkdownSyntax.BlockRecord, parent: Int, depth: Int, in file: FileContext
  ) {
    let line = file.source.lineBytes(file.lineOffset + record.line - 1)
    var at = line.lowerBound + record.columns.lowerBound
    let start = at
    while at < line.upperBound, file.source.bytes[at] == UInt8(ascii: ":") { at += 1 }
    let opening = openingLine(from: at, to: line.upperBound, in: file)
    var attributes = opening.attributes
    if let word = opening.word { attributes.classes.insert(word, at: 0) }
    let index = add(
      DocumentNode(
        .division, file.source.base + start, file.source.base + line.lowerBound + record.columns.upperBound),
      to: parent)
    if !attributes.isEmpty { setAttributes(attributes, of: index) }
    blocks(of: node, parent: index, depth: depth + 1, in: file)
    if let path = attributes["include"] { include(path, from: file, into: index) }
  }

  private mutating func include(_ path: PlacedText, from file: FileContext, into parent: Int) {
    let place = document.range(of: path)
    if document.nodes[parent].firstChild >= 0 {
      found.append(
        .warning(
          "authoring.include", "what stands in a block that includes a file comes before the file", at: place,
          hint: "leave the block empty"))
    }
    guard let reader else {
      found.append(.error("authoring.include", "a text in YAML cannot include a file", at: place))
      return
    }
    do {
      let read = try reader.read(path.text, from: file.source.name, at: place)
      guard !openFiles.contains(read.name) else {
        found.append(
          .error(
            "authoring.include-cycle", "'\(read.name)' includes itself", at: place,
            hint: (openFiles + [read.name]).joined(separator: " includes ")))
        return
      }
      guard openFiles.count < 20 else {
        found.append(.error("authoring.too-deep", "files include one another too deeply", at: place))
        return
      }
      openFiles.append(read.name)
      let source = addSource(read)
      var body = 0
      if source.bytes.starts(with: Array("---\n".utf8)) {
        let end = source.lineStarts.indices.dropFirst().first {
          source.bytes[source.lineBytes($0)].elementsEqual("---".utf8)
        }
        if let end {
          body = end + 1
          found.append(
            .warning(
              "authoring.front-matter", "the front matter of an included file is not used",
              at: source.range(from: 0, to: 3), hint: "move it to the report"))
        }
      }
      readBlocks(of: source, fromLine: body, into: parent)
      openFiles.removeLast()
    } catch {
      found.append(error)
    }
  }

  // MARK: HTML

  private mutating func htmlBlock(_ node: OpaquePointer, start: Int, end: Int) {
    let html = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    guard !HTMLAdvice.isComment(html) else { return }
    let range = document.range(from: Int32(start), to: Int32(end))
    let tag = HTMLAdvice.tagName(html)
    if tag == "br" {
      found.append(
        .warning(
          "authoring.html", "<br> between blocks does nothing", at: range,
          hint: "leave it out; space is the style sheet's"))
      return
    }
    found.append(
      .error(
        "authoring.html", tag.map { "<\($0)> is HTML, which reports do not take" } ?? "HTML is not taken",
        at: range,
        hint: HTMLAdvice.hint(for: tag)))
  }
}
