import Geometry
import Styling
import TextShaping

/// A paragraph's text measured: its items, and the places where its lines may end. Buffers are used again.
struct ParagraphItems {
  private(set) var items: [InlineItem] = []
  /// Where lines may end without a hyphen being added, the end of the text last.
  private(set) var candidates: [BreakCandidate] = []
  /// How far the first character may stand out.
  private(set) var leftHang: Float = 0
  private var hanging = Hanging.none
  private var sums = InlineSums()
  /// The sums after the last item that is not left out at the end of a line.
  private var contentSums = InlineSums()
  private var contentEnd: Int32 = 0
  private var contentWord: Int32 = -1

  /// Measures a text.
  ///
  /// - Parameters:
  ///   - breaks: Where Unicode's rules let lines end.
  ///   - levels: The level of each byte, where some of the text runs from right to left.
  ///   - isEastAsian: Whether there may be ideographs or full-width punctuation.
  ///   - objectWidth: The width of the thing that a run stands for, in points.
  ///   - pageNumber: The index of the word that is printed for a run of that kind.
  mutating func measure(
    _ text: ParagraphText, breaks: [LineBreak], levels: [UInt8]?, hanging: Hanging, isEastAsian: Bool,
    styles: InlineStyles,
    words: inout WordTable, shaper: TextShaper, objectWidth: (InlineRun) -> Double,
    pageNumber: (InlineRun, inout WordTable) -> Int32
  ) {
    items.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
    sums = InlineSums()
    contentSums = InlineSums()
    contentEnd = 0
    contentWord = -1
    leftHang = 0
    self.hanging = hanging
    var nextBreak = 0
    for run in text.runs.indices {
      let info = text.runs[run]
      let end = text.end(of: run)
      let style = styles[info.style]
      var at = Int(info.start)
      while at < end {
        while nextBreak < breaks.count, breaks[nextBreak].offset <= at {
          if breaks[nextBreak].offset == at {
            addCandidate(breaks[nextBreak], before: run, in: text, styles: styles, words: words)
          }
          nextBreak += 1
        }
        var limit = nextBreak < breaks.count ? min(end, breaks[nextBreak].offset) : end
        if isEastAsian, info.kind == .text {
          limit = spacingBoundary(after: at, limit: limit, in: text.bytes, style: style)
        }
        if let levels { limit = levels[at..<limit].firstIndex { $0 != levels[at] } ?? limit }
        var item = nextItem(at: at, limit: limit, in: text.bytes, run: run)
        item.level = levels?[at]
        switch info.kind {
        case .text, .noteCall:
          fill(&item, in: text.bytes, style: style, words: &words, shaper: shaper)
        case .pageNumber:
          item.word = pageNumber(info, &words)
          item.width = Float(words[item.word].width)
          item.end = Int32(end)
        case .leader:
          item.kind = .leader
          item.width = Float(style.size)
          item.end = Int32(end)
        case .image:
          item.kind = .object
          item.width = Float(objectWidth(info))
          item.end = Int32(end)
        }
        at = Int(item.end)
        if item.start == info.start { item.width += info.leading }
        if at == end { item.width += info.trailing }
        // A soft hyphen ends a word, and is only seen where a line ends at it.
        if item.kind == .word, info.kind == .text, item.end - item.start >= 2,
          text.bytes[at - 2] == 0xC2, text.bytes[at - 1] == 0xAD
        {
          item.end -= 2
        }
        if isEastAsian, info.kind == .text, item.kind == .word, let last = items.last,
          text.runs[Int(last.run)].kind == .text
        {
          space(&item, after: last, in: text.bytes, style: style)
        }
        add(item, style: style, words: words)
      }
    }
    candidates.append(
      BreakCandidate(
        kind: .end, end: contentEnd, next: Int32(text.bytes.count), penalty: 0,
        rightHang: contentWord >= 0 ? hanging.right(words[contentWord], endsParagraph: true) : 0, leftHang: 0,
        spareHang: contentWord >= 0 ? hanging.spare(words[contentWord]) : 0, endSums: contentSums, nextSums: sums))
  }

