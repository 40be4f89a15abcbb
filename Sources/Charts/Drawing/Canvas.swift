import Geometry
import Graphics

/// Collects what is drawn, from the ground up: gridlines, marks, axis lines, words.
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

  private var gridlines: [Line] = []
  private var marks: [Shape] = []
  private var lines: [Shape] = []
  private var words: [Shape] = []
  private(set) var numbers: [NumberPlace] = []
  private(set) var labels: [Box] = []
  private(set) var obstacles: [Obstacle] = []

  mutating func addGridline(from a: (x: Double, y: Double), to b: (x: Double, y: Double), _ stroke: Stroke) {
    gridlines.append(Line(from: a, to: b, stroke: stroke))
  }
  mutating func addMark(_ shape: Shape) { marks.append(shape) }
  /// A line over the marks, such as the zero line.
  mutating func addLine(_ shape: Shape) { lines.append(shape) }
  mutating func addObstacle(_ obstacle: Obstacle) { obstacles.append(obstacle) }

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
  /// - Parameter align: How lines that are shorter than the block's width stand in it.
  mutating func add(_ block: TextBlock, x: Double, top: Double, align: TextAlignment = .start, mark: NumberMark? = nil)
  {
    guard !block.lines.isEmpty else { return }
    var baseline = top + block.look.capHeight
    for line in block.lines {
      let free = block.width - line.width
      let left = x + (align == .start ? 0 : align == .end ? free : free / 2)
      var text = line.line
      if let mark { text.mark(as: mark) }
      words += text.shapes(at: Point(left, baseline))
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

  enum TextAlignment { case start, middle, end }

  /// Everything in the order in which it is painted. Gridlines are interrupted where words stand, so that no line runs
  /// through a number.
  consuming func drawing(size: Size) -> Drawing {
    var shapes: [Shape] = []
    shapes.reserveCapacity(gridlines.count + marks.count + lines.count + words.count)
    let (moved, covers) = (self, labels.map { $0.grown(x: 2, y: 1) })
    for line in moved.gridlines {
      let path = interrupted(line, covers)
      if !path.elements.isEmpty { shapes.append(.path(path, fill: nil, stroke: line.stroke)) }
    }
    shapes += moved.marks
    shapes += moved.lines
    shapes += moved.words
    return Drawing(size: size, shapes: shapes, numbers: moved.numbers)
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
