import CMarkGFM
import Diagnostics

/// Makes the nodes of a ``Document`` from what cmark parsed.
struct TreeBuilder {
  var document = Document()
  var found: [Diagnostic] = []
  let reader: (any InputReading)?
  var punctuation = SmartPunctuation(language: "en")
  /// The names of the files that are being read, outermost first.
  var openFiles: [String] = []
  /// The level of the last heading; 1 is the title.
  var headingLevel = 1
  /// The words of the block in hand, and which of its nodes they belong to.
  var words = BlockWords()

  /// Deeper than this, blocks or inline parts are left out with an error.
  static let depthLimit = 100
  /// Tables with more columns are not parsed: cmark takes quadratic time for them.
  static let columnLimit = 200

  init(reader: (any InputReading)?) { self.reader = reader }

  // MARK: Files

  /// What is known of the file whose blocks are being made.
  struct FileContext {
    let source: SourceFile
    /// How many lines come before the Markdown: those of the front matter.
    let lineOffset: Int
    let syntax: MarkdownSyntax
  }

  mutating func read(_ file: InputFile) {
    _ = add(DocumentNode(.document, 0, 0), to: -1)
    let source = addSource(file)
    let body = readFrontMatter(of: source)
    punctuation = SmartPunctuation(language: document.language)
    openFiles = [file.name]
    readBlocks(of: source, fromLine: body, into: Document.root)
    document.nodes[Document.root].end = Int32(clamping: source.bytes.count)
  }

  mutating func read(fragment: String, at range: SourceRange, language: String) {
    _ = add(DocumentNode(.document, 0, 0), to: -1)
    document.language = language
    punctuation = SmartPunctuation(language: language)
    let source = SourceFile(
      name: range.file, bytes: Array(fragment.utf8), base: 0, firstLine: range.line, firstColumn: range.column
    )
    document.sources.append(source)
    readBlocks(of: source, fromLine: 0, into: Document.root)
  }

  mutating func addSource(_ file: InputFile) -> SourceFile {
    var bytes = file.bytes
    do {
      _ = try file.text()
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    } catch {
      found.append(error)
      bytes = Array(String(decoding: bytes, as: UTF8.self).utf8)
    }
    let base = document.sources.last.map { $0.base + $0.bytes.count + 1 } ?? 0
    // Offsets are kept in 32 bits.
    if base + bytes.count >= Int(Int32.max) {
      found.append(
        .error("authoring.too-large", "the report has more than two gigabytes of text", at: .file(file.name)))
      bytes = []
    }
    let source = SourceFile(name: file.name, bytes: bytes, base: base)
    document.sources.append(source)
    return source
  }

  mutating func readBlocks(of source: SourceFile, fromLine line: Int, into parent: Int) {
    let start = line < source.lineStarts.count ? source.lineStarts[line] : source.bytes.count
    let bytes = withoutWideTables(source.bytes[start...], of: source)
    guard let parsed = ParsedMarkdown(bytes) else { return }
    let file = FileContext(source: source, lineOffset: line, syntax: parsed.syntax)
    withExtendedLifetime(parsed) {
      blocks(of: parsed.root, parent: parent, depth: 0, in: file)
    }
    for block in parsed.syntax.blocks { checkClosed(block, in: file) }
  }

  private mutating func checkClosed(_ block: MarkdownSyntax.BlockRecord, in file: FileContext) {
    let start = file.source.lineBytes(file.lineOffset + block.line - 1).lowerBound
    let range = file.source.range(
      from: start + block.columns.lowerBound, to: start + block.columns.upperBound)
    switch block.kind {
    case .division where !block.isClosed:
      found.append(
        .error(
          "authoring.unclosed-block", "this block is never closed", at: range,
          hint: "write ::: on a line after it"))
    case .strayEnd:
      found.append(
        .error(
          "authoring.stray-end", "::: closes no block here", at: range,
          hint: "a block is opened by a line such as ::: {.callout}"))
    default: break
    }
  }

