import CCairo
import CFreeType
import Geometry
import Synchronization

/// A face of a font file, opened for drawing.
///
/// Glyphs are drawn without hinting, so that outlines and advances scale with the size.
@safe public final class CairoFace: @unchecked Sendable {
  // Cairo locks the FreeType face itself and counts references atomically.
  let handle: OpaquePointer

  /// Opens a face.
  ///
  /// - Parameters:
  ///   - bytes: The font file; must stay in place as long as `owner` lives.
  ///   - index: Which face of a collection.
  ///   - owner: Kept alive as long as Cairo may read from `bytes`.
  /// - Throws: An error if FreeType cannot read the file, or if it is a variable font: Cairo would
  ///   write the default instance's outlines with the chosen instance's advances.
  public init(
    bytes: UnsafeRawBufferPointer, index: Int, owner: any AnyObject & Sendable
  ) throws(CairoError) {
    let step = "opening a font for drawing"
    let face = try unsafe FreeTypeFace.open(bytes: unsafe bytes, index: index, owner: owner)
    guard
      let font = unsafe cairo_ft_font_face_create_for_ft_face(face.handle, Int32(FT_LOAD_NO_HINTING))
    else { throw CairoError(CAIRO_STATUS_NO_MEMORY, while: step) }
    // Cairo may keep the font for longer than this object lives, so the face goes when Cairo says so.
    let kept = unsafe Unmanaged.passRetained(face)
    var status = unsafe cairo_font_face_status(font)
    if status == CAIRO_STATUS_SUCCESS {
      status = unsafe cairo_font_face_set_user_data(font, FreeTypeFace.key, kept.toOpaque()) { pointer in
        if let pointer = unsafe pointer { unsafe Unmanaged<FreeTypeFace>.fromOpaque(pointer).release() }
      }
    }
    guard status == CAIRO_STATUS_SUCCESS else {
      unsafe cairo_font_face_destroy(font)
      unsafe kept.release()
      throw CairoError(status, while: step)
    }
    unsafe handle = font
  }

  deinit { unsafe cairo_font_face_destroy(handle) }
}

/// A face at a size.
@safe public final class ScaledFont: @unchecked Sendable {
  let handle: OpaquePointer

  /// - Parameters:
  ///   - size: The em in the units of the drawing.
  ///   - horizontalScale: How much wider glyphs are drawn than the face has them.
  public init(face: CairoFace, size: Double, horizontalScale: Double = 1) throws(CairoError) {
    var matrix = cairo_matrix_t(xx: size * horizontalScale, yx: 0, xy: 0, yy: size, x0: 0, y0: 0)
    var identity = cairo_matrix_t(xx: 1, yx: 0, xy: 0, yy: 1, x0: 0, y0: 0)
    let options = unsafe cairo_font_options_create()
    defer { unsafe cairo_font_options_destroy(options) }
    unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    guard let font = unsafe cairo_scaled_font_create(face.handle, &matrix, &identity, options) else {
      throw CairoError(CAIRO_STATUS_NO_MEMORY, while: "scaling a font")
    }
    let status = unsafe cairo_scaled_font_status(font)
    guard status == CAIRO_STATUS_SUCCESS else {
      unsafe cairo_scaled_font_destroy(font)
      throw CairoError(status, while: "scaling a font")
    }
    unsafe handle = font
  }

  deinit { unsafe cairo_scaled_font_destroy(handle) }
}

/// A piece of a glyph's outline, relative to the glyph's origin, with y growing downwards.
public enum OutlineElement: Sendable {
  case move(Point)
  case line(Point)
  case curve(Point, Point, Point)
  case close
}

extension ScaledFont {
  /// The outline of a glyph; empty for one without, such as a space.
  public func outline(of glyph: UInt32) throws(CairoError) -> [OutlineElement] {
    let surface = try PixelSurface(width: 1, height: 1)
    let context = unsafe surface.context.handle
    unsafe cairo_set_scaled_font(context, handle)
    var glyphs = cairo_glyph_t(index: UInt(glyph), x: 0, y: 0)
    unsafe cairo_glyph_path(context, &glyphs, 1)
    try surface.context.checkStatus(while: "reading a glyph's outline")
    guard let path = unsafe cairo_copy_path(context) else {
      throw CairoError(CAIRO_STATUS_NO_MEMORY, while: "reading a glyph's outline")
    }
    defer { unsafe cairo_path_destroy(path) }
    var outline: [OutlineElement] = []
    var index = 0
    while unsafe index < Int(path.pointee.num_data) {
      guard let data = unsafe path.pointee.data?.advanced(by: index) else { break }
      let header = unsafe data.pointee.header
      switch header.type {
      case CAIRO_PATH_MOVE_TO: outline.append(.move(unsafe Point(data[1])))
      case CAIRO_PATH_LINE_TO: outline.append(.line(unsafe Point(data[1])))
      case CAIRO_PATH_CURVE_TO:
        outline.append(.curve(unsafe Point(data[1]), unsafe Point(data[2]), unsafe Point(data[3])))
      default: outline.append(.close)
      }
      index += max(1, Int(header.length))
    }
    return outline
  }
}

extension Point {
  fileprivate init(_ data: cairo_path_data_t) {
    self.init(x: .pt(unsafe data.point.x), y: .pt(unsafe data.point.y))
  }
}

/// A FreeType face and the bytes that it reads.
@safe private final class FreeTypeFace: @unchecked Sendable {
  let handle: FT_Face
  private let owner: any AnyObject & Sendable

  private init(handle: FT_Face, owner: any AnyObject & Sendable) {
    unsafe self.handle = unsafe handle
    self.owner = owner
  }

  /// Whose address marks the face among a Cairo font's user data; never freed.
  nonisolated(unsafe) static let key = UnsafeMutablePointer<cairo_user_data_key_t>.allocate(capacity: 1)

  /// FreeType wants opening and closing faces of one library to be one at a time.
  private static let library = Mutex<Library>(Library())
  @safe private struct Library: @unchecked Sendable { var handle: FT_Library? }

  static func open(
    bytes: UnsafeRawBufferPointer, index: Int, owner: any AnyObject & Sendable
  ) throws(CairoError) -> FreeTypeFace {
    let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: FT_Byte.self)
    let (error, opened): (FT_Error, FreeTypeFace?) = library.withLock { library in
      if unsafe library.handle == nil {
        let error = unsafe FT_Init_FreeType(&library.handle)
        if error != 0 { return (error, nil) }
      }
      var handle: FT_Face?
      let error = unsafe FT_New_Memory_Face(library.handle, base, bytes.count, index, &handle)
      guard error == 0, let handle = unsafe handle else { return (error, nil) }
      return (0, unsafe FreeTypeFace(handle: handle, owner: owner))
    }
    guard let opened else {
      throw CairoError("opening a font for drawing", "FreeType cannot read it (error \(error))")
    }
    guard unsafe opened.handle.pointee.face_flags & (1 << 8) == 0 else {  // FT_FACE_FLAG_MULTIPLE_MASTERS
      throw CairoError("opening a font for drawing", "it is a variable font; use a static cut of it")
    }
    return opened
  }

  deinit {
    Self.library.withLock { _ in _ = unsafe FT_Done_Face(handle) }
  }
}
