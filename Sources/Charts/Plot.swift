import DataModel
import Diagnostics
import Graphics

/// A chart with its data in place, before it is given a width.
struct Plot: Sendable {
  var title: [MarkedText] = []
  var subtitle: [MarkedText] = []
  var source: [MarkedText] = []
  var note: [MarkedText] = []
  /// Those of all panels; a value of colour is one series in every panel that shows it.
  var series: [PlotSeries] = []
  /// What explains the series of each group.
  var legends: [PlotLegend] = []
  /// What explains the colours, sizes and shapes that are no series.
  var guides: [PlotGuide] = []
  /// Whether some marks stand out and the rest steps back.
  var hasHighlight = false
  var height: Double?
  var root: PlotView
  var range: SourceRange
}

/// A panel, or an arrangement of views.
indirect enum PlotView: Sendable {
  case panel(PlotPanel)
  case grid(PlotGrid)

  /// All panels, in reading order.
  var panels: [PlotPanel] {
    switch self {
    case .panel(let panel): [panel]
    case .grid(let grid): grid.cells.flatMap(\.panels)
    }
  }
}

/// Views in rows and columns.
struct PlotGrid: Sendable {
  var title: [MarkedText] = []
  /// Row by row; the last row may be shorter.
  var cells: [PlotView] = []
  /// How many views stand side by side; nil for as many as have room.
  var columns: Int?
  /// Over the columns and over the rows of a matrix.
  var columnTitles: [MarkedText] = []
  var rowTitles: [MarkedText] = []
  /// Whether one axis at the outer edge serves all panels of a column, or of a row.
  var sharesX = false
  var sharesY = false
  var alignment = GridSpec.Alignment.each
  var rowSpacing: Double?
  var columnSpacing: Double?
}

/// Marks over a common pair of axes.
struct PlotPanel: Sendable {
  enum Form: Sendable {
    case cartesian, dumbbell, timeline, waffle, polar

    /// As style rules know it.
    var name: String {
      switch self {
      case .cartesian: "cartesian"
      case .dumbbell: "dumbbell"
      case .timeline: "timeline"
      case .waffle: "waffle"
      case .polar: "polar"
      }
    }
  }
  var form = Form.cartesian {
    didSet { name = form.name }
  }
  /// As style rules know it.
  var name = Form.cartesian.name
  var title: [MarkedText] = []
  /// Its place among all panels.
  var index = 0
  /// What the columns that cut up the data say of it.
  var facetValues: [String] = []
  var x: PlotAxis?
  var y: PlotAxis?
  var layers: [PlotLayer] = []
  var annotations: [PlotAnnotation] = []
  /// Which legend explains its series.
  var legend = 0
  /// Of the plot, without axes and titles.
  var width: ViewSize?
  var height: ViewSize?
  var range: SourceRange

  /// Names the series of the marks that are told apart by name.
  var namedSeries: Set<Int> { Set(layers.filter(\.namesSeries).flatMap { $0.data.map(\.series) }) }
}

/// What explains the colours of series.
struct PlotLegend: Sendable {
  var spec = LegendSpec()
  var title: MarkedText?
}

/// What explains the looks of one channel.
struct PlotGuide: Sendable {
  var title: MarkedText?
  var spec: LegendSpec
  var scale: VisualScale
  /// Prints the numbers of continuous scales and classes.
  var axis: PlotAxis
  /// The values of discrete scales with their words.
  var entries: [(value: String, text: MarkedText)] = []
  var mark: MarkSpec
  var field: String?
  var unit: String?
  /// Scales of further channels that show the same field.
  var others: [VisualScale] = []
}

