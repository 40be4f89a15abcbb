import Diagnostics

/// A publication that figures come from.
public struct Source: Hashable, Sendable {
  public var id: String
  /// Such as `report`, `press`, or a type of the Citation Style Language.
  public var kind: String?
  public var publisher: String?
  public var authors: [String] = []
  public var title: String?
  /// The journal, book or site that it is part of, with the volume, the issue and the pages.
  public var container: String?
  public var volume: String?
  public var issue: String?
  public var pages: String?
  /// `2025`, `2025-07` or `2025-07-21`; in other words where a library has them.
  public var date: String?
  public var url: String?
  /// Without the address of a resolver: `10.1000/182`.
  public var doi: String?
  /// Where it was read, in words, where that is no address to link to.
  public var seen: String?
  public var licence: String?
  /// The credit line that the licence asks for.
  public var credit: String?
  public var note: String?
  public var accessed: String?
  /// How long after its date its figures may be used; nil for as long as the report says.
  public var validity: CalendarDuration?
  /// Where it is given.
  public var range: SourceRange

  init(id: String, range: SourceRange) {
    self.id = id
    self.range = range
  }
}
