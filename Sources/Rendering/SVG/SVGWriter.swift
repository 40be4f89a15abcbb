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
    preconditionFailure("being written")
  }
}
