import Geometry
import Glibc
import Graphics

/// Collects what is drawn, from the ground up: gridlines, marks, axis lines, words. Each thing belongs to the part of the
/// chart that is open when it is added.
struct Canvas {
  /// What a label must not touch.
  enum Obstacle {
    case box(Box)
    case segment((x: Double, y: Double), (x: Double, y: Double), halfWidth: Double)

    func touches(_ box: Box) -> Bool {
      switch self {
      case .box(let other): box.overlaps(other)
      case .segment(let a, let b, let halfWidth): box.grown(by: halfWidth).isCrossed(from: a, to: b)
      }
    }
  }
  struct Line {
    var from: (x: Double, y: Double)
    var to: (x: Double, y: Double)
    var stroke: Stroke
  }
  private struct Painted {
    var shape: Shape
    var part: PartTree.Index
    var isOnMark = false
  }

  private var parts = PartTree()
  private var gridlines: [(line: Line, part: PartTree.Index)] = []
  private var marks: [Painted] = []
  private var lines: [Painted] = []
  private var words: [Painted] = []
  private(set) var numbers: [NumberPlace] = []
  private(set) var labels: [Box] = []
  private(set) var obstacles: [Obstacle] = []

  mutating func addGridline(from a: (x: Double, y: Double), to b: (x: Double, y: Double), _ stroke: Stroke) {
    gridlines.append((Line(from: a, to: b, stroke: stroke), parts.current))
  }
  mutating func addMark(_ shape: Shape) { marks.append(Painted(shape: shape, part: parts.current)) }
  /// A line over the marks, such as the zero line.
  mutating func addLine(_ shape: Shape) { lines.append(Painted(shape: shape, part: parts.current)) }
  mutating func addObstacle(_ obstacle: Obstacle) { obstacles.append(obstacle) }

  /// Begins a part of the part that is open: what is added until ``close()`` belongs to it, however it is layered.
  mutating func open(_ part: ChartPart) { parts.open(part) }
  mutating func close() { parts.close() }

  /// Whether a label's box is free of labels and marks, with a little room.
  func isFree(_ box: Box, margin: Double = 0.5) -> Bool {
    let wide = box.grown(by: margin)
    return !labels.contains { $0.overlaps(wide) } && !obstacles.contains { $0.touches(wide) }
  }
  /// Whether a label's box is free of other labels.
  func isFreeOfLabels(_ box: Box, margin: Double = 0.5) -> Bool {
    let wide = box.grown(by: margin)
    return !labels.contains { $0.overlaps(wide) }
  }

  /// The box that a block takes with the top of its capitals at `y`.
  static func box(of block: TextBlock, x: Double, top y: Double) -> Box {
    Box(x0: x, y0: y, x1: x + block.width, y1: y + block.height)
  }

  /// Sets a block with its left edge at `x` and the top of its capitals at `top`.
  ///
  /// - Parameters:
  ///   - align: How lines that are shorter than the block's width stand in it, and which side of a line stays in place where
  ///     another font makes it wider.
  ///   - isOnMark: Whether the words stand on a mark, whose colour theirs was chosen for.
  mutating func add(
    _ block: TextBlock, x: Double, top: Double, align: TextShape.Anchor = .start, mark: NumberMark? = nil,
    isOnMark: Bool = false
  ) {
    guard !block.lines.isEmpty else { return }
    var baseline = top + block.look.capHeight
    for line in block.lines {
      let free = block.width - line.width
      let left = x + (align == .start ? 0 : align == .end ? free : free / 2)
      var text = line.line
      if let mark { text.mark(as: mark) }
      let shape = text.shape(at: Point(left, baseline), font: block.look.font, anchor: align)
      words.append(Painted(shape: .text(shape), part: parts.current, isOnMark: isOnMark))
      let (y0, y1) = (baseline - block.look.capHeight, baseline + block.look.descent)
      for number in line.numbers {
        numbers.append(
          NumberPlace(
            mark: number.mark,
            box: Box(x0: left + number.x0, y0: y0, x1: left + number.x1, y1: y1).rectangle))
      }
      if let mark {
        numbers.append(NumberPlace(mark: mark, box: Box(x0: left, y0: y0, x1: left + line.width, y1: y1).rectangle))
      }
      baseline += block.look.lineHeight
    }
    labels.append(Canvas.box(of: block, x: x, top: top))
  }

  /// Adds what another canvas holds as a part of the open one, at a place of this canvas.
  mutating func add(_ other: Canvas, as part: ChartPart, x: Double, y: Double) {
    let offset = Point(x, y)
    marks.append(Painted(shape: .group(part.group(of: other.shapes).moved(by: offset)), part: parts.current))
    numbers += other.numbers.map { number in
      NumberPlace(
        mark: number.mark,
        box: Rectangle(
          x: number.box.minX + offset.x, y: number.box.minY + offset.y, width: number.box.size.width,
          height: number.box.size.height))
    }
  }

