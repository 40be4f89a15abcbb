import Content
import Diagnostics
import Styling

extension StyledTree {
  /// Whether a node is set in lines, not as a block of its own.
  func isInline(_ node: Int) -> Bool { content.isInline(node, display: style(node).display) }

  /// Whether the children of a block are set in lines; a block holds either blocks only or inline nodes only.
  func hasInlineContent(_ node: Int) -> Bool {
    for child in content.children(of: node) where style(child).display != .none || isInline(child) {
      return isInline(child)
    }
    return false
  }

  /// The level of a heading, 1 to 6; nil for anything else.
  func headingLevel(_ node: Int) -> Int? {
    let name = content.nodes[node].elementName.utf8
    guard name.count == 2, name.first == UInt8(ascii: "h"), let digit = name.last, (49...54).contains(digit)
    else {
      return nil
    }
    return Int(digit) - 48
  }

  /// A note and those that it calls in turn, which follow it where it stands.
  func notes(with note: Int) -> [Int] {
    var notes: [Int] = []
    var open = [note]
    while let note = open.popLast() {
      guard !notes.contains(note) else { continue }
      notes.append(note)
      open += notesCalled(in: note).reversed()
    }
    return notes
  }

  /// Whether a note is not displayed, and with it its call.
  func isHidden(note: Int) -> Bool { style(note).display == .none }

  /// The notes that are called in what is printed of a node.
  func notesCalled(in node: Int) -> [Int] {
    content.children(of: node).flatMap { child -> [Int] in
      if case .footnoteCall(let note, _) = content.nodes[child].kind { return isHidden(note: note) ? [] : [note] }
      if case .element = content.nodes[child].kind,
        style(child).display == .none || content.nodes[child].elementName == "footnote"
      {
        return []
      }
      return notesCalled(in: child)
    }
  }

  /// Where a node was written, or what is around it; the report's first words for what nothing is known of.
  func place(of node: Int) -> SourceRange {
    content.range(around: node) ?? content.nodes.lazy.compactMap(\.range).first ?? .file("report")
  }

  /// The words of a node, without the numbers of notes and without what style sheets add.
  func plainText(of node: Int) -> String { content.plainText(of: node) }
}
