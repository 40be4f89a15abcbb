/// A part of an element's box that style rules can select and that is no node of the document
/// (CSS Pseudo-Elements Level 4; the last two CSS Generated Content for Paged Media Level 3, section 2.4).
public enum PseudoElement: String, CaseIterable, Hashable, Sendable {
  case before
  case after
  case marker
  case firstLetter = "first-letter"
  case firstLine = "first-line"
  /// The number in the text that refers to a note.
  case footnoteCall = "footnote-call"
  /// The number that stands before a note.
  case footnoteMarker = "footnote-marker"

  /// Those that CSS 2 wrote with one colon.
  static let writtenWithOneColon: Set<PseudoElement> = [.before, .after, .firstLetter, .firstLine]

  /// Parts of boxes that only a screen has; rules for them are read and never apply.
  static let onScreen: Set<String> = [
    "selection", "target-text", "spelling-error", "grammar-error", "placeholder", "file-selector-button", "backdrop",
    "cue",
  ]
}
