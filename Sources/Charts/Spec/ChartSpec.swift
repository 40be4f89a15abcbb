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
  var transforms: [any DataTransform] = []
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

/// Words at a place of the plot, with a line through it.
struct AnnotationSpec: Sendable {
  var x: SourceNode?
  var y: SourceNode?
  var text: SpecText
  var range: SourceRange
}
