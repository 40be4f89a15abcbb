/// A place on a page or in a drawing; x grows to the right and y downwards.
@frozen public struct Point: Hashable, Sendable {
  public var x: Length
  public var y: Length
  @inlinable public init(x: Length, y: Length) {
    self.x = x
    self.y = y
  }
  public static let zero = Point(x: .zero, y: .zero)
  @inlinable public static func + (a: Point, b: Point) -> Point { Point(x: a.x + b.x, y: a.y + b.y) }
  @inlinable public static func - (a: Point, b: Point) -> Point { Point(x: a.x - b.x, y: a.y - b.y) }
}

@frozen public struct Size: Hashable, Sendable {
  public var width: Length
  public var height: Length
  @inlinable public init(width: Length, height: Length) {
    self.width = width
    self.height = height
  }
  public static let zero = Size(width: .zero, height: .zero)
}

/// An upright rectangle, by its top left corner and its size.
@frozen public struct Rectangle: Hashable, Sendable {
  public var origin: Point
  public var size: Size

  @inlinable public init(origin: Point, size: Size) {
    self.origin = origin
    self.size = size
  }
  @inlinable public init(x: Length, y: Length, width: Length, height: Length) {
    self.init(origin: Point(x: x, y: y), size: Size(width: width, height: height))
  }

  @inlinable public var minX: Length { origin.x }
  @inlinable public var minY: Length { origin.y }
  @inlinable public var maxX: Length { origin.x + size.width }
  @inlinable public var maxY: Length { origin.y + size.height }
  @inlinable public var midX: Length { origin.x + size.width / 2 }
  @inlinable public var midY: Length { origin.y + size.height / 2 }

  /// Whether the two share more than an edge.
  @inlinable public func overlaps(_ other: Rectangle) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }
  @inlinable public func offset(by delta: Point) -> Rectangle {
    Rectangle(origin: origin + delta, size: size)
  }
  @inlinable public func insetBy(_ distance: Length) -> Rectangle {
    Rectangle(
      x: minX + distance, y: minY + distance, width: size.width - distance * 2,
      height: size.height - distance * 2)
  }
  public func union(_ other: Rectangle) -> Rectangle {
    let x = min(minX, other.minX)
    let y = min(minY, other.minY)
    return Rectangle(
      x: x, y: y, width: max(maxX, other.maxX) - x, height: max(maxY, other.maxY) - y)
  }
}

/// Distances inwards from the four edges of a box.
@frozen public struct Insets: Hashable, Sendable {
  public var top: Length
  public var right: Length
  public var bottom: Length
  public var left: Length
  @inlinable public init(top: Length, right: Length, bottom: Length, left: Length) {
    self.top = top
    self.right = right
    self.bottom = bottom
    self.left = left
  }
  public static let zero = Insets(top: .zero, right: .zero, bottom: .zero, left: .zero)
}

/// An affine map: x′ = a·x + c·y + tx and y′ = b·x + d·y + ty, with `tx` and `ty` in points.
@frozen public struct Transform: Hashable, Sendable {
  public var a: Double
  public var b: Double
  public var c: Double
  public var d: Double
  public var tx: Double
  public var ty: Double

  public init(a: Double, b: Double, c: Double, d: Double, tx: Double, ty: Double) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.tx = tx
    self.ty = ty
  }
  /// How many times larger areas become; 0 where all ends up on a line or point.
  public var determinant: Double { a * d - b * c }
  public static let identity = Transform(a: 1, b: 0, c: 0, d: 1, tx: 0, ty: 0)
  public static func translation(_ offset: Point) -> Transform {
    Transform(a: 1, b: 0, c: 0, d: 1, tx: offset.x.points, ty: offset.y.points)
  }
  public static func scale(_ x: Double, _ y: Double) -> Transform {
    Transform(a: x, b: 0, c: 0, d: y, tx: 0, ty: 0)
  }
  /// The map that applies `self` first and `next` to its result.
  public func then(_ next: Transform) -> Transform {
    Transform(
      a: a * next.a + b * next.c, b: a * next.b + b * next.d,
      c: c * next.a + d * next.c, d: c * next.b + d * next.d,
      tx: tx * next.a + ty * next.c + next.tx, ty: tx * next.b + ty * next.d + next.ty)
  }
  public func callAsFunction(_ p: Point) -> Point {
    let (x, y) = (p.x.points, p.y.points)
    return Point(x: .pt(a * x + c * y + tx), y: .pt(b * x + d * y + ty))
  }
}
