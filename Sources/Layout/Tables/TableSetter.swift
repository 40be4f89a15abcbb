import Content
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

  init(styled: StyledTree, structure: StructureMap, inline: InlineSetter) {
    self.styled = styled
    self.structure = structure
    self.inline = inline
  }

  /// The rows of a node of kind `table`, its columns fitted to at most a width.
  func table(_ node: Int, width: Length) -> any FlowContent {
    preconditionFailure("being written")
  }
}
