import Geometry
import TextShaping

/// Names a printed number in the ledger. Opaque here: only the ledger knows what it stands for.
public struct NumberMark: Hashable, Sendable {
  public var rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// A glyph at its place, relative to the origin of its run.
@frozen public struct PlacedGlyph: Hashable, Sendable {
  public var id: UInt32
  /// Offset from the run's origin, in points.
  public var x: Float
  public var y: Float
  @inlinable public init(id: UInt32, x: Float, y: Float) {
    self.id = id
    self.x = x
    self.y = y
  }
}

/// How many bytes of a run's text stand for how many of its glyphs.
@frozen public struct TextCluster: Hashable, Sendable {
  public var byteCount: UInt16
  public var glyphCount: UInt16
  @inlinable public init(byteCount: UInt16, glyphCount: UInt16) {
    self.byteCount = byteCount
    self.glyphCount = glyphCount
  }
}

/// Glyphs of a run that are a printed number, or a part of one.
public struct NumberGlyphs: Hashable, Sendable {
  public var mark: NumberMark
  public var glyphs: Range<Int>
  public init(mark: NumberMark, glyphs: Range<Int>) {
    self.mark = mark
    self.glyphs = glyphs
  }
}

/// Glyphs of one face, size and colour on one baseline, with the text that they stand for.
public struct GlyphRun: Hashable, Sendable {
  public var face: FontFace
  public var size: Length
  /// How much wider than the face draws them glyphs are drawn: 1.01 for a line that is widened by a hundredth. Advances and
  /// places are of glyphs so widened.
  public var horizontalScale: Double = 1
  public var color: Color
  /// The left end of the baseline.
  public var origin: Point
  public var glyphs: [PlacedGlyph]
  /// The text in UTF-8, in logical order; what a reader who copies the run gets.
  public var text: [UInt8]
  public var clusters: [TextCluster]
  /// The distance from the origin to where the next run would start.
  public var width: Length
  /// Which glyphs are numbers of the ledger, in the order of the glyphs. Kept where a drawing is made, since its file names
  /// them; pages know their numbers by place.
  public var numbers: [NumberGlyphs] = []

  public init(
    face: FontFace, size: Length, color: Color, origin: Point, glyphs: [PlacedGlyph], text: [UInt8],
    clusters: [TextCluster], width: Length
  ) {
    self.face = face
    self.size = size
    self.color = color
    self.origin = origin
    self.glyphs = glyphs
    self.text = text
    self.clusters = clusters
    self.width = width
  }
}

/// Lines and curves, to be filled or stroked.
public struct Path: Hashable, Sendable {
  public enum Element: Hashable, Sendable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }
  public var elements: [Element]
  public init(_ elements: [Element] = []) { self.elements = elements }

  public static func rectangle(_ r: Rectangle) -> Path {
    Path([
      .move(Point(x: r.minX, y: r.minY)), .line(Point(x: r.maxX, y: r.minY)),
      .line(Point(x: r.maxX, y: r.maxY)), .line(Point(x: r.minX, y: r.maxY)), .close,
    ])
  }
  public static func line(from a: Point, to b: Point) -> Path { Path([.move(a), .line(b)]) }

  /// A circle of four cubic curves; off the true circle by at most 0.03% of its radius.
  public static func circle(center c: Point, radius r: Length) -> Path {
    let k = r * 0.5522847498
    func p(_ x: Length, _ y: Length) -> Point { Point(x: c.x + x, y: c.y + y) }
    let o = Length.zero
    return Path([
      .move(p(r, o)), .curve(p(r, k), p(k, r), p(o, r)), .curve(p(-k, r), p(-r, k), p(-r, o)),
      .curve(p(-r, -k), p(-k, -r), p(o, -r)), .curve(p(k, -r), p(r, -k), p(r, o)), .close,
    ])
  }
}

public struct Stroke: Hashable, Sendable {
  public enum Cap: Sendable { case butt, round, square }
  public enum Join: Sendable { case miter, round, bevel }
  public var color: Color
  public var width: Length
  public var dashes: [Length]
  public var cap: Cap
  public var join: Join
  public init(
    color: Color, width: Length, dashes: [Length] = [], cap: Cap = .butt, join: Join = .miter
  ) {
    self.color = color
    self.width = width
    self.dashes = dashes
    self.cap = cap
    self.join = join
  }
}

/// A picture made of pixels, as its file has it.
public struct RasterImage: Hashable, Sendable {
  public enum Format: Hashable, Sendable { case png, jpeg }
  public var format: Format
  public var bytes: [UInt8]
  public var pixelWidth: Int
  public var pixelHeight: Int
  /// Pixels per inch, where the file says so.
  public var resolution: Double?
  public init(
    format: Format, bytes: [UInt8], pixelWidth: Int, pixelHeight: Int, resolution: Double? = nil
  ) {
    self.format = format
    self.bytes = bytes
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
    self.resolution = resolution
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(format)
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

/// One thing to draw. A later item covers an earlier one.
public enum Shape: Hashable, Sendable {
  case glyphs(GlyphRun)
  case text(TextShape)
  case path(Path, fill: Color?, stroke: Stroke?)
  case image(RasterImage, Rectangle)
  /// A drawing of its own, such as a chart, under a transform.
  case drawing(Drawing, Transform)
  case group(ShapeGroup)
}

/// Where a number of the ledger was printed.
public struct NumberPlace: Hashable, Sendable {
  public var mark: NumberMark
  public var box: Rectangle
  public init(mark: NumberMark, box: Rectangle) {
    self.mark = mark
    self.box = box
  }
}

/// Shapes at fixed places within a size: a chart or a picture.
public struct Drawing: Hashable, Sendable {
  public var size: Size
  public var shapes: [Shape]
  public var numbers: [NumberPlace]
  /// The colour of the text around the drawing: what has it may follow that of a page that the drawing is set into.
  public var textColor: Color?
  /// What the drawing is meant to lie on.
  public var ground: Color
  public init(
    size: Size, shapes: [Shape] = [], numbers: [NumberPlace] = [], textColor: Color? = nil, ground: Color = .white
  ) {
    self.size = size
    self.shapes = shapes
    self.numbers = numbers
    self.textColor = textColor
    self.ground = ground
  }
}
