import Geometry
import TextShaping

/// A line of text at its place: its glyphs, and its words with the font that they ask for, so that a file that has real text
/// can leave the glyphs to whoever shows it.
public struct TextShape: Hashable, Sendable {
  /// Which end or middle of the line stays in place where another font makes it wider.
  public enum Anchor: Hashable, Sendable { case start, middle, end }

  /// Bytes of the text that are a printed number.
  public struct NumberBytes: Hashable, Sendable {
    public var mark: NumberMark
    public var bytes: Range<Int>
    public init(mark: NumberMark, bytes: Range<Int>) {
      self.mark = mark
      self.bytes = bytes
    }
  }

  /// In UTF-8, in logical order.
  public var text: [UInt8]
  public var font: FontRequest
  public var color: Color
  /// The left end of the baseline.
  public var origin: Point
  /// How far the glyphs reach on the baseline.
  public var width: Length
  public var anchor: Anchor
  /// In the order of the text.
  public var numbers: [NumberBytes]
  /// One run for each change of face, from left to right.
  public var runs: [GlyphRun]

  public init(
    text: [UInt8], font: FontRequest, color: Color, origin: Point, width: Length, anchor: Anchor = .start,
    numbers: [NumberBytes] = [], runs: [GlyphRun]
  ) {
    self.text = text
    self.font = font
    self.color = color
    self.origin = origin
    self.width = width
    self.anchor = anchor
    self.numbers = numbers
    self.runs = runs
  }
}
