import Content
import DataModel
import Diagnostics
import Geometry
import Graphics
import Styling
import TextShaping

/// Sets tables: widths of columns from their content, numbers on their decimal sign, rows that pages can be broken between.
final class TableSetter {
  let styled: StyledTree
  let structure: StructureMap
  let inline: InlineSetter
  private lazy var decimalSign = Array(NumberLocale(language: inline.language).decimalSeparator.utf8)

  init(styled: StyledTree, structure: StructureMap, inline: InlineSetter) {
    self.styled = styled
    self.structure = structure
    self.inline = inline
  }

  /// The rows of a node of kind `table`, its columns fitted to at most a width.
  ///
  /// All rows are measured once, so that nothing is cut; what is kept of a row is its height.
  func table(_ node: Int, width: Length) -> any FlowContent {
    guard case .table(let content) = styled.content.nodes[node].kind, !content.columns.isEmpty else {
      return EmptyTable()
    }
    let context = styled.contexts[node]
    let contexts = TableContexts(
      table: context, headRowCount: content.head.count, bodyRowCount: content.body.rowCount)
    let style = context.style.values
    let edges = style.border.left.usedWidth.points + style.border.right.usedWidth.points
    let container = width.points
    let limit = min(container, style.maxWidth.resolved(in: width)?.points ?? container)
    let own = style.width.resolved(in: width)?.points
    let available = max(1, min(own ?? limit, limit) - edges)
    let hasNumbers = content.columns.contains { $0.alignment == .decimal }
    var measuring = TableMeasuring(
      setter: inline, node: node, content: content, contexts: contexts,
      decimalSign: hasNumbers ? decimalSign : [UInt8(ascii: ".")])
    measuring.measure()
    inline.reportMissingCharacters(node: node)
    let (widths, heights) = measuring.fit(available: available, fills: own != nil)
    let sum = widths.reduce(0, +)
    if sum > available + 0.5 { warnTooWide(node, by: sum - available) }
    return TableBlock(
      node: node, content: content, contexts: contexts, structure: structure, setter: inline,
      measured: measuring,
      widths: widths, heights: heights, container: container)
  }

  private func warnTooWide(_ node: Int, by excess: Double) {
    inline.warn(
      "layout.table-too-wide",
      "the table is \((excess * 10).rounded() / 10) pt wider than the place for it, though its words are broken where they can be",
      node: node, hint: "leave out columns, write shorter heads, or let it span the margin with {.wide}")
  }
}

/// A table without columns, of which nothing is set.
private struct EmptyTable: FlowContent {
  var unitCount: Int { 0 }
  func height(of units: Range<Int>) -> Length { .zero }
  var repeatedHeight: Length { .zero }
  func canBreak(before unit: Int) -> Bool { false }
  func notes(in units: Range<Int>) -> [Int] { [] }
  var hasNotes: Bool { false }
  func place(_ units: Range<Int>, at origin: Point, on page: inout Page) {}
  func hash(_ units: Range<Int>, into hasher: inout Hasher) {}
}