  /// The width of the widest part that cannot be broken, and that of the widest line that is broken only where it must be.
  var extents: (minimum: Double, natural: Double) {
    var minimum = 0.0
    var natural = 0.0
    var lineStart = 0.0
    var partStart = 0.0
    for candidate in candidates {
      minimum = max(minimum, candidate.endSums.width - partStart)
      partStart = candidate.nextSums.width
      if candidate.kind == .mandatory || candidate.kind == .end {
        natural = max(natural, candidate.endSums.width - lineStart)
        lineStart = candidate.nextSums.width
      }
    }
    return (minimum, natural)
  }

  /// Cuts the next item out of the text: a space, or what comes before the next space.
  private func nextItem(at start: Int, limit: Int, in bytes: [UInt8], run: Int) -> InlineItem {
    var item = InlineItem(
      kind: .word, run: Int32(run), start: Int32(start), end: Int32(limit), word: -1, width: 0)
    bytes.withUnsafeBufferPointer { bytes in
      if let (kind, length) = spaceKind(at: start, in: bytes) {
        item.kind = kind
        item.end = Int32(start + length)
        return
      }
      var at = start + 1
      while at < limit {
        let byte = bytes[at]
        // Only these bytes begin a space or a line feed.
        if byte <= 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0xE3, spaceKind(at: at, in: bytes) != nil {
          break
        }
        at += 1
      }
      item.end = Int32(at)
    }
    return item
  }

  private func fill(
    _ item: inout InlineItem, in bytes: [UInt8], style: InlineStyle, words: inout WordTable,
    shaper: TextShaper
  ) {
    switch item.kind {
    case .word:
      var end = Int(item.end)
      if end - Int(item.start) >= 2, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xAD { end -= 2 }
      item.word = words.index(
        of: Int(item.start)..<end, in: bytes, direction: item.direction, style: style, shaper: shaper)
      item.width = Float(words[item.word].width)
    case .fixedSpace:
      item.word = words.index(
        of: Int(item.start)..<Int(item.end), in: bytes, direction: item.direction, style: style, shaper: shaper)
      item.width = Float(words[item.word].width)
    case .space, .noBreakSpace: item.width = Float(style.spaceWidth)
    case .object, .leader, .lineFeed: break
    }
  }

  private mutating func add(_ item: InlineItem, style: InlineStyle, words: WordTable) {
    if items.isEmpty { leftHang = item.word >= 0 ? hanging.left(words[item.word], isFirstLine: true) : 0 }
    if let last = candidates.last, last.next == item.start, item.word >= 0 {
      candidates[candidates.count - 1].leftHang = hanging.left(words[item.word], isFirstLine: false)
    }
    if item.lead != 0 || item.gap != 0 {
      sums.width += Double(item.lead)
      sums.gaps += Double(item.gap)
      if let last = candidates.last, last.next == item.start { candidates[candidates.count - 1].nextSums = sums }
    }
    items.append(item)
    sums.width += Double(item.width)
    switch item.kind {
    case .space, .noBreakSpace:
      // What keeps its spaces, such as code, keeps their width too.
      if !style.keepsSpaces { sums.spaces += style.spaceWidth }
    case .word: sums.letters += Double(item.width)
    case .leader: sums.leaders += 1
    case .fixedSpace, .object, .lineFeed: break
    }
    if !item.kind.isDiscardable || (style.keepsSpaces && item.kind == .space) {
      contentSums = sums
      contentEnd = item.end
      contentWord = item.word
    }
  }

  private mutating func addCandidate(
    _ point: LineBreak, before run: Int, in text: ParagraphText, styles: InlineStyles, words: WordTable
  ) {
    let next = text.runs[run]
    guard let last = items.last else { return }
    var candidate = BreakCandidate(
      kind: .inText, end: contentEnd, next: Int32(point.offset), penalty: 0,
      rightHang: contentWord >= 0 ? hanging.right(words[contentWord], endsParagraph: false) : 0, leftHang: 0,
      spareHang: contentWord >= 0 ? hanging.spare(words[contentWord]) : 0, endSums: contentSums, nextSums: sums)
    let style = styles[text.runs[Int(last.run)].style]
    if point.isMandatory {
      candidate.kind = .mandatory
    } else {
      guard style.allowsBreaks else { return }
      if last.kind.isDiscardable {
        candidate.kind = .space
      } else {
        // A note's number stays at its word, and a leader between what it joins.
        if next.start == Int32(point.offset),
          next.kind == .noteCall || next.kind == .leader || next.kind == .pageNumber
        {
          return
        }
        if last.kind == .leader || text.runs[Int(last.run)].kind == .pageNumber { return }
        let (kind, penalty) = breakInText(at: point.offset, in: text.bytes)
        if style.wordBreak == .keepAll, penalty == 0, isBetweenLetters(point.offset, in: text.bytes) { return }
        if kind == .hyphen {
          guard style.hyphens != .none else { return }
          candidate.endSums.width += style.hyphenWidth
          candidate.rightHang = hanging.hyphen(width: style.hyphenWidth)
          candidate.spareHang = 0
        }
        candidate.kind = kind
        candidate.endsInHyphen = kind == .hyphen || penalty == Penalty.explicitHyphen
        candidate.penalty = penalty
      }
    }
    candidates.append(candidate)
  }

