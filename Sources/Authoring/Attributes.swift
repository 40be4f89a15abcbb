/// A piece of text with the byte offsets of where it was written, as in ``DocumentNode/start``.
public struct PlacedText: Hashable, Sendable {
  public var text: String
  public var start: Int32
  public var end: Int32
  public init(_ text: String, start: Int32, end: Int32) {
    self.text = text
    self.start = start
    self.end = end
  }
}

/// What `{#id .class key=value}` says, in Pandoc's notation.
public struct Attributes: Hashable, Sendable {
  public struct Pair: Hashable, Sendable {
    public var key: PlacedText
    public var value: PlacedText
  }
  public var identifier: PlacedText?
  public var classes: [PlacedText] = []
  public var pairs: [Pair] = []

  public init() {}

  public var isEmpty: Bool { identifier == nil && classes.isEmpty && pairs.isEmpty }

  /// The value under a key.
  public subscript(key: String) -> PlacedText? { pairs.first { $0.key.text == key }?.value }
  public func has(class name: String) -> Bool { classes.contains { $0.text == name } }
}
