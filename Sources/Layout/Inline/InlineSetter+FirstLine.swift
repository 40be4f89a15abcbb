import Geometry
import Styling

/// A paragraph whose first line has a style of its own (CSS Pseudo-Elements Level 4, section 2.1).
///
/// Its text is measured twice, in either style. A line that begins the paragraph has the widths of the one, all others those
/// of the other, so that the lines are chosen together as ever; then the two texts are joined where the first line ends.
struct FirstLine {
  var gathered: GatheredText
  var block: BlockTextStyle
  var items = ParagraphItems()
  /// Buffers of the ends of lines in the first line's style: all of them, and one for each end in the style of the others.
  var candidates: [BreakCandidate] = []
  var ends: [BreakCandidate?] = []

  init(_ gathered: GatheredText, block: BlockTextStyle) {
    self.gathered = gathered
    self.block = block
  }

  /// Takes each end of a line for the one that is as far on in the other style.
  mutating func pairAll() { ends = items.candidates }

  /// Finds for each end of a line the same end in the first line's style; nil where there is none, as in a word that is
  /// hyphenated in one style alone.
  mutating func pair(with others: [BreakCandidate], of items: ParagraphItems) {
    ends.removeAll(keepingCapacity: true)
    var item = 0
    var own = 0
    for (index, other) in others.enumerated() {
      if index == others.count - 1 {
        ends.append(candidates.last)
        continue
      }
      while item + 1 < items.items.count, items.items[item + 1].start <= other.next { item += 1 }
      let (here, there) = (items.items[item], self.items.items[item])
      let offset = other.next - here.start
      let isSame = offset == 0 || here.end - here.start == there.end - there.start
      let next = there.start + offset
      while own < candidates.count, candidates[own].next < next { own += 1 }
      ends.append(isSame && own < candidates.count && candidates[own].next == next ? candidates[own] : nil)
    }
  }
}

extension InlineSetter {
  /// The text in the style of the first line; nil where that has none of its own.
  func gatherFirstLine(of source: ParagraphSource) -> FirstLine? {
    guard !styled.firstLines.isEmpty, case .node(let node) = source, let context = styled.firstLines[node] else {
      return nil
    }
    var gatherer = InlineGatherer(setter: self, GatheredText())
    gatherer.gatherFirstLine(node, context)
    return FirstLine(gatherer.gathered, block: blockStyle(context.style))
  }
}
