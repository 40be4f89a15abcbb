import Content
import Diagnostics
import Geometry
import Graphics
import Styling
import TextShaping

/// Sets blocks whose children are inline nodes as lines of text.
///
/// Keeps what all paragraphs of a document share: the styles met so far and the shaped words by style.
final class InlineSetter {
  let styled: StyledTree
  let structure: StructureMap
  let shaper: TextShaper
  let language: String
  let pageLabel: (String) -> String?
  /// Lines that stay overfull and the like, with the place in the source where it is known.
  var diagnostics = Diagnostics()

  /// - Parameter pageLabel: The printed page number of the element with an id; nil while it is not known, which
  ///   takes the room of two digits.
  init(
    styled: StyledTree, structure: StructureMap, shaper: TextShaper, language: String,
    pageLabel: @escaping (String) -> String?
  ) {
    self.styled = styled
    self.structure = structure
    self.shaper = shaper
    self.language = language
    self.pageLabel = pageLabel
  }

  /// The lines of a block whose children are inline nodes, broken for a width.
  func paragraph(_ node: Int, width: Length) -> any FlowContent {
    preconditionFailure("being written")
  }

  /// The width of a block's widest line when it is broken only where it must be.
  func naturalWidth(of node: Int) -> Length {
    preconditionFailure("being written")
  }

  /// The distance from the top of a block's first line to its baseline, for what stands beside it, such as the marker of
  /// a list item.
  func firstBaseline(of node: Int) -> Length {
    preconditionFailure("being written")
  }
}
