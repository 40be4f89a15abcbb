/// What a report may take of a database server.
public struct DatabaseLimits: Sendable {
  /// Seconds until the server has to have answered; the address may say otherwise.
  public var connectionSeconds = 10
  /// Seconds until a query has to have given its last row.
  public var querySeconds = 30
  public var rows = 1_000_000
  /// Bytes of a query's values.
  public var bytes = 1 << 28
  public init() {}
}