  /// Blanks the delimiter row of tables that are too wide to be parsed in good time.
  private mutating func withoutWideTables(_ bytes: ArraySlice<UInt8>, of source: SourceFile) -> ArraySlice<
    UInt8
  > {
    var result: ArraySlice<UInt8>?
    for line in source.lineStarts.indices {
      let range = source.lineBytes(line)
      guard range.count > 2 * Self.columnLimit, range.lowerBound >= bytes.startIndex else { continue }
      var pipes = 0
      var isDelimiter = true
      for byte in source.bytes[range] {
        switch byte {
        case UInt8(ascii: "|"): pipes += 1
        case UInt8(ascii: "-"), UInt8(ascii: ":"), 0x20, 9, UInt8(ascii: ">"): break
        default: isDelimiter = false
        }
        if !isDelimiter { break }
      }
      guard isDelimiter, pipes > Self.columnLimit else { continue }
      found.append(
        .error(
          "authoring.wide-table", "a table of more than \(Self.columnLimit) columns cannot be printed",
          at: source.range(from: range.lowerBound, to: range.lowerBound + 1),
          hint: "turn it, or keep the data in a CSV file and show a part with a ```table fence"))
      var copy = result ?? bytes
      for at in range { copy[at] = 0x20 }
      result = copy
    }
    return result ?? bytes
  }

  /// Reads the YAML between the first line, `---`, and the next `---` or `...`.
  ///
  /// - Returns: The first line after it.
  private mutating func readFrontMatter(of source: SourceFile) -> Int {
    func isMark(_ line: Int, _ marks: [String]) -> Bool {
      var range = source.lineBytes(line)
      while let last = range.last, source.bytes[last] == 0x20 || source.bytes[last] == 9 {
        range.removeLast()
      }
      return marks.contains { $0.utf8.elementsEqual(source.bytes[range]) }
    }
    guard isMark(0, ["---"]) else { return 0 }
    guard let end = source.lineStarts.indices.dropFirst().first(where: { isMark($0, ["---", "..."]) }) else {
      found.append(
        .error(
          "authoring.front-matter", "the front matter is never closed", at: source.range(from: 0, to: 3),
          hint: "write --- on a line after it"))
      return source.lineStarts.count
    }
    let first = source.lineStarts[1]
    let text = String(decoding: source.bytes[first..<source.lineStarts[end]], as: UTF8.self)
    var diagnostics = Diagnostics()
    let node = YAML.parse(text: text, file: source.name, firstLine: 2, into: &diagnostics)
    found += diagnostics.all
    if let node, node.entries == nil {
      found.append(
        .error(
          "authoring.front-matter", "the front matter is no list of keys", at: node.range,
          hint: "write key: value on each line, such as title: …"))
    } else {
      document.frontMatter = node
    }
    if let language = node?["lang"] { document.language = self.language(from: language) }
    return end + 1
  }

  private mutating func language(from node: SourceNode) -> String {
    let text = node.text ?? ""
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isTag =
      (2...8).contains(parts.first?.count ?? 0)
      && parts.allSatisfy {
        (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy { ($0 | 32) > 96 || $0 < 58 && $0 > 47 }
      }
    if isTag { return text }
    found.append(
      .error(
        "authoring.language", "'\(text)' is no language tag", at: node.range,
        hint: "write a BCP 47 tag such as en, en-GB, fr or zh-Hant"))
    return "en"
  }

  // MARK: Nodes

  mutating func add(_ node: DocumentNode, to parent: Int) -> Int {
    let index = document.nodes.count
    document.nodes.append(node)
    document.nodes[index].parent = Int32(parent)
    if parent >= 0 {
      let last = document.nodes[parent].lastChild
      if last >= 0 {
        document.nodes[Int(last)].nextSibling = Int32(index)
      } else {
        document.nodes[parent].firstChild = Int32(index)
      }
      document.nodes[parent].lastChild = Int32(index)
    }
    return index
  }

  mutating func setText(_ text: some Sequence<UInt8>, of index: Int) {
    document.nodes[index].textStart = Int32(document.textBytes.count)
    document.textBytes.append(contentsOf: text)
    document.nodes[index].textEnd = Int32(document.textBytes.count)
  }

  /// Keeps attributes whose offsets count from the start of the document's files.
  mutating func setAttributes(_ attributes: Attributes, of index: Int) {
    document.nodes[index].attributesIndex = Int32(document.attributeTable.count)
    document.attributeTable.append(attributes)
  }
}

extension DocumentNode {
  init(_ kind: Kind, _ start: Int, _ end: Int) {
    self.kind = kind
    self.start = Int32(start)
    self.end = Int32(max(start, end))
  }
}

extension Attributes {
  /// The same with each offset led to where it stands in the files.
  func moved(_ offset: (Int) -> Int) -> Attributes {
    func move(_ text: PlacedText) -> PlacedText {
      PlacedText(text.text, start: Int32(offset(Int(text.start))), end: Int32(offset(Int(text.end))))
    }
    var result = self
    result.identifier = identifier.map(move)
    result.classes = classes.map(move)
    result.pairs = pairs.map { Pair(key: move($0.key), value: move($0.value)) }
    return result
  }
}
