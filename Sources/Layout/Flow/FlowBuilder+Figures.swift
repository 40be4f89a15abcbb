import Content
import Geometry
import Graphics
import Styling

extension FlowBuilder {
  func isFigure(_ node: Int) -> Bool { styled.content.nodes[node].elementName == "figure" }

  func isPicture(_ node: Int) -> Bool {
    switch styled.content.nodes[node].kind {
    case .chart, .image: true
    default: false
    }
  }

  /// The table that a block is or that a figure holds.
  func ownTable(of node: Int) -> Int? {
    if case .table = styled.content.nodes[node].kind { return node }
    guard isFigure(node) else { return nil }
    for child in styled.content.children(of: node) {
      if case .table = styled.content.nodes[child].kind { return child }
    }
    return nil
  }

  /// The height of a figure, or of a table short enough to be kept whole; nil for what does not float.
  func floatHeight(of node: Int, in place: Place) -> Double? {
    let table = ownTable(of: node)
    guard isFigure(node) || table != nil, let pageHeight = place.pageHeight else { return nil }
    var trial = VerticalListBuilder()
    var inside = place
    inside.mayFloat = false
    addBox(node, styled.style(node), to: &trial, in: inside, calls: { _ in -1 })
    let list = trial.finish()
    var height = 0.0
    for (index, item) in list.items.enumerated() { height += item.height + (index == 0 ? 0 : item.space) }
    return table != nil && height > pageHeight / 3 ? nil : height
  }

  /// Makes the pictures of a figure smaller until it fits its page.
  func shrink(_ node: Int, by excess: Double) {
    var excess = excess
    func visit(_ node: Int) {
      if let drawing = set[node]?.content as? DrawingContent, excess > 0 {
        let before = drawing.size.height.points
        drawing.shrink(toHeight: .pt(max(before - excess, min(before, 24))))
        excess -= before - drawing.size.height.points
      }
      for child in styled.content.children(of: node) { visit(child) }
    }
    visit(node)
    let content = styled.content.nodes[node]
    diagnostics.warning(
      "layout.too-tall",
      excess > 0
        ? "a figure is taller than the page and is cut off"
        : "a figure is taller than the page and is set smaller",
      at: content.range ?? .file("report"), hint: "make the figure lower or the page's margins smaller")
  }

  func picture(_ node: Int, _ style: StyleValues, width: Double) -> any FlowContent {
    content(node, width: width) { node, width in
      let content = styled.content.nodes[node]
      guard case .image(let image) = content.kind else {
        return setter.chart(node, width: width, into: &diagnostics)
      }
      let wanted = content.attribute("width").flatMap { extent($0) } ?? style.width
      let height = content.attribute("height").flatMap { extent($0) } ?? style.height
      let size = image.size(in: width, width: wanted.resolved(in: width), height: height.resolved(in: width))
      return DrawingContent(image, size: size, label: setter.label(of: node))
    }
  }
}
