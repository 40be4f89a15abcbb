import DataModel
import Diagnostics

/// Where a layer's rows come from.
struct DataSpec: Sendable {
  enum Kind: Sendable {
    case table(SpecText)
    case sql(SpecText)
    case url(SpecText)
    case values([SourceNode])
    /// A file that is written out in the spec, such as lines of CSV.
    case text(SpecText)
    /// One of the spec's `datasets`, or a table of the report.
    case name(SpecText)
    case sequence(Sequence)
    case figures([FigureItem])
  }
  struct Sequence: Sendable {
    var start: Double
    var stop: Double
    var step: Double
    var name: String
  }
  struct FigureItem: Sendable {
    var expression: SpecText
    var label: SpecText?
    /// Further columns, as written.
    var columns: [SourceNode.Entry]
  }
  /// How a column is read.
  enum ColumnFormat: Sendable {
    case number, boolean, string
    /// By a format of d3-time-format; nil for ISO 8601 and what JavaScript reads besides.
    case date(TimeSpecifier?)
  }
  var kind: Kind
  var format = DataFormat()
  var parse: [(field: SpecText, format: ColumnFormat)] = []
  /// Figures that become further rows of a table, such as one that the report derives beside published ones.
  var added: [FigureItem] = []
  var source: SpecText?
  var unit: SpecText?
  var range: SourceRange
}
