import Geometry

/// A glyph of a shaped word, in the order in which it is drawn from left to right.
@frozen public struct ShapedGlyph: Hashable, Sendable {
  public var id: UInt32
  /// Where the text that it stands for begins: a byte offset in the word.
  public var cluster: UInt32
  /// In units of the font, as are the offsets; `yOffset` grows upwards.
  public var advance: Int32
  public var xOffset: Int32
  public var yOffset: Int32
  @inlinable public init(id: UInt32, cluster: UInt32, advance: Int32, xOffset: Int32 = 0, yOffset: Int32 = 0) {
    self.id = id
    self.cluster = cluster
    self.advance = advance
    self.xOffset = xOffset
    self.yOffset = yOffset
  }
}

/// A word, or the part of one that is in one face and script, as glyphs. Shared by all places where it is set.
public final class ShapedWord: Sendable {
  public let face: FontFace
  /// In UTF-8.
  public let text: [UInt8]
  public let glyphs: [ShapedGlyph]
  /// In units of the font, without letter-spacing.
  public let advance: Int32
  /// How many clusters there are, each of which letter-spacing follows.
  public let clusterCount: Int32
  public let isRightToLeft: Bool
  /// Characters that no face has; other glyphs stand in for them. See ``FontLibrary/reportMissing(in:at:)``.
  public let missing: [Unicode.Scalar]

  init(
    face: FontFace, text: [UInt8], glyphs: [ShapedGlyph], isRightToLeft: Bool, missing: [Unicode.Scalar]
  ) {
    self.face = face
    self.text = text
    self.glyphs = glyphs
    self.isRightToLeft = isRightToLeft
    self.missing = missing
    var advance: Int32 = 0
    var clusters: Int32 = 0
    var last = UInt32.max
    for glyph in glyphs {
      advance += glyph.advance
      if glyph.cluster != last { clusters += 1 }
      last = glyph.cluster
    }
    self.advance = advance
    clusterCount = clusters
  }

  /// The room it takes at a size.
  public func width(size: Length, letterSpacing: Length = .zero) -> Length {
    .pt(
      Double(advance) * size.points / Double(face.unitsPerEm) + Double(clusterCount) * letterSpacing.points)
  }
}