/// What stands along one side of the plot.
struct PlotAxis: Sendable {
  enum Kind: Sendable { case linear, logarithmic, time, band, point }
  struct Category: Sendable {
    var value: String
    var text: MarkedText
    var isHighlighted = false
  }
  var kind: Kind
  /// Panels whose axes have the same number share one scale.
  var scaleGroup = 0
  /// Whether ticks are labelled here; of panels with a common scale, those at the outer edge are.
  var isLabelled = true
  /// In the unit of the data; for dates, days since 1970.
  var domain: ClosedRange<Double> = 0...1
  var categories: [Category] = []
  /// Whether the categories come one after another, so that some can stand for those between them.
  var isOrdered = false
  var spec = AxisSpec()
  var scale = ScaleSpec()
  var title: MarkedText?
  /// Whether numbers to both sides of zero are printed without their sign.
  var isMirrored = false
  /// Ticks that the spec asks for.
  var values: [Double]?
  var unit: UnitNote = .none
  var format: FigureFormat?
  /// Whether its numbers are in percent already, which a format of d3's would multiply by a hundred.
  var isInPercent = false
  var dateFormat: TimeSpecifier?
  var resolution = WrittenDate.Resolution.year
  var labelExpression: LabelExpression?
  /// The ledger's entry for all its ticks.
  var mark: NumberMark?

  var isContinuous: Bool {
    switch kind {
    case .linear, .logarithmic, .time: true
    case .band, .point: false
    }
  }
}

/// How an axis says what its numbers count.
enum UnitNote: Hashable, Sendable {
  case none
  /// A percent sign, which stands on the topmost label.
  case percent
  /// Large numbers in a plain unit take their language's word for a power of ten.
  case scaled
}

struct PlotSeries: Sendable {
  /// As in the data; empty for the one series of a layer that tells none apart.
  var value: String
  /// Series are told apart within a group; groups have legends and colours of their own.
  var group = 0
  /// Where it comes among its siblings, which decides its colour. Series without names that stand in different panels begin
  /// anew in each.
  var place = 0
  var name: MarkedText?
  var classes: [String] = []
  /// A colour that the spec gives.
  var color: ScaledColor?
  /// Where the mark was written, for a series without a value.
  var mark: SourceRange?
}

struct PlotLayer: Sendable {
  var mark: MarkSpec
  /// Whether bars and ticks lie on their side.
  var isHorizontal = false
  var data: [MarkDatum]
  /// Whether the parts of a stack lie to both sides of a line.
  var isDiverging = false
  /// How many marks stand side by side in a band.
  var slotCount = 1
  var isStacked = false
  /// Whether the parts of a stack are drawn as shares of it.
  var isNormalized = false
  var breakNote: MarkedText?
  var hasBreaks = false
  /// Whether the marks have a place along an axis at all; a rule without x crosses the whole plot.
  var hasX = true
  var hasY = true
  /// How radii of arcs are scaled.
  var radiusScale = ScaleSpec()
  /// Looks of single marks, by ``MarkDatum/visual``.
  var visuals: [MarkVisual] = []
  /// The density of labels, after the mark's own wish and the habit of its kind.
  var labels = MarkSpec.LabelDensity.none
  /// Whether each series of the layer is named where its marks are or in the legend.
  var namesSeries = false
  var range: SourceRange
}

extension PlotLayer {
  /// What the spec says of the looks of one mark, beyond its series.
  func visual(_ datum: MarkDatum) -> MarkVisual? {
    datum.visual.map { visuals[$0] }
  }
}

/// What one mark shows.
struct MarkDatum: Sendable {
  enum OpenEnd: Sendable { case none, above, below }
  enum Emphasis: Sendable { case none, accent, context }

  /// On the scale of the axis: a number, a day, or the place of a category. Nil where the value is missing.
  var x: Double?
  var y: Double?
  /// Where the mark begins, for bars and rules from one value to another.
  var x2: Double?
  var y2: Double?
  var series = 0
  /// Its place among the marks side by side in a band.
  var slot = 0
  /// The stretch of a line that it belongs to.
  var piece = 0
  var label: MarkedText?
  /// The date of an event, as printed.
  var date: MarkedText?
  var status: StatusFlags = []
  /// Whether it is drawn as uncertain, beside others that are not.
  var isEstimate = false
  /// Whether the report derives it, beside published values.
  var isDerived = false
  var openEnd = OpenEnd.none
  var emphasis = Emphasis.none
  /// Its looks, as a place in the layer's; nil where it looks as its series does.
  var visual: Int?
  /// For a line: where it comes in its series.
  var order = 0.0
}

struct PlotAnnotation: Sendable {
  var x: Double?
  var y: Double?
  var text: MarkedText
  var range: SourceRange
}
