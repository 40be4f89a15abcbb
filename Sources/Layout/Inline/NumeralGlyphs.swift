import Geometry
import Graphics
import TextShaping

/// The glyphs that figures and the signs between them have in a style.
///
/// A long table holds tens of thousands of different numbers, and shaping and keeping each as a word of its own would cost
/// most of its time and memory. Figures that stand in columns are not kerned, so that a number is its signs side by side.
final class NumeralGlyphs {
  private struct Sign {
    var word: ShapedWord
    var glyph: UInt32
    /// In points.
    var advance: Double
  }
  private let font: FontStyleID
  private let size: Double
  private let letterSpacing: Double
  /// By ASCII code; the minus sign U+2212 is at 0.
  private var signs: [Sign?]?

  init(font: FontStyleID, size: Double, letterSpacing: Double) {
    self.font = font
    self.size = size
    self.letterSpacing = letterSpacing
  }

  private static let minus = 0

  /// The signs, shaped one at a time when the first number is met.
  private func loaded(_ shaper: TextShaper) -> [Sign?] {
    if let signs { return signs }
    var made: [Sign?] = Array(repeating: nil, count: 128)
    func add(_ text: [UInt8], at index: Int) {
      let words = shaper.shape(text, font)
      guard words.count == 1, let word = words.first, word.glyphs.count == 1, let glyph = word.glyphs.first,
        glyph.xOffset == 0, glyph.yOffset == 0
      else { return }
      made[index] = Sign(
        word: word, glyph: glyph.id,
        advance: word.width(size: .pt(size), letterSpacing: .pt(letterSpacing)).points)
    }
    for byte in "0123456789.,+-%".utf8 { add([byte], at: Int(byte)) }
    add([0xE2, 0x88, 0x92], at: Self.minus)
    // One face for all, or a number would be of several.
    let face = made[Int(UInt8(ascii: "0"))]?.word.face
    for index in made.indices where made[index]?.word.face !== face { made[index] = nil }
    signs = made
    return made
  }

  /// The width of a number, in points, and that of what comes before a byte offset; nil for what is no number.
  func measure(_ range: Range<Int>, of text: [UInt8], before offset: Int, shaper: TextShaper) -> (
    Double, before: Double
  )? {
    let signs = loaded(shaper)
    var width = 0.0
    var before = 0.0
    var hasDigit = false
    var at = range.lowerBound
    while at < range.upperBound {
      if at == offset { before = width }
      guard let (sign, length) = sign(at: at, in: text, signs) else { return nil }
      hasDigit = hasDigit || (text[at] >= 48 && text[at] <= 57)
      width += sign.advance
      at += length
    }
    if offset == range.upperBound { before = width }
    return hasDigit ? (width, before) : nil
  }

  @inline(__always)
  private func sign(at index: Int, in text: [UInt8], _ signs: [Sign?]) -> (Sign, Int)? {
    let byte = text[index]
    if byte < 128 {
      guard byte > 0, let sign = signs[Int(byte)] else { return nil }
      return (sign, 1)
    }
    guard byte == 0xE2, index + 2 < text.count, text[index + 1] == 0x88, text[index + 2] == 0x92,
      let sign = signs[Self.minus]
    else { return nil }
    return (sign, 3)
  }

  /// The face that numbers are in, if it has their glyphs.
  func face(_ shaper: TextShaper) -> FontFace? { loaded(shaper)[Int(UInt8(ascii: "0"))]?.word.face }

  /// Appends a number that was measured to a run of its face.
  func append(_ range: Range<Int>, of text: [UInt8], to run: inout GlyphRun, shaper: TextShaper) {
    let signs = loaded(shaper)
    var x = run.width.points
    var at = range.lowerBound
    while at < range.upperBound {
      guard let (sign, length) = sign(at: at, in: text, signs) else { return }
      run.glyphs.append(PlacedGlyph(id: sign.glyph, x: Float(x), y: 0))
      run.clusters.append(TextCluster(byteCount: UInt16(length), glyphCount: 1))
      run.text.append(contentsOf: text[at..<at + length])
      x += sign.advance
      at += length
    }
    run.width = .pt(x)
  }
}
