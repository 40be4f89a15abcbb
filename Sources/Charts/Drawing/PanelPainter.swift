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
  var context: StyleContext { chart.context }
  let plotContext: StyleContext
  /// Of the panel's box, in points.
  let width: Double
  let series: [SeriesLook]
  private let seriesParts: [ChartPart]
  let xLook: AxisLook
  let yLook: AxisLook
  /// What the words stand on.
  let ground: Color
  let palette: SheetPalette
  var canvas: Canvas
  /// Whether bars carry their values; they do all or none.
  let barsHaveLabels: Bool
  /// Set where the values of bars do not fit, so that the chart has to be drawn with an axis instead.
  var barLabelsFailed = false
  /// Words of labels that found no place.
  var leftOut: [String] = []
  /// Boxes of marks that words may stand on, with their colours, in the order in which they are painted.
  var grounds: [(box: Box, color: Color)] = []
  var warnings = Diagnostics()

  var plot: Plot { chart.plot }
  var typesetting: Typesetting { chart.typesetting }
  var locale: NumberLocale { chart.locale }
  var words: ChartWords { chart.words }

  /// - Parameter canvas: What is drawn already in the panel's box.
  init(chart: ChartPainter, panel: PlotPanel, width: Double, canvas: Canvas) {
    self.chart = chart
    self.panel = panel
    self.width = width
    self.canvas = canvas
    barsHaveLabels = !chart.plainPanels.contains(panel.index)
    let looks = chart.looks(of: panel)
    plotContext = looks.context
    ground = looks.ground
    palette = looks.palette
    series = looks.series
    seriesParts = looks.seriesParts
    xLook = looks.x.adjusted(by: panel.x?.spec, looks.palette)
    yLook = looks.y.adjusted(by: panel.y?.spec, looks.palette)
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
  func colors(_ series: Int) -> Color? { palette.color(plot.series[series].color) }

  /// Whether the chart has more panels than this one.
  var isAmongOthers: Bool {
    if case .grid = chart.plot.root { true } else { false }
  }

  func look(_ name: String, classes: [String] = []) -> TextLook { chart.look(name, classes: classes) }

  func block(_ text: MarkedText, _ look: TextLook, maximum: Double = .infinity) -> TextBlock {
    chart.block(text, look, maximum: maximum)
  }

  /// Draws the panel from `y` downwards, and moves `y` under it.
  ///
  /// - Parameter height: What the spec leaves for the panel; nil where it is as high as it needs.
  func draw(_ y: inout Double, height: Double?) {
    drawTitle(&y)
    inPart("plot") {
      switch panel.form {
      case .timeline: TimelinePainter(painter: self).draw(&y)
      case .waffle: WafflePainter(painter: self).draw(&y)
      case .polar: PolarPainter(painter: self, fixedHeight: height).draw(&y)
      case .cartesian, .dumbbell: CartesianLayout(painter: self, top: y, fixedHeight: height).draw(&y)
      }
    }
  }

  /// Sets the title of a panel beside others, and moves `y` under it.
  func drawTitle(_ y: inout Double) {
    guard !panel.title.isEmpty else { return }
    chart.setTexts(panel.title, ChartPart("title"), chart.panelTitle(), width: width, on: &canvas, &y)
  }
}
