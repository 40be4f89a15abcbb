/// Where the notes of a column stand, each as near to the line that it belongs to as those beside it leave room. In
/// points from the top of the column.
struct SidenoteColumn {
  let height: Double
  /// Between two notes.
  let gap: Double
  /// Where nothing else stands, from top to bottom.
  let free: [ClosedRange<Double>]

  struct Note {
    var height: Double
    /// Where it would stand if it were alone.
    var wanted: Double
  }

  /// - Parameter taken: What stands in the column already, in any order.
  init(height: Double, gap: Double, taken: [ClosedRange<Double>]) {
    self.height = height
    self.gap = gap
    var free: [ClosedRange<Double>] = []
    var top = 0.0
    for range in taken.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound - gap > top { free.append(top...(range.lowerBound - gap)) }
      top = max(top, range.upperBound + gap)
    }
    if top < height { free.append(top...height) }
    self.free = free
  }

  /// The tops of the notes from the first on, of as many as there is room for.
  ///
  /// A note moves down where it would touch the one before; those that would leave the column at its foot move up, with
  /// the ones that they come to touch.
  func tops(of notes: [Note]) -> [Double] {
    var count = notes.count
    while count > 0 {
      if let tops = tops(ofAll: notes[..<count]) { return tops }
      count -= 1
    }
    return []
  }

  private func tops(ofAll notes: ArraySlice<Note>) -> [Double]? {
    var tops: [Double] = []
    var start = 0.0
    for note in notes {
      let top = firstPlace(from: max(note.wanted, start), for: note.height) ?? height
      tops.append(top)
      start = top + note.height + gap
    }
    var end = height
    for index in notes.indices.reversed() {
      let place = index - notes.startIndex
      guard let top = lastPlace(upTo: min(tops[place], end - notes[index].height), for: notes[index].height)
      else { return nil }
      tops[place] = top
      end = top - gap
    }
    return tops
  }

  private static let tolerance = 0.01

  private func firstPlace(from top: Double, for height: Double) -> Double? {
    for range in free {
      let start = max(top, range.lowerBound)
      if start + height <= range.upperBound + Self.tolerance { return start }
    }
    return nil
  }

  private func lastPlace(upTo top: Double, for height: Double) -> Double? {
    for range in free.reversed() {
      let start = min(top, range.upperBound - height)
      if start >= range.lowerBound - Self.tolerance { return start }
    }
    return nil
  }
}
