import DataModel
import Diagnostics
import Geometry
import Graphics
import Styling
import TextShaping

/// A chart with its data in place: figures looked up, transforms applied, labels printed and recorded in the ledger.
///
/// It knows nothing yet of widths, fonts and colours; ``draw(width:context:shaper:)`` can be called for as many widths
/// and style sheets as are wanted.
public struct ChartContent: Sendable {
  /// The id of the figure, such as `fig-users`.
  public let identifier: String
  /// The message: what the chart says, in words.
  public let title: String?
  /// Measure, place and period.
  public let subtitle: String?
  /// What stands under the drawing: where the data come from.
  public let sourceLine: String?
  /// A sentence or two that stand for the drawing: the author's own, or made from the data.
  public let alternativeText: String
  /// The values in words, for an SVG's `desc`.
  public let description: String
  /// The width that the spec asks for; nil for the width of the column.
  public let width: Length?
  /// Where the spec was written.
  public let range: SourceRange

  let plot: Plot
  let locale: NumberLocale
  let words: ChartWords
}
