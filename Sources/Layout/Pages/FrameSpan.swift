/// What stands in one frame: a column of a page, or the page's whole width where it has but one.
struct FrameSpan: Hashable, Sendable {
  /// Items of the flow, those of floats among them that stand elsewhere.
  var items: Range<Int>
  /// The floats in the frame, in order.
  var floats: Range<Int>
  /// How many of them stand at the top; the others stand where they come in the flow.
  var topFloats = 0
  /// Notes called in the frame, or begun before it.
  var notes: [PageSpan.NotePart] = []
  /// Whether something in the frame is taller than there is room for.
  var overflows = false
}
