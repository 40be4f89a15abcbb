import Cairo
import Geometry
import Graphics
import TextShaping

/// Draws shapes through Cairo.
struct ShapePainter {
  /// How text, colours and pictures are given to Cairo, which depends on the kind of file.
  enum Mode: Equatable {
    /// Glyphs with their text; every colour carries the number of its run.
    case pdf(run: Int)
    case pixels
    /// Of text only the places, by specks: see ``texts``.
    case svg
  }

  /// A run of glyphs that is written otherwise than by Cairo.
  struct PlacedText {
    var run: GlyphRun
    /// From the run's coordinates to those of the surface.
    var transform: Transform
    /// The run is seen only within all of these, which are in the coordinates of the surface.
    var clips: [Path]
  }

  let context: DrawingContext
  let pictures: PictureCache
  var mode: Mode
  /// Whether anything has been drawn that lets what is under it show through.
  private(set) var isTransparencyUsed = false
  /// Whether a glyph was drawn that stands for a character which its face lacks.
  private(set) var isGlyphMissing = false
  /// The runs of an SVG, in order. In the place of number n, Cairo draws a speck in black that carries n + 1.
  private(set) var texts: [PlacedText] = []

  /// From the coordinates of what is drawn now to those of the surface; kept for SVG only.
  private var transform = Transform.identity
  /// What clips the drawings that are being drawn, in an SVG. Text is not drawn by Cairo there, so that every other shape is
  /// clipped by itself.
  private var clips: [Path] = []

  private var lastFont: (face: FontFace, size: Length, horizontalScale: Double, font: ScaledFont)?

  init(context: DrawingContext, pictures: PictureCache, mode: Mode) {
    self.context = context
    self.pictures = pictures
    self.mode = mode
  }

  mutating func draw(_ shape: Shape) throws(RenderingError) {
    switch shape {
    case .glyphs(let run): try draw(run)
    case .text(let text): for run in text.runs { try draw(run) }
    case .group(let group): for shape in group.shapes { try draw(shape) }
    case .path(let path, let fill, let stroke):
      clipped { painter in painter.draw(path, fill: fill, stroke: stroke) }
    // What has no width or height shows nothing, and Cairo cannot draw in it.
    case .image(_, let box) where box.size.width.points * box.size.height.points < Self.leastArea: break
    case .drawing(_, let placement) where abs(placement.determinant) < Self.leastArea: break
    case .image(let image, let box):
      let surface = try pictures.surface(for: image)
      if image.format == .png { isTransparencyUsed = true }
      clipped { painter in painter.context.draw(surface, in: box, isSmooth: painter.mode == .pixels) }
    case .drawing(let drawing, let placement):
      let around = transform
      transform = placement.then(around)
      context.save()
      context.concatenate(placement)
      try draw(drawing)
      context.restore()
      transform = around
    }
  }

  /// Draws a drawing's shapes, within its size where one of them reaches out.
  mutating func draw(_ drawing: Drawing) throws(RenderingError) {
    let box = Rectangle(origin: .zero, size: drawing.size)
    // Cairo starts afresh after each clip, so there is none without need.
    let isClipped = drawing.shapes.contains { $0.reachesOut(of: drawing.size) }
    guard isClipped else {
      for shape in drawing.shapes { try draw(shape) }
      return
    }
    if mode == .svg {
      clips.append(Path(Path.rectangle(box).elements.map { $0.mapped(transform) }))
      for shape in drawing.shapes { try draw(shape) }
      clips.removeLast()
      return
    }
    context.save()
    context.newPath()
    context.rectangle(box)
    context.clip()
    for shape in drawing.shapes { try draw(shape) }
    context.restore()
  }

  /// Draws within the clips that are kept for an SVG.
  private mutating func clipped(_ draw: (inout ShapePainter) -> Void) {
    if clips.isEmpty { return draw(&self) }
    context.save()
    context.resetTransform()
    for clip in clips {
      add(clip)
      context.clip()
    }
    context.concatenate(transform)
    draw(&self)
    context.restore()
  }

  /// Draws what shows nothing but the colour of the run: see ``PageRun/hasSpeck``.
  mutating func drawSpeck() {
    setColor(.black)
    drawSpeck(at: Point(x: .pt(1), y: .pt(1)))
  }

  private func drawSpeck(at point: Point) {
    context.newPath()
    context.rectangle(Rectangle(origin: point, size: Size(width: Self.speckSize, height: Self.speckSize)))
    context.fill()
  }

  private static let leastArea = 1e-9

  /// Small, but not too small for the steps of 1/256 in which Cairo counts.
  static let speckSize = Length.pt(0.0625)

