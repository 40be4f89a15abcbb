import Geometry
import TextShaping

/// One line of text, shaped and measured, to be placed where it is wanted: a label, a table cell, a running head.
public struct TextLine: Sendable {
  /// The distance that the text takes on its baseline.
  public let width: Length
  /// From the baseline up to the tallest face's ascent.
  public let ascent: Length
  /// From the baseline down to the deepest face's descent; positive.
  public let descent: Length
  /// One run for each change of face, from left to right, with the line's start at zero.
  private var runs: [GlyphRun]
  private let text: [UInt8]
  private let color: Color
  private var numbers: [TextShape.NumberBytes] = []

  public init(_ text: String, font: FontRequest, color: Color, shaper: TextShaper) {
    self.init(utf8: Array(text.utf8), style: shaper.style(font), color: color, shaper: shaper)
  }

  /// Sets text in UTF-8 in a style that the shaper knows.
  public init(utf8 text: [UInt8], style: FontStyleID, color: Color, shaper: TextShaper) {
    let font = shaper[style]
    var runs: [GlyphRun] = []
    var run = GlyphRun(face: font.face, size: font.size, color: color, origin: .zero)
    run.glyphs.reserveCapacity(text.count)
    run.clusters.reserveCapacity(text.count)
    run.text.reserveCapacity(text.count)
    var ascent = font.ascent
    var descent = font.descent
    shaper.forEachWord(in: text, style) { pieces in
      for piece in pieces {
        if piece.face != run.face {
          let end = Point(x: run.origin.x + run.width, y: .zero)
          if !run.text.isEmpty { runs.append(run) }
          run = GlyphRun(face: piece.face, size: font.size, color: color, origin: end)
          ascent = max(ascent, font.size * piece.face.metrics.ascent)
          descent = max(descent, font.size * piece.face.metrics.descent)
        }
        run.append(piece, letterSpacing: font.letterSpacing)
      }
    }
    if !run.text.isEmpty { runs.append(run) }
    width = run.origin.x + run.width
    self.ascent = ascent
    self.descent = descent
    self.runs = runs
    self.text = text
    self.color = color
  }

  /// Says which bytes of the text are a printed number.
  public mutating func mark(_ bytes: Range<Int>, as mark: NumberMark) {
    numbers.append(TextShape.NumberBytes(mark: mark, bytes: bytes))
    var byte = 0
    for index in runs.indices {
      var glyph = 0
      var marked: Range<Int>?
      for cluster in runs[index].clusters {
        let (nextByte, nextGlyph) = (byte + Int(cluster.byteCount), glyph + Int(cluster.glyphCount))
        if byte < bytes.upperBound, nextByte > bytes.lowerBound {
          marked = (marked?.lowerBound ?? glyph)..<nextGlyph
        }
        (byte, glyph) = (nextByte, nextGlyph)
      }
      if let marked, !marked.isEmpty { runs[index].numbers.append(NumberGlyphs(mark: mark, glyphs: marked)) }
    }
  }

  /// Says that the whole line is a printed number.
  public mutating func mark(as mark: NumberMark) {
    numbers = [TextShape.NumberBytes(mark: mark, bytes: text.indices)]
    for index in runs.indices {
      runs[index].numbers = [NumberGlyphs(mark: mark, glyphs: runs[index].glyphs.indices)]
    }
  }

  /// The line's glyphs with its baseline beginning at a point.
  public func shapes(at baselineOrigin: Point) -> [Shape] {
    runs.map { run in
      var run = run
      run.origin = run.origin + baselineOrigin
      return .glyphs(run)
    }
  }
  /// The line as one shape.
  ///
  /// - Parameters:
  ///   - font: That of the style which the line was set in.
  ///   - anchor: What stays in place where another font makes the line wider.
  public func shape(at baselineOrigin: Point, font: FontRequest, anchor: TextShape.Anchor) -> TextShape {
    TextShape(
      text: text, font: font, color: color, origin: baselineOrigin, width: width, anchor: anchor, numbers: numbers,
      runs: runs.map { run in
        var run = run
        run.origin = run.origin + baselineOrigin
        return run
      })
  }
}
