import Geometry
import Graphics

/// Writes a tagged PDF 1.7 (PDF/UA-1), page by page as they are drawn.
public final class PDFWriter {
  /// Starts a file.
  public init(metadata: DocumentMetadata) throws(RenderingError) {
    preconditionFailure("being written")
  }

  /// Draws the next page.
  public func add(_ page: Page) throws(RenderingError) {
    preconditionFailure("being written")
  }

  /// Completes the file.
  public func finish(
    structure: StructureTree, outline: [OutlineEntry], attachments: [Attachment]
  ) throws(RenderingError) -> [UInt8] {
    preconditionFailure("being written")
  }
}
