/// What stands in one frame: a column of a page, or the page's whole width where it has but one.
struct FrameSpan: Hashable, Sendable {
  /// Items of the flow, those of floats among them that stand elsewhere.
  var items: Range<Int>
  /// The floats in the frame, in order.
  var floats: Range<Int>
  /// How many of them stand at the top; the others stand where they come in the flow.
  var topFloats = 0
  /// How many of them stand at the foot.
  var footFloats = 0
  /// Notes called in the frame, or before it.
  var notes: [PageSpan.NotePart] = []
  /// What of them was left by the frame before.
  var begun: PageSpan.Remainder?
  var place = FramePlace.page
  /// The room for text, floats and, in a column, its notes, in points.
  var height = 0.0
  /// Whether spaces in it may be made wider so that it ends at its foot.
  var isFilled = true
  /// How far above its foot it is to end, as what is beside it does, in points.
  var shortfall = 0.0
  /// Whether something in the frame is taller than there is room for.
  var overflows = false

  /// Whether nothing stands in it.
  var isEmpty: Bool { items.isEmpty && floats.isEmpty && notes.isEmpty }
  /// Whether it is one of several columns.
  var isColumn: Bool { place.section >= 0 }
}
