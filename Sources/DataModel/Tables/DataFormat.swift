/// How a data file is written; what is not said follows from its name.
public struct DataFormat: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Cells with a character of ASCII between them.
    case separated(String)
    case json
  }
  public var kind: Kind?
  /// Where in a JSON file the rows are, such as `data.rows`.
  public var property: String?

  public init(_ kind: Kind? = nil, property: String? = nil) {
    self.kind = kind
    self.property = property
  }
}
