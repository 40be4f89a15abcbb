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
  private let seriesParts: [ChartPart]
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
  var typesetting: Typesetting { chart.typesetting }
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
    let (typesetting, context) = (chart.typesetting, chart.context)
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
      return AxisLook(plotContext.child(part, at: position), width: .pt(width), typesetting)
    }
    xLook = axis("x", 1, panel.x)
    yLook = axis("y", axes, panel.y)
    seriesParts = chart.plot.series.map {
      ChartPart("series", classes: $0.classes, attributes: [("data-name", $0.value)])
    }
    series = seriesParts.enumerated().map { index, part in
      let position = SiblingPosition(
        index: axes + index + 1, indexOfType: index + 1, count: count, countOfType: chart.plot.series.count)
      return SeriesLook(
        plotContext.child(part, at: position), color: chart.color(index), ground: ground, width: .pt(width),
        typesetting)
    }
  }

  /// Draws something that belongs to a part of the part that is being drawn.
  func inPart(_ part: ChartPart, _ draw: () -> Void) {
    canvas.open(part)
    draw()
    canvas.close()
  }
  func inPart(_ name: String, classes: [String] = [], _ draw: () -> Void) {
    inPart(ChartPart(name, classes: classes), draw)
  }
  enum AxisName: String { case x, y }
  func inAxis(_ name: AxisName, _ draw: () -> Void) { inPart("axis", classes: [name.rawValue], draw) }
  /// Draws something that belongs to a series, under the names that the sheet knows it by.
  func inSeries(_ index: Int, _ draw: () -> Void) { inPart(seriesParts[index], draw) }

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
    inPart("plot") {
      switch panel.form {
      case .timeline: TimelinePainter(painter: self).draw(&y)
      case .cartesian, .dumbbell: CartesianLayout(painter: self, top: y, fixedHeight: height).draw(&y)
      }
    }
  }
}
