import Geometry

extension Shape {
  /// A box around the shape: of a path its points and half its stroke, of glyphs their line; nil for an empty path.
  public var bounds: Rectangle? {
    switch self {
    case .glyphs(let run):
      let (ascent, descent) = (run.size * run.face.metrics.ascent, run.size * run.face.metrics.descent)
      return Rectangle(
        x: run.origin.x, y: run.origin.y - ascent, width: run.width, height: ascent + descent)
    case .text(let text): return Shape.bounds(of: text.runs.map { .glyphs($0) })
    case .group(let group): return Shape.bounds(of: group.shapes)
    case .path(let path, _, let stroke):
      return path.bounds?.insetBy((stroke?.width ?? .zero) * -0.5)
    case .image(_, let box): return box
    case .drawing(let drawing, let transform):
      let (width, height) = (drawing.size.width, drawing.size.height)
      let corners = [
        Point.zero, Point(x: width, y: .zero), Point(x: .zero, y: height), Point(x: width, y: height),
      ]
      return Path(corners.map { .line(transform($0)) }).bounds
    }
  }

  /// A box around some shapes; nil where none has one.
  public static func bounds(of shapes: some Sequence<Shape>) -> Rectangle? {
    shapes.reduce(nil) { box, shape in
      guard let bounds = shape.bounds else { return box }
      return box?.union(bounds) ?? bounds
    }
  }
}

extension Path {
  /// A box around all points, those that only bend curves among them.
  public var bounds: Rectangle? {
    var (minX, minY) = (Length.pt(.infinity), Length.pt(.infinity))
    var (maxX, maxY) = (-minX, -minY)
    func add(_ p: Point) {
      (minX, minY) = (min(minX, p.x), min(minY, p.y))
      (maxX, maxY) = (max(maxX, p.x), max(maxY, p.y))
    }
    for element in elements {
      switch element {
      case .move(let p), .line(let p): add(p)
      case .curve(let a, let b, let p):
        add(a)
        add(b)
        add(p)
      case .close: break
      }
    }
    return maxX < minX ? nil : Rectangle(x: minX, y: minY, width: maxX - minX, height: maxY - minY)
  }
}
