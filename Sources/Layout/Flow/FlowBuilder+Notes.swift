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
    let inner = width - notes.edges.left.points - notes.edges.right.points
    notes.notes[index].list = noteFlow(of: node, width: inner)
    notes.notes[index].height = notes.height(of: index, items: 0..<notes.notes[index].list.items.count)
  }
}
