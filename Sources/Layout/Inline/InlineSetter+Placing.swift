import Content
import Geometry
import Graphics
import TextShaping

/// A part of a line as it is placed.
struct LinePart {
  var kind: InlineItem.Kind
  var run: Int32
  /// Its index in the ``WordTable``; -1 for what is no word.
  var word: Int32
  /// In points, without the padding around it.
  var width: Double
  var leading: Double = 0
  var trailing: Double = 0
  /// The space before it, and the width by which the line stretches there.
  var lead: Double = 0
  var gap: Double = 0
  /// Whether it is a space that may be stretched and shrunk.
  var isElastic = false
  /// Its level in a paragraph some of which runs from right to left.
  var level: UInt8?
  var isRightToLeft: Bool { level.map { $0 % 2 == 1 } ?? false }
}

extension InlineSetter {
  /// Draws lines of a paragraph with the top left corner of the first at `origin`.
  func place(
    _ units: Range<Int>, of paragraph: Paragraph, at origin: Point, label: StructureLabel?,
    on page: inout Page
  ) {
    guard !units.isEmpty else { return }
    measure(paragraph.source, style: paragraph.block.style, width: paragraph.width.points, cut: paragraph.cut)
    var top = origin.y.points
    var item = 0
    var placer = LinePlacer(setter: self, paragraph: paragraph, left: origin.x.points, label: label)
    for index in units {
      let line = paragraph.lines[index]
      let start = index == 0 ? 0 : paragraph.lines[index - 1].next
      let extent = paragraph.extents?[index]
      let baseline = top + (extent.map { Double($0.baseline) } ?? paragraph.block.baseline)
      item = firstItem(endingAfter: start, from: item)
      placer.place(
        line, from: start, firstItem: item, index: index, top: top, baseline: baseline, on: &page)
      top += extent.map { Double($0.height) } ?? paragraph.block.lineHeight
    }
    placer.finish(on: &page)
  }

  private func firstItem(endingAfter offset: Int32, from item: Int) -> Int {
    var low = item
    var high = items.items.count
    while low < high {
      let middle = (low + high) / 2
      if items.items[middle].end > offset { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Collects what is on a line, words cut where it begins and ends.
  func collectParts(from start: Int32, to end: Int32, firstItem: Int) {
    parts.removeAll(keepingCapacity: true)
    var index = firstItem
    while index < items.items.count, items.items[index].start < end {
      let item = items.items[index]
      index += 1
      let run = text.runs[Int(item.run)]
      let style = styles[run.style]
      var part = LinePart(kind: item.kind, run: item.run, word: item.word, width: Double(item.width))
      part.level = item.level
      if item.start > start, !parts.isEmpty {
        part.lead = Double(item.lead)
        part.gap = Double(item.gap)
      }
      if item.start == run.start, item.start >= start {
        part.leading = Double(run.leading)
      }
      if Int(item.end) == text.end(of: Int(item.run)), item.end <= end {
        part.trailing = Double(run.trailing)
      }
      switch item.kind {
      case .word where item.start < start || item.end > end:
        let range = Int(max(start, item.start))..<Int(min(end, item.end))
        part.word = words.index(
          of: range, in: text.bytes, direction: item.direction, style: style, shaper: shaper)
        part.width = words[part.word].width
      case .word, .fixedSpace:
        part.width = words[item.word].width
      case .space, .noBreakSpace:
        part.width = style.spaceWidth
        part.isElastic = !style.keepsSpaces
      case .object: part.width -= part.leading + part.trailing
      case .leader: part.width = style.size
      case .lineFeed: continue
      }
      parts.append(part)
    }
  }
}

extension InlineSetter {
  /// The words of a node and all in it.
  func plainText(of node: Int) -> String {
    switch nodes[node].kind {
    case .text(let words, _): return words
    case .lineBreak: return " "
    case .leader, .chart, .table, .footnoteCall: return ""
    case .pageReference(let target, let style): return " " + (pageLabel(target, style) ?? "")
    case .image(let image): return image.alternativeText
    case .element: break
    }
    var result = ""
    var child = nodes[node].firstChild
    while let here = child {
      if nodes[here].elementName != "footnote" { result += plainText(of: here) }
      child = nodes[here].nextSibling
    }
    return result
  }
}
