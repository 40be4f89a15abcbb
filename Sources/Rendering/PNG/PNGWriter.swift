import Geometry
import Graphics

/// Writes pages and drawings as PNG pictures.
public enum PNGWriter {
  /// A page on white.
  ///
  /// - Parameter resolution: Pixels per inch.
  public static func render(_ page: Page, resolution: Double) throws(RenderingError) -> [UInt8] {
    preconditionFailure("being written")
  }

  /// A drawing.
  ///
  /// - Parameters:
  ///   - scale: Pixels for each CSS pixel (1/96 inch).
  ///   - background: What lies under the drawing; nil for nothing, which leaves it transparent.
  public static func render(
    _ drawing: Drawing, scale: Double, background: Color?
  ) throws(RenderingError) -> [UInt8] {
    preconditionFailure("being written")
  }
}
