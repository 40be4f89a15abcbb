import Cairo
import Geometry
import Graphics

/// Writes drawings as accessible SVG that can be embedded in a page.
public enum SVGWriter {
  /// A drawing as an SVG file.
  ///
  /// - Parameters:
  ///   - id: Begins every id in the file, so that charts in one page do not share any.
  ///   - title: The accessible name.
  ///   - description: What the drawing shows, for those who do not see it.
  ///   - language: The language of title, description and labels, as a BCP 47 tag.
  public static func render(
    _ drawing: Drawing, id: String, title: String, description: String, language: String
  ) throws(RenderingError) -> [UInt8] {
    try drawn(drawing)
  }

  /// What Cairo makes of a drawing.
  private static func drawn(_ drawing: Drawing) throws(RenderingError) -> [UInt8] {
    let surface = try withCairo { () throws(CairoError) in
      try SVGSurface(width: drawing.size.width.pixels, height: drawing.size.height.pixels)
    }
    surface.context.concatenate(.scale(1 / 0.75, 1 / 0.75))
    var painter = ShapePainter(
      context: surface.context, pictures: PictureCache(for: .embedded), mode: .outlines)
    try painter.draw(drawing)
    return try withCairo { () throws(CairoError) in try surface.finish() }
  }
}
