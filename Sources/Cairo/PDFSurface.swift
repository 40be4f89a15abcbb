import CCairo
import Geometry

/// A PDF being drawn into memory. It owns its C surface, so it cannot be copied.
@safe public struct PDFSurface: ~Copyable {
  private let handle: OpaquePointer
  private let output: ByteSink  // Collects what Cairo writes; outlives `handle`.
  public let context: DrawingContext

  /// Starts a PDF; each page is given its own size.
  public init() throws(CairoError) {
    let step = "starting a PDF"
    let sink = ByteSink()
    guard let surface = unsafe cairo_pdf_surface_create_for_stream(ByteSink.append, sink.context, 1, 1) else {
      throw CairoError(CAIRO_STATUS_NO_MEMORY, while: step)
    }
    let status = unsafe cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      unsafe cairo_surface_destroy(surface)
      throw CairoError(status, while: step)
    }
    // Later versions of Cairo pack objects of their own accord from PDF 1.5 on.
    unsafe cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4)
    // Cairo would stamp the file with the time of day. What it writes here is replaced later.
    unsafe cairo_pdf_surface_set_metadata(
      surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
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
    unsafe cairo_surface_finish(handle)  // From here on, Cairo does not write to `output`.
    unsafe cairo_surface_destroy(handle)
  }

  /// Sets the size of the page that is drawn next; nothing may have been drawn on it.
  public func setPageSize(_ size: Size) {
    unsafe cairo_pdf_surface_set_size(handle, size.width.points, size.height.points)
  }

  /// Ends the page and appends what Cairo wrote of the file since the last time to `bytes`.
  public func endPage(appendingTo bytes: inout [UInt8]) throws(CairoError) {
    unsafe cairo_show_page(context.handle)
    try context.checkStatus(while: "drawing a page")
    output.drain(into: &bytes)
  }

  /// Ends the file and appends the last of it, fonts among it, to `bytes`.
  public func finish(appendingTo bytes: inout [UInt8]) throws(CairoError) {
    unsafe cairo_surface_finish(handle)
    let status = unsafe cairo_surface_status(handle)
    guard status == CAIRO_STATUS_SUCCESS else { throw CairoError(status, while: "ending a PDF") }
    output.drain(into: &bytes)
  }
}
