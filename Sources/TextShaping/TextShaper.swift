import Diagnostics
import Geometry

/// Turns text into glyphs, and finds where lines and words may be broken. For one thread.
///
/// Words are shaped one at a time and kept, keyed by their bytes, face, features and language; size and letter-spacing
/// only scale the result.
public final class TextShaper {
  public let fonts: FontLibrary

  public init(fonts: FontLibrary) { self.fonts = fonts }

  /// Languages without hyphenation patterns, so far.
  public var diagnostics: Diagnostics { preconditionFailure("being written") }

  /// The number under which a request's words are looked up; the same request always gets the same.
  public func style(_ request: FontRequest) -> FontStyleID { preconditionFailure("being written") }

  /// The request behind a style, with its face.
  public subscript(style: FontStyleID) -> FontStyle { preconditionFailure("being written") }

  /// Shapes a word: one piece for each face and script, in logical order.
  public func shape(_ word: ArraySlice<UInt8>, _ style: FontStyleID) -> [ShapedWord] {
    preconditionFailure("being written")
  }
  public func shape(_ word: [UInt8], _ style: FontStyleID) -> [ShapedWord] {
    preconditionFailure("being written")
  }
  /// Shapes the bytes of `text` in `range`, without making a slice.
  public func shape(_ range: Range<Int>, of text: [UInt8], _ style: FontStyleID) -> [ShapedWord] {
    preconditionFailure("being written")
  }
  public func shape(_ word: ArraySlice<UInt8>, request: FontRequest) -> [ShapedWord] {
    preconditionFailure("being written")
  }
  public func shape(_ word: [UInt8], request: FontRequest) -> [ShapedWord] {
    preconditionFailure("being written")
  }

  /// The places within a text, neither its start nor its end, where a line may or must end.
  public func lineBreaks(in text: [UInt8], language: String) -> [LineBreak] {
    preconditionFailure("being written")
  }

  /// The places within a word where it may be hyphenated, as byte offsets in ascending order.
  ///
  /// - Parameter limits: Fewest letters in a word that is hyphenated, before the hyphen and after it.
  public func hyphenPoints(
    in word: [UInt8], language: String, limits: (word: Int, before: Int, after: Int)
  ) -> [Int] {
    preconditionFailure("being written")
  }

  /// The room that one line of text takes, shaped word by word.
  public func width(of text: String, _ request: FontRequest) -> Length {
    preconditionFailure("being written")
  }
}
