import Geometry

extension Shape {
  /// The shape at another place.
  public func moved(by offset: Point) -> Shape {
    switch self {
    case .glyphs(let run): .glyphs(run.moved(by: offset))
    case .text(let text): .text(text.moved(by: offset))
    case .path(let path, let fill, let stroke): .path(path.moved(by: offset), fill: fill, stroke: stroke)
    case .image(let image, let box):
      .image(image, Rectangle(origin: box.origin.moved(by: offset), size: box.size))
    case .drawing(let drawing, let transform): .drawing(drawing, transform.then(.translation(offset)))
    case .group(let group): .group(group.moved(by: offset))
    }
  }
}

extension ShapeGroup {
  /// The group with all its shapes at another place.
  public func moved(by offset: Point) -> ShapeGroup {
    var group = self
    group.shapes = shapes.map { $0.moved(by: offset) }
    return group
  }
}

extension TextShape {
  fileprivate func moved(by offset: Point) -> TextShape {
    var text = self
    text.origin = origin.moved(by: offset)
    text.runs = runs.map { $0.moved(by: offset) }
    return text
  }
}

extension GlyphRun {
  fileprivate func moved(by offset: Point) -> GlyphRun {
    var run = self
    run.origin = origin.moved(by: offset)
    return run
  }
}

extension Path {
  fileprivate func moved(by offset: Point) -> Path {
    Path(
      elements.map { element in
        switch element {
        case .move(let p): .move(p.moved(by: offset))
        case .line(let p): .line(p.moved(by: offset))
        case .curve(let a, let b, let p): .curve(a.moved(by: offset), b.moved(by: offset), p.moved(by: offset))
        case .close: .close
        }
      })
  }
}

extension Point {
  fileprivate func moved(by offset: Point) -> Point { Point(x: x + offset.x, y: y + offset.y) }
}
