/// A property that a rule sets.
struct Declaration: Sendable {
  enum Value: Sendable {
    /// What it sets, shorthands taken apart.
    case parsed([(property: Int, value: SpecifiedValue)])
    /// A value with `var()` in it, which is parsed once the variables are known.
    case deferred(PropertyTable.Reference, TokenList)
    /// A custom property.
    case custom(name: String, CustomValue)
  }
  enum CustomValue: Sendable {
    case inherit
    case initial
    case tokens([Token])
  }
  /// As the author wrote it.
  let name: String
  let value: Value
  let isImportant: Bool
  let place: SourcePlace
}
