import Diagnostics

/// What is drawn for each row, and how, as the spec says it.
struct MarkSpec: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case bar, line, area, point, circle, square, tick, rule, text, rect, arc, trail, errorbar, errorband, boxplot
  }
  enum LabelDensity: String, CaseIterable, Sendable {
    /// Every mark that has room for it.
    case all
    /// The first and last of a line.
    case ends
    case none
  }
  enum Orientation: String, CaseIterable, Sendable { case horizontal, vertical }
  enum Alignment: String, CaseIterable, Sendable { case left, center, right }
  enum Baseline: String, CaseIterable, Sendable {
    case top, middle, bottom, alphabetic
    case lineTop = "line-top"
    case lineBottom = "line-bottom"
  }

  var kind: Kind
  var classes: [String] = []
  /// Its looks, where the encoding says nothing else.
  var visual = MarkVisual()
  var isFilled: Bool?
  var interpolation = CurveInterpolation.linear
  var tension: Double?
  /// Whether a line shows a point at each of its values, and how.
  var point: OverlaySpec?
  /// Whether an area has a line along its values, and how.
  var line: OverlaySpec?
  var orientation: Orientation?
  var labels: LabelDensity?
  /// The words of a text mark that says the same everywhere.
  var text: SpecText?
  var alignment: Alignment?
  var baseline: Baseline?
  var fontSize: Double?
  var dx = 0.0
  var dy = 0.0
  /// The width of text in pixels, beyond which it is cut short.
  var limit: Double?
  /// What there is of a band, in pixels or as a share of it.
  var width: BandLength?
  var height: BandLength?
  /// How thick a tick is, and how long, in pixels.
  var thickness: Double?
  var bandSize: Double?
  /// Between bins, in pixels.
  var binSpacing: Double?
  var corners = CornerSpec()
  var cap: StrokeCap?
  var join: StrokeJoin?
  /// Of an arc, in pixels and radians.
  var innerRadius: Double?
  var outerRadius: Double?
  var radius: Double?
  var radiusOffset = 0.0
  var theta: Double?
  var padAngle = 0.0
  var composite = CompositeSpec()
  var range: SourceRange

  init(kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// A line or points that are drawn with another mark.
struct OverlaySpec: Sendable {
  var visual = MarkVisual()
  var isFilled: Bool?
  var interpolation: CurveInterpolation?
}

/// A part of a band.
enum BandLength: Hashable, Sendable {
  case pixels(Double)
  case share(Double)
}

/// Radii of a bar's corners, in pixels; the end is where its value is.
struct CornerSpec: Hashable, Sendable {
  var all: Double?
  var end: Double?
  var topLeft: Double?
  var topRight: Double?
  var bottomLeft: Double?
  var bottomRight: Double?
}

enum StrokeCap: String, CaseIterable, Sendable { case butt, round, square }
enum StrokeJoin: String, CaseIterable, Sendable { case miter, round, bevel }

/// What belongs to error bars, error bands and box plots.
struct CompositeSpec: Sendable {
  enum Center: String, CaseIterable, Sendable { case mean, median }
  enum Extent: Hashable, Sendable {
    case ci, stderr, stdev, iqr
    case minMax
    /// How many interquartile ranges whiskers reach at most (J. W. Tukey, "Exploratory Data Analysis", 1977).
    case tukey(Double)
  }
  var center: Center?
  var extent: Extent?
  /// Parts that are shown or left out, with looks of their own: `ticks`, `rule`, `box`, `median`, `outliers`, `band`,
  /// `borders`.
  var parts: [String: PartSpec] = [:]

  struct PartSpec: Sendable {
    var isShown = true
    var visual = MarkVisual()
    var size: Double?
  }
}

enum PointShape: String, CaseIterable, Sendable {
  case circle, square, diamond, cross
  case triangleUp = "triangle-up"
  case triangleDown = "triangle-down"
  case triangleRight = "triangle-right"
  case triangleLeft = "triangle-left"
  case triangle, stroke, arrow, wedge

  /// Those that values are told apart by, in order.
  static let palette: [PointShape] = [
    .circle, .square, .diamond, .cross, .triangleUp, .triangleDown, .triangleRight, .triangleLeft,
  ]
}
