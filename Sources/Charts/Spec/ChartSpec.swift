import Diagnostics
import Geometry

/// A chart's spec as it was written, before any data are looked up.
struct ChartSpec: Sendable {
  var title: [SpecText] = []
  var subtitle: [SpecText] = []
  var source: SpecText?
  /// `source: null` asks for no line of sources.
  var hidesSource = false
  var note: [SpecText] = []
  var alternativeText: SpecText?
  var width: Length?
  var height: Length?
  var highlight: [SpecText] = []
  var root: ViewSpec
  /// Rows that the spec gives a name, for `data: {name: …}`.
  var datasets: [String: SourceNode] = [:]
  var range: SourceRange
}

/// One mark with the data and encoding that it is drawn from.
struct LayerSpec: Sendable {
  var data: DataSpec?
  var transforms: [any Transform] = []
  var mark: MarkSpec
  var encoding: EncodingSpec
  /// The column whose change of value breaks a line.
  var breakSpec: BreakSpec?
  var range: SourceRange
}

struct BreakSpec: Sendable {
  var field: SpecText
  /// What is written at the gap; nil for the words of the language.
  var note: SpecText?
}

struct MarkSpec: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case bar, line, point, rule, text, tick
  }
  enum Interpolation: String, CaseIterable, Sendable {
    case linear, step
    case stepBefore = "step-before"
    case stepAfter = "step-after"
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

  var kind: Kind
  var classes: [String] = []
  var color: SpecText?
  var strokeWidth: Double?
  var strokeDash: [Double]?
  /// The area of a point in square pixels, or the length of a tick, as in Vega-Lite.
  var size: Double?
  var shape: PointShape?
  var isFilled: Bool?
  var interpolation = Interpolation.linear
  /// Whether a line shows a point at each of its values.
  var showsPoints = false
  var orientation: Orientation?
  var labels: LabelDensity?
  /// The words of a text mark that says the same everywhere.
  var text: SpecText?
  var alignment: Alignment?
  var dx = 0.0
  var dy = 0.0
  var range: SourceRange
}

enum PointShape: String, CaseIterable, Sendable {
  case circle, square, diamond, cross
  case triangleUp = "triangle-up"
  case triangleDown = "triangle-down"
}

/// Words at a place of the plot, with a line through it.
struct AnnotationSpec: Sendable {
  var x: SourceNode?
  var y: SourceNode?
  var text: SpecText
  var range: SourceRange
}
