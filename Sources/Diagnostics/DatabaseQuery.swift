/// What a report asks of a database server, with the places where it is written.
public struct DatabaseQuery: Sendable {
  public enum Content: Sendable {
    /// One query, in which `:name` stands for a parameter.
    case sql(String)
    /// All rows of `table` or `schema.table`.
    case table(String)
  }
  /// The table's name in `data.yaml`.
  public var name: String
  /// As written: `postgresql://user@host/database`. It may hold a password and is not for printing.
  public var address: String
  public var addressRange: SourceRange
  public var content: Content
  public var contentRange: SourceRange
  /// What `:name` may stand for.
  public var parameters: [String: SourceNode]

  public init(
    name: String, address: String, addressRange: SourceRange, content: Content, contentRange: SourceRange,
    parameters: [String: SourceNode] = [:]
  ) {
    self.name = name
    self.address = address
    self.addressRange = addressRange
    self.content = content
    self.contentRange = contentRange
    self.parameters = parameters
  }
}
