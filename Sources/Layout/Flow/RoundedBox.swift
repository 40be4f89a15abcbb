import Geometry
import Graphics
import Styling

/// The edges of a box, in the order in which a clockwise path comes by.
struct BoxEdges: OptionSet {
  let rawValue: UInt8
  static let top = BoxEdges(rawValue: 1)
  static let right = BoxEdges(rawValue: 2)
  static let bottom = BoxEdges(rawValue: 4)
  static let left = BoxEdges(rawValue: 8)
}

/// A rectangle whose corners may be rounded by quarters of ellipses (CSS Backgrounds and Borders Level 3, section 5).
struct RoundedBox {
  /// A cubic curve.
  struct Curve {
    var start: Point
    var control1: Point
    var control2: Point
    var end: Point

    var reversed: Curve { Curve(start: end, control1: control2, control2: control1, end: start) }
    var isPoint: Bool { start == end }

    /// Its two parts at a share of its way, by de Casteljau.
    func split(at t: Double) -> (Curve, Curve) {
      func mix(_ a: Point, _ b: Point) -> Point { Point(x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t) }
      let (a, b, c) = (mix(start, control1), mix(control1, control2), mix(control2, end))
      let (d, e) = (mix(a, b), mix(b, c))
      let middle = mix(d, e)
      return (
        Curve(start: start, control1: a, control2: d, end: middle),
        Curve(start: middle, control1: e, control2: c, end: end)
      )
    }
  }

  let frame: Rectangle
  /// From the top left corner clockwise.
  let radii: [Size]

  /// - Parameter cut: Edges at which the box goes on elsewhere; their corners are not rounded.
  init(_ frame: Rectangle, _ corners: Corners<CornerRadius>, cut: BoxEdges = []) {
    self.frame = frame
    func size(_ corner: CornerRadius, _ edges: BoxEdges) -> Size {
      let width = corner.horizontal.resolved(in: frame.size.width) ?? .zero
      let height = corner.vertical.resolved(in: frame.size.height) ?? .zero
      return width <= .zero || height <= .zero || !cut.isDisjoint(with: edges)
        ? .zero : Size(width: width, height: height)
    }
    let radii = [
      size(corners.topLeft, [.top, .left]), size(corners.topRight, [.top, .right]),
      size(corners.bottomRight, [.bottom, .right]), size(corners.bottomLeft, [.bottom, .left]),
    ]
    // Corners that would overlap are all made smaller alike (section 5.5).
    let sums = [
      (frame.size.width, radii[0].width + radii[1].width), (frame.size.width, radii[3].width + radii[2].width),
      (frame.size.height, radii[0].height + radii[3].height), (frame.size.height, radii[1].height + radii[2].height),
    ]
    let factor = sums.reduce(1.0) { $1.1 > $1.0 ? min($0, max($1.0 / $1.1, 0)) : $0 }
    self.radii = radii.map { Size(width: $0.width * factor, height: $0.height * factor) }
  }

  private init(frame: Rectangle, radii: [Size]) {
    self.frame = frame
    self.radii = radii
  }

  var isRounded: Bool { radii.contains { $0 != .zero } }

  /// The box within, its corners rounded about the same centres.
  func inset(by widths: Insets) -> RoundedBox {
    func less(_ size: Size, _ x: Length, _ y: Length) -> Size {
      let (width, height) = (size.width - x, size.height - y)
      return width <= .zero || height <= .zero ? .zero : Size(width: width, height: height)
    }
    let inner = Rectangle(
      x: frame.minX + widths.left, y: frame.minY + widths.top,
      width: max(frame.size.width - widths.left - widths.right, .zero),
      height: max(frame.size.height - widths.top - widths.bottom, .zero))
    return RoundedBox(
      frame: inner,
      radii: [
        less(radii[0], widths.left, widths.top), less(radii[1], widths.right, widths.top),
        less(radii[2], widths.right, widths.bottom), less(radii[3], widths.left, widths.bottom),
      ])
  }

  /// The curve of a corner, clockwise; a point where it is not rounded.
  func corner(_ index: Int) -> Curve {
    let f = frame
    let r = radii[index]
    let (corner, start, end): (Point, Point, Point) =
      switch index {
      case 0:
        (f.origin, Point(x: f.minX, y: f.minY + r.height), Point(x: f.minX + r.width, y: f.minY))
      case 1:
        (
          Point(x: f.maxX, y: f.minY), Point(x: f.maxX - r.width, y: f.minY), Point(x: f.maxX, y: f.minY + r.height)
        )
      case 2:
        (
          Point(x: f.maxX, y: f.maxY), Point(x: f.maxX, y: f.maxY - r.height), Point(x: f.maxX - r.width, y: f.maxY)
        )
      default:
        (
          Point(x: f.minX, y: f.maxY), Point(x: f.minX + r.width, y: f.maxY), Point(x: f.minX, y: f.maxY - r.height)
        )
      }
    if r == .zero { return Curve(start: corner, control1: corner, control2: corner, end: corner) }
    // As near to a quarter of an ellipse as one curve comes.
    let k = 0.5522847498
    func toward(_ a: Point) -> Point { Point(x: a.x + (corner.x - a.x) * k, y: a.y + (corner.y - a.y) * k) }
    return Curve(start: start, control1: toward(start), control2: toward(end), end: end)
  }

  /// All around, clockwise.
  var path: Path {
    guard isRounded else { return .rectangle(frame) }
    var path = Path()
    for index in 0..<4 { path.add(corner(index), moves: index == 0) }
    path.elements.append(.close)
    return path
  }

  /// All around, against the clock, so that it takes away from another path around it.
  var reversedPath: Path {
    var path = Path()
    for index in (0..<4).reversed() { path.add(corner(index).reversed, moves: index == 3) }
    path.elements.append(.close)
    return path
  }
}

extension Path {
  /// Goes on in a line to a curve and along it.
  mutating func add(_ curve: RoundedBox.Curve, moves: Bool = false) {
    elements.append(moves ? .move(curve.start) : .line(curve.start))
    if !curve.isPoint { elements.append(.curve(curve.control1, curve.control2, curve.end)) }
  }

  /// About how long it is: curves count as the mean of their chord and their frame.
  var length: Length {
    var at = Point.zero
    var start = Point.zero
    var sum = 0.0
    func distance(_ a: Point, _ b: Point) -> Double {
      let (x, y) = ((b.x - a.x).points, (b.y - a.y).points)
      return (x * x + y * y).squareRoot()
    }
    for element in elements {
      switch element {
      case .move(let point):
        at = point
        start = point
      case .line(let point):
        sum += distance(at, point)
        at = point
      case .curve(let a, let b, let point):
        sum += (distance(at, point) + distance(at, a) + distance(a, b) + distance(b, point)) / 2
        at = point
      case .close:
        sum += distance(at, start)
        at = start
      }
    }
    return .pt(sum)
  }
}
