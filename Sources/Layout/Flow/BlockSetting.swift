import Charts
import Content
import Diagnostics
import Geometry
import Graphics
import Styling
import TextShaping

/// Sets single blocks for a width: what the flow needs of lines, tables and charts.
protocol BlockSetting: AnyObject {
  func paragraph(_ node: Int, width: Length) -> any FlowContent
  /// The rows with the table's borders and background; its margins and caption are the flow's.
  func table(_ node: Int, width: Length) -> any FlowContent
  func chart(_ node: Int, width: Length, into diagnostics: inout Diagnostics) -> any FlowContent
  /// Whether drawings are kept once they are on their page.
  var keepsDrawings: Bool { get }
  /// The distance from the top of a paragraph's first line to its baseline.
  func firstBaseline(of node: Int) -> Length
  /// How wide a block of lines is with every line broken where it can be, and with none that need not be; in points.
  func widths(of node: Int) -> (minimum: Double, natural: Double)
  func label(of node: Int) -> StructureLabel
}

/// Sets blocks by the document's own setters.
final class DocumentSetter: BlockSetting {
  private let styled: StyledTree
  private let structure: StructureMap
  private let shaper: TextShaper
  let inline: InlineSetter
  private let tables: TableSetter
  private let keepsCharts: Bool
  let keepsDrawings: Bool
  /// The charts drawn so far, by their nodes, if they are to be kept.
  private(set) var charts: [Int: Drawing] = [:]

  init(
    styled: StyledTree, structure: StructureMap, shaper: TextShaper, inline: InlineSetter, keepsCharts: Bool
  ) {
    self.keepsCharts = keepsCharts
    // Whoever remembers paragraphs may draw a page more than once.
    keepsDrawings = inline.memory.paragraphs != nil
    self.styled = styled
    self.structure = structure
    self.shaper = shaper
    self.inline = inline
    tables = TableSetter(styled: styled, structure: structure, inline: inline)
  }

  func paragraph(_ node: Int, width: Length) -> any FlowContent { inline.paragraph(node, width: width) }
  func table(_ node: Int, width: Length) -> any FlowContent { tables.table(node, width: width) }

  func chart(_ node: Int, width: Length, into diagnostics: inout Diagnostics) -> any FlowContent {
    chart(node, width: width, textSlack: 0, into: &diagnostics)
  }

  /// - Parameter textSlack: See ``ChartContent/draw(width:context:shaper:textSlack:)``.
  func chart(
    _ node: Int, width: Length, textSlack: Double, into diagnostics: inout Diagnostics
  ) -> any FlowContent {
    guard case .chart(let chart) = styled.content.nodes[node].kind else {
      preconditionFailure("only charts are drawn as charts")
    }
    let drawn = chart.draw(
      width: min(chart.width ?? width, width), context: styled.contexts[node], shaper: shaper, textSlack: textSlack)
    diagnostics.add(contentsOf: drawn.warnings)
    if keepsCharts { charts[node] = drawn.drawing }
    return DrawingContent(drawn.drawing, label: structure.label(of: node), isKept: keepsDrawings)
  }

  func firstBaseline(of node: Int) -> Length { inline.firstBaseline(of: node) }
  func widths(of node: Int) -> (minimum: Double, natural: Double) {
    let style = styled.contexts[node].style
    let extents = inline.extents(of: .node(node), style: style)
    let isWhole = style.values.textWrapMode == .nowrap
    return ((isWhole ? extents.natural : extents.minimum).points, extents.natural.points)
  }
  func label(of node: Int) -> StructureLabel { structure.label(of: node) }
}
