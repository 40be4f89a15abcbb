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
  /// The display names of the files that it was read from, each after those that it imports.
  public internal(set) var files: [String] = []
  var rules: [StyleRule] = []
  var pageRules: [PageRule] = []

  /// A sheet without rules.
  public init() {}

  /// Parses a sheet by CSS Syntax Level 3 and follows its `@import` rules.
  ///
  /// Always gives a sheet: what is not understood is left out, with a diagnostic at its place.
  ///
  /// - Parameters:
  ///   - reader: Reads what the sheet imports.
  ///   - origin: How strong its rules are; by default `.defaults` for `bulletin:base.css`, `.installed` for the other
  ///     sheets of that kind and `.report` for all else. Rules imported from `bulletin:` are never stronger than
  ///     `.installed`.
  public static func parse(
    _ file: InputFile, reader: any InputReading, origin: StyleOrigin? = nil,
    into diagnostics: inout Diagnostics
  ) -> StyleSheet {
    let isInstalled = file.name.hasPrefix(installedPrefix)
    let standard: StyleOrigin =
      file.name == installedPrefix + "base.css" ? .defaults : isInstalled ? .installed : .report
    var importer = SheetImporter(reader: reader)
    return importer.parse(file, origin: origin ?? standard, into: &diagnostics)
  }

  mutating func append(_ other: StyleSheet) {
    fontFaces += other.fontFaces
    files += other.files
    rules += other.rules
    pageRules += other.pageRules
  }
}

private let installedPrefix = "bulletin:"

/// Follows `@import` from sheet to sheet.
private struct SheetImporter {
  let reader: any InputReading
  /// The sheets being read, outermost first.
  private var open: [String] = []
  private var count = 0

  /// Sheets that import each other twice over and over would double at each step.
  private static let most = 200

  init(reader: any InputReading) { self.reader = reader }

  mutating func parse(_ file: InputFile, origin: StyleOrigin, into diagnostics: inout Diagnostics)
    -> StyleSheet
  {
    guard let text = diagnostics.collect({ () throws(Diagnostic) in try file.text() }) else {
      return StyleSheet()
    }
    open.append(file.name)
    defer { open.removeLast() }
    var requests: [(place: SourcePlace, path: String)] = []
    var parser = SheetParser(
      source: SourceText(name: file.name, bytes: Array(text.utf8)), origin: origin, diagnostics: diagnostics
    ) { parser, path, stretch in
      requests.append((SourcePlace(source: parser.source, stretch: stretch), path))
    }
    parser.parse()
    diagnostics = parser.diagnostics
    // What is imported counts as if it stood at the top, which is where imports have to be.
    var sheet = StyleSheet()
    for request in requests {
      if let imported = read(
        request.path, from: file.name, at: request.place.range, origin, into: &diagnostics)
      {
        sheet.append(imported)
      }
    }
    sheet.append(parser.sheet)
    sheet.files.append(file.name)
    return sheet
  }

  private mutating func read(
    _ path: String, from base: String, at range: SourceRange, _ origin: StyleOrigin,
    into diagnostics: inout Diagnostics
  ) -> StyleSheet? {
    count += 1
    guard count <= Self.most else {
      diagnostics.error(
        "style.too-many-imports", "style sheets import more than \(Self.most) others", at: range)
      return nil
    }
    let file = diagnostics.collect { () throws(Diagnostic) in try reader.read(path, from: base, at: range) }
    guard let file else { return nil }
    guard !open.contains(file.name) else {
      diagnostics.error(
        "style.import-cycle",
        "'\(path)' imports itself, by way of \((open + [file.name]).joined(separator: " → "))",
        at: range, hint: "remove one of the imports")
      return nil
    }
    let weakest = path.hasPrefix(installedPrefix) ? min(origin, .installed) : origin
    return parse(file, origin: weakest, into: &diagnostics)
  }
}
