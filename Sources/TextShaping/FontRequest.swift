import Geometry

/// An OpenType feature and its value, such as `tnum` 1.
public struct FontFeature: Hashable, Sendable {
  /// Four ASCII characters.
  public var tag: String
  /// 1 for on, 0 for off, or the number of an alternate.
  public var value: Int
  public init(tag: String, value: Int) {
    self.tag = tag
    self.value = value
  }
}

/// What text is to be set in: families in order of preference, and everything else that decides its glyphs.
public struct FontRequest: Hashable, Sendable {
  public var families: [String]
  /// 1 to 1000; 400 is regular, 600 semibold, 700 bold.
  public var weight: Int
  public var isItalic: Bool
  public var size: Length
  public var features: [FontFeature]
  /// Added after each grapheme cluster; optional ligatures are off where it is not zero, as CSS asks.
  public var letterSpacing: Length
  /// Whether lines may set letters a little farther apart or closer together, so that optional ligatures are off too.
  public var isTracked = false
  /// A BCP 47 tag.
  public var language: String

  public init(
    families: [String], weight: Int = 400, isItalic: Bool = false, size: Length, features: [FontFeature] = [],
    letterSpacing: Length = .zero, language: String = "en"
  ) {
    self.families = families
    self.weight = weight
    self.isItalic = isItalic
    self.size = size
    self.features = features
    self.letterSpacing = letterSpacing
    self.language = language
  }
}

/// Names a ``FontRequest`` that a ``TextShaper`` has seen, so that looking up a word compares one number.
@frozen public struct FontStyleID: Hashable, Sendable {
  public let rawValue: Int32
  @inlinable init(rawValue: Int32) { self.rawValue = rawValue }
}

/// A ``FontRequest`` with the face it gets.
public struct FontStyle: Sendable {
  public let request: FontRequest
  public let face: FontFace
  public var size: Length { request.size }
  public var letterSpacing: Length { request.letterSpacing }
  public var ascent: Length { request.size * face.metrics.ascent }
  /// Positive.
  public var descent: Length { request.size * face.metrics.descent }
}
