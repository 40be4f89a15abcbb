import Geometry
import Styling

extension FlowBuilder {
  /// A block and what is in it as a flow of its own, away from its place in the document.
  func separateFlow(of node: Int, width: Double) -> VerticalList {
    var list = VerticalListBuilder()
    addBox(node, styled.style(node), to: &list, in: Place(width: width), calls: { _ in -1 })
    return list.finish()
  }

  /// How wide a block is with every line broken where it can be, and with none that need not be; its margins, borders and
  /// padding included (the min-content and max-content contributions of CSS Box Sizing 3, section 5.2).
  func widths(of node: Int, in available: Double) -> (minimum: Double, natural: Double) {
    let style = styled.contexts[node].style.values
    guard style.display != .none else { return (0, 0) }
    let around = around(style, in: available)
    if !isPicture(node), let width = style.width.resolved(in: .pt(available)) {
      return (max(width.points, 0) + around, max(width.points, 0) + around)
    }
    var widths = contentWidths(of: node, style, in: max(available - around, BoxGeometry.leastWidth))
    if let most = style.maxWidth.resolved(in: .pt(available))?.points {
      widths = (min(widths.minimum, most), min(widths.natural, most))
    }
    return (widths.minimum + around, widths.natural + around)
  }

  /// The margins, borders and padding at both sides.
  func around(_ style: StyleValues, in available: Double) -> Double {
    func length(_ extent: Extent) -> Double { extent.resolved(in: .pt(available))?.points ?? 0 }
    let edges = style.edges(in: .pt(available))
    return length(style.margin.left) + length(style.margin.right) + (edges.left + edges.right).points
  }

  private func contentWidths(
    of node: Int, _ style: StyleValues, in available: Double
  ) -> (minimum: Double, natural: Double) {
    switch styled.content.nodes[node].kind {
    case .text, .lineBreak, .footnoteCall, .pageReference, .leader: return (0, 0)
    case .chart:
      // It is drawn for whatever width there is.
      return (0, available)
    case .image:
      let picture = picture(node, style, width: available) as? DrawingContent
      return (0, picture?.size.width.points ?? 0)
    case .table:
      let table = content(node, width: available) { setter.table($0, width: $1) } as? TableBlock
      return (0, table?.width ?? available)
    case .element: break
    }
    if styled.hasInlineContent(node) { return setter.widths(of: node) }
    let children = styled.content.children(of: node).map { widths(of: $0, in: available) }
    let minimum = children.map(\.minimum).max() ?? 0
    guard style.display == .flex else { return (minimum, children.map(\.natural).max() ?? 0) }
    let gaps = (style.columnGap?.points ?? 0) * Double(max(children.count - 1, 0))
    return (minimum, children.reduce(gaps) { $0 + $1.natural })
  }
}
