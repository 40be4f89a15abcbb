import Geometry
import TextShaping

/// The words met so far with their widths, so that a word seen again costs one comparison of bytes.
///
/// The shaper keeps words too, by what decides their glyphs. Here they are kept by style, with what breaking lines asks
/// of them: the width in points, how far the ends may hang into the margin, and where the word may be hyphenated.
struct WordTable {
  struct Word {
    fileprivate var firstByte: Int32
    fileprivate var byteCount: Int32
    fileprivate var font: FontStyleID
    fileprivate var direction: TextDirection?
    fileprivate var firstPiece: Int32
    fileprivate var pieceCount: Int32
    fileprivate var firstHyphen: Int32 = -1
    fileprivate var hyphenCount: Int32 = 0
    fileprivate var hyphenLimits: HyphenationKey?
    /// In points, letter-spacing included.
    var width: Double
    /// How far the first and last character stand out where margins are kerned, in points.
    var leftHang: Float
    var rightHang: Float
    /// The widths of punctuation that may hang: a bracket or quotation mark at the start, one at the end, and a stop or comma at
    /// the end; 0 where there is none.
    var openingMark: Float
    var closingMark: Float
    var closingStop: Float
    /// The blank half of full-width punctuation at the end.
    var blankEnd: Float
  }

  /// A place within a word where it may be hyphenated.
  struct Hyphen {
    /// The byte offset in the word.
    var offset: Int32
    /// The width of what comes before it, in points.
    var width: Float
  }

  fileprivate struct HyphenationKey: Equatable {
    var word: Int32
    var before: Int32
    var after: Int32
  }

  private var words: [Word] = []
  private var bytes: [UInt8] = []
  private var pieces: [ShapedWord] = []
  private var hyphens: [Hyphen] = []
  /// Words met since they were last asked for in which a character has no face.
  private(set) var withMissingCharacters: [ShapedWord] = []
  /// Indices of words by hash, -1 where free; its size is a power of two.
  private var slots: [Int32] = Array(repeating: -1, count: 1024)

  subscript(index: Int32) -> Word { words[Int(index)] }

  /// The pieces of a word, one for each face and script.
  func pieces(of index: Int32) -> ArraySlice<ShapedWord> {
    let word = words[Int(index)]
    return pieces[Int(word.firstPiece)..<Int(word.firstPiece + word.pieceCount)]
  }

  private func piecesInOrderOfText(of index: Int32) -> [ShapedWord] {
    let pieces = pieces(of: index)
    return words[Int(index)].direction == .rightToLeft ? pieces.reversed() : Array(pieces)
  }

