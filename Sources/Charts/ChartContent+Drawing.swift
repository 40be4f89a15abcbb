import Geometry
import Styling
import TextShaping

extension ChartContent {
  /// Lays the chart out for a width.
  ///
  /// - Parameters:
  ///   - width: The width of the drawing; titles and source line included.
  ///   - context: The style of the `chart` element. Its parts are styled as its descendants: `title`, `subtitle`, `plot`,
  ///     `legend`, `annotation` and `source`. The element's own margins, padding and borders are left to the page.
  ///   - shaper: Measures and shapes the text.
  public func draw(width: Length, context: StyleContext, shaper: TextShaper) -> ChartDrawing {
    preconditionFailure("being written")
  }
}
