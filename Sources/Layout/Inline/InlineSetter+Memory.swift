import Content
import Geometry
import Styling

extension InlineSetter {
  /// The lines of a paragraph as they were set before, or set now.
  func remembered(_ source: ParagraphSource, _ block: BlockTextStyle, width: Length) -> Paragraph {
    gather(source, style: block.style, width: width.points)
    let key = ParagraphKey(
      text, firstLine: firstLine, block: block, language: languageNumber(of: source), width: width.points,
      pageNumbers: measuredLabels,
      pictureSize: { self.imageSize(Int($0.node), lineWidth: width.points) })
    let entry: ParagraphMemory.Entry
    if let known = memory.paragraphs?[key] {
      entry = known
      gather(source, style: block.style, width: width.points, cut: known.cut)
      for finding in known.findings { warn(finding, source) }
    } else {
      entry = lines(of: source, block, width: width)
      memory.paragraphs?[key] = entry
    }
    return Paragraph(
      setter: self, source: source, block: block, width: width, lines: entry.lines, extents: entry.extents,
      calls: calls, cut: entry.cut, fingerprint: fingerprint(key))
  }

  /// Stands for all that the looks of a text depend on, apart from the width that it is set to.
  func fingerprint(of source: ParagraphSource, style: ComputedStyle) -> Int {
    gather(source, style: style, width: .infinity)
    return fingerprint(
      ParagraphKey(
        text, firstLine: firstLine, block: blockStyle(style), language: languageNumber(of: source), width: 0,
        pageNumbers: measuredLabels,
        pictureSize: { self.imageSize(Int($0.node), lineWidth: .infinity) }))
  }

  /// Stands for all that the looks of the paragraph at hand depend on.
  private func fingerprint(_ key: ParagraphKey) -> Int {
    var hasher = Hasher()
    hasher.combine(key)
    for run in text.runs where run.kind == .image || run.kind == .leader {
      switch nodes[Int(run.node)].kind {
      case .image(let image): hasher.combine(image.source)
      case .leader(let pattern): hasher.combine(pattern)
      default: break
      }
    }
    for box in inlineBoxes {
      // The number of its text's style stands for its own style too.
      hasher.combine(box.text)
      hasher.combine(box.runs)
      hasher.combine(box.outerLeading)
      hasher.combine(box.innerTrailing)
    }
    return hasher.finalize()
  }
}
