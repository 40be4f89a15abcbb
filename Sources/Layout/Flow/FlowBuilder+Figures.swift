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

  /// Adds a block as a float.
  ///
  /// - Returns: Whether it is one.
  func addFloat(
    _ node: Int, _ style: StyleValues, to list: inout VerticalListBuilder, in place: Place, isWide: Bool,
    calls: @escaping Calls
  ) -> Bool {
    guard let placement = placement(of: node, style.float, in: place),
      let height = floatHeight(of: node, in: place, isPageFloat: !placement.contains(.flow))
    else { return false }
    if isFigure(node) { fitToPage(node, height: height, in: place) }
    var place = place
    place.mayFloat = false
    place.mayDivide = false
    list.addFloat(node: node, placement: placement, isWide: isWide) {
      addBox(node, style, to: &$0, in: place, calls: calls)
    }
    return true
  }

  /// Where a block may stand; nil for one that does not float.
  private func placement(
    of node: Int, _ float: StyleValues.Float, in place: Place
  ) -> VerticalList.Float.Placement? {
    switch float {
    case .none, .footnote, .sidenote: return nil
    case .auto: return place.mayFloat ? [.flow, .top] : nil
    case .page(let float):
      if place.isBoxed, place.mayDivide {
        warn(
          "layout.float-in-box", "what stands in a box with a border, background or padding cannot float out of it",
          node: node, hint: "take it out of the box")
      }
      guard place.mayFloat else { return nil }
      let edges: VerticalList.Float.Placement =
        switch float.edge {
        case .top: .top
        case .bottom: .foot
        case .nearest: [.top, .foot]
        }
      return float.isDeferred ? edges.union(.later) : edges
    }
  }

  /// The height of a float; nil for what is too tall to be kept whole, such as all but short tables.
  private func floatHeight(of node: Int, in place: Place, isPageFloat: Bool) -> Double? {
    guard let pageHeight = place.pageHeight else { return nil }
    let height = height(of: node, in: place)
    if ownTable(of: node) != nil { return height > (isPageFloat ? pageHeight : pageHeight / 3) ? nil : height }
    guard height > pageHeight, !isFigure(node) else { return height }
    warn(
      "layout.float-too-tall", "what is taller than the page does not float", node: node,
      hint: "make it shorter, or leave out 'float'")
    return nil
  }

  /// The height of a block that is kept whole.
  private func height(of node: Int, in place: Place) -> Double {
    var trial = VerticalListBuilder()
    var inside = place
    inside.mayFloat = false
    inside.mayDivide = false
    addBox(node, styled.style(node), to: &trial, in: inside, calls: { _ in -1 })
    let list = trial.finish()
    var height = 0.0
    for (index, item) in list.items.enumerated() { height += item.height + (index == 0 ? 0 : item.space) }
    return height
  }

  /// Makes the pictures of a figure smaller if it is taller than its page.
  ///
  /// - Parameter height: The figure's height, where it is known.
  func fitToPage(_ node: Int, height known: Double? = nil, in place: Place) {
    guard let limit = place.pageHeight, place.mayDivide else { return }
    let height = known ?? height(of: node, in: place)
    if height > limit { shrink(node, by: height - limit) }
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
    diagnostics.warning(
      "layout.too-tall",
      excess > 0
        ? "a figure is taller than the page and is cut off"
        : "a figure is taller than the page and is set smaller",
      at: styled.place(of: node), hint: "make the figure lower or the page's margins smaller")
  }

  func picture(_ node: Int, _ style: StyleValues, width: Double) -> any FlowContent {
    content(node, width: width) { node, width in
      let content = styled.content.nodes[node]
      guard case .image(let image) = content.kind else {
        return setter.chart(node, width: width, into: &diagnostics)
      }
      // What the style says went into the width of its box.
      let wanted = content.attribute("width").flatMap { extent($0) } ?? (style.width == .auto ? .auto : .length(width))
      let height = content.attribute("height").flatMap { extent($0) } ?? style.height
      let size = image.size(in: width, width: wanted.resolved(in: width), height: height.resolved(in: width))
        .within(style, in: width)
      return DrawingContent(image, size: size, label: setter.label(of: node), isKept: setter.keepsDrawings)
    }
  }
}
