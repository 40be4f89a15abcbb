import Content
import Geometry
import Styling

extension FlowBuilder {
  /// The width at which a note or block stands beside the text of a type of page; nil for what does not.
  func sidenoteWidth(of node: Int, on page: String?) -> Double? {
    guard case .sidenote(let side) = styled.contexts[node].style.values.float, !tallSidenotes.contains(node)
    else { return nil }
    let room = room(page)
    guard let width = side.map({ room.sidenotes[$0] }) ?? room.sidenotes[.right] ?? room.sidenotes[.left]
    else { return nil }
    let number = sidenote(node, width: width)
    guard let height = room.height, sidenotes[number].list.totalHeight > height else { return width }
    // It is divided where other notes and blocks are.
    tallSidenotes.insert(node)
    sidenotes.remove(at: number)
    warn(
      "layout.sidenotes",
      called.contains(node)
        ? "a note is taller than the page and stands at the foot, not beside the text"
        : "'\(styled.content.nodes[node].elementName)' is taller than the page and stands in the text, not beside it",
      node: node, hint: "make it shorter, or its area wider")
    return nil
  }

  /// Where a note or block stands among the sidenotes; it is set the first time that it is asked for.
  func sidenote(_ node: Int, width: Double) -> Int {
    if let known = sidenotes.firstIndex(where: { $0.node == node }) { return known }
    let style = styled.contexts[node].style.values
    let list = noteFlow(of: node, width: width)
    let box = BoxGeometry(style, x: 0, containing: width)
    var side: PageStyle.NoteSide?
    if case .sidenote(let wanted) = style.float { side = wanted }
    sidenotes.append(
      Sidenote(node: node, list: list, baseline: box.top + firstBaseline(of: node), side: side))
    return sidenotes.count - 1
  }

  /// Lets notes that are called in a block beside the text stand where those of the text beside it do.
  func addCalls(in node: Int, to list: inout VerticalListBuilder, in place: Place, calls: Calls) {
    for note in styled.notesCalled(in: node).flatMap(styled.notes) {
      if let width = sidenoteWidth(of: note, on: place.page.name) {
        list.mark(.sidenote(sidenote(note, width: width), baseline: nil))
      } else {
        list.callWithNext(calls(note))
      }
    }
  }

  /// A note as a flow of its own, with its number if it is called.
  func noteFlow(of node: Int, width: Double) -> VerticalList {
    var style = styled.style(node)
    // Notes follow one another closely, whatever margins keep them apart elsewhere.
    style.margin.top = .length(.zero)
    style.margin.bottom = .length(.zero)
    var list = VerticalListBuilder()
    if styled.content.nodes[node].identifier != nil { list.mark(.anchor(node: node)) }
    if called.contains(node) {
      let size = style.fontSize.points
      let start: WritableKeyPath<Sides<Extent>, Extent> = style.direction == .rightToLeft ? \.right : \.left
      if (style.padding[keyPath: start].resolved(in: .pt(width))?.points ?? 0) < size {
        style.padding[keyPath: start] = .length(.pt(size * 1.4))
      }
      let box = BoxGeometry(style, x: 0, containing: width)
      list.mark(
        .marker(.init(node: node, x: box.x, width: box.width, hangs: false, baseline: firstBaseline(of: node))))
    }
    let box = BoxGeometry(style, x: 0, containing: width)
    let place = Place(width: width)
    if box.hasFrame {
      list.openBox(node: node, x: box.x, width: box.width, top: box.top)
      addContent(of: node, style, to: &list, in: place, box: box, calls: { _ in -1 })
      list.closeBox(bottom: box.bottom, minimumHeight: box.leastHeight)
    } else {
      addContent(of: node, style, to: &list, in: place, box: box, calls: { _ in -1 })
    }
    return list.finish()
  }

  /// Adds a block that has been set; notes called in it that stand beside the text are marked where they are called.
  func addBlock(
    _ content: any FlowContent, node: Int, to list: inout VerticalListBuilder, in place: Place,
    calls: @escaping Calls
  ) {
    let page = place.page.name
    guard hasSidenotes, content.hasNotes else {
      return list.add(content, x: place.x, node: node, note: calls)
    }
    list.add(content, x: place.x, node: node) { self.sidenoteWidth(of: $0, on: page) == nil ? calls($0) : -1 }
    let first = list.count - content.unitCount
    for unit in 0..<content.unitCount {
      for note in content.notes(in: unit..<(unit + 1)) {
        guard let width = sidenoteWidth(of: note, on: page) else { continue }
        let baseline = (content as? Paragraph)?.baseline(of: unit).points ?? 0
        list.mark(.sidenote(sidenote(note, width: width), baseline: baseline), at: first + unit)
      }
    }
  }
}
