import Content
import Styling

extension StyledTree {
  /// Whether a node is set in lines, not as a block of its own.
  func isInline(_ node: Int) -> Bool {
    switch content.nodes[node].kind {
    case .text, .lineBreak, .footnoteCall, .pageReference, .leader: true
    case .chart, .table: false
    case .element, .image:
      switch style(node).display {
      case .inline, .inlineBlock: true
      default: false
      }
    }
  }

  /// Whether the children of a block are set in lines; a block holds either blocks only or inline nodes only.
  func hasInlineContent(_ node: Int) -> Bool {
    for child in content.children(of: node) where style(child).display != .none || isInline(child) {
      return isInline(child)
    }
    return false
  }
}
