/// The text of a paragraph, and what stands at places in it.
struct GatheredText {
  var text = ParagraphText()
  var anchors: [InlineAnchor] = []
  var calls: [Paragraph.NoteCall] = []
  /// Outer ones before those that they hold.
  var boxes: [InlineBox] = []

  mutating func removeAll() {
    text.removeAll()
    anchors.removeAll(keepingCapacity: true)
    calls = []
    boxes = []
  }
}

/// Where a first line in a style of its own ends: in the text that is all in that style, and in the text that is not, which
/// may be longer or shorter (`text-transform`).
struct FirstLineCut: Hashable {
  var first: Int32
  var rest: Int32
}

extension GatheredText {
  /// The text up to the end of its first line, and from there on another text that has the same words in another style.
  func joined(to other: GatheredText, at cut: FirstLineCut) -> GatheredText {
    var result = GatheredText()
    let shift = cut.first - cut.rest
    let firstCount = text.runs.firstIndex { $0.start >= cut.first } ?? text.runs.count
    let isRunCut = firstCount > 0 && text.end(of: firstCount - 1) > Int(cut.first)
    let restStart = other.text.runs.indices.first { other.text.end(of: $0) > Int(cut.rest) } ?? other.text.runs.count
    result.text.bytes = Array(text.bytes[..<Int(cut.first)] + other.text.bytes[Int(cut.rest)...])
    result.text.runs = Array(text.runs[..<firstCount])
    if isRunCut { result.text.runs[firstCount - 1].trailing = 0 }
    for var run in other.text.runs[restStart...] {
      if run.start < cut.rest {
        run.start = cut.rest
        run.leading = 0
      }
      run.start += shift
      result.text.runs.append(run)
    }
    for var box in boxes where box.runs.lowerBound < firstCount {
      box.goesOn = box.runs.upperBound > firstCount || box.runs.upperBound == firstCount && isRunCut
      if box.goesOn { box.innerTrailing = 0 }
      box.runs = box.runs.lowerBound..<min(box.runs.upperBound, firstCount)
      result.boxes.append(box)
    }
    for var box in other.boxes where box.runs.upperBound > restStart {
      box.hasBegun =
        box.runs.lowerBound < restStart
        || box.runs.lowerBound == restStart && other.text.runs[restStart].start < cut.rest
      let lower = max(box.runs.lowerBound, restStart) - restStart + firstCount
      box.runs = lower..<(box.runs.upperBound - restStart + firstCount)
      result.boxes.append(box)
    }
    result.anchors = anchors.filter { $0.offset < cut.first }
    result.anchors += other.anchors.filter { $0.offset >= cut.rest }.map {
      InlineAnchor(offset: $0.offset + shift, node: $0.node)
    }
    result.calls = calls.filter { $0.offset < cut.first }
    result.calls += other.calls.filter { $0.offset >= cut.rest }.map {
      Paragraph.NoteCall(offset: $0.offset + shift, note: $0.note)
    }
    return result
  }
}
