/// What a frame begins with and the room that it has.
struct FrameStart {
  var item: Int
  var float: Int
  /// The rest of a note that was begun in the frame before.
  var remainder: PageSpan.Remainder?
  var place = FramePlace.page
  /// The item that nothing of which stands in the frame any more: where the columns begin or end.
  var end: Int
  /// The height of the frame, in points.
  var capacity: Double
  /// Whether it takes something in any case, since no other will have more room.
  var mustTake = true
  /// Whether it would be noticed as too empty if the document ended in it.
  var maySeemShort = false

  var isColumn: Bool { place.section >= 0 }
}

/// A frame being filled.
struct Frame {
  let capacity: Double
  /// The height of text and of the floats above it and in it.
  var used = 0.0
  var notesHeight = 0.0
  /// The height of the floats at its foot, and how many they are.
  var footHeight = 0.0
  var footFloats = 0
  /// The sum of the spaces in it that may be made wider.
  var stretchable = 0.0
  var isEmpty = true
  var overflows = false
  /// The space that a float just placed asks for below it.
  var spaceBelow: Double?
  var hole: Double { capacity - used - notesHeight - footHeight }
}

/// A place where a frame may end.
struct FrameEnding {
  var item: Int
  var float: Int
  var frame: Frame
  var topFloats: Int
  /// What it costs beside its hole.
  var cost: Double
  var hasHole: Bool
  /// The note that goes on in the next frame.
  var remainder: PageSpan.Remainder?
  /// Whether what follows stands below it on the same page.
  var continues = false
  /// Whether it parts what belongs together.
  var isForbidden = false
}
