import Diagnostics

/// Style sheets put together: answers what style a node, a page or a margin box has.
public final class Cascade: Sendable {
  /// The context of `:root`, which is the parent of the document's `body` and holds the sheet's custom properties.
  public let root: StyleContext
  /// The faces that all sheets make known; a later one replaces an earlier one of the same family, weight and slant.
  public let fontFaces: [FontFaceRule]

  /// - Parameter sheets: Weakest first.
  public init(sheets: [StyleSheet]) {
    preconditionFailure("being written")
  }

  /// What the `@page` rules say of one kind of page.
  public func page(_ kind: PageKind) -> PageStyle {
    preconditionFailure("being written")
  }

  /// What was found wrong while computing styles so far: variables that are not defined or form a circle, and values
  /// that turned out to be none once their variables were put in.
  public var diagnostics: Diagnostics { preconditionFailure("being written") }
}
