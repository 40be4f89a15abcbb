import Diagnostics
import Geometry

/// A view as Vega-Lite has it: a unit, or an arrangement of views.
indirect enum ViewSpec: Sendable {
  case unit(UnitSpec)
  case facet(FacetSpec, ViewSpec)
  case concat(ConcatSpec, [ViewSpec])
}

/// Layers that share their axes; a single mark is one layer.
struct UnitSpec: Sendable {
  /// What the layers make up beyond their marks.
  var kind: ChartKind?
  var layers: [LayerSpec]
  var annotations: [AnnotationSpec] = []
  var title: [SpecText] = []
  /// Of the plot, without axes and titles.
  var width: ViewSize?
  var height: ViewSize?
  var range: SourceRange
}

/// How wide or high a plot wishes to be.
enum ViewSize: Hashable, Sendable {
  case fixed(Length)
  /// So much for each category.
  case step(Length)
  /// As much as there is.
  case container
}

/// A view that is repeated for the rows of each value of a column.
struct FacetSpec: Sendable {
  /// Views one under another, side by side, or side by side in lines that are full at some number.
  enum Direction: String, CaseIterable, Sendable { case row, column, facet }

  var fields: [Direction: FacetFieldSpec] = [:]
  var grid: GridSpec
  /// Nil where the rows are those of the view around.
  var data: DataSpec?
  var transforms: [any DataTransform] = []
  var range: SourceRange
}

struct FacetFieldSpec: Sendable {
  var field: SpecText
  var type: ChannelSpec.DataType?
  var sort = SortSpec.automatic
  /// What stands over all headers.
  var title: SpecText?
  var hidesHeaders = false
  /// What is printed in place of a value.
  var labelTexts: [String: SpecText] = [:]
}

/// Views beside and under one another.
struct ConcatSpec: Sendable {
  var grid: GridSpec
  /// Over the columns and over the rows, where the views are a matrix.
  var columnTitles: [SpecText] = []
  var rowTitles: [SpecText] = []
  var range: SourceRange
}

/// How views are arranged and what they share.
struct GridSpec: Sendable {
  enum Alignment: String, CaseIterable, Sendable {
    /// All plots are equally large.
    case all
    /// Those of a row are equally high, and those of a column equally wide.
    case each
    case none
  }
  var title: [SpecText] = []
  /// How many views stand side by side; nil for as many as have room.
  var columns: Int?
  var resolve = ResolveSpec()
  var alignment: Alignment?
  var rowSpacing: Length?
  var columnSpacing: Length?
}

/// What the views of an arrangement have in common.
struct ResolveSpec: Sendable {
  enum Mode: String, CaseIterable, Sendable { case shared, independent }
  var scales: [String: Mode] = [:]
  var axes: [String: Mode] = [:]
  var legends: [String: Mode] = [:]
  /// Where each was written.
  var places: [String: SourceRange] = [:]
}

extension ViewSpec {
  /// The sources that are named beside the data, each time.
  var sources: [String] {
    switch self {
    case .unit(let unit): unit.layers.compactMap { $0.data?.source?.text }
    case .facet(let facet, let view): (facet.data?.source.map { [$0.text] } ?? []) + view.sources
    case .concat(_, let views): views.flatMap(\.sources)
    }
  }
}
