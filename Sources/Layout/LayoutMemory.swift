import Styling

/// What was found while a report was laid out, so that it is not found again when the report is laid out anew after a change.
///
/// All of it are results of functions that depend on nothing else than what they are kept under: styles looked up, words
/// shaped, lines broken. Nothing has to be taken back when the report changes; what a layout has not asked for is let go after the
/// next. All layouts with one memory must be of styles from one cascade and use one shaper.
public final class LayoutMemory {
  var styles = InlineStyles()
  var words = WordTable()
  var languages = LanguageTable()
  var blocks: [ObjectIdentifier: BlockTextStyle] = [:]
  let cellStyles = CellStyleTable()
  /// Nil where a report is laid out once, so that no paragraph is met again.
  var paragraphs: ParagraphMemory?

  /// An empty memory for layouts of a report that changes.
  public convenience init() { self.init(keepsParagraphs: true) }

  init(keepsParagraphs: Bool) { paragraphs = keepsParagraphs ? ParagraphMemory() : nil }

  /// Lets go of what the last layout has not asked for.
  func beginLayout() { paragraphs?.beginLayout() }
}
