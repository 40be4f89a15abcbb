import CCairo

/// A picture of pixels to draw with.
@safe public final class PictureSurface {
  let handle: OpaquePointer
  public let width: Int
  public let height: Int

  private init(handle: OpaquePointer) {
    unsafe self.handle = handle
    width = unsafe Int(cairo_image_surface_get_width(handle))
    height = unsafe Int(cairo_image_surface_get_height(handle))
  }

  deinit { unsafe cairo_surface_destroy(handle) }

  /// Decodes a PNG file.
  public convenience init(png bytes: [UInt8]) throws(CairoError) {
    let step = "reading a PNG"
    let reader = ByteReader(bytes)
    let surface = unsafe withExtendedLifetime(reader) {
      unsafe cairo_image_surface_create_from_png_stream(ByteReader.read, reader.context)
    }
    guard let surface = unsafe surface else { throw CairoError(CAIRO_STATUS_NO_MEMORY, while: step) }
    let status = unsafe cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      unsafe cairo_surface_destroy(surface)
      throw CairoError(status, while: step)
    }
    unsafe self.init(handle: surface)
  }

  /// An opaque picture whose pixels `decode` fills in.
  ///
  /// - Parameter decode: Gets the pixels as bytes blue, green, red and one unused, on a little-endian
  ///   machine, and the bytes from one row to the next; returns false if it could not fill them in.
  public convenience init(
    width: Int, height: Int, decode: (UnsafeMutableRawBufferPointer, _ stride: Int) -> Bool
  ) throws(CairoError) {
    try self.init(blank: width, height)
    unsafe cairo_surface_flush(handle)
    let stride = unsafe Int(cairo_image_surface_get_stride(handle))
    let data = unsafe UnsafeMutableRawBufferPointer(
      start: cairo_image_surface_get_data(handle), count: stride * height)
    guard unsafe decode(data, stride) else { throw CairoError("reading a picture", "it is damaged") }
    unsafe cairo_surface_mark_dirty(handle)
  }

  /// A JPEG file that goes into a PDF or SVG as it is. It has no pixels, so a pixel surface draws it black.
  ///
  /// - Parameter identifier: The same for the same picture, which then is in the PDF once.
  public convenience init(
    embedding jpeg: [UInt8], width: Int, height: Int, identifier: String
  ) throws(CairoError) {
    // Pixels that nobody touches take no memory.
    try self.init(blank: width, height)
    try attach(jpeg, as: CAIRO_MIME_TYPE_JPEG)
    try identify(as: identifier)
  }

  /// Tells a PDF which pictures are the same, so that it holds each once.
  public func identify(as identifier: String) throws(CairoError) {
    try attach(Array(identifier.utf8), as: CAIRO_MIME_TYPE_UNIQUE_ID)
  }

  private convenience init(blank width: Int, _ height: Int) throws(CairoError) {
    let step = "reading a picture of \(width) by \(height) pixels"
    let allowed = 1...32767
    guard allowed.contains(width), allowed.contains(height),
      let surface = unsafe cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    else { throw CairoError(CAIRO_STATUS_INVALID_SIZE, while: step) }
    let status = unsafe cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      unsafe cairo_surface_destroy(surface)
      throw CairoError(status, while: step)
    }
    unsafe self.init(handle: surface)
  }

  private func attach(_ bytes: [UInt8], as type: String) throws(CairoError) {
    let kept = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    unsafe kept.initialize(from: bytes, count: bytes.count)
    let status = unsafe cairo_surface_set_mime_data(
      handle, type, kept, UInt(bytes.count), { unsafe $0?.deallocate() }, kept)
    guard status == CAIRO_STATUS_SUCCESS else {
      unsafe kept.deallocate()
      throw CairoError(status, while: "reading a picture")
    }
  }
}

/// Gives bytes to Cairo as it asks for them.
private final class ByteReader {
  private let bytes: [UInt8]
  private var position = 0
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var context: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }

  static let read: cairo_read_func_t = { context, data, length in
    guard let context = unsafe context, let data = unsafe data else { return CAIRO_STATUS_READ_ERROR }
    let reader = unsafe Unmanaged<ByteReader>.fromOpaque(context).takeUnretainedValue()
    let count = Int(length)
    guard reader.bytes.count - reader.position >= count else { return CAIRO_STATUS_READ_ERROR }
    unsafe reader.bytes.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { unsafe data.update(from: start + reader.position, count: count) }
    }
    reader.position += count
    return CAIRO_STATUS_SUCCESS
  }
}
