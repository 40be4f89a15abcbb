import Diagnostics
import Geometry

/// Reads simple SVG files, such as logos.
public enum SVGImage {
  /// The drawing in an SVG file.
  ///
  /// - Parameter diagnostics: Gets a warning for each thing in the file that is not drawn.
  /// - Throws: A diagnostic if the file is not XML, not SVG, or has no size.
  public static func read(
    _ file: InputFile, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> Drawing {
    preconditionFailure("being written")
  }
}
