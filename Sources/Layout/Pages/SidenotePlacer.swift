import Geometry
import Graphics
import Styling

/// A note that stands beside the line it belongs to.
struct Sidenote {
  var node: Int
  var list: VerticalList
  /// From its top to its first baseline, in points.
  var baseline: Double
  /// Nil for the outer side of the page.
  var side: PageStyle.NoteSide?
}

/// Sets the sidenotes of pages.
struct SidenotePlacer {
  /// A note and where on the page the baseline of its line is.
  struct Call {
    var note: Int
    var baseline: Length
  }
  let notes: [Sidenote]
  let placer: FlowPlacer

  /// Draws the notes of a page, and those still waiting for one.
  ///
  /// - Parameters:
  ///   - waiting: Those that found no room on the pages before.
  ///   - shapes: The shapes of the page's text, which notes keep off.
  ///   - isLastPage: Whether there is no page to wait for.
  /// - Returns: Those that wait for the next page.
  func place(
    _ calls: [Call], after waiting: [Int], in geometry: PageGeometry, isLeftPage: Bool, isLastPage: Bool,
    keepingOff shapes: Range<Int>, on page: inout Page
  ) -> [Int] {
    let all = waiting.map { Call(note: $0, baseline: geometry.text.minY) } + calls
    guard !all.isEmpty else { return [] }
    var left: [Int] = []
    let obstacles = page.shapes[shapes].compactMap(\.shape.bounds)
    func side(of call: Call) -> PageStyle.NoteSide? {
      geometry.noteSide(notes[call.note].side, isLeftPage: isLeftPage)
    }
    for wanted in PageStyle.NoteSide.allCases {
      let own = all.filter { side(of: $0) == wanted }
      guard !own.isEmpty, let area = geometry.notes[wanted] else { continue }
      left += place(own, in: area.content, gap: area.gap.points, obstacles, isLastPage: isLastPage, on: &page)
    }
    let others = all.filter { side(of: $0) == nil }
    if isLastPage, !others.isEmpty {
      // The last page has no area for them; under its text there may be room.
      left += place(others, in: geometry.text, gap: 0, obstacles, isLastPage: true, on: &page)
    } else {
      left += others.map(\.note)
    }
    return left.sorted()
  }

  private func place(
    _ calls: [Call], in area: Rectangle, gap: Double, _ obstacles: [Rectangle], isLastPage: Bool,
    on page: inout Page
  ) -> [Int] {
    let taken = obstacles.filter {
      $0.maxX > area.minX + .pt(0.5) && $0.minX < area.maxX - .pt(0.5) && $0.minY <= $0.maxY
    }
    let column = SidenoteColumn(
      height: area.size.height.points, gap: gap,
      taken: taken.map { (($0.minY - area.minY).points)...(($0.maxY - area.minY).points) })
    var wishes = calls.map { call in
      SidenoteColumn.Note(
        // One that is higher than the column is cut off at its foot.
        height: min(notes[call.note].list.totalHeight, area.size.height.points),
        wanted: (call.baseline - area.minY).points - notes[call.note].baseline)
    }
    var tops = column.tops(of: wishes)
    if tops.count < calls.count, isLastPage {
      // Nothing is left out: what has no room anywhere stands under the rest.
      var end = zip(tops, wishes).map { $0 + $1.height + gap }.last ?? 0
      for wish in wishes[tops.count...] {
        tops.append(end)
        end += wish.height + gap
      }
    }
    wishes.removeLast(wishes.count - tops.count)
    for (call, top) in zip(calls, tops) {
      placer.place(notes[call.note].list, at: Point(x: area.minX, y: area.minY + .pt(top)), on: &page)
    }
    return calls[tops.count...].map(\.note)
  }
}
