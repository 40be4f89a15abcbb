import CHarfBuzz
import Diagnostics

/// The faces that a report may use, each opened when text first needs it. Not for several threads at once.
public final class FontLibrary {
  public typealias Loader = () throws(Diagnostic) -> [UInt8]

  /// What has been found wrong so far: files that are no fonts, families that nobody has, fallbacks taken, and characters
  /// that no face has and that ``reportMissing(in:at:)`` was not told of.
  public var diagnostics: Diagnostics { preconditionFailure("being written") }

  public init() {}

  /// Makes a face known. Nothing is opened here; `load` is called when the face is first used.
  public func add(
    family: String, weight: Int, isItalic: Bool, fileName: String, load: @escaping Loader
  ) {
    preconditionFailure("being written")
  }

  /// Lets a generic name, such as `serif`, or any other stand for a family.
  public func alias(_ name: String, to family: String) {
    preconditionFailure("being written")
  }

  /// The face that CSS's font matching finds for a list of families; nil only if the library has no face that opens.
  public func face(families: [String], weight: Int, isItalic: Bool) -> FontFace? {
    preconditionFailure("being written")
  }

  /// A face of the system that has a character which `face` lacks.
  public func fallback(for character: Unicode.Scalar, like face: FontFace, language: String) -> FontFace? {
    preconditionFailure("being written")
  }

  /// Reports the characters of a word that no face has, at the place where the author wrote them.
  public func reportMissing(in word: ShapedWord, at range: SourceRange) {
    preconditionFailure("being written")
  }
}
