import Geometry
import Graphics
import Styling

/// Where the words of a paragraph come from.
enum ParagraphSource {
  /// The inline children of a node.
  case node(Int)
  /// Words that are no node, such as those of a table's cell.
  case text(String, mark: NumberMark?, style: ComputedStyle)
}

/// A line of a paragraph: where it ends, as byte offsets in the paragraph's text.
struct SetLine {
  /// Where its content ends, without the space at its end.
  var end: Int32
  /// Where the next line begins.
  var next: Int32
  var hasHyphen: Bool
  /// Whether it ends where it must, so that it is not stretched.
  var isLast: Bool

  init(endingAt candidate: BreakCandidate) {
    end = candidate.end
    next = candidate.next
    hasHyphen = candidate.kind == .hyphen
    isLast = candidate.kind == .end || candidate.kind == .mandatory
  }

  /// Moves its ends on in the text.
  mutating func move(by offset: Int32) {
    end += offset
    next += offset
  }
}

/// A paragraph broken into lines.
///
/// It keeps where its lines end and nothing of what is in them; the glyphs are found again when it is placed.
final class Paragraph: FlowContent {
  /// The height of a line that differs from the others, and where its baseline is; in points.
  struct Extent {
    var height: Float
    var baseline: Float
  }
  struct NoteCall {
    var offset: Int32
    var note: Int32
  }

  private let setter: InlineSetter
  let source: ParagraphSource
  let block: BlockTextStyle
  let width: Length
  let lines: [SetLine]
  /// Nil where all lines are as high as the block's style says.
  let extents: [Extent]?
  let calls: [NoteCall]
  /// Where its first line ends, if that has a style of its own.
  let cut: FirstLineCut?
  /// Stands for all that its looks depend on; 0 where paragraphs are not remembered.
  private let fingerprint: Int

  init(
    setter: InlineSetter, source: ParagraphSource, block: BlockTextStyle, width: Length, lines: [SetLine],
    extents: [Extent]?, calls: [NoteCall], cut: FirstLineCut?, fingerprint: Int = 0
  ) {
    self.cut = cut
    self.fingerprint = fingerprint
    self.setter = setter
    self.source = source
    self.block = block
    self.width = width
    self.lines = lines
    self.extents = extents
    self.calls = calls
  }

  var unitCount: Int { lines.count }
  var repeatedHeight: Length { .zero }

  func height(of units: Range<Int>) -> Length {
    guard let extents else { return .pt(block.lineHeight * Double(units.count)) }
    return .pt(extents[units].reduce(0) { $0 + Double($1.height) })
  }

  /// From the top of the first line to its baseline.
  var firstBaseline: Length { baseline(of: 0) }

  /// From the top of a line to its baseline.
  func baseline(of line: Int) -> Length { .pt(extents.map { Double($0[line].baseline) } ?? block.baseline) }

  func canBreak(before unit: Int) -> Bool {
    !block.staysTogether && unit >= block.orphans && lines.count - unit >= block.widows
      && !(block.hyphenateLimitLast != .none && lines[unit - 1].hasHyphen)
  }

  func notes(in units: Range<Int>) -> [Int] {
    guard !calls.isEmpty, !units.isEmpty else { return [] }
    let first = units.lowerBound == 0 ? 0 : lines[units.lowerBound - 1].next
    let last = units.upperBound == lines.count ? Int32.max : lines[units.upperBound - 1].next
    return calls.filter { $0.offset >= first && $0.offset < last }.map { Int($0.note) }
  }

  /// The line in which an inline node begins; nil if it has no words here.
  func line(of node: Int) -> Int? {
    guard let offset = setter.offset(of: node, in: source, width: width, cut: cut) else { return nil }
    return lines.firstIndex { $0.next > offset } ?? lines.indices.last
  }

  func hash(_ units: Range<Int>, into hasher: inout Hasher) {
    hasher.combine(fingerprint)
    hasher.combine(units)
  }

  func place(_ units: Range<Int>, at origin: Point, on page: inout Page) {
    place(units, at: origin, label: nil, on: &page)
  }

  /// Draws lines all of whose text has one label, such as a cell's.
  func place(_ units: Range<Int>, at origin: Point, label: StructureLabel?, on page: inout Page) {
    setter.place(units, of: self, at: origin, label: label, on: &page)
  }
}
