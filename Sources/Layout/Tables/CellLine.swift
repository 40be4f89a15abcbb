import Geometry
import Graphics
import TextShaping

/// Measures and draws words on one line, as cells of tables mostly hold them, without the work that a paragraph takes.
enum CellLine {
  /// What is known of a text that may stand on one line.
  struct Extent {
    var width = 0.0
    /// The width of the widest word.
    var widestWord = 0.0
    /// The width of what comes before a byte offset.
    var before = 0.0
  }

  /// Whether a text can be measured word by word: single spaces between words of scripts that are broken at spaces.
  static func isSimple(_ text: [UInt8]) -> Bool {
    var previous = spaceByte
    for byte in text {
      // From U+0590 on there are scripts written from right to left, and scripts without spaces; general punctuation
      // (0xE2) is neither.
      if byte < spaceByte || (byte == spaceByte && previous == spaceByte) { return false }
      if byte >= 0xD6, byte != 0xE2 { return false }
      // A soft hyphen.
      if byte == 0xAD, previous == 0xC2 { return false }
      previous = byte
    }
    return previous != spaceByte || text.isEmpty
  }

  static func measure(_ text: [UInt8], style: InlineStyle, before offset: Int, setter: InlineSetter) -> Extent {
    var extent = Extent()
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != spaceByte { end += 1 }
      if end > start,
        let number = style.numerals.measure(start..<end, of: text, before: offset, shaper: setter.shaper)
      {
        if offset > start, offset <= end { extent.before = extent.width + number.before }
        extent.width += number.0
        extent.widestWord = max(extent.widestWord, number.0)
      } else if end > start {
        let word = setter.words.index(of: start..<end, in: text, style: style, shaper: setter.shaper)
        let width = setter.words[word].width
        if offset > start, offset < end {
          extent.before =
            extent.width
            + setter.words.width(of: word, upTo: offset - start, style: style, shaper: setter.shaper)
        }
        extent.width += width
        extent.widestWord = max(extent.widestWord, width)
        if offset == end { extent.before = extent.width }
      }
      if end < text.count { extent.width += style.spaceWidth }
      start = end + 1
    }
    return extent
  }

  /// The width of each word of a text.
  static func wordWidths(_ text: [UInt8], style: InlineStyle, setter: InlineSetter) -> [Float] {
    var widths: [Float] = []
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != spaceByte { end += 1 }
      if end > start {
        let number = style.numerals.measure(start..<end, of: text, before: -1, shaper: setter.shaper)
        let width =
          number?.0
          ?? setter.words[setter.words.index(of: start..<end, in: text, style: style, shaper: setter.shaper)].width
        widths.append(Float(width))
      }
      start = end + 1
    }
    return widths
  }

  /// Draws a text with its baseline beginning at a point.
  static func draw(
    _ text: [UInt8], style: InlineStyle, at origin: Point, label: StructureLabel, setter: InlineSetter,
    on page: inout Page
  ) {
    var run: GlyphRun?
    var x = origin.x.points
    func close() {
      if let run, !run.glyphs.isEmpty { page.shapes.append(LabelledShape(.glyphs(run), as: label)) }
    }
    func open(_ face: FontFace) -> GlyphRun {
      if var current = run, current.face === face {
        run = nil  // So that its arrays are not copied when they grow.
        let gap = x - current.origin.x.points - current.width.points
        if abs(gap) > 1e-9 { current.advance(by: .pt(gap)) }
        return current
      }
      close()
      var made = GlyphRun(
        face: face, size: .pt(style.size), color: style.color, origin: Point(x: .pt(x), y: origin.y))
      made.glyphs.reserveCapacity(text.count)
      made.text.reserveCapacity(text.count)
      made.clusters.reserveCapacity(text.count)
      return made
    }
    func draw(_ piece: ShapedWord, width: Double) {
      var current = open(piece.face)
      current.append(piece, letterSpacing: .pt(style.letterSpacing))
      run = current
      x += width
    }
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != spaceByte { end += 1 }
      if end > start,
        let number = style.numerals.measure(start..<end, of: text, before: -1, shaper: setter.shaper),
        let face = style.numerals.face(setter.shaper)
      {
        var current = open(face)
        style.numerals.append(start..<end, of: text, to: &current, shaper: setter.shaper)
        run = current
        x += number.0
      } else if end > start {
        let word = setter.words.index(of: start..<end, in: text, style: style, shaper: setter.shaper)
        for piece in setter.words.pieces(of: word) {
          draw(
            piece, width: piece.width(size: .pt(style.size), letterSpacing: .pt(style.letterSpacing)).points)
        }
      }
      if end < text.count, let space = style.space { draw(space, width: style.spaceWidth) }
      start = end + 1
    }
    close()
  }
}
