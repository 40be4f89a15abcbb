import Styling

/// Finds the first lines and letters that sheets give a style of their own (CSS Pseudo-Elements Level 4, section 2).
///
/// Which words stand in a first line is known when lines are broken; here it is found which rules are for it. A first letter
/// becomes a node around a part of the author's words.
struct FirstFormattedLines {
  private(set) var content: ContentTree
  private(set) var contexts: [StyleContext]
  /// By the blocks whose children are set in lines.
  private(set) var lines: [Int: StyleContext] = [:]

  /// - Parameter contexts: The style of each node of `content`.
  init(_ content: ContentTree, contexts: [StyleContext]) {
    self.content = content
    self.contexts = contexts
    guard !content.nodes.isEmpty else { return }
    visit(ContentTree.root, within: [])
  }

  /// - Parameter around: The blocks whose first line is that of the node, outermost first.
  private mutating func visit(_ node: Int, within around: [Int]) {
    let values = contexts[node].style.values
    guard values.display != .none, content.nodes[node].isElement else { return }
    var blocks = values.isInFlow && values.display.sharesFirstLine ? around : []
    if values.display.hasLines, !content.nodes[node].isAnonymousBox { blocks.append(node) }
    let isTable = if case .table = content.nodes[node].kind { true } else { false }
    // Cells inherit from rows that are no nodes.
    let children = content.children(of: node).filter {
      let display = contexts[$0].style.values.display
      return display != .none && !(isTable && display != .tableCaption)
    }
    guard let first = children.first else { return }
    if isInline(first) {
      for note in children where !isInline(note) { visit(note, within: []) }
      return style(node, blocks)
    }
    var inner = values.display.hasLines ? blocks : []
    for child in children {
      visit(child, within: inner)
      if contexts[child].style.values.isInFlow { inner = [] }
    }
  }

  private func isInline(_ node: Int) -> Bool {
    content.isInline(node, display: contexts[node].style.values.display)
  }

  private mutating func style(_ node: Int, _ blocks: [Int]) {
    let line = context(.firstLine, of: blocks, within: contexts[node])
    if line !== contexts[node] { lines[node] = line }
    guard blocks.contains(where: { contexts[$0].pseudo(.firstLetter) != nil }),
      let (text, letter) = firstLetter(in: node)
    else { return }
    cut(letter, outOf: text, context(.firstLetter, of: blocks, within: contexts[content.nodes[text].parent ?? node]))
  }

  /// Parts of several blocks stand in one another, that of the innermost block innermost.
  private func context(_ part: PseudoElement, of blocks: [Int], within outer: StyleContext) -> StyleContext {
    blocks.reduce(outer) { contexts[$1].pseudo(part, inheritingFrom: $0) ?? $0 }
  }

  // MARK: Letters

  /// The first letter in the lines of a block, with the text that holds it; nil if something else stands before it.
  private func firstLetter(in node: Int) -> (text: Int, letter: Range<String.Index>)? {
    var open = Array(content.children(of: node)).reversed() as [Int]
    while let here = open.popLast() {
      switch content.nodes[here].kind {
      case .text(let words, _):
        if let letter = rangeOfFirstLetter(in: words) { return (here, letter) }
      case .element:
        // A marker is no part of the line's text.
        let isText = contexts[here].style.values.display == .inline && content.nodes[here].elementName != "::marker"
        if isText { open += content.children(of: here).reversed() }
      case .lineBreak, .footnoteCall, .pageReference, .leader, .image, .chart, .table: return nil
      }
    }
    return nil
  }

  private mutating func cut(_ letter: Range<String.Index>, outOf text: Int, _ context: StyleContext) {
    guard case .text(let words, let mark) = content.nodes[text].kind else { return }
    func add(_ node: ContentNode) -> Int {
      contexts.append(context)
      return content.append(unlinked: node)
    }
    let range = content.nodes[text].range
    let made = add(ContentNode(.element, name: "::first-letter", range: range))
    let own = add(ContentNode(.text(String(words[..<letter.upperBound]), mark: mark), name: "", range: range))
    content.link(own, asLastChildOf: made)
    content.link(made, before: text)
    content.nodes[text].kind = .text(String(words[letter.upperBound...]), mark: mark)
  }
}

/// The first letter of a text with the punctuation around it, without spaces before it; nil if it has none (CSS
/// Pseudo-Elements Level 4, section 2.2).
func rangeOfFirstLetter(in text: String) -> Range<String.Index>? {
  let words = text.drop { $0.isWhitespace }
  guard let letter = words.firstIndex(where: { !$0.isPunctuation && !$0.isWhitespace }) else { return nil }
  var end = words.index(after: letter)
  while end < words.endIndex, words[end].isPunctuation, words[end] != "-" { end = words.index(after: end) }
  return words.startIndex..<end
}

extension StyleValues {
  /// Whether a block stands where it comes, and neither in a margin nor among notes or floats that move.
  fileprivate var isInFlow: Bool {
    if running != nil { return false }
    return switch float {
    case .none, .auto: true
    case .footnote, .page, .sidenote: false
    }
  }
}

extension StyleValues.Display {
  /// Whether the first line of what is around a box may be in it.
  fileprivate var sharesFirstLine: Bool { self == .block || self == .listItem }
}
