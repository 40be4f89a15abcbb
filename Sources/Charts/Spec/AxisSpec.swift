import Diagnostics
import Geometry

/// What stands along one side of a panel, as the spec says it.
struct AxisSpec: Sendable {
  enum Orient: String, CaseIterable, Sendable { case top, bottom, left, right }
  /// Looks of one kind of line.
  struct LineSpec: Sendable {
    var color: ScaledColor?
    var width: Double?
    var dash: [Double]?
    var opacity: Double?
  }
  /// Looks of labels or the title.
  struct TextSpec: Sendable {
    var color: ScaledColor?
    var size: Double?
    var weight: Double?
    var isItalic: Bool?
    /// In degrees, clockwise.
    var angle: Double?
    var align: MarkSpec.Alignment?
    var padding: Double?
    /// In pixels, beyond which words are cut short.
    var limit: Double?
    var offset: Double?
  }

  /// Where each property was written.
  var places: [String: SourceRange] = [:]
  var isShown: Bool?
  var title: SpecText?
  var hidesTitle = false
  var format: SpecText?
  var values: [SourceNode]?
  var grid: Bool?
  var ticks: Bool?
  var domain: Bool?
  var labels: Bool?
  var tickCount: Double?
  var tickInterval: CalendarInterval?
  var tickMinStep: Double?
  var tickSize: Double?
  var orient: Orient?
  /// Away from the plot, in pixels.
  var offset: Double?
  var labelExpression: SpecText?
  /// Whether labels that would touch are left out.
  var labelOverlap: Bool?
  var label = TextSpec()
  var titleLook = TextSpec()
  var gridLine = LineSpec()
  var tickLine = LineSpec()
  var domainLine = LineSpec()
  var titleAnchor: String?
  var isAbove = false
  /// What is printed in place of a category.
  var labelTexts: [String: SpecText] = [:]
  var range: SourceRange?
}

/// What explains colours, sizes and shapes, as the spec says it.
struct LegendSpec: Sendable {
  enum Orient: String, CaseIterable, Sendable {
    case left, right, top, bottom, none
    case topLeft = "top-left"
    case topRight = "top-right"
    case bottomLeft = "bottom-left"
    case bottomRight = "bottom-right"

    /// The side of the plot where it stands.
    var isAboveOrBelow: Bool { self == .top || self == .bottom }
  }
  enum Kind: String, CaseIterable, Sendable { case symbol, gradient }
  enum Direction: String, CaseIterable, Sendable { case horizontal, vertical }

  var isShown: Bool?
  var title: SpecText?
  var hidesTitle = false
  var labelTexts: [String: SpecText] = [:]
  var orient: Orient?
  var direction: Direction?
  var columns: Int?
  var values: [SourceNode]?
  var format: SpecText?
  var tickCount: Double?
  var kind: Kind?
  var symbolType: PointShape?
  var symbolSize: Double?
  var symbolLook = MarkVisual()
  var gradientLength: Double?
  var gradientThickness: Double?
  var range: SourceRange?
}
