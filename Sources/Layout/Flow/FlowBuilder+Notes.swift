import Content
import Geometry
import Styling

extension FlowBuilder {
  func mark(item node: Int, in place: Place, to list: inout VerticalListBuilder) {
    guard styled.markers[node] != nil else { return }
    list.mark(
      .marker(.init(node: node, x: place.x, width: place.width, hangs: true, baseline: firstBaseline(of: node))))
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
    let page = room(nil)
    notes = NoteList(area: page.notes, width: page.width)
    for node in noteOrder {
      let style = styled.style(node)
      notes.byNode[node] = Int32(notes.notes.count)
      notes.notes.append(.init(node: node, list: VerticalList(), height: 0))
      notes.notes[notes.notes.count - 1].mayDivide = style.footnotePolicy == .auto
      notes.notes[notes.notes.count - 1].keepsBlock = style.footnotePolicy == .block
    }
  }

  /// Sets a note for a width, once.
  func setNote(_ node: Int, width: Double) {
    guard let index = notes.byNode[node].map(Int.init), notes.notes[index].list.items.isEmpty else { return }
    let width = width - notes.edges.left.points - notes.edges.right.points
    var style = styled.style(node)
    // Notes follow one another closely, whatever margins keep them apart elsewhere.
    style.margin.top = .length(.zero)
    style.margin.bottom = .length(.zero)
    let size = style.fontSize.points
    if (style.padding.left.resolved(in: .pt(width))?.points ?? 0) < size {
      style.padding.left = .length(.pt(size * 1.4))
    }
    let box = BoxGeometry(style, x: 0, containing: width)
    var list = VerticalListBuilder()
    if styled.content.nodes[node].identifier != nil { list.mark(.anchor(node: node)) }
    list.mark(
      .marker(.init(node: node, x: box.x, width: box.width, hangs: false, baseline: firstBaseline(of: node))))
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