  /// What kind of break there is between two characters without a space.
  private func breakInText(at offset: Int, in bytes: [UInt8]) -> (BreakCandidate.Kind, Float) {
    let last = bytes[offset - 1]
    if last == UInt8(ascii: "-") { return (.inText, Penalty.explicitHyphen) }
    if offset >= 2, bytes[offset - 2] == 0xC2, last == 0xAD { return (.hyphen, Penalty.hyphen) }
    if offset >= 3, bytes[offset - 3] == 0xE2, bytes[offset - 2] == 0x80 {
      switch last {
      case 0x90: return (.inText, Penalty.explicitHyphen)
      case 0x93, 0x94: return (.inText, Penalty.dash)
      default: break
      }
    }
    if last < 0x80 { return (.inText, Penalty.dash) }
    return (.inText, 0)
  }

  /// Whether letters, ideographs or digits stand before and after a place.
  private func isBetweenLetters(_ offset: Int, in bytes: [UInt8]) -> Bool {
    var start = offset - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }

  /// The candidates with those at which a hyphen is added, those within words that may be broken anywhere, and those within
  /// words wider than a line.
  ///
  /// - Parameter tooWide: The items that may be cut, in order; see ``items(widerThan:)``.
  func withHyphens(
    _ text: ParagraphText, styles: InlineStyles, words: inout WordTable, shaper: TextShaper,
    tooWide: [Int] = [], into result: inout [BreakCandidate]
  ) {
    result.removeAll(keepingCapacity: true)
    var next = 0
    var nextTooWide = 0
    var before = InlineSums()
    for (position, item) in items.enumerated() {
      while next < candidates.count, candidates[next].next <= item.start {
        result.append(candidates[next])
        next += 1
      }
      let isTooWide = nextTooWide < tooWide.count && tooWide[nextTooWide] == position
      if isTooWide { nextTooWide += 1 }
      let run = text.runs[Int(item.run)]
      let style = styles[run.style]
      before.width += Double(item.lead)
      before.gaps += Double(item.gap)
      if item.kind == .word, run.kind == .text {
        let leading = item.start == run.start ? Double(run.leading) : 0
        func cut(at offset: Int, width: Double, kind: BreakCandidate.Kind, penalty: Float) {
          let added = kind == .hyphen ? style.hyphenWidth : 0
          var nextSums = before
          nextSums.width += leading + width
          nextSums.letters += leading + width
          var endSums = nextSums
          endSums.width += added
          result.append(
            BreakCandidate(
              kind: kind, endsInHyphen: kind == .hyphen, end: item.start + Int32(offset),
              next: item.start + Int32(offset), penalty: penalty,
              rightHang: kind == .hyphen ? hanging.hyphen(width: added) : 0, leftHang: 0, endSums: endSums,
              nextSums: nextSums))
        }
        if style.breaksAnywhere {
          for (offset, width) in words.clusterStarts(of: item.word, style: style) {
            cut(at: offset, width: width, kind: .anywhere, penalty: 0)
          }
        } else if isTooWide, style.cutsLongWords, !isFigure(item, in: text.bytes) {
          for (offset, width) in words.clusterStarts(of: item.word, style: style) {
            cut(at: offset, width: width, kind: .cut, penalty: Penalty.cut)
          }
        } else if style.hyphens == .auto, style.allowsBreaks, !isPartOfCompound(position, in: text.bytes),
          !isRestOfWord(position, in: text.bytes)
        {
          let penalty = startsWithCapital(item, in: text.bytes) ? Penalty.hyphenInName : Penalty.hyphen
          for hyphen in words.hyphens(of: item.word, style: style, shaper: shaper) {
            cut(at: Int(hyphen.offset), width: Double(hyphen.width), kind: .hyphen, penalty: penalty)
          }
        }
      }
      before.width += Double(item.width)
      switch item.kind {
      case .space, .noBreakSpace:
        if !style.keepsSpaces { before.spaces += style.spaceWidth }
      case .word: before.letters += Double(item.width)
      case .leader: before.leaders += 1
      case .fixedSpace, .object, .lineFeed: break
      }
    }
    result.append(contentsOf: candidates[next...])
  }

