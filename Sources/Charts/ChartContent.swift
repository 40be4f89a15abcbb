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

  private(set) var plot: Plot
  let locale: NumberLocale
  let words: ChartWords
  let readings: [ChartReading]
}

extension ChartContent {
  /// What the drawing says of itself under the source or above it, such as what hatching means.
  public var note: String? { plot.note.isEmpty ? nil : plot.note.map(\.text).joined(separator: " ") }

  /// The chart without titles, note and source, for a place that has them in words of its own.
  public var withoutTexts: ChartContent {
    var copy = self
    copy.plot.title = []
    copy.plot.subtitle = []
    copy.plot.note = []
    copy.plot.source = []
    return copy
  }

  /// The values behind the drawing, of long series as many as are in ``description``.
  public var dataTable: ChartDataTable {
    let axes = [plot.root.panels.first?.x, plot.root.panels.first?.y].compactMap { $0 }
    let places = axes.first { !$0.isContinuous } ?? axes.first { $0.kind == .time }
    let values = axes.first { $0.isContinuous && $0.kind != .time }
    return ChartDataTable(
      readings, place: places?.title?.text ?? "", value: values?.title?.text ?? subtitle ?? title ?? identifier)
  }
}
