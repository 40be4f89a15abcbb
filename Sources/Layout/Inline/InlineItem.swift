import TextShaping

/// A part of a paragraph that is measured as one: a word in one style, a space, or a thing that stands in the text.
struct InlineItem {
  enum Kind: UInt8 {
    case word
    /// A space that stretches and shrinks, and at which a line may end.
    case space
    /// One that does not end a line.
    case noBreakSpace
    /// A space of its own width, such as a thin space; not set at the end of a line.
    case fixedSpace
    /// A picture.
    case object
    case leader
    case lineFeed

    /// Whether it is left out at the end of a line.
    var isDiscardable: Bool { self == .space || self == .fixedSpace || self == .lineFeed }
  }
  var kind: Kind
  var run: Int32
  /// Its bytes in the paragraph's text.
  var start: Int32
  var end: Int32
  /// Its index in the ``WordTable``; -1 for what is no word.
  var word: Int32
  /// In points, with the padding of elements that begin or end at it.
  var width: Float
  /// The space before it where it does not begin a line, and the width by which the line stretches there as at a space.
  var lead: Float = 0
  var gap: Float = 0
  /// Its level in a paragraph some of which runs from right to left; nil in others.
  var level: UInt8?
  var direction: TextDirection? { level.map(TextDirection.init(ofLevel:)) }
}

/// Sums of what comes before a place in a paragraph, in points.
struct InlineSums {
  var width = 0.0
  /// That of the spaces which may be stretched and shrunk.
  var spaces = 0.0
  /// That of the words, but for ideographs.
  var letters = 0.0
  /// That in which the gaps between ideographs stretch as spaces do; they are no part of `width`.
  var gaps = 0.0
  /// How many leaders there are; each takes what is left of its line.
  var leaders: Int32 = 0
}

/// A place where a line may end.
struct BreakCandidate {
  enum Kind: UInt8 {
    case space
    /// After a hyphen, dash or slash that the author wrote, or between characters that need no space.
    case inText
    /// In a word, where a hyphen is added.
    case hyphen
    /// In a word that is too wide for a line, without a hyphen.
    case cut
    /// In a word, where the sheet lets lines end anywhere.
    case anywhere
    case mandatory
    case end
  }
  var kind: Kind
  /// Whether the line ends in a hyphen, added or written.
  var endsInHyphen = false
  /// Byte offsets: where the line's content ends, and where the next line's begins.
  var end: Int32
  var next: Int32
  var penalty: Float
  /// How far the character before the break and the one after it may stand out.
  var rightHang: Float
  var leftHang: Float
  /// How much farther the former may stand out where it does not fit.
  var spareHang: Float = 0
  /// The sums at `end`, with a hyphen that is added, and at `next`.
  var endSums: InlineSums
  var nextSums: InlineSums
}
