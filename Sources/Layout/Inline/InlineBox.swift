import Geometry
import Graphics
import Styling

/// An inline element that has a background or borders, and the runs of its paragraph's text that are in it.
struct InlineBox {
  var style: ComputedStyle
  /// How its own text is set, by the number in ``InlineStyles``: its height is that of its font.
  var text: Int32
  var runs: Range<Int>
  /// From where its first run begins, with what stands before it, to the outer edge of its border, in points.
  var outerLeading: Float
  /// What follows its last run up to the outer edge of its border.
  var innerTrailing: Float
  /// Whether a part of it stands before its first run or after its last one, in another style.
  var hasBegun = false
  var goesOn = false

  /// Whether a style makes one.
  static func isDrawn(_ values: StyleValues) -> Bool {
    let border = values.border
    return values.backgroundColor.alpha > 0
      || [border.top, border.right, border.bottom, border.left].contains { $0.usedWidth > .zero }
  }
}

extension LinePlacer {
  /// The boxes of inline elements on the line at hand, outer ones first (CSS 2.2, section 10.6.1: as high as their fonts, with
  /// their padding and borders).
  func inlineBoxShapes(_ line: SetLine, from start: Int32, baseline: Double) -> [LabelledShape] {
    var shapes: [LabelledShape] = []
    for box in setter.inlineBoxes {
      guard box.runs.lowerBound < setter.text.runs.count else { continue }
      let last = min(box.runs.upperBound, setter.text.runs.count) - 1
      let stretches = stretches(of: box.runs.lowerBound...last)
      guard !stretches.isEmpty else { continue }
      let begins = !box.hasBegun && setter.text.runs[box.runs.lowerBound].start >= start
      let ends = !box.goesOn && setter.text.end(of: last) <= Int(line.next)
      let isRightToLeft = setter.parts.first { Int($0.run) == box.runs.lowerBound }?.isRightToLeft ?? false
      for (index, stretch) in stretches.enumerated() {
        let isFirst = isRightToLeft ? index == stretches.count - 1 : index == 0
        let isLast = isRightToLeft ? index == 0 : index == stretches.count - 1
        var before = begins && isFirst ? Double(box.outerLeading) : 0
        var after = ends && isLast ? Double(setter.text.runs[last].trailing - box.innerTrailing) : 0
        if isRightToLeft { swap(&before, &after) }
        var cut: BoxEdges = []
        if !(begins && isFirst) { cut.insert(isRightToLeft ? .right : .left) }
        if !(ends && isLast) { cut.insert(isRightToLeft ? .left : .right) }
        shapes += self.shapes(
          of: box, from: stretch.start + before, to: stretch.end - after, baseline: baseline, cut: cut)
      }
    }
    return shapes
  }

  private func shapes(
    of box: InlineBox, from start: Double, to end: Double, baseline: Double, cut: BoxEdges
  ) -> [LabelledShape] {
    let values = box.style.values
    let text = setter.styles[box.text]
    // The words were gathered before the width of their line was known, so percentages count for nothing.
    func length(_ padding: Extent, _ border: Border) -> Double {
      max(padding.resolved(in: .zero)?.points ?? 0, 0) + border.usedWidth.points
    }
    var (left, right) = (start, end)
    var cut = cut
    if values.boxDecorationBreak == .clone {
      // What a line has no room for stands out of it.
      if cut.contains(.left) { left -= length(values.padding.left, values.border.left) }
      if cut.contains(.right) { right += length(values.padding.right, values.border.right) }
      cut = []
    }
    let top = baseline - text.rise - text.ascent - length(values.padding.top, values.border.top)
    let bottom = baseline - text.rise + text.descent + length(values.padding.bottom, values.border.bottom)
    let frame = Rectangle(x: .pt(left), y: .pt(top), width: .pt(max(right - left, 0)), height: .pt(bottom - top))
    return boxShapes(values, frame: frame, cut: cut).map { LabelledShape($0, as: .artifact(.background)) }
  }

  /// Where some runs stand on the line, from left to right; several pieces where others stand between them.
  private func stretches(of runs: ClosedRange<Int>) -> [(start: Double, end: Double)] {
    var found: [(start: Double, end: Double)] = []
    for span in spans.filter({ runs.contains(Int($0.run)) }).sorted(by: { $0.start < $1.start }) {
      if let last = found.last, span.start - last.end < 0.01 {
        found[found.count - 1].end = max(last.end, span.end)
      } else {
        found.append((span.start, span.end))
      }
    }
    return found
  }
}
