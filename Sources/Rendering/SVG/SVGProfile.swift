/// What an SVG file is made for.
public enum SVGProfile: String, CaseIterable, Hashable, Sendable {
  /// Looks the same everywhere: text as outlines, drawn by Cairo. For `<img>`, and wherever nothing is known of the reader.
  case image
  /// Is part of a page of HTML: text as text, in the page's colour where it has the text's, and names for the page's sheet.
  case inline
  /// Plain shapes, each by itself, as Word, PowerPoint and LibreOffice read them: text as outlines, nothing used by
  /// reference.
  case office
  /// Plain shapes in opaque colours for what is printed: text as outlines, transparent colours mixed with the ground.
  case print

  /// How much wider than the sheet's faces text may come out, as a share of its width. Arial, which most pages fall back to,
  /// has figures 12% wider than those of Source Sans.
  public var textSlack: Double { self == .inline ? 0.12 : 0 }
}
