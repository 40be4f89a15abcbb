import Geometry
import Graphics
import Styling

/// What is drawn along words, and how high the baseline of the element stands that asks for it.
struct PlacedDecoration: Hashable {
  var decoration: TextDecoration
  /// Over the line's own baseline, in points.
  var rise: Double
}

/// Lines along words (CSS Text Decoration Level 4, sections 2 and 3).
extension LinePlacer {
  /// One decoration over neighbouring spans.
  private struct Stretch {
    var placed: PlacedDecoration
    var start: Double
    var end: Double
    /// The first of the spans, by whose face the line is drawn, so that it runs even through words of other sizes.
    var style: InlineStyle
  }

  func drawDecorations(baseline: Double, on page: inout Page) {
    var stretches: [Stretch] = []
    for span in spans {
      let style = setter.styles[setter.text.runs[Int(span.run)].style]
      for placed in style.decorations {
        if let known = stretches.lastIndex(where: { $0.placed == placed && abs($0.end - span.start) < 0.01 }) {
          stretches[known].end = span.end
        } else {
          stretches.append(Stretch(placed: placed, start: span.start, end: span.end, style: style))
        }
      }
    }
    for stretch in stretches {
      for shape in shapes(of: stretch, baseline: baseline) {
        page.shapes.append(LabelledShape(shape, as: .artifact(.layout)))
      }
    }
  }

  private func shapes(of stretch: Stretch, baseline: Double) -> [Shape] {
    let metrics = setter.shaper[stretch.style.font].face.metrics
    let size = stretch.style.size
    let decoration = stretch.placed.decoration
    let baseline = baseline - stretch.placed.rise
    let thickness = decoration.thickness?.points ?? metrics.underlineThickness * size
    guard thickness > 0, stretch.end > stretch.start else { return [] }
    var shapes: [Shape] = []
    /// - Parameter away: The direction in which there is room for a second line.
    func draw(_ y: Double, away: Double) {
      shapes += line(decoration, thickness, from: stretch.start, to: stretch.end, at: y, away: away)
    }
    if decoration.lines.contains(.underline) {
      let offset = decoration.underlineOffset.map { $0.points + thickness / 2 }
      draw(baseline + (offset ?? -metrics.underlinePosition * size), away: 1)
    }
    if decoration.lines.contains(.overline) { draw(baseline - stretch.style.ascent, away: -1) }
    if decoration.lines.contains(.lineThrough) { draw(baseline - metrics.strikeoutPosition * size, away: 0) }
    return shapes
  }

  private func line(
    _ decoration: TextDecoration, _ thickness: Double, from start: Double, to end: Double, at y: Double, away: Double
  ) -> [Shape] {
    func straight(_ y: Double) -> Path {
      .line(from: Point(x: .pt(start), y: .pt(y)), to: Point(x: .pt(end), y: .pt(y)))
    }
    let width = Length.pt(thickness)
    let length = Length.pt(end - start)
    let stroke = Stroke(color: decoration.color, width: width)
    switch decoration.style {
    case .solid: return [.path(straight(y), fill: nil, stroke: stroke)]
    case .double:
      // The two are a line's thickness apart; one through the words has the words between them.
      let (first, second) = away == 0 ? (y - thickness, y + thickness) : (y, y + away * thickness * 2)
      return [first, second].map { .path(straight($0), fill: nil, stroke: stroke) }
    case .dashed, .dotted:
      let style: Border.Style = decoration.style == .dashed ? .dashed : .dotted
      let broken = brokenStroke(style, decoration.color, width, length: length, isClosed: false)
      return [.path(straight(y), fill: nil, stroke: broken)]
    case .wavy:
      return [.path(wave(from: start, to: end, at: y + away * thickness, height: thickness), fill: nil, stroke: stroke)]
    }
  }

  /// A wave of whole half-waves.
  private func wave(from start: Double, to end: Double, at y: Double, height: Double) -> Path {
    let count = max(1, min(((end - start) / (height * 3)).rounded(), 1000))
    let step = (end - start) / count
    func point(_ x: Double, _ y: Double) -> Point { Point(x: .pt(x), y: .pt(y)) }
    var path = Path([.move(point(start, y))])
    for index in 0..<Int(count) {
      let x = start + Double(index) * step
      // The controls of a half-wave of a sine lie this far out.
      let crest = y + (index % 2 == 0 ? -2 : 2) * height
      path.elements.append(
        .curve(point(x + step * 0.364, crest), point(x + step * 0.636, crest), point(x + step, y)))
    }
    return path
  }
}
