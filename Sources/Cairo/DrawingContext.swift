import CCairo
import Geometry

/// Draws onto a surface: paths, glyphs and pictures, in points from the top left corner.
///
/// Cairo keeps the first error and then ignores what it is told, so nothing here throws; the surface
/// that the context belongs to reports the error when its drawing ends.
@safe public final class DrawingContext {
  let handle: OpaquePointer
  private var glyphs: [cairo_glyph_t] = []
  private var clusters: [cairo_text_cluster_t] = []
  private var currentFont: ScaledFont?

  public enum LineCap: Sendable { case butt, round, square }
  public enum LineJoin: Sendable { case miter, round, bevel }

  init(surface: OpaquePointer) throws(CairoError) {
    guard let context = unsafe cairo_create(surface) else {
      throw CairoError(CAIRO_STATUS_NO_MEMORY, while: "starting to draw")
    }
    let status = unsafe cairo_status(context)
    guard status == CAIRO_STATUS_SUCCESS else {
      unsafe cairo_destroy(context)
      throw CairoError(status, while: "starting to draw")
    }
    unsafe handle = context
  }

  deinit { unsafe cairo_destroy(handle) }

  /// Throws what went wrong so far.
  public func checkStatus(while step: String) throws(CairoError) {
    let status = unsafe cairo_status(handle)
    if status != CAIRO_STATUS_SUCCESS { throw CairoError(status, while: step) }
  }

  // MARK: State

  public func save() { unsafe cairo_save(handle) }

  public func restore() {
    unsafe cairo_restore(handle)
    currentFont = nil
  }

  public func concatenate(_ t: Transform) {
    var matrix = cairo_matrix_t(xx: t.a, yx: t.b, xy: t.c, yy: t.d, x0: t.tx, y0: t.ty)
    unsafe cairo_transform(handle, &matrix)
  }

  /// Goes back to the surface's own coordinates until the next ``restore()``.
  public func resetTransform() { unsafe cairo_identity_matrix(handle) }

  public func setColor(_ color: Color) {
    if color.alpha >= 1 {
      unsafe cairo_set_source_rgb(handle, color.red, color.green, color.blue)
    } else {
      unsafe cairo_set_source_rgba(handle, color.red, color.green, color.blue, color.alpha)
    }
  }

  public func setStroke(width: Double, dashes: [Double], cap: LineCap, join: LineJoin) {
    unsafe cairo_set_line_width(handle, width)
    unsafe cairo_set_miter_limit(handle, 4)  // As in CSS and SVG.
    unsafe cairo_set_dash(handle, dashes, Int32(dashes.count), 0)
    let cairoCap: cairo_line_cap_t =
      switch cap {
      case .butt: CAIRO_LINE_CAP_BUTT
      case .round: CAIRO_LINE_CAP_ROUND
      case .square: CAIRO_LINE_CAP_SQUARE
      }
    let cairoJoin: cairo_line_join_t =
      switch join {
      case .miter: CAIRO_LINE_JOIN_MITER
      case .round: CAIRO_LINE_JOIN_ROUND
      case .bevel: CAIRO_LINE_JOIN_BEVEL
      }
    unsafe cairo_set_line_cap(handle, cairoCap)
    unsafe cairo_set_line_join(handle, cairoJoin)
  }

  // MARK: Paths

  public func move(to p: Point) { unsafe cairo_move_to(handle, p.x.points, p.y.points) }
  public func line(to p: Point) { unsafe cairo_line_to(handle, p.x.points, p.y.points) }
  public func curve(_ a: Point, _ b: Point, to p: Point) {
    unsafe cairo_curve_to(
      handle, a.x.points, a.y.points, b.x.points, b.y.points, p.x.points, p.y.points)
  }
  public func closePath() { unsafe cairo_close_path(handle) }
  public func rectangle(_ r: Rectangle) {
    unsafe cairo_rectangle(
      handle, r.origin.x.points, r.origin.y.points, r.size.width.points, r.size.height.points)
  }
  public func newPath() { unsafe cairo_new_path(handle) }
  /// Keeps what is drawn until the next ``restore()`` within the path.
  public func clip() { unsafe cairo_clip(handle) }
  /// Fills the path by the nonzero rule and keeps it.
  public func fillPreserving() { unsafe cairo_fill_preserve(handle) }
  public func fill() { unsafe cairo_fill(handle) }
  public func stroke() { unsafe cairo_stroke(handle) }
  /// Covers the whole of what can be drawn on.
  public func paint() { unsafe cairo_paint(handle) }

