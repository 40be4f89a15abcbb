import Charts
import DataModel
import Diagnostics
import Graphics

/// A report with its data in place, ready to be styled and laid out.
public struct ResolvedReport: Sendable {
  /// A heading that is part of the outline and the contents.
  public struct Heading: Hashable, Sendable {
    public var text: String
    /// 2 to 6.
    public var level: Int
    public var identifier: String
    /// The number that is printed before it, if sections are numbered.
    public var number: String?
  }
  /// A chart, by its place in the tree.
  public struct Chart: Hashable, Sendable {
    /// Unique in the report; names the file of its SVG.
    public var identifier: String
    /// The node of kind `chart`.
    public var node: Int
  }

  /// A number that an author typed and that nothing stands behind.
  public struct StrayNumber: Hashable, Sendable {
    public var text: String
    public var range: SourceRange
  }

  public var content: ContentTree
  public var metadata: DocumentMetadata
  public var headings: [Heading]
  public var charts: [Chart]
  /// The names of the data files that printed numbers come from, as diagnostics name them, in the order of first use.
  /// They are to travel with the PDF.
  public var dataFiles: [String]
  public var strayNumbers: [StrayNumber]
  /// How old the sources are on the report's date.
  public var sourceAges: SourceAges
  /// A BCP 47 tag.
  public var language: String { metadata.language }
}
