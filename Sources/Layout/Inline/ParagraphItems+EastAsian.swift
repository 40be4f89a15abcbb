extension ParagraphItems {
  /// Where the characters from `start` on first have to be set apart or closer together, at most at `limit`.
  func spacingBoundary(after start: Int, limit: Int, in bytes: [UInt8], style: InlineStyle) -> Int {
    var before: EastAsianSpacing.Kind?
    for (offset, scalar) in scalars(in: bytes, start..<limit) {
      let kind = EastAsianSpacing.kind(of: scalar)
      if let before,
        EastAsianSpacing.between(before, kind, autospace: style.textAutospace, trim: style.textSpacingTrim) != 0
      {
        return offset
      }
      before = kind
    }
    return limit
  }

  /// Sets how far a word stands from the one before it, and whether the line may be stretched there.
  func space(_ item: inout InlineItem, after last: InlineItem, in bytes: [UInt8], style: InlineStyle) {
    guard last.kind == .word, last.end == item.start, let before = lastScalar(in: bytes, before: Int(item.start)),
      let after = scalars(in: bytes, Int(item.start)..<Int(item.end)).first?.scalar
    else { return }
    let (first, second) = (EastAsianSpacing.kind(of: before), EastAsianSpacing.kind(of: after))
    item.lead = Float(
      EastAsianSpacing.between(first, second, autospace: style.textAutospace, trim: style.textSpacingTrim)
        * style.size)
    if EastAsianSpacing.stretches(first, second) { item.gap = Float(EastAsianSpacing.gap * style.size) }
  }

  private func lastScalar(in bytes: [UInt8], before end: Int) -> Unicode.Scalar? {
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start >= 0 ? scalars(in: bytes, start..<end).first?.scalar : nil
  }

  private func scalars(in bytes: [UInt8], _ range: Range<Int>) -> [(offset: Int, scalar: Unicode.Scalar)] {
    var offset = range.lowerBound
    return String(decoding: bytes[range], as: UTF8.self).unicodeScalars.map { scalar in
      defer { offset += UTF8.width(scalar) }
      return (offset, scalar)
    }
  }
}
