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
    case revert
    case revertLayer
    case tokens([Token])

    /// From a keyword that every property takes; nil for any other token.
    init?(global token: Token) {
      guard token.kind == .ident else { return nil }
      switch asciiLowercased(token.text) {
      // Custom properties are inherited.
      case "inherit", "unset": self = .inherit
      case "initial": self = .initial
      case "revert": self = .revert
      case "revert-layer": self = .revertLayer
      default: return nil
      }
    }
  }
  /// As the author wrote it.
  let name: String
  let value: Value
  let isImportant: Bool
  let place: SourcePlace
}
