import Geometry
import Graphics
import Styling

/// The marks of a printer around the paper (CSS Paged Media Level 3, section 7.2).
struct PageMarks {
  /// Between the edge that is printed on and the marks, so that none is seen where the cut is a little off.
  private static let gap = Length.pt(3)
  private static let length = Length.pt(15)
  private static let stroke = Stroke(color: .black, width: .pt(0.25))
  /// What marks take of the sheet on each side.
  static let room = gap + length + gap

  let geometry: PageGeometry

  func shapes(of marks: PageStyle.Marks) -> [Shape] {
    var shapes: [Shape] = []
    if marks.crop { shapes += crop }
    if marks.cross { shapes += cross }
    return shapes
  }

  /// Two lines at each corner, which would meet in it.
  private var crop: [Shape] {
    let (trim, bleed) = (geometry.trim, geometry.bleed)
    var shapes: [Shape] = []
    func add(_ a: Point, _ b: Point) {
      shapes.append(.path(.line(from: a, to: b), fill: nil, stroke: Self.stroke))
    }
    for x in [trim.minX, trim.maxX] {
      for (edge, direction) in [(bleed.minY, -1.0), (bleed.maxY, 1)] {
        let start = edge + Self.gap * direction
        add(Point(x: x, y: start), Point(x: x, y: start + Self.length * direction))
      }
    }
    for y in [trim.minY, trim.maxY] {
      for (edge, direction) in [(bleed.minX, -1.0), (bleed.maxX, 1)] {
        let start = edge + Self.gap * direction
        add(Point(x: start, y: y), Point(x: start + Self.length * direction, y: y))
      }
    }
    return shapes
  }

  /// A circle with a cross in it at the middle of each side.
  private var cross: [Shape] {
    let bleed = geometry.bleed
    let distance = Self.gap + Self.length / 2
    let centers = [
      Point(x: bleed.midX, y: bleed.minY - distance), Point(x: bleed.midX, y: bleed.maxY + distance),
      Point(x: bleed.minX - distance, y: bleed.midY), Point(x: bleed.maxX + distance, y: bleed.midY),
    ]
    let arm = Self.length / 2
    return centers.flatMap { center -> [Shape] in
      let lines = [
        Path.line(from: Point(x: center.x - arm, y: center.y), to: Point(x: center.x + arm, y: center.y)),
        Path.line(from: Point(x: center.x, y: center.y - arm), to: Point(x: center.x, y: center.y + arm)),
        Path.circle(center: center, radius: arm * 0.6),
      ]
      return lines.map { Shape.path($0, fill: nil, stroke: Self.stroke) }
    }
  }
}
