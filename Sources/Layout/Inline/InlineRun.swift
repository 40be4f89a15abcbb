/// A stretch of a paragraph's text in one style, or a thing that stands in the text.
struct InlineRun {
  enum Kind: UInt8 {
    case text
    /// The number that calls a note; `object` is the note.
    case noteCall
    /// Stands in the text as one character, so that the text is the same length whatever page is printed.
    case pageNumber
    case leader
    case image
  }
  var kind: Kind
  /// Where its text begins; it ends where the next run begins.
  var start: Int32
  /// Its number in ``InlineStyles``.
  var style: Int32
  /// The node of the content that holds its words; -1 for words that come from no node.
  var node: Int32
  /// Padding, border and margin of the elements that begin and end here, in points.
  var leading: Float = 0
  var trailing: Float = 0
}

/// A character that stands for something else than text: U+FFFC in UTF-8.
let objectReplacement: [UInt8] = [0xEF, 0xBF, 0xBC]
