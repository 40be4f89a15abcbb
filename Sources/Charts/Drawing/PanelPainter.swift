import DataModel
import Diagnostics
import Geometry
import Graphics
import Styling
import TextShaping

/// Lays out one panel of a chart for one width. Used once.
final class PanelPainter {
  let chart: ChartPainter
  let panel: PlotPanel
  /// The style of the chart.
  let context: StyleContext
  let plotContext: StyleContext
  /// Of the panel's box, in points.
  let width: Double
  let series: [SeriesLook]
  let xLook: AxisLook
  let yLook: AxisLook
  /// What the words stand on.
  let ground: Color
  var canvas: Canvas
  /// Whether bars carry their values; they do all or none.
  let barsHaveLabels: Bool
  /// Set where the values of bars do not fit, so that the chart has to be drawn with an axis instead.
  var barLabelsFailed = false
  /// Words of labels that found no place.
  var leftOut: [String] = []
  var warnings = Diagnostics()

  var plot: Plot { chart.plot }
  var shaper: TextShaper { chart.shaper }
  var locale: NumberLocale { chart.locale }
  var words: ChartWords { chart.words }

  /// - Parameter canvas: What is drawn already in the panel's box.
  init(
    chart: ChartPainter, panel: PlotPanel, width: Double, canvas: Canvas, valuesAreDirect: Bool, barsHaveLabels: Bool
  ) {
    self.chart = chart
    self.panel = panel
    self.width = width
    self.canvas = canvas
    self.barsHaveLabels = barsHaveLabels
    let (language, shaper, context) = (chart.words.language, chart.shaper, chart.context)
    self.context = context
    plotContext = context.child(ChartPart("plot", attributes: [("data-form", panel.form.name)]), at: .only)
    let backgrounds = [plotContext.style.values.backgroundColor, context.style.values.backgroundColor]
    let ground = backgrounds.first { $0.alpha > 0 } ?? .white
    self.ground = ground
    let axes = [panel.x, panel.y].count { $0 != nil }
    let count = axes + chart.plot.series.count
    let plotContext = plotContext
    func axis(_ name: String, _ index: Int, _ axis: PlotAxis?) -> AxisLook {
      // An axis that repeats what the labels say can be left out by the sheet, unless the spec asks for it.
      let direct = valuesAreDirect && axis?.spec.isShown == nil && axis?.isContinuous ?? false && axis?.kind != .time
      let part = ChartPart(
        "axis", classes: [name], attributes: direct ? [("data-values", "direct")] : [])
      let position = SiblingPosition(index: index, indexOfType: index, count: count, countOfType: axes)
      return AxisLook(plotContext.child(part, at: position), width: .pt(width), language: language, shaper: shaper)
    }
    xLook = axis("x", 1, panel.x)
    yLook = axis("y", axes, panel.y)
    series = chart.plot.series.enumerated().map { index, series in
      let part = ChartPart("series", classes: series.classes, attributes: [("data-name", series.value)])
      let position = SiblingPosition(
        index: axes + index + 1, indexOfType: index + 1, count: count, countOfType: chart.plot.series.count)
      return SeriesLook(
        plotContext.child(part, at: position), color: chart.color(index), ground: ground, width: .pt(width),
        language: language, shaper: shaper)
    }
  }

  /// The colour that the spec gives a series, if any.
  func colors(_ series: Int) -> Color? { chart.color(series) }

  func look(_ name: String, classes: [String] = []) -> TextLook { chart.look(name, classes: classes) }

  func block(_ text: MarkedText, _ look: TextLook, maximum: Double = .infinity) -> TextBlock {
    chart.block(text, look, maximum: maximum)
  }

  /// Draws the panel from `y` downwards, and moves `y` under it.
  ///
  /// - Parameter height: What the spec leaves for the panel; nil where it is as high as it needs.
  func draw(_ y: inout Double, height: Double?) {
    switch panel.form {
    case .timeline: TimelinePainter(painter: self).draw(&y)
    case .cartesian, .dumbbell: CartesianLayout(painter: self, top: y, fixedHeight: height).draw(&y)
    }
  }
}
