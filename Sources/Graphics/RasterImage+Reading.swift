import Diagnostics

extension RasterImage {
  /// A PNG or JPEG file, recognized by its bytes.
  ///
  /// - Throws: `image.unknown-format` for any other file, `image.broken` for one that is cut off or damaged.
  public static func read(_ file: InputFile) throws(Diagnostic) -> RasterImage {
    preconditionFailure("being written")
  }
}
