import Geometry
import TextShaping

extension GlyphRun {
  /// Starts a run without glyphs, to which words are appended.
  public init(face: FontFace, size: Length, color: Color, origin: Point) {
    self.init(
      face: face, size: size, color: color, origin: origin, glyphs: [], text: [], clusters: [], width: .zero)
  }

  /// Appends a word in the run's face at the run's present width, and widens the run by the word.
  ///
  /// - Parameters:
  ///   - letterSpacing: Added after each cluster.
  ///   - text: What the glyphs stand for, where that is not the word's own text: a soft hyphen for a hyphen that
  ///     hyphenation made.
  public mutating func append(
    _ word: ShapedWord, letterSpacing: Length = .zero, standingFor text: [UInt8]? = nil
  ) {
    preconditionFailure("being written")
  }

  /// Moves the place of the next word to the right, for a justified space or a leader.
  public mutating func advance(by distance: Length) { width += distance }
}