  /// The words that are wider than a line.
  func items(widerThan width: Double) -> [Int] {
    items.indices.filter { items[$0].kind == .word && Double(items[$0].width) > width }
  }

  /// The width of the widest figure that stands among the words, in points; 0 where there is none.
  func widestFigure(in text: ParagraphText) -> Double {
    var widest = 0.0
    var width = 0.0
    var end: Int32 = -1
    for item in items where item.kind == .word && isFigure(item, in: text.bytes) {
      // A figure may be in several runs.
      width = (item.start == end ? width : 0) + Double(item.width)
      end = item.end
      widest = max(widest, width)
    }
    return widest
  }

  /// Whether a word is digits and the signs that go with them. A figure is never cut, since its parts would read as others.
  private func isFigure(_ item: InlineItem, in bytes: [UInt8]) -> Bool {
    let word = bytes[Int(item.start)..<Int(item.end)]
    // Longer ones are no figures that anybody reads.
    guard word.count <= 40 else { return false }
    var hasDigit = false
    for byte in word {
      switch byte {
      case 48...57: hasDigit = true
      case 65...90, 97...122: return false
      // Two-byte letters, and three-byte ones of any script; signs begin with C2 (as £ and ±) or E2 (as − and €).
      case 0xC3...0xE1, 0xE3...0xF4: return false
      default: break
      }
    }
    return hasDigit
  }

  /// Whether a hyphen that the author wrote stands at either end of a word: a second one would mislead.
  private func isPartOfCompound(_ position: Int, in bytes: [UInt8]) -> Bool {
    let item = items[position]
    let hyphen = UInt8(ascii: "-")
    return bytes[Int(item.end) - 1] == hyphen || (item.start > 0 && bytes[Int(item.start) - 1] == hyphen)
  }

  /// Whether a word has begun in another style, so that the dictionary does not know what is left of it.
  private func isRestOfWord(_ position: Int, in bytes: [UInt8]) -> Bool {
    guard position > 0, items[position - 1].kind == .word, items[position - 1].run != items[position].run else {
      return false
    }
    let start = Int(items[position].start)
    return items[position - 1].end == items[position].start && start > 0 && isBetweenLetters(start, in: bytes)
  }

  private func startsWithCapital(_ item: InlineItem, in bytes: [UInt8]) -> Bool {
    (65...90).contains(bytes[Int(item.start)])
  }
}

/// What it costs to end a line at a place, in the units of ``Demerits``.
enum Penalty {
  static let explicitHyphen: Float = 30
  static let dash: Float = 20
  static let hyphen: Float = 60
  static let hyphenInName: Float = 240
  static let cut: Float = 5_000
}

/// Which space begins at a byte, and how many bytes it has; nil for another character.
private func spaceKind(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (InlineItem.Kind, Int)? {
  switch bytes[index] {
  case spaceByte: return (.space, 1)
  case lineFeed: return (.lineFeed, 1)
  case 0xC2:
    return index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? (.noBreakSpace, 2) : nil
  case 0xE2:
    // U+2000 to U+200A but the figure space U+2007, which does not let a line end.
    guard index + 2 < bytes.count, bytes[index + 1] == 0x80, (0x80...0x8A).contains(bytes[index + 2]),
      bytes[index + 2] != 0x87
    else { return nil }
    return (.fixedSpace, 3)
  case 0xE3:
    return index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x80
      ? (.fixedSpace, 3) : nil
  default: return nil
  }
}
