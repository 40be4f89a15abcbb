import CMarkGFM

/// The words of one block in the order they are read, as they were written, with the nodes they belong to.
///
/// Quotes and dashes depend on what stands around them, across emphasis and links, so words are set when the whole block
/// is known.
struct BlockWords {
  var bytes: [UInt8] = []
  var pieces: [(node: Int, range: Range<Int>)] = []
  /// The node that further words are added to, if they directly follow.
  var open: Int?

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    open = nil
  }
}

extension TreeBuilder {
  /// Makes the inline nodes of a block.
  ///
  /// - Parameter skipping: How many bytes at its beginning are a mark, and no words.
  mutating func inlineContent(
    of node: OpaquePointer, block: Int, skipping: Int = 0, in file: FileContext
  ) {
    words.removeAll()
    let map = ContentMap(
      block: node, source: file.source, lineOffset: file.lineOffset,
      swallowed: file.syntax.swallowedLineEnds[node] ?? [])
    var inline = InlineBuilder(map: map, file: file, block: block, skipping: skipping)
    inline.build(from: cmark_node_first_child(node), until: nil, parent: block, depth: 0, in: &self)
    setWords()
  }

  /// Puts the words of the block into the document, with the punctuation of its language.
  private mutating func setWords() {
    var setter = SmartPunctuation.Setter(punctuation, words.bytes)
    var at = 0
    var between: [UInt8] = []
    for (node, range) in words.pieces {
      if at < range.lowerBound { setter.set(at..<range.lowerBound, into: &between) }
      document.nodes[node].textStart = Int32(document.textBytes.count)
      setter.set(range, into: &document.textBytes)
      document.nodes[node].textEnd = Int32(document.textBytes.count)
      at = range.upperBound
    }
  }
}
