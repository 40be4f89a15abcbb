import Content
import Geometry
import Styling

extension FlowBuilder {
  func mark(
    item node: Int, _ style: StyleValues, ordinal: Int, in place: Place, to list: inout VerticalListBuilder
  ) {
    let text = markerText(style: style.listStyleType, ordinal: ordinal)
    guard !text.isEmpty else { return }
    let isRightToLeft = style.direction == .rightToLeft
    list.mark(
      .marker(
        .init(
          text: text, node: node, x: isRightToLeft ? place.x + place.width : place.x,
          isRightToLeft: isRightToLeft, hangs: true, baseline: firstBaseline(of: node))))
  }

  /// The first baseline below the top of the first paragraph in a block.
  func firstBaseline(of node: Int) -> Double {
    var at = node
    while !styled.hasInlineContent(at) {
      guard let child = styled.content.children(of: at).first(where: { styled.style($0).display != .none })
      else {
        break
      }
      at = child
    }
    return setter.firstBaseline(of: at).points
  }

  /// Makes room for the notes of the document, which are set where they are called.
  func buildNotes() {
    notes = NoteList()
    for node in noteOrder {
      let style = styled.style(node)
      notes.byNode[node] = Int32(notes.notes.count)
      notes.notes.append(.init(node: node, list: VerticalList(), height: 0))
      notes.notes[notes.notes.count - 1].mayDivide = style.footnotePolicy == .auto
      notes.notes[notes.notes.count - 1].keepsBlock = style.footnotePolicy == .block
      if notes.separatorHeight == 0 { notes.separatorHeight = style.lineHeight.points * 1.25 }
    }
  }

  /// Sets a note for a width, once.
  func setNote(_ node: Int, width: Double) {
    guard let index = notes.byNode[node].map(Int.init), notes.notes[index].list.items.isEmpty else { return }
    var style = styled.style(node)
    // Notes follow one another closely, whatever margins keep them apart elsewhere.
    style.margin.top = .length(.zero)
    style.margin.bottom = .length(.zero)
    let size = style.fontSize.points
    let isRightToLeft = style.direction == .rightToLeft
    let start: WritableKeyPath<Sides<Extent>, Extent> = isRightToLeft ? \.right : \.left
    if (style.padding[keyPath: start].resolved(in: .pt(width))?.points ?? 0) < size {
      style.padding[keyPath: start] = .length(.pt(size * 1.4))
    }
    let box = BoxGeometry(style, x: 0, containing: width)
    var list = VerticalListBuilder()
    if styled.content.nodes[node].identifier != nil { list.mark(.anchor(node: node)) }
    list.mark(
      .marker(
        .init(
          text: String(noteNumbers[node] ?? 0), node: node, x: isRightToLeft ? box.x + box.width : box.x,
          isRightToLeft: isRightToLeft, hangs: false, baseline: firstBaseline(of: node))))
    let place = Place(width: width)
    if box.isDrawn || box.top > 0 || box.bottom > 0 {
      list.openBox(node: node, x: box.x, width: box.width, top: box.top)
      addContent(of: node, style, to: &list, in: place, box: box, calls: { _ in -1 })
      list.closeBox(bottom: box.bottom)
    } else {
      addContent(of: node, style, to: &list, in: place, box: box, calls: { _ in -1 })
    }
    notes.notes[index].list = list.finish()
    notes.notes[index].height = notes.height(of: index, items: 0..<notes.notes[index].list.items.count)
  }
}
