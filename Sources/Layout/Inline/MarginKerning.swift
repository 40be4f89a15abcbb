import TextShaping

/// How far characters at the ends of a line stand out into the margin, so that the edge of a justified text looks straight.
///
/// The shares are those of the microtype package's defaults for roman faces (R. Schlicht, "The microtype package"),
/// after Hàn Thế Thành, "Micro-typographic extensions to the TeX typesetting system" (2000).
enum MarginKerning {
  /// Shares of the character's own width, in thousandths.
  fileprivate static func shares(of character: UInt32) -> (left: Int, right: Int) {
    switch character {
    case 0x2C, 0x2E: (0, 700)  // , .
    case 0x3A, 0x3B: (0, 500)  // : ;
    case 0x21, 0x3F: (0, 200)  // ! ?
    case 0x2D, 0x2010, 0xAD: (0, 700)  // hyphens
    case 0x2013: (0, 300)  // –
    case 0x2014: (0, 200)  // —
    case 0x2018, 0x2019, 0x201C, 0x201D, 0x22, 0x27: (500, 500)  // quotation marks
    case 0x201A, 0x201E: (400, 400)
    case 0xAB, 0xBB, 0x2039, 0x203A: (300, 300)
    case 0x28, 0x5B: (100, 0)  // ( [
    case 0x29, 0x5D: (0, 200)  // ) ]
    case 0x3001, 0x3002, 0xFF0C, 0xFF0E: (0, 500)  // 、 。 ， ．
    case 0x41: (50, 50)  // A
    case 0x46, 0x4B, 0x4C, 0x50: (0, 50)  // F K L P
    case 0x54, 0x56, 0x57, 0x58, 0x59: (50, 50)  // T V W X Y
    case 0x6B, 0x72, 0x74, 0x76, 0x77, 0x78, 0x79: (0, 50)  // k r t v w x y
    default: (0, 0)
    }
  }

  /// The first or last character of a word, and its width in points.
  struct Edge {
    var character: UInt32
    var width: Double

    /// How far it stands out at the start and at the end of a line.
    var left: Double { Double(shares(of: character).left) / 1000 * width }
    var right: Double { Double(shares(of: character).right) / 1000 * width }

    /// The width of a bracket or quotation mark that may hang before the first line (Unicode's Ps, Pi and Pf, and the
    /// straight marks).
    var openingMark: Double { isQuote || generalCategory == .openPunctuation ? width : 0 }
    /// The same for one that may hang after the last line.
    var closingMark: Double { isQuote || generalCategory == .closePunctuation ? width : 0 }
    /// The width of a stop or comma that may hang at the end of a line, by the list of CSS Text Level 3, section 8.1.
    var closingStop: Double {
      switch character {
      case 0x2C, 0x2E, 0x060C, 0x06D4, 0x3001, 0x3002, 0xFF0C, 0xFF0E, 0xFE50...0xFE52, 0xFF61, 0xFF64: width
      default: 0
      }
    }

    /// The blank half of a full-width mark.
    var blankEnd: Double {
      Unicode.Scalar(character).map { EastAsianSpacing.kind(of: $0) == .closing } == true ? width / 2 : 0
    }

    private var generalCategory: Unicode.GeneralCategory? {
      Unicode.Scalar(character)?.properties.generalCategory
    }
    private var isQuote: Bool {
      character == 0x22 || character == 0x27 || generalCategory == .initialPunctuation
        || generalCategory == .finalPunctuation
    }
  }

  /// The first and the last character of a word from left to right; nil where a ligature holds more than that character.
  static func edges(of word: [ShapedWord], size: Double) -> (first: Edge?, last: Edge?) {
    guard let first = word.first, let last = word.last, !first.isRightToLeft, !last.isRightToLeft else {
      return (nil, nil)
    }
    var edges: (first: Edge?, last: Edge?)
    if let glyph = first.glyphs.first, let character = decode(first.text, at: 0) {
      edges.first = Edge(
        character: character, width: Double(glyph.advance) / Double(first.face.unitsPerEm) * size)
    }
    var start = last.text.count - 1
    while start > 0, last.text[start] & 0xC0 == 0x80 { start -= 1 }
    // A ligature's width would say nothing of its last character.
    if let glyph = last.glyphs.last, Int(glyph.cluster) == start, let character = decode(last.text, at: start) {
      edges.last = Edge(
        character: character, width: Double(glyph.advance) / Double(last.face.unitsPerEm) * size)
    }
    return edges
  }

  /// How far a hyphen that hyphenation makes stands out.
  static func hyphenHang(width: Double) -> Double { width * Double(shares(of: 0x2D).right) / 1000 }

  private static func decode(_ text: [UInt8], at index: Int) -> UInt32? {
    guard index >= 0, index < text.count else { return nil }
    let first = UInt32(text[index])
    func next(_ offset: Int) -> UInt32 {
      index + offset < text.count ? UInt32(text[index + offset] & 0x3F) : 0
    }
    if first < 0x80 { return first }
    if first < 0xE0 { return (first & 0x1F) << 6 | next(1) }
    if first < 0xF0 { return (first & 0x0F) << 12 | next(1) << 6 | next(2) }
    return (first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3)
  }
}
