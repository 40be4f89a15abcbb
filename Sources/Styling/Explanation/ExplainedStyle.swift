import Diagnostics

/// Why nodes that are styled alike look as they do.
public struct ExplainedStyle: Sendable {
  /// The contexts from `:root` down to what is explained; empty for a page.
  public let contexts: [StyleContext]
  /// Names of the nodes from `:root` down, such as `td.total[data-column=share]`, as far as rules tell them apart.
  public let path: [String]
  /// What any rule sets on it, then what it inherits, each in the order of the properties; custom properties of its own last.
  public let properties: [ExplainedProperty]
}

/// Where the value of a property comes from.
public struct ExplainedProperty: Sendable {
  /// The name of a longhand or custom property.
  public let name: String
  /// Strongest first. For an inherited value the one that won where it was set.
  public let declarations: [ExplainedDeclaration]
  /// The node that a value is inherited from; nil for one that is set here.
  public let inheritedFrom: String?
}

/// A declaration that concerns a property of a node.
public struct ExplainedDeclaration: Hashable, Sendable {
  /// Why a declaration loses to the strongest one.
  public enum Loss: Hashable, Sendable {
    case notImportant
    case weakerOrigin
    case weakerSheet
    case weakerLayer
    case lessSpecific
    case earlier

    /// A word or two for a reader.
    public var words: String {
      switch self {
      case .notImportant: "not !important"
      case .weakerOrigin: "weaker origin"
      case .weakerSheet: "weaker sheet"
      case .weakerLayer: "weaker layer"
      case .lessSpecific: "less specific"
      case .earlier: "earlier"
      }
    }
  }
  /// The property as written, which may be a shorthand.
  public let name: String
  public let value: String
  /// The value with its variables put in, if it has any and they are known.
  public let substituted: String?
  public let isImportant: Bool
  /// The selector of its rule that selects the node, the most specific one if several do.
  public let selector: String
  /// Counts of ids, of classes and their like, and of elements.
  public let specificity: [Int]
  public let place: SourceRange
  public let origin: StyleOrigin
  /// Nil for the one that holds.
  public let loss: Loss?
}