  /// Finds a word, or shapes it if it was not met before in this style.
  ///
  /// - Parameter direction: Which way the paragraph makes all of the word run; nil where the word by itself decides.
  mutating func index(
    of range: Range<Int>, in text: [UInt8], direction: TextDirection? = nil, style: InlineStyle,
    shaper: TextShaper
  ) -> Int32 {
    let hash = text.withUnsafeBufferPointer { hashed($0, range, seed: style.font.rawValue) }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while true {
      let index = slots[slot]
      if index < 0 { break }
      if isWord(Int(index), equalTo: range, in: text, font: style.font, direction) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    let index = add(range, of: text, direction, style: style, shaper: shaper)
    slots[slot] = index
    if words.count * 2 > slots.count { grow() }
    return index
  }

  private func isWord(
    _ index: Int, equalTo range: Range<Int>, in text: [UInt8], font: FontStyleID, _ direction: TextDirection?
  ) -> Bool {
    let word = words[index]
    guard Int(word.byteCount) == range.count, word.font == font, word.direction == direction else { return false }
    return text.withUnsafeBufferPointer { text in
      bytes.withUnsafeBufferPointer { bytes in
        var a = range.lowerBound
        var b = Int(word.firstByte)
        while a < range.upperBound {
          if text[a] != bytes[b] { return false }
          a += 1
          b += 1
        }
        return true
      }
    }
  }

  private mutating func add(
    _ range: Range<Int>, of text: [UInt8], _ direction: TextDirection?, style: InlineStyle, shaper: TextShaper
  ) -> Int32 {
    let shaped = shaper.shape(range, of: text, style.font, direction: direction)
    var width = 0.0
    for piece in shaped {
      width += piece.width(size: .pt(style.size), letterSpacing: .pt(style.letterSpacing)).points
    }
    for piece in shaped where !piece.missing.isEmpty { withMissingCharacters.append(piece) }
    let edges = MarginKerning.edges(of: shaped, size: style.size)
    words.append(
      Word(
        firstByte: Int32(bytes.count), byteCount: Int32(range.count), font: style.font,
        direction: direction, firstPiece: Int32(pieces.count), pieceCount: Int32(shaped.count), width: width,
        leftHang: Float(edges.first?.left ?? 0), rightHang: Float(edges.last?.right ?? 0),
        openingMark: Float(edges.first?.openingMark ?? 0), closingMark: Float(edges.last?.closingMark ?? 0),
        closingStop: Float(edges.last?.closingStop ?? 0), blankEnd: Float(edges.last?.blankEnd ?? 0)))
    bytes.append(contentsOf: text[range])
    pieces.append(contentsOf: shaped)
    return Int32(words.count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (index, word) in words.enumerated() {
      let first = Int(word.firstByte)
      let hash = bytes.withUnsafeBufferPointer {
        hashed($0, first..<first + Int(word.byteCount), seed: word.font.rawValue)
      }
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }

  mutating func forgetMissingCharacters() { withMissingCharacters.removeAll() }

  /// The places where a word may be hyphenated, by the dictionary of its style's language.
  mutating func hyphens(of index: Int32, style: InlineStyle, shaper: TextShaper) -> ArraySlice<Hyphen> {
    let limits = style.hyphenLimits
    let key = HyphenationKey(
      word: Int32(limits.word), before: Int32(limits.before), after: Int32(limits.after))
    let word = words[Int(index)]
    if word.firstHyphen >= 0, word.hyphenLimits == key {
      return hyphens[Int(word.firstHyphen)..<Int(word.firstHyphen + word.hyphenCount)]
    }
    let first = hyphens.count
    let text = Array(bytes[Int(word.firstByte)..<Int(word.firstByte + word.byteCount)])
    if let letters = hyphenatedLetters(of: text) {
      let found = shaper.hyphenPoints(
        in: Array(text[letters]), language: style.language,
        limits: (word: limits.word, before: limits.before, after: limits.after))
      for point in found {
        let offset = letters.lowerBound + point
        hyphens.append(
          Hyphen(
            offset: Int32(offset), width: Float(width(of: index, upTo: offset, style: style, shaper: shaper)))
        )
      }
    }
    words[Int(index)].firstHyphen = Int32(first)
    words[Int(index)].hyphenCount = Int32(hyphens.count - first)
    words[Int(index)].hyphenLimits = key
    return hyphens[first...]
  }

  /// The width of the first bytes of a word, in points: from its glyphs, or shaped anew where a ligature is cut.
  mutating func width(of index: Int32, upTo offset: Int, style: InlineStyle, shaper: TextShaper) -> Double {
    let word = words[Int(index)]
    var width = 0.0
    var base = 0
    for piece in piecesInOrderOfText(of: index) {
      let scale = style.size / Double(piece.face.unitsPerEm)
      if offset >= base + piece.text.count {
        width += piece.width(size: .pt(style.size), letterSpacing: .pt(style.letterSpacing)).points
        base += piece.text.count
        continue
      }
      var isClusterStart = false
      var advance: Int32 = 0
      var clusters = 0
      var last = UInt32.max
      for glyph in piece.glyphs {
        let cluster = Int(glyph.cluster) + base
        if cluster == offset { isClusterStart = true }
        if cluster < offset {
          advance += glyph.advance
          if glyph.cluster != last { clusters += 1 }
        }
        last = glyph.cluster
      }
      if isClusterStart || offset == base {
        return width + Double(advance) * scale + Double(clusters) * style.letterSpacing
      }
      let text = Array(bytes[Int(word.firstByte)..<Int(word.firstByte) + offset])
      let part = self.index(
        of: 0..<text.count, in: text, direction: word.direction, style: style, shaper: shaper)
      return words[Int(part)].width
    }
    return width
  }

  /// The places before each of a word's clusters but the first, where a word too wide is broken: byte offsets, and the widths of
  /// what comes before them in points.
  func clusterStarts(of index: Int32, style: InlineStyle) -> [(offset: Int, width: Double)] {
    var result: [(offset: Int, width: Double)] = []
    var base = 0
    var width = 0.0
    for piece in piecesInOrderOfText(of: index) {
      let scale = style.size / Double(piece.face.unitsPerEm)
      // Glyphs are in the order of drawing, which is not that of the text where it runs from right to left.
      let glyphs = piece.glyphs.sorted { $0.cluster < $1.cluster }
      for (place, glyph) in glyphs.enumerated() {
        if place == 0 || glyph.cluster != glyphs[place - 1].cluster {
          let offset = base + Int(glyph.cluster)
          if offset > 0 { result.append((offset, width)) }
          width += style.letterSpacing
        }
        width += Double(glyph.advance) * scale
      }
      base += piece.text.count
    }
    return result
  }
}

/// FNV-1a over the bytes, eight at a time as far as they go.
private func hashed(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, seed: Int32) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(UInt32(bitPattern: seed)) &* 0x9E37_79B9_7F4A_7C15
  var at = range.lowerBound
  let raw = UnsafeRawBufferPointer(text)
  while at + 8 <= range.upperBound {
    hash = (hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0x0000_0100_0000_01B3
    hash ^= hash >> 29
    at += 8
  }
  while at < range.upperBound {
    hash = (hash ^ UInt64(text[at])) &* 0x0000_0100_0000_01B3
    at += 1
  }
  hash ^= hash >> 32
  hash = hash &* 0x9E37_79B9_7F4A_7C15
  return hash ^ (hash >> 29)
}

/// The letters of a word without the punctuation around them; nil where the word should not be hyphenated, because it
/// holds other signs or is an abbreviation in capitals.
private func hyphenatedLetters(of text: [UInt8]) -> Range<Int>? {
  func isLetter(_ byte: UInt8) -> Bool { (byte | 32 >= 97 && byte | 32 <= 122) }
  /// Punctuation and spaces of the block U+2000–U+206F and of Latin-1 (no-break space to inverted question mark).
  func punctuationLength(at index: Int) -> Int {
    if text[index] < 0x80 { return isLetter(text[index]) ? 0 : 1 }
    if text[index] == 0xC2 { return 2 }
    if text[index] == 0xE2, index + 2 < text.count, text[index + 1] == 0x80 || text[index + 1] == 0x81 {
      return 3
    }
    return 0
  }
  var start = 0
  while start < text.count {
    let length = punctuationLength(at: start)
    if length == 0 { break }
    start += length
  }
  var end = start
  var at = start
  var lowercase = 0
  while at < text.count {
    let length = punctuationLength(at: at)
    if length == 0 {
      // Letters again after a sign within the word: an address, a formula, an apostrophe.
      if end != at { return nil }
      if text[at] >= 0x80 || text[at] >= 97 { lowercase += 1 }
      at += 1
      end = at
    } else {
      at += length
    }
  }
  guard end - start >= 4, lowercase * 2 > end - start else { return nil }
  return start..<end
}
