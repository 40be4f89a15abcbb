import CCairo
import Geometry

/// A picture of pixels being drawn.
@safe public struct PixelSurface: ~Copyable {
  private let handle: OpaquePointer
  public let context: DrawingContext

  /// Starts a transparent picture.
  public init(width: Int, height: Int) throws(CairoError) {
    let step = "starting a picture of \(width) by \(height) pixels"
    guard let (w, h) = pixelSize(width, height),
      let surface = unsafe cairo_image_surface_create(CAIRO_FORMAT_ARGB32, w, h)
    else { throw CairoError(CAIRO_STATUS_INVALID_SIZE, while: step) }
    let status = unsafe cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      unsafe cairo_surface_destroy(surface)
      throw CairoError(status, while: step)
    }
    do {
      context = try unsafe DrawingContext(surface: surface)
    } catch {
      unsafe cairo_surface_destroy(surface)
      throw error
    }
    unsafe handle = surface
  }

  deinit { unsafe cairo_surface_destroy(handle) }

  /// The picture as a PNG file.
  public func png() throws(CairoError) -> [UInt8] {
    let step = "writing a PNG"
    try context.checkStatus(while: "drawing a picture")
    unsafe cairo_surface_flush(handle)
    let sink = ByteSink()
    let status = unsafe cairo_surface_write_to_png_stream(handle, ByteSink.append, sink.context)
    guard status == CAIRO_STATUS_SUCCESS else { throw CairoError(status, while: step) }
    return sink.takeBytes()
  }
}

/// Cairo's widest picture is 32,767 pixels.
private func pixelSize(_ width: Int, _ height: Int) -> (Int32, Int32)? {
  let allowed = 1...32767
  return allowed.contains(width) && allowed.contains(height) ? (Int32(width), Int32(height)) : nil
}
