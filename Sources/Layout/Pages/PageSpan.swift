/// What stands on one page, frame by frame, by its places in the flow's list.
struct PageSpan: Hashable, Sendable {
  /// A part of a note.
  struct NotePart: Hashable, Sendable {
    var note: Int32
    var items: Range<Int32>
  }
  /// A note that was begun in the frame before, and those after it that one line called with it.
  struct Remainder: Hashable, Sendable {
    var note: Int32
    /// The first of its items that is still to be set.
    var item: Int32
    /// The last of the notes.
    var last: Int32
  }

  /// The number of the page, from 1; printed on it.
  var number: Int
  /// In reading order, one at least; what is in them follows on from frame to frame.
  var frames: [FrameSpan]
  /// Whether the page is empty so that the next is a left or a right one.
  var isBlank = false

  init(number: Int, frames: [FrameSpan]) {
    precondition(!frames.isEmpty, "a page has a frame, be it empty")
    self.number = number
    self.frames = frames
  }

  /// A page with nothing on it, between two items.
  init(number: Int, blankBefore item: Int, float: Int) {
    self.init(number: number, frames: [FrameSpan(items: item..<item, floats: float..<float)])
    isBlank = true
  }

  /// Items of the flow, those of floats among them that stand elsewhere.
  var items: Range<Int> { frames[0].items.lowerBound..<frames[frames.count - 1].items.upperBound }
  /// The floats on the page, in order.
  var floats: Range<Int> { frames[0].floats.lowerBound..<frames[frames.count - 1].floats.upperBound }
  var notes: [NotePart] { frames.flatMap(\.notes) }
  /// Whether something on the page is taller than there is room for.
  var overflows: Bool { frames.contains(where: \.overflows) }
}
