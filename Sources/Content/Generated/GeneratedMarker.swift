import Styling

/// A text that a style sheet sets beside an item, in the text or in the margin: the marker of a list item or of a note,
/// the call of a note.
public struct GeneratedMarker: Sendable {
  public var text: String
  public var style: ComputedStyle
  /// What is read aloud in its place; nil for the text itself, empty for nothing.
  public var alternative: String?
  /// Where it stands in its line, if a sheet says so.
  public var alignment: StyleValues.VerticalAlign?
}

/// A running string that an element sets.
public struct RunningStringValue: Hashable, Sendable {
  public var name: String
  public var value: String
}
