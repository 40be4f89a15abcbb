import Diagnostics

/// Who wrote a style rule. A later case is stronger, whatever the specificity.
public enum StyleOrigin: Int, Comparable, Hashable, Sendable {
  /// Our own defaults, which give each element its display and margins.
  case defaults
  /// A sheet that comes with the program, named by `bulletin:`.
  case installed
  /// A sheet of the report's author.
  case report

  public static func < (a: StyleOrigin, b: StyleOrigin) -> Bool { a.rawValue < b.rawValue }
}

/// A style sheet, parsed, with what it imports.
public struct StyleSheet: Sendable {
  /// The faces that its `@font-face` rules make known, in order.
  public internal(set) var fontFaces: [FontFaceRule] = []
  /// The display names of the files that it was read from, itself first.
  public internal(set) var files: [String] = []

  /// A sheet without rules.
  public init() {}

  /// Parses a sheet by CSS Syntax Level 3 and follows its `@import` rules.
  ///
  /// Always gives a sheet: what is not understood is left out, with a diagnostic at its place.
  ///
  /// - Parameters:
  ///   - reader: Reads what the sheet imports.
  ///   - origin: How strong its rules are. Rules imported from `bulletin:` are never stronger than `.installed`.
  public static func parse(
    _ file: InputFile, reader: any InputReading, origin: StyleOrigin = .report,
    into diagnostics: inout Diagnostics
  ) -> StyleSheet {
    preconditionFailure("being written")
  }
}
