import Geometry
import Graphics
import Styling

/// The background and borders of a box.
///
/// - Parameter cut: Edges at which the box goes on overleaf or in another line, where it has no border.
func boxShapes(_ style: StyleValues, frame: Rectangle, cut: BoxEdges = []) -> [Shape] {
  BoxPainter(style, frame: frame, cut: cut).shapes
}

/// Draws boxes by CSS Backgrounds and Borders Level 3.
private struct BoxPainter {
  /// A side that is drawn.
  private struct Side: Equatable {
    var style: Border.Style
    var color: Color
  }

  private let background: Color
  private let outer: RoundedBox
  /// From the top clockwise; nil for one that is not drawn.
  private let sides: [Side?]
  private let widths: [Length]

  init(_ style: StyleValues, frame: Rectangle, cut: BoxEdges) {
    background = style.backgroundColor
    outer = RoundedBox(frame, style.borderRadius, cut: cut)
    let borders = [style.border.top, style.border.right, style.border.bottom, style.border.left]
    let edges: [BoxEdges] = [.top, .right, .bottom, .left]
    let widths = zip(borders, edges).map { cut.contains($1) ? .zero : $0.usedWidth }
    self.widths = widths
    sides = zip(borders, widths).map { border, width in
      let color = border.color ?? style.color
      return width > .zero && color.alpha > 0 ? Side(style: border.style, color: color) : nil
    }
  }

  var shapes: [Shape] {
    var shapes: [Shape] = []
    if background.alpha > 0 { shapes.append(.path(outer.path, fill: background, stroke: nil)) }
    for run in runs {
      guard let side = sides[run[0]] else { continue }
      switch side.style {
      case .none: continue
      case .solid: shapes.append(solid(run, side.color, outer, widths))
      case .double:
        let third = widths.map { $0 / 3 }
        let inner = outer.inset(by: insets(widths.map { $0 * (2.0 / 3) }))
        shapes.append(solid(run, side.color, outer, third))
        shapes.append(solid(run, side.color, inner, third))
      case .dashed, .dotted: shapes += broken(run, side)
      }
    }
    return shapes
  }

  private func insets(_ widths: [Length]) -> Insets {
    Insets(top: widths[0], right: widths[1], bottom: widths[2], left: widths[3])
  }

  /// Sides one after another that look alike, so that no seam is seen between them.
  private var runs: [[Int]] {
    if sides.allSatisfy({ $0 == sides[0] }) { return [[0, 1, 2, 3]] }
    guard let start = (0..<4).first(where: { sides[$0] != sides[($0 + 3) % 4] }) else { return [] }
    var runs: [[Int]] = []
    for offset in 0..<4 {
      let index = (start + offset) % 4
      if let last = runs.last?.last, sides[last] == sides[index] {
        runs[runs.count - 1].append(index)
      } else {
        runs.append([index])
      }
    }
    return runs
  }

  // MARK: Solid sides

  /// Some sides between a box and the one within, mitred where they meet others.
  private func solid(_ run: [Int], _ color: Color, _ outer: RoundedBox, _ widths: [Length]) -> Shape {
    if let stroke = stroked(run, color, outer, widths) { return stroke }
    let inner = outer.inset(by: insets(widths))
    if run.count == 4 {
      return .path(Path(outer.path.elements + inner.reversedPath.elements), fill: color, stroke: nil)
    }
    let path = edge(of: outer, run, widths)
    var back = edge(of: inner, run, widths).reversed
    back.elements[0] = .line(back.start)
    return .path(Path(path.elements + back.elements + [.close]), fill: color, stroke: nil)
  }

  /// The same as a stroke, where that is all the same: renderers keep thin strokes even.
  private func stroked(_ run: [Int], _ color: Color, _ outer: RoundedBox, _ widths: [Length]) -> Shape? {
    let width = widths[run[0]]
    if run.count == 4 {
      guard widths.allSatisfy({ $0 == width }),
        outer.radii.allSatisfy({ $0 == .zero || ($0.width >= width / 2 && $0.height >= width / 2) })
      else { return nil }
      let middle = outer.inset(by: insets(widths.map { $0 / 2 }))
      return .path(middle.path, fill: nil, stroke: Stroke(color: color, width: width))
    }
    guard run.count == 1, widths[(run[0] + 1) % 4] == .zero, widths[(run[0] + 3) % 4] == .zero,
      outer.radii[run[0]] == .zero, outer.radii[(run[0] + 1) % 4] == .zero
    else { return nil }
    let middle = outer.inset(by: insets(widths.map { $0 / 2 }))
    let ends = [middle.corner(run[0]).end, middle.corner((run[0] + 1) % 4).start]
    // From left to right and downwards, as other rules are drawn.
    let (from, to) = run[0] < 2 ? (ends[0], ends[1]) : (ends[1], ends[0])
    return .path(.line(from: from, to: to), fill: nil, stroke: Stroke(color: color, width: width))
  }

