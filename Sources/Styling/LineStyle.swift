import Geometry

/// Which lines begin farther in than the others: by default the first of a paragraph.
public struct TextIndent: Hashable, Sendable {
  public var width: Extent
  /// Whether all lines but those are indented.
  public var isHanging: Bool
  /// Whether lines after a forced break count as first lines.
  public var isEachLine: Bool
  public init(width: Extent = .length(.zero), isHanging: Bool = false, isEachLine: Bool = false) {
    self.width = width
    self.isHanging = isHanging
    self.isEachLine = isEachLine
  }
}

/// Which punctuation stands outside the lines' edges.
public struct HangingPunctuation: Hashable, Sendable {
  public enum End: Hashable, Sendable { case none, allow, force }
  /// An opening bracket or quotation mark at the start of the first line.
  public var first: Bool
  /// A closing one at the end of the last line.
  public var last: Bool
  /// A stop or comma at the end of a line: where it does not fit, or always.
  public var end: End
  public init(first: Bool = false, last: Bool = false, end: End = .none) {
    self.first = first
    self.last = last
    self.end = end
  }
}

/// By how much letters may be set closer together or farther apart to fill a justified line, as shares of their width.
public struct LetterSpacingLimits: Hashable, Sendable {
  public var closer: Double
  public var wider: Double
  public init(closer: Double = 0, wider: Double = 0) {
    self.closer = closer
    self.wider = wider
  }
}