  /// Sets a block that is turned clockwise by an angle in degrees around a point of it.
  ///
  /// - Parameters:
  ///   - place: Where the point comes to stand.
  ///   - anchor: The point, measured from the block's left edge and the top of its capitals.
  mutating func addTurned(
    _ block: TextBlock, at place: (x: Double, y: Double), anchor: (x: Double, y: Double), angle: Double,
    align: TextShape.Anchor = .start, mark: NumberMark? = nil, isOnMark: Bool = false
  ) {
    guard angle.truncatingRemainder(dividingBy: 360) != 0 else {
      add(block, x: place.x - anchor.x, top: place.y - anchor.y, align: align, mark: mark, isOnMark: isOnMark)
      return
    }
    var level = Canvas()
    level.add(block, x: -anchor.x, top: -anchor.y, align: align, mark: mark)
    let turn = Transform(turning: angle).then(.translation(Point(place.x, place.y)))
    let shapes = level.words.map(\.shape)
    let size = Size(width: .pt(block.width), height: .pt(block.height))
    words.append(
      Painted(shape: .drawing(Drawing(size: size, shapes: shapes), turn), part: parts.current, isOnMark: isOnMark))
    let box = Canvas.box(of: block, at: place, anchor: anchor, angle: angle)
    for number in level.numbers { numbers.append(NumberPlace(mark: number.mark, box: box.rectangle)) }
    labels.append(box)
  }

  /// The upright box around a block that is turned.
  static func box(
    of block: TextBlock, at place: (x: Double, y: Double), anchor: (x: Double, y: Double), angle: Double
  ) -> Box {
    let turn = Transform(turning: angle)
    let corners = [(0.0, 0.0), (block.width, 0), (0, block.height), (block.width, block.height)].map { x, y in
      let (dx, dy) = (x - anchor.x, y - anchor.y)
      return (x: place.x + turn.a * dx + turn.c * dy, y: place.y + turn.b * dx + turn.d * dy)
    }
    let (xs, ys) = (corners.map(\.x), corners.map(\.y))
    return Box(x0: xs.min() ?? 0, y0: ys.min() ?? 0, x1: xs.max() ?? 0, y1: ys.max() ?? 0)
  }

  /// - Parameter textColor: That of the text around the chart.
  func drawing(size: Size, textColor: Color, ground: Color) -> Drawing {
    Drawing(size: size, shapes: shapes, numbers: numbers, textColor: textColor, ground: ground)
  }

  /// Everything in the order in which it is painted. Gridlines are interrupted where words stand, so that no line runs
  /// through a number.
  private var shapes: [Shape] {
    let covers = labels.map { $0.grown(x: 2, y: 1) }
    let grid = gridlines.compactMap { line, part -> Painted? in
      let path = interrupted(line, covers)
      return path.elements.isEmpty ? nil : Painted(shape: .path(path, fill: nil, stroke: line.stroke), part: part)
    }
    let onMarks = words.filter(\.isOnMark)
    var shapes = grouped(grid[...])
    // Marks and the words on them keep their colours together, or these could not be read.
    if onMarks.isEmpty {
      shapes += grouped(marks[...])
    } else {
      shapes.append(.group(ShapeGroup(keepsColors: true, shapes: grouped(marks[...]))))
    }
    shapes += grouped(lines[...]) + grouped(words.filter { !$0.isOnMark }[...])
    if !onMarks.isEmpty { shapes.append(.group(ShapeGroup(keepsColors: true, shapes: grouped(onMarks[...])))) }
    return shapes
  }

  /// Puts shapes that follow one another and belong to one part into a group, at each depth of parts within parts.
  private func grouped(_ layer: ArraySlice<Painted>, depth: Int = 0) -> [Shape] {
    var shapes: [Shape] = []
    var start = layer.startIndex
    while start < layer.endIndex {
      let path = parts.path(of: layer[start].part)
      guard depth < path.count else {
        shapes.append(layer[start].shape)
        start += 1
        continue
      }
      let end =
        layer[start...].firstIndex { painted in
          let other = parts.path(of: painted.part)
          return other.count <= depth || other[depth] != path[depth]
        } ?? layer.endIndex
      shapes.append(.group(parts.part(path[depth]).group(of: grouped(layer[start..<end], depth: depth + 1))))
      start = end
    }
    return shapes
  }

  /// What is left of an upright or level line without the parts under some boxes.
  private func interrupted(_ line: Line, _ covers: [Box]) -> Path {
    let isLevel = line.from.y == line.to.y
    let start = isLevel ? min(line.from.x, line.to.x) : min(line.from.y, line.to.y)
    let end = isLevel ? max(line.from.x, line.to.x) : max(line.from.y, line.to.y)
    var gaps: [(Double, Double)] = []
    for box in covers {
      if isLevel {
        if box.y0 < line.from.y, box.y1 > line.from.y { gaps.append((box.x0, box.x1)) }
      } else if box.x0 < line.from.x, box.x1 > line.from.x {
        gaps.append((box.y0, box.y1))
      }
    }
    gaps.sort { $0 < $1 }
    var path = Path()
    var place = start
    func add(_ a: Double, _ b: Double) {
      // A crumb between two labels would look like a dash.
      guard b - a > 3 else { return }
      path.elements.append(.move(isLevel ? Point(a, line.from.y) : Point(line.from.x, a)))
      path.elements.append(.line(isLevel ? Point(b, line.from.y) : Point(line.from.x, b)))
    }
    for (from, to) in gaps {
      if from > place { add(place, min(from, end)) }
      place = max(place, to)
    }
    if place < end { add(place, end) }
    return path
  }
}

extension Transform {
  /// A turn around the origin, clockwise, by an angle in degrees; exact for quarters.
  init(turning angle: Double) {
    let quarter = angle.truncatingRemainder(dividingBy: 360)
    let (sine, cosine) =
      switch quarter {
      case 90, -270: (1.0, 0.0)
      case 180, -180: (0.0, -1.0)
      case 270, -90: (-1.0, 0.0)
      default: (sin(angle * .pi / 180), cos(angle * .pi / 180))
      }
    self.init(a: cosine, b: sine, c: -sine, d: cosine, tx: 0, ty: 0)
  }
}
