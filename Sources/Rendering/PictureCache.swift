import CTurboJPEG
import Cairo
import Graphics

/// Pictures of a file being written, decoded once.
final class PictureCache {
  /// Where the pictures go, which decides what is made of them.
  enum Use {
    /// The file takes a JPEG as it is.
    case embedded
    case pixels
  }

  private let use: Use
  private var surfaces: [RasterImage: PictureSurface] = [:]
  private var pixelCount = 0
  private var nextIdentifier = 0
  private var identifiers: [RasterImage: Int] = [:]

  /// Pictures beyond this many pixels are decoded again when they come again.
  private static let pixelLimit = 4_000_000

  init(for use: Use) { self.use = use }

  func surface(for image: RasterImage) throws(RenderingError) -> PictureSurface {
    if let surface = surfaces[image] { return surface }
    if pixelCount > Self.pixelLimit {
      surfaces.removeAll()
      pixelCount = 0
    }
    let surface = try decode(image)
    if !(image.format == .jpeg && use == .embedded) { pixelCount += surface.width * surface.height }
    surfaces[image] = surface
    return surface
  }

  private func decode(_ image: RasterImage) throws(RenderingError) -> PictureSurface {
    let number = identifiers[image] ?? nextIdentifier
    identifiers[image] = number
    nextIdentifier = max(nextIdentifier, number + 1)
    let identifier = "picture \(number)"
    return try withCairo { () throws(CairoError) in
      switch (image.format, use) {
      case (.jpeg, .embedded):
        return try PictureSurface(
          embedding: image.bytes, width: image.pixelWidth, height: image.pixelHeight, identifier: identifier)
      case (.jpeg, .pixels):
        return try unsafe PictureSurface(width: image.pixelWidth, height: image.pixelHeight) {
          pixels, stride in
          unsafe decodeJPEG(image, to: pixels, stride: stride)
        }
      case (.png, _):
        let surface = try PictureSurface(png: image.bytes)
        try surface.identify(as: identifier)
        return surface
      }
    }
  }
}

/// Decodes a JPEG to bytes blue, green, red and one unused.
private func decodeJPEG(
  _ image: RasterImage, to pixels: UnsafeMutableRawBufferPointer, stride: Int
) -> Bool {
  guard let decoder = unsafe tjInitDecompress() else { return false }
  defer { unsafe tjDestroy(decoder) }
  let target = unsafe pixels.baseAddress?.assumingMemoryBound(to: UInt8.self)
  return unsafe image.bytes.withUnsafeBufferPointer { source in
    unsafe tjDecompress2(
      decoder, source.baseAddress, UInt(source.count), target, Int32(image.pixelWidth), Int32(stride),
      Int32(image.pixelHeight), Int32(TJPF_BGRX.rawValue), 0) == 0
  }
}
