import Diagnostics

/// A publication that figures come from.
public struct Source: Hashable, Sendable {
  public var id: String
  public var publisher: String?
  public var authors: [String]
  public var title: String?
  /// `2025`, `2025-07` or `2025-07-21`.
  public var date: String?
  public var url: String?
  public var licence: String?
  /// The credit line that the licence asks for.
  public var credit: String?
  public var note: String?
  public var accessed: String?
  /// How long after its date its figures may be used; nil for as long as the report says.
  public var validity: CalendarDuration?
  public var range: SourceRange
}
