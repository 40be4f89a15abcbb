import Geometry
import Graphics

/// Draws what leads the eye over a gap (CSS Generated Content for Paged Media, `leader()`).
extension LinePlacer {
  /// The places of a leader's signs are counted from the column's right edge, so that those of lines under one another
  /// stand in line; nobody has them read out.
  func drawLeader(
    _ run: Int32, from start: Double, to end: Double, baseline: Double, style: InlineStyle, on page: inout Page
  ) {
    guard case .leader(let pattern) = setter.nodes[Int(setter.text.runs[Int(run)].node)].kind else { return }
    switch pattern {
    case ".", ". ": drawDots(from: start, to: end, baseline: baseline, style: style, on: &page)
    case "_": drawRule(from: start, to: end, baseline: baseline, style: style, on: &page)
    case _ where pattern.allSatisfy(\.isWhitespace): break
    default: drawText(pattern, from: start, to: end, baseline: baseline, style: style, on: &page)
    }
  }

  private var right: Double { left + paragraph.width.points }

  /// Dots are a stroke and not text, which keeps a table of contents small.
  private func drawDots(
    from start: Double, to end: Double, baseline: Double, style: InlineStyle, on page: inout Page
  ) {
    let pitch = style.size * 0.5
    let dot = style.size * 0.1
    let first = ((right - start - pitch * 0.7) / pitch).rounded(.down)
    let last = ((right - end + pitch * 0.7) / pitch).rounded(.up)
    guard first >= last else { return }
    let y = Length.pt(baseline - style.rise - dot / 2)
    // From the right, so that the dashes' phase is the same on each line; a hair longer, so that the last dot is drawn.
    let path = Path.line(
      from: Point(x: .pt(right - last * pitch), y: y), to: Point(x: .pt(right - first * pitch - 0.01), y: y))
    let stroke = Stroke(color: style.color, width: .pt(dot), dashes: [.zero, .pt(pitch)], cap: .round)
    page.shapes.append(LabelledShape(.path(path, fill: nil, stroke: stroke), as: .artifact(.layout)))
  }

  private func drawRule(
    from start: Double, to end: Double, baseline: Double, style: InlineStyle, on page: inout Page
  ) {
    let gap = style.size * 0.25
    guard end - start > gap * 2 else { return }
    let metrics = setter.shaper[style.font].face.metrics
    let y = Length.pt(baseline - style.rise)
    let path = Path.line(from: Point(x: .pt(start + gap), y: y), to: Point(x: .pt(end - gap), y: y))
    let stroke = Stroke(color: style.color, width: .pt(metrics.underlineThickness * style.size))
    page.shapes.append(LabelledShape(.path(path, fill: nil, stroke: stroke), as: .artifact(.layout)))
  }

  private func drawText(
    _ pattern: String, from start: Double, to end: Double, baseline: Double, style: InlineStyle, on page: inout Page
  ) {
    let pieces = setter.shaper.shape(Array(pattern.utf8), style.font)
    let spacing = Length.pt(style.letterSpacing)
    let pitch = pieces.reduce(0) { $0 + $1.width(size: .pt(style.size), letterSpacing: spacing).points }
    guard pitch > 0.5 else { return }
    let first = ((right - start) / pitch).rounded(.down)
    let last = ((right - end) / pitch).rounded(.up)
    guard first > last else { return }
    for index in stride(from: first, to: last, by: -1) {
      var x = right - index * pitch
      for piece in pieces {
        var run = GlyphRun(
          face: piece.face, size: .pt(style.size), color: style.color,
          origin: Point(x: .pt(x), y: .pt(baseline - style.rise)))
        run.append(piece, letterSpacing: spacing)
        x += piece.width(size: .pt(style.size), letterSpacing: spacing).points
        page.shapes.append(LabelledShape(.glyphs(run), as: .artifact(.layout)))
      }
    }
  }
}
