import Content
import Geometry
import Graphics
import Styling

/// Draws one page after another by their spans.
final class PagePlacer {
  private let styled: StyledTree
  private let placer: FlowPlacer
  private let list: VerticalList
  private let notes: NoteList
  /// Running strings on the page being drawn.
  private var strings = RunningValues<String>()
  /// Where the first thing on the page being drawn is.
  private var top = Length.zero
  private var destinations: [Destination] = []

  init(styled: StyledTree, placer: FlowPlacer, list: VerticalList, notes: NoteList) {
    self.styled = styled
    self.placer = placer
    self.list = list
    self.notes = notes
    placer.onMark = { [unowned self] mark, point in
      switch mark {
      case .anchor(let node):
        destinations.append(Destination(name: destinationName(of: node, in: styled), point: point))
      case .string(let name, let value):
        strings.set(name, to: value, isAtStart: point.y <= top)
      case .marker: break
      }
    }
  }

  /// Draws the content of a page.
  ///
  /// - Returns: The running strings for its margin boxes.
  func place(_ span: PageSpan, in area: Rectangle, on page: inout Page) -> RunningValues<String> {
    strings.beginPage()
    destinations = []
    for (index, frame) in span.frames.enumerated() {
      let (stretches, bottom) = list.stretches(
        of: frame, filling: area.size.height.points - notes.height(of: frame.notes))
      if index == 0 { top = area.minY + .pt((stretches.first?.tops.first ?? 0) + 0.01) }
      placer.place(list, stretches, bottom: bottom, at: area.origin, on: &page)
      placeNotes(frame.notes, in: area, on: &page)
    }
    page.destinations += destinations
    return strings
  }

  /// Sets the notes of a frame at its foot, under a short rule.
  private func placeNotes(_ parts: [PageSpan.NotePart], in area: Rectangle, on page: inout Page) {
    guard let first = parts.first else { return }
    var height = notes.separatorHeight + notes.gap * Double(parts.count - 1)
    for part in parts {
      height += notes.height(
        of: Int(part.note), items: Int(part.items.lowerBound)..<Int(part.items.upperBound))
    }
    var y = area.maxY - .pt(height)
    let style = styled.style(notes.notes[Int(first.note)].node)
    let ruleY = y + .pt(notes.separatorHeight * 0.65)
    var color = style.color
    color.alpha = 0.5
    page.shapes.append(
      LabelledShape(
        .path(
          .line(from: Point(x: area.minX, y: ruleY), to: Point(x: area.minX + area.size.width / 5, y: ruleY)),
          fill: nil, stroke: Stroke(color: color, width: .pt(0.4))), as: .artifact(.layout)))
    y += .pt(notes.separatorHeight)
    for part in parts {
      let items = Int(part.items.lowerBound)..<Int(part.items.upperBound)
      placer.place(
        notes.notes[Int(part.note)].list, items: items, keepsFirstSpace: false, at: Point(x: area.minX, y: y),
        on: &page)
      y += .pt(notes.height(of: Int(part.note), items: items) + notes.gap)
    }
  }
}

/// The name under which links and the outline find a node.
func destinationName(of node: Int, in styled: StyledTree) -> String {
  styled.content.nodes[node].identifier ?? "heading-\(node)"
}
