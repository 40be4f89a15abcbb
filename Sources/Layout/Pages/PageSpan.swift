/// What stands on one page, by its places in the flow's list.
struct PageSpan: Hashable, Sendable {
  /// A part of a note.
  struct NotePart: Hashable, Sendable {
    var note: Int32
    var items: Range<Int32>
  }
  /// A note that was begun on the page before.
  struct Remainder: Hashable, Sendable {
    var note: Int32
    /// The first of its items that is still to be set.
    var item: Int32
  }

  /// The number of the page, from 1; printed on it.
  var number: Int
  /// Items of the flow, those of floats among them that stand elsewhere.
  var items: Range<Int>
  /// The floats on the page, in order.
  var floats: Range<Int>
  /// How many of them stand at the top; the others stand where they come in the flow.
  var topFloats: Int
  var notes: [NotePart] = []
  /// Whether the page is empty so that the next is a left or a right one.
  var isBlank = false
  /// Whether something on the page is taller than there is room for.
  var overflows = false
}
