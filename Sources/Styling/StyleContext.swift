/// A node's style, and the place from which the styles of its children are computed.
///
/// Nodes that are styled alike and have the same ancestors, as far as any rule can tell, share one context.
public final class StyleContext: Sendable {
  /// The node's own style.
  public let style: ComputedStyle

  init(style: ComputedStyle) {
    self.style = style
  }

  /// The context of a child. Answers from memory if a like child was asked for before.
  public func child(_ node: some StyleNode, at position: SiblingPosition) -> StyleContext {
    preconditionFailure("being written")
  }

  /// The text of a custom property such as `--label-density`, its own variables put in; nil where it is not set.
  public func customProperty(_ name: String) -> String? {
    preconditionFailure("being written")
  }

  /// Who set a property of this very node (by its longhand name, such as `fill`); nil where no rule did, so that its
  /// value is inherited or initial.
  public func origin(of property: String) -> StyleOrigin? {
    preconditionFailure("being written")
  }
}
