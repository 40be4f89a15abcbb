/// A place within a text where a line may or must end.
@frozen public struct LineBreak: Hashable, Sendable {
  /// The byte offset of what follows the break; spaces at the line's end come before it.
  public var offset: Int
  /// Whether the line ends here in any case, after a line feed for instance.
  public var isMandatory: Bool
  @inlinable public init(offset: Int, isMandatory: Bool) {
    self.offset = offset
    self.isMandatory = isMandatory
  }
}