  /// The way along some sides of a box, from the middle of the first corner to the middle of the last, where the middle is by
  /// the widths of the sides that meet.
  private func edge(of box: RoundedBox, _ run: [Int], _ widths: [Length]) -> Path {
    func middle(of corner: Int) -> Double {
      let (before, after) = (widths[(corner + 3) % 4], widths[corner])
      return before + after > .zero ? before / (before + after) : 0.5
    }
    var path = Path()
    path.add(box.corner(run[0]).split(at: middle(of: run[0])).1, moves: true)
    for index in run.dropFirst() { path.add(box.corner(index)) }
    let last = ((run.last ?? 0) + 1) % 4
    path.add(box.corner(last).split(at: middle(of: last)).0)
    return path
  }

  // MARK: Dashes and dots

  private func broken(_ run: [Int], _ side: Side) -> [Shape] {
    let middle = outer.inset(by: insets(widths.map { $0 / 2 }))
    if run.count == 4, outer.isRounded, widths.allSatisfy({ $0 == widths[0] }) {
      let stroke = brokenStroke(side.style, side.color, widths[0], length: middle.path.length, isClosed: true)
      return [.path(middle.path, fill: nil, stroke: stroke)]
    }
    return run.map { index in
      var path = edge(of: middle, [index], widths)
      // A dash reaches into the corner, where the middle of a dot is.
      if side.style == .dashed, !outer.isRounded {
        let whole = edge(of: outer, [index], widths)
        path = index % 2 == 0 ? path.spanning(x: whole) : path.spanning(y: whole)
      }
      return .path(
        path, fill: nil,
        stroke: brokenStroke(side.style, side.color, widths[index], length: path.length, isClosed: false))
    }
  }
}

/// A stroke of dashes or dots, so spaced that a line of some length begins and ends with a whole one.
func brokenStroke(_ style: Border.Style, _ color: Color, _ width: Length, length: Length, isClosed: Bool) -> Stroke {
  var stroke = Stroke(color: color, width: width)
  let dash = style == .dotted ? Length.zero : width * 3
  let period = style == .dotted ? width * 2 : width * 5
  let room = isClosed ? length : length - dash
  let count = (room / period).rounded()
  // A hair less, so that rounding leaves out no dot at the end.
  let fitted = count >= 1 ? room / count * 0.9999 : period
  stroke.dashes = [dash, max(fitted - dash, width * 0.1)]
  if style == .dotted { stroke.cap = .round }
  return stroke
}

extension Path {
  fileprivate var start: Point {
    if case .move(let point) = elements.first { point } else { .zero }
  }

  /// The same way back.
  fileprivate var reversed: Path {
    var points: [(Point, Element)] = []
    var at = Point.zero
    for element in elements {
      points.append((at, element))
      switch element {
      case .move(let point), .line(let point), .curve(_, _, let point): at = point
      case .close: break
      }
    }
    var result = Path([.move(at)])
    for (from, element) in points.reversed() {
      switch element {
      case .line: result.elements.append(.line(from))
      case .curve(let a, let b, _): result.elements.append(.curve(b, a, from))
      case .move, .close: break
      }
    }
    return result
  }

  /// A straight line that begins and ends level with another.
  fileprivate func spanning(x other: Path) -> Path {
    let (y, back) = (start.y, other.reversed)
    return .line(from: Point(x: other.start.x, y: y), to: Point(x: back.start.x, y: y))
  }
  fileprivate func spanning(y other: Path) -> Path {
    let (x, back) = (start.x, other.reversed)
    return .line(from: Point(x: x, y: other.start.y), to: Point(x: x, y: back.start.y))
  }
}

extension Border {
  /// A straight line along which it is drawn, in the middle of its width.
  func shapes(from a: Point, to b: Point, currentColor: Color) -> [Shape] {
    guard usedWidth > .zero else { return [] }
    let ink = color ?? currentColor
    let line = Path.line(from: a, to: b)
    switch style {
    case .none: return []
    case .solid: return [.path(line, fill: nil, stroke: Stroke(color: ink, width: width))]
    case .dashed, .dotted:
      return [.path(line, fill: nil, stroke: brokenStroke(style, ink, width, length: line.length, isClosed: false))]
    case .double:
      let isLevel = a.y == b.y
      return [-1.0, 1].map { side in
        let shift = width * (side / 3)
        let offset = isLevel ? Point(x: .zero, y: shift) : Point(x: shift, y: .zero)
        return .path(
          .line(from: a + offset, to: b + offset), fill: nil, stroke: Stroke(color: ink, width: width / 3))
      }
    }
  }
}
