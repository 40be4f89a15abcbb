import Content
import Geometry
import Styling

/// What setting cells needs of a style, looked up once for all cells that are styled alike. Distances are in points.
final class TableCellStyle {
  let values: StyleValues
  /// The style of the cell's text, aligned as its column is.
  let text: ComputedStyle
  /// What setting its words needs.
  let inline: InlineStyle
  let lineHeight: Double
  let baseline: Double
  let paddingTop: Double
  let paddingRight: Double
  let paddingBottom: Double
  let paddingLeft: Double
  let isBorderedOrFilled: Bool
  /// Whether a line of words can be drawn without breaking it as a paragraph would be.
  let isPlain: Bool

  let limits: [CellLimit]

  var padding: Double { paddingLeft + paddingRight }

  init(_ context: StyleContext, alignment: StyleValues.TextAlign, setter: InlineSetter) {
    var values = context.style.values
    values.textAlign = alignment
    values.textAlignLast = nil
    values.textIndent = TextIndent()
    // A cell breaks between rows, and its own lines stay together.
    values.verticalAlign = context.style.values.verticalAlign
    text = ComputedStyle(values)
    self.values = values
    limits = CellLimit.all(of: context)
    let number = setter.styles.number(
      of: text, InlineState(decorationsOf: values), shaper: setter.shaper, language: setter.language)
    inline = setter.styles[number]
    let block = setter.blockStyle(text)
    lineHeight = block.lineHeight
    baseline = block.baseline
    // A share would be of a width that is not known before the columns are; cells take lengths only.
    func points(_ extent: Extent) -> Double { max(0, extent.resolved(in: .zero)?.points ?? 0) }
    paddingTop = points(values.padding.top)
    paddingRight = points(values.padding.right)
    paddingBottom = points(values.padding.bottom)
    paddingLeft = points(values.padding.left)
    isBorderedOrFilled =
      values.backgroundColor.alpha > 0 || values.border.top.usedWidth > .zero
      || values.border.bottom.usedWidth > .zero
      || values.border.left.usedWidth > .zero || values.border.right.usedWidth > .zero
    isPlain =
      values.textTransform == .none && values.whiteSpaceCollapse == .collapse && values.textWrapMode == .wrap
      && values.textDecorations.isEmpty
  }
}

/// The styles of the cells of all tables; tables that are styled alike share them.
final class CellStyleTable {
  private var all: [TableCellStyle] = []
  private var numbers: [Key: Int32] = [:]
  /// Keeps contexts alive by whose identity styles are found again.
  private var kept: [StyleContext] = []

  private struct Key: Hashable {
    var context: ObjectIdentifier
    var alignment: StyleValues.TextAlign
  }

  subscript(number: Int32) -> TableCellStyle { all[Int(number)] }

  func number(of context: StyleContext, alignment: StyleValues.TextAlign, setter: InlineSetter) -> Int32 {
    let key = Key(context: ObjectIdentifier(context), alignment: alignment)
    if let known = numbers[key] { return known }
    let number = Int32(all.count)
    all.append(TableCellStyle(context, alignment: alignment, setter: setter))
    kept.append(context)
    numbers[key] = number
    return number
  }
}

/// The styles of a table's cells, found by row, column and attributes.
struct TableCellStyles {
  private struct Known {
    var row: ObjectIdentifier
    var isHeader: Bool
    var span: Int
    var position: SiblingPosition
    var attributes: [String: String]
    var style: Int32
  }

  private let table: CellStyleTable
  /// What each column's cells looked up last, newest last.
  private var known: [[Known]]
  /// Keeps contexts alive by whose identity styles are found again.
  private var kept: [StyleContext] = []

  /// Beyond this a column's attributes are taken to differ in each row.
  private static let memory = 24

  init(columnCount: Int, table: CellStyleTable) {
    known = Array(repeating: [], count: columnCount)
    self.table = table
  }

  subscript(number: Int32) -> TableCellStyle { table[number] }

  /// The style of a cell.
  ///
  /// - Parameters:
  ///   - row: The context of its row.
  ///   - position: Its place among the row's cells.
  ///   - column: The table's column that it begins in.
  mutating func style(
    of cell: TableCell, in row: StyleContext, at position: SiblingPosition, column: Int,
    alignment: TableContent.Alignment, setter: InlineSetter
  ) -> Int32 {
    let rowID = ObjectIdentifier(row)
    var at = known[column].count - 1
    while at >= 0 {
      let found = known[column][at]
      if found.row == rowID, found.isHeader == cell.isHeader, found.span == cell.columnSpan,
        found.position == position,
        found.attributes == cell.attributes
      {
        return found.style
      }
      at -= 1
    }
    let context = row.child(cell, at: position)
    let own = context.style.values.textAlign
    let aligned: StyleValues.TextAlign
    if cell.columnSpan > 1 {
      aligned = own == .justify ? .start : own
    } else {
      switch alignment {
      case .start: aligned = own == .justify ? .start : own
      case .center: aligned = .center
      case .end, .decimal: aligned = .end
      }
    }
    let style = table.number(of: context, alignment: aligned, setter: setter)
    if known[column].count >= Self.memory { known[column].removeFirst(Self.memory / 2) }
    kept.append(row)
    known[column].append(
      Known(
        row: rowID, isHeader: cell.isHeader, span: cell.columnSpan, position: position,
        attributes: cell.attributes,
        style: style))
    return style
  }
}
