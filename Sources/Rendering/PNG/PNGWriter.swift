import Cairo
import Geometry
import Graphics

/// Writes pages and drawings as PNG pictures.
public enum PNGWriter {
  /// A page on white.
  ///
  /// - Parameter resolution: Pixels per inch.
  /// - Throws: An error if a font or picture cannot be drawn with, or if a side would be over 32,767 pixels.
  public static func render(_ page: Page, resolution: Double) throws(RenderingError) -> [UInt8] {
    try render(size: page.size, pixelsPerPoint: resolution / 72, background: .white) {
      (painter: inout ShapePainter) throws(RenderingError) in
      for shape in page.shapes { try painter.draw(shape.shape) }
    }
  }

  /// A drawing.
  ///
  /// - Parameters:
  ///   - scale: Pixels for each CSS pixel (1/96 inch).
  ///   - background: What lies under the drawing; nil for nothing, which leaves it transparent.
  /// - Throws: As for a page.
  public static func render(
    _ drawing: Drawing, scale: Double, background: Color?
  ) throws(RenderingError) -> [UInt8] {
    try render(size: drawing.size, pixelsPerPoint: scale / 0.75, background: background) {
      (painter: inout ShapePainter) throws(RenderingError) in
      try painter.draw(drawing)
    }
  }

  private static func render(
    size: Size, pixelsPerPoint: Double, background: Color?,
    draw: (inout ShapePainter) throws(RenderingError) -> Void
  ) throws(RenderingError) -> [UInt8] {
    // Cairo refuses what is beyond its limits; here only what is no number of pixels at all is kept from it.
    func pixels(_ length: Length) -> Int {
      let count = (length.points * pixelsPerPoint).rounded(.toNearestOrAwayFromZero)
      return Int(min(max(count.isFinite ? count : 0, 0), 1_000_000))
    }
    let surface = try withCairo { () throws(CairoError) in
      try PixelSurface(width: pixels(size.width), height: pixels(size.height))
    }
    if let background {
      surface.context.setColor(background)
      surface.context.paint()
    }
    surface.context.concatenate(.scale(pixelsPerPoint, pixelsPerPoint))
    var painter = ShapePainter(
      context: surface.context, pictures: PictureCache(for: .pixels), mode: .pixels)
    try draw(&painter)
    let picture = try withCairo { () throws(CairoError) in try surface.png() }
    return PNGResolution.stamp(picture, pixelsPerMetre: pixelsPerPoint * 72 / 0.0254)
  }
}