  /// Notes where text stands among the other shapes.
  private mutating func place(_ run: GlyphRun) {
    texts.append(PlacedText(run: run, transform: transform, clips: clips))
    context.save()
    context.resetTransform()
    context.setColor(RunColor.encode(.black, run: texts.count))
    drawSpeck(at: .zero)
    context.restore()
  }

  private mutating func setColor(_ color: Color) {
    if color.alpha < 1 { isTransparencyUsed = true }
    switch mode {
    case .pdf(let run): context.setColor(RunColor.encode(color, run: run + 1))
    case .pixels, .svg: context.setColor(color)
    }
  }

  private mutating func draw(_ run: GlyphRun) throws(RenderingError) {
    if run.glyphs.isEmpty || run.color.alpha <= 0 { return }
    if mode == .svg { return place(run) }
    let font: ScaledFont
    if let last = lastFont, last.face === run.face, last.size == run.size,
      last.horizontalScale == run.horizontalScale
    {
      font = last.font
    } else {
      font = try FaceCache.shared.font(run.face, size: run.size, horizontalScale: run.horizontalScale)
      lastFont = (run.face, run.size, run.horizontalScale, font)
    }
    setColor(run.color)
    let (x, y) = (run.origin.x.points, run.origin.y.points)
    context.setRun(
      font, glyphCount: run.glyphs.count, clusterCount: mode == .pixels ? 0 : run.clusters.count,
      glyph: { index in
        let glyph = run.glyphs[index]
        if glyph.id == 0 { isGlyphMissing = true }
        return (glyph.id, x + Double(glyph.x), y + Double(glyph.y))
      },
      cluster: { (Int(run.clusters[$0].byteCount), Int(run.clusters[$0].glyphCount)) })
    if mode == .pixels { context.showGlyphs() } else { context.showRun(text: run.text) }
  }

  /// Begins a path in the context.
  private func add(_ path: Path) {
    context.newPath()
    for element in path.elements {
      switch element {
      case .move(let p): context.move(to: p)
      case .line(let p): context.line(to: p)
      case .curve(let a, let b, let p): context.curve(a, b, to: p)
      case .close: context.closePath()
      }
    }
  }

  private mutating func draw(_ path: Path, fill: Color?, stroke: Stroke?) {
    let fill = fill.flatMap { $0.alpha > 0 ? $0 : nil }
    let stroke = stroke.flatMap { $0.color.alpha > 0 && $0.width > .zero ? $0 : nil }
    if fill == nil && stroke == nil { return }
    add(path)
    if let fill {
      setColor(fill)
      if stroke == nil { context.fill() } else { context.fillPreserving() }
    }
    if let stroke {
      setColor(stroke.color)
      // Dashes without length make a line without gaps (SVG 2, section 13.5.6).
      let dashes = stroke.dashes.contains { $0 > .zero } ? stroke.dashes.map(\.points) : []
      context.setStroke(
        width: stroke.width.points, dashes: dashes, cap: .init(stroke.cap),
        join: .init(stroke.join))
      context.stroke()
    }
  }
}

extension Path.Element {
  func mapped(_ t: Transform) -> Path.Element {
    switch self {
    case .move(let p): .move(t(p))
    case .line(let p): .line(t(p))
    case .curve(let a, let b, let p): .curve(t(a), t(b), t(p))
    case .close: .close
    }
  }
}

extension DrawingContext.LineCap {
  init(_ cap: Stroke.Cap) {
    switch cap {
    case .butt: self = .butt
    case .round: self = .round
    case .square: self = .square
    }
  }
}

extension DrawingContext.LineJoin {
  init(_ join: Stroke.Join) {
    switch join {
    case .miter: self = .miter
    case .round: self = .round
    case .bevel: self = .bevel
    }
  }
}

extension Shape {
  /// Whether a path or picture goes beyond a drawing of a size by more than a hair. Text never counts.
  func reachesOut(of size: Size) -> Bool {
    switch self {
    case .glyphs, .text: return false
    case .group(let group): return group.shapes.contains { $0.reachesOut(of: size) }
    case .path, .image, .drawing: break
    }
    guard let bounds else { return false }
    let room = Rectangle(origin: .zero, size: size).insetBy(.pt(-1))
    return bounds.minX < room.minX || bounds.minY < room.minY || bounds.maxX > room.maxX
      || bounds.maxY > room.maxY
  }

  /// Whether there is a picture of pixels in it.
  var containsImage: Bool {
    switch self {
    case .glyphs, .text, .path: false
    case .image: true
    case .drawing(let drawing, _): drawing.shapes.contains(where: \.containsImage)
    case .group(let group): group.shapes.contains(where: \.containsImage)
    }
  }
}
