/// What a figure counts or measures: `million persons`, `percent`, `subscriptions per 100 persons`.
public struct Unit: Hashable, Sendable {
  /// As written.
  public var text: String
}
