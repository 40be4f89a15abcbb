/// Where the pages of a document begin and end.
public struct Plan: Sendable {
  /// How many pages there are, blank ones among them.
  public var pageCount: Int { 0 }
}
