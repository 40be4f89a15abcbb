/// Where on a page a frame stands: a column of a section, or the page's whole width.
struct FramePlace: Hashable {
  /// The column section; -1 for the page's whole width.
  var section: Int32 = -1
  var column: Int32 = 0
  /// The height of the page's content; 0 where a page begins whose height is not known yet.
  var height = 0.0
  /// Below the top of the page's content, in points.
  var top = 0.0
  /// What floats across the columns take at the foot of the page.
  var foot = 0.0
  /// What the notes at the foot of the page take, those called where it has but one column.
  var notes = 0.0

  /// Where its columns end at the latest, below the top of the page's content.
  var bottom: Double { height - foot - notes }

  /// Whether it follows on something on its page, the space between them being taken already.
  var followsOn: Bool { column == 0 && top > 0 }

  /// Whether two places are columns side by side.
  func isBeside(_ other: FramePlace) -> Bool { section == other.section && top == other.top }

  /// Where a page begins.
  static let page = FramePlace()
}
