import CCairo
import Geometry

/// An SVG being drawn into memory.
@safe public struct SVGSurface: ~Copyable {
  private let handle: OpaquePointer
  private let output: ByteSink  // Collects what Cairo writes; outlives `handle`.
  public let context: DrawingContext

  /// Starts an SVG whose user unit is a CSS pixel.
  ///
  /// - Parameters:
  ///   - width: In CSS pixels; drawing is in pixels too.
  ///   - height: In CSS pixels.
  public init(width: Double, height: Double) throws(CairoError) {
    let step = "starting an SVG"
    let sink = ByteSink()
    guard
      let surface = unsafe cairo_svg_surface_create_for_stream(
        ByteSink.append, sink.context, width, height)
    else { throw CairoError(CAIRO_STATUS_NO_MEMORY, while: step) }
    let status = unsafe cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      unsafe cairo_surface_destroy(surface)
      throw CairoError(status, while: step)
    }
    unsafe cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX)
    do {
      context = try unsafe DrawingContext(surface: surface)
    } catch {
      unsafe cairo_surface_finish(surface)
      unsafe cairo_surface_destroy(surface)
      throw error
    }
    unsafe handle = surface
    output = sink
  }

  deinit {
    unsafe cairo_surface_finish(handle)
    unsafe cairo_surface_destroy(handle)
  }

  /// Ends the drawing; only now is it known whether all of it was written.
  public func finish() throws(CairoError) -> [UInt8] {
    try context.checkStatus(while: "drawing an SVG")
    unsafe cairo_surface_finish(handle)
    let status = unsafe cairo_surface_status(handle)
    guard status == CAIRO_STATUS_SUCCESS else { throw CairoError(status, while: "ending an SVG") }
    return output.takeBytes()
  }
}