  // MARK: Text

  /// Starts a run: its glyphs, and how many bytes of its text stand for how many of them.
  public func setRun(
    _ font: ScaledFont, glyphCount: Int, clusterCount: Int,
    glyph: (Int) -> (id: UInt32, x: Double, y: Double),
    cluster: (Int) -> (byteCount: Int, glyphCount: Int)
  ) {
    if currentFont !== font {
      unsafe cairo_set_scaled_font(handle, font.handle)
      currentFont = font
    }
    fill(&glyphs, &clusters, glyphCount, clusterCount, glyph, cluster)
  }

  /// Takes both arrays at once, since each access to them is checked.
  private func fill(
    _ glyphs: inout [cairo_glyph_t], _ clusters: inout [cairo_text_cluster_t], _ glyphCount: Int,
    _ clusterCount: Int, _ glyph: (Int) -> (id: UInt32, x: Double, y: Double),
    _ cluster: (Int) -> (byteCount: Int, glyphCount: Int)
  ) {
    glyphs.removeAll(keepingCapacity: true)
    clusters.removeAll(keepingCapacity: true)
    for index in 0..<glyphCount {
      let (id, x, y) = glyph(index)
      glyphs.append(cairo_glyph_t(index: UInt(id), x: x, y: y))
    }
    for index in 0..<clusterCount {
      let (bytes, count) = cluster(index)
      clusters.append(cairo_text_cluster_t(num_bytes: Int32(bytes), num_glyphs: Int32(count)))
    }
  }

  /// Draws the run with the text that it stands for, in UTF-8.
  public func showRun(text: [UInt8]) {
    let (glyphCount, clusterCount) = (Int32(glyphs.count), Int32(clusters.count))
    unsafe text.withUnsafeBufferPointer { text in
      unsafe text.withMemoryRebound(to: CChar.self) { text in
        unsafe glyphs.withUnsafeBufferPointer { glyphs in
          unsafe clusters.withUnsafeBufferPointer { clusters in
            unsafe cairo_show_text_glyphs(
              handle, text.baseAddress, Int32(text.count), glyphs.baseAddress, glyphCount,
              clusters.baseAddress, clusterCount, cairo_text_cluster_flags_t(rawValue: 0))
          }
        }
      }
    }
  }

  /// Draws the run as outlines only.
  public func showGlyphs() {
    let count = Int32(glyphs.count)
    unsafe glyphs.withUnsafeBufferPointer { unsafe cairo_show_glyphs(handle, $0.baseAddress, count) }
  }

  // MARK: Pictures

  /// Draws a picture stretched to a rectangle.
  ///
  /// - Parameter isSmooth: Whether pixels at the edge are mixed with themselves rather than with what is
  ///   beyond it. A PDF would hold such a picture as pixels instead of as its file has it.
  public func draw(_ picture: PictureSurface, in box: Rectangle, isSmooth: Bool) {
    guard picture.width > 0, picture.height > 0 else { return }
    save()
    unsafe cairo_translate(handle, box.minX.points, box.minY.points)
    unsafe cairo_scale(
      handle, box.size.width.points / Double(picture.width),
      box.size.height.points / Double(picture.height))
    unsafe cairo_set_source_surface(handle, picture.handle, 0, 0)
    if isSmooth {
      unsafe cairo_pattern_set_extend(cairo_get_source(handle), CAIRO_EXTEND_PAD)
      unsafe cairo_rectangle(handle, 0, 0, Double(picture.width), Double(picture.height))
      unsafe cairo_fill(handle)
    } else {
      unsafe cairo_paint(handle)
    }
    restore()
  }
}
