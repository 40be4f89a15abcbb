import Content
import Diagnostics
import Geometry
import Graphics

/// Sets charts only, for a flow that is built to learn how wide they are: everything else takes no room in it, as what is
/// beside a chart has no part in its width.
final class ChartSetting: BlockSetting {
  private let setter: DocumentSetter
  /// The one chart that is asked for; nil for all.
  private let only: Int?
  private let textSlack: Double

  init(_ setter: DocumentSetter, only: Int?, textSlack: Double) {
    self.setter = setter
    self.only = only
    self.textSlack = textSlack
  }

  func paragraph(_ node: Int, width: Length) -> any FlowContent { NoContent() }
  func table(_ node: Int, width: Length) -> any FlowContent { NoContent() }
  func chart(_ node: Int, width: Length, into diagnostics: inout Diagnostics) -> any FlowContent {
    if only == nil || only == node {
      return setter.chart(node, width: width, textSlack: textSlack, into: &diagnostics)
    }
    return NoContent()
  }
  var keepsDrawings: Bool { setter.keepsDrawings }
  func firstBaseline(of node: Int) -> Length { .zero }
  func widths(of node: Int) -> (minimum: Double, natural: Double) { setter.widths(of: node) }
  func label(of node: Int) -> StructureLabel { setter.label(of: node) }
}

/// A block without units.
private struct NoContent: FlowContent {
  let unitCount = 0
  let repeatedHeight = Length.zero
  let hasNotes = false
  func height(of units: Range<Int>) -> Length { .zero }
  func canBreak(before unit: Int) -> Bool { false }
  func notes(in units: Range<Int>) -> [Int] { [] }
  func place(_ units: Range<Int>, at origin: Point, on page: inout Page) {}
  func hash(_ units: Range<Int>, into hasher: inout Hasher) {}
}
