import Content
import Geometry
import Graphics

/// What belongs to stretches of a line: labels, numbers, links, decoration.
extension LinePlacer {
  mutating func label(of run: Int32) -> StructureLabel {
    if let fixedLabel { return fixedLabel }
    if let known = labels[Int(run)] { return known }
    let node = setter.text.runs[Int(run)].node
    let label = node < 0 ? .artifact(.layout) : setter.structure.label(of: Int(node))
    labels[Int(run)] = label
    return label
  }

  mutating func placeSpans(
    _ line: SetLine, from start: Int32, baseline: Double, behind firstShape: Int, on page: inout Page
  ) {
    for span in spans {
      let run = setter.text.runs[Int(span.run)]
      let style = setter.styles[run.style]
      let box = Rectangle(
        x: .pt(span.start), y: .pt(baseline - style.rise - style.ascent), width: .pt(span.end - span.start),
        height: .pt(style.ascent + style.descent))
      if let mark = mark(of: run) { page.numbers.append(NumberPlace(mark: mark, box: box)) }
      if run.node >= 0 { addLinkBox(box, of: run) }
    }
    drawDecorations(baseline: baseline, on: &page)
    if !setter.inlineBoxes.isEmpty {
      page.shapes.insert(contentsOf: inlineBoxShapes(line, from: start, baseline: baseline), at: firstShape)
    }
  }

  private func mark(of run: InlineRun) -> NumberMark? {
    if run.node < 0 {
      if case .text(_, let mark, _) = paragraph.source { return mark }
      return nil
    }
    if case .text(_, let mark) = setter.nodes[Int(run.node)].kind { return mark }
    return nil
  }

  private mutating func addLinkBox(_ box: Rectangle, of run: InlineRun) {
    guard let node = linkNode(around: Int(run.node)) else { return }
    guard let known = links.firstIndex(where: { $0.node == node }) else {
      links.append(OpenLink(node: node, boxes: [box]))
      return
    }
    if let last = links[known].boxes.last, abs((last.maxX - box.minX).points) < 0.01,
      last.overlaps(box.shiftedLeft)
    {
      links[known].boxes[links[known].boxes.count - 1] = last.union(box)
    } else {
      links[known].boxes.append(box)
    }
  }

  /// The link that a node is or stands in.
  private func linkNode(around node: Int) -> Int? {
    var at: Int? = node
    while let here = at {
      if case .footnoteCall = setter.nodes[here].kind { return here }
      if case .node(let block) = paragraph.source, here == block { return nil }
      if setter.nodes[here].elementName == "a", setter.nodes[here].attributes["href"] != nil { return here }
      at = setter.nodes[here].parent
    }
    return nil
  }

  func linkArea(_ link: OpenLink) -> LinkArea? {
    guard let element = setter.structure.element(of: link.node) else { return nil }
    let node = setter.nodes[link.node]
    if case .footnoteCall(let note, let number) = node.kind {
      return LinkArea(
        target: .destination(setter.nodes[note].identifier ?? "note-\(number)"), boxes: link.boxes,
        element: element,
        description: node.attributes["title"] ?? setter.styled.noteCalls[link.node]?.text ?? String(number))
    }
    guard let address = node.attributes["href"] else { return nil }
    return LinkArea(
      target: address.hasPrefix("#") ? .destination(String(address.dropFirst())) : .address(address),
      boxes: link.boxes,
      element: element, description: node.attributes["title"] ?? setter.plainText(of: link.node))
  }

  func placeAnchors(
    from start: Int32, to line: SetLine, isLast: Bool, top: Double, on page: inout Page
  ) {
    for anchor in setter.anchors
    where anchor.offset >= start && (anchor.offset < line.next || isLast) {
      guard let name = setter.nodes[Int(anchor.node)].identifier else { continue }
      page.destinations.append(Destination(name: name, point: Point(x: .pt(left), y: .pt(top))))
    }
  }
}

extension Rectangle {
  /// Moved by a point to the left, so that a box that touches another overlaps it.
  fileprivate var shiftedLeft: Rectangle { offset(by: Point(x: .pt(-1), y: .zero)) }
}
